/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was written here into files that are no months, and a sync tool lost. */

#include <glib/gstdio.h>
#include <string.h>
#include <utime.h>

#include "poise-file-kind.h"
#include "poise-file.h"
#include "poise-intention-file.h"
#include "poise-learned-change.h"
#include "poise-learned.h"
#include "poise-lock.h"
#include "poise-side-file.h"
#include "poise-side-merge.h"
#include "poise-side-repair.h"
#include "poise-sync.h"
#include "poise-test-lock.h"
#include "poise-trash.h"
#include "poise-unseen-file.h"
#include "poise-unseen-side.h"

#define LEARNED(forgotten, parts)                                                                  \
  "{\"format\": \"poise-learned\", \"version\": 3, \"forgotten\": " forgotten                      \
  ", \"parts\": [" parts "]}\n"
#define PART(by, revision, n)                                                                      \
  "{\"by\": \"" by "\", \"revision\": " revision ", \"corrections\": " n "}"
#define PROMPTS(own, removed)                                                                      \
  "{\"format\": \"poise-prompts\", \"version\": 1, \"own\": [" own "], \"removed\": {" removed     \
  "}}\n"
#define QUESTION(id, text)                                                                         \
  "{\"id\": \"" id "\", \"text\": \"" text "\", \"modified\": \"2026-11-20T10:00:00.000000Z\"}"
#define LATER "2026-11-21T10:00:00.000000Z"
#define INTENTIONS(list)                                                                           \
  "{\"format\": \"poise-intentions\", \"version\": 1, \"intentions\": [" list "]}\n"
#define INTENTION(text, modified, more)                                                            \
  "{\"id\": \"" text "\", \"text\": \"" text                                                       \
  "\", \"day\": \"2026-11-20\", \"modified\": \"" modified "\"" more "}"
#define AGREEMENT(checks)                                                                          \
  "{\"format\": \"poise-agreement\", \"version\": 1, \"checks\": [" checks "]}\n"
#define CHECK(id, day) "{\"id\": \"" id "\", \"day\": \"" day "\"}"

typedef struct
{
  const char *name;
  const char *text;
} Content;

/* Written here: into what is there. */
static GBytes *
apply_content (GBytes *there, gconstpointer change, GError **error)
{
  const Content *content = change;
  g_autoptr (GBytes) bytes = g_bytes_new (content->text, strlen (content->text));

  return poise_side_merge (content->name, there != NULL ? there : bytes, bytes, error);
}

static void
write_here (PoiseTestJournal *fixture, const char *name, const char *text)
{
  const PoiseFileKind kind = { .name = name, .apply = apply_content };
  const Content content = { name, text };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes =
    poise_file_kind_write (&kind, fixture->folder, &content, fixture->now, &error);

  g_assert_no_error (error);
  g_assert_nonnull (bytes);
}

/* A sync tool puts another computer's file in the place of ours, with its time. */
static void
carry (PoiseTestJournal *fixture, const char *name, const char *text)
{
  static int n;
  const struct utimbuf times = { .actime = 1700000000, .modtime = 1700000000 + n++ };
  g_autofree char *path = g_build_filename (fixture->path, name, NULL);

  poise_test_write (fixture->path, name, text);
  g_assert_cmpint (g_utime (path, (struct utimbuf *) &times), ==, 0);
}

static char *
find_kept (PoiseTestJournal *fixture, const char *name)
{
  g_autoptr (PoiseFolder) own = poise_unseen_file_find_folder (fixture->folder);

  return poise_unseen_file_get_side_path (own, name);
}

static gboolean
is_kept (PoiseTestJournal *fixture, const char *name)
{
  g_autofree char *path = find_kept (fixture, name);

  return poise_unseen_file_is_there (path);
}

static char *
open_and_read (PoiseTestJournal *fixture, const char *name)
{
  g_autofree char *path = g_build_filename (fixture->path, name, NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (poise_sync_open (fixture->folder, fixture->now, NULL, NULL, &error));
  g_assert_no_error (error);
  bytes = poise_file_read (path, NULL);
  return bytes != NULL ? g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes))
                       : g_strdup ("");
}

static void
assert_holds (PoiseTestJournal *fixture, const char *name, const char *word, gboolean is_there)
{
  g_autofree char *text = open_and_read (fixture, name);

  g_assert_cmpint (strstr (text, word) != NULL, ==, is_there);
}

/* ---- what is lost ---- */

typedef struct
{
  const char *name;
  const char *ours;
  const char *theirs;
  const char *word; /* in ours alone */
  const char *other;
} Loss;

static const Loss losses[] = {
  { "learned.json", LEARNED ("0", PART ("a", "1", "71")), LEARNED ("0", PART ("b", "1", "82")),
    "71", "82" },
  { "prompts.json", PROMPTS (QUESTION ("a", "Mine?"), ""), PROMPTS (QUESTION ("b", "Theirs?"), ""),
    "Mine?", "Theirs?" },
  { "intentions.json", INTENTIONS (INTENTION ("mine", LATER, "")),
    INTENTIONS (INTENTION ("theirs", LATER, "")), "mine", "theirs" },
  { "agreement.json", AGREEMENT (CHECK ("mine", "2026-11-20")),
    AGREEMENT (CHECK ("theirs", "2026-11-20")), "mine", "theirs" },
};

static void
test_lost (PoiseTestJournal *fixture, gconstpointer unused)
{
  for (guint i = 0; i < G_N_ELEMENTS (losses); i++)
    {
      const Loss *loss = &losses[i];

      write_here (fixture, loss->name, loss->ours);
      /* As often as it is lost. */
      for (guint n = 0; n < 2; n++)
        {
          carry (fixture, loss->name, loss->theirs);
          assert_holds (fixture, loss->name, loss->word, TRUE);
          assert_holds (fixture, loss->name, loss->other, TRUE);
        }
    }
}

/* What another computer had and took away is not brought back. */
static void
test_seen (PoiseTestJournal *fixture, gconstpointer unused)
{
  for (guint i = 0; i < G_N_ELEMENTS (losses); i++)
    {
      const Loss *loss = &losses[i];
      g_autofree char *both = NULL;

      write_here (fixture, loss->name, loss->ours);
      assert_holds (fixture, loss->name, loss->word, TRUE);
      g_assert_true (is_kept (fixture, loss->name));
      carry (fixture, loss->name, loss->theirs);
      both = open_and_read (fixture, loss->name);
      /* The same bytes are nobody else's. */
      carry (fixture, loss->name, both);
      assert_holds (fixture, loss->name, loss->word, TRUE);
      g_assert_true (is_kept (fixture, loss->name));
      g_strstrip (both);
      carry (fixture, loss->name, both);
      assert_holds (fixture, loss->name, loss->word, TRUE);
      g_assert_false (is_kept (fixture, loss->name));
      carry (fixture, loss->name, loss->theirs);
      assert_holds (fixture, loss->name, loss->word, FALSE);
    }
}

/* Two lost against a third one, and one of their copies is left. */
static void
test_copy_of_another (PoiseTestJournal *fixture, gconstpointer unused)
{
  write_here (fixture, "prompts.json", PROMPTS (QUESTION ("a", "Mine?"), ""));
  carry (fixture, "prompts.json", PROMPTS (QUESTION ("b", "Theirs?"), ""));
  poise_test_write (fixture->path, "prompts.sync-conflict-20261123-101010-ABCDEFG.json",
                    PROMPTS (QUESTION ("c", "Another's?"), ""));
  assert_holds (fixture, "prompts.json", "Mine?", TRUE);
  assert_holds (fixture, "prompts.json", "Theirs?", TRUE);
  assert_holds (fixture, "prompts.json", "Another's?", TRUE);
  /* What was merged is this computer's now. */
  carry (fixture, "prompts.json", PROMPTS (QUESTION ("b", "Theirs?"), ""));
  assert_holds (fixture, "prompts.json", "Mine?", TRUE);
  assert_holds (fixture, "prompts.json", "Another's?", TRUE);
}

/* A repair writes both sides of a conflict of git, and ours is in neither. */
static void
test_sides_of_git (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  write_here (fixture, "prompts.json", PROMPTS (QUESTION ("a", "Mine?"), ""));
  carry (fixture, "prompts.json",
         "<<<<<<< ours\n" PROMPTS (QUESTION ("b", "Theirs?"), "") "=======\n" PROMPTS (
           QUESTION ("c", "Another's?"), "") ">>>>>>> theirs\n");
  g_assert_true (poise_side_file_join (fixture->folder, "prompts.json", &error));
  g_assert_no_error (error);
  poise_unseen_side_follow (fixture->folder, "prompts.json");
  for (guint n = 0; n < 2; n++)
    {
      assert_holds (fixture, "prompts.json", "Mine?", TRUE);
      assert_holds (fixture, "prompts.json", "Theirs?", TRUE);
      assert_holds (fixture, "prompts.json", "Another's?", TRUE);
      carry (fixture, "prompts.json", PROMPTS (QUESTION ("b", "Theirs?"), ""));
    }
}

static void
learn (PoiseTestJournal *fixture, guint n)
{
  const PoiseFileKind *kind = poise_learned_get_kind ();
  g_autoptr (PoiseLearner) base = poise_learner_new ();
  g_autoptr (PoiseLearner) now = NULL;
  PoiseLearnedChange *change;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < n; i++)
    poise_learner_count (base);
  now = poise_learner_copy (base);
  poise_learner_count (now);
  change = poise_learned_change_new ("here", base, now, 0);
  bytes = poise_file_kind_write (kind, fixture->folder, change, fixture->now, &error);
  g_assert_no_error (error);
  poise_learned_change_free (change);
}

/* The program writes into another's file before it reads it: a part's revision must not be that of
 * the one that was lost. */
static void
test_lost_and_written (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autofree char *text = NULL;
  g_autoptr (PoiseLearner) learner = poise_learner_new ();

  learn (fixture, 0);
  carry (fixture, "learned.json", LEARNED ("0", ""));
  learn (fixture, 1);
  text = open_and_read (fixture, "learned.json");
  g_assert_true (poise_learner_from_json (learner, text, strlen (text), "learned.json", NULL));
  g_assert_cmpuint (poise_learner_get_n_corrections (learner), ==, 2);
}

/* ---- what was taken away ---- */

/* Two questions are lost, of which the other computer removed one. */
static void
test_removed_elsewhere (PoiseTestJournal *fixture, gconstpointer unused)
{
  write_here (fixture, "prompts.json",
              PROMPTS (QUESTION ("a", "Removed?") ", " QUESTION ("b", "Lost?"), ""));
  carry (fixture, "prompts.json", PROMPTS ("", "\"a\": \"" LATER "\""));
  assert_holds (fixture, "prompts.json", "Lost?", TRUE);
  assert_holds (fixture, "prompts.json", "Removed?", FALSE);
  carry (fixture, "prompts.json",
         PROMPTS ("", "\"a\": \"" LATER "\", \"b\": \"" LATER "\", \"c\": \"" LATER "\""));
  assert_holds (fixture, "prompts.json", "Lost?", FALSE);
  g_assert_false (is_kept (fixture, "prompts.json"));
}

static void
test_ended_elsewhere (PoiseTestJournal *fixture, gconstpointer unused)
{
  write_here (fixture, "intentions.json",
              INTENTIONS (INTENTION ("ask", "2026-11-20T10:00:00.000000Z", "") ", " INTENTION (
                "lost", "2026-11-20T10:00:00.000000Z", "")));
  carry (fixture, "intentions.json",
         INTENTIONS (INTENTION ("ask", LATER, ", \"outcome\": \"done\"")));
  assert_holds (fixture, "intentions.json", "\"outcome\": \"done\"", TRUE);
  assert_holds (fixture, "intentions.json", "lost", TRUE);
  carry (fixture, "intentions.json",
         "{\"format\": \"poise-intentions\", \"version\": 1, \"intentions\": [], \"removed\": "
         "{\"ask\": \"2026-11-22T10:00:00.000000Z\", \"lost\": \"2026-11-22T10:00:00.000000Z\"}}");
  assert_holds (fixture, "intentions.json", "\"text\": \"ask\"", FALSE);
  assert_holds (fixture, "intentions.json", "\"text\": \"lost\"", FALSE);
}

static void
test_forgotten_elsewhere (PoiseTestJournal *fixture, gconstpointer unused)
{
  write_here (fixture, "learned.json", LEARNED ("0", PART ("a", "1", "71")));
  carry (fixture, "learned.json", LEARNED ("9", ""));
  assert_holds (fixture, "learned.json", "71", FALSE);
  g_assert_false (is_kept (fixture, "learned.json"));
}

/* Answers beyond those that a file has go for good. */
static void
test_answers_that_went (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (GString) checks = g_string_new (NULL);
  g_autofree char *file = NULL;

  write_here (fixture, "agreement.json",
              AGREEMENT (CHECK ("old", "2025-11-20") ", " CHECK ("lost", "2026-11-22")));
  for (guint i = 1; i < POISE_SIDE_MAX_CHECKS; i++)
    g_string_append_printf (checks, "%s{\"id\": \"%u\", \"day\": \"2026-11-20\"}",
                            i > 1 ? ", " : "", i);
  file = g_strdup_printf (AGREEMENT ("%s"), checks->str);
  carry (fixture, "agreement.json", file);
  assert_holds (fixture, "agreement.json", "lost", TRUE);
  assert_holds (fixture, "agreement.json", "old", FALSE);
}

static void
test_file_taken_away (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autofree char *path = g_build_filename (fixture->path, "prompts.json", NULL);

  write_here (fixture, "prompts.json", PROMPTS (QUESTION ("a", "Mine?"), ""));
  g_assert_cmpint (g_unlink (path), ==, 0);
  assert_holds (fixture, "prompts.json", "Mine?", FALSE);
  g_assert_false (is_kept (fixture, "prompts.json"));
  write_here (fixture, "prompts.json", PROMPTS (QUESTION ("b", "New?"), ""));
  assert_holds (fixture, "prompts.json", "Mine?", FALSE);
}

/* ---- damage ---- */

/* What was written since the newest backup is not lost with the file. */
static void
test_damaged (PoiseTestJournal *fixture, gconstpointer unused)
{
  const PoiseFileKind *kind = poise_intention_file_get_kind ();
  g_autoptr (PoiseRepairReport) report = NULL;
  g_autoptr (GError) error = NULL;

  write_here (fixture, "intentions.json", INTENTIONS (INTENTION ("mine", LATER, "")));
  carry (fixture, "intentions.json", "{ half");
  assert_holds (fixture, "intentions.json", "{ half", TRUE);
  g_assert_true (is_kept (fixture, "intentions.json"));
  report = poise_side_repair_run (fixture->folder, kind, fixture->now, &error);
  g_assert_no_error (error);
  assert_holds (fixture, "intentions.json", "mine", TRUE);
  carry (fixture, "intentions.json", "{ half");
  write_here (fixture, "intentions.json", INTENTIONS (INTENTION ("more", LATER, "")));
  assert_holds (fixture, "intentions.json", "mine", TRUE);
  assert_holds (fixture, "intentions.json", "more", TRUE);
}

static void
test_kept_is_damaged (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autofree char *kept = find_kept (fixture, "prompts.json");

  write_here (fixture, "prompts.json", PROMPTS (QUESTION ("a", "Mine?"), ""));
  g_assert_true (g_file_set_contents (kept, "{ half", -1, NULL));
  assert_holds (fixture, "prompts.json", "Mine?", TRUE);
  g_assert_false (is_kept (fixture, "prompts.json"));
}

/* What a newer Poise wrote is left as it is. Whether it holds what was written here only a newer
 * one can tell. */
static void
test_newer (PoiseTestJournal *fixture, gconstpointer unused)
{
  const char *newer = "{\"format\": \"poise-prompts\", \"version\": 9, \"x\": []}";
  g_autofree char *path = g_build_filename (fixture->path, "prompts.json", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  write_here (fixture, "prompts.json", PROMPTS (QUESTION ("a", "Mine?"), ""));
  carry (fixture, "prompts.json", newer);
  before = poise_file_get_stamp (path);
  assert_holds (fixture, "prompts.json", newer, TRUE);
  after = poise_file_get_stamp (path);
  g_assert_cmpstr (before, ==, after);
  g_assert_true (is_kept (fixture, "prompts.json"));
  carry (fixture, "prompts.json", PROMPTS (QUESTION ("b", "Theirs?"), ""));
  assert_holds (fixture, "prompts.json", "Mine?", TRUE);
}

/* ---- locked journals, and others' places ---- */

static void
test_locked (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autofree char *kept = find_kept (fixture, "prompts.json");
  g_autoptr (GError) error = NULL;

  write_here (fixture, "prompts.json", PROMPTS (QUESTION ("a", WORD), ""));
  g_assert_cmpuint (poise_test_lock_count_leaks (g_get_user_state_dir ()), ==, 1);
  poise_test_lock_journal (fixture);
  g_assert_true (poise_file_is_sealed (kept));
  g_assert_cmpuint (poise_test_lock_count_leaks (g_get_user_state_dir ()), ==, 0);
  /* It is not another's for having been sealed. */
  assert_holds (fixture, "prompts.json", WORD, TRUE);
  carry (fixture, "prompts.json", PROMPTS (QUESTION ("b", "Theirs?"), ""));
  assert_holds (fixture, "prompts.json", WORD, TRUE);
  write_here (fixture, "prompts.json", PROMPTS (QUESTION ("c", WORD " again"), ""));
  g_assert_cmpuint (poise_test_lock_count_leaks (g_get_user_state_dir ()), ==, 0);
  g_assert_cmpuint (poise_test_lock_count_leaks (fixture->path), ==, 0);

  g_assert_true (poise_lock_remove (fixture->folder, fixture->now, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (poise_test_lock_count_leaks (g_get_user_state_dir ()), ==, 1);
  carry (fixture, "prompts.json", PROMPTS (QUESTION ("b", "Theirs?"), ""));
  assert_holds (fixture, "prompts.json", WORD " again", TRUE);
}

/* The journal lay in another folder before. */
static void
test_moved (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autofree char *path = poise_test_make_folder ();
  g_autoptr (PoiseFolder) folder = poise_folder_new (path);
  PoiseTestJournal moved = { .path = path, .folder = folder, .now = fixture->now };
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-20", "Gone", FALSE, 0.0);
  guint n;

  write_here (fixture, "prompts.json", PROMPTS (QUESTION ("a", WORD), ""));
  poise_test_lock_copy_folder (fixture->path, path);
  write_here (&moved, "prompts.json", PROMPTS ("", "\"a\": \"" LATER "\""));
  g_assert_cmpuint (poise_test_lock_count_leaks (g_get_user_state_dir ()), ==, 1);
  /* What is gone for good is kept nowhere. */
  poise_test_journal_add (&moved, entry);
  g_assert_true (poise_test_journal_apply (&moved, poise_change_new_deletion (entry, NULL), NULL));
  g_assert_true (poise_trash_purge (folder, NULL, fixture->now, &n, NULL));
  g_assert_cmpuint (poise_test_lock_count_leaks (g_get_user_state_dir ()), ==, 0);

  /* Nor is what is readable of a journal that is locked now. */
  write_here (fixture, "prompts.json", PROMPTS (QUESTION ("b", WORD), ""));
  poise_test_lock_copy_folder (fixture->path, path);
  poise_test_lock_journal (&moved);
  g_assert_cmpuint (poise_test_lock_count_leaks (g_get_user_state_dir ()), ==, 0);
  poise_test_lock_forget (&moved);
  poise_test_remove_folder (path);
}

static void
test_pruned (PoiseTestJournal *fixture, gconstpointer unused)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  write_here (fixture, "prompts.json", PROMPTS (QUESTION ("a", "Mine?"), ""));
  poise_unseen_file_prune (now + 59 * 24 * 3600);
  g_assert_true (is_kept (fixture, "prompts.json"));
  poise_unseen_file_prune (now + 61 * 24 * 3600);
  g_assert_false (is_kept (fixture, "prompts.json"));
}

/* Only of what the person made. */
static void
test_others (PoiseTestJournal *fixture, gconstpointer unused)
{
  write_here (fixture, "journal.json", "{\"format\": \"poise-journal\", \"version\": 1}");
  g_assert_false (is_kept (fixture, "journal.json"));
}

/* Some tests look at all that is kept, of whatever journal. */
static void
tear_down (PoiseTestJournal *fixture, gconstpointer unused)
{
  poise_test_journal_tear_down (fixture, NULL);
  poise_test_remove_folder (g_get_user_state_dir ());
}

#define ADD(path, test)                                                                            \
  g_test_add (path, PoiseTestJournal, NULL, poise_test_journal_set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_autofree char *state = NULL;

  g_test_init (&argc, &argv, NULL);
  /* Of this program alone. */
  state = poise_test_make_folder ();
  g_setenv ("XDG_STATE_HOME", state, TRUE);
  ADD ("/unseen-side/lost", test_lost);
  ADD ("/unseen-side/seen", test_seen);
  ADD ("/unseen-side/copy-of-another", test_copy_of_another);
  ADD ("/unseen-side/sides-of-git", test_sides_of_git);
  ADD ("/unseen-side/lost-and-written", test_lost_and_written);
  ADD ("/unseen-side/removed-elsewhere", test_removed_elsewhere);
  ADD ("/unseen-side/ended-elsewhere", test_ended_elsewhere);
  ADD ("/unseen-side/forgotten-elsewhere", test_forgotten_elsewhere);
  ADD ("/unseen-side/answers-that-went", test_answers_that_went);
  ADD ("/unseen-side/file-taken-away", test_file_taken_away);
  ADD ("/unseen-side/damaged", test_damaged);
  ADD ("/unseen-side/kept-is-damaged", test_kept_is_damaged);
  ADD ("/unseen-side/newer", test_newer);
  ADD ("/unseen-side/locked", test_locked);
  ADD ("/unseen-side/moved", test_moved);
  ADD ("/unseen-side/pruned", test_pruned);
  ADD ("/unseen-side/others", test_others);
  return g_test_run ();
}
