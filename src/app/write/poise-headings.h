/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The headings of a text in the editor: bold, and Tab goes from one answer to the next. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void poise_headings_attach (GtkTextView *editor);
gboolean poise_headings_step (GtkTextView *editor, int direction);

G_END_DECLS
