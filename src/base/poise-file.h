/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The few things that the journal asks of a disk: read, replace, lock, list. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define POISE_FOLDER_MODE 0700
#define POISE_FILE_MODE 0600

/**
 * PoiseFileLack:
 * @POISE_FILE_LACKS_MODES: nobody can be kept from reading a file
 * @POISE_FILE_LACKS_LOCKS: a second program cannot be kept from writing
 * @POISE_FILE_LACKS_SYNCING: what was written may be lost with the power
 *
 * What a file system, of a network mostly, may not be able to do. Each is a bit; a person is told
 * in their order.
 */
typedef enum
{
  POISE_FILE_LACKS_MODES = 1 << 0,
  POISE_FILE_LACKS_LOCKS = 1 << 1,
  POISE_FILE_LACKS_SYNCING = 1 << 2,
} PoiseFileLack;

PoiseFileLack poise_file_get_lacks (const char *path);
GPtrArray *poise_file_describe_lacks (PoiseFileLack found, const char *path);

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

int poise_file_lock (const char *path, guint timeout_ms, GError **error);
void poise_file_unlock (int fd);

G_END_DECLS
