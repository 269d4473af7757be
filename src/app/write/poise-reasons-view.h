/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why a text shows what it shows, sentence by sentence, each with a choice to correct it. */

#pragma once

#include <adwaita.h>

#include "poise-document.h"

G_BEGIN_DECLS

#define POISE_TYPE_REASONS_VIEW (poise_reasons_view_get_type ())

G_DECLARE_FINAL_TYPE (PoiseReasonsView, poise_reasons_view, POISE, REASONS_VIEW, AdwBin)

GtkWidget *poise_reasons_view_new (PoiseDocument *document, PoiseTagger *tagger);
gboolean poise_reasons_view_is_of_open_entry (PoiseReasonsView *self);
void poise_reasons_view_set_max_height (PoiseReasonsView *self, int height);
void poise_reasons_view_go_to (PoiseReasonsView *self, int sentence);
void poise_reasons_view_finish (PoiseReasonsView *self);

G_END_DECLS
