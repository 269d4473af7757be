/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Taking a whole journal along into another folder. */

#pragma once

#include "poise-folder.h"

G_BEGIN_DECLS

gboolean poise_journal_copy_to (PoiseFolder *from,
                                PoiseFolder *to,
                                GDateTime *now,
                                guint *n_entries,
                                GError **error);

G_END_DECLS
