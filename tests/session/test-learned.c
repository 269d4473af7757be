/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What several programs learn in one journal. */

#include <string.h>

#include "poise-learned-file.h"
#include "poise-learned.h"
#include "poise-side-merge.h"
#include "poise-test.h"

/* A program with the journal open. */
typedef struct
{
  PoiseFolder *folder;
  PoiseJournal *journal;
  PoiseStore *store;
  PoiseLearned *learned;
} Program;

static void
set_flag_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  gboolean *flag = data;

  *flag = TRUE;
}

static void
program_open (Program *self, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PoiseTagger) tagger = poise_tagger_new_default (&error);
  gboolean is_done = FALSE;

  g_assert_no_error (error);
  self->folder = poise_folder_new (path);
  self->journal = poise_journal_new ();
  self->store = poise_store_new (self->folder, self->journal, poise_test_clock, NULL);
  self->learned = poise_learned_new (self->store, tagger);
  poise_store_load_async (self->store, NULL, set_flag_cb, &is_done);
  while (!is_done)
    g_main_context_iteration (NULL, TRUE);
}

static void
program_save (Program *self)
{
  gboolean is_done = FALSE;

  poise_store_flush_async (self->store, NULL, set_flag_cb, &is_done);
  while (!is_done)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (poise_store_get_state (self->store), ==, POISE_STORE_SAVED);
}

static void
program_close (Program *self)
{
  g_object_run_dispose (G_OBJECT (self->store));
  g_object_unref (self->learned);
  g_object_unref (self->store);
  g_object_unref (self->journal);
  g_object_unref (self->folder);
}

static void
wait_for_corrections (Program *self, guint n)
{
  while (poise_learned_get_n_corrections (self->learned) != n)
    g_main_context_iteration (NULL, TRUE);
}

static guint
count_on_disk (const char *path)
{
  g_autofree char *json = poise_test_read (path, "learned.json");
  g_autoptr (PoiseLearner) learner = poise_learner_new ();

  g_assert_true (poise_learner_from_json (learner, json, strlen (json), "learned.json", NULL));
  return poise_learner_get_n_corrections (learner);
}

/* Each keeps what the other learned, and sees it without being asked. */
static void
test_two_programs (void)
{
  g_autofree char *path = poise_test_make_folder ();
  Program a, b;

  program_open (&a, path);
  program_open (&b, path);
  poise_learned_correct (a.learned, "I asked Joel what he needs.", POISE_MODE_LEADERSHIP, NULL);
  poise_learned_correct (a.learned, "Then I wrote the rota.", POISE_MODE_MANAGEMENT, NULL);
  program_save (&a);
  poise_learned_correct (b.learned, "Then we counted the till.", POISE_MODE_MANAGEMENT, NULL);
  program_save (&b);
  g_assert_cmpuint (count_on_disk (path), ==, 3);
  wait_for_corrections (&a, 3);
  wait_for_corrections (&b, 3);
  /* What is taken back is one's own only. */
  poise_learned_uncorrect (a.learned, "Then I wrote the rota.");
  program_save (&a);
  g_assert_cmpuint (count_on_disk (path), ==, 2);
  wait_for_corrections (&b, 2);
  program_close (&a);
  program_close (&b);
  poise_test_remove_folder (path);
}

static void
test_forgetting (void)
{
  g_autofree char *path = poise_test_make_folder ();
  Program a, b;

  program_open (&a, path);
  program_open (&b, path);
  poise_learned_correct (a.learned, "I asked Joel what he needs.", POISE_MODE_LEADERSHIP, NULL);
  program_save (&a);
  wait_for_corrections (&b, 1);
  poise_learned_forget (b.learned);
  program_save (&b);
  g_assert_cmpuint (count_on_disk (path), ==, 0);
  wait_for_corrections (&a, 0);
  poise_learned_recall (b.learned);
  program_save (&b);
  g_assert_cmpuint (count_on_disk (path), ==, 1);
  wait_for_corrections (&a, 1);
  program_close (&a);
  program_close (&b);
  poise_test_remove_folder (path);
}

/* Bringing back what was forgotten costs nothing of what was learned since. */
static void
test_recalling_keeps_what_is_new (void)
{
  g_autofree char *path = poise_test_make_folder ();
  Program a;

  program_open (&a, path);
  poise_learned_correct (a.learned, "I asked Joel what he needs.", POISE_MODE_LEADERSHIP, NULL);
  program_save (&a);
  poise_learned_forget (a.learned);
  program_save (&a);
  poise_learned_correct (a.learned, "Then I wrote the rota.", POISE_MODE_MANAGEMENT, NULL);
  poise_learned_correct (a.learned, "Then we counted the till.", POISE_MODE_MANAGEMENT, NULL);
  program_save (&a);
  poise_learned_recall (a.learned);
  program_save (&a);
  g_assert_cmpuint (poise_learned_get_n_corrections (a.learned), ==, 3);
  g_assert_cmpuint (count_on_disk (path), ==, 3);
  /* It can still be taken back. */
  poise_learned_uncorrect (a.learned, "Then I wrote the rota.");
  program_save (&a);
  g_assert_cmpuint (count_on_disk (path), ==, 2);
  program_close (&a);
  poise_test_remove_folder (path);
}

/* What a sync tool makes of both: @path has what the merge gives. */
static void
bring_together (const char *path, const char *other)
{
  g_autofree char *one_json = poise_test_read (path, "learned.json");
  g_autofree char *other_json = poise_test_read (other, "learned.json");
  g_autoptr (GBytes) one = g_bytes_new (one_json, strlen (one_json));
  g_autoptr (GBytes) two = g_bytes_new (other_json, strlen (other_json));
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) merged = poise_side_merge ("learned.json", one, two, &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  text = g_strndup (g_bytes_get_data (merged, NULL), g_bytes_get_size (merged));
  poise_test_write (path, "learned.json", text);
}

/* Two computers, whose files a sync tool carries: what both learned adds up, once. */
static void
test_two_computers (void)
{
  g_autofree char *path = poise_test_make_folder ();
  g_autofree char *other = poise_test_make_folder ();
  g_autofree char *one_json = NULL;
  Program a, b;

  program_open (&a, path);
  poise_learned_correct (a.learned, "I asked Joel what he needs.", POISE_MODE_LEADERSHIP, NULL);
  program_save (&a);
  one_json = poise_test_read (path, "learned.json");
  poise_test_write (other, "learned.json", one_json);
  program_open (&b, other);
  poise_learned_correct (a.learned, "Then I wrote the rota.", POISE_MODE_MANAGEMENT, NULL);
  poise_learned_correct (b.learned, "Then we counted the till.", POISE_MODE_MANAGEMENT, NULL);
  program_save (&a);
  program_save (&b);
  bring_together (path, other);
  g_assert_cmpuint (count_on_disk (path), ==, 3);
  wait_for_corrections (&a, 3);
  program_close (&a);
  program_close (&b);
  poise_test_remove_folder (path);
  poise_test_remove_folder (other);
}

/* What git leaves where both computers learned something: a window reads both sides. */
static void
test_conflict_of_git (void)
{
  g_autofree char *path = poise_test_make_folder ();
  g_autofree char *other = poise_test_make_folder ();
  g_autofree char *one = NULL;
  g_autofree char *two = NULL;
  g_autofree char *both = NULL;
  Program a, b;

  program_open (&a, path);
  program_open (&b, other);
  poise_learned_correct (a.learned, "Then I wrote the rota.", POISE_MODE_MANAGEMENT, NULL);
  poise_learned_correct (b.learned, "Then we counted the till.", POISE_MODE_MANAGEMENT, NULL);
  program_save (&a);
  program_save (&b);
  one = poise_test_read (path, "learned.json");
  two = poise_test_read (other, "learned.json");
  both = g_strdup_printf ("<<<<<<< HEAD\n%s=======\n%s>>>>>>> theirs\n", one, two);
  poise_test_write (path, "learned.json", both);
  wait_for_corrections (&a, 2);
  poise_learned_correct (a.learned, "I asked Joel what he needs.", POISE_MODE_LEADERSHIP, NULL);
  program_save (&a);
  g_assert_cmpuint (count_on_disk (path), ==, 3);
  program_close (&a);
  program_close (&b);
  poise_test_remove_folder (path);
  poise_test_remove_folder (other);
}

static PoiseMode
find_lesson_of (const char *path, const char *words)
{
  g_autofree char *json = poise_test_read (path, "learned.json");
  g_autoptr (PoiseLearner) learner = poise_learner_new ();
  g_autoptr (GArray) lessons = NULL;

  g_assert_true (poise_learner_from_json (learner, json, strlen (json), "learned.json", NULL));
  lessons = poise_learner_list_lessons (learner, G_MAXUINT);
  for (guint i = 0; i < lessons->len; i++)
    if (g_array_index (lessons, PoiseLesson, i).words != NULL &&
        strstr (g_array_index (lessons, PoiseLesson, i).words, words) != NULL)
      return g_array_index (lessons, PoiseLesson, i).mode;
  g_assert_not_reached ();
}

/* One sentence that is corrected on two computers counts once, by the later word; one that is
 * corrected by two programs of one computer, too. */
static void
test_same_sentence (void)
{
  const char *sentence = "I asked Joel what he needs.";
  g_autofree char *path = poise_test_make_folder ();
  g_autofree char *other = poise_test_make_folder ();
  g_autoptr (PoiseTagger) tagger = poise_tagger_new_default (NULL);
  g_autoptr (PoiseTag) tag = poise_tagger_tag (tagger, sentence);
  Program a, b, c;

  program_open (&a, path);
  program_open (&b, other);
  poise_learned_correct (a.learned, sentence, POISE_MODE_LEADERSHIP, NULL);
  poise_learned_correct_entry (a.learned, sentence, tag, POISE_MODE_MANAGEMENT);
  program_save (&a);
  poise_learned_correct (b.learned, sentence, POISE_MODE_MANAGEMENT, NULL);
  poise_learned_correct_entry (b.learned, sentence, tag, POISE_MODE_MANAGEMENT);
  program_save (&b);
  bring_together (path, other);
  g_assert_cmpuint (count_on_disk (path), ==, 2);
  wait_for_corrections (&a, 2);

  program_open (&c, path);
  poise_learned_correct (c.learned, sentence, POISE_MODE_NONE, NULL);
  program_save (&c);
  g_assert_cmpuint (count_on_disk (path), ==, 2);
  g_assert_cmpint (find_lesson_of (path, "Joel"), ==, POISE_MODE_NONE);
  wait_for_corrections (&a, 2);
  poise_learned_correct (a.learned, sentence, POISE_MODE_LEADERSHIP, NULL);
  program_save (&a);
  g_assert_cmpuint (count_on_disk (path), ==, 2);
  g_assert_cmpint (find_lesson_of (path, "Joel"), !=, POISE_MODE_NONE);
  program_close (&a);
  program_close (&b);
  program_close (&c);
  poise_test_remove_folder (path);
  poise_test_remove_folder (other);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/learned/two-programs", test_two_programs);
  g_test_add_func ("/learned/forgetting", test_forgetting);
  g_test_add_func ("/learned/recalling-keeps-what-is-new", test_recalling_keeps_what_is_new);
  g_test_add_func ("/learned/same-sentence", test_same_sentence);
  g_test_add_func ("/learned/conflict-of-git", test_conflict_of_git);
  g_test_add_func ("/learned/two-computers", test_two_computers);
  return g_test_run ();
}
