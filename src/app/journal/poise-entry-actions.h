/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an entry's own menu can do with it, in the journal and where it is written. */

#pragma once

#include <gio/gio.h>

#include "poise-context.h"

G_BEGIN_DECLS

#define POISE_TYPE_ENTRY_ACTIONS (poise_entry_actions_get_type ())

G_DECLARE_FINAL_TYPE (PoiseEntryActions, poise_entry_actions, POISE, ENTRY_ACTIONS, GObject)

PoiseEntryActions *poise_entry_actions_new (PoiseContext *context);
void poise_entry_actions_set_entry (PoiseEntryActions *self, PoiseEntry *entry);
GActionGroup *poise_entry_actions_get_group (PoiseEntryActions *self);

G_END_DECLS
