/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The question above the editor: why it is asked, another one, or none. */

#pragma once

#include <gtk/gtk.h>

#include "poise-context.h"

G_BEGIN_DECLS

#define POISE_TYPE_PROMPT_CARD (poise_prompt_card_get_type ())

G_DECLARE_FINAL_TYPE (PoisePromptCard, poise_prompt_card, POISE, PROMPT_CARD, GtkWidget)

void poise_prompt_card_ask (PoisePromptCard *self, PoiseEntry *entry);
void poise_prompt_card_show (PoisePromptCard *self, PoiseEntry *entry);
void poise_prompt_card_set_can_change (PoisePromptCard *self, gboolean can_change);
void poise_prompt_card_set_short (PoisePromptCard *self, gboolean is_short);

G_END_DECLS
