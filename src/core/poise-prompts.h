/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The questions, and which of them a day asks. */

#pragma once

#include "poise-journal.h"

G_BEGIN_DECLS

/* A prompt does not come back within so many days while others are left. */
#define POISE_PROMPT_REST_DAYS 60
/* How far back the picker looks for what was neglected. */
#define POISE_PROMPT_MEMORY_DAYS 28

/**
 * PoisePrompt:
 * @id: its name in files, as `change-07`
 * @facet: the facet it asks about
 * @pole: %POISE_MODE_MANAGEMENT or %POISE_MODE_LEADERSHIP
 * @text: the question, untranslated
 */
typedef struct
{
  const char *id;
  PoiseFacet facet;
  PoiseMode pole;
  const char *text;
} PoisePrompt;

/**
 * PoisePromptReason:
 * @POISE_PROMPT_ANY: nothing was neglected; the day decided
 * @POISE_PROMPT_NEGLECTED_MODE: its pole was written about less than the other
 * @POISE_PROMPT_NEGLECTED_FACET: its facet was hardly written about
 */
typedef enum
{
  POISE_PROMPT_ANY,
  POISE_PROMPT_NEGLECTED_MODE,
  POISE_PROMPT_NEGLECTED_FACET,
} PoisePromptReason;

const PoisePrompt *poise_prompts_list (guint *n_prompts);
const PoisePrompt *poise_prompts_lookup (const char *id);
const char *poise_prompt_get_text (const PoisePrompt *prompt);

const PoisePrompt *
poise_prompts_pick (PoiseJournal *journal, PoiseDay day, guint index, PoisePromptReason *reason);
char *poise_prompt_explain (const PoisePrompt *prompt, PoisePromptReason reason);

G_END_DECLS
