/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "poise-error.h"
#include "poise-folder-write.h"
#include "poise-prompt-file.h"
#include "poise-test.h"

static guint n_changes;

static void
changed_cb (PoisePromptSet *set, gpointer data)
{
  n_changes++;
}

static gboolean
load (PoisePromptSet *set, const char *json, GError **error)
{
  return poise_prompt_set_load_json (set, json, strlen (json), "prompts.json", error);
}

static const PoisePrompt *
peek_own (PoisePromptSet *set, guint i)
{
  GPtrArray *own = poise_prompt_set_get_own (set);

  return i < own->len ? g_ptr_array_index (own, i) : NULL;
}

static void
add_own (PoisePromptSet *set, const char *id, const char *text)
{
  poise_prompt_set_insert (set, G_MAXUINT,
                           poise_prompt_new (id, POISE_FACET_NONE, POISE_MODE_NONE, text));
}

/* What the issue asks of the built-in ones, as far as a program can see it. */
static void
test_built_in (void)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) texts = g_hash_table_new (g_str_hash, g_str_equal);
  guint counts[POISE_N_FACETS][POISE_N_SENTENCE_MODES] = { { 0 } };
  guint n, n_look_back = 0;
  const PoiseBuiltInPrompt *prompts = poise_prompt_list_built_in (&n);

  for (guint i = 0; i < n; i++)
    {
      const char *mark = strchr (prompts[i].text, '?');

      /* One question, and one that can be read in a breath. */
      g_assert_true (mark != NULL && mark[1] == '\0');
      g_assert_cmpint (g_utf8_strlen (prompts[i].text, -1), <=, 85);
      g_assert_true (g_hash_table_add (ids, (char *) prompts[i].id));
      g_assert_true (g_hash_table_add (texts, (char *) prompts[i].text));
      if (prompts[i].occasion == POISE_OCCASION_WEEK_END)
        n_look_back++;
      else
        counts[prompts[i].facet][prompts[i].pole]++;
    }
  g_test_message ("%u prompts, %u of them for the week's end, %u for any facet", n, n_look_back,
                  counts[POISE_FACET_NONE][POISE_MODE_NONE]);
  g_assert_cmpuint (n, >=, 120);
  for (guint facet = 1; facet < POISE_N_FACETS; facet++)
    {
      g_test_message ("%s: %u management, %u leadership", poise_facet_to_id ((PoiseFacet) facet),
                      counts[facet][POISE_MODE_MANAGEMENT], counts[facet][POISE_MODE_LEADERSHIP]);
      g_assert_cmpuint (counts[facet][POISE_MODE_MANAGEMENT], >=, 8);
      g_assert_cmpuint (counts[facet][POISE_MODE_LEADERSHIP], >=, 8);
    }
  /* A week's end is every seventh day, and a prompt rests for sixty. */
  g_assert_cmpuint (n_look_back, >, 60 / 7);
}

static void
test_own (void)
{
  g_autoptr (PoisePromptSet) set = poise_prompt_set_new ();

  g_signal_connect (set, "changed", G_CALLBACK (changed_cb), NULL);
  n_changes = 0;
  add_own (set, "own-1", "One?");
  add_own (set, "own-2", "Two?");
  add_own (set, "own-3", "Three?");
  add_own (set, "own-3", "Again?");
  g_assert_cmpuint (poise_prompt_set_get_own (set)->len, ==, 3);
  g_assert_cmpuint (n_changes, ==, 3);
  poise_prompt_set_move (set, "own-3", 0);
  g_assert_cmpstr (peek_own (set, 0)->id, ==, "own-3");
  g_assert_cmpstr (peek_own (set, 2)->id, ==, "own-2");
  poise_prompt_set_change (set, "own-1", POISE_FACET_CHANGE, POISE_MODE_LEADERSHIP, "New?");
  g_assert_cmpstr (poise_prompt_get_text (poise_prompt_set_lookup (set, "own-1")), ==, "New?");
  poise_prompt_set_switch (set, "change-07", FALSE);
  poise_prompt_set_switch (set, "change-07", FALSE);
  g_assert_true (poise_prompt_set_lookup (set, "change-07")->is_off);
  g_assert_cmpuint (n_changes, ==, 6);
}

static void
test_remove_and_undo (void)
{
  g_autoptr (PoisePromptSet) set = poise_prompt_set_new ();
  PoisePrompt *kept;
  guint position;

  add_own (set, "own-1", "One?");
  add_own (set, "own-2", "Two?");
  kept = poise_prompt_copy (poise_prompt_set_lookup (set, "own-1"));
  position = poise_prompt_set_remove (set, "own-1");
  g_assert_null (poise_prompt_set_lookup (set, "own-1"));
  poise_prompt_set_insert (set, position, kept);
  g_assert_cmpstr (peek_own (set, 0)->text, ==, "One?");
}

static void
test_round_trip (void)
{
  const char *const json =
    "{ \"format\": \"poise-prompts\", \"version\": 1, \"mood\": [1],"
    "\"off\": [\"change-07\", \"from-the-future-01\"],"
    "\"own\": [ {\"id\": \"own-1\", \"text\": \"One?\", \"facet\": \"people\","
    "\"mode\": \"leadership\", \"off\": true, \"colour\": \"red\"},"
    "{\"id\": \"own-2\", \"text\": \"Two?\", \"facet\": \"weather\"}, 7 ] }";
  g_autoptr (PoisePromptSet) set = poise_prompt_set_new ();
  g_autoptr (PoisePromptSet) again = poise_prompt_set_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *written = NULL;
  g_autofree char *rewritten = NULL;

  g_assert_true (load (set, json, &error));
  g_assert_no_error (error);
  g_assert_true (poise_prompt_set_lookup (set, "change-07")->is_off);
  g_assert_cmpint (peek_own (set, 0)->facet, ==, POISE_FACET_PEOPLE);
  g_assert_true (peek_own (set, 0)->is_off);
  g_assert_null (peek_own (set, 1));
  written = poise_prompt_set_to_json (set);
  g_assert_nonnull (strstr (written, "\"mood\""));
  g_assert_nonnull (strstr (written, "\"from-the-future-01\""));
  g_assert_nonnull (strstr (written, "\"colour\""));
  g_assert_nonnull (strstr (written, "\"weather\""));
  g_assert_true (load (again, written, NULL));
  rewritten = poise_prompt_set_to_json (again);
  g_assert_cmpstr (rewritten, ==, written);
}

static void
test_wrong_files (void)
{
  const struct
  {
    const char *json;
    int code;
  } cases[] = {
    { "{ not json", POISE_ERROR_INVALID },
    { "[]", POISE_ERROR_INVALID },
    { "{\"format\": \"poise-month\", \"version\": 1}", POISE_ERROR_INVALID },
    { "{\"format\": \"poise-prompts\", \"version\": 2}", POISE_ERROR_NEWER },
  };
  g_autoptr (PoisePromptSet) set = poise_prompt_set_new ();

  add_own (set, "own-1", "One?");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (load (set, cases[i].json, &error));
      g_assert_error (error, POISE_ERROR, cases[i].code);
      g_assert_nonnull (strstr (error->message, "prompts.json"));
      g_assert_nonnull (poise_prompt_set_lookup (set, "own-1"));
    }
}

static void
test_import (void)
{
  const char *const json = "{ \"format\": \"poise-prompts\", \"version\": 1, \"own\": ["
                           "{\"id\": \"own-1\", \"text\": \"Other words?\"},"
                           "{\"id\": \"own-2\", \"text\": \"One?\"},"
                           "{\"id\": \"own-3\", \"text\": \"Three?\"}, {\"id\": \"x\"} ] }";
  g_autoptr (PoisePromptSet) set = poise_prompt_set_new ();
  guint n;

  add_own (set, "own-1", "One?");
  g_assert_true (poise_prompt_set_import_json (set, json, strlen (json), "f", &n, NULL));
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpstr (peek_own (set, 0)->text, ==, "One?");
  g_assert_cmpstr (peek_own (set, 1)->text, ==, "Three?");
  g_assert_true (poise_prompt_set_import_json (set, json, strlen (json), "f", &n, NULL));
  g_assert_cmpuint (n, ==, 0);
}

static void
test_file (void)
{
  g_autofree char *path = poise_test_make_folder ();
  g_autoptr (PoiseFolder) folder = poise_folder_new (path);
  g_autoptr (PoisePromptSet) set = poise_prompt_set_new ();
  g_autoptr (PoisePromptSet) again = poise_prompt_set_new ();
  g_autoptr (GDateTime) now = poise_test_clock (NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL;

  g_assert_true (poise_prompt_file_read (folder, set, &error));
  add_own (set, "own-1", "One?");
  json = poise_prompt_set_to_json (set);
  g_assert_true (
    poise_folder_replace (folder, POISE_PROMPT_FILE, json, strlen (json), now, &error));
  g_assert_true (poise_prompt_file_read (folder, again, &error));
  g_assert_cmpstr (peek_own (again, 0)->text, ==, "One?");
  poise_test_write (path, POISE_PROMPT_FILE, "{");
  g_assert_false (poise_prompt_file_read (folder, again, &error));
  g_assert_error (error, POISE_ERROR, POISE_ERROR_INVALID);
  poise_test_remove_folder (path);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/prompt-set/built-in", test_built_in);
  g_test_add_func ("/prompt-set/own", test_own);
  g_test_add_func ("/prompt-set/remove-and-undo", test_remove_and_undo);
  g_test_add_func ("/prompt-set/round-trip", test_round_trip);
  g_test_add_func ("/prompt-set/wrong-files", test_wrong_files);
  g_test_add_func ("/prompt-set/import", test_import);
  g_test_add_func ("/prompt-set/file", test_file);
  return g_test_run ();
}
