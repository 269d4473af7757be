/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The few things that the journal asks of a disk: read, replace, lock, list. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define POISE_FOLDER_MODE 0700
#define POISE_FILE_MODE 0600

gboolean poise_file_make_folder (const char *path, gboolean follow, GError **error);
GBytes *poise_file_read (const char *path, GError **error);
gboolean poise_file_replace (const char *path, const char *data, gsize length, GError **error);
gboolean poise_file_remove (const char *path, GError **error);
char *poise_file_keep_copy (const char *path,
                            GBytes *bytes,
                            const char *reason,
                            GDateTime *now,
                            GError **error);
char *poise_file_set_aside (const char *path, const char *reason, GDateTime *now, GError **error);
void poise_file_remove_strays (const char *folder);
GPtrArray *poise_file_list (const char *folder, const char *suffix, GError **error);

int poise_file_lock (const char *path, guint timeout_ms, GError **error);
void poise_file_unlock (int fd);

G_END_DECLS
