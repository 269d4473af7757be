/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "poise-error.h"
#include "poise-side-merge.h"

#define PROMPTS(members) "{\"format\": \"poise-prompts\", \"version\": 1, " members "}"
#define LEARNED(members) "{\"format\": \"poise-learned\", \"version\": 3, " members "}"
#define PART(by, revision, n)                                                                      \
  "{\"by\": \"" by "\", \"revision\": " revision ", \"corrections\": " n "}"

/* Both ways give the same; it has no line breaks, for the sake of looking at it. */
static char *
merge (const char *name, const char *one, const char *other)
{
  g_autoptr (GBytes) a = g_bytes_new (one, strlen (one));
  g_autoptr (GBytes) b = g_bytes_new (other, strlen (other));
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) merged = poise_side_merge (name, a, b, &error);
  g_autoptr (GBytes) back = NULL;
  g_autoptr (GBytes) again = NULL;
  char *text;

  g_assert_no_error (error);
  back = poise_side_merge (name, b, a, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (merged, back));
  again = poise_side_merge (name, merged, b, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (merged, again));
  text = g_strndup (g_bytes_get_data (merged, NULL), g_bytes_get_size (merged));
  return g_strdelimit (text, "\n", ' ');
}

static void
assert_newer (const char *name, const char *one, const char *other)
{
  g_autoptr (GBytes) a = g_bytes_new (one, strlen (one));
  g_autoptr (GBytes) b = g_bytes_new (other, strlen (other));
  g_autoptr (GError) error = NULL;

  g_assert_null (poise_side_merge (name, a, b, &error));
  g_assert_error (error, POISE_ERROR, POISE_ERROR_NEWER);
  g_assert_false (poise_side_merge_holds (name, a, b));
}

/* A version that is not known is taken for nobody's, nor anybody's for it. */
static void
test_newer (void)
{
  static const char *const files[][2] = {
    { "agreement.json", "poise-agreement" }, { "intentions.json", "poise-intentions" },
    { "journal.json", "poise-journal" },     { "learned.json", "poise-learned" },
    { "prompts.json", "poise-prompts" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *known =
        g_strdup_printf ("{\"format\": \"%s\", \"version\": 1}", files[i][1]);
      g_autofree char *newer =
        g_strdup_printf ("{\"format\": \"%s\", \"version\": 4}", files[i][1]);

      assert_newer (files[i][0], known, newer);
      assert_newer (files[i][0], newer, known);
    }
}

/* Of two that are known the later one is taken. */
static void
test_later_version (void)
{
  g_autofree char *merged =
    merge ("learned.json", "{\"format\": \"poise-learned\", \"version\": 2}",
           LEARNED ("\"forgotten\": 0, \"parts\": [" PART ("a", "3", "5") "]"));

  g_assert_nonnull (strstr (merged, "\"version\": 3"));
}

static void
test_learned (void)
{
  g_autofree char *merged = merge (
    "learned.json",
    LEARNED ("\"forgotten\": 0, \"parts\": [" PART ("a", "3", "5") ", " PART ("b", "1", "1") "]"),
    LEARNED ("\"forgotten\": 0, \"parts\": [" PART ("a", "2", "4") ", " PART ("c", "1", "7") "]"));

  g_assert_nonnull (strstr (merged, "\"corrections\":5"));
  g_assert_nonnull (strstr (merged, "\"corrections\":1"));
  g_assert_nonnull (strstr (merged, "\"corrections\":7"));
  g_assert_null (strstr (merged, "\"corrections\":4"));
}

static void
test_forgotten (void)
{
  g_autofree char *merged =
    merge ("learned.json", LEARNED ("\"forgotten\": 9, \"parts\": []"),
           LEARNED ("\"forgotten\": 0, \"parts\": [" PART ("a", "2", "4") "]"));

  g_assert_null (strstr (merged, "corrections"));
}

/* A number of another's file may be any. */
static void
test_learned_far_apart (void)
{
  g_autofree char *merged =
    merge ("learned.json",
           LEARNED ("\"forgotten\": 0, \"parts\": [" PART ("a", "9223372036854775807", "5") "]"),
           LEARNED ("\"forgotten\": 0, \"parts\": [" PART ("a", "-2", "4") "]"));
  g_autofree char *forgotten =
    merge ("learned.json", LEARNED ("\"forgotten\": 9223372036854775807, \"parts\": []"),
           LEARNED ("\"forgotten\": -9, \"parts\": [" PART ("a", "2", "4") "]"));

  g_assert_nonnull (strstr (merged, "\"corrections\":5"));
  g_assert_null (strstr (forgotten, "corrections"));
}

static void
test_prompts (void)
{
  g_autofree char *merged = merge (
    "prompts.json",
    PROMPTS (
      "\"off\": [], \"own\": [{\"id\": \"x\", \"text\": \"Older?\", \"modified\": \"2026-01\"}, "
      "{\"id\": \"y\", \"text\": \"Mine?\"}, {\"id\": \"z\", \"text\": \"Removed?\"}]"),
    PROMPTS ("\"off\": [\"peer\"], \"own\": [{\"id\": \"x\", \"text\": \"Newer?\", \"modified\": "
             "\"2026-02\"}, {\"id\": \"w\", \"text\": \"Theirs?\"}], "
             "\"removed\": {\"z\": \"2026-02\"}, \"switched\": {\"peer\": \"2026-02\"}"));

  g_assert_nonnull (strstr (merged, "Newer?"));
  g_assert_null (strstr (merged, "Older?"));
  g_assert_nonnull (strstr (merged, "Mine?"));
  g_assert_nonnull (strstr (merged, "Theirs?"));
  g_assert_null (strstr (merged, "Removed?"));
  g_assert_nonnull (strstr (merged, "\"off\": [     \"peer\""));
}

static char *
find_order (const char *merged)
{
  const char *one = strstr (merged, "One?");
  const char *two = strstr (merged, "Two?");

  g_assert_true (one != NULL && two != NULL);
  return g_strdup (one < two ? "12" : "21");
}

/* What the person did since the file was read is what counts. */
static void
test_stamps (void)
{
  const char *base =
    PROMPTS ("\"off\": [\"peer\"], \"own\": [{\"id\": \"1\", \"text\": \"One?\"}, {\"id\": "
             "\"2\", \"text\": \"Two?\"}, {\"id\": \"3\", \"text\": \"Three?\"}]");
  const char *now =
    PROMPTS ("\"off\": [], \"own\": [{\"id\": \"2\", \"text\": \"Two?\"}, {\"id\": \"1\", "
             "\"text\": \"One?\"}]");
  g_autoptr (GDateTime) time = g_date_time_new_utc (2026, 11, 23, 18, 0, 0.0);
  g_autofree char *stamped = poise_side_merge_stamp ("prompts.json", base, now, time);
  g_autofree char *merged = merge ("prompts.json", base, stamped);
  g_autofree char *order = find_order (merged);

  g_assert_cmpstr (order, ==, "21");
  g_assert_null (strstr (merged, "Three?"));
  g_assert_nonnull (strstr (merged, "\"switched\""));
  g_assert_nonnull (strstr (merged, "\"off\": []"));
}

#define AGREEMENT(checks)                                                                          \
  "{\"format\": \"poise-agreement\", \"version\": 1, \"checks\": [" checks "]}"
#define CHECK(id, day) "{\"id\": \"" id "\", \"day\": \"" day "\", \"unsure\": 1}"

static guint
count (const char *text, const char *part)
{
  guint n = 0;

  for (const char *at = strstr (text, part); at != NULL; at = strstr (at + 1, part))
    n++;
  return n;
}

/* What both knew counts once; what each said counts, even if it is the same. */
static void
test_agreement (void)
{
  g_autofree char *merged =
    merge ("agreement.json", AGREEMENT (CHECK ("a", "2026-11-01") ", " CHECK ("b", "2026-11-03")),
           AGREEMENT (CHECK ("a", "2026-11-01") ", " CHECK ("c", "2026-11-03") ", " CHECK (
             "d", "2026-11-02")));

  g_assert_cmpuint (count (merged, "\"id\""), ==, 4);
  g_assert_true (strstr (merged, "2026-11-02") < strstr (merged, "2026-11-03"));
}

/* Each computer began the journal. */
static void
test_heads (void)
{
  g_autofree char *merged = merge ("journal.json",
                                   "{\"format\": \"poise-journal\", \"version\": 1, \"created\": "
                                   "\"2026-11-02T10:00:00+01:00\", \"mine\": 1}",
                                   "{\"format\": \"poise-journal\", \"version\": 1, \"created\": "
                                   "\"2026-11-02T09:30:00+00:00\", \"theirs\": 1}");

  g_assert_nonnull (strstr (merged, "10:00:00+01:00"));
  g_assert_nonnull (strstr (merged, "mine"));
  g_assert_nonnull (strstr (merged, "theirs"));
}

#define INTENTIONS(members) "{\"format\": \"poise-intentions\", \"version\": 1, " members "}"
#define INTENTION_OF(id, day, members)                                                             \
  "{\"id\": \"" id "\", \"day\": \"2026-11-" day "\", \"text\": \"" id "\"" members "}"
#define INTENTION(id, members) INTENTION_OF (id, "02", members)
#define MODIFIED(day) "\"modified\": \"2026-11-" day "\""

/* Each by itself: the later word on one, both of two, none that was removed, and the later pause.
 */
static void
test_intentions (void)
{
  static const char one[] = INTENTIONS ("\"intentions\": [" INTENTION (
    "a", ", \"outcome\": \"open\", " MODIFIED (
           "02")) ", " INTENTION ("mine",
                                  "") ", " INTENTION ("gone",
                                                      "") "], "
                                                          "\"quiet\": [{\"id\": \"e\"}, {\"id\": "
                                                          "\"back\"}], "
                                                          "\"pause\": {\"since\": "
                                                          "\"2026-11-03\", " MODIFIED ("03") "}");
  static const char other[] = INTENTIONS ("\"intentions\": [" INTENTION (
    "a", ", \"outcome\": \"done\", " MODIFIED (
           "08")) ", " INTENTION ("theirs", "") "], \"quiet\": [{\"id\": \"f\"}], "
                                                "\"removed\": {\"gone\": \"2026-11-05\", \"back\": "
                                                "\"2026-11-05\"}, "
                                                "\"pause\": {" MODIFIED ("07") "}");
  g_autofree char *merged = merge ("intentions.json", one, other);

  g_assert_nonnull (strstr (merged, "\"id\": \"e\""));
  g_assert_nonnull (strstr (merged, "\"id\": \"f\""));
  g_assert_null (strstr (merged, "\"id\": \"back\""));
  g_assert_nonnull (strstr (merged, "\"done\""));
  g_assert_nonnull (strstr (merged, "\"mine\""));
  g_assert_nonnull (strstr (merged, "\"theirs\""));
  g_assert_null (strstr (merged, "\"text\": \"gone\""));
  g_assert_null (strstr (merged, "since"));
}

/* Undone in the same moment, or after the clock was set back, a removal does not win. */
static void
test_removed_and_back (void)
{
  const char *base = PROMPTS ("\"off\": [], \"own\": [], \"removed\": {\"3\": "
                              "\"2026-11-23T18:00:00.000000Z\"}");
  const char *now = PROMPTS ("\"off\": [], \"own\": [{\"id\": \"3\", \"text\": \"Three?\"}]");

  for (int hour = 17; hour <= 18; hour++)
    {
      g_autoptr (GDateTime) time = g_date_time_new_utc (2026, 11, 23, hour, 0, 0.0);
      g_autofree char *stamped = poise_side_merge_stamp ("prompts.json", base, now, time);
      g_autofree char *merged = merge ("prompts.json", base, stamped);

      g_assert_nonnull (strstr (merged, "Three?"));
    }
}

/* What was changed at the same moment, or later by a clock that was set back since, is removed all
 * the same. */
static void
test_remove_what_was_changed (void)
{
  const char *base = PROMPTS ("\"off\": [], \"own\": [{\"id\": \"3\", \"text\": \"Three?\", "
                              "\"modified\": \"2026-11-23T18:00:00.000002Z\"}]");
  const char *now = PROMPTS ("\"off\": [], \"own\": []");

  for (int hour = 17; hour <= 19; hour++)
    {
      g_autoptr (GDateTime) time = g_date_time_new_utc (2026, 11, 23, hour, 0, 0.0);
      g_autofree char *stamped = poise_side_merge_stamp ("prompts.json", base, now, time);
      g_autofree char *merged = merge ("prompts.json", base, stamped);

      g_assert_null (strstr (merged, "Three?"));
    }
}

/* An answer that is taken back is open again, by a clock that does not move and by one that was set
 * back, and also where another computer that is ahead had written the intention before. */
static void
test_answer_and_back (void)
{
  static const char *const outcomes[] = { "done", "partly", "not", "dropped" };
  static const int hours[] = { 17, 18, 19 };

  for (guint i = 0; i < G_N_ELEMENTS (outcomes) * G_N_ELEMENTS (hours); i++)
    {
      g_autofree char *open = g_strdup (INTENTIONS (
        "\"intentions\": [" INTENTION_OF ("a", "16",
                                          ", \"outcome\": \"open\", "
                                          "\"modified\": \"2026-11-23T18:30:00.000000Z\"") "]"));
      g_autoptr (GString) answered = g_string_new (open);
      g_autoptr (GDateTime) time = g_date_time_new_utc (2026, 11, 23, 18, 0, 0.0);
      g_autoptr (GDateTime) then =
        g_date_time_new_utc (2026, 11, 23, hours[i / G_N_ELEMENTS (outcomes)], 0, 0.0);
      g_autofree char *quoted = g_strdup_printf ("\"%s\"", outcomes[i % G_N_ELEMENTS (outcomes)]);
      g_autofree char *answer = NULL;
      g_autofree char *kept = NULL;
      g_autofree char *undo = NULL;
      g_autofree char *merged = NULL;

      g_string_replace (answered, "\"open\"", quoted, 0);
      answer = poise_side_merge_stamp ("intentions.json", open, answered->str, time);
      kept = merge ("intentions.json", open, answer);
      g_assert_nonnull (strstr (kept, quoted));
      undo = poise_side_merge_stamp ("intentions.json", kept, open, then);
      merged = merge ("intentions.json", kept, undo);
      g_assert_nonnull (strstr (merged, "\"open\""));
    }
}

/* Who ends a pause on one computer takes no answer back that was given on another. */
static void
test_answer_and_pause (void)
{
  static const char moved[] = INTENTIONS (
    "\"intentions\": [" INTENTION_OF ("a", "23", ", \"outcome\": \"open\", " MODIFIED ("23")) "]");
  static const char answered[] = INTENTIONS ("\"intentions\": [" INTENTION_OF (
    "a", "09", ", \"outcome\": \"partly\", " MODIFIED ("15")) "]");
  static const char undone[] = INTENTIONS (
    "\"intentions\": [" INTENTION_OF ("a", "09", ", \"outcome\": \"open\", " MODIFIED ("16")) "]");
  g_autofree char *both = merge ("intentions.json", moved, answered);
  g_autofree char *later = merge ("intentions.json", undone, answered);

  g_assert_nonnull (strstr (both, "\"partly\""));
  g_assert_nonnull (strstr (later, "\"open\""));
}

/* Back where it was, and not at the end. */
static void
test_back_in_its_place (void)
{
  const char *base = PROMPTS ("\"off\": [], \"own\": [{\"id\": \"2\", \"text\": \"Two?\"}]");
  const char *now = PROMPTS ("\"off\": [], \"own\": [{\"id\": \"1\", \"text\": \"One?\"}, "
                             "{\"id\": \"2\", \"text\": \"Two?\"}]");
  g_autoptr (GDateTime) time = g_date_time_new_utc (2026, 11, 23, 18, 0, 0.0);
  g_autofree char *stamped = poise_side_merge_stamp ("prompts.json", base, now, time);
  g_autofree char *merged = merge ("prompts.json", base, stamped);
  g_autofree char *order = find_order (merged);

  g_assert_cmpstr (order, ==, "12");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/side-merge/newer", test_newer);
  g_test_add_func ("/side-merge/later-version", test_later_version);
  g_test_add_func ("/side-merge/learned", test_learned);
  g_test_add_func ("/side-merge/forgotten", test_forgotten);
  g_test_add_func ("/side-merge/learned-far-apart", test_learned_far_apart);
  g_test_add_func ("/side-merge/prompts", test_prompts);
  g_test_add_func ("/side-merge/agreement", test_agreement);
  g_test_add_func ("/side-merge/heads", test_heads);
  g_test_add_func ("/side-merge/intentions", test_intentions);
  g_test_add_func ("/side-merge/remove-what-was-changed", test_remove_what_was_changed);
  g_test_add_func ("/side-merge/answer-and-back", test_answer_and_back);
  g_test_add_func ("/side-merge/answer-and-pause", test_answer_and_pause);
  g_test_add_func ("/side-merge/stamps", test_stamps);
  g_test_add_func ("/side-merge/removed-and-back", test_removed_and_back);
  g_test_add_func ("/side-merge/back-in-its-place", test_back_in_its_place);
  return g_test_run ();
}
