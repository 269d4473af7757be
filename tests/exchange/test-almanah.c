/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Almanah's database is read while somebody has it locked, as far as it goes where
 * it is cut off, and never written. */

#include <glib/gstdio.h>
#include <locale.h>
#include <sqlite3.h>
#include <string.h>

#include "poise-exchange.h"
#include "poise-test.h"

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *made =
    g_build_filename (g_getenv ("POISE_EXCHANGE_DATA"), "almanah", "diary.db", NULL);
  g_autofree char *bytes = NULL;
  gsize length;

  fixture->folder = poise_test_make_folder ();
  fixture->path = g_build_filename (fixture->folder, "diary.db", NULL);
  g_assert_true (g_file_get_contents (made, &bytes, &length, NULL));
  g_assert_true (g_file_set_contents (fixture->path, bytes, (gssize) length, NULL));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  poise_test_remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static PoiseImport *
read_path (const char *path)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (GError) error = NULL;
  PoiseImport *import =
    poise_exchange_read (poise_importers_lookup ("almanah"), path, zone, NULL, NULL, &error);

  g_assert_no_error (error);
  return import;
}

/* The names of what lies in a folder, and how long each is. */
static char *
list_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  GString *list = g_string_new (NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      GStatBuf info;

      g_assert_cmpint (g_stat (path, &info), ==, 0);
      g_string_append_printf (list, "%s %" G_GINT64_FORMAT "\n", name, (gint64) info.st_size);
    }
  return g_string_free (list, FALSE);
}

/* As while Almanah writes. */
static void
test_locked (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PoiseImport) before = read_path (fixture->path);
  g_autoptr (PoiseImport) import = NULL;
  g_autofree char *list = NULL;
  g_autofree char *after = NULL;
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (fixture->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "BEGIN EXCLUSIVE; DELETE FROM entries", NULL, NULL, NULL), ==,
                   SQLITE_OK);
  list = list_folder (fixture->folder);
  g_assert_nonnull (strstr (list, "diary.db-journal"));
  import = read_path (fixture->path);
  after = list_folder (fixture->folder);
  g_assert_cmpuint (import->entries->len, ==, before->entries->len);
  g_assert_cmpuint (import->problems->len, ==, before->problems->len);
  g_assert_cmpstr (after, ==, list);
  g_assert_cmpint (sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}

static void
test_unchanged (Fixture *fixture, gconstpointer data)
{
  g_autofree char *list = list_folder (fixture->folder);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *list_after = NULL;
  g_autoptr (PoiseImport) import = NULL;
  gsize length, length_after;

  g_assert_true (g_file_get_contents (fixture->path, &before, &length, NULL));
  import = read_path (fixture->path);
  g_assert_cmpuint (import->entries->len, >, 0);
  g_assert_true (g_file_get_contents (fixture->path, &after, &length_after, NULL));
  g_assert_cmpmem (before, length, after, length_after);
  list_after = list_folder (fixture->folder);
  g_assert_cmpstr (list_after, ==, list);
}

/* Wherever the file ends, it is said, and entries that are whole come in. */
static void
test_cut (Fixture *fixture, gconstpointer data)
{
  g_autofree char *bytes = NULL;
  guint most = 0;
  gsize length;

  g_assert_true (g_file_get_contents (fixture->path, &bytes, &length, NULL));
  for (gsize n = 0; n < length; n += 97)
    {
      g_autoptr (PoiseImport) import = NULL;

      g_assert_true (g_file_set_contents (fixture->path, bytes, (gssize) n, NULL));
      import = read_path (fixture->path);
      g_assert_cmpuint (import->problems->len, >, 0);
      most = MAX (most, import->entries->len);
    }
  g_assert_cmpuint (most, >=, 4);
}

/* A hundred thousand rows of tags and entries take no time that is felt. */
static void
test_many (Fixture *fixture, gconstpointer data)
{
  const char *sql = "DELETE FROM entries; DELETE FROM entry_tag;"
                    "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n LIMIT 100000) "
                    "INSERT INTO entries (year, month, day, content, version) "
                    "SELECT 1 + i / 336, 1 + i / 28 % 12, 1 + i % 28, 'Entry ' || i, 1 FROM n;"
                    "INSERT INTO entry_tag SELECT year, month, day, 'tag' FROM entries";
  g_autoptr (PoiseImport) import = NULL;
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (fixture->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
  import = read_path (fixture->path);
  g_assert_cmpuint (import->problems->len, ==, 0);
  g_assert_cmpuint (import->entries->len, ==, 100000);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  ADD ("/almanah/locked", test_locked);
  ADD ("/almanah/unchanged", test_unchanged);
  ADD ("/almanah/cut", test_cut);
  ADD ("/almanah/many", test_many);
  return g_test_run ();
}
