/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which entry a document shows: that of a day, a new one, and another one where the
 * journal or the calendar takes the open one's place.
 */

#pragma once

#include "poise-document.h"

G_BEGIN_DECLS

#define POISE_TYPE_ENTRY_OPENER (poise_entry_opener_get_type ())

G_DECLARE_FINAL_TYPE (PoiseEntryOpener, poise_entry_opener, POISE, ENTRY_OPENER, GObject)

PoiseEntryOpener *poise_entry_opener_new (PoiseDocument *document);

PoiseDay poise_entry_opener_get_day (PoiseEntryOpener *self);
gboolean poise_entry_opener_is_composing (PoiseEntryOpener *self);
void poise_entry_opener_set_composing (PoiseEntryOpener *self, gboolean is_composing);

void poise_entry_opener_show_entry (PoiseEntryOpener *self, PoiseEntry *entry);
void poise_entry_opener_show_day (PoiseEntryOpener *self, PoiseDay day);
void poise_entry_opener_step_day (PoiseEntryOpener *self, int days);
void poise_entry_opener_start_entry (PoiseEntryOpener *self);
void poise_entry_opener_start_morning (PoiseEntryOpener *self);
gboolean poise_entry_opener_start_form (PoiseEntryOpener *self, const char *form);
void poise_entry_opener_restore (PoiseEntryOpener *self, PoiseEntry *entry, const char *title);

G_END_DECLS
