/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The person's word on what is open: which sentence, what it shows, and back again. */

#pragma once

#include "poise-document.h"

G_BEGIN_DECLS

int poise_document_find_sentence (PoiseDocument *self, guint offset);
void poise_document_correct (PoiseDocument *self, int sentence, PoiseMode mode);
void poise_document_uncorrect (PoiseDocument *self, int sentence);
void poise_document_accept (PoiseDocument *self);
gboolean poise_document_undo (PoiseDocument *self);
gboolean poise_document_redo (PoiseDocument *self);
void poise_document_note_text_step (PoiseDocument *self);

G_END_DECLS
