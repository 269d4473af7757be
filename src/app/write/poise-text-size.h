/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How large the text is that the person writes, by the "text-scale" setting. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void poise_text_size_install (GdkDisplay *display, GSettings *settings);
void poise_text_size_step (GSettings *settings, int steps);

G_END_DECLS
