/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The places in the opened entry that the person looks for, one by one. */

#pragma once

#include <gtk/gtk.h>

#include "poise-search.h"

G_BEGIN_DECLS

#define POISE_TYPE_MATCH_BAR (poise_match_bar_get_type ())

G_DECLARE_FINAL_TYPE (PoiseMatchBar, poise_match_bar, POISE, MATCH_BAR, GtkWidget)

void poise_match_bar_set_view (PoiseMatchBar *self, GtkTextView *view);
void poise_match_bar_set_search (PoiseMatchBar *self, PoiseSearch *search);
gboolean poise_match_bar_close (PoiseMatchBar *self);
gboolean poise_match_bar_step (PoiseMatchBar *self, int direction);

G_END_DECLS
