/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-reason-words.h"

#include <glib/gi18n-lib.h>

/* How many words are named for, and how many against. */
#define MAX_NAMED 3
/* A word that moves the log odds by less decides nothing. */
#define MIN_EFFECT 0.15

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
    case POISE_OMISSION_PLAIN:
    default:
      return g_strdup (_ ("Not counted: neither management nor leadership"));
    }
}

static char *
name_verdict (const PoiseSentenceTag *sentence)
{
  if (sentence->by == POISE_TAG_SOURCE_PERSON)
    return g_strdup (_ ("You said so"));
  if (sentence->unsure)
    return sentence->confidence > 0.0
             ? g_strdup (_ ("Unsure: nothing here speaks clearly for one or the other"))
             : g_strdup (_ ("Poise can’t read this language"));
  if (sentence->mode == POISE_MODE_NONE)
    return name_omission (sentence->omission);
  /* Translators: first a mode, as “Leadership”, then what it looks like, as “making change”. */
  return g_strdup_printf (C_ ("reason", "%s: %s"), poise_mode_get_label (sentence->mode),
                          poise_facet_get_pole_label (sentence->facet, sentence->mode));
}

static char *
join_words (const GArray *reasons, const char *text, gboolean in_favour)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < reasons->len && words->len < MAX_NAMED; i++)
    {
      const PoiseReason *reason = &g_array_index (reasons, PoiseReason, i);
      g_autofree char *word = NULL;

      if (in_favour ? reason->effect < MIN_EFFECT : reason->effect > -MIN_EFFECT)
        continue;
      word = g_utf8_substring (text, reason->start, reason->end);
      /* Translators: a word that the person wrote, quoted. */
      g_ptr_array_add (words, g_strdup_printf (_ ("“%s”"), word));
    }
  if (words->len == 0)
    return NULL;
  g_ptr_array_add (words, NULL);
  /* Translators: what separates quoted words in a list. */
  return g_strjoinv (C_ ("list", ", "), (char **) words->pdata);
}

/**
 * poise_reason_words_for_sentence:
 * @tagger: (nullable): tells which words decided; %NULL to leave them out
 * @text: the text that @sentence belongs to
 * @sentence: a sentence of it
 *
 * Says what a sentence shows and which words decided, for and against.
 *
 * Returns: (transfer full): one to three translated lines
 */
char *
poise_reason_words_for_sentence (PoiseTagger *tagger,
                                 const char *text,
                                 const PoiseSentenceTag *sentence)
{
  g_autoptr (GArray) reasons = NULL;
  g_autofree char *pro = NULL;
  g_autofree char *contra = NULL;
  GString *out;

  g_return_val_if_fail (text != NULL && sentence != NULL, NULL);

  {
    g_autofree char *verdict = name_verdict (sentence);

    out = g_string_new (verdict);
  }
  if (tagger == NULL || sentence->by == POISE_TAG_SOURCE_PERSON)
    return g_string_free (out, FALSE);

  reasons = poise_tagger_explain (tagger, text, sentence);
  pro = join_words (reasons, text, TRUE);
  contra = join_words (reasons, text, FALSE);
  if (pro != NULL)
    {
      g_string_append_c (out, '\n');
      /* Translators: %s is a list of quoted words that speak for the label. */
      g_string_append_printf (out, _ ("for it: %s"), pro);
    }
  if (contra != NULL)
    {
      g_string_append_c (out, '\n');
      /* Translators: %s is a list of quoted words that speak against the label. */
      g_string_append_printf (out, _ ("against it: %s"), contra);
    }
  return g_string_free (out, FALSE);
}
