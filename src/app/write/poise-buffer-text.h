/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

char *poise_buffer_text_get (GtkTextBuffer *buffer);

G_END_DECLS
