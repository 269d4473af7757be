/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file of any bytes for each importer, and for what recognizes formats: no crash,
 * no hang, and what is read are whole entries, each once. The first line names the
 * file, as "dayone journal.json": the importer, and what a program would call the
 * file. */

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "poise-exchange.h"
#include "poise-fuzz.h"
#include "poise-guess.h"
#include "poise-import-plan.h"

static char *folder;

static void
remove_folder (void)
{
  g_assert_cmpint (rmdir (folder), ==, 0);
  g_clear_pointer (&folder, g_free);
}

/* Where the file lies, made once. */
static const char *
get_folder (void)
{
  if (folder == NULL)
    {
      folder = g_dir_make_tmp ("poise-fuzz-XXXXXX", NULL);
      g_assert_nonnull (folder);
      atexit (remove_folder);
    }
  return folder;
}

/* The first line's importer and file; any other line chooses by its length. */
static const PoiseImporter *
choose (const char *line, gsize length, char **name)
{
  g_autofree char *words = g_strndup (line, length);
  g_auto (GStrv) parts = g_strsplit (words, " ", 2);
  guint n;
  const PoiseImporter *importers = poise_importers_list (&n);
  const PoiseImporter *importer = parts[0] != NULL ? poise_importers_lookup (parts[0]) : NULL;
  const char *file = parts[0] != NULL ? parts[1] : NULL;

  /* A name leads to no other folder. */
  if (file == NULL || *file == '\0' || *file == '.' || strlen (file) > 60 ||
      strpbrk (file, "/\n") != NULL || strlen (words) != length)
    file = "file.txt";
  *name = g_strdup (file);
  return importer != NULL ? importer : &importers[length % n];
}

static void
check_entries (const PoiseImport *import)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < import->entries->len; i++)
    {
      PoiseEntry *entry = g_ptr_array_index (import->entries, i);

      g_assert_true (g_utf8_validate (poise_entry_get_text (entry), -1, NULL));
      g_assert_cmpint (poise_entry_get_day (entry), !=, POISE_DAY_INVALID);
      g_assert_true (g_hash_table_add (ids, (gpointer) poise_entry_get_id (entry)));
    }
}

void
poise_fuzz (const char *data, gsize length)
{
  const char *newline = memchr (data, '\n', length);
  gsize head = newline != NULL ? (gsize) (newline - data) : 0;
  const char *rest = newline != NULL ? newline + 1 : data;
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autofree char *name = NULL;
  const PoiseImporter *importer = choose (data, head, &name);
  g_autofree char *path = g_build_filename (get_folder (), name, NULL);
  /* What the person says of a source. */
  const PoiseImportOptions options = { .encoding = length % 8 < 4 ? NULL : "windows-1252",
                                       .order = (PoiseDateOrder) (length % 4) };
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) guess_error = NULL;
  PoiseImport *import;

  g_file_set_contents (path, rest, (gssize) (length - (gsize) (rest - data)), &error);
  if (error != NULL)
    return;
  g_assert_true ((poise_guess_importer (path, NULL, &guess_error) == NULL) ==
                 (guess_error != NULL));
  import = poise_exchange_read (importer, path, zone, &options, NULL, &error);
  g_assert_true ((import == NULL) == (error != NULL));
  if (import != NULL)
    {
      g_autoptr (GPtrArray) present = g_ptr_array_new ();
      PoiseImportPlan *plan = poise_import_plan_new (import, present);

      check_entries (import);
      g_assert_cmpuint (plan->entries->len, <=, import->entries->len);
      poise_import_plan_free (plan);
      poise_import_free (import);
    }
  unlink (path);
}
