/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One entry in the journal's list, under its week's heading where it is the first. */

#pragma once

#include <gtk/gtk.h>

#include "poise-search.h"

G_BEGIN_DECLS

#define POISE_TYPE_ENTRY_ROW (poise_entry_row_get_type ())

G_DECLARE_FINAL_TYPE (PoiseEntryRow, poise_entry_row, POISE, ENTRY_ROW, GtkWidget)

char *poise_entry_row_describe_day (PoiseEntry *entry, gboolean has_time);

GtkWidget *poise_entry_row_new (void);
PoiseEntry *poise_entry_row_get_entry (PoiseEntryRow *self);
void poise_entry_row_set_entry (PoiseEntryRow *self, PoiseEntry *entry, PoiseSearch *search);
void poise_entry_row_set_shows_time (PoiseEntryRow *self, gboolean shows_time);
void poise_entry_row_set_heading (PoiseEntryRow *self,
                                  const char *heading,
                                  gboolean has_share,
                                  double share);
void
poise_entry_row_set_selection (PoiseEntryRow *self, gboolean is_selecting, gboolean is_selected);

G_END_DECLS
