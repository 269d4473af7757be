/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An entry as an object of a month file, and back. */

#include <string.h>

#include "poise-entry-json.h"
#include "poise-error.h"

#define TIMES "\"created\": \"2026-11-23T18:00:00Z\", \"modified\": \"2026-11-23T18:05:00Z\""
#define LEAST "\"id\": \"a\", \"day\": \"2026-11-23\", " TIMES

static PoiseEntry *
read_entry (const char *json, GError **error)
{
  g_autoptr (JsonNode) node = poise_json_parse (json, strlen (json), "test", NULL);

  g_assert_nonnull (node);
  return poise_entry_from_json (json_node_get_object (node), error);
}

static char *
write_entry (PoiseEntry *entry)
{
  GString *out = g_string_new (NULL);
  PoiseJsonWriter writer;

  poise_json_writer_init (&writer, out);
  poise_entry_write_json (entry, &writer);
  return g_string_free (out, FALSE);
}

/* What it writes it reads, and writes the same. */
static void
assert_stays (const char *json)
{
  g_autoptr (PoiseEntry) entry = read_entry (json, NULL);
  g_autofree char *once = NULL;
  g_autofree char *twice = NULL;
  g_autoptr (PoiseEntry) again = NULL;

  g_assert_nonnull (entry);
  once = write_entry (entry);
  again = read_entry (once, NULL);
  g_assert_nonnull (again);
  g_assert_true (poise_entry_equal (entry, again));
  twice = write_entry (again);
  g_assert_cmpstr (once, ==, twice);
}

static void
test_round_trip (void)
{
  assert_stays ("{" LEAST ", \"text\": \"\"}");
  assert_stays ("{" LEAST ", \"text\": \"One \\\"two\\\"\\n\\u00e9\", "
                "\"prompt\": {\"id\": \"thanks\", \"text\": \"Whom did you thank?\"}}");
  assert_stays (
    "{" LEAST ", \"text\": \"Asked Amira.\", \"tag\": {\"mode\": \"leadership\", "
    "\"share\": 1.0, \"confidence\": 0.75, \"unsure\": true, \"by\": \"person\", "
    "\"model\": \"en-1\", \"sentences\": [{\"start\": 0, \"end\": 12, \"mode\": "
    "\"leadership\", \"facet\": \"people\", \"confidence\": 0.5, \"by\": \"tagger\"}]}}");
}

/* A newer version's members stay where they stood, however deep. */
static void
test_unknown_members (void)
{
  g_autoptr (PoiseEntry) entry =
    read_entry ("{" LEAST ", \"text\": \"Asked.\", \"mood\": {\"deep\": [1, 2]}, "
                "\"prompt\": {\"text\": \"Why?\", \"colour\": \"red\"}, "
                "\"tag\": {\"mode\": \"none\", \"confidence\": 0.5, \"by\": \"tagger\", "
                "\"mean\": 3, \"sentences\": [{\"start\": 0, \"end\": 6, \"mode\": \"none\", "
                "\"confidence\": 0.5, \"by\": \"tagger\", \"note\": \"kept\"}]}}",
                NULL);
  g_autofree char *json = write_entry (entry);
  g_autoptr (JsonNode) node = poise_json_parse (json, strlen (json), "test", NULL);
  JsonObject *object = json_node_get_object (node);
  JsonObject *tag = poise_json_get_object (object, "tag");
  const char *colour = NULL, *note = NULL;
  gint64 mean = 0;

  g_assert_cmpuint (
    json_array_get_length (poise_json_get_array (poise_json_get_object (object, "mood"), "deep")),
    ==, 2);
  g_assert_true (
    poise_json_get_string (poise_json_get_object (object, "prompt"), "colour", &colour));
  g_assert_cmpstr (colour, ==, "red");
  g_assert_true (poise_json_get_int (tag, "mean", &mean));
  g_assert_cmpint (mean, ==, 3);
  g_assert_true (poise_json_get_string (
    json_array_get_object_element (poise_json_get_array (tag, "sentences"), 0), "note", &note));
  g_assert_cmpstr (note, ==, "kept");
  g_assert_false (json_object_has_member (tag, "note"));
  assert_stays (json);
}

static void
test_missing (void)
{
  static const char *const wrong[] = {
    "{\"day\": \"2026-11-23\", " TIMES ", \"text\": \"No id\"}",
    "{\"id\": \"\", \"day\": \"2026-11-23\", " TIMES ", \"text\": \"Empty id\"}",
    "{\"id\": \"a\", \"day\": \"23.11.2026\", " TIMES ", \"text\": \"No such day\"}",
    "{\"id\": \"a\", \"day\": \"2026-02-30\", " TIMES ", \"text\": \"No such day\"}",
    "{" LEAST "}",
    "{" LEAST ", \"text\": 17}",
    "{\"id\": \"a\", \"day\": \"2026-11-23\", \"text\": \"No time\"}",
    "{\"id\": \"a\", \"day\": \"2026-11-23\", \"created\": \"noon\", \"text\": \"No time\"}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (read_entry (wrong[i], &error));
      g_assert_error (error, POISE_ERROR, POISE_ERROR_INVALID);
    }
}

/* Either time stands for the other. */
static void
test_times (void)
{
  g_autoptr (PoiseEntry) created = read_entry ("{\"id\": \"a\", \"day\": \"2026-11-23\", \"text\": "
                                               "\"\", \"created\": \"2026-11-23T18:00:00Z\"}",
                                               NULL);
  g_autoptr (PoiseEntry) modified =
    read_entry ("{\"id\": \"a\", \"day\": \"2026-11-23\", \"text\": "
                "\"\", \"modified\": \"2026-11-23T18:00:00Z\"}",
                NULL);

  g_assert_true (
    g_date_time_equal (poise_entry_get_created (created), poise_entry_get_modified (created)));
  g_assert_true (
    g_date_time_equal (poise_entry_get_created (modified), poise_entry_get_modified (modified)));
}

/* A tag can be made again, so that nothing in it keeps the entry from being read. */
static void
test_odd_tags (void)
{
  static const struct
  {
    const char *tag;
    int n_sentences; /* -1: no tag at all */
  } cases[] = {
    { "17", -1 },
    { "{}", -1 },
    { "{\"mode\": \"sideways\"}", -1 },
    { "{\"mode\": \"none\"}", 0 },
    { "{\"mode\": \"none\", \"sentences\": {}}", 0 },
    { "{\"mode\": \"none\", \"sentences\": [17, {}, {\"start\": 0, \"end\": 4}]}", 0 },
    { "{\"mode\": \"none\", \"sentences\": [{\"start\": 4, \"end\": 0, \"mode\": \"none\"}]}", 0 },
    { "{\"mode\": \"none\", \"sentences\": [{\"start\": -1, \"end\": 4, \"mode\": \"none\"}]}", 0 },
    { "{\"mode\": \"none\", \"sentences\": [{\"start\": 0, \"end\": 4, \"mode\": \"balanced\"}]}",
      0 },
    { "{\"mode\": \"none\", \"sentences\": [{\"start\": 0, \"end\": 4, \"mode\": \"none\"}]}", 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *json =
        g_strdup_printf ("{" LEAST ", \"text\": \"Text\", \"tag\": %s}", cases[i].tag);
      g_autoptr (PoiseEntry) entry = read_entry (json, NULL);
      PoiseTag *tag = poise_entry_get_tag (entry);

      g_assert_cmpstr (poise_entry_get_text (entry), ==, "Text");
      if (cases[i].n_sentences < 0)
        g_assert_null (tag);
      else
        g_assert_cmpint ((int) tag->sentences->len, ==, cases[i].n_sentences);
    }
}

/* What an entry is: a word, also one of a later version; anything else stays as it is. */
static void
test_kind (void)
{
  g_autoptr (PoiseEntry) review =
    read_entry ("{" LEAST ", \"text\": \"\", \"kind\": \"review\"}", NULL);
  g_autoptr (PoiseEntry) later =
    read_entry ("{" LEAST ", \"text\": \"\", \"kind\": \"haiku\", \"x\": 1}", NULL);
  g_autoptr (PoiseEntry) odd = read_entry ("{" LEAST ", \"text\": \"\", \"kind\": [1]}", NULL);
  g_autoptr (PoiseEntry) copy = poise_entry_copy (later);
  g_autofree char *json = write_entry (odd);

  g_assert_cmpstr (poise_entry_get_kind (review), ==, "review");
  g_assert_null (poise_entry_get_extra (review));
  g_assert_cmpstr (poise_entry_get_kind (copy), ==, "haiku");
  g_assert_false (poise_entry_is_counted (copy));
  g_assert_false (poise_entry_equal (review, later));
  assert_stays ("{" LEAST ", \"text\": \"\", \"kind\": \"haiku\", \"x\": 1}");
  g_assert_true (poise_entry_is_counted (odd));
  g_assert_nonnull (strstr (json, "\"kind\": [1]"));
}

static void
test_share_is_one (void)
{
  g_autoptr (PoiseEntry) entry = read_entry (
    "{" LEAST ", \"text\": \"\", \"tag\": {\"mode\": \"none\", \"share\": 12.5}}", NULL);

  g_assert_true (poise_entry_get_tag (entry)->has_share);
  g_assert_cmpfloat (poise_entry_get_tag (entry)->share, ==, 1.0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/entry-json/round-trip", test_round_trip);
  g_test_add_func ("/entry-json/unknown-members", test_unknown_members);
  g_test_add_func ("/entry-json/missing", test_missing);
  g_test_add_func ("/entry-json/times", test_times);
  g_test_add_func ("/entry-json/odd-tags", test_odd_tags);
  g_test_add_func ("/entry-json/kind", test_kind);
  g_test_add_func ("/entry-json/share-is-one", test_share_is_one);
  return g_test_run ();
}
