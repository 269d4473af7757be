/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was deleted, and the losers of conflicts: looked at, brought back, gone after 30 days. */

#pragma once

#include "poise-entry.h"
#include "poise-folder.h"

G_BEGIN_DECLS

#define POISE_TRASH_DAYS 30

GDateTime *poise_trash_get_deleted (PoiseEntry *entry);
const char *poise_trash_get_conflict_of (PoiseEntry *entry);
gboolean poise_trash_is_conflict (PoiseEntry *entry);
PoiseEntry *poise_trash_revive (PoiseEntry *entry);

gboolean
poise_trash_clean_up (PoiseFolder *folder, GDateTime *now, guint *n_entries, GError **error);
gboolean poise_trash_purge (PoiseFolder *folder,
                            GDateTime *before,
                            GDateTime *now,
                            guint *n_entries,
                            GError **error);
gboolean
poise_trash_purge_entries (PoiseFolder *folder, GPtrArray *ids, GDateTime *now, GError **error);

G_END_DECLS
