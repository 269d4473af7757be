/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The operations that can still be undone or redone, the last one first. */

#pragma once

#include "poise-operation.h"

G_BEGIN_DECLS

#define POISE_TYPE_HISTORY (poise_history_get_type ())

G_DECLARE_FINAL_TYPE (PoiseHistory, poise_history, POISE, HISTORY, GObject)

PoiseHistory *poise_history_new (PoiseStore *store);
guint poise_history_run (PoiseHistory *self, PoiseOperation *operation);
guint poise_history_run_asking (PoiseHistory *self, PoiseAsking *asking);
void poise_history_undo (PoiseHistory *self, guint number);
PoiseOperation *poise_history_peek_undo (PoiseHistory *self);
PoiseOperation *poise_history_peek_redo (PoiseHistory *self);
void poise_history_redo (PoiseHistory *self);

guint poise_history_get_moment (PoiseHistory *self);
guint poise_history_get_next_moment (PoiseHistory *self, gboolean is_undo);
gboolean poise_history_undo_since (PoiseHistory *self, guint moment);
gboolean poise_history_redo_since (PoiseHistory *self, guint moment);

G_END_DECLS
