/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the groups of the window's actions have in common; the window owns each. */

#pragma once

#include <adwaita.h>

#include "poise-context.h"

G_BEGIN_DECLS

#define POISE_TYPE_WINDOW_ACTIONS (poise_window_actions_get_type ())

G_DECLARE_DERIVABLE_TYPE (PoiseWindowActions, poise_window_actions, POISE, WINDOW_ACTIONS, GObject)

struct _PoiseWindowActionsClass
{
  GObjectClass parent_class;
};

void
poise_window_actions_add (PoiseWindowActions *self, const GActionEntry *entries, guint n_entries);
PoiseContext *poise_window_actions_get_context (PoiseWindowActions *self);
GtkWidget *poise_window_actions_get_window (PoiseWindowActions *self);
AdwToastOverlay *poise_window_actions_get_toasts (PoiseWindowActions *self);

G_END_DECLS
