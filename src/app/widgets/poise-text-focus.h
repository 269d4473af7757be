/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is selected in a text field that gets the keyboard back. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void poise_text_focus_watch (GtkWindow *window);

G_END_DECLS
