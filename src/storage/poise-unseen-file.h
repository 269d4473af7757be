/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where poise-unseen.h keeps its words: two files a month, in this computer's own folder of
 * states, sealed as the journal's are; and poise-unseen-side.h a file each. Nothing else reads or
 * writes them.
 */

#pragma once

#include "poise-folder.h"
#include "poise-month.h"

G_BEGIN_DECLS

PoiseFolder *poise_unseen_file_find_folder (PoiseFolder *folder);
GPtrArray *poise_unseen_file_list_folders (void);
char *poise_unseen_file_get_side_path (PoiseFolder *own, const char *name);
GPtrArray *poise_unseen_file_list_side (PoiseFolder *own);
GPtrArray *poise_unseen_file_list_former_side (PoiseFolder *folder);

GBytes *poise_unseen_file_read_bytes (const char *path, PoiseFolder *folder);
void poise_unseen_file_write_bytes (GBytes *bytes, const char *path, PoiseFolder *folder);
PoiseMonth *poise_unseen_file_read (const char *path, PoiseFolder *folder, const char *month);
void poise_unseen_file_write (PoiseMonth *month, const char *path, PoiseFolder *folder);
void poise_unseen_file_remove (const char *path);
void poise_unseen_file_prune (gint64 now);

gboolean poise_unseen_file_is_settled (PoiseFolder *folder);
void poise_unseen_file_settle (PoiseFolder *folder);

gboolean poise_unseen_file_is_there (const char *path);
gboolean poise_unseen_file_is_in_step (const char *path, const char *stamp);
gboolean poise_unseen_file_is_in_doubt (const char *path);
void poise_unseen_file_set_step (const char *path, const char *stamp);

G_END_DECLS
