/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-review.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "poise-balance-description.h"
#include "poise-heading.h"
#include "poise-text-walk.h"

#define ID_PREFIX "review-"

/* ---- the period ---- */

/**
 * poise_review_parse:
 * @text: a month as “2026-10”, or a quarter as “2026-Q4”
 * @unit: (out): which of the two
 * @first: (out): its first day
 *
 * Returns: %TRUE if @text is one
 */
gboolean
poise_review_parse (const char *text, PoiseUnit *unit, PoiseDay *first)
{
  guint year, number;
  int end = 0;

  g_return_val_if_fail (text != NULL, FALSE);

  if (sscanf (text, "%4u-Q%1u%n", &year, &number, &end) == 2 && end == 7 && text[end] == '\0')
    {
      *unit = POISE_UNIT_QUARTER;
      number = number * 3 - 2;
    }
  else if (sscanf (text, "%4u-%2u%n", &year, &number, &end) == 2 && end == 7 && text[end] == '\0')
    *unit = POISE_UNIT_MONTH;
  else
    return FALSE;
  *first = number >= 1 && number <= 12 ? poise_day_new (year, number, 1) : POISE_DAY_INVALID;
  return *first != POISE_DAY_INVALID;
}

/**
 * poise_review_get_id:
 * @unit: month or quarter
 * @first: its first day
 *
 * Returns: (transfer full): what the prompt of a review of it is called
 */
char *
poise_review_get_id (PoiseUnit unit, PoiseDay first)
{
  guint year, month;

  poise_day_get_ymd (first, &year, &month, NULL);
  return unit == POISE_UNIT_QUARTER
           ? g_strdup_printf (ID_PREFIX "%04u-Q%u", year, (month - 1) / 3 + 1)
           : g_strdup_printf (ID_PREFIX "%04u-%02u", year, month);
}

/**
 * poise_review_get_period:
 * @review: an entry
 * @unit: (out): whether it looks back on a month or a quarter
 * @first: (out): its first day
 *
 * Returns: %TRUE if @review says on what it looks back
 */
gboolean
poise_review_get_period (PoiseEntry *review, PoiseUnit *unit, PoiseDay *first)
{
  const char *id = poise_entry_get_prompt_id (review);

  return id != NULL && g_str_has_prefix (id, ID_PREFIX) &&
         poise_review_parse (id + strlen (ID_PREFIX), unit, first);
}

/**
 * poise_review_get_title:
 * @unit: month or quarter
 * @first: its first day
 *
 * Returns: (transfer full): what a review of it is called
 */
char *
poise_review_get_title (PoiseUnit unit, PoiseDay first)
{
  const PoisePeriod period = { .first = first };
  g_autofree char *name = poise_period_get_name (&period, unit);

  /* Translators: %s is a month or a quarter, as “October 2026”. */
  return g_strdup_printf (_ ("Review: %s"), name);
}

/**
 * poise_review_get_range:
 * @unit: month or quarter
 * @first: its first day
 * @today: the day that is
 *
 * Returns: its days, up to today
 */
PoiseRange
poise_review_get_range (PoiseUnit unit, PoiseDay first, PoiseDay today)
{
  PoiseDay last = poise_unit_get_last (unit, first, G_DATE_MONDAY);

  return poise_range_new_days (first, MAX (first, MIN (last, today)));
}

/* ---- what stands in it ---- */

/**
 * poise_review_get_question:
 * @index: below %POISE_REVIEW_N_QUESTIONS
 *
 * Returns: (transfer none): one of the questions of a review
 */
const char *
poise_review_get_question (guint index)
{
  static const char *const questions[POISE_REVIEW_N_QUESTIONS] = {
    N_ ("What moved in this time, and what did you do for it?"),
    N_ ("What came too short, and what did that lead to?"),
    N_ ("What will you do otherwise from now on, and how will you notice?"),
  };

  g_return_val_if_fail (index < POISE_REVIEW_N_QUESTIONS, NULL);
  return _ (questions[index]);
}

static void
sentence_free (gpointer data)
{
  PoiseReviewSentence *self = data;

  g_free (self->text);
  g_free (self);
}

static void
take_sentences (GPtrArray *found, GHashTable *seen, PoiseEntry *entry)
{
  PoiseTag *tag = poise_entry_get_tag (entry);
  PoiseTextWalk walk = POISE_TEXT_WALK_INIT (poise_entry_get_text (entry));

  for (guint i = 0; tag != NULL && i < tag->sentences->len; i++)
    {
      const PoiseSentenceTag *said = &g_array_index (tag->sentences, PoiseSentenceTag, i);
      char *words = poise_sentence_tag_is_coded (said) && !poise_tag_denies (tag, said)
                      ? poise_text_walk_cut_whole (&walk, said->start, said->end)
                      : NULL;
      PoiseReviewSentence *sentence;

      if (words == NULL)
        continue;
      sentence = g_new0 (PoiseReviewSentence, 1);
      sentence->day = poise_entry_get_day (entry);
      sentence->mode = said->mode;
      sentence->facet = said->facet;
      sentence->confidence = said->confidence;
      sentence->text = g_strstrip (g_strdelimit (words, "\n\r\t", ' '));
      /* Adding what is there would put the new text, which goes, in the place of the one that
       * stays. */
      if (g_hash_table_contains (seen, sentence->text))
        {
          sentence_free (sentence);
          continue;
        }
      g_hash_table_add (seen, sentence->text);
      g_ptr_array_add (found, sentence);
    }
}

static int
compare_clearest_first_cb (gconstpointer a, gconstpointer b)
{
  const PoiseReviewSentence *x = *(gpointer const *) a, *y = *(gpointer const *) b;

  return (y->confidence > x->confidence) - (y->confidence < x->confidence);
}

static int
compare_oldest_first_cb (gconstpointer a, gconstpointer b)
{
  const PoiseReviewSentence *x = *(gpointer const *) a, *y = *(gpointer const *) b;

  return (x->day > y->day) - (x->day < y->day);
}

/**
 * poise_review_list_sentences:
 * @journal: the entries
 * @range: the days
 *
 * Lists what the person may pick: the coded sentences of @range, those that show most clearly
 * what they show where there are more than %POISE_REVIEW_MAX_SENTENCES. What was written
 * twice is listed once.
 *
 * Returns: (transfer full) (element-type PoiseReviewSentence): the sentences, the oldest first
 */
GPtrArray *
poise_review_list_sentences (PoiseJournal *journal, const PoiseRange *range)
{
  g_autoptr (GPtrArray) entries =
    poise_journal_list_kind (journal, NULL, range->first, range->last);
  GPtrArray *found = g_ptr_array_new_with_free_func (sentence_free);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = entries->len; i-- > 0;)
    take_sentences (found, seen, g_ptr_array_index (entries, i));
  g_ptr_array_sort (found, compare_clearest_first_cb);
  if (found->len > POISE_REVIEW_MAX_SENTENCES)
    g_ptr_array_set_size (found, POISE_REVIEW_MAX_SENTENCES);
  g_ptr_array_sort (found, compare_oldest_first_cb);
  return found;
}

/**
 * poise_review_list:
 * @journal: the entries
 *
 * Returns: (transfer full) (element-type PoiseEntry): the reviews that were kept, the newest
 *   first
 */
GPtrArray *
poise_review_list (PoiseJournal *journal)
{
  GPtrArray *reviews = g_ptr_array_new_with_free_func (g_object_unref);
  guint n = poise_journal_get_n_entries (journal);

  for (guint i = 0; i < n; i++)
    {
      PoiseEntry *entry = poise_journal_peek (journal, i);

      if (g_strcmp0 (poise_entry_get_kind (entry), POISE_ENTRY_REVIEW) == 0)
        g_ptr_array_add (reviews, g_object_ref (entry));
    }
  return reviews;
}

static void
append_intention (GString *text, const PoiseIntention *intention)
{
  g_autofree char *day = poise_day_to_words (intention->day);

  /* Translators: a day, what the person has meant to do from it on, and what became of it, as
   * “Done”. */
  g_string_append_printf (text, _ ("%1$s: “%2$s” – %3$s"), day, intention->text,
                          poise_outcome_get_label (intention->outcome));
  if (intention->because != NULL && *intention->because != '\0')
    g_string_append_printf (text, " (%s)", intention->because);
  g_string_append_c (text, '\n');
}

/**
 * poise_review_list_intentions:
 * @intentions: what the person has meant to do
 * @range: a month or a quarter
 * @first_weekday: the day on which weeks begin
 *
 * Returns: (transfer container) (element-type PoiseIntention): what was meant for a week that the
 *   chart of that time shows, the oldest first; it lives until @intentions change
 */
GPtrArray *
poise_review_list_intentions (PoiseIntentionList *intentions,
                              const PoiseRange *range,
                              GDateWeekday first_weekday)
{
  GPtrArray *all = poise_intention_list_get_all (intentions);
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; i < all->len; i++)
    {
      PoiseIntention *intention = g_ptr_array_index (all, i);
      PoiseDay week = poise_intention_get_week (intention, first_weekday);

      if (week + 6 >= range->first && week <= range->last)
        g_ptr_array_add (found, intention);
    }
  return found;
}

static void
append_intentions (GString *text, PoiseIntentionList *intentions, const PoiseBalance *balance)
{
  g_autoptr (GPtrArray) found =
    poise_review_list_intentions (intentions, &balance->range, balance->first_weekday);

  if (found->len > 0)
    /* Translators: the heading above what the person has meant to do. */
    poise_heading_append (text, C_ ("review", "Intentions"));
  for (guint i = 0; i < found->len; i++)
    append_intention (text, g_ptr_array_index (found, i));
}

static void
append_sentences (GString *text, GPtrArray *sentences)
{
  if (sentences->len == 0)
    return;
  /* Translators: the heading above sentences that the person picked out of the journal. */
  poise_heading_append (text, _ ("From the Journal"));
  for (guint i = 0; i < sentences->len; i++)
    {
      const PoiseReviewSentence *sentence = g_ptr_array_index (sentences, i);
      g_autofree char *day = poise_day_to_words (sentence->day);

      /* Translators: a day, and a sentence that was written on it. */
      g_string_append_printf (text, _ ("%1$s: “%2$s”"), day, sentence->text);
      g_string_append_c (text, '\n');
    }
}

/**
 * poise_review_make_text:
 * @balance: the balance of the time that it looks back on
 * @before: (nullable): that of the time before
 * @intentions: what the person has meant to do; what was meant for its weeks stands in it
 * @sentences: (element-type PoiseReviewSentence): those that the person picked
 * @answers: (array fixed-size=3): what the person wrote; a question with no answer stays, to
 *   be answered later
 *
 * Returns: (transfer full): the text of a review
 */
char *
poise_review_make_text (const PoiseBalance *balance,
                        const PoiseBalance *before,
                        PoiseIntentionList *intentions,
                        GPtrArray *sentences,
                        const char *const *answers)
{
  GString *text = g_string_new (NULL);
  g_autofree char *words = poise_balance_describe (balance, before);
  g_autofree char *facets = poise_balance_describe_facets (balance, before);

  /* Translators: the heading above what the charts show. */
  poise_heading_append (text, _ ("Balance"));
  g_string_append_printf (text, "%s\n%s\n", words, facets);
  append_intentions (text, intentions, balance);
  append_sentences (text, sentences);
  for (guint i = 0; i < POISE_REVIEW_N_QUESTIONS; i++)
    {
      g_autofree char *answer = g_strstrip (g_strdup (answers[i]));

      poise_heading_append (text, poise_review_get_question (i));
      g_string_append_printf (text, "%s\n", answer);
    }
  return g_string_free (text, FALSE);
}

/**
 * poise_review_list_own_words:
 *
 * Returns: (transfer full): what Poise itself writes into a review and is nobody's name: its
 *   headings, and the words of its sentences that begin with a capital
 */
GStrv
poise_review_list_own_words (void)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  g_strv_builder_add_many (words, _ ("Balance"), C_ ("review", "Intentions"),
                           _ ("From the Journal"), NULL);
  for (guint i = 0; i < POISE_REVIEW_N_QUESTIONS; i++)
    g_strv_builder_add (words, poise_review_get_question (i));
  for (PoiseOutcome outcome = POISE_OUTCOME_OPEN; outcome < POISE_N_OUTCOMES; outcome++)
    g_strv_builder_add (words, poise_outcome_get_label (outcome));
  for (PoiseFacet facet = POISE_FACET_PURPOSE; facet < POISE_N_FACETS; facet++)
    g_strv_builder_add (words, poise_facet_get_label (facet));
  for (guint month = 1; month <= 12; month++)
    {
      g_autofree char *name = poise_day_format (poise_day_new (2026, month, 1), "%OB");

      g_strv_builder_add (words, name);
    }
  return g_strv_builder_end (words);
}

/**
 * poise_review_new_entry:
 * @unit: month or quarter
 * @first: its first day
 * @text: what poise_review_make_text() made, or the person wrote
 * @today: the day that is
 * @now: this moment
 *
 * Returns: (transfer full): the entry that keeps the review
 */
PoiseEntry *
poise_review_new_entry (PoiseUnit unit,
                        PoiseDay first,
                        const char *text,
                        PoiseDay today,
                        GDateTime *now)
{
  PoiseEntry *entry = poise_entry_new_now (today, now);
  g_autofree char *id = poise_review_get_id (unit, first);
  g_autofree char *title = poise_review_get_title (unit, first);

  poise_entry_set_kind (entry, POISE_ENTRY_REVIEW);
  poise_entry_set_prompt (entry, id, title);
  poise_entry_set_text (entry, text);
  return entry;
}
