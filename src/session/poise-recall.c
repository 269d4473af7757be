/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-recall.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "poise-firm.h"
#include "poise-form.h"
#include "poise-text-walk.h"

/* The question is there for so many days, for who does not write each day. */
#define WINDOW 3

/* An id is one of these and that of the entry or the intention that it is about. */
static const struct
{
  const char *prefix;
  guint weeks;
  const char *wrote;
  const char *meant;
} turns[] = {
  /* Translators: %s is what the person wrote. */
  { "became-4:", 4, N_ ("Four weeks ago you wrote: “%s” What became of it?"),
    /* Translators: %s is what the person meant to do for a week, as “If …, then I …”. */
    N_ ("Four weeks ago you meant: “%s” What is left of it?") },
  /* Translators: %s is what the person wrote. */
  { "became-12:", 12, N_ ("Twelve weeks ago you wrote: “%s” What became of it?"),
    /* Translators: %s is what the person meant to do for a week, as “If …, then I …”. */
    N_ ("Twelve weeks ago you meant: “%s” What is left of it?") },
};

static gboolean
is_answered (PoiseJournal *journal, const char *prompt_id, PoiseDay day)
{
  g_autoptr (GPtrArray) entries = poise_journal_list_days (journal, day - WINDOW, day - 1);

  for (guint i = 0; i < entries->len; i++)
    if (g_strcmp0 (poise_entry_get_prompt_id (g_ptr_array_index (entries, i)), prompt_id) == 0)
      return TRUE;

  return FALSE;
}

static PoisePrompt *
create (const char *id, const char *format, const char *words)
{
  const char *marks = strstr (format, "%s");
  g_autofree char *before = g_strndup (format, marks - format);
  g_autofree char *text = g_strconcat (before, words, marks + 2, NULL);
  PoisePrompt *prompt = poise_prompt_new (id, POISE_FACET_NONE, POISE_MODE_NONE, text);

  /* These are the person's words: there is no translation. */
  prompt->is_own = TRUE;
  return prompt;
}

/* The first firm sentence of an entry, if it has one. */
static char *
find_firm (PoiseEntry *entry)
{
  PoiseTag *tag = poise_entry_get_tag (entry);
  PoiseTextWalk walk = POISE_TEXT_WALK_INIT (poise_entry_get_text (entry));

  for (guint i = 0; tag != NULL && i < tag->sentences->len; i++)
    {
      const PoiseSentenceTag *sentence = &g_array_index (tag->sentences, PoiseSentenceTag, i);
      g_autofree char *words = poise_text_walk_cut_whole (&walk, sentence->start, sentence->end);

      if (words != NULL && poise_firm_is (g_strstrip (words)))
        return g_steal_pointer (&words);
    }
  return NULL;
}

/* What the third answer after an event says; where that was meant for a week, it comes back as
 * such. Of other entries, what they say firmly. */
static char *
find_announced (PoiseEntry *entry, PoiseIntentionList *intentions)
{
  g_autofree char *next_time = poise_form_get_next_time (entry);

  if (next_time == NULL)
    return find_firm (entry);
  return poise_intention_list_has_text (intentions, next_time) ? NULL
                                                               : g_steal_pointer (&next_time);
}

static PoisePrompt *
find_written (PoiseJournal *journal, PoiseIntentionList *intentions, guint turn, PoiseDay day)
{
  PoiseDay last = day - 7 * turns[turn].weeks;
  g_autoptr (GPtrArray) entries = poise_journal_list_days (journal, last - WINDOW + 1, last);

  for (guint i = 0; i < entries->len; i++)
    {
      PoiseEntry *entry = g_ptr_array_index (entries, i);
      const char *entry_id = poise_entry_get_id (entry);
      g_autofree char *id = g_strconcat (turns[turn].prefix, entry_id, NULL);
      g_autofree char *words = NULL;

      if (!poise_entry_is_counted (entry) || poise_intention_list_is_quiet (intentions, entry_id) ||
          is_answered (journal, id, day))
        continue;
      words = find_announced (entry, intentions);
      if (words != NULL)
        return create (id, _ (turns[turn].wrote), words);
    }
  return NULL;
}

/* What was kept is asked about once it is no longer meant, and once for all its weeks. */
static gboolean
was_kept (GPtrArray *all, guint position)
{
  const PoiseIntention *intention = g_ptr_array_index (all, position);

  for (guint i = position + 1; i < all->len; i++)
    {
      const PoiseIntention *later = g_ptr_array_index (all, i);

      if (later->outcome != POISE_OUTCOME_DROPPED && g_str_equal (later->text, intention->text))
        return TRUE;
    }
  return FALSE;
}

static PoisePrompt *
find_meant (PoiseJournal *journal, PoiseIntentionList *intentions, guint turn, PoiseDay day)
{
  GPtrArray *all = poise_intention_list_get_all (intentions);
  PoiseDay last = day - 7 * turns[turn].weeks;

  for (guint i = all->len; i > 0; i--)
    {
      const PoiseIntention *intention = g_ptr_array_index (all, i - 1);
      g_autofree char *id = g_strconcat (turns[turn].prefix, intention->id, NULL);

      if (intention->closed <= last && intention->closed + WINDOW > last &&
          intention->outcome != POISE_OUTCOME_DROPPED && !was_kept (all, i - 1) &&
          !poise_intention_list_is_quiet (intentions, intention->id) &&
          !is_answered (journal, id, day))
        return create (id, _ (turns[turn].meant), intention->text);
    }
  return NULL;
}

/**
 * poise_recall_find:
 * @journal: the entries
 * @intentions: what was meant for weeks, and which entries are left in peace
 * @day: the day that asks
 *
 * Looks for what was said firmly in an entry, or what one does next time after an event, or meant
 * for a week that ended, four or twelve weeks ago. What was answered does not come again. There is
 * none during a pause.
 *
 * Returns: (transfer full) (nullable): the question; its id says what it is about
 */
PoisePrompt *
poise_recall_find (PoiseJournal *journal, PoiseIntentionList *intentions, PoiseDay day)
{
  g_return_val_if_fail (POISE_IS_JOURNAL (journal), NULL);
  g_return_val_if_fail (POISE_IS_INTENTION_LIST (intentions), NULL);

  if (day <= 7 * 12 + WINDOW || poise_intention_list_get_paused (intentions) != POISE_DAY_INVALID)
    return NULL;
  for (guint turn = 0; turn < G_N_ELEMENTS (turns); turn++)
    {
      PoisePrompt *prompt = find_meant (journal, intentions, turn, day);

      if (prompt == NULL)
        prompt = find_written (journal, intentions, turn, day);
      if (prompt != NULL)
        return prompt;
    }
  return NULL;
}

static void
add_day (PoiseJournal *journal, PoiseIntentionList *intentions, PoiseDay day, GPtrArray *found)
{
  g_autoptr (GPtrArray) entries = poise_journal_list_day (journal, day);

  for (guint i = 0; i < entries->len; i++)
    {
      PoiseEntry *entry = g_ptr_array_index (entries, i);

      if (poise_entry_has_counted_words (entry) &&
          !poise_intention_list_is_quiet (intentions, poise_entry_get_id (entry)))
        g_ptr_array_add (found, g_object_ref (entry));
    }
}

/**
 * poise_recall_list_on_this_day:
 * @journal: the entries
 * @intentions: which entries are left in peace
 * @day: a day
 * @n: how many at most
 *
 * Lists what was written on the same date of earlier years.
 *
 * Returns: (transfer full) (element-type PoiseEntry): the entries, the last year first
 */
GPtrArray *
poise_recall_list_on_this_day (PoiseJournal *journal,
                               PoiseIntentionList *intentions,
                               PoiseDay day,
                               guint n)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_entries = poise_journal_get_n_entries (journal);
  PoiseDay first =
    n_entries > 0 ? poise_entry_get_day (poise_journal_peek (journal, n_entries - 1)) : day;
  guint year, month, dom, first_year;

  poise_day_get_ymd (day, &year, &month, &dom);
  poise_day_get_ymd (first, &first_year, NULL, NULL);
  for (guint i = year - 1; i >= first_year && i > 0 && found->len < n; i--)
    {
      PoiseDay then = poise_day_new (i, month, dom);

      /* The 29th of February is not in every year. */
      if (then != POISE_DAY_INVALID)
        add_day (journal, intentions, then, found);
    }
  if (found->len > n)
    g_ptr_array_set_size (found, (int) n);
  return found;
}

/**
 * poise_recall_get_subject:
 * @prompt_id: (nullable): the id of the question that an entry answers
 *
 * Returns: (transfer full) (nullable): the id of the entry or the intention that such a question is
 *   about; %NULL for other questions
 */
char *
poise_recall_get_subject (const char *prompt_id)
{
  for (guint turn = 0; prompt_id != NULL && turn < G_N_ELEMENTS (turns); turn++)
    if (g_str_has_prefix (prompt_id, turns[turn].prefix))
      return g_strdup (prompt_id + strlen (turns[turn].prefix));

  return NULL;
}

/**
 * poise_recall_new_keep_out:
 * @intentions: which entries are left in peace
 * @id: the id of an entry or an intention
 * @is_out: whether it never comes back, neither as a question nor on its day
 *
 * Returns: (transfer full): that change, not made yet
 */
PoiseOperation *
poise_recall_new_keep_out (PoiseIntentionList *intentions, const char *id, gboolean is_out)
{
  g_autoptr (PoiseIntentionList) after = poise_intention_list_copy (intentions);

  poise_intention_list_set_quiet (after, id, is_out);
  return poise_operation_new_intending (
    intentions, after, is_out ? _ ("It will not come back") : _ ("It may come back"));
}
