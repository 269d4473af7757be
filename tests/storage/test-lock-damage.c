/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files of a locked journal that are damaged, or lie in the place of others. */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "poise-coding.h"
#include "poise-error.h"
#include "poise-file.h"
#include "poise-folder-read.h"
#include "poise-key-record.h"
#include "poise-lock-state.h"
#include "poise-lock.h"
#include "poise-sync.h"
#include "poise-test-lock.h"
#include "poise-unseen-file.h"

/* A file of the journal in the place of another. */
static void
test_swapped (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_auto (PoiseTestBytes) october = { 0 };
  g_autoptr (GPtrArray) problems = poise_problems_new ();

  poise_test_lock_add (fixture, "2026-10-20", "October");
  poise_test_lock_add (fixture, "2026-11-20", "November");
  poise_test_lock_journal (fixture);
  poise_test_lock_take (fixture, "entries/2026-10.json", &october);
  poise_test_lock_put (fixture, "entries/2026-11.json", october.data, october.length);
  poise_test_lock_reopen (fixture);
  g_ptr_array_unref (poise_folder_read_month (fixture->folder, "2026-11", problems));
  g_assert_cmpuint (problems->len, ==, 1);
  poise_test_lock_assert_texts (fixture, "October|");
}

/* Changes a byte of a file, somewhere behind its head. */
static void
damage (PoiseTestJournal *fixture, const char *name)
{
  g_auto (PoiseTestBytes) bytes = { 0 };

  poise_test_lock_take (fixture, name, &bytes);
  bytes.data[bytes.length / 2] ^= 1;
  poise_test_lock_put (fixture, name, bytes.data, bytes.length);
}

/* Returns: how many of a folder's files hold just these bytes and are named as damaged. */
static guint
count_kept (PoiseTestJournal *fixture, const char *folder, const PoiseTestBytes *bytes)
{
  g_autofree char *at = g_build_filename (fixture->path, folder, NULL);
  g_autoptr (GPtrArray) names = poise_file_list (at, "", NULL);
  guint n = 0;

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autofree char *path = g_build_filename (at, name, NULL);
      g_autofree char *data = NULL;
      gsize length = 0;

      n += strstr (name, ".damaged-") != NULL && g_file_get_contents (path, &data, &length, NULL) &&
           length == bytes->length && memcmp (data, bytes->data, length) == 0;
    }
  return n;
}

/* What a backup has of a damaged month comes back, and what this computer wrote since, but nothing
 * that was deleted; the file is kept as it is, and keeps the rest from nothing. */
static void
test_damaged (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) gone = poise_test_entry ("2026-11-02", WORD " gone", FALSE, 0.0);
  g_autoptr (GPtrArray) problems = poise_problems_new ();
  g_autoptr (GError) error = NULL;
  g_auto (PoiseTestBytes) damaged = { 0 };
  g_autofree char *kept = NULL;
  guint n;

  poise_test_lock_add (fixture, "2026-11-20", WORD " one");
  poise_test_journal_add (fixture, gone);
  poise_test_lock_journal (fixture);
  poise_test_lock_wait_days (fixture, 1);
  poise_test_lock_add (fixture, "2026-11-21", WORD " two");
  g_assert_true (poise_test_journal_apply (fixture, poise_change_new_deletion (gone, NULL), NULL));
  damage (fixture, "entries/2026-11.json");
  poise_test_lock_take (fixture, "entries/2026-11.json", &damaged);
  poise_test_lock_reopen (fixture);
  g_ptr_array_unref (poise_folder_read_month (fixture->folder, "2026-11", problems));
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_true (poise_problem_can_be_repaired (g_ptr_array_index (problems, 0)));
  /* Writing goes on beside it. */
  poise_test_lock_add (fixture, "2026-11-22", WORD " three");
  kept = poise_test_repair (fixture->folder, "2026-11", fixture->now, &n, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n, >=, 1);
  g_assert_cmpuint (count_kept (fixture, "entries", &damaged), ==, 1);
  poise_test_lock_reopen (fixture);
  poise_test_lock_assert_texts (fixture, WORD " one," WORD " three," WORD " two|" WORD " gone");
  g_assert_cmpuint (poise_test_lock_count_leaks (fixture->path), ==, 0);
  /* What nobody can open does not keep the journal from being opened for good. */
  g_assert_true (poise_lock_remove (fixture->folder, fixture->now, NULL, &error));
  g_assert_no_error (error);
  poise_test_lock_forget (fixture);
  g_assert_false (poise_lock_state_is_locked (fixture->folder));
  poise_test_lock_assert_texts (fixture, WORD " one," WORD " three," WORD " two|" WORD " gone");
  g_assert_cmpuint (count_kept (fixture, "entries", &damaged), ==, 1);
}

/* A damaged file beside the months, or trash, is set aside by who has to write it; a damaged copy
 * is said by name and stays; and one that is cut short at any place is damaged. */
static void
test_damaged_elsewhere (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) gone = poise_test_entry ("2026-11-02", WORD " gone", FALSE, 0.0);
  g_autoptr (PoiseEntry) other = poise_test_entry ("2026-11-03", WORD " other", FALSE, 0.0);
  g_autoptr (GPtrArray) problems = poise_problems_new ();
  g_auto (PoiseTestBytes) trash = { 0 };
  g_auto (PoiseTestBytes) month = { 0 };
  const char *copy = "entries/2026-11 (conflicted copy).json";

  poise_test_lock_add (fixture, "2026-11-20", WORD " one");
  poise_test_journal_add (fixture, gone);
  poise_test_journal_add (fixture, other);
  poise_test_lock_journal (fixture);
  g_assert_true (poise_test_journal_apply (fixture, poise_change_new_deletion (gone, NULL), NULL));
  damage (fixture, "trash/2026-11.json");
  poise_test_lock_take (fixture, "trash/2026-11.json", &trash);
  g_assert_true (poise_test_journal_apply (fixture, poise_change_new_deletion (other, NULL), NULL));
  g_assert_cmpuint (count_kept (fixture, "trash", &trash), ==, 1);

  poise_test_lock_take (fixture, "entries/2026-11.json", &month);
  for (gsize length = 9; length < month.length; length += 501)
    {
      g_autoptr (GPtrArray) found = poise_problems_new ();
      const PoiseProblem *problem;

      poise_test_lock_put (fixture, copy, month.data, length);
      poise_sync_merge (fixture->folder, fixture->now, found, NULL);
      g_assert_cmpuint (found->len, ==, 1);
      problem = g_ptr_array_index (found, 0);
      g_assert_error (problem->error, POISE_ERROR, POISE_ERROR_DAMAGED);
    }
  /* What this computer put there comes back. */
  poise_test_lock_reopen (fixture);
  poise_test_lock_assert_texts (fixture, WORD " one|" WORD " gone," WORD " other");
}

/* Tries what is done about a file of which one byte after the other is damaged. */
typedef void (*Look) (PoiseTestJournal *fixture, const char *name, const PoiseTestBytes *whole);

static void
damage_each (PoiseTestJournal *fixture,
             const char *name,
             gsize from,
             gsize to,
             gsize step,
             Look look)
{
  static const char changes[] = { 1, '\x80', '\xff' };
  g_auto (PoiseTestBytes) whole = { 0 };

  poise_test_lock_take (fixture, name, &whole);
  for (gsize i = from; i < MIN (to, whole.length); i += step)
    {
      g_autofree char *data = g_memdup2 (whole.data, whole.length);

      data[i] ^= changes[i % G_N_ELEMENTS (changes)];
      poise_test_lock_put (fixture, name, data, whole.length);
      g_test_message ("%s, byte %" G_GSIZE_FORMAT, name, i);
      look (fixture, name, &whole);
    }
  poise_test_lock_put (fixture, name, whole.data, whole.length);
}

/* How long a head is that names a role and a name. */
static gsize
measure_head (const char *role, const char *name)
{
  return POISE_CODING_HEAD_BYTES + 1 + strlen (role) + 1 + strlen (name);
}

static GBytes *
read_file (PoiseTestJournal *fixture, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (fixture->path, name, NULL);

  return poise_file_read (path, error);
}

static GBytes *content;

static void
assert_content (PoiseTestJournal *fixture, const char *name, const PoiseTestBytes *whole)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) read = read_file (fixture, name, &error);

  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (read, content));
}

/* What a head says is known from where the file lies, so that nothing is lost with it. */
static void
test_damaged_heads (PoiseTestJournal *fixture, gconstpointer unused)
{
  static const struct
  {
    const char *file, *role, *name;
  } files[] = {
    { "entries/2026-11.json", "entries", "2026-11" },
    { "entries/2026-09.pending.json", "entries", "2026-09" },
    { "trash/2026-11.json", "trash", "2026-11" },
    { "prompts.json", "file", "prompts" },
  };

  poise_test_lock_fill (fixture);
  poise_test_lock_journal (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      content = read_file (fixture, files[i].file, NULL);
      g_assert_nonnull (content);
      damage_each (fixture, files[i].file, 0, measure_head (files[i].role, files[i].name), 1,
                   assert_content);
      g_clear_pointer (&content, g_bytes_unref);
    }
}

/* A write makes the head whole, and who opens the journal does, where it says no key. */
static void
assert_mended (PoiseTestJournal *fixture, const char *name, const PoiseTestBytes *whole)
{
  g_auto (PoiseTestBytes) mended = { 0 };

  poise_test_lock_reopen (fixture);
  poise_test_lock_assert_texts (fixture, WORD " one|");
  poise_test_lock_take (fixture, name, &mended);
  g_assert_cmpmem (mended.data, mended.length, whole->data, whole->length);
}

static void
test_damaged_head_is_mended (PoiseTestJournal *fixture, gconstpointer unused)
{
  gsize version = POISE_CODING_MAGIC_BYTES;

  poise_test_lock_add (fixture, "2026-11-20", WORD " one");
  poise_test_lock_journal (fixture);
  damage_each (fixture, "entries/2026-11.json", 0, version, 1, assert_mended);
  damage_each (fixture, "entries/2026-11.json", version + 1, POISE_CODING_HEAD_BYTES, 1,
               assert_mended);
}

/* Only what the journal has counts, not what this computer keeps apart. */
static void
forget_words (PoiseTestJournal *fixture)
{
  g_autoptr (PoiseFolder) words = poise_unseen_file_find_folder (fixture->folder);

  poise_test_remove_folder (poise_folder_get_path (words));
}

static void
assert_repaired (PoiseTestJournal *fixture, const char *name, const PoiseTestBytes *whole)
{
  g_autoptr (GPtrArray) problems = poise_problems_new ();
  const PoiseProblem *problem;
  g_auto (PoiseTestBytes) damaged = { 0 };
  g_autofree char *kept = NULL;
  g_autoptr (GError) error = NULL;
  guint n;

  poise_test_lock_take (fixture, name, &damaged);
  forget_words (fixture);
  g_ptr_array_unref (poise_folder_read_month (fixture->folder, "2026-11", problems));
  g_assert_cmpuint (problems->len, ==, 1);
  problem = g_ptr_array_index (problems, 0);
  g_assert_error (problem->error, POISE_ERROR, POISE_ERROR_DAMAGED);
  g_assert_true (poise_problem_can_be_repaired (problem));
  kept = poise_test_repair (fixture->folder, "2026-11", fixture->now, &n, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_kept (fixture, "entries", &damaged), ==, 1);
  poise_test_lock_assert_texts (fixture, WORD " one|");
  g_assert_cmpint (g_unlink (kept), ==, 0);
}

/* A journal whose backup has what its month has. */
static void
make_backed_up (PoiseTestJournal *fixture)
{
  poise_test_lock_add (fixture, "2026-11-20", WORD " one");
  poise_test_lock_journal (fixture);
  poise_test_lock_wait_days (fixture, 1);
  poise_test_lock_add (fixture, "2026-11-21", WORD " two");
}

/* Behind the head one changed byte spoils the whole, be it of the nonce, the content or the tag. */
static void
test_damaged_rest (PoiseTestJournal *fixture, gconstpointer unused)
{
  gsize head = measure_head ("entries", "2026-11");
  g_auto (PoiseTestBytes) month = { 0 };

  make_backed_up (fixture);
  poise_test_lock_take (fixture, "entries/2026-11.json", &month);
  damage_each (fixture, "entries/2026-11.json", head, head + 24, 1, assert_repaired);
  damage_each (fixture, "entries/2026-11.json", head + 24, month.length - 16, 997, assert_repaired);
  damage_each (fixture, "entries/2026-11.json", month.length - 16, month.length, 1,
               assert_repaired);
}

/* As a disk leaves a block that it lost: what is left looks like a file of no kind, and is kept
 * sealed. */
static void
test_lost_block (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_auto (PoiseTestBytes) month = { 0 };
  g_autoptr (GPtrArray) problems = poise_problems_new ();
  g_autoptr (GBytes) opened = NULL;
  g_autofree char *kept = NULL;
  g_autoptr (GError) error = NULL;
  guint n;

  make_backed_up (fixture);
  forget_words (fixture);
  poise_test_lock_take (fixture, "entries/2026-11.json", &month);
  memset (month.data, 0, 512);
  poise_test_lock_put (fixture, "entries/2026-11.json", month.data, month.length);
  g_ptr_array_unref (poise_folder_read_month (fixture->folder, "2026-11", problems));
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_true (poise_problem_can_be_repaired (g_ptr_array_index (problems, 0)));
  kept = poise_test_repair (fixture->folder, "2026-11", fixture->now, &n, &error);
  g_assert_no_error (error);
  opened = poise_file_read (kept, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (opened, NULL), g_bytes_get_size (opened), month.data,
                   month.length);
  poise_test_lock_assert_texts (fixture, WORD " one|");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  poise_key_record_set_cost (1, 8192);
  POISE_TEST_LOCK_ADD ("/lock/swapped", test_swapped);
  POISE_TEST_LOCK_ADD ("/lock/damaged", test_damaged);
  POISE_TEST_LOCK_ADD ("/lock/damaged-elsewhere", test_damaged_elsewhere);
  POISE_TEST_LOCK_ADD ("/lock/damaged-heads", test_damaged_heads);
  POISE_TEST_LOCK_ADD ("/lock/damaged-head-is-mended", test_damaged_head_is_mended);
  POISE_TEST_LOCK_ADD ("/lock/damaged-rest", test_damaged_rest);
  POISE_TEST_LOCK_ADD ("/lock/lost-block", test_lost_block);
  return g_test_run ();
}
