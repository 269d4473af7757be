/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

char *poise_buffer_text_get (GtkTextBuffer *buffer);
void poise_buffer_text_change (GtkTextBuffer *buffer, const char *text);

G_END_DECLS
