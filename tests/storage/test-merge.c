/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-merge.h"
#include "poise-test.h"
#include "poise-trash.h"

static gboolean
change (PoiseTestJournal *fixture, PoiseEntry *entry, const PoiseVersion *base)
{
  return poise_test_journal_apply (
    fixture, poise_change_new (poise_entry_get_id (entry), entry, base), NULL);
}

/* Two programs change one entry in the same second, twice. */
static void
test_same_second (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) a = poise_test_entry ("2026-11-23", "Base", FALSE, 0.0);
  g_autoptr (PoiseEntry) b = poise_entry_copy (a);
  g_autoptr (PoiseVersion) base = poise_version_new (a);
  g_autoptr (PoiseVersion) seen_by_a = NULL;
  g_autofree char *joined = NULL;

  poise_test_journal_add (fixture, a);
  poise_entry_set_text (a, "By A");
  poise_entry_touch (a, fixture->now);
  g_assert_true (change (fixture, a, base));
  seen_by_a = poise_version_new (a);
  poise_entry_set_text (b, "By B");
  poise_entry_touch (b, fixture->now);
  g_assert_true (g_date_time_equal (poise_entry_get_modified (a), poise_entry_get_modified (b)));
  g_assert_true (change (fixture, b, base));

  /* A has not seen what B wrote, though it bears the time of A's own version. */
  poise_entry_set_text (a, "By A again");
  poise_entry_touch (a, fixture->now);
  g_assert_true (change (fixture, a, seen_by_a));
  joined = poise_test_journal_join (fixture);
  g_assert_cmpstr (joined, ==, "By A again|By A,By B");
}

static void
test_older_tag_of_same_text (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) old = poise_test_entry ("2026-11-23", "Same", TRUE, 0.25);
  g_autoptr (PoiseEntry) new = poise_test_entry ("2026-11-23", "Same", TRUE, 0.75);
  g_autoptr (PoiseMonth) month = poise_month_new ("2026-11");
  g_auto (PoiseMerge) merge = { 0 };
  g_autoptr (PoiseEntry) newer = poise_entry_copy (old);

  poise_merge_init (&merge, poise_month_new ("2026-11"), fixture->now);
  merge.month = g_steal_pointer (&month);
  poise_entry_set_tag (newer, poise_entry_get_tag (new));
  poise_entry_touch (newer, fixture->now);
  poise_merge_version (&merge, newer, NULL);
  poise_merge_version (&merge, old, NULL);
  g_assert_cmpuint (merge.month->entries->len, ==, 1);
  g_assert_true (g_ptr_array_index (merge.month->entries, 0) == newer);
  g_assert_false (merge.has_deleted);
}

/* A month's copy holds every entry as it was, those too that nobody changed there:
 * a tag that was taken away here must not come back with it. */
static void
test_older_tags_of_same_text (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) old = poise_test_entry ("2026-11-23", "Same", FALSE, 0.0);
  g_autoptr (PoiseEntry) newer = NULL;
  g_autoptr (PoiseMonth) month = poise_month_new ("2026-11");
  g_auto (PoiseMerge) merge = { 0 };
  PoiseEntry *merged;

  poise_entry_set_tags (old, (const char *const[]) { "work", "club", NULL });
  newer = poise_entry_copy (old);
  poise_entry_set_tags (newer, (const char *const[]) { "club", NULL });
  poise_entry_touch (newer, fixture->now);
  poise_merge_init (&merge, poise_month_new ("2026-11"), fixture->now);
  merge.month = g_steal_pointer (&month);
  poise_merge_version (&merge, newer, NULL);
  poise_merge_version (&merge, old, NULL);
  merged = g_ptr_array_index (merge.month->entries, 0);
  g_assert_cmpuint (merge.month->entries->len, ==, 1);
  g_assert_cmpstrv (poise_entry_get_tags (merged), ((const char *[]) { "club", NULL }));
  g_assert_false (merge.has_deleted);
}

/* Two programs in the same moment: whichever comes first, the same stays. */
static void
test_tags_of_same_moment (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) a = poise_test_entry ("2026-11-23", "Same", FALSE, 0.0);
  g_autoptr (PoiseEntry) b = poise_entry_copy (a);
  g_autofree char *first = NULL;

  poise_entry_set_tags (a, (const char *const[]) { "work", NULL });
  poise_entry_set_tags (b, (const char *const[]) { "club", NULL });
  for (guint i = 0; i < 2; i++)
    {
      g_auto (PoiseMerge) merge = { 0 };
      g_autofree char *json = NULL;

      poise_merge_init (&merge, poise_month_new ("2026-11"), fixture->now);
      merge.month = poise_month_new ("2026-11");
      poise_merge_version (&merge, i == 0 ? a : b, NULL);
      poise_merge_version (&merge, i == 0 ? b : a, NULL);
      json = poise_merge_serialize (g_ptr_array_index (merge.month->entries, 0));
      if (i > 0)
        g_assert_cmpstr (json, ==, first);
      first = i == 0 ? g_steal_pointer (&json) : first;
    }
}

static void
test_delete_with_unsaved_words (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-23", "Saved", FALSE, 0.0);
  g_autoptr (PoiseEntry) fresh = poise_test_entry ("2026-11-23", "Never saved", FALSE, 0.0);
  g_autoptr (PoiseVersion) base = poise_version_new (entry);
  g_autofree char *joined = NULL;

  poise_test_journal_add (fixture, entry);
  poise_entry_set_text (entry, "Saved, and more");
  g_assert_true (poise_test_journal_apply (fixture, poise_change_new_deletion (entry, base), NULL));
  g_assert_true (poise_test_journal_apply (fixture, poise_change_new_deletion (fresh, NULL), NULL));
  joined = poise_test_journal_join (fixture);
  g_assert_cmpstr (joined, ==, "|Never saved,Saved, and more");
}

static void
test_delete_emptied (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-23", "Saved", FALSE, 0.0);
  g_autoptr (PoiseEntry) blank = poise_test_entry ("2026-11-23", " \n", FALSE, 0.0);
  g_autofree char *joined = NULL;

  poise_test_journal_add (fixture, entry);
  poise_entry_set_text (entry, "");
  poise_test_journal_apply (fixture, poise_change_new_deletion (entry, NULL), NULL);
  poise_test_journal_apply (fixture, poise_change_new_deletion (blank, NULL), NULL);
  joined = poise_test_journal_join (fixture);
  g_assert_cmpstr (joined, ==, "|Saved");
}

static void
test_delete_what_others_changed (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) mine = poise_test_entry ("2026-11-23", "Base", FALSE, 0.0);
  g_autoptr (PoiseEntry) theirs = poise_entry_copy (mine);
  g_autoptr (PoiseVersion) base = poise_version_new (mine);
  g_autofree char *joined = NULL;

  poise_test_journal_add (fixture, mine);
  poise_entry_set_text (theirs, "Theirs");
  poise_entry_touch (theirs, fixture->now);
  g_assert_true (change (fixture, theirs, base));
  poise_entry_set_text (mine, "Mine");
  g_assert_true (poise_test_journal_apply (fixture, poise_change_new_deletion (mine, base), NULL));
  joined = poise_test_journal_join (fixture);
  g_assert_cmpstr (joined, ==, "|Mine,Theirs");
}

/* What comes back stands in the trash until it is in the month again. */
static void
test_revive (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-23", "Text", FALSE, 0.0);
  g_auto (PoiseMerge) merge = { 0 };
  g_autoptr (PoiseChange) deletion = poise_change_new_deletion (entry, NULL);
  g_autoptr (PoiseChange) undo = poise_change_new (poise_entry_get_id (entry), entry, NULL);

  poise_merge_init (&merge, poise_month_new ("2026-11"), fixture->now);
  merge.month = poise_month_new ("2026-11");
  poise_merge_change (&merge, deletion);
  g_assert_cmpuint (merge.trash->entries->len, ==, 1);
  poise_merge_change (&merge, undo);
  g_assert_cmpuint (merge.month->entries->len, ==, 1);
  g_assert_cmpuint (merge.trash->entries->len, ==, 1);
  poise_merge_forget_revived (&merge);
  g_assert_cmpuint (merge.trash->entries->len, ==, 0);
}

/* A program that tags an entry which was deleted meanwhile does not bring it back; who writes in
 * it does. */
static void
test_tagged_after_deletion (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-23", "Text", TRUE, 0.25);
  g_autoptr (PoiseEntry) other = poise_test_entry ("2026-11-23", "Text", TRUE, 0.75);
  g_autoptr (PoiseEntry) tagged = poise_entry_copy (entry);
  g_autoptr (PoiseVersion) base = poise_version_new (entry);
  g_autofree char *joined = NULL;
  g_autofree char *after = NULL;

  poise_test_journal_add (fixture, entry);
  g_assert_true (poise_test_journal_apply (fixture, poise_change_new_deletion (entry, base), NULL));
  poise_entry_set_tag (tagged, poise_entry_get_tag (other));
  g_assert_true (change (fixture, tagged, base));
  joined = poise_test_journal_join (fixture);
  g_assert_cmpstr (joined, ==, "|Text");

  poise_entry_set_text (tagged, "Text, and more");
  poise_entry_touch (tagged, fixture->now);
  g_assert_true (change (fixture, tagged, base));
  after = poise_test_journal_join (fixture);
  g_assert_cmpstr (after, ==, "Text, and more|");
}

#define ADD(name, func)                                                                            \
  g_test_add (name, PoiseTestJournal, NULL, poise_test_journal_set_up, func,                       \
              poise_test_journal_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/merge/same-second", test_same_second);
  ADD ("/merge/older-tag-of-same-text", test_older_tag_of_same_text);
  ADD ("/merge/older-tags", test_older_tags_of_same_text);
  ADD ("/merge/tags-of-same-moment", test_tags_of_same_moment);
  ADD ("/merge/delete-with-unsaved-words", test_delete_with_unsaved_words);
  ADD ("/merge/delete-emptied", test_delete_emptied);
  ADD ("/merge/delete-what-others-changed", test_delete_what_others_changed);
  ADD ("/merge/revive", test_revive);
  ADD ("/merge/tagged-after-deletion", test_tagged_after_deletion);
  return g_test_run ();
}
