/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The order in which what is typed in a text, which keeps its own undo, and what the history knows
 * are undone: the last first. */

#pragma once

#include "poise-history.h"

G_BEGIN_DECLS

typedef struct _PoiseUndoOrder PoiseUndoOrder;

PoiseUndoOrder *poise_undo_order_new (PoiseHistory *history);
void poise_undo_order_free (PoiseUndoOrder *self);

void poise_undo_order_note_opened (PoiseUndoOrder *self);
void poise_undo_order_note_typed (PoiseUndoOrder *self);
void poise_undo_order_note_step (PoiseUndoOrder *self, const char *text);
void poise_undo_order_note_text_step (PoiseUndoOrder *self, const char *text);
gboolean poise_undo_order_undo (PoiseUndoOrder *self);
gboolean poise_undo_order_redo (PoiseUndoOrder *self);

G_END_DECLS
