/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "poise-form.h"
#include "poise-heading.h"
#include "poise-prompt-picker.h"
#include "poise-test.h"

static void
test_after_event (void)
{
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-23", "", FALSE, 0.0);
  g_autoptr (PoisePromptSet) prompts = poise_prompt_set_new ();
  g_autoptr (GArray) answers = NULL;
  g_autofree char *answered = NULL;

  g_assert_false (poise_form_begin (entry, prompts, "form-nobody-knows"));
  g_assert_cmpstr (poise_entry_get_text (entry), ==, "");
  g_assert_true (poise_form_begin (entry, prompts, POISE_FORM_AFTER_EVENT));
  g_assert_cmpstr (poise_entry_get_text (entry), ==,
                   "# What I did, and what came of it\n\n\n# What else explains it\n\n\n"
                   "# What I do next time\n");
  g_assert_cmpstr (poise_entry_get_prompt_text (entry), ==, "After an Event");
  g_assert_true (poise_form_is_unanswered (entry));
  answers = poise_heading_find_answers (poise_entry_get_text (entry));
  g_assert_cmpuint (answers->len, ==, 3);
  answered = g_strconcat (poise_entry_get_text (entry), "Ask.", NULL);
  poise_entry_set_text (entry, answered);
  g_assert_false (poise_form_is_unanswered (entry));
  /* A heading alone is a text where it is no form's. */
  poise_entry_set_prompt (entry, NULL, NULL);
  poise_entry_set_text (entry, "# Rota\n");
  g_assert_false (poise_form_is_unanswered (entry));
}

static void
test_answers (void)
{
  static const char text[] = "Vorher\n# Ä\n\n  Eins ü.\n\n\n# B\n# C";
  g_autoptr (GArray) answers = poise_heading_find_answers (text);
  g_autoptr (GArray) none = poise_heading_find_answers ("#rota\n");
  const PoiseAnswer *found = &g_array_index (answers, PoiseAnswer, 0);

  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (answers->len, ==, 3);
  g_assert_cmpuint (found[0].heading, ==, 7);
  g_assert_cmpuint (found[0].start, ==, 11);
  g_assert_cmpuint (found[0].end, ==, 21);
  g_assert_cmpuint (found[0].next, ==, 24);
  g_assert_cmpuint (found[1].heading, ==, 24);
  g_assert_cmpuint (found[1].end, ==, found[1].start);
  g_assert_cmpuint (found[2].heading, ==, 28);
  g_assert_cmpuint (found[2].start, ==, 31);
  g_assert_cmpuint (found[2].next, ==, 31);
}

/* An own question of several lines is a form: in files, too, and never the day's question. */
static void
test_own (void)
{
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-23", "", FALSE, 0.0);
  g_autoptr (PoisePromptSet) prompts = poise_prompt_set_new ();
  g_autoptr (PoisePromptSet) other = poise_prompt_set_new ();
  g_autoptr (PoiseJournal) journal = poise_journal_new ();
  g_autoptr (GPtrArray) ranked = NULL;
  g_autofree char *json = NULL;
  const PoisePrompt *form;
  guint n_added = 0;

  poise_prompt_set_insert (prompts, 0,
                           poise_prompt_new ("own-1", POISE_FACET_NONE, POISE_MODE_NONE,
                                             "One to one\nWhat moved?\n\n What next? "));
  poise_prompt_set_insert (prompts, 1,
                           poise_prompt_new ("own-2", POISE_FACET_NONE, POISE_MODE_NONE, "Who?"));
  json = poise_prompt_set_to_json (prompts);
  g_assert_true (poise_prompt_set_import_json (other, json, strlen (json), "test", &n_added, NULL));
  g_assert_cmpuint (n_added, ==, 2);
  form = g_ptr_array_index (poise_prompt_set_get_own (other), 0);
  g_assert_true (poise_prompt_is_form (form));
  g_assert_true (poise_form_begin (entry, prompts, "form-own-1"));
  g_assert_cmpstr (poise_entry_get_prompt_text (entry), ==, "One to one");
  g_assert_cmpstr (poise_entry_get_text (entry), ==, "# What moved?\n\n\n# What next?\n");
  g_assert_true (poise_form_is_unanswered (entry));
  g_assert_false (poise_form_begin (entry, prompts, "form-own-2"));
  ranked = poise_prompt_picker_rank (prompts, journal, poise_day_new (2026, 11, 23), G_DATE_MONDAY);
  for (guint i = 0; i < ranked->len; i++)
    g_assert_false (poise_prompt_is_form (g_ptr_array_index (ranked, i)));
}

static void
count_cb (const char *words, gboolean is_heading, gpointer data)
{
  ++*(guint *) data;
}

/* With the square of the lines it would take longer than a test may. */
static void
test_many_lines (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < 3000000; i++)
    g_string_append (text, "a\n");
  poise_heading_foreach (text->str, count_cb, &n);
  g_assert_cmpuint (n, ==, 1);
}

static void
set_answer (PoiseEntry *entry, const char *form, const char *last)
{
  g_autofree char *text =
    g_strconcat ("# What I did, and what came of it\nI talked too long.\n\n", form, last, NULL);

  poise_entry_set_text (entry, text);
}

/* The first line of the third answer, also where other questions were taken out or written anew. */
static void
test_next_time (void)
{
  static const struct
  {
    const char *form;
    const char *last;
    const char *words;
  } cases[] = {
    { "# What else explains it\n\n# What I do next time\n", "", NULL },
    { "# What else explains it\n\n# What I do next time\n", "\n  I ask first.  \n\nMore.\n",
      "I ask first." },
    { "# What I do next time\n", "I ask first.", "I ask first." },
    { "# Why?\n# Next?\n", "I ask first.", "I ask first." },
    { "# Next?\n", "I ask first.", NULL },
  };
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-23", "", FALSE, 0.0);
  g_autoptr (PoisePromptSet) prompts = poise_prompt_set_new ();

  poise_form_begin (entry, prompts, POISE_FORM_AFTER_EVENT);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = NULL;

      set_answer (entry, cases[i].form, cases[i].last);
      words = poise_form_get_next_time (entry);
      g_assert_cmpstr (words, ==, cases[i].words);
    }
  /* Another entry may have such headings, too. */
  poise_entry_set_prompt (entry, "day-01", "What?");
  set_answer (entry, cases[2].form, cases[2].last);
  g_assert_null (poise_form_get_next_time (entry));
}

/* It is about what the answer shows, where it shows something. */
static void
test_intention (void)
{
  const char *form = "# What I do next time\n";
  const char *last = "Next time. I ask Ana what she would do.";
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-23", "", TRUE, 1.0);
  g_autoptr (PoisePromptSet) prompts = poise_prompt_set_new ();
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 23, 18, 0, 0);
  g_autoptr (PoiseTag) tag = poise_tag_copy (poise_entry_get_tag (entry));
  g_autoptr (PoiseIntention) plain = NULL;
  g_autoptr (PoiseIntention) coded = NULL;
  guint end;
  PoiseSentenceTag elsewhere = {
    .start = 35, .end = 53, .mode = POISE_MODE_MANAGEMENT, .facet = POISE_FACET_PURPOSE
  };
  PoiseSentenceTag sentence = { .mode = POISE_MODE_LEADERSHIP, .facet = POISE_FACET_COMMUNICATION };

  poise_form_begin (entry, prompts, POISE_FORM_AFTER_EVENT);
  set_answer (entry, form, last);
  end = (guint) g_utf8_strlen (poise_entry_get_text (entry), -1);
  sentence.start = end - (guint) strlen ("I ask Ana what she would do.");
  sentence.end = end;
  g_array_set_size (tag->sentences, 0);
  g_array_append_val (tag->sentences, elsewhere);
  poise_entry_set_tag (entry, tag);
  plain = poise_form_make_intention (entry, now, poise_day_new (2026, 11, 23));
  g_assert_cmpstr (plain->text, ==, last);
  g_assert_cmpuint (plain->facet, ==, POISE_FACET_NONE);
  g_array_append_val (tag->sentences, sentence);
  coded = poise_form_make_intention (entry, now, poise_day_new (2026, 11, 23));
  g_assert_cmpuint (coded->facet, ==, POISE_FACET_COMMUNICATION);
  g_assert_cmpuint (coded->pole, ==, POISE_MODE_LEADERSHIP);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/form/after-event", test_after_event);
  g_test_add_func ("/form/answers", test_answers);
  g_test_add_func ("/form/own", test_own);
  g_test_add_func ("/form/many-lines", test_many_lines);
  g_test_add_func ("/form/next-time", test_next_time);
  g_test_add_func ("/form/intention", test_intention);
  return g_test_run ();
}
