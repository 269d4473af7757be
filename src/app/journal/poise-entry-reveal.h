/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scrolls the journal's list to an entry, over some frames, and focuses it. */

#pragma once

#include <gtk/gtk.h>

#include "poise-entry-model.h"
#include "poise-entry-rows.h"

G_BEGIN_DECLS

#define POISE_TYPE_ENTRY_REVEAL (poise_entry_reveal_get_type ())

G_DECLARE_FINAL_TYPE (PoiseEntryReveal, poise_entry_reveal, POISE, ENTRY_REVEAL, GObject)

PoiseEntryReveal *
poise_entry_reveal_new (GtkGridView *list, PoiseEntryModel *model, PoiseEntryRows *rows);
void poise_entry_reveal_start (PoiseEntryReveal *self, PoiseEntry *entry, gboolean to_top);

G_END_DECLS
