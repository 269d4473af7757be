/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a text is written in: as high as some lines of it, where there is room for them. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define POISE_TYPE_LINES_BIN (poise_lines_bin_get_type ())

G_DECLARE_FINAL_TYPE (PoiseLinesBin, poise_lines_bin, POISE, LINES_BIN, GtkWidget)

G_END_DECLS
