/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The items of a drop-down or a combo row, with names for screen readers. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void poise_choice_items_name (GtkWidget *chooser);

G_END_DECLS
