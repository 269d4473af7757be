/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of the journal's list: how an entry is shown, under which heading, selected or not. */

#pragma once

#include <gtk/gtk.h>

#include "poise-context.h"
#include "poise-entry-model.h"
#include "poise-entry-selection.h"

G_BEGIN_DECLS

#define POISE_TYPE_ENTRY_ROWS (poise_entry_rows_get_type ())

G_DECLARE_FINAL_TYPE (PoiseEntryRows, poise_entry_rows, POISE, ENTRY_ROWS, GObject)

PoiseEntryRows *poise_entry_rows_new (PoiseContext *context,
                                      PoiseEntryModel *model,
                                      PoiseEntrySelection *selection);

GtkListItemFactory *poise_entry_rows_get_factory (PoiseEntryRows *self);
void poise_entry_rows_show (PoiseEntryRows *self);
void poise_entry_rows_show_headings (PoiseEntryRows *self);
PoiseEntry *poise_entry_rows_get_focused (PoiseEntryRows *self, GtkRoot *root);
GtkWidget *poise_entry_rows_find_cell (PoiseEntryRows *self, PoiseEntry *entry);
gboolean poise_entry_rows_is_in_sight (GtkWidget *cell, GtkWidget *scroller);
GtkWidget *poise_entry_rows_find_in_sight (PoiseEntryRows *self, GtkWidget *scroller);

G_END_DECLS
