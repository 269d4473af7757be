/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-lesson-words.h"

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

static char *
name_class (guint class)
{
  PoiseMode mode = poise_class_get_mode (class);
  PoiseFacet facet = poise_class_get_facet (class);

  if (mode == POISE_MODE_NONE)
    switch (poise_class_get_omission (class))
      {
      case POISE_OMISSION_OTHERS:
        return g_strdup (_ ("Other people’s acts"));
      case POISE_OMISSION_UNDONE:
        return g_strdup (_ ("What did not happen"));
      case POISE_OMISSION_WORDS:
        return g_strdup (_ ("Words in another sense"));
      case POISE_OMISSION_PLAIN:
      case POISE_OMISSION_LANGUAGE:
      default:
        return g_strdup (_ ("What is neither"));
      }
  /* Translators: a mode, a facet and what the facet looks like there, as
   * “Leadership · Change: making change”. */
  return g_strdup_printf (C_ ("reason", "%s · %s: %s"), poise_mode_get_label (mode),
                          poise_facet_get_label (facet), poise_facet_get_pole_label (facet, mode));
}

static char *
describe_class (const PoiseLesson *lesson)
{
  g_autofree char *name = name_class (lesson->class);

  switch (lesson->mode)
    {
    case POISE_MODE_MANAGEMENT:
      /* Translators: %s is a kind of behaviour, as “Leadership · Change: making change”. */
      return g_strdup_printf (_ ("%s → more often management to you"), name);
    case POISE_MODE_LEADERSHIP:
      /* Translators: %s is a kind of behaviour, as “Management · People: directing people”. */
      return g_strdup_printf (_ ("%s → more often leadership to you"), name);
    case POISE_MODE_NONE:
    case POISE_MODE_BALANCED:
    default:
      /* Translators: %s is a kind of behaviour, as “Leadership · Change: making change”. */
      return g_strdup_printf (_ ("%s → more often neither to you"), name);
    }
}

/**
 * poise_lesson_describe:
 * @lesson: something that was learned
 *
 * Returns: (transfer full): what it says, translated
 */
char *
poise_lesson_describe (const PoiseLesson *lesson)
{
  g_return_val_if_fail (lesson != NULL, NULL);

  return lesson->words != NULL ? describe_words (lesson) : describe_class (lesson);
}

/**
 * poise_lesson_words_for_learner:
 * @learner: the person's own layer
 * @max: how many lines at most
 *
 * Returns: (transfer full) (element-type utf8): what was learned, translated,
 *   what matters most first
 */
GPtrArray *
poise_lesson_words_for_learner (PoiseLearner *learner, guint max)
{
  g_autoptr (GArray) lessons = poise_learner_list_lessons (learner, max);
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < lessons->len; i++)
    {
      const PoiseLesson *lesson = &g_array_index (lessons, PoiseLesson, i);

      if (lesson->weight >= MIN_TOLD)
        g_ptr_array_add (lines, poise_lesson_describe (lesson));
    }
  return lines;
}
