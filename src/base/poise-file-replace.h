/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Putting new content in a file's place, all of it or none, what a crash leaves of that, and
 * removing a file only if it is what was read. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

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
gboolean poise_file_replace_known (const char *path,
                                   const char *stamp,
                                   const char *data,
                                   gsize length,
                                   GError **error);
gboolean poise_file_replace_followed (const char *path,
                                      char **stamp,
                                      const char *data,
                                      gsize length,
                                      GError **error);
gboolean poise_file_remove_known (const char *path, const char *stamp, GError **error);
gboolean poise_file_fail_overtaken (const char *path, GError **error);
gboolean poise_file_is_stray (const char *name);
gboolean poise_file_was_exchanged (const char *path);
void poise_file_remove_strays (const char *folder);

G_END_DECLS
