/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the journal's list shows beside the words that are looked for. */

#pragma once

#include <gtk/gtk.h>

#include "poise-context.h"
#include "poise-filter.h"

G_BEGIN_DECLS

#define POISE_TYPE_FILTER_BAR (poise_filter_bar_get_type ())

G_DECLARE_FINAL_TYPE (PoiseFilterBar, poise_filter_bar, POISE, FILTER_BAR, GtkWidget)

void poise_filter_bar_fill (PoiseFilterBar *self, PoiseFilter *filter);
void poise_filter_bar_set_tag (PoiseFilterBar *self, const char *tag);
void
poise_filter_bar_set_facet (PoiseFilterBar *self, PoiseFacet facet, PoiseDay first, PoiseDay last);
void poise_filter_bar_clear (PoiseFilterBar *self);

G_END_DECLS
