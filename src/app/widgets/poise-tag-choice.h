/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A drop-down of which the first row is any, and the others are tags. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void poise_tag_choice_set_tags (GtkDropDown *drop_down, const char *const *tags);
const char *poise_tag_choice_get_tag (GtkDropDown *drop_down);
void poise_tag_choice_choose (GtkDropDown *drop_down, const char *tag);

G_END_DECLS
