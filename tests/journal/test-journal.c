/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-tags.h"
#include "poise-test.h"

static guint n_changes;

static void
changed_cb (GListModel *model, guint position, guint removed, guint added, gpointer data)
{
  n_changes++;
}

static void
test_order (void)
{
  g_autoptr (PoiseJournal) journal = poise_journal_new ();
  const char *const days[] = { "2026-11-02", "2026-11-23", "2025-01-01", "2026-11-23" };
  PoiseDay last = G_MAXUINT32;

  g_signal_connect (journal, "items-changed", G_CALLBACK (changed_cb), NULL);
  n_changes = 0;
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autoptr (PoiseEntry) entry = poise_test_entry (days[i], "x", FALSE, 0.0);

      g_assert_true (poise_journal_add (journal, entry));
      g_assert_false (poise_journal_add (journal, entry));
      g_assert_true (poise_journal_lookup (journal, poise_entry_get_id (entry)) == entry);
    }
  g_assert_cmpuint (n_changes, ==, 4);
  for (guint i = 0; i < 4; i++)
    {
      PoiseDay day = poise_entry_get_day (poise_journal_peek (journal, i));

      g_assert_cmpuint (day, <=, last);
      last = day;
    }
  g_assert_null (poise_journal_peek (journal, 4));
}

static void
test_days (void)
{
  g_autoptr (PoiseJournal) journal = poise_journal_new ();
  g_autoptr (GPtrArray) day = NULL;
  g_autoptr (GPtrArray) month = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GPtrArray) last_month = NULL;

  for (PoiseDay d = poise_day_new (2026, 1, 1); d <= poise_day_new (2026, 12, 31); d++)
    {
      g_autofree char *text = poise_day_to_string (d);
      g_autoptr (PoiseEntry) entry = poise_test_entry (text, "x", FALSE, 0.0);

      poise_journal_add (journal, entry);
    }
  day = poise_journal_list_day (journal, poise_day_new (2026, 2, 28));
  month = poise_journal_list_month (journal, "2026-02");
  none = poise_journal_list_day (journal, poise_day_new (2027, 2, 28));
  last_month = poise_journal_list_month (journal, "2026-12");
  g_assert_cmpuint (day->len, ==, 1);
  g_assert_cmpuint (month->len, ==, 28);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (last_month->len, ==, 31);
}

static void
test_remove (void)
{
  g_autoptr (PoiseJournal) journal = poise_journal_new ();
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-23", "x", FALSE, 0.0);

  g_assert_false (poise_journal_remove (journal, entry));
  poise_journal_add (journal, entry);
  g_assert_true (poise_journal_remove (journal, entry));
  g_assert_null (poise_journal_lookup (journal, poise_entry_get_id (entry)));
  g_assert_cmpuint (poise_journal_get_n_entries (journal), ==, 0);
}

static void
test_lookup (void)
{
  g_autoptr (PoiseJournal) journal = poise_journal_new ();
  g_autoptr (PoiseEntry) first = poise_test_entry ("2026-11-02", "x", FALSE, 0.0);
  g_autoptr (PoiseEntry) other = poise_test_entry ("2026-11-03", "x", FALSE, 0.0);
  g_autoptr (PoiseEntry) second = poise_test_entry ("2026-11-04", "x", FALSE, 0.0);
  const char *ids[] = { poise_entry_get_id (second), "nobody's", poise_entry_get_id (first), NULL };
  g_autoptr (GPtrArray) found = NULL;

  poise_journal_add (journal, first);
  poise_journal_add (journal, other);
  poise_journal_add (journal, second);
  found = poise_journal_lookup_all (journal, ids);
  g_assert_cmpuint (found->len, ==, 2);
  g_assert_true (g_ptr_array_index (found, 0) == second);
  g_assert_true (g_ptr_array_index (found, 1) == first);
}

static void
test_touch (void)
{
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-23", "x", FALSE, 0.0);
  g_autoptr (GDateTime) before = g_date_time_ref (poise_entry_get_modified (entry));
  g_autoptr (GDateTime) set_back = g_date_time_add_days (before, -400);

  poise_entry_touch (entry, set_back);
  g_assert_cmpint (g_date_time_compare (poise_entry_get_modified (entry), before), >, 0);
}

/* Five minutes of typing, five keys a second. */
static void
test_touch_does_not_run_ahead (void)
{
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-23", "x", FALSE, 0.0);
  g_autoptr (GDateTime) begin = g_date_time_add_hours (poise_entry_get_modified (entry), 1);

  for (guint i = 0; i < 1500; i++)
    {
      g_autoptr (GDateTime) now = g_date_time_add (begin, (GTimeSpan) i * 200000);

      poise_entry_touch (entry, now);
      g_assert_true (g_date_time_equal (poise_entry_get_modified (entry), now));
    }
  for (guint i = 0; i < 1500; i++)
    poise_entry_touch (entry, begin);
  g_assert_cmpint (g_date_time_difference (poise_entry_get_modified (entry), begin), <,
                   301 * G_TIME_SPAN_SECOND);
}

static void
entry_changed_cb (PoiseJournal *journal, PoiseEntry *entry, gpointer data)
{
  PoiseEntry **last = data;

  n_changes++;
  *last = entry;
}

static void
check_change (PoiseEntry **last, PoiseEntry *entry)
{
  g_assert_cmpuint (n_changes, ==, entry != NULL ? 1 : 0);
  g_assert_true (*last == entry);
  n_changes = 0;
  *last = NULL;
}

static void
test_entry_changed (void)
{
  g_autoptr (PoiseJournal) journal = poise_journal_new ();
  g_autoptr (PoiseEntry) a = poise_test_entry ("2026-11-02", "a", FALSE, 0.0);
  g_autoptr (PoiseEntry) b = poise_test_entry ("2026-11-23", "b", TRUE, 0.5);
  g_autoptr (GPtrArray) entries = g_ptr_array_new ();
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 23, 18, 0, 0);
  PoiseEntry *last = NULL;

  g_ptr_array_add (entries, a);
  g_ptr_array_add (entries, b);
  poise_journal_add_all (journal, entries);
  g_signal_connect (journal, "entry-changed", G_CALLBACK (entry_changed_cb), &last);
  n_changes = 0;

  poise_entry_set_text (a, "other words");
  check_change (&last, a);
  poise_entry_set_text (a, "other words");
  check_change (&last, NULL);
  poise_entry_set_tag (a, poise_entry_get_tag (b));
  check_change (&last, a);
  poise_entry_set_prompt (b, "q", "What happened?");
  check_change (&last, b);
  poise_entry_set_tags (b, (const char *const[]) { "work", NULL });
  check_change (&last, b);
  poise_entry_set_tags (b, (const char *const[]) { "work", NULL });
  check_change (&last, NULL);
  poise_entry_touch (b, now);
  check_change (&last, NULL);

  /* What is no longer in the journal is none of its business. */
  poise_journal_remove (journal, a);
  poise_entry_set_text (a, "gone");
  check_change (&last, NULL);
  poise_journal_clear (journal);
  poise_entry_set_text (b, "gone, too");
  check_change (&last, NULL);
  poise_journal_add (journal, b);
  g_clear_object (&journal);
  poise_entry_set_text (b, "left behind");
  check_change (&last, NULL);
}

/* They tell the journal that has them now. */
static void
test_take_all (void)
{
  g_autoptr (PoiseJournal) journal = poise_journal_new ();
  g_autoptr (PoiseJournal) read = poise_journal_new ();
  g_autoptr (PoiseEntry) a = poise_test_entry ("2026-11-02", "a", FALSE, 0.0);
  g_autoptr (PoiseEntry) b = poise_test_entry ("2026-11-23", "b", TRUE, 0.5);
  PoiseEntry *last = NULL;

  poise_journal_add (read, a);
  poise_journal_add (read, b);
  g_signal_connect (journal, "entry-changed", G_CALLBACK (entry_changed_cb), &last);
  g_signal_connect (journal, "items-changed", G_CALLBACK (changed_cb), NULL);
  n_changes = 0;
  poise_journal_take_all (journal, read);
  g_assert_cmpuint (n_changes, ==, 1);
  g_signal_handlers_disconnect_by_func (journal, changed_cb, NULL);
  n_changes = 0;
  g_assert_cmpuint (poise_journal_get_n_entries (journal), ==, 2);
  g_assert_cmpuint (poise_journal_get_n_entries (read), ==, 0);
  g_assert_true (poise_journal_peek (journal, 0) == b);
  g_assert_true (poise_journal_lookup (journal, poise_entry_get_id (a)) == a);
  g_clear_object (&read);

  poise_entry_set_text (a, "other words");
  check_change (&last, a);
  poise_journal_remove (journal, a);
  poise_entry_set_text (a, "gone");
  check_change (&last, NULL);
  g_clear_object (&journal);
  poise_entry_set_text (b, "gone");
}

static void
test_clean_tags (void)
{
  const struct
  {
    const char *word;
    const char *tag;
  } cases[] = {
    { "work", "work" }, { "  #work ", "work" }, { "two\n words", "two words" },
    { "c#", "c#" },     { "##", NULL },         { " \t", NULL },
    { "", NULL },       { "1:1", "1:1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *tag = poise_tags_clean (cases[i].word);

      g_assert_cmpstr (tag, ==, cases[i].tag);
    }
}

static void
test_edit_tags (void)
{
  const char *const tags[] = { "work", "Küche", NULL };
  g_auto (GStrv) same = poise_tags_add (tags, "KÜCHE", 0);
  g_auto (GStrv) more = poise_tags_add (tags, "club", G_MAXUINT);
  g_auto (GStrv) between = poise_tags_add (tags, "club", 1);
  g_auto (GStrv) fewer = poise_tags_remove (tags, "work");
  g_auto (GStrv) as_before = poise_tags_remove (tags, "kitchen");

  g_assert_cmpstrv (same, tags);
  g_assert_cmpstrv (more, ((const char *[]) { "work", "Küche", "club", NULL }));
  g_assert_cmpstrv (between, ((const char *[]) { "work", "club", "Küche", NULL }));
  g_assert_cmpstrv (fewer, ((const char *[]) { "Küche", NULL }));
  g_assert_cmpstrv (as_before, tags);
}

static void
test_list_tags (void)
{
  const char *const tags[][3] = { { "work", "Club", NULL }, { "club", NULL }, { NULL } };
  g_autoptr (PoiseJournal) journal = poise_journal_new ();
  g_autoptr (PoiseJournal) club = NULL;
  g_autoptr (PoiseJournal) all = NULL;
  g_auto (GStrv) list = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (tags); i++)
    {
      g_autofree char *day = g_strdup_printf ("2026-11-%02u", i + 1);
      g_autoptr (PoiseEntry) entry = poise_test_entry (day, "x", FALSE, 0.0);

      poise_entry_set_tags (entry, tags[i]);
      poise_journal_add (journal, entry);
    }
  list = poise_tags_list (journal);
  g_assert_cmpstrv (list, ((const char *[]) { "club", "work", NULL }));
  club = poise_tags_narrow (journal, "club");
  g_assert_cmpuint (poise_journal_get_n_entries (club), ==, 2);
  all = poise_tags_narrow (journal, NULL);
  g_assert_true (all == journal);
}

static void
test_assign_tags (void)
{
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-23", "x", FALSE, 0.0);
  g_autoptr (PoiseEntry) copy = NULL;

  poise_entry_set_tags (entry, (const char *const[]) { "work", NULL });
  copy = poise_entry_copy (entry);
  g_assert_true (poise_entry_equal (entry, copy));
  poise_entry_set_tags (copy, NULL);
  g_assert_false (poise_entry_equal (entry, copy));
  poise_entry_assign (entry, copy);
  g_assert_null (*poise_entry_get_tags (entry));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/journal/order", test_order);
  g_test_add_func ("/journal/days", test_days);
  g_test_add_func ("/journal/remove", test_remove);
  g_test_add_func ("/journal/lookup", test_lookup);
  g_test_add_func ("/journal/entry-changed", test_entry_changed);
  g_test_add_func ("/journal/take-all", test_take_all);
  g_test_add_func ("/tags/clean", test_clean_tags);
  g_test_add_func ("/tags/edit", test_edit_tags);
  g_test_add_func ("/tags/list", test_list_tags);
  g_test_add_func ("/tags/assign", test_assign_tags);
  g_test_add_func ("/entry/touch", test_touch);
  g_test_add_func ("/entry/touch-does-not-run-ahead", test_touch_does_not_run_ahead);
  return g_test_run ();
}
