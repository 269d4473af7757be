/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One sentence in the reasons: its words, what it shows and why, and a choice to correct it. */

#pragma once

#include <gtk/gtk.h>

#include "poise-tagger.h"

G_BEGIN_DECLS

#define POISE_TYPE_SENTENCE_ROW (poise_sentence_row_get_type ())

G_DECLARE_FINAL_TYPE (PoiseSentenceRow, poise_sentence_row, POISE, SENTENCE_ROW, GtkWidget)

GtkWidget *poise_sentence_row_new (guint index);
void poise_sentence_row_show_sentence (PoiseSentenceRow *self,
                                       PoiseTagger *tagger,
                                       const char *words,
                                       const PoiseSentenceTag *sentence,
                                       const char *around);
GtkWidget *poise_sentence_row_get_choice (PoiseSentenceRow *self);
void poise_sentence_row_flush (PoiseSentenceRow *self);

G_END_DECLS
