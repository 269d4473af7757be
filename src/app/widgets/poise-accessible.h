/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void poise_accessible_set_name (GtkWidget *widget, const char *name);
void poise_accessible_name_drop_down (GtkDropDown *drop_down, const char *name);
void poise_accessible_name_pages (AdwViewStack *stack);

G_END_DECLS
