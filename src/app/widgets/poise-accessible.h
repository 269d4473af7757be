/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void poise_accessible_set_name (GtkWidget *widget, const char *name);
void poise_accessible_name_drop_down (GtkDropDown *drop_down, const char *name);

G_END_DECLS
