/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Getting what is whole out of a month file that is not. */

#pragma once

#include "poise-folder.h"
#include "poise-repair-report.h"

G_BEGIN_DECLS

GPtrArray *poise_salvage_entries (const char *data, gsize length);
GPtrArray *
poise_salvage_repair (PoiseFolder *folder, const char *month, GDateTime *now, GError **error);

G_END_DECLS
