/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Corrects a sentence where it stands: the editor's menu, keys, and undo. */

#pragma once

#include <gtk/gtk.h>

#include "poise-document.h"

G_BEGIN_DECLS

#define POISE_TYPE_SENTENCE_ACTIONS (poise_sentence_actions_get_type ())

G_DECLARE_FINAL_TYPE (PoiseSentenceActions,
                      poise_sentence_actions,
                      POISE,
                      SENTENCE_ACTIONS,
                      GObject)

PoiseSentenceActions *
poise_sentence_actions_new (GtkTextView *editor, PoiseDocument *document, GMenuModel *menu);
GActionGroup *poise_sentence_actions_get_group (PoiseSentenceActions *self);
void poise_sentence_actions_bind_keys (GtkWidgetClass *widget_class);

G_END_DECLS
