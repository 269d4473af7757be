/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The copies that sync tools and others leave where two machines changed one file. */

#pragma once

#include "poise-folder.h"
#include "poise-problem.h"

G_BEGIN_DECLS

gboolean poise_sync_is_copy (const char *name);
gboolean poise_sync_is_file_copy (const char *name);
GPtrArray *poise_sync_list (PoiseFolder *folder);
guint poise_sync_merge (PoiseFolder *folder, GDateTime *now, GPtrArray *problems, GError **error);
gboolean poise_sync_open_to_read (PoiseFolder *folder,
                                  GDateTime *now,
                                  GPtrArray *problems,
                                  guint *n_merged,
                                  GHashTable *months,
                                  GError **error);
gboolean poise_sync_open (PoiseFolder *folder,
                          GDateTime *now,
                          GPtrArray *problems,
                          guint *n_merged,
                          GError **error);

G_END_DECLS
