/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When what was meant comes back, and when it does not. */

#include <string.h>

#include "poise-recall.h"
#include "poise-test.h"

#define TODAY (poise_day_new (2026, 11, 23))
#define WORDS "Tomorrow I will talk to Ana about the rota before the others come."

static PoiseEntry *
add (PoiseJournal *journal, PoiseDay day, const char *text)
{
  g_autofree char *name = poise_day_to_string (day);
  g_autoptr (PoiseEntry) entry = poise_test_entry (name, text, TRUE, 0.5);
  g_autoptr (PoiseTag) tag = poise_tag_copy (poise_entry_get_tag (entry));
  const PoiseSentenceTag sentence = { .start = 0, .end = (guint) g_utf8_strlen (text, -1) };

  g_array_set_size (tag->sentences, 0);
  g_array_append_val (tag->sentences, sentence);
  poise_entry_set_tag (entry, tag);
  poise_journal_add (journal, entry);
  return entry;
}

static gboolean
comes_back (PoiseJournal *journal, PoiseIntentionList *list, PoiseDay day, const char *words)
{
  g_autoptr (PoisePrompt) prompt = poise_recall_find (journal, list, day);

  return prompt != NULL && strstr (poise_prompt_get_text (prompt), words) != NULL;
}

static void
test_written (void)
{
  static const struct
  {
    guint days;
    gboolean is_asked;
  } cases[] = { { 7, FALSE },  { 27, FALSE }, { 28, TRUE }, { 30, TRUE },
                { 31, FALSE }, { 84, TRUE },  { 87, FALSE } };
  g_autoptr (PoiseIntentionList) list = poise_intention_list_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PoiseJournal) journal = poise_journal_new ();

      add (journal, TODAY - cases[i].days, WORDS);
      g_assert_cmpint (comes_back (journal, list, TODAY, WORDS), ==, cases[i].is_asked);
    }
}

static void
test_what_is_not_firm (void)
{
  g_autoptr (PoiseIntentionList) list = poise_intention_list_new ();
  g_autoptr (PoiseJournal) journal = poise_journal_new ();

  add (journal, TODAY - 28, "I talked to Ana about the rota today.");
  g_assert_null (poise_recall_find (journal, list, TODAY));
}

/* The question's id leads to the entry; it is asked no more once it is answered, unwanted or in a
 * pause. */
static void
test_once (void)
{
  g_autoptr (PoiseIntentionList) list = poise_intention_list_new ();
  g_autoptr (PoiseJournal) journal = poise_journal_new ();
  PoiseEntry *old = add (journal, TODAY - 28, WORDS);
  PoiseEntry *answer = add (journal, TODAY, "We talked.");
  g_autoptr (PoisePrompt) prompt = poise_recall_find (journal, list, TODAY);
  g_autofree char *subject = poise_recall_get_subject (prompt->id);

  g_assert_cmpstr (subject, ==, poise_entry_get_id (old));
  g_assert_true (comes_back (journal, list, TODAY + 1, WORDS));
  poise_intention_list_set_quiet (list, subject, TRUE);
  g_assert_false (comes_back (journal, list, TODAY + 1, WORDS));
  poise_intention_list_set_quiet (list, subject, FALSE);
  poise_intention_list_pause (list, TODAY);
  g_assert_false (comes_back (journal, list, TODAY + 1, WORDS));
  poise_intention_list_resume (list, TODAY, G_DATE_MONDAY);
  poise_entry_set_prompt (answer, prompt->id, poise_prompt_get_text (prompt));
  g_assert_false (comes_back (journal, list, TODAY + 1, WORDS));
  g_assert_true (comes_back (journal, list, TODAY + 56, WORDS));
  g_assert_null (poise_recall_get_subject ("people-01"));
  g_assert_null (poise_recall_get_subject (NULL));
}

static void
test_meant (void)
{
  g_autoptr (PoiseIntentionList) list = poise_intention_list_new ();
  g_autoptr (PoiseJournal) journal = poise_journal_new ();

  poise_intention_list_set (list,
                            poise_intention_new ("a", "If one, then the other.", POISE_FACET_NONE,
                                                 POISE_MODE_NONE, TODAY - 34));
  g_assert_null (poise_recall_find (journal, list, TODAY));
  poise_intention_list_close (list, "a", POISE_OUTCOME_PARTLY, NULL, TODAY - 28);
  g_assert_true (comes_back (journal, list, TODAY, "If one, then the other."));
  g_assert_true (comes_back (journal, list, TODAY + 56, "If one, then the other."));
  g_assert_null (poise_recall_find (journal, list, TODAY + 3));
}

/* What is kept week after week comes back once, when it is no longer meant. */
static void
test_kept (void)
{
  g_autoptr (PoiseIntentionList) list = poise_intention_list_new ();
  g_autoptr (PoiseJournal) journal = poise_journal_new ();
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 23, 18, 0, 0.0);
  guint n_asked = 0;

  poise_intention_list_set (
    list, poise_intention_new ("a", "Ask.", POISE_FACET_NONE, POISE_MODE_NONE, TODAY));
  for (guint week = 1; week <= 8; week++)
    {
      const char *id = poise_intention_list_get_current (list)->id;

      g_assert_null (poise_recall_find (journal, list, TODAY + 7 * week - 1));
      poise_intention_list_keep (list, id, POISE_OUTCOME_DONE, NULL, now, TODAY + 7 * week - 1,
                                 G_DATE_MONDAY);
    }
  poise_intention_list_close (list, poise_intention_list_get_current (list)->id,
                              POISE_OUTCOME_PARTLY, NULL, TODAY + 62);
  for (PoiseDay day = TODAY + 62; day < TODAY + 180; day += 7)
    n_asked += comes_back (journal, list, day, "Ask.");
  g_assert_cmpuint (n_asked, ==, 2);
}

/* What one does next time, after an event, comes back however it is said; as an intention where it
 * was made one. */
static void
test_next_time (void)
{
  g_autoptr (PoiseIntentionList) list = poise_intention_list_new ();
  g_autoptr (PoiseJournal) journal = poise_journal_new ();
  PoiseEntry *old = add (journal, TODAY - 28,
                         "# What I did, and what came of it\nI talked too long.\n\n"
                         "# What else explains it\n\n# What I do next time\nAsk first.");

  g_assert_null (poise_recall_find (journal, list, TODAY));
  poise_entry_set_prompt (old, "form-after-event", "After an Event");
  g_assert_true (comes_back (journal, list, TODAY, "“Ask first.”"));
  g_assert_true (comes_back (journal, list, TODAY + 56, "“Ask first.”"));
  g_assert_false (comes_back (journal, list, TODAY + 3, "“Ask first.”"));
  poise_intention_list_set (
    list, poise_intention_new ("a", "Ask first.", POISE_FACET_NONE, POISE_MODE_NONE, TODAY - 28));
  g_assert_null (poise_recall_find (journal, list, TODAY));
  poise_intention_list_close (list, "a", POISE_OUTCOME_DONE, NULL, TODAY - 22);
  g_assert_true (comes_back (journal, list, TODAY + 6, "“Ask first.”"));
}

static void
test_keep_out (void)
{
  g_autoptr (PoiseIntentionList) list = poise_intention_list_new ();
  g_autoptr (PoiseOperation) out = poise_recall_new_keep_out (list, "a", TRUE);
  g_autoptr (PoiseOperation) back = NULL;

  g_assert_false (poise_intention_list_is_quiet (list, "a"));
  poise_operation_run (out, NULL);
  g_assert_true (poise_intention_list_is_quiet (list, "a"));
  back = poise_recall_new_keep_out (list, "a", FALSE);
  poise_operation_run (back, NULL);
  g_assert_false (poise_intention_list_is_quiet (list, "a"));
  poise_operation_undo (back, NULL);
  g_assert_true (poise_intention_list_is_quiet (list, "a"));
  poise_operation_undo (out, NULL);
  g_assert_false (poise_intention_list_is_quiet (list, "a"));
}

static void
test_on_this_day (void)
{
  g_autoptr (PoiseIntentionList) list = poise_intention_list_new ();
  g_autoptr (PoiseJournal) journal = poise_journal_new ();
  PoiseEntry *last_year = add (journal, poise_day_new (2025, 11, 23), "Last year");
  PoiseEntry *before = add (journal, poise_day_new (2022, 11, 23), "Before");
  g_autoptr (GPtrArray) both = NULL;
  g_autoptr (GPtrArray) one = NULL;
  g_autoptr (GPtrArray) other = NULL;
  g_autoptr (GPtrArray) none = NULL;

  add (journal, TODAY, "Today");
  add (journal, poise_day_new (2025, 11, 22), "Another day");
  both = poise_recall_list_on_this_day (journal, list, TODAY, 3);
  g_assert_cmpuint (both->len, ==, 2);
  g_assert_true (g_ptr_array_index (both, 0) == last_year);
  g_assert_true (g_ptr_array_index (both, 1) == before);
  one = poise_recall_list_on_this_day (journal, list, TODAY, 1);
  g_assert_cmpuint (one->len, ==, 1);
  poise_intention_list_set_quiet (list, poise_entry_get_id (last_year), TRUE);
  other = poise_recall_list_on_this_day (journal, list, TODAY, 3);
  g_assert_true (other->len == 1 && g_ptr_array_index (other, 0) == before);
  none = poise_recall_list_on_this_day (journal, list, poise_day_new (2024, 2, 29), 3);
  g_assert_cmpuint (none->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/recall/written", test_written);
  g_test_add_func ("/recall/not-firm", test_what_is_not_firm);
  g_test_add_func ("/recall/once", test_once);
  g_test_add_func ("/recall/meant", test_meant);
  g_test_add_func ("/recall/kept", test_kept);
  g_test_add_func ("/recall/next-time", test_next_time);
  g_test_add_func ("/recall/keep-out", test_keep_out);
  g_test_add_func ("/recall/on-this-day", test_on_this_day);
  return g_test_run ();
}
