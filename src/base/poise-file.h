/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the journal asks of a disk but for writing: folders, reading, states, lists, removing. */

#pragma once

#include <gio/gio.h>

#include "poise-file-lack.h"

G_BEGIN_DECLS

gboolean poise_file_make_folder (const char *path, gboolean follow, GError **error);
GBytes *poise_file_read (const char *path, GError **error);
GBytes *poise_file_read_as (const char *path, const char *as, GError **error);
GBytes *poise_file_read_head (const char *path, gsize length);
gboolean poise_file_is_sealed (const char *path);
gboolean poise_file_is_settled (const char *path);
char *poise_file_get_stamp (const char *path);
gboolean poise_file_remove (const char *path, GError **error);
GPtrArray *poise_file_list (const char *folder, const char *suffix, GError **error);

G_END_DECLS
