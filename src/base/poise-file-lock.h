/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A lock that one program, and one thread of it, holds at a time. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

int poise_file_lock (const char *path, guint timeout_ms, GError **error);
void poise_file_unlock (int fd);

G_END_DECLS
