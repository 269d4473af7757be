/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "poise-intention-evidence.h"
#include "poise-intention-file.h"
#include "poise-prompt-picker.h"
#include "poise-side-change.h"
#include "poise-side-merge.h"
#include "poise-test.h"

static PoiseDay
day_of (const char *text)
{
  return poise_day_parse (text);
}

static void
set (PoiseIntentionList *list, const char *id, const char *day)
{
  poise_intention_list_set (
    list, poise_intention_new (id, id, POISE_FACET_PEOPLE, POISE_MODE_LEADERSHIP, day_of (day)));
}

static PoiseIntentionList *
read_list (const char *json)
{
  PoiseIntentionList *list = poise_intention_list_new ();
  g_autoptr (GError) error = NULL;

  poise_intention_list_load_json (list, json, strlen (json), "intentions.json", &error);
  g_assert_no_error (error);
  return list;
}

static PoiseOutcome
get_outcome (PoiseIntentionList *list, const char *id)
{
  return poise_intention_list_lookup (list, id)->outcome;
}

/* Three a facet and pole, each one breath long and an if-then plan. */
static void
test_suggestions (void)
{
  guint counts[POISE_N_FACETS][POISE_N_SENTENCE_MODES] = { { 0 } };
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  guint n;
  const PoiseBuiltInPrompt *all = poise_intention_suggestions (&n);

  for (guint i = 0; i < n; i++)
    {
      g_assert_true (g_str_has_prefix (all[i].text, "If "));
      g_assert_nonnull (strstr (all[i].text, ", then I "));
      g_assert_cmpint (g_utf8_strlen (all[i].text, -1), <=, 90);
      g_assert_true (g_hash_table_add (seen, (char *) all[i].id));
      g_assert_true (g_hash_table_add (seen, (char *) all[i].text));
      counts[all[i].facet][all[i].pole]++;
    }
  for (PoiseFacet facet = POISE_FACET_PURPOSE; facet < POISE_N_FACETS; facet++)
    for (PoiseMode pole = POISE_MODE_MANAGEMENT; pole <= POISE_MODE_LEADERSHIP; pole++)
      g_assert_cmpuint (counts[facet][pole], ==, 3);
}

static void
add_sentences (PoiseJournal *journal, PoiseFacet facet, PoiseMode mode, guint n)
{
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-20", "x", TRUE, 0.5);
  g_autoptr (PoiseTag) tag = poise_tag_copy (poise_entry_get_tag (entry));
  PoiseSentenceTag sentence = { .end = 1, .mode = mode, .facet = facet, .weight = 5 };

  g_array_set_size (tag->sentences, 0);
  for (guint i = 0; i < n; i++)
    g_array_append_val (tag->sentences, sentence);
  poise_entry_set_tag (entry, tag);
  poise_journal_add (journal, entry);
}

/* Over many weeks: of the first five, more are of what was never written about. */
static void
test_suggestions_lean_to_the_neglected (void)
{
  g_autoptr (PoiseJournal) journal = poise_journal_new ();
  guint n_management = 0, n_leadership = 0;

  for (PoiseFacet facet = POISE_FACET_PURPOSE; facet < POISE_N_FACETS; facet++)
    add_sentences (journal, facet, POISE_MODE_MANAGEMENT, 4);
  for (PoiseDay day = day_of ("2026-11-21"); day < day_of ("2026-12-11"); day++)
    {
      g_autoptr (GPtrArray) ranked = poise_prompt_picker_suggest (journal, day);

      g_assert_cmpuint (ranked->len, ==, 36);
      for (guint i = 0; i < 5; i++)
        if (((PoisePrompt *) g_ptr_array_index (ranked, i))->pole == POISE_MODE_LEADERSHIP)
          n_leadership++;
        else
          n_management++;
    }
  g_assert_cmpuint (n_leadership, >, 2 * n_management);
}

static void
test_one_at_a_time (void)
{
  g_autoptr (PoiseIntentionList) list = poise_intention_list_new ();

  g_assert_null (poise_intention_list_get_current (list));
  set (list, "a", "2026-11-16");
  set (list, "b", "2026-11-17");
  g_assert_cmpstr (poise_intention_list_get_current (list)->id, ==, "b");
  g_assert_cmpint (get_outcome (list, "a"), ==, POISE_OUTCOME_DROPPED);
  poise_intention_list_close (list, "b", POISE_OUTCOME_NOT, "It rained", day_of ("2026-11-22"));
  g_assert_null (poise_intention_list_get_current (list));
  g_assert_cmpstr (poise_intention_list_lookup (list, "b")->because, ==, "It rained");
  g_assert_cmpint (
    poise_intention_list_find_week (list, day_of ("2026-11-16"), G_DATE_MONDAY)->outcome, ==,
    POISE_OUTCOME_NOT);
  g_assert_null (poise_intention_list_find_week (list, day_of ("2026-11-23"), G_DATE_MONDAY));
}

/* In the chart's weeks stands what became of what was meant for them; what was dropped is no
 * matter. */
static void
test_mark (void)
{
  g_autoptr (PoiseIntentionList) list = poise_intention_list_new ();
  g_autoptr (PoiseJournal) journal = poise_journal_new ();
  g_autoptr (PoiseBalance) balance =
    poise_balance_new (journal, day_of ("2026-11-22"), 4, G_DATE_MONDAY);
  const PoiseOutcome wanted[] = { POISE_OUTCOME_NOT, POISE_OUTCOME_NONE, POISE_OUTCOME_NONE,
                                  POISE_OUTCOME_OPEN };

  set (list, "a", "2026-10-26");
  poise_intention_list_close (list, "a", POISE_OUTCOME_NOT, NULL, day_of ("2026-11-01"));
  set (list, "b", "2026-11-09");
  poise_intention_list_close (list, "b", POISE_OUTCOME_DROPPED, NULL, day_of ("2026-11-10"));
  set (list, "c", "2026-11-16");
  poise_intention_list_mark (list, balance);
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    g_assert_cmpint (g_array_index (balance->weeks, PoisePeriod, i).outcome, ==, wanted[i]);
}

static PoiseOutcome
get_mark (PoiseIntentionList *list, const char *week)
{
  g_autoptr (PoiseJournal) journal = poise_journal_new ();
  g_autoptr (PoiseBalance) balance = poise_balance_new (journal, day_of (week), 1, G_DATE_MONDAY);

  poise_intention_list_mark (list, balance);
  return g_array_index (balance->weeks, PoisePeriod, 0).outcome;
}

/* A week's answer stays, whatever was meant and let go in it afterwards. */
static void
test_answer_stays (void)
{
  g_autoptr (PoiseIntentionList) list = poise_intention_list_new ();

  set (list, "a", "2026-11-02");
  g_assert_cmpint (get_mark (list, "2026-11-02"), ==, POISE_OUTCOME_OPEN);
  poise_intention_list_close (list, "a", POISE_OUTCOME_DONE, NULL, day_of ("2026-11-03"));
  set (list, "b", "2026-11-04");
  g_assert_cmpint (get_mark (list, "2026-11-02"), ==, POISE_OUTCOME_DONE);
  poise_intention_list_close (list, "b", POISE_OUTCOME_DROPPED, NULL, day_of ("2026-11-04"));
  g_assert_cmpint (get_mark (list, "2026-11-02"), ==, POISE_OUTCOME_DONE);
  set (list, "c", "2026-11-05");
  poise_intention_list_close (list, "c", POISE_OUTCOME_PARTLY, NULL, day_of ("2026-11-08"));
  g_assert_cmpint (get_mark (list, "2026-11-02"), ==, POISE_OUTCOME_PARTLY);
}

/* What is kept is for the week after its own, on whichever day that is said. */
static void
test_keep (void)
{
  /* When it is said, and the week that it is for then. */
  static const char *const cases[][2] = { { "2026-11-02", "2026-11-09" },
                                          { "2026-11-05", "2026-11-09" },
                                          { "2026-11-08", "2026-11-09" },
                                          { "2026-11-10", "2026-11-09" },
                                          { "2026-11-24", "2026-11-23" } };
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 23, 18, 0, 0.0);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PoiseIntentionList) list = poise_intention_list_new ();
      PoiseDay day = day_of (cases[i][0]);
      const PoiseIntention *next;

      set (list, "a", "2026-11-02");
      poise_intention_list_keep (list, "a", POISE_OUTCOME_DONE, NULL, now, day, G_DATE_MONDAY);
      next = poise_intention_list_get_current (list);
      g_assert_cmpstr (next->text, ==, "a");
      g_assert_cmpuint (poise_intention_get_week (next, G_DATE_MONDAY), ==, day_of (cases[i][1]));
      g_assert_cmpint (get_mark (list, "2026-11-02"), ==, POISE_OUTCOME_DONE);
    }
}

/* What was taken out while the person answered is there again as it was, once and in its place;
 * what is there stays. */
static void
test_bring_back (void)
{
  g_autoptr (PoiseIntentionList) list = poise_intention_list_new ();
  g_autoptr (PoiseIntentionList) later = poise_intention_list_new ();
  g_autoptr (PoiseIntention) asked = NULL;

  set (list, "a", "2026-11-23");
  asked = poise_intention_copy (poise_intention_list_get_current (list));
  set (later, "b", "2026-11-29");
  poise_intention_list_bring_back (later, asked);
  poise_intention_list_close (later, "a", POISE_OUTCOME_NOT, "It rained", day_of ("2026-11-29"));
  poise_intention_list_bring_back (later, asked);
  g_assert_cmpuint (poise_intention_list_get_all (later)->len, ==, 2);
  g_assert_cmpint (get_outcome (later, "a"), ==, POISE_OUTCOME_NOT);
  g_assert_cmpstr (poise_intention_list_lookup (later, "a")->text, ==, "a");
  g_assert_cmpint (get_outcome (later, "b"), ==, POISE_OUTCOME_OPEN);
}

/* Another one that came from elsewhere while the person answered is not answered. */
static void
test_answer_of_an_earlier_one (void)
{
  g_autoptr (PoiseIntentionList) list = poise_intention_list_new ();
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 29, 18, 0, 0.0);

  set (list, "a", "2026-11-23");
  set (list, "b", "2026-11-29");
  poise_intention_list_close (list, "a", POISE_OUTCOME_DONE, NULL, day_of ("2026-11-29"));
  g_assert_cmpint (get_outcome (list, "a"), ==, POISE_OUTCOME_DONE);
  g_assert_cmpint (get_outcome (list, "b"), ==, POISE_OUTCOME_OPEN);
  poise_intention_list_keep (list, "a", POISE_OUTCOME_PARTLY, NULL, now, day_of ("2026-11-29"),
                             G_DATE_MONDAY);
  g_assert_cmpint (get_outcome (list, "a"), ==, POISE_OUTCOME_PARTLY);
  g_assert_cmpstr (poise_intention_list_get_current (list)->id, ==, "b");
  g_assert_cmpuint (poise_intention_list_get_all (list)->len, ==, 2);
}

static void
add_tagged (PoiseJournal *journal, const char *day, PoiseFacet facet, PoiseMode mode)
{
  g_autoptr (PoiseEntry) entry = poise_test_entry (day, "One. Two.", TRUE, 0.5);
  g_autoptr (PoiseTag) tag = poise_tag_copy (poise_entry_get_tag (entry));
  const PoiseSentenceTag sentences[] = { { .start = 0, .end = 4 },
                                         { .start = 5, .end = 9, .mode = mode, .facet = facet } };

  g_array_set_size (tag->sentences, 0);
  g_array_append_vals (tag->sentences, sentences, G_N_ELEMENTS (sentences));
  poise_entry_set_tag (entry, tag);
  poise_journal_add (journal, entry);
}

static void
add_after_event (PoiseJournal *journal, const char *day, const char *text, guint start)
{
  g_autoptr (PoiseEntry) entry = poise_test_entry (day, text, TRUE, 0.5);
  g_autoptr (PoiseTag) tag = poise_tag_copy (poise_entry_get_tag (entry));
  const PoiseSentenceTag sentence = {
    .start = start, .end = start + 4, .mode = POISE_MODE_LEADERSHIP, .facet = POISE_FACET_PEOPLE
  };

  g_array_set_size (tag->sentences, 0);
  g_array_append_val (tag->sentences, sentence);
  poise_entry_set_tag (entry, tag);
  poise_entry_set_prompt (entry, "form-after-event", "After an Event");
  poise_journal_add (journal, entry);
}

static void
test_evidence (void)
{
  g_autoptr (PoiseIntention) intention = poise_intention_new (
    "a", "a", POISE_FACET_PEOPLE, POISE_MODE_LEADERSHIP, day_of ("2026-11-16"));
  g_autoptr (PoiseJournal) journal = poise_journal_new ();
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GPtrArray) plans = NULL;
  g_autoptr (GPtrArray) event = NULL;
  g_autoptr (GPtrArray) answer = NULL;

  add_tagged (journal, "2026-11-15", POISE_FACET_PEOPLE, POISE_MODE_LEADERSHIP);
  add_tagged (journal, "2026-11-17", POISE_FACET_PEOPLE, POISE_MODE_LEADERSHIP);
  add_tagged (journal, "2026-11-18", POISE_FACET_PEOPLE, POISE_MODE_MANAGEMENT);
  add_tagged (journal, "2026-11-19", POISE_FACET_MEANS, POISE_MODE_LEADERSHIP);
  found = poise_intention_find_evidence (intention, journal, day_of ("2026-11-22"));
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpstr (((PoiseEvidence *) g_ptr_array_index (found, 0))->words, ==, "Two.");
  /* What is only meant is no evidence of it. */
  g_free (intention->text);
  intention->text = g_strdup ("Two. Three.");
  plans = poise_intention_find_evidence (intention, journal, day_of ("2026-11-22"));
  g_assert_cmpuint (plans->len, ==, 0);
  g_free (intention->text);
  intention->text = g_strdup ("a");
  add_after_event (journal, "2026-11-20", "# What I do next time\nTwo.", 22);
  event = poise_intention_find_evidence (intention, journal, day_of ("2026-11-22"));
  g_assert_cmpuint (event->len, ==, 1);
  add_after_event (journal, "2026-11-21", "# What else explains it\nTwo.", 24);
  answer = poise_intention_find_evidence (intention, journal, day_of ("2026-11-22"));
  g_assert_cmpuint (answer->len, ==, 2);
  intention->facet = POISE_FACET_NONE;
  intention->pole = POISE_MODE_NONE;
  none = poise_intention_find_evidence (intention, journal, day_of ("2026-11-22"));
  g_assert_cmpuint (none->len, ==, 0);
}

/* 2026-11-16 is a Monday. */
static void
test_due (void)
{
  g_autoptr (PoiseIntention) early =
    poise_intention_new ("a", "a", POISE_FACET_NONE, POISE_MODE_NONE, day_of ("2026-11-18"));
  g_autoptr (PoiseIntention) late =
    poise_intention_new ("b", "b", POISE_FACET_NONE, POISE_MODE_NONE, day_of ("2026-11-20"));

  g_assert_false (poise_intention_is_due (early, day_of ("2026-11-21"), G_DATE_MONDAY));
  g_assert_true (poise_intention_is_due (early, day_of ("2026-11-22"), G_DATE_MONDAY));
  g_assert_true (poise_intention_is_due (early, day_of ("2026-12-22"), G_DATE_MONDAY));
  g_assert_true (poise_intention_is_due (early, day_of ("2026-11-21"), G_DATE_SUNDAY));
  g_assert_false (poise_intention_is_due (late, day_of ("2026-11-23"), G_DATE_MONDAY));
  g_assert_true (poise_intention_is_due (late, day_of ("2026-11-29"), G_DATE_MONDAY));
  late->outcome = POISE_OUTCOME_DONE;
  g_assert_false (poise_intention_is_due (late, day_of ("2026-11-29"), G_DATE_MONDAY));
}

/* What was meant before a pause is meant for the week after it. */
static void
test_pause (void)
{
  g_autoptr (PoiseIntentionList) list = poise_intention_list_new ();

  set (list, "a", "2026-11-16");
  poise_intention_list_pause (list, day_of ("2026-11-18"));
  poise_intention_list_pause (list, day_of ("2026-11-19"));
  g_assert_cmpuint (poise_intention_list_get_paused (list), ==, day_of ("2026-11-18"));
  poise_intention_list_resume (list, day_of ("2026-12-07"), G_DATE_MONDAY);
  g_assert_cmpuint (poise_intention_list_get_paused (list), ==, POISE_DAY_INVALID);
  g_assert_false (poise_intention_is_due (poise_intention_list_get_current (list),
                                          day_of ("2026-12-08"), G_DATE_MONDAY));
}

/* A pause takes no week away that it did not fill: that of which it took a part stays, and one that
 * was over as it began is asked about first. */
static void
test_pause_leaves_weeks (void)
{
  static const struct
  {
    const char *from;
    const char *to;
    const char *week;
  } cases[] = {
    { "2026-11-22", "2026-11-22", "2026-11-16" }, { "2026-11-18", "2026-11-20", "2026-11-16" },
    { "2026-11-22", "2026-12-07", "2026-11-16" }, { "2026-11-24", "2026-12-07", "2026-11-16" },
    { "2026-11-18", "2026-12-08", "2026-12-07" }, { "2026-11-18", "2026-12-11", "2026-12-14" }
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PoiseIntentionList) list = poise_intention_list_new ();

      set (list, "a", "2026-11-16");
      poise_intention_list_pause (list, day_of (cases[i].from));
      poise_intention_list_resume (list, day_of (cases[i].to), G_DATE_MONDAY);
      g_assert_cmpuint (
        poise_intention_get_week (poise_intention_list_get_current (list), G_DATE_MONDAY), ==,
        day_of (cases[i].week));
    }
}

static void
test_json (void)
{
  const char *json =
    "{\"format\": \"poise-intentions\", \"version\": 1, \"intentions\": [{\"id\": \"a\", \"day\": "
    "\"2026-11-16\", \"text\": \"T\", \"facet\": \"people\", \"mode\": \"leadership\", "
    "\"outcome\": \"not\", \"because\": \"B\", \"closed\": \"2026-11-22\", \"new\": 1}, 7, "
    "{\"id\": \"b\", \"day\": \"2026-11-23\", \"text\": \"U\", \"outcome\": \"unheard-of\"}], "
    "\"pause\": {\"since\": \"2026-11-24\", \"why\": 2}, \"quiet\": [{\"id\": \"e\", \"as\": 4}], "
    "\"other\": 3}";
  g_autoptr (PoiseIntentionList) list = read_list (json);
  g_autofree char *text = poise_intention_list_to_json (list);
  g_autoptr (PoiseIntentionList) again = read_list (text);
  g_autofree char *same = poise_intention_list_to_json (again);
  static const char *const kept[] = { "\"new\"",   "unheard-of", "\"why\"",
                                      "\"other\"", "\"B\"",      "\"as\"" };

  g_assert_cmpstr (text, ==, same);
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    g_assert_nonnull (strstr (text, kept[i]));
  g_assert_cmpuint (poise_intention_list_get_all (list)->len, ==, 1);
  g_assert_cmpuint (poise_intention_list_get_paused (list), ==, day_of ("2026-11-24"));
}

static void
test_import (void)
{
  g_autoptr (PoiseIntentionList) list = poise_intention_list_new ();
  g_autoptr (PoiseIntentionList) other = poise_intention_list_new ();
  g_autofree char *json = NULL;
  guint n = 0;

  set (list, "mine", "2026-11-16");
  set (other, "theirs", "2026-11-17");
  json = poise_intention_list_to_json (other);
  for (guint expected = 1; expected + 1 > 0; expected--)
    {
      g_assert_true (poise_intention_list_import_json (list, json, strlen (json), "x", &n, NULL));
      g_assert_cmpuint (n, ==, expected);
    }
  g_assert_cmpint (get_outcome (list, "theirs"), ==, POISE_OUTCOME_DROPPED);
  g_assert_cmpint (get_outcome (list, "mine"), ==, POISE_OUTCOME_OPEN);
}

/* Undoing takes back what was done and nothing that came in between. */
static void
test_apply (void)
{
  g_autoptr (PoiseIntentionList) list = poise_intention_list_new ();
  g_autoptr (PoiseIntentionList) before = NULL;
  g_autoptr (PoiseIntentionList) after = NULL;

  set (list, "a", "2026-11-16");
  before = poise_intention_list_copy (list);
  set (list, "b", "2026-11-17");
  after = poise_intention_list_copy (list);
  poise_intention_list_pause (list, day_of ("2026-11-18"));
  poise_intention_list_set_quiet (list, "x", TRUE);
  poise_intention_list_apply (list, after, before);
  g_assert_true (poise_intention_list_is_quiet (list, "x"));
  g_assert_null (poise_intention_list_lookup (list, "b"));
  g_assert_cmpint (get_outcome (list, "a"), ==, POISE_OUTCOME_OPEN);
  g_assert_cmpuint (poise_intention_list_get_paused (list), ==, day_of ("2026-11-18"));
  poise_intention_list_apply (list, before, after);
  g_assert_cmpstr (poise_intention_list_get_current (list)->id, ==, "b");
  g_assert_cmpint (get_outcome (list, "a"), ==, POISE_OUTCOME_DROPPED);
}

static void
write_change (PoiseTestJournal *journal, const char *base, const char *now)
{
  const PoiseFileKind *kind = poise_intention_file_get_kind ();
  gpointer change = poise_side_change_new (base, now, journal->now);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes =
    poise_file_kind_write (kind, journal->folder, change, journal->now, &error);

  g_assert_no_error (error);
  kind->free_change (change);
}

/* Two programs that both knew nothing: what each meant is there, and the later one is meant. */
static void
test_two_writers (PoiseTestJournal *journal, gconstpointer unused)
{
  g_autoptr (PoiseIntentionList) empty = poise_intention_list_new ();
  g_autoptr (PoiseIntentionList) one = poise_intention_list_new ();
  g_autoptr (PoiseIntentionList) two = poise_intention_list_new ();
  g_autoptr (PoiseIntentionList) both = poise_intention_list_new ();
  g_autoptr (PoiseIntentionList) gone = NULL;
  g_autofree char *base = poise_intention_list_to_json (empty);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *held = NULL;
  g_autofree char *third = NULL;

  set (one, "a", "2026-11-16");
  set (two, "b", "2026-11-17");
  first = poise_intention_list_to_json (one);
  second = poise_intention_list_to_json (two);
  write_change (journal, base, second);
  write_change (journal, base, first);
  g_assert_true (poise_intention_file_read (journal->folder, both, NULL));
  g_assert_cmpuint (poise_intention_list_get_all (both)->len, ==, 2);
  g_assert_cmpstr (poise_intention_list_get_current (both)->id, ==, "b");

  /* One who takes theirs back takes nothing else away, and it stays away. */
  held = poise_intention_list_to_json (both);
  gone = poise_intention_list_copy (both);
  poise_intention_list_apply (gone, two, empty);
  third = poise_intention_list_to_json (gone);
  write_change (journal, held, third);
  write_change (journal, held, held);
  g_assert_true (poise_intention_file_read (journal->folder, both, NULL));
  g_assert_cmpuint (poise_intention_list_get_all (both)->len, ==, 1);
}

/* A damaged file is set aside, a newer one is left alone. */
static void
test_damaged_and_newer (PoiseTestJournal *journal, gconstpointer unused)
{
  const PoiseFileKind *kind = poise_intention_file_get_kind ();
  const char *json = "{\"format\": \"poise-intentions\", \"version\": 1, \"intentions\": []}";
  const char *newer = "{\"format\": \"poise-intentions\", \"version\": 9, \"intentions\": []}";
  gpointer change = poise_side_change_new (json, json, journal->now);
  g_autoptr (PoiseIntentionList) list = poise_intention_list_new ();
  g_autofree char *kept = NULL;

  poise_test_write (journal->path, "intentions.json", newer);
  g_assert_false (poise_intention_file_read (journal->folder, list, NULL));
  g_assert_null (poise_file_kind_write (kind, journal->folder, change, journal->now, NULL));
  kept = poise_test_read (journal->path, "intentions.json");
  g_assert_cmpstr (kept, ==, newer);
  poise_test_write (journal->path, "intentions.json", "{\"intentions\": [");
  write_change (journal, json, json);
  g_assert_true (poise_intention_file_read (journal->folder, list, NULL));
  kind->free_change (change);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/intentions/suggestions", test_suggestions);
  g_test_add_func ("/intentions/suggestions-lean", test_suggestions_lean_to_the_neglected);
  g_test_add_func ("/intentions/one-at-a-time", test_one_at_a_time);
  g_test_add_func ("/intentions/mark", test_mark);
  g_test_add_func ("/intentions/answer-stays", test_answer_stays);
  g_test_add_func ("/intentions/keep", test_keep);
  g_test_add_func ("/intentions/answer-of-an-earlier-one", test_answer_of_an_earlier_one);
  g_test_add_func ("/intentions/bring-back", test_bring_back);
  g_test_add_func ("/intentions/evidence", test_evidence);
  g_test_add_func ("/intentions/due", test_due);
  g_test_add_func ("/intentions/pause", test_pause);
  g_test_add_func ("/intentions/pause-leaves-weeks", test_pause_leaves_weeks);
  g_test_add_func ("/intentions/json", test_json);
  g_test_add_func ("/intentions/import", test_import);
  g_test_add_func ("/intentions/apply", test_apply);
  g_test_add ("/intentions/two-writers", PoiseTestJournal, NULL, poise_test_journal_set_up,
              test_two_writers, poise_test_journal_tear_down);
  g_test_add ("/intentions/damaged-and-newer", PoiseTestJournal, NULL, poise_test_journal_set_up,
              test_damaged_and_newer, poise_test_journal_tear_down);
  return g_test_run ();
}
