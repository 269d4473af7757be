/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The entries that the journal's list shows: those that a filter lets through, newest first. */

#pragma once

#include <gtk/gtk.h>

#include "poise-filter.h"
#include "poise-journal.h"

G_BEGIN_DECLS

#define POISE_TYPE_ENTRY_MODEL (poise_entry_model_get_type ())

G_DECLARE_FINAL_TYPE (PoiseEntryModel, poise_entry_model, POISE, ENTRY_MODEL, GObject)

PoiseEntryModel *poise_entry_model_new (PoiseJournal *journal);

GListModel *poise_entry_model_get_list (PoiseEntryModel *self);
PoiseFilter *poise_entry_model_get_filter (PoiseEntryModel *self);
GtkFilterChange poise_entry_model_compare_filter (PoiseEntryModel *self, const PoiseFilter *filter);
void poise_entry_model_set_filter (PoiseEntryModel *self, PoiseFilter *filter);
void poise_entry_model_refresh (PoiseEntryModel *self);

gboolean poise_entry_model_shows (PoiseEntryModel *self, PoiseEntry *entry);
guint poise_entry_model_find_day (PoiseEntryModel *self, PoiseDay last);
gboolean poise_entry_model_find (PoiseEntryModel *self, PoiseEntry *entry, guint *position);

G_END_DECLS
