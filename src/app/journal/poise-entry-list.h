/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The journal's list: rows by week, filtered, to open or to select. */

#pragma once

#include <gtk/gtk.h>

#include "poise-context.h"
#include "poise-filter.h"

G_BEGIN_DECLS

#define POISE_TYPE_ENTRY_LIST (poise_entry_list_get_type ())

G_DECLARE_FINAL_TYPE (PoiseEntryList, poise_entry_list, POISE, ENTRY_LIST, GtkWidget)

void poise_entry_list_set_filter (PoiseEntryList *self, PoiseFilter *filter);
const PoiseFilter *poise_entry_list_get_filter (PoiseEntryList *self);
void poise_entry_list_refresh (PoiseEntryList *self);
guint poise_entry_list_get_n_entries (PoiseEntryList *self);

PoiseEntry *poise_entry_list_get_next (PoiseEntryList *self, PoiseEntry *entry, int direction);
void poise_entry_list_scroll_to (PoiseEntryList *self, PoiseDay last);
gboolean poise_entry_list_leave (PoiseEntryList *self, GPtrArray *entries);
gboolean poise_entry_list_reveal (PoiseEntryList *self, PoiseEntry *entry);

void poise_entry_list_set_selecting (PoiseEntryList *self, gboolean is_selecting);
void poise_entry_list_select_all (PoiseEntryList *self);
gboolean poise_entry_list_is_selecting (PoiseEntryList *self);
char **poise_entry_list_get_selected (PoiseEntryList *self);
void poise_entry_list_delete_selected (PoiseEntryList *self);
void poise_entry_list_focus (PoiseEntryList *self);

G_END_DECLS
