/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keeping what a file held under another name beside it. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

char *poise_file_keep_copy (const char *path,
                            GBytes *bytes,
                            const char *reason,
                            GDateTime *now,
                            GError **error);
char *poise_file_keep_as_is (const char *path, const char *reason, GDateTime *now, GError **error);
char *poise_file_set_aside (const char *path, const char *reason, GDateTime *now, GError **error);

G_END_DECLS
