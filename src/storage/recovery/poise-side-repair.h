/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bringing a damaged file that is no month back from its backups. */

#pragma once

#include "poise-file-kind.h"
#include "poise-repair-report.h"

G_BEGIN_DECLS

gboolean poise_side_repair_is_needed (PoiseFolder *folder, const PoiseFileKind *kind);
PoiseRepairReport *poise_side_repair_run (PoiseFolder *folder,
                                          const PoiseFileKind *kind,
                                          GDateTime *now,
                                          GError **error);

G_END_DECLS
