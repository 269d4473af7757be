/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-lesson-description.h"

#include <glib/gi18n-lib.h>

#include "poise-classes.h"

/* A lesson that shifts the log odds by less is not worth a line. */
#define MIN_TOLD 0.1

static char *
describe_words (const PoiseLesson *lesson)
{
  switch (lesson->mode)
    {
    case POISE_MODE_MANAGEMENT:
      /* Translators: %s is a word or two that the person wrote. */
      return g_strdup_printf (_ ("“%s” counts more towards management"), lesson->words);
    case POISE_MODE_LEADERSHIP:
      /* Translators: %s is a word or two that the person wrote. */
      return g_strdup_printf (_ ("“%s” counts more towards leadership"), lesson->words);
    case POISE_MODE_NONE:
    case POISE_MODE_BALANCED:
    default:
      /* Translators: %s is a word or two that the person wrote. */
      return g_strdup_printf (_ ("“%s” counts more towards neither"), lesson->words);
    }
}

/* Within a sentence, in quotes. */
static const char *
name_class (guint class)
{
  PoiseMode mode = poise_class_get_mode (class);
  PoiseFacet facet = poise_class_get_facet (class);

  if (mode == POISE_MODE_NONE)
    switch (poise_class_get_omission (class))
      {
      case POISE_OMISSION_OTHERS:
        return _ ("other people’s acts");
      case POISE_OMISSION_UNDONE:
        return _ ("what did not happen");
      case POISE_OMISSION_WORDS:
        return _ ("words in another sense");
      case POISE_OMISSION_PLAIN:
      case POISE_OMISSION_LANGUAGE:
      default:
        return _ ("what is neither");
      }
  return poise_facet_get_pole_label (facet, mode);
}

static char *
describe_class (const PoiseLesson *lesson)
{
  const char *name = name_class (lesson->class);

  switch (lesson->mode)
    {
    case POISE_MODE_MANAGEMENT:
      /* Translators: %s is a kind of behaviour, as “making change” or “what did not happen”. */
      return g_strdup_printf (_ ("What Poise reads as “%s” is more often management to you"), name);
    case POISE_MODE_LEADERSHIP:
      /* Translators: %s is a kind of behaviour, as “directing people” or “what did not happen”. */
      return g_strdup_printf (_ ("What Poise reads as “%s” is more often leadership to you"), name);
    case POISE_MODE_NONE:
    case POISE_MODE_BALANCED:
    default:
      /* Translators: %s is a kind of behaviour, as “making change”. */
      return g_strdup_printf (_ ("What Poise reads as “%s” is more often neither to you"), name);
    }
}

/* What a lesson says, in words. */
static char *
describe_lesson (const PoiseLesson *lesson)
{
  return lesson->words != NULL ? describe_words (lesson) : describe_class (lesson);
}

/**
 * poise_learner_describe_lessons:
 * @learner: the person's own layer
 * @max: how many lines at most
 *
 * Returns: (transfer full) (element-type utf8): what was learned, translated,
 *   what matters most first
 */
GPtrArray *
poise_learner_describe_lessons (PoiseLearner *learner, guint max)
{
  g_autoptr (GArray) lessons = poise_learner_list_lessons (learner, max);
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < lessons->len; i++)
    {
      const PoiseLesson *lesson = &g_array_index (lessons, PoiseLesson, i);

      if (lesson->weight >= MIN_TOLD)
        g_ptr_array_add (lines, describe_lesson (lesson));
    }
  return lines;
}
