/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which question a day asks, and why. */

#pragma once

#include "poise-journal.h"
#include "poise-prompt-set.h"

G_BEGIN_DECLS

/* A prompt does not come back within so many days while others are left. */
#define POISE_PROMPT_REST_DAYS 60
/* How far back the picker looks for what was neglected. */
#define POISE_PROMPT_MEMORY_DAYS 28

/**
 * PoisePromptReason:
 * @POISE_PROMPT_ANY: nothing was neglected; the day decided
 * @POISE_PROMPT_UNKNOWN: too little was written of late to speak of neglect
 * @POISE_PROMPT_NEGLECTED_MODE: its pole was written about less than the other
 * @POISE_PROMPT_NEGLECTED_FACET: its facet was hardly written about
 * @POISE_PROMPT_OWN: the person wished to be asked
 * @POISE_PROMPT_LOOK_BACK: the week ends
 * @POISE_PROMPT_FIRST: nothing was written yet
 * @POISE_PROMPT_MORNING: it is a question of the morning
 */
typedef enum
{
  POISE_PROMPT_ANY,
  POISE_PROMPT_UNKNOWN,
  POISE_PROMPT_NEGLECTED_MODE,
  POISE_PROMPT_NEGLECTED_FACET,
  POISE_PROMPT_OWN,
  POISE_PROMPT_LOOK_BACK,
  POISE_PROMPT_FIRST,
  POISE_PROMPT_MORNING,
} PoisePromptReason;

GPtrArray *poise_prompt_picker_rank (PoisePromptSet *set,
                                     PoiseJournal *journal,
                                     PoiseDay day,
                                     GDateWeekday first_weekday);
const PoisePrompt *
poise_prompt_picker_look_back (PoisePromptSet *set, PoiseJournal *journal, PoiseDay day);
GPtrArray *
poise_prompt_picker_rank_morning (PoisePromptSet *set, PoiseJournal *journal, PoiseDay day);

GPtrArray *poise_prompt_picker_suggest (PoiseJournal *journal, PoiseDay day);

PoisePromptReason
poise_prompt_picker_get_reason (const PoisePrompt *prompt, PoiseJournal *journal, PoiseDay day);
char *poise_prompt_explain (const PoisePrompt *prompt, PoisePromptReason reason);

G_END_DECLS
