/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The copies that sync tools and others leave where two machines changed one file. */

#pragma once

#include "poise-folder.h"
#include "poise-problem.h"

G_BEGIN_DECLS

/**
 * PoiseSyncMergeFunc:
 * @ours: (nullable): what the journal's file holds; %NULL if there is none
 * @theirs: what a copy of it holds
 * @error: return location
 *
 * Merges a copy. The same two must give the same bytes on every computer. An error keeps the
 * copy, and is said by its name.
 *
 * Returns: (transfer full) (nullable): what the journal's file shall hold
 */
typedef GBytes *(*PoiseSyncMergeFunc) (GBytes *ours, GBytes *theirs, GError **error);

void poise_sync_add_format (const char *format, const char *name, PoiseSyncMergeFunc merge);

gboolean poise_sync_is_copy (const char *name);
GPtrArray *poise_sync_list (PoiseFolder *folder);
guint poise_sync_merge (PoiseFolder *folder, GDateTime *now, GPtrArray *problems, GError **error);
gboolean poise_sync_open (PoiseFolder *folder,
                          GDateTime *now,
                          GPtrArray *problems,
                          guint *n_merged,
                          GError **error);

G_END_DECLS
