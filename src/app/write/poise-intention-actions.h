/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be done with the intention of the week. */

#pragma once

#include <gtk/gtk.h>

#include "poise-context.h"

G_BEGIN_DECLS

#define POISE_TYPE_INTENTION_ACTIONS (poise_intention_actions_get_type ())

G_DECLARE_FINAL_TYPE (PoiseIntentionActions,
                      poise_intention_actions,
                      POISE,
                      INTENTION_ACTIONS,
                      GObject)

PoiseIntentionActions *poise_intention_actions_new (PoiseContext *context, GtkWidget *parent);
GActionGroup *poise_intention_actions_get_group (PoiseIntentionActions *self);

G_END_DECLS
