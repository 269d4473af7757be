/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The copies of month files that sync tools leave. */

#include <string.h>

#include "poise-folder-read.h"
#include "poise-problem.h"
#include "poise-sync.h"
#include "poise-test.h"

#define COPY "entries/2026-11.sync-conflict-20261123-190000-ABCDEFG.json"

static void
test_names (PoiseTestJournal *fixture, gconstpointer unused)
{
  const struct
  {
    const char *name;
    gboolean is_copy;
  } cases[] = {
    { "2026-11.sync-conflict-20261123-190000-ABCDEFG.json", TRUE },
    { "2026-11 (conflicted copy).json", TRUE },
    { "2026-11 (Ana's conflicted copy 2026-11-23).json", TRUE },
    { "2026-11 (SFConflict ana@example.com 2026-11-23).json", TRUE },
    { "2026-11_conflict-20261123.json", TRUE },
    { "2026-11.Conflict.json", TRUE },
    { "2026-11.json", FALSE },
    { "2026-11.pending.json", FALSE },
    { "2026-11~.json", TRUE },
    { "Copy of 2026-11.json", TRUE },
    { ".2026-11.json.swp", FALSE },
    { "2026-11.json.damaged-20261123-190000", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (poise_sync_is_copy (cases[i].name), ==, cases[i].is_copy);
}

/* Makes of the month as it stands on the disk a sync tool's copy. */
static void
copy_month (PoiseTestJournal *fixture)
{
  g_autofree char *text = poise_test_read (fixture->path, "entries/2026-11.json");

  poise_test_write (fixture->path, COPY, text);
}

static void
test_nothing (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-23", "Here", FALSE, 0.0);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) copies = NULL;

  poise_test_journal_add (fixture, entry);
  copies = poise_sync_list (fixture->folder);
  g_assert_cmpuint (copies->len, ==, 0);
  g_assert_cmpuint (poise_sync_merge (fixture->folder, fixture->now, NULL, &error), ==, 0);
  g_assert_no_error (error);
}

/* The newer of two versions stays, the older one is in the trash, and what is new comes. */
static void
test_merge (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-23", "Older", FALSE, 0.0);
  g_autoptr (PoiseEntry) there = poise_test_entry ("2026-11-22", "There", FALSE, 0.0);
  g_autoptr (PoiseVersion) base = poise_version_new (entry);
  g_autoptr (GPtrArray) copies = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *joined = NULL;

  poise_test_journal_add (fixture, entry);
  poise_test_journal_add (fixture, there);
  copy_month (fixture);
  poise_test_journal_apply (fixture, poise_change_new_discarding (there), &error);
  g_assert_no_error (error);
  poise_entry_set_text (entry, "Newer");
  poise_entry_touch (entry, fixture->now);
  poise_test_journal_apply (fixture, poise_change_new (poise_entry_get_id (entry), entry, base),
                            &error);
  g_assert_no_error (error);
  g_assert_cmpuint (poise_sync_merge (fixture->folder, fixture->now, NULL, &error), ==, 1);
  g_assert_no_error (error);
  joined = poise_test_journal_join (fixture);
  g_assert_cmpstr (joined, ==, "Newer,There|Older");
  copies = poise_sync_list (fixture->folder);
  g_assert_cmpuint (copies->len, ==, 0);
}

static void
test_deleted_stays_deleted (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-23", "Deleted", FALSE, 0.0);
  g_autofree char *joined = NULL;

  poise_test_journal_add (fixture, entry);
  copy_month (fixture);
  poise_test_journal_apply (fixture, poise_change_new_deletion (entry, NULL), NULL);
  g_assert_cmpuint (poise_sync_merge (fixture->folder, fixture->now, NULL, NULL), ==, 1);
  joined = poise_test_journal_join (fixture);
  g_assert_cmpstr (joined, ==, "|Deleted");
}

static void
test_damaged_copy_is_kept (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-23", "Here", FALSE, 0.0);
  g_autoptr (GPtrArray) problems = poise_problems_new ();
  g_autofree char *kept = NULL;

  poise_test_journal_add (fixture, entry);
  poise_test_write (fixture->path, COPY, "{ not json");
  g_assert_cmpuint (poise_sync_merge (fixture->folder, fixture->now, problems, NULL), ==, 0);
  g_assert_cmpuint (problems->len, ==, 1);
  kept = poise_test_read (fixture->path, COPY);
  g_assert_cmpstr (kept, ==, "{ not json");
}

/* A newer Poise's copy neither takes the place of what is here nor is thrown away, nor is an older
 * one's where the newer file is here. */
static void
test_newer_copy_is_kept (PoiseTestJournal *fixture, gconstpointer unused)
{
  static const char ours[] =
    "{\"format\": \"poise-prompts\", \"version\": 1, \"off\": [], \"own\": "
    "[{\"id\": \"a\", \"text\": \"Mine?\"}]}";
  static const char theirs[] = "{\"format\": \"poise-prompts\", \"version\": 2}";
  static const char *const pairs[][2] = { { ours, theirs }, { theirs, ours } };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autoptr (GPtrArray) problems = poise_problems_new ();
      g_autofree char *here = NULL;
      g_autofree char *copy = NULL;

      poise_test_write (fixture->path, "prompts.json", pairs[i][0]);
      poise_test_write (fixture->path, "prompts (1).json", pairs[i][1]);
      g_assert_cmpuint (poise_sync_merge (fixture->folder, fixture->now, problems, NULL), ==, 0);
      g_assert_cmpuint (problems->len, ==, 1);
      g_assert_nonnull (strstr (((PoiseProblem *) g_ptr_array_index (problems, 0))->error->message,
                                "prompts (1).json"));
      here = poise_test_read (fixture->path, "prompts.json");
      copy = poise_test_read (fixture->path, "prompts (1).json");
      g_assert_cmpstr (here, ==, pairs[i][0]);
      g_assert_cmpstr (copy, ==, pairs[i][1]);
    }
}

static char *
with_member (const char *json, const char *member)
{
  return g_strconcat ("{", member, ", ", strchr (json, '{') + 1, NULL);
}

/* What this version does not know of a month, and of its trash, comes too; what is here stays. */
static void
test_unknown_members (PoiseTestJournal *fixture, gconstpointer unused)
{
  static const char *const files[] = { "entries/2026-11", "trash/2026-11" };
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-22", "There", FALSE, 0.0);
  g_autoptr (PoiseEntry) gone = poise_test_entry ("2026-11-23", "Gone", FALSE, 0.0);

  poise_test_journal_add (fixture, entry);
  poise_test_journal_add (fixture, gone);
  poise_test_journal_apply (fixture, poise_change_new_deletion (gone, NULL), NULL);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_strconcat (files[i], ".json", NULL);
      g_autofree char *copy = g_strconcat (files[i], " (1).json", NULL);
      g_autofree char *text = poise_test_read (fixture->path, path);
      g_autofree char *ours = with_member (text, "\"mood\": \"ours\"");
      g_autofree char *theirs =
        with_member (text, "\"mood\": \"theirs\", \"weather\": {\"of\": \"later\"}");
      g_autofree char *merged = NULL;
      g_autoptr (GError) error = NULL;

      poise_test_write (fixture->path, path, ours);
      poise_test_write (fixture->path, copy, theirs);
      g_assert_cmpuint (poise_sync_merge (fixture->folder, fixture->now, NULL, &error), ==, 1);
      g_assert_no_error (error);
      merged = poise_test_read (fixture->path, path);
      g_assert_nonnull (strstr (merged, "\"later\""));
      g_assert_nonnull (strstr (merged, "\"ours\""));
      g_assert_null (strstr (merged, "\"theirs\""));
    }
}

#define ADD(name, func)                                                                            \
  g_test_add (name, PoiseTestJournal, NULL, poise_test_journal_set_up, func,                       \
              poise_test_journal_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/sync/names", test_names);
  ADD ("/sync/nothing", test_nothing);
  ADD ("/sync/merge", test_merge);
  ADD ("/sync/deleted-stays-deleted", test_deleted_stays_deleted);
  ADD ("/sync/damaged-copy-is-kept", test_damaged_copy_is_kept);
  ADD ("/sync/newer-copy-is-kept", test_newer_copy_is_kept);
  ADD ("/sync/unknown-members", test_unknown_members);
  return g_test_run ();
}
