/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why a text shows what it shows, sentence by sentence, each with a choice to correct it. */

#pragma once

#include <adwaita.h>

#include "poise-document.h"

G_BEGIN_DECLS

#define POISE_TYPE_REASONS (poise_reasons_get_type ())

G_DECLARE_FINAL_TYPE (PoiseReasons, poise_reasons, POISE, REASONS, AdwBin)

GtkWidget *poise_reasons_new (PoiseDocument *document, PoiseTagger *tagger);
void poise_reasons_set_max_height (PoiseReasons *self, int height);
void poise_reasons_focus_sentence (PoiseReasons *self, int sentence);
void poise_reasons_finish (PoiseReasons *self);

G_END_DECLS
