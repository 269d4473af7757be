/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "poise-error.h"
#include "poise-file.h"
#include "poise-salvage.h"
#include "poise-test.h"

typedef struct
{
  char *path;
  PoiseFolder *folder;
  GDateTime *now;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  fixture->path = poise_test_make_folder ();
  fixture->folder = poise_folder_new (fixture->path);
  fixture->now = poise_test_clock (NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  poise_test_remove_folder (fixture->path);
  g_object_unref (fixture->folder);
  g_date_time_unref (fixture->now);
  g_free (fixture->path);
}

static gboolean
apply (Fixture *fixture, const char *id, PoiseEntry *entry, GDateTime *base, GError **error)
{
  g_autoptr (GPtrArray) changes =
    g_ptr_array_new_with_free_func ((GDestroyNotify) poise_change_free);

  g_ptr_array_add (changes, poise_change_new (id, entry, base));
  return poise_folder_apply (fixture->folder, "2026-11", changes, fixture->now, error);
}

static GPtrArray *
new_problems (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) poise_problem_free);
}

static guint
get_mode (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  struct stat info;

  g_assert_cmpint (lstat (path, &info), ==, 0);
  return info.st_mode & 0777;
}

static void
test_add (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-23", "Hello", TRUE, 0.5);
  g_autoptr (GPtrArray) read = NULL;
  g_autoptr (GError) error = NULL;
  mode_t mask = umask (0);

  g_assert_true (apply (fixture, poise_entry_get_id (entry), entry, NULL, &error));
  umask (mask);
  g_assert_no_error (error);
  read = poise_folder_read_all (fixture->folder, NULL, &error);
  g_assert_cmpuint (read->len, ==, 1);
  g_assert_true (poise_entry_equal (g_ptr_array_index (read, 0), entry));
  g_assert_cmpuint (get_mode (fixture->path, "entries"), ==, 0700);
  g_assert_cmpuint (get_mode (fixture->path, "trash"), ==, 0700);
  g_assert_cmpuint (get_mode (fixture->path, "journal.json"), ==, 0600);
  g_assert_cmpuint (get_mode (fixture->path, "entries/2026-11.json"), ==, 0600);
}

static void
test_delete_and_undo (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-23", "Gone", FALSE, 0.0);
  g_autoptr (GPtrArray) left = NULL;
  g_autoptr (GPtrArray) trash = NULL;
  g_autoptr (GPtrArray) back = NULL;
  g_autoptr (GPtrArray) trash_after = NULL;
  const char *id = poise_entry_get_id (entry);

  g_assert_true (apply (fixture, id, entry, NULL, NULL));
  g_assert_true (apply (fixture, id, NULL, poise_entry_get_modified (entry), NULL));
  left = poise_folder_read_all (fixture->folder, NULL, NULL);
  trash = poise_folder_read_trash (fixture->folder, NULL, NULL);
  g_assert_cmpuint (left->len, ==, 0);
  g_assert_cmpuint (trash->len, ==, 1);

  g_assert_true (apply (fixture, id, entry, NULL, NULL));
  back = poise_folder_read_all (fixture->folder, NULL, NULL);
  trash_after = poise_folder_read_trash (fixture->folder, NULL, NULL);
  g_assert_cmpuint (back->len, ==, 1);
  g_assert_cmpuint (trash_after->len, ==, 0);
}

static void
test_conflict (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) mine = poise_test_entry ("2026-11-23", "Base", FALSE, 0.0);
  g_autoptr (PoiseEntry) theirs = poise_entry_copy (mine);
  g_autoptr (GDateTime) base = g_date_time_ref (poise_entry_get_modified (mine));
  g_autoptr (GDateTime) later = g_date_time_add_seconds (base, 60);
  g_autoptr (GPtrArray) read = NULL;
  g_autoptr (GPtrArray) trash = NULL;
  const char *id = poise_entry_get_id (mine);

  g_assert_true (apply (fixture, id, mine, NULL, NULL));
  poise_entry_set_text (theirs, "Theirs, the newer");
  poise_entry_set_modified (theirs, later);
  g_assert_true (apply (fixture, id, theirs, base, NULL));

  poise_entry_set_text (mine, "Mine, the older");
  poise_entry_touch (mine, fixture->now);
  g_assert_true (apply (fixture, id, mine, base, NULL));
  read = poise_folder_read_all (fixture->folder, NULL, NULL);
  trash = poise_folder_read_trash (fixture->folder, NULL, NULL);
  g_assert_cmpuint (read->len, ==, 1);
  g_assert_cmpstr (poise_entry_get_text (g_ptr_array_index (read, 0)), ==, "Theirs, the newer");
  g_assert_cmpuint (trash->len, ==, 1);
  g_assert_cmpstr (poise_entry_get_text (g_ptr_array_index (trash, 0)), ==, "Mine, the older");
}

static void
test_damaged_month (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) old = poise_test_entry ("2026-11-01", "Old", FALSE, 0.0);
  g_autoptr (PoiseEntry) new = poise_test_entry ("2026-11-23", "New", FALSE, 0.0);
  g_autoptr (GPtrArray) problems = new_problems ();
  g_autoptr (GPtrArray) read = NULL;
  g_autoptr (GPtrArray) repaired = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *damaged = NULL;
  g_autofree char *after = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *pending = NULL;
  guint n;

  g_assert_true (apply (fixture, poise_entry_get_id (old), old, NULL, NULL));
  text = poise_test_read (fixture->path, "entries/2026-11.json");
  damaged = g_strndup (text, strlen (text) - 5);
  poise_test_write (fixture->path, "entries/2026-11.json", damaged);

  /* What is written now is kept beside the damaged file, which stays as it is. */
  g_assert_true (apply (fixture, poise_entry_get_id (new), new, NULL, &error));
  g_assert_no_error (error);
  after = poise_test_read (fixture->path, "entries/2026-11.json");
  g_assert_cmpstr (after, ==, damaged);
  read = poise_folder_read_all (fixture->folder, problems, NULL);
  g_assert_cmpuint (read->len, ==, 1);
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_nonnull (strstr (((PoiseProblem *) problems->pdata[0])->error->message, "2026-11.json"));

  kept = poise_salvage_repair (fixture->folder, "2026-11", fixture->now, &n, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 1);
  repaired = poise_folder_read_all (fixture->folder, NULL, NULL);
  g_assert_cmpuint (repaired->len, ==, 2);
  g_assert_true (g_file_test (kept, G_FILE_TEST_EXISTS));
  pending = poise_folder_get_pending_path (fixture->folder, "2026-11");
  g_assert_false (g_file_test (pending, G_FILE_TEST_EXISTS));
}

static void
test_newer_version (Fixture *fixture, gconstpointer unused)
{
  static const char newer[] =
    "{\"format\": \"poise-month\", \"version\": 2, \"month\": \"2026-11\", \"entries\": ["
    "{\"id\": \"a\", \"day\": \"2026-11-01\", \"created\": \"2026-11-01T08:00:00Z\", \"text\": "
    "\"A\"}]}";
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-23", "New", FALSE, 0.0);
  g_autoptr (GPtrArray) problems = new_problems ();
  g_autoptr (GPtrArray) read = NULL;
  g_autofree char *after = NULL;

  poise_test_write (fixture->path, "entries/2026-11.json", newer);
  g_assert_true (apply (fixture, poise_entry_get_id (entry), entry, NULL, NULL));
  after = poise_test_read (fixture->path, "entries/2026-11.json");
  g_assert_cmpstr (after, ==, newer);
  read = poise_folder_read_all (fixture->folder, problems, NULL);
  g_assert_cmpuint (read->len, ==, 2);
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_error (((PoiseProblem *) problems->pdata[0])->error, POISE_ERROR, POISE_ERROR_NEWER);
}

static void
test_symlink (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *outside = poise_test_make_folder ();
  g_autofree char *target = g_build_filename (outside, "victim.json", NULL);
  g_autofree char *link = g_build_filename (fixture->path, "entries", "2026-11.json", NULL);
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-23", "Safe", FALSE, 0.0);
  g_autoptr (GPtrArray) problems = new_problems ();
  g_autoptr (GPtrArray) read = NULL;
  g_autofree char *victim = NULL;

  poise_test_write (outside, "victim.json", "precious");
  poise_file_unlock (poise_folder_prepare (fixture->folder, fixture->now, NULL));
  g_assert_cmpint (symlink (target, link), ==, 0);
  g_assert_true (apply (fixture, poise_entry_get_id (entry), entry, NULL, NULL));
  read = poise_folder_read_all (fixture->folder, problems, NULL);
  g_assert_cmpuint (read->len, ==, 1);
  g_assert_error (((PoiseProblem *) problems->pdata[0])->error, POISE_ERROR, POISE_ERROR_UNSAFE);
  victim = poise_test_read (outside, "victim.json");
  g_assert_cmpstr (victim, ==, "precious");
  poise_test_remove_folder (outside);
}

static void
test_strays (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-23", "Here", FALSE, 0.0);
  g_autofree char *stray = NULL;
  g_autofree char *other = NULL;

  poise_test_write (fixture->path, "entries/2026-11.json.ABC123", "half");
  poise_test_write (fixture->path, "entries/notes.txt", "mine");
  g_assert_true (apply (fixture, poise_entry_get_id (entry), entry, NULL, NULL));
  stray = poise_test_read (fixture->path, "entries/2026-11.json.ABC123");
  other = poise_test_read (fixture->path, "entries/notes.txt");
  g_assert_null (stray);
  g_assert_cmpstr (other, ==, "mine");
}

static void
test_truncated_everywhere (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) first = poise_test_entry ("2026-11-01", "One {\"[", FALSE, 0.0);
  g_autoptr (PoiseEntry) second = poise_test_entry ("2026-11-02", "Two", TRUE, 1.0);
  g_autofree char *text = NULL;
  gsize end_of_first, end_of_second;

  g_assert_true (apply (fixture, poise_entry_get_id (first), first, NULL, NULL));
  g_assert_true (apply (fixture, poise_entry_get_id (second), second, NULL, NULL));
  text = poise_test_read (fixture->path, "entries/2026-11.json");
  end_of_first = (gsize) (strstr (text, "\n    },\n") - text) + strlen ("\n    }");
  end_of_second = (gsize) (strstr (text, "\n    }\n") - text) + strlen ("\n    }");
  for (gsize length = 0; length <= strlen (text); length++)
    {
      g_autoptr (GPtrArray) found = poise_salvage_entries (text, length);

      g_assert_cmpuint (found->len, ==,
                        length >= end_of_second  ? 2
                        : length >= end_of_first ? 1
                                                 : 0);
    }
}

#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/folder/add", test_add);
  ADD ("/folder/delete-and-undo", test_delete_and_undo);
  ADD ("/folder/conflict", test_conflict);
  ADD ("/folder/damaged-month", test_damaged_month);
  ADD ("/folder/newer-version", test_newer_version);
  ADD ("/folder/symlink", test_symlink);
  ADD ("/folder/strays", test_strays);
  ADD ("/folder/truncated-everywhere", test_truncated_everywhere);
  return g_test_run ();
}
