/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files that touch the disk share. */

#pragma once

#include "poise-file-lack.h"

G_BEGIN_DECLS

gboolean poise_file_fail (GError **error, int code, const char *format, ...) G_GNUC_PRINTF (3, 4);
void poise_file_note_lack (int fd, PoiseFileLack lack);
gboolean poise_file_is_lack (int code);

G_END_DECLS
