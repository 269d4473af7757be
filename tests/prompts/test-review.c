/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looking back on a month or a quarter, and handing that out. */

#include <string.h>

#include "poise-handout.h"
#include "poise-heading.h"
#include "poise-names.h"
#include "poise-review.h"
#include "poise-test.h"

#define TODAY (poise_day_new (2026, 11, 23))

static void
test_periods (void)
{
  static const char *const wrong[] = { "",         "2026",    "2026-13", "2026-0",
                                       "2026-Q5",  "2026-Q0", "2026-1 ", "2026-10x",
                                       "2026-Q4x", "26-10",   "review",  "2026-Q" };
  PoiseUnit unit;
  PoiseDay first;
  PoiseRange range;
  g_autofree char *id = NULL;
  g_autofree char *title = NULL;

  g_assert_true (poise_review_parse ("2026-10", &unit, &first));
  g_assert_cmpint (unit, ==, POISE_UNIT_MONTH);
  g_assert_cmpuint (first, ==, poise_day_new (2026, 10, 1));
  g_assert_true (poise_review_parse ("2026-Q4", &unit, &first));
  g_assert_cmpint (unit, ==, POISE_UNIT_QUARTER);
  g_assert_cmpuint (first, ==, poise_day_new (2026, 10, 1));
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (poise_review_parse (wrong[i], &unit, &first));
  range = poise_review_get_range (POISE_UNIT_QUARTER, poise_day_new (2026, 10, 1), TODAY);
  g_assert_cmpuint (range.last, ==, TODAY);
  range = poise_review_get_range (POISE_UNIT_MONTH, poise_day_new (2026, 2, 1), TODAY);
  g_assert_cmpuint (range.last, ==, poise_day_new (2026, 2, 28));
  id = poise_review_get_id (POISE_UNIT_QUARTER, poise_day_new (2026, 10, 1));
  title = poise_review_get_title (POISE_UNIT_MONTH, poise_day_new (2026, 10, 1));
  g_assert_cmpstr (id, ==, "review-2026-Q4");
  g_assert_cmpstr (title, ==, "Review: October 2026");
}

static void
add (PoiseJournal *journal, const char *day, const char *text, guint n_sentences, double confidence)
{
  g_autoptr (PoiseEntry) entry = poise_test_entry (day, text, TRUE, 0.0);
  g_autoptr (PoiseTag) tag = poise_tag_new ();
  guint length = (guint) g_utf8_strlen (text, -1);

  for (guint i = 0; i < n_sentences; i++)
    {
      PoiseSentenceTag sentence = { .end = length,
                                    .mode = POISE_MODE_LEADERSHIP,
                                    .facet = POISE_FACET_PEOPLE,
                                    .confidence = confidence };

      g_array_append_val (tag->sentences, sentence);
    }
  tag->has_share = n_sentences > 0;
  tag->share = 1.0;
  poise_entry_set_tag (entry, tag);
  poise_journal_add (journal, entry);
}

static void
test_sentences (void)
{
  g_autoptr (PoiseJournal) journal = poise_journal_new ();
  PoiseRange range =
    poise_range_new_days (poise_day_new (2026, 10, 1), poise_day_new (2026, 10, 31));
  g_autoptr (GPtrArray) few = NULL;
  g_autoptr (GPtrArray) many = NULL;
  const PoiseReviewSentence *sentence;

  add (journal, "2026-10-20", "Zwölf\nStühle geholt.", 1, 0.6);
  add (journal, "2026-10-02", "Asked Ben.", 1, 0.9);
  add (journal, "2026-11-01", "Asked Cem.", 1, 0.9);
  add (journal, "2026-10-03", "Slept.", 0, 0.9);
  few = poise_review_list_sentences (journal, &range);
  g_assert_cmpuint (few->len, ==, 2);
  sentence = g_ptr_array_index (few, 0);
  g_assert_cmpstr (sentence->text, ==, "Asked Ben.");
  sentence = g_ptr_array_index (few, 1);
  g_assert_cmpstr (sentence->text, ==, "Zwölf Stühle geholt.");
  /* The least clear one goes. */
  for (guint i = 1; i < POISE_REVIEW_MAX_SENTENCES; i++)
    {
      g_autofree char *text = g_strdup_printf ("Asked Dee %02u times.", i);

      add (journal, "2026-10-25", text, 2, 0.8);
    }
  many = poise_review_list_sentences (journal, &range);
  g_assert_cmpuint (many->len, ==, POISE_REVIEW_MAX_SENTENCES);
  sentence = g_ptr_array_index (many, 1);
  g_assert_true (g_str_has_prefix (sentence->text, "Asked Dee"));
}

/* What the person denied of the whole entry is not offered as what it shows. */
static void
test_denied_sentences (void)
{
  static const struct
  {
    PoiseMode mode;
    guint n;
  } cases[] = { { POISE_MODE_LEADERSHIP, 1 },
                { POISE_MODE_BALANCED, 1 },
                { POISE_MODE_MANAGEMENT, 0 },
                { POISE_MODE_NONE, 0 } };
  PoiseRange range =
    poise_range_new_days (poise_day_new (2026, 10, 1), poise_day_new (2026, 10, 31));

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PoiseJournal) journal = poise_journal_new ();
      g_autoptr (GPtrArray) found = NULL;
      g_autoptr (PoiseTag) corrected = NULL;
      PoiseEntry *entry;

      add (journal, "2026-10-02", "Asked Ben.", 1, 0.9);
      entry = poise_journal_peek (journal, 0);
      corrected = poise_tag_with_mode (poise_entry_get_tag (entry), cases[i].mode);
      poise_entry_set_tag (entry, corrected);
      found = poise_review_list_sentences (journal, &range);
      g_assert_cmpuint (found->len, ==, cases[i].n);
    }
}

/* Of the month's weeks one that was made before it, and one of a week before it. */
static PoiseIntentionList *
make_intentions (void)
{
  static const char json[] =
    "{\"format\": \"poise-intentions\", \"version\": 1, \"intentions\": ["
    "{\"id\": \"a\", \"text\": \"Sleep\", \"day\": \"2026-09-21\"},"
    "{\"id\": \"c\", \"text\": \"Listen\", \"day\": \"2026-09-27\", \"outcome\": \"done\"},"
    "{\"id\": \"b\", \"text\": \"If they are late, then I ask Amira\", "
    "\"day\": \"2026-10-05\", \"outcome\": \"partly\", \"closed\": \"2026-10-11\"}]}";
  PoiseIntentionList *list = poise_intention_list_new ();
  g_autoptr (GError) error = NULL;

  poise_intention_list_load_json (list, json, strlen (json), "test", &error);
  g_assert_no_error (error);
  return list;
}

static PoiseEntry *
make_review (PoiseJournal *journal)
{
  static const char *const answers[] = { " Much. ", "", "Ask Amira first." };
  PoiseRange range = poise_review_get_range (POISE_UNIT_MONTH, poise_day_new (2026, 10, 1), TODAY);
  g_autoptr (PoiseBalance) balance =
    poise_balance_new_for_range (journal, &range, G_DATE_MONDAY, NULL);
  g_autoptr (PoiseIntentionList) intentions = make_intentions ();
  g_autoptr (GPtrArray) sentences = poise_review_list_sentences (journal, &range);
  g_autofree char *text = poise_review_make_text (balance, NULL, intentions, sentences, answers);
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 23, 18, 0, 0);

  return poise_review_new_entry (POISE_UNIT_MONTH, poise_day_new (2026, 10, 1), text, TODAY, now);
}

static void
note_cb (const char *words, gboolean is_heading, gpointer data)
{
  g_string_append_printf (data, "%s%s|", is_heading ? "#" : "", words);
}

static void
test_text (void)
{
  g_autoptr (PoiseJournal) journal = poise_journal_new ();
  g_autoptr (PoiseEntry) review = NULL;
  g_autoptr (GString) parts = g_string_new (NULL);
  g_autoptr (GPtrArray) kept = NULL;
  PoiseUnit unit;
  PoiseDay first;

  add (journal, "2026-10-02", "Asked Amira.", 1, 0.9);
  review = make_review (journal);
  poise_heading_foreach (poise_entry_get_text (review), note_cb, parts);
  g_assert_nonnull (strstr (parts->str, "#From the Journal|2 October 2026: “Asked Amira.”|#"));
  g_assert_nonnull (strstr (parts->str, "?|Much.|#"));
  g_assert_nonnull (strstr (parts->str, "lead to?|#"));
  g_assert_nonnull (strstr (parts->str, "#Intentions|27 September 2026: “Listen” – Done\n5 October "
                                        "2026: “If they are late, then I ask Amira” – Partly|#"));
  g_assert_null (strstr (parts->str, "Sleep"));
  g_assert_true (g_str_has_prefix (parts->str, "#Balance|From 1 October 2026"));
  g_assert_true (g_str_has_suffix (parts->str, "notice?|Ask Amira first.|"));
  g_assert_false (poise_entry_is_counted (review));
  g_assert_true (poise_review_get_period (review, &unit, &first));
  g_assert_cmpuint (first, ==, poise_day_new (2026, 10, 1));
  poise_journal_add (journal, review);
  kept = poise_review_list (journal);
  g_assert_cmpuint (kept->len, ==, 1);
}

static void
test_initials (void)
{
  static const char *const names[] = { "Ben", "Ben Okafor", "Anne-Marie", "田中", "", NULL };
  g_autofree char *text = poise_names_to_initials (
    "Ben, Benedict and Ben Okafor’s Anne-Marie; Ben’s. 今日は田中さん。", names);

  g_assert_cmpstr (text, ==, "B., Benedict and B.O.’s A.M.; B.’s. 今日は田.さん。");
}

static GString *drawn;

static double
draw_chart (PoiseBalance *balance, GArray *days, PoiseDay today, cairo_t *cr, double width)
{
  for (guint i = 0; i < balance->events->len; i++)
    g_string_append (drawn, ((PoiseEvent *) g_ptr_array_index (balance->events, i))->name);
  for (guint i = 0; i < balance->weeks->len; i++)
    if (g_array_index (balance->weeks, PoisePeriod, i).outcome == POISE_OUTCOME_PARTLY)
      g_string_append (drawn, " partly");
  if (days != NULL)
    g_string_append (drawn, " days of a year");
  return 100.0;
}

static void
test_handout (void)
{
  static const char *const names[] = { "Amira", NULL };
  g_autoptr (PoiseJournal) journal = poise_journal_new ();
  g_autoptr (PoiseEntry) event = poise_test_entry ("2026-10-05", "Amira left", FALSE, 0.0);
  g_autoptr (PoiseIntentionList) intentions = make_intentions ();
  g_autoptr (PoiseEntry) review = NULL;
  g_autoptr (PoiseExport) handout = NULL;
  g_autoptr (GBytes) html = NULL;
  g_autoptr (GBytes) pdf = NULL;
  g_autofree char *page = NULL;

  drawn = g_string_new (NULL);
  add (journal, "2026-10-02", "Asked Amira & Ben.", 1, 0.9);
  add (journal, "2026-11-02", "A secret.", 1, 0.9);
  poise_entry_set_kind (event, POISE_ENTRY_EVENT);
  poise_journal_add (journal, event);
  review = make_review (journal);
  handout =
    poise_handout_new (review, journal, intentions, names, TODAY, G_DATE_MONDAY, NULL, draw_chart);
  html = poise_handout_write (handout, FALSE, NULL);
  pdf = poise_handout_write (handout, TRUE, NULL);
  page = g_strndup (g_bytes_get_data (html, NULL), g_bytes_get_size (html));
  g_assert_nonnull (strstr (page, "<h1>Review: October 2026</h1>"));
  g_assert_nonnull (strstr (page, "“Asked A. &amp; Ben.”"));
  g_assert_nonnull (strstr (page, "<h4>From the Journal</h4>"));
  g_assert_nonnull (strstr (page, "Ask A. first."));
  g_assert_null (strstr (page, "Amira"));
  g_assert_null (strstr (page, "secret"));
  g_assert_nonnull (strstr (drawn->str, "A. left"));
  g_assert_null (strstr (drawn->str, "Amira"));
  /* The charts are those of the month alone, with what became of its intentions. */
  g_assert_nonnull (strstr (drawn->str, " partly"));
  g_assert_null (strstr (drawn->str, "days of a year"));
  g_assert_true (memcmp (g_bytes_get_data (pdf, NULL), "%PDF", 4) == 0);
  /* The review itself stays as it is. */
  g_assert_nonnull (strstr (poise_entry_get_text (review), "Amira"));
  g_string_free (drawn, TRUE);
}

static void
draw_page_cb (cairo_t *cr, gpointer page)
{
  cairo_set_source_surface (cr, page, 0.0, 0.0);
  cairo_paint (cr);
}

/* Whoever gets it is not to take it for somebody's. */
static void
test_handout_of_sample (void)
{
  static const char *const names[] = { NULL };
  g_autoptr (PoiseJournal) journal = poise_journal_new ();
  g_autoptr (PoiseIntentionList) intentions = make_intentions ();
  g_autoptr (PoiseEntry) review = NULL;
  g_autoptr (PoiseExport) handout = NULL;

  drawn = g_string_new (NULL);
  add (journal, "2026-10-02", "Asked Amira & Ben.", 1, 0.9);
  review = make_review (journal);
  handout =
    poise_handout_new (review, journal, intentions, names, TODAY, G_DATE_MONDAY, NULL, draw_chart);
  for (gboolean is_sample = FALSE; is_sample <= TRUE; is_sample++)
    {
      g_autoptr (GBytes) html = NULL;
      g_autoptr (GPtrArray) pages = NULL;
      g_autofree char *page = NULL;
      g_autofree char *printed = NULL;

      handout->is_sample = is_sample;
      html = poise_handout_write (handout, FALSE, NULL);
      pages = poise_handout_make_pages (handout, 559.0, 806.0);
      page = g_strndup (g_bytes_get_data (html, NULL), g_bytes_get_size (html));
      printed = poise_test_draw (draw_page_cb, g_ptr_array_index (pages, 0));
      g_assert_nonnull (strstr (page, "<h1>Review: October 2026</h1>"));
      g_assert_nonnull (strstr (printed, "(Review: October 2026)"));
      g_assert_cmpint (strstr (page, "<p>Sample Journal</p>") != NULL, ==, is_sample);
      g_assert_cmpint (strstr (printed, "(Sample Journal)") != NULL, ==, is_sample);
    }
  g_string_free (drawn, TRUE);
}

/* On paper the text takes the pages that it needs, and the charts one of their own. */
static void
test_printed (void)
{
  static const char *const names[] = { NULL };
  g_autoptr (PoiseJournal) journal = poise_journal_new ();
  g_autoptr (PoiseIntentionList) intentions = make_intentions ();
  g_autoptr (PoiseEntry) review = NULL;
  g_autoptr (PoiseExport) handout = NULL;
  g_autoptr (GPtrArray) pages = NULL;
  g_autoptr (GPtrArray) longer = NULL;
  g_autofree char *text = g_strnfill (6000, 'x');
  double x, y, width, height;

  drawn = g_string_new (NULL);
  add (journal, "2026-10-02", "Asked Amira & Ben.", 1, 0.9);
  review = make_review (journal);
  handout =
    poise_handout_new (review, journal, intentions, names, TODAY, G_DATE_MONDAY, NULL, draw_chart);
  pages = poise_handout_make_pages (handout, 559.0, 806.0);
  g_assert_cmpuint (pages->len, ==, 2);
  cairo_recording_surface_ink_extents (g_ptr_array_index (pages, 0), &x, &y, &width, &height);
  g_assert_cmpfloat (x, >, 50.0);
  g_assert_cmpfloat (x + width, <, 509.0);
  g_assert_cmpfloat (y, >, 20.0);
  g_assert_cmpfloat (y + height, <, 800.0);
  poise_entry_set_text (g_ptr_array_index (handout->entries, 0), text);
  longer = poise_handout_make_pages (handout, 559.0, 806.0);
  g_assert_cmpuint (longer->len, ==, 3);
  g_string_free (drawn, TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/review/periods", test_periods);
  g_test_add_func ("/review/sentences", test_sentences);
  g_test_add_func ("/review/denied-sentences", test_denied_sentences);
  g_test_add_func ("/review/text", test_text);
  g_test_add_func ("/review/initials", test_initials);
  g_test_add_func ("/review/handout", test_handout);
  g_test_add_func ("/review/handout-of-sample", test_handout_of_sample);
  g_test_add_func ("/review/printed", test_printed);
  return g_test_run ();
}
