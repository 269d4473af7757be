/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The entries that the person has selected in the journal's list, while they select. */

#pragma once

#include <gio/gio.h>

#include "poise-entry.h"

G_BEGIN_DECLS

#define POISE_TYPE_ENTRY_SELECTION (poise_entry_selection_get_type ())

G_DECLARE_FINAL_TYPE (PoiseEntrySelection, poise_entry_selection, POISE, ENTRY_SELECTION, GObject)

PoiseEntrySelection *poise_entry_selection_new (void);

void poise_entry_selection_set_active (PoiseEntrySelection *self, gboolean is_active);
gboolean poise_entry_selection_is_active (PoiseEntrySelection *self);
gboolean poise_entry_selection_contains (PoiseEntrySelection *self, PoiseEntry *entry);
void poise_entry_selection_toggle (PoiseEntrySelection *self, PoiseEntry *entry);
void poise_entry_selection_add_all (PoiseEntrySelection *self, GListModel *entries);
void poise_entry_selection_remove_if (PoiseEntrySelection *self,
                                      gboolean (*is_gone) (gpointer entry, gpointer data),
                                      gpointer data);
char **poise_entry_selection_get_ids (PoiseEntrySelection *self);

G_END_DECLS
