/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-explanation.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "poise-missing.h"

/* How many words are named for, and how many against. */
#define MAX_NAMED 3
/* What is as likely as that is among what it could be. */
#define MIN_POSSIBLE 0.25f

static char *
name_omission (PoiseOmission omission)
{
  switch (omission)
    {
    case POISE_OMISSION_OTHERS:
      return g_strdup (_ ("Not counted: someone else’s act"));
    case POISE_OMISSION_UNDONE:
      return g_strdup (_ ("Not counted: it did not happen"));
    case POISE_OMISSION_WORDS:
      return g_strdup (_ ("Not counted: the words mean something else here"));
    case POISE_OMISSION_LANGUAGE:
      return g_strdup (_ ("Not counted: Poise can’t read this language"));
    case POISE_OMISSION_PLAIN:
    default:
      return g_strdup (_ ("Not counted: neither management nor leadership"));
    }
}

/* The two likeliest modes are all but the least likely one, if that is unlikely. */
static char *
name_doubt (const PoiseSentenceTag *sentence)
{
  PoiseMode least = POISE_MODE_NONE;

  for (guint m = 0; m < POISE_N_SENTENCE_MODES; m++)
    if (sentence->p[m] < sentence->p[least])
      least = (PoiseMode) m;
  if (sentence->p[least] >= MIN_POSSIBLE)
    return g_strdup (_ ("Unsure: management, leadership, or not counted"));
  switch (least)
    {
    case POISE_MODE_MANAGEMENT:
      return g_strdup (_ ("Unsure: leadership, or not counted"));
    case POISE_MODE_LEADERSHIP:
      return g_strdup (_ ("Unsure: management, or not counted"));
    case POISE_MODE_NONE:
    case POISE_MODE_BALANCED:
    default:
      return g_strdup (_ ("Unsure: management or leadership"));
    }
}

static char *
name_verdict (const PoiseSentenceTag *sentence)
{
  if (sentence->by == POISE_TAG_SOURCE_PERSON)
    return g_strdup (_ ("You said so"));
  if (sentence->mode == POISE_MODE_NONE && sentence->omission == POISE_OMISSION_LANGUAGE)
    return name_omission (sentence->omission);
  if (sentence->unsure)
    return poise_sentence_tag_has_probabilities (sentence) ? name_doubt (sentence)
                                                           : g_strdup (_ ("Unsure"));
  if (sentence->mode == POISE_MODE_NONE)
    return name_omission (sentence->omission);
  /* Translators: a mode, a facet and what the facet looks like there, as
   * “Leadership · Change: making change”. */
  return g_strdup_printf (C_ ("reason", "%s · %s: %s"), poise_mode_get_label (sentence->mode),
                          poise_facet_get_label (sentence->facet),
                          poise_facet_get_pole_label (sentence->facet, sentence->mode));
}

static gboolean
is_named (const PoiseReason *reason, gboolean in_favour)
{
  return in_favour ? reason->effect >= POISE_REASON_MIN_EFFECT
                   : reason->effect <= -POISE_REASON_MIN_EFFECT;
}

/* Whether words that tell something are named, too. */
static gboolean
has_telling (const GArray *reasons, gboolean in_favour)
{
  for (guint i = 0; i < reasons->len; i++)
    {
      const PoiseReason *reason = &g_array_index (reasons, PoiseReason, i);

      if (!reason->is_function_word && is_named (reason, in_favour))
        return TRUE;
    }
  return FALSE;
}

/* Drops what decides too little to be named, and words such as “of” where others decided with
 * them. */
static void
keep_named (GArray *reasons)
{
  gboolean is_told_for = has_telling (reasons, TRUE);
  gboolean is_told_against = has_telling (reasons, FALSE);
  guint n_for = 0, n_against = 0;

  for (guint i = 0; i < reasons->len;)
    {
      const PoiseReason *reason = &g_array_index (reasons, PoiseReason, i);
      gboolean is_needless =
        reason->is_function_word && (reason->effect > 0.0 ? is_told_for : is_told_against);

      if (!is_needless && ((is_named (reason, TRUE) && n_for++ < MAX_NAMED) ||
                           (is_named (reason, FALSE) && n_against++ < MAX_NAMED)))
        i++;
      else
        g_array_remove_index (reasons, i);
    }
}

static char *
join_words (const GArray *reasons, const char *words, gboolean in_favour)
{
  g_autoptr (GPtrArray) quoted = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < reasons->len; i++)
    {
      const PoiseReason *reason = &g_array_index (reasons, PoiseReason, i);
      g_autofree char *word = NULL;

      if (!is_named (reason, in_favour))
        continue;
      word = g_utf8_substring (words, reason->start, reason->end);
      /* Translators: words that the person wrote, quoted. */
      g_ptr_array_add (quoted, g_strdup_printf (_ ("“%s”"), word));
    }
  if (quoted->len == 0)
    return NULL;
  g_ptr_array_add (quoted, NULL);
  /* Translators: what separates quoted words in a list. */
  return g_strjoinv (C_ ("list", ", "), (char **) quoted->pdata);
}

/* What is said of the sentence is plain from the verdict, unless that leaves it open. */
static const char *
get_favour_format (const PoiseSentenceTag *sentence)
{
  if (!sentence->unsure)
    /* Translators: %s is a list of quoted words. */
    return _ ("For it: %s");
  switch (sentence->mode)
    {
    case POISE_MODE_MANAGEMENT:
      /* Translators: what speaks for management; %s is a list of quoted words. */
      return _ ("For management: %s");
    case POISE_MODE_LEADERSHIP:
      /* Translators: what speaks for leadership; %s is a list of quoted words. */
      return _ ("For leadership: %s");
    case POISE_MODE_NONE:
    case POISE_MODE_BALANCED:
    default:
      /* Translators: what speaks for the verdict “Not counted”; %s is a list of quoted words. */
      return _ ("For “not counted”: %s");
    }
}

static const char *
get_against_format (const PoiseSentenceTag *sentence)
{
  if (!sentence->unsure)
    /* Translators: %s is a list of quoted words. */
    return _ ("Against it: %s");
  switch (sentence->mode)
    {
    case POISE_MODE_MANAGEMENT:
      /* Translators: what speaks against management; %s is a list of quoted words. */
      return _ ("Against management: %s");
    case POISE_MODE_LEADERSHIP:
      /* Translators: what speaks against leadership; %s is a list of quoted words. */
      return _ ("Against leadership: %s");
    case POISE_MODE_NONE:
    case POISE_MODE_BALANCED:
    default:
      /* Translators: what speaks against the verdict “Not counted”; %s is a list of quoted words.
       */
      return _ ("Against “not counted”: %s");
    }
}

static char *
format_words (const char *format, const GArray *reasons, const char *words, gboolean in_favour)
{
  g_autofree char *joined = join_words (reasons, words, in_favour);
  g_autoptr (GString) line = NULL;

  if (joined == NULL)
    return NULL;
  line = g_string_new (format);
  g_string_replace (line, "%s", joined, 1);
  return g_string_free (g_steal_pointer (&line), FALSE);
}

/* Names what is missing in what is not counted, where it is the rule that decided. */
static char *
add_missing (char *verdict, PoiseTagger *tagger, const char *words, const char *around)
{
  switch (poise_tagger_find_missing (tagger, words, around))
    {
    case POISE_MISSING_PURPOSE:
      g_free (verdict);
      return g_strdup (_ ("Not counted: you met or talked, and no purpose is said"));
    case POISE_MISSING_RECEIVER:
      g_free (verdict);
      return g_strdup (_ ("Not counted: felt, but not given to anyone"));
    case POISE_MISSING_NOTHING:
    default:
      return verdict;
    }
}

/* Said where the words that decided are said, too. */
static char *
add_modesty (char *verdict)
{
  /* Translators: what Poise says of a sentence, as “Unsure”, in a language that
   * it reads less well than English. */
  char *whole = g_strdup_printf (_ ("%s (Poise is a beginner in this language)"), verdict);

  g_free (verdict);
  return whole;
}

/**
 * poise_explanation_new:
 * @tagger: (nullable): tells which words decided; %NULL to leave them out
 * @words: the sentence's words
 * @sentence: what is said of it
 * @around: (nullable): poise_tagger_find_language() of what it stands in
 *
 * Says what a sentence shows and which words decided, for and against. What
 * the person said needs no reasons, and a sentence that was not read has none.
 *
 * Returns: (transfer full): the reasons, translated
 */
PoiseExplanation *
poise_explanation_new (PoiseTagger *tagger,
                       const char *words,
                       const PoiseSentenceTag *sentence,
                       const char *around)
{
  PoiseExplanation *self;

  g_return_val_if_fail (words != NULL && sentence != NULL, NULL);

  self = g_new0 (PoiseExplanation, 1);
  self->verdict = name_verdict (sentence);
  if (tagger == NULL || sentence->by == POISE_TAG_SOURCE_PERSON ||
      (sentence->mode == POISE_MODE_NONE && sentence->omission == POISE_OMISSION_LANGUAGE))
    {
      self->reasons = g_array_new (FALSE, FALSE, sizeof (PoiseReason));
      return self;
    }
  if (sentence->mode == POISE_MODE_NONE && sentence->omission == POISE_OMISSION_PLAIN &&
      !sentence->unsure)
    self->verdict = add_missing (self->verdict, tagger, words, around);
  if (poise_tagger_is_beginner (tagger, words, around))
    self->verdict = add_modesty (self->verdict);
  self->reasons = poise_tagger_explain (tagger, words, sentence->mode, around);
  keep_named (self->reasons);
  self->in_favour = format_words (get_favour_format (sentence), self->reasons, words, TRUE);
  self->against = format_words (get_against_format (sentence), self->reasons, words, FALSE);
  return self;
}

/**
 * poise_explanation_free:
 * @self: (transfer full): reasons
 */
void
poise_explanation_free (PoiseExplanation *self)
{
  g_free (self->verdict);
  g_free (self->in_favour);
  g_free (self->against);
  g_array_unref (self->reasons);
  g_free (self);
}
