/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Out and in again: random journals, and what a format can hold of them. */

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#include "poise-exchange.h"
#include "poise-import-text.h"
#include "poise-json.h"
#include "poise-tags.h"
#include "poise-test.h"
#include "poise-time.h"
#include "poise-uuid.h"

#define N_JOURNALS 30
#define MAX_ENTRIES 25

/* Pieces that formats stumble over. */
static const char *const pieces[] = {
  "word",
  " ",
  "\n",
  "\n\n",
  "\"",
  "'",
  ",",
  ";",
  "---",
  "\n---\n",
  "# ",
  "\n# Title",
  "\n2026-11-23",
  "\n 2026-11-23 18:09",
  "\n## 2026-11-23 18:09\n",
  "<!-- poise {\"id\": 1} -->",
  "\n<!-- poise ",
  "\n\\<!-- poise x",
  "é",
  "日本",
  "😀",
  "\t",
  "\\",
  "\\n",
  "{",
  "}",
  "[x] ",
  "- item\n",
  "@tag ",
  "*",
  ": ",
  "key: value\n",
  "…",
  "=====\n",
  "\n-----\n",
  "\n23.11.2026\n",
  "\nNovember 23, 2026\n",
  "\xc2\xa0",
  "\x7f",
  "\xc2\x85",
  " \xe2\x80\xa8 ",
  "\xef\xbb\xbf",
  "\xef\xbf\xbf",
  "a",
  "B",
};

static char *
random_text (GRand *rand)
{
  GString *text = g_string_new ("x");
  guint n = (guint) g_rand_int_range (rand, 0, 40);

  for (guint i = 0; i < n; i++)
    g_string_append (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
  return g_string_free (text, FALSE);
}

static JsonObject *
random_extra (GRand *rand)
{
  JsonObject *extra = json_object_new ();

  if (g_rand_boolean (rand))
    json_object_set_boolean_member (extra, "starred", TRUE);
  if (g_rand_boolean (rand))
    {
      g_autofree char *text = random_text (rand);
      JsonObject *weather = json_object_new ();

      json_object_set_string_member (weather, "sky--", text);
      json_object_set_int_member (weather, "degrees", g_rand_int_range (rand, -30, 40));
      json_object_set_object_member (extra, "weather", weather);
    }
  return extra;
}

static GStrv
random_tags (GRand *rand)
{
  g_autofree char *one = random_text (rand);
  g_autofree char *other = random_text (rand);
  const char *const words[] = { "plain", one + 1, "zwei Wörter", other + 1, NULL };

  return poise_tags_clean_all (words + g_rand_int_range (rand, 0, 5));
}

static PoiseEntry *
random_entry (GRand *rand)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (g_rand_int_range (rand, -12, 15) * 3600);
  g_autoptr (GDateTime) base = g_date_time_new (zone, 2026, 1, 1, 0, 0, 0);
  g_autoptr (GDateTime) created =
    g_date_time_add_seconds (base, g_rand_int_range (rand, 0, 4000000));
  g_autoptr (GDateTime) modified =
    g_date_time_add_seconds (created, g_rand_int_range (rand, 0, 999));
  g_autofree char *id = poise_uuid_new (created, rand);
  g_autofree char *text = random_text (rand);
  g_autoptr (JsonObject) extra = g_rand_boolean (rand) ? random_extra (rand) : NULL;
  g_auto (GStrv) tags = random_tags (rand);
  PoiseEntry *entry = poise_entry_new (id, poise_day_from_time (created, 0), created);

  poise_entry_set_text (entry, text);
  poise_entry_set_modified (entry, modified);
  poise_entry_set_extra (entry, extra != NULL && json_object_get_size (extra) > 0 ? extra : NULL);
  poise_entry_set_tags (entry, (const char *const *) tags);
  if (g_rand_int_range (rand, 0, 4) == 0)
    poise_entry_set_kind (entry, "review");
  if (g_rand_boolean (rand))
    {
      g_autofree char *prompt = random_text (rand);

      poise_entry_set_prompt (entry, "change-07", prompt);
    }
  if (g_rand_boolean (rand))
    {
      g_autoptr (PoiseTag) tag =
        poise_tag_with_mode (NULL, (PoiseMode) g_rand_int_range (rand, 0, POISE_N_MODES));

      poise_entry_set_tag (entry, tag);
    }
  return entry;
}

static PoiseJournal *
random_journal (GRand *rand)
{
  PoiseJournal *journal = poise_journal_new ();
  guint n = (guint) g_rand_int_range (rand, 0, MAX_ENTRIES);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PoiseEntry) entry = random_entry (rand);

      poise_journal_add (journal, entry);
    }
  return journal;
}

static PoiseImport *
travel (const PoiseExport *export, const char *exporter, const char *importer, const char *folder)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autofree char *path = g_build_filename (folder, exporter, NULL);
  const PoiseExporter *out = poise_exporters_lookup (exporter);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) files = out->write (export, &error);
  PoiseImport *import;

  g_assert_no_error (error);
  g_assert_true (poise_export_save (files, path, out->suffix == NULL, TRUE, NULL, &error));
  g_assert_no_error (error);
  if (files->len == 0)
    return NULL;
  import = poise_exchange_read (poise_importers_lookup (importer), path, zone, NULL, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < import->problems->len; i++)
    g_test_message ("%s", ((PoiseImportNote *) g_ptr_array_index (import->problems, i))->message);
  g_assert_cmpuint (import->problems->len, ==, 0);
  poise_test_remove_folder (path);
  return import;
}

static JsonNode *
get_extra (PoiseEntry *entry)
{
  JsonNode *node = json_node_alloc ();
  g_autoptr (JsonObject) none = json_object_new ();
  JsonObject *extra = poise_entry_get_extra (entry);

  return json_node_init_object (node, extra != NULL ? extra : none);
}

/* Everything is as it was. */
static void
assert_same (PoiseEntry *was, PoiseEntry *is)
{
  g_autoptr (JsonNode) extra_was = get_extra (was);
  g_autoptr (JsonNode) extra_is = get_extra (is);

  g_assert_cmpstr (poise_entry_get_text (is), ==, poise_entry_get_text (was));
  g_assert_cmpstr (poise_entry_get_id (is), ==, poise_entry_get_id (was));
  g_assert_cmpstr (poise_entry_get_prompt_text (is), ==, poise_entry_get_prompt_text (was));
  g_assert_cmpstrv (poise_entry_get_tags (is), poise_entry_get_tags (was));
  g_assert_true (poise_entry_equal (was, is));
  g_assert_true (json_node_equal (extra_is, extra_was));
}

/* The day, the time, the tags and the words are as they were, but for blanks around
 * the words and the signs that end their lines. */
static void
assert_same_words (PoiseEntry *was, PoiseEntry *is)
{
  g_autofree char *words = g_strchomp (poise_import_mend_lines (poise_entry_get_text (was)));

  g_assert_cmpstr (poise_entry_get_text (is), ==, words);
  g_assert_cmpstrv (poise_entry_get_tags (is), poise_entry_get_tags (was));
  g_assert_cmpuint (poise_entry_get_day (is), ==, poise_entry_get_day (was));
  /* A note that was begun on another day than its own has only the time. */
  if (poise_day_from_time (poise_entry_get_created (was), 0) == poise_entry_get_day (was))
    g_assert_true (g_date_time_equal (poise_entry_get_created (is), poise_entry_get_created (was)));
}

typedef struct
{
  const char *exporter;
  const char *importer;
  void (*check) (PoiseEntry *was, PoiseEntry *is);
} Journey;

static PoiseEntry *
find (PoiseImport *import, PoiseEntry *was, guint position, gboolean by_id)
{
  if (!by_id)
    return g_ptr_array_index (import->entries, position);
  for (guint i = 0; i < import->entries->len; i++)
    if (g_str_equal (poise_entry_get_id (g_ptr_array_index (import->entries, i)),
                     poise_entry_get_id (was)))
      return g_ptr_array_index (import->entries, i);

  return NULL;
}

static guint
travel_all (const Journey *journey, PoiseJournal *journal, const char *folder)
{
  g_autoptr (PoiseExport) export = poise_export_new (
    journal, 1, G_MAXUINT32, poise_day_parse ("2026-12-31"), G_DATE_MONDAY, NULL, NULL);
  g_autoptr (PoiseImport) import = NULL;

  if (export->entries->len == 0)
    return 0;
  import = travel (export, journey->exporter, journey->importer, folder);
  g_assert_cmpuint (import->entries->len, ==, export->entries->len);
  for (guint i = 0; i < export->entries->len; i++)
    {
      PoiseEntry *was = g_ptr_array_index (export->entries, i);
      PoiseEntry *is = find (import, was, i, journey->check == assert_same);

      g_assert_nonnull (is);
      journey->check (was, is);
    }
  return export->entries->len;
}

static void
test_journey (gconstpointer data)
{
  const Journey *journey = data;
  g_autoptr (GRand) rand = g_rand_new_with_seed (2026);
  g_autofree char *folder = poise_test_make_folder ();
  guint n_entries = 0;

  for (guint i = 0; i < N_JOURNALS; i++)
    {
      g_autoptr (PoiseJournal) journal = random_journal (rand);

      n_entries += travel_all (journey, journal, folder);
    }
  g_test_message ("%u entries of %u journals came back", n_entries, N_JOURNALS);
  g_assert_cmpuint (n_entries, >, N_JOURNALS);
  poise_test_remove_folder (folder);
}

static const Journey journeys[] = {
  { "poise", "poise", assert_same },
  { "markdown", "markdown", assert_same },
  { "markdown-folder", "markdown", assert_same },
  { "csv", "csv", assert_same },
  { "text", "text", assert_same_words },
};

static PoiseJournal *
read_sample (const PoiseImporter *importer, const char *path)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");
  g_autoptr (PoiseImport) import = poise_exchange_read (importer, path, zone, NULL, NULL, NULL);
  PoiseJournal *journal = poise_journal_new ();

  /* What the tagger said is not written, but said again. */
  for (guint i = 0; import != NULL && i < import->entries->len; i++)
    poise_entry_set_tag (g_ptr_array_index (import->entries, i), NULL);
  if (import != NULL)
    poise_journal_add_all (journal, import->entries);
  return journal;
}

/* What other programs wrote goes in and out whole, with its tags. */
static void
test_samples (gconstpointer data)
{
  const PoiseImporter *importer = data;
  g_autofree char *samples =
    g_build_filename (g_getenv ("POISE_EXCHANGE_DATA"), importer->id, NULL);
  g_autofree char *folder = poise_test_make_folder ();
  g_autoptr (GDir) dir = g_dir_open (samples, 0, NULL);
  guint n_entries = 0;

  g_assert_nonnull (dir);
  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    {
      g_autofree char *path = g_build_filename (samples, name, NULL);
      g_autoptr (PoiseJournal) journal = NULL;

      if (g_str_has_suffix (name, ".expected"))
        continue;
      journal = read_sample (importer, path);
      for (guint i = 0; i < G_N_ELEMENTS (journeys); i++)
        n_entries += travel_all (&journeys[i], journal, folder);
    }
  g_assert_cmpuint (n_entries, >, 0);
  poise_test_remove_folder (folder);
}

static void
test_range (void)
{
  g_autoptr (PoiseJournal) journal = poise_journal_new ();
  g_autoptr (PoiseExport) export = NULL;
  const char *const days[] = { "2026-01-01", "2026-01-02", "2026-01-03" };

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autoptr (PoiseEntry) entry = poise_test_entry (days[i], days[i], FALSE, 0);

      poise_journal_add (journal, entry);
    }
  export =
    poise_export_new (journal, poise_day_parse ("2026-01-02"), poise_day_parse ("2026-01-03"),
                      poise_day_parse ("2026-02-01"), G_DATE_MONDAY, NULL, NULL);
  g_assert_cmpuint (export->entries->len, ==, 2);
  g_assert_cmpstr (poise_entry_get_text (g_ptr_array_index (export->entries, 0)), ==, days[1]);
  g_assert_cmpuint (export->balance->n_entries, ==, 2);
}

static void
test_no_overwriting (void)
{
  g_autofree char *folder = poise_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "book.txt", NULL);
  g_autoptr (GPtrArray) files = poise_export_files_new_for_text (g_string_new ("new"));
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = NULL;

  poise_test_write (folder, "book.txt", "old");
  g_assert_false (poise_export_save (files, path, FALSE, FALSE, NULL, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_EXIST);
  g_clear_error (&error);
  kept = poise_test_read (folder, "book.txt");
  g_assert_cmpstr (kept, ==, "old");
  g_assert_false (poise_export_save (files, folder, TRUE, FALSE, NULL, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_EXIST);
  poise_test_remove_folder (folder);
}

/* The second file's folder cannot be made, since the first has its name. */
static void
test_no_half_export (void)
{
  g_autofree char *folder = poise_test_make_folder ();
  g_autofree char *made = g_build_filename (folder, "made", NULL);
  g_autofree char *new = g_build_filename (folder, "new", NULL);
  g_autoptr (GPtrArray) files = poise_export_files_new ();

  poise_export_files_take (files, g_strdup ("2025/11/a"), g_string_new ("first"));
  poise_export_files_take (files, g_strdup ("2025/11/a/b"), g_string_new ("second"));
  g_assert_no_errno (g_mkdir (made, 0700));
  for (guint i = 0; i < 2; i++)
    {
      const char *path = i == 0 ? made : new;
      g_autoptr (GError) error = NULL;
      g_autofree char *year = g_build_filename (path, "2025", NULL);

      g_assert_false (poise_export_save (files, path, TRUE, FALSE, NULL, &error));
      g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOTDIR);
      g_assert_false (g_file_test (year, G_FILE_TEST_EXISTS));
    }
  g_assert_true (g_file_test (made, G_FILE_TEST_IS_DIR));
  g_assert_false (g_file_test (new, G_FILE_TEST_EXISTS));
  poise_test_remove_folder (folder);
}

int
main (int argc, char **argv)
{
  const PoiseImporter *importers;
  guint n_importers;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (journeys); i++)
    {
      g_autofree char *path = g_strconcat ("/journeys/", journeys[i].exporter, NULL);

      g_test_add_data_func (path, &journeys[i], test_journey);
    }
  importers = poise_importers_list (&n_importers);
  for (guint i = 0; i < n_importers; i++)
    {
      g_autofree char *path = g_strconcat ("/journeys/samples/", importers[i].id, NULL);

      g_test_add_data_func (path, &importers[i], test_samples);
    }
  g_test_add_func ("/journeys/range", test_range);
  g_test_add_func ("/journeys/no-overwriting", test_no_overwriting);
  g_test_add_func ("/journeys/no-half-export", test_no_half_export);
  return g_test_run ();
}
