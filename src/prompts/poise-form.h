/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Questions in an order, answered in one text: each is a heading in it. The entry's
 * prompt says which form it is, as “form-after-event”. A question of the person's own
 * that has several lines is a form: the first line is its name, each other one a question.
 */

#pragma once

#include "poise-entry.h"
#include "poise-intention.h"
#include "poise-prompt-set.h"

G_BEGIN_DECLS

/* What was done, what else explains it, what is done next time. */
#define POISE_FORM_AFTER_EVENT "form-after-event"

gboolean poise_form_begin (PoiseEntry *entry, PoisePromptSet *prompts, const char *id);
gboolean poise_prompt_is_form (const PoisePrompt *prompt);
char *poise_prompt_get_name (const PoisePrompt *prompt);
char *poise_form_get_id (const PoisePrompt *prompt);
char *poise_form_find (PoisePromptSet *prompts, const char *name);
GStrv poise_form_list_questions (PoiseEntry *entry);
void poise_form_answer (PoiseEntry *entry, const char *const *answers);
gboolean poise_form_is_unanswered (PoiseEntry *entry);
gboolean poise_form_has_next_time (PoiseEntry *entry, guint at);
char *poise_form_get_next_time (PoiseEntry *entry);
PoiseIntention *poise_form_make_intention (PoiseEntry *entry, GDateTime *now, PoiseDay day);

G_END_DECLS
