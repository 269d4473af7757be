/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Months on a disk. */

#pragma once

#include "poise-month.h"

G_BEGIN_DECLS

PoiseMonth *poise_month_file_read (const char *path, const char *month, GError **error);
gboolean poise_month_file_read_sides (const char *path,
                                      const char *month,
                                      PoiseMonth **ours,
                                      PoiseMonth **theirs);
PoiseMonth *poise_month_file_read_for_writing (const char *path, const char *month, GError **error);
gboolean poise_month_file_write (PoiseMonth *month, const char *path, GError **error);
gboolean poise_month_file_fail_newer (const char *path, GError **error);

G_END_DECLS
