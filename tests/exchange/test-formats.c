/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Every file in data/FORMAT/ is read and compared with what stands beside it:
 * NAME.expected. With POISE_WRITE_EXPECTED set that is written instead, to be
 * read by a person before it is committed.
 */

#include <locale.h>
#include <string.h>

#include "poise-exchange.h"
#include "poise-guess.h"
#include "poise-import-plan.h"
#include "poise-test.h"
#include "poise-time.h"

#define EXPECTED ".expected"

static void
dump_entry (GString *out, PoiseEntry *entry)
{
  g_autofree char *day = poise_day_to_string (poise_entry_get_day (entry));
  g_autofree char *created = poise_time_to_string (poise_entry_get_created (entry));
  g_autofree char *modified = poise_time_to_string (poise_entry_get_modified (entry));
  g_auto (GStrv) lines = g_strsplit (poise_entry_get_text (entry), "\n", -1);

  g_string_append_printf (out, "entry %s created %s modified %s\n", day, created, modified);
  for (guint i = 0; lines[i] != NULL; i++)
    g_string_append_printf (out, "  | %s\n", lines[i]);
  if (poise_entry_get_prompt_text (entry) != NULL)
    g_string_append_printf (out, "  prompt %s: %s\n", poise_entry_get_prompt_id (entry),
                            poise_entry_get_prompt_text (entry));
  if (*poise_entry_get_tags (entry) != NULL)
    {
      g_autofree char *tags = g_strjoinv (" | ", (char **) poise_entry_get_tags (entry));

      g_string_append_printf (out, "  tags %s\n", tags);
    }
  if (poise_entry_get_extra (entry) != NULL)
    {
      g_autoptr (JsonNode) node = json_node_alloc ();
      /* The checksum says nothing that the text does not. */
      g_autoptr (GRegex) sum =
        g_regex_new (",\"" POISE_IMPORTED_WORDS "\":\"[0-9a-f]{16}\"", 0, 0, NULL);
      g_autofree char *json = NULL;
      g_autofree char *shown = NULL;

      json_node_init_object (node, poise_entry_get_extra (entry));
      json = json_to_string (node, FALSE);
      shown = g_regex_replace_literal (sum, json, -1, 0, "", 0, NULL);
      g_string_append_printf (out, "  extra %s\n", shown);
    }
}

/* What libarchive and SQLite say of a damage differs from version to version. */
static void
leave_out_their_words (char *text)
{
  static const char *const ours[] = { "archive is damaged: ", "archive is damaged here: ",
                                      "database is damaged: " };

  for (guint i = 0; i < G_N_ELEMENTS (ours); i++)
    {
      char *found = strstr (text, ours[i]);

      if (found != NULL)
        found[strlen (ours[i]) - 1] = '\0';
    }
}

static void
dump_notes (GString *out, const char *kind, GPtrArray *notes)
{
  for (guint i = 0; i < notes->len; i++)
    {
      g_autofree char *text = poise_import_note_to_string (g_ptr_array_index (notes, i));

      leave_out_their_words (text);
      g_string_append_printf (out, "%s %s\n", kind, text);
    }
}

static char *
dump (const PoiseImport *import)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < import->entries->len; i++)
    dump_entry (out, g_ptr_array_index (import->entries, i));
  for (guint i = 0; i < import->losses->len; i++)
    {
      const PoiseImportLoss *loss = g_ptr_array_index (import->losses, i);

      g_string_append_printf (out, "left out %s (%u)\n", loss->what, loss->count);
    }
  dump_notes (out, "note", import->notes);
  dump_notes (out, "problem", import->problems);
  return g_string_free (out, FALSE);
}

static PoiseImport *
read_path (const char *format, const char *path)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");
  g_autoptr (GError) error = NULL;
  PoiseImport *import =
    poise_exchange_read (poise_importers_lookup (format), path, zone, NULL, NULL, &error);

  g_assert_no_error (error);
  return import;
}

static void
test_file (gconstpointer data)
{
  const char *path = data;
  g_autofree char *parent = g_path_get_dirname (path);
  g_autofree char *format = g_path_get_basename (parent);
  g_autofree char *expected_path = g_strconcat (path, EXPECTED, NULL);
  g_autofree char *expected = NULL;
  g_autofree char *found = NULL;
  g_autoptr (PoiseImport) import = read_path (format, path);
  g_autoptr (PoiseImport) again = read_path (format, path);
  g_autoptr (PoiseImportPlan) plan = NULL;

  found = dump (import);
  if (g_getenv ("POISE_WRITE_EXPECTED") != NULL)
    g_assert_true (g_file_set_contents (expected_path, found, -1, NULL));
  g_assert_true (g_file_get_contents (expected_path, &expected, NULL, NULL));
  g_assert_cmpstr (found, ==, expected);

  /* Read twice, it holds nothing new. */
  plan = poise_import_plan_new (again, import->entries);
  g_assert_cmpuint (plan->entries->len, ==, 0);
  g_assert_cmpuint (plan->n_present, ==, import->entries->len);
  g_assert_cmpuint (plan->changed->len, ==, 0);
}

/* What is dropped on the window. */
static void
test_guess (void)
{
  static const struct
  {
    const char *path;
    const char *format;
  } cases[] = {
    { "almanah/diary.db", "almanah" },
    { "apple-journal/AppleJournalEntries", "apple-journal" },
    { "csv/semicolons.csv", "csv" },
    { "daylio/older.csv", "daylio" },
    { "dayone/journal.json", "dayone" },
    { "dayone/export.zip", "dayone" },
    { "dayone-classic/Journal.dayone", "dayone-classic" },
    { "dayone-text/Journal.txt", "dayone-text" },
    { "diarium/Diarium.json", "diarium" },
    { "mini-diary/mini-diary-export.json", "mini-diary" },
    { "journey/export", "journey" },
    { "jrnl/journal.txt", "jrnl" },
    { "jrnl/folder", "jrnl" },
    { "jrnl/version-1.txt", "jrnl" },
    { "jrnl-json/journal.json", "jrnl-json" },
    { "lifeograph/version-3.diary", "lifeograph" },
    { "markdown/daily", "markdown" },
    { "markdown/single.md", "markdown" },
    { "org/journal.org", "org" },
    { "org/journal", "org" },
    { "poise/2026-11.json", "poise" },
    { "rednotebook/journal", "rednotebook" },
    { "text/headings.txt", "text" },
    { "text/days", "text" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path =
        g_build_filename (g_getenv ("POISE_EXCHANGE_DATA"), cases[i].path, NULL);
      g_autoptr (GError) error = NULL;
      const PoiseImporter *importer = poise_guess_importer (path, NULL, &error);

      g_test_message ("%s", cases[i].path);
      g_assert_no_error (error);
      g_assert_cmpstr (importer->id, ==, cases[i].format);
    }
}

static void
add_files (const char *folder, const char *format)
{
  g_autofree char *path = g_build_filename (folder, format, NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (!g_str_has_suffix (name, EXPECTED))
      {
        g_autofree char *test = g_strdup_printf ("/formats/%s/%s", format, name);

        g_test_add_data_func_full (test, g_build_filename (path, name, NULL), test_file, g_free);
      }
}

int
main (int argc, char **argv)
{
  guint n;
  const PoiseImporter *importers = poise_importers_list (&n);

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < n; i++)
    add_files (g_getenv ("POISE_EXCHANGE_DATA"), importers[i].id);
  g_test_add_func ("/formats/guess", test_guess);
  return g_test_run ();
}
