/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "poise-error.h"
#include "poise-month-reader.h"
#include "poise-month.h"

static const char whole[] =
  "{\n"
  "  \"format\": \"poise-month\",\n"
  "  \"version\": 1,\n"
  "  \"month\": \"2026-11\",\n"
  "  \"entries\": [\n"
  "    {\n"
  "      \"id\": \"018f3c1e-7b2a-7c44-9d0e-5a1b2c3d4e5f\",\n"
  "      \"day\": \"2026-11-23\",\n"
  "      \"created\": \"2026-11-23T18:09:12+01:00\",\n"
  "      \"modified\": \"2026-11-23T18:21:40+01:00\",\n"
  "      \"kind\": \"review\",\n"
  "      \"prompt\": { \"id\": \"change-07\", \"text\": \"Why?\", \"lang\": \"en\" },\n"
  "      \"text\": \"Ärger \\\"und\\\"\\tTee\\n☕\",\n"
  "      \"tag\": {\n"
  "        \"mode\": \"leadership\",\n"
  "        \"share\": 0.71,\n"
  "        \"confidence\": 0.83,\n"
  "        \"by\": \"tagger\",\n"
  "        \"model\": \"en-1\",\n"
  "        \"sentences\": [\n"
  "          { \"start\": 0, \"end\": 17, \"mode\": \"leadership\", \"facet\": \"people\", "
  "\"confidence\": 0.9, \"by\": \"tagger\", \"note\": 7 }\n"
  "        ],\n"
  "        \"engine\": {\"a\":[1,2]}\n"
  "      },\n"
  "      \"weather\": {\"temp\":-3.25,\"sky\":null},\n"
  "      \"tags\": [\"work\",\"Küche\"]\n"
  "    }\n"
  "  ],\n"
  "  \"future\": [true]\n"
  "}\n";

static PoiseMonth *
parse (const char *text, GError **error)
{
  return poise_month_parse (text, strlen (text), "2026-11", "2026-11.json", error);
}

static void
test_round_trip (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PoiseMonth) month = parse (whole, &error);
  g_autoptr (GString) again = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (month->entries->len, ==, 1);
  again = poise_month_serialize (month);
  /* What this version does not know is written back, member by member. */
  g_assert_cmpstr (again->str, ==, whole);
}

static void
test_members (void)
{
  g_autoptr (PoiseMonth) month = parse (whole, NULL);
  PoiseEntry *entry = g_ptr_array_index (month->entries, 0);
  PoiseTag *tag = poise_entry_get_tag (entry);

  g_assert_cmpstr (poise_entry_get_text (entry), ==, "Ärger \"und\"\tTee\n☕");
  g_assert_cmpstr (poise_entry_get_prompt_id (entry), ==, "change-07");
  g_assert_cmpuint (poise_entry_get_day (entry), ==, poise_day_new (2026, 11, 23));
  g_assert_cmpint (tag->mode, ==, POISE_MODE_LEADERSHIP);
  g_assert_true (tag->has_share);
  g_assert_cmpfloat (tag->share, ==, 0.71);
  g_assert_cmpuint (poise_tag_count (tag, NULL), ==, 1);
  g_assert_true (poise_tag_has_facet (tag, POISE_FACET_PEOPLE));
  g_assert_cmpstrv (poise_entry_get_tags (entry), ((const char *[]) { "work", "Küche", NULL }));
  /* They are no member that nobody knows. */
  g_assert_false (json_object_has_member (poise_entry_get_extra (entry), "tags"));
}

/* What is no list of words was written by nobody who knows tags: it stays. */
static void
test_other_tags (void)
{
  const char *const values[] = { "[]", "7", "{\"a\":1}", "[\"a\",7]", "[\"\"]", "null" };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autoptr (GString) text = g_string_new (whole);
      g_autoptr (PoiseMonth) month = NULL;
      g_autoptr (GString) again = NULL;
      PoiseEntry *entry;

      g_assert_cmpuint (g_string_replace (text, "[\"work\",\"Küche\"]", values[i], 0), ==, 1);
      month = parse (text->str, NULL);
      entry = g_ptr_array_index (month->entries, 0);
      g_assert_null (*poise_entry_get_tags (entry));
      again = poise_month_serialize (month);
      g_assert_cmpstr (again->str, ==, text->str);
      /* The person's own take its place. */
      poise_entry_set_tags (entry, (const char *const[]) { "work", "Küche", NULL });
      g_string_free (again, TRUE);
      again = poise_month_serialize (month);
      g_assert_cmpstr (again->str, ==, whole);
    }
}

static void
test_malformed (void)
{
  const char *const texts[] = {
    "",
    "{",
    "[]",
    "null",
    "{}",
    "{\"format\": \"other\", \"version\": 1, \"entries\": []}",
    "{\"format\": \"poise-month\", \"entries\": []}",
    "{\"format\": \"poise-month\", \"version\": \"1\", \"entries\": []}",
    "{\"format\": \"poise-month\", \"version\": 1, \"entries\": {}}",
    "{\"format\": \"poise-month\", \"version\": 1, \"entries\": [\"\xff\"]}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (parse (texts[i], &error));
      g_assert_error (error, POISE_ERROR, POISE_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, "2026-11.json"));
    }
}

static void
test_too_deep (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 1000000; i++)
    g_string_append_c (text, '[');
  g_assert_null (parse (text->str, &error));
  g_assert_error (error, POISE_ERROR, POISE_ERROR_INVALID);
}

static void
test_unreadable_entries (void)
{
  const char *text =
    "{\"format\": \"poise-month\", \"version\": 1, \"month\": \"2026-11\", \"entries\": ["
    "{\"id\": \"a\", \"day\": \"2026-11-01\", \"created\": \"2026-11-01T08:00:00Z\", \"text\": "
    "\"A\"},"
    "{\"id\": \"a\", \"day\": \"2026-11-01\", \"created\": \"2026-11-01T08:00:00Z\", \"text\": "
    "\"B\"},"
    "{\"id\": \"b\", \"day\": \"2026-12-01\", \"created\": \"2026-11-01T08:00:00Z\", \"text\": "
    "\"C\"},"
    "{\"id\": \"c\", \"day\": \"2026-11-31\", \"created\": \"2026-11-01T08:00:00Z\", \"text\": "
    "\"D\"},"
    "{\"id\": \"d\", \"day\": \"2026-11-02\", \"text\": \"E\"}, 7]}";
  g_autoptr (PoiseMonth) month = parse (text, NULL);
  g_autoptr (GString) again = poise_month_serialize (month);

  g_assert_cmpuint (month->entries->len, ==, 1);
  g_assert_cmpuint (month->unreadable->len, ==, 5);
  for (const char *letter = "ABCDE"; *letter != '\0'; letter++)
    {
      const char needle[] = { '"', *letter, '"', '\0' };

      g_assert_nonnull (strstr (again->str, needle));
    }
}

static const char plain[] =
  "{\n  \"format\": \"poise-month\",\n  \"version\": 1,\n  \"month\": \"2026-11\",\n"
  "  \"entries\": [\n    {\n      \"id\": \"018f3c1e\",\n      \"day\": \"2026-11-23\",\n"
  "      \"created\": \"2026-11-23T18:09:12+01:00\",\n"
  "      \"modified\": \"2026-11-23T18:21:40+01:00\",\n"
  "      \"prompt\": { \"id\": \"change-07\", \"text\": \"Why?\" },\n"
  "      \"text\": \"Ärger \\\"und\\\"\\tTee\\n☕\",\n"
  "      \"tag\": {\n        \"mode\": \"leadership\",\n        \"share\": 0.71,\n"
  "        \"confidence\": 0.83,\n        \"unsure\": true,\n        \"by\": \"tagger\",\n"
  "        \"model\": \"en-1\",\n        \"sentences\": [\n"
  "          { \"start\": 0, \"end\": 17, \"mode\": \"leadership\", \"facet\": \"people\", "
  "\"confidence\": 1, \"by\": \"person\" }\n        ]\n      },\n"
  "      \"tags\": [\"work\",\"at \\\"home\\\"\"]\n    }\n  ]\n}\n";

/* As an import leaves it. */
static const char imported[] =
  "{\n  \"format\": \"poise-month\",\n  \"version\": 1,\n  \"month\": \"2026-11\",\n"
  "  \"entries\": [\n    {\n      \"id\": \"018f3c1e\",\n      \"day\": \"2026-11-23\",\n"
  "      \"created\": \"2026-11-23T18:09:12+01:00\",\n"
  "      \"modified\": \"2026-11-23T18:21:40+01:00\",\n      \"text\": \"A\",\n"
  "      \"imported\": {\"format\":\"text\",\"id\":\"2026/\\\"a\\u00e4\\\"\"},\n"
  "      \"starred\": true,\n      \"rating\": -1.5e3,\n      \"n\": null, \"m\": 12,\n"
  "      \"location\": {\"at\":[48.4,{\"x\":[]},false],\"name\":\"Ulm\"}\n    }\n  ]\n}\n";

/* Whatever the quick reader takes, json-glib takes too, and reads the same. An
 * unknown member at the file's end makes the quick reader give up. */
static gboolean
check_against_json (const char *text)
{
  g_autoptr (GPtrArray) quick = poise_month_reader_read (text, strlen (text));
  g_autoptr (GString) marked = g_string_new (text);
  g_autoptr (PoiseMonth) slow = NULL;
  g_autoptr (GError) error = NULL;
  const char *end = strrchr (text, '}');

  if (quick == NULL)
    return FALSE;
  g_string_insert (marked, end - text, ", \"zz\": 0");
  g_assert_null (poise_month_reader_read (marked->str, marked->len));
  slow = parse (marked->str, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (quick->len, ==, slow->entries->len + slow->unreadable->len);
  for (guint i = 0; i < slow->entries->len; i++)
    g_assert_true (
      poise_entry_equal (g_ptr_array_index (quick, i), g_ptr_array_index (slow->entries, i)));
  return TRUE;
}

static void
check_mutations (const char *file)
{
  static const char marks[] = "\"\\{}[]:,.0123456789-+eEtfnu/'# \n\t\x01\x7f\xc3";
  guint n_taken = 0, n_refused = 0;

  g_assert_true (check_against_json (file));
  for (gsize at = 0; at < strlen (file); at++)
    for (const char *mark = marks; *mark != '\0'; mark++)
      {
        g_autoptr (GString) text = g_string_new (file);

        text->str[at] = *mark;
        n_taken += check_against_json (text->str);
        g_string_assign (text, file);
        g_string_insert_c (text, (gssize) at, *mark);
        n_taken += check_against_json (text->str);
        g_string_truncate (text, at);
        n_refused += !check_against_json (text->str);
      }
  g_assert_cmpuint (n_taken, >, 1000);
  /* Only the last line break may be missing. */
  g_assert_cmpuint (n_refused, ==, (strlen (file) - 1) * strlen (marks));
}

static void
test_quick_reader (void)
{
  check_mutations (plain);
  check_mutations (imported);
  g_assert_false (check_against_json (whole));
}

/* What a value means depends on where it stands: json-glib is asked about an unknown one by itself,
 * and must be about the whole file where that would say something else. */
static void
test_bare_point (void)
{
  static const char *const values[] = { ".",   "..",  "-.",   "-.-",        "+.",   ".1",   "-.5",
                                        ".-",  ".e1", "e.",   "1.",         "1.5",  "-1.5", "12",
                                        "-.e", "t.",  "-",    "+",          "+1",   "--1",  "e",
                                        "E",   "[.]", "[-.]", "{\"a\": .}", "[1,.]" };
  const char *at = strstr (imported, "null");

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autoptr (GString) text = g_string_new_len (imported, at - imported);

      g_string_append (text, values[i]);
      g_string_append (text, at + strlen ("null"));
      g_test_message ("%s", values[i]);
      check_against_json (text->str);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/month/round-trip", test_round_trip);
  g_test_add_func ("/month/members", test_members);
  g_test_add_func ("/month/other-tags", test_other_tags);
  g_test_add_func ("/month/malformed", test_malformed);
  g_test_add_func ("/month/too-deep", test_too_deep);
  g_test_add_func ("/month/unreadable-entries", test_unreadable_entries);
  g_test_add_func ("/month/quick-reader", test_quick_reader);
  g_test_add_func ("/month/bare-point", test_bare_point);
  return g_test_run ();
}
