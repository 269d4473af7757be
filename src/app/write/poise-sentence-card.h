/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What an underlined sentence shows, beside it once it is clicked. It takes
 * neither the cursor nor the keyboard: who clicks there to write on does so.
 */

#pragma once

#include <gtk/gtk.h>

#include "poise-document.h"

G_BEGIN_DECLS

#define POISE_TYPE_SENTENCE_CARD (poise_sentence_card_get_type ())

G_DECLARE_FINAL_TYPE (PoiseSentenceCard, poise_sentence_card, POISE, SENTENCE_CARD, GtkPopover)

GtkWidget *poise_sentence_card_new (GtkTextView *editor, PoiseDocument *document);
void poise_sentence_card_set_has_reasons (PoiseSentenceCard *self, gboolean has_reasons);

G_END_DECLS
