/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The keyboard's focus while the layout changes. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void poise_focus_give (GtkWidget *widget);
void poise_focus_keep (GtkWidget *bin);

G_END_DECLS
