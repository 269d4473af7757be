/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "Do you agree?": which sentences are asked about, and what is kept of the answers. */

#include <glib/gstdio.h>
#include <string.h>

#include "poise-agreement-file.h"
#include "poise-correction.h"
#include "poise-error.h"
#include "poise-store.h"
#include "poise-test.h"

/* An entry of sentences as “Sentence 3 of day 7 here.”, with what is said of each. */
static PoiseEntry *
make_entry (PoiseDay day, const PoiseSentenceTag *said, guint n)
{
  g_autoptr (GDateTime) now = poise_test_clock (NULL);
  PoiseEntry *entry = poise_entry_new_now (day, now);
  g_autoptr (PoiseTag) tag = poise_tag_new ();
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      PoiseSentenceTag sentence = said[i];

      sentence.start = (guint) text->len;
      if (sentence.weight == 1)
        g_string_append (text, "Thanks to all!");
      else
        g_string_append_printf (text, "Sentence %u of day %u here.", i, day);
      sentence.end = (guint) text->len;
      g_string_append_c (text, ' ');
      g_array_append_val (tag->sentences, sentence);
    }
  poise_entry_set_text (entry, text->str);
  poise_entry_set_tag (entry, tag);
  return entry;
}

static const PoiseSentenceTag said[] = {
  { .mode = POISE_MODE_MANAGEMENT },
  { .mode = POISE_MODE_LEADERSHIP },
  { .mode = POISE_MODE_NONE },
  { .mode = POISE_MODE_LEADERSHIP, .unsure = TRUE },
  /* None of these is asked about. */
  { .mode = POISE_MODE_LEADERSHIP, .by = POISE_TAG_SOURCE_PERSON },
  { .mode = POISE_MODE_NONE, .omission = POISE_OMISSION_LANGUAGE, .unsure = TRUE },
  { .mode = POISE_MODE_MANAGEMENT, .weight = 1 },
};

static PoiseJournal *
make_journal (guint n_days, guint n_sentences)
{
  PoiseJournal *journal = poise_journal_new ();

  for (guint i = 0; i < n_days; i++)
    {
      g_autoptr (PoiseEntry) entry =
        make_entry (poise_day_new (2026, 11, 1) + i, said, n_sentences);

      poise_journal_add (journal, entry);
    }
  return journal;
}

static void
count_classes (GPtrArray *sentences, guint counts[4])
{
  for (guint i = 0; i < sentences->len; i++)
    {
      const PoiseAgreementSentence *sentence = g_ptr_array_index (sentences, i);

      counts[sentence->is_unsure ? 3 : (guint) sentence->mode]++;
    }
}

static void
test_choose (void)
{
  g_autoptr (PoiseJournal) journal = make_journal (20, G_N_ELEMENTS (said));
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) sentences = poise_agreement_choose (journal, POISE_AGREEMENT_N, random);
  guint counts[4] = { 0 };

  g_assert_cmpuint (sentences->len, ==, POISE_AGREEMENT_N);
  count_classes (sentences, counts);
  for (guint k = 0; k < 4; k++)
    g_assert_cmpuint (counts[k], >=, 2);
  for (guint i = 0; i < sentences->len; i++)
    {
      const PoiseAgreementSentence *sentence = g_ptr_array_index (sentences, i);

      g_assert_cmpuint (sentence->sentence, <, 4);
      g_assert_true (g_str_has_prefix (sentence->words, "Sentence "));
      g_assert_true (g_str_has_suffix (sentence->words, " here."));
      g_assert_false (sentence->is_judged);
      g_assert_true (g_hash_table_add (seen, sentence->words));
    }
}

static void
test_choose_from_little (void)
{
  g_autoptr (PoiseJournal) none = poise_journal_new ();
  g_autoptr (PoiseJournal) journal = make_journal (1, 3);
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  g_autoptr (GPtrArray) nothing = poise_agreement_choose (none, POISE_AGREEMENT_N, random);
  g_autoptr (GPtrArray) sentences = poise_agreement_choose (journal, POISE_AGREEMENT_N, random);

  g_assert_cmpuint (nothing->len, ==, 0);
  g_assert_cmpuint (sentences->len, ==, 3);
}

static void
test_score (void)
{
  g_autoptr (PoiseJournal) journal = make_journal (1, 4);
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  g_autoptr (GPtrArray) sentences = poise_agreement_choose (journal, POISE_AGREEMENT_N, random);
  PoiseAgreementScore score = poise_agreement_score (sentences);
  g_autofree char *words = NULL;
  g_autofree char *unsure = NULL;
  guint n_corrections = 0;

  g_assert_cmpuint (score.n_sure + score.n_unsure, ==, 0);
  for (guint i = 0; i < sentences->len; i++)
    {
      PoiseAgreementSentence *sentence = g_ptr_array_index (sentences, i);

      /* “None” is skipped. */
      if (sentence->is_unsure || sentence->mode != POISE_MODE_NONE)
        poise_agreement_judge (sentence, POISE_MODE_LEADERSHIP);
      n_corrections += poise_agreement_is_correction (sentence);
    }
  score = poise_agreement_score (sentences);
  g_assert_cmpuint (score.n_sure, ==, 2);
  g_assert_cmpuint (score.n_agreed, ==, 1);
  g_assert_cmpuint (score.n_unsure, ==, 1);
  g_assert_cmpuint (score.counts[POISE_MODE_MANAGEMENT][POISE_MODE_LEADERSHIP], ==, 1);
  g_assert_cmpuint (n_corrections, ==, 2);
  words = poise_agreement_describe (&score);
  unsure = poise_agreement_describe_unsure (&score);
  g_assert_cmpstr (words, ==, "Agreed on 1 of 2 sentences");
  g_assert_cmpstr (unsure, ==, "It was unsure of 1 more, and counted nothing there.");
}

static void
test_file (void)
{
  PoiseDay day = poise_day_new (2026, 11, 23);
  PoiseAgreementScore score = { .n_unsure = 1, .n_sure = 3, .n_agreed = 2 };
  PoiseAgreementScore sum;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autoptr (GError) error = NULL;

  score.counts[POISE_MODE_LEADERSHIP][POISE_MODE_LEADERSHIP] = 2;
  score.counts[POISE_MODE_MANAGEMENT][POISE_MODE_NONE] = 1;
  g_assert_true (poise_agreement_file_sum (NULL, 0, day, &sum, &error));
  g_assert_cmpuint (sum.n_sure, ==, 0);
  first = poise_agreement_file_add (NULL, 0, day - 100, "en-6", &score, &error);
  g_assert_no_error (error);
  second = poise_agreement_file_add (first, strlen (first), day, "en-6", &score, &error);
  g_assert_no_error (error);
  g_assert_true (poise_agreement_file_sum (second, strlen (second), 0, &sum, &error));
  g_assert_cmpuint (sum.n_sure, ==, 6);
  g_assert_cmpuint (sum.n_agreed, ==, 4);
  g_assert_cmpuint (sum.n_unsure, ==, 2);
  g_assert_true (poise_agreement_file_sum (second, strlen (second), day, &sum, &error));
  g_assert_cmpuint (sum.n_sure, ==, 3);
  g_assert_cmpuint (sum.counts[POISE_MODE_MANAGEMENT][POISE_MODE_NONE], ==, 1);
}

/* Only what the tagger counts tells how often its counts are right. */
static void
test_accuracy (void)
{
  PoiseAccuracy before = poise_accuracy_new (0, 0, 0);
  PoiseAgreementScore score = { 0 };
  PoiseAccuracy accuracy;

  score.counts[POISE_MODE_LEADERSHIP][POISE_MODE_LEADERSHIP] = 4;
  score.counts[POISE_MODE_MANAGEMENT][POISE_MODE_MANAGEMENT] = 3;
  score.counts[POISE_MODE_MANAGEMENT][POISE_MODE_LEADERSHIP] = 2;
  score.counts[POISE_MODE_LEADERSHIP][POISE_MODE_NONE] = 1;
  score.counts[POISE_MODE_NONE][POISE_MODE_NONE] = 50;
  score.counts[POISE_MODE_NONE][POISE_MODE_LEADERSHIP] = 60;
  accuracy = poise_agreement_get_accuracy (&score);
  g_assert_cmpfloat (accuracy.n_right, ==, before.n_right + 7);
  g_assert_cmpfloat (accuracy.n_opposite, ==, before.n_opposite + 2);
  g_assert_cmpfloat (accuracy.n_neither, ==, before.n_neither + 1);
}

static void
test_foreign_files_are_not_replaced (void)
{
  static const char *const files[] = { "{\"format\": \"poise-agreement\", \"version\": 2}", "[]",
                                       "{\"format\": \"poise-agreement\", \"version\": 1}", "{" };
  const int codes[] = { POISE_ERROR_NEWER, POISE_ERROR_INVALID, POISE_ERROR_INVALID,
                        POISE_ERROR_INVALID };
  PoiseAgreementScore score = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (
        poise_agreement_file_add (files[i], strlen (files[i]), 1, NULL, &score, &error));
      g_assert_error (error, POISE_ERROR, codes[i]);
    }
}

static void
set_flag_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  gboolean *flag = data;

  *flag = TRUE;
}

static void
flush (PoiseStore *store)
{
  gboolean is_done = FALSE;

  poise_store_flush_async (store, NULL, set_flag_cb, &is_done);
  while (!is_done)
    g_main_context_iteration (NULL, TRUE);
}

/* While it cannot be saved a second round joins the first one. */
static void
test_rounds_wait_for_each_other (void)
{
  g_autofree char *path = poise_test_make_folder ();
  g_autofree char *file = g_build_filename (path, POISE_AGREEMENT_FILE, NULL);
  g_autoptr (PoiseFolder) folder = poise_folder_new (path);
  g_autoptr (PoiseJournal) journal = poise_journal_new ();
  g_autoptr (PoiseStore) store = poise_store_new (folder, journal, poise_test_clock, NULL);
  g_autofree char *data = NULL;
  g_autoptr (GError) error = NULL;
  PoiseAgreementScore score = { .n_sure = 1, .n_agreed = 1 }, sum;
  gsize length;

  score.counts[POISE_MODE_LEADERSHIP][POISE_MODE_LEADERSHIP] = 1;
  poise_store_follow_file (store, poise_agreement_file_get_kind ());
  g_assert_cmpint (g_mkdir (file, 0700), ==, 0);
  for (guint i = 0; i < 2; i++)
    {
      poise_agreement_file_keep (store, poise_day_new (2026, 11, 23), NULL, &score);
      flush (store);
      g_assert_cmpint (poise_store_get_state (store), !=, POISE_STORE_SAVED);
    }
  g_assert_cmpint (g_rmdir (file), ==, 0);
  poise_agreement_file_keep (store, poise_day_new (2026, 11, 23), NULL, &score);
  flush (store);
  g_assert_cmpint (poise_store_get_state (store), ==, POISE_STORE_SAVED);
  g_file_get_contents (file, &data, &length, &error);
  g_assert_no_error (error);
  g_assert_true (poise_agreement_file_sum (data, length, 0, &sum, &error));
  g_assert_cmpuint (sum.n_sure, ==, 3);
  g_object_run_dispose (G_OBJECT (store));
  poise_test_remove_folder (path);
}

/* While the questions are asked, the entry may be changed elsewhere. */
static void
test_sentence_is_found_by_its_words (void)
{
  g_autoptr (PoiseEntry) entry = make_entry (7, said, 4);
  g_autoptr (PoiseEntry) shorter = make_entry (7, said + 2, 1);

  g_assert_cmpint (poise_correction_find_sentence (entry, 2, "Sentence 2 of day 7 here."), ==, 2);
  g_assert_cmpint (poise_correction_find_sentence (entry, 3, "Sentence 2 of day 7 here."), ==, 2);
  g_assert_cmpint (poise_correction_find_sentence (entry, 2, "Sentence 2 of day 8 here."), ==, -1);
  /* The tag is made anew after the text. */
  poise_entry_set_text (entry, "Sentence 0 of day 7 here.");
  g_assert_cmpint (poise_correction_find_sentence (entry, 0, "Sentence 0 of day 7 here."), ==, 0);
  g_assert_cmpint (poise_correction_find_sentence (entry, 3, "Sentence 3 of day 7 here."), ==, -1);
  poise_entry_set_tag (entry, poise_entry_get_tag (shorter));
  g_assert_cmpint (poise_correction_find_sentence (entry, 3, "Sentence 3 of day 7 here."), ==, -1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/agreement/choose", test_choose);
  g_test_add_func ("/agreement/found-by-its-words", test_sentence_is_found_by_its_words);
  g_test_add_func ("/agreement/choose-from-little", test_choose_from_little);
  g_test_add_func ("/agreement/score", test_score);
  g_test_add_func ("/agreement/file", test_file);
  g_test_add_func ("/agreement/accuracy", test_accuracy);
  g_test_add_func ("/agreement/foreign-files", test_foreign_files_are_not_replaced);
  g_test_add_func ("/agreement/rounds-wait", test_rounds_wait_for_each_other);
  return g_test_run ();
}
