/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A question that a day asks. */

#pragma once

#include <json-glib/json-glib.h>

#include "poise-mode.h"

G_BEGIN_DECLS

/**
 * PoiseOccasion:
 * @POISE_OCCASION_DAY: any day
 * @POISE_OCCASION_WEEK_END: a look back on the week, with its picture
 * @POISE_OCCASION_MORNING: a morning, about one's strengths; the answer is a %POISE_ENTRY_MORNING
 */
typedef enum
{
  POISE_OCCASION_DAY,
  POISE_OCCASION_WEEK_END,
  POISE_OCCASION_MORNING,
} PoiseOccasion;

/**
 * PoisePrompt: (copy-func poise_prompt_copy) (free-func poise_prompt_free)
 * @id: its name in files, as `change-07`
 * @occasion: when it is asked
 * @facet: the facet it asks about; %POISE_FACET_NONE for none in particular
 * @pole: management or leadership; %POISE_MODE_NONE for neither
 * @text: the question; untranslated where it is built in
 * @is_own: whether the person wrote it
 * @is_off: whether the person switched it off
 * @extra: (nullable): members of its JSON object that this version does not know
 */
typedef struct
{
  char *id;
  PoiseOccasion occasion;
  PoiseFacet facet;
  PoiseMode pole;
  char *text;
  gboolean is_own;
  gboolean is_off;
  JsonObject *extra;
} PoisePrompt;

PoisePrompt *poise_prompt_new (const char *id, PoiseFacet facet, PoiseMode pole, const char *text);
PoisePrompt *poise_prompt_copy (const PoisePrompt *self);
gboolean
poise_prompt_asks (const PoisePrompt *self, PoiseFacet facet, PoiseMode pole, const char *text);
void poise_prompt_free (PoisePrompt *self);
const char *poise_prompt_get_text (const PoisePrompt *self);

/**
 * PoiseBuiltInPrompt:
 * @id: its id; never given to another question
 * @occasion: when it is asked
 * @facet: the facet
 * @pole: the pole
 * @text: the question, untranslated
 */
typedef struct
{
  const char *id;
  PoiseOccasion occasion;
  PoiseFacet facet;
  PoiseMode pole;
  const char *text;
} PoiseBuiltInPrompt;

const PoiseBuiltInPrompt *poise_prompt_list_built_in (guint *n_prompts);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PoisePrompt, poise_prompt_free)

G_END_DECLS
