/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Modes, locks and syncing, which not every file system has; what one was found to lack. */

#pragma once

#include <glib.h>

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

gboolean poise_file_fail (GError **error, int code, const char *format, ...) G_GNUC_PRINTF (3, 4);
gboolean poise_file_is_lack (int code);
void poise_file_note_lack (int fd, PoiseFileLack lack);
PoiseFileLack poise_file_get_lacks (const char *path);
GPtrArray *poise_file_describe_lacks (PoiseFileLack found, const char *path);

gboolean poise_file_sync (int fd);
gboolean poise_file_sync_parent (const char *path);
gboolean poise_file_tighten (int fd);

G_END_DECLS
