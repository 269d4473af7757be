/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The keys that undo and redo in a dialog, which keeps its keys from the window. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PoiseUndoKeysFunc:
 * @widget: what poise_undo_keys_add() was given
 * @is_undo: whether something is to be undone, not done again
 *
 * Returns: whether there was such
 */
typedef gboolean (*PoiseUndoKeysFunc) (GtkWidget *widget, gboolean is_undo);

void poise_undo_keys_add (GtkWidget *widget, PoiseUndoKeysFunc step);

G_END_DECLS
