/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The few things that the journal asks of a disk: read, replace, list. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define POISE_FOLDER_MODE 0700
#define POISE_FILE_MODE 0600

gboolean poise_file_make_folder (const char *path, gboolean follow, GError **error);
GBytes *poise_file_read (const char *path, GError **error);
GBytes *poise_file_read_as (const char *path, const char *as, GError **error);
GBytes *poise_file_read_head (const char *path, gsize length);
gboolean poise_file_is_sealed (const char *path);
gboolean poise_file_is_settled (const char *path);
gboolean poise_file_replace (const char *path, const char *data, gsize length, GError **error);
gboolean poise_file_replace_as (const char *path,
                                const char *as,
                                const char *data,
                                gsize length,
                                GError **error);
gboolean poise_file_replace_soon (const char *path,
                                  const char *as,
                                  const char *data,
                                  gsize length,
                                  GError **error);
char *poise_file_get_stamp (const char *path);
gboolean poise_file_replace_known (const char *path,
                                   const char *stamp,
                                   const char *data,
                                   gsize length,
                                   GError **error);
gboolean poise_file_remove (const char *path, GError **error);
char *poise_file_keep_copy (const char *path,
                            GBytes *bytes,
                            const char *reason,
                            GDateTime *now,
                            GError **error);
char *poise_file_keep_as_is (const char *path, const char *reason, GDateTime *now, GError **error);
char *poise_file_set_aside (const char *path, const char *reason, GDateTime *now, GError **error);
gboolean poise_file_is_stray (const char *name);
gboolean poise_file_was_exchanged (const char *path);
void poise_file_remove_strays (const char *folder);
GPtrArray *poise_file_list (const char *folder, const char *suffix, GError **error);

G_END_DECLS
