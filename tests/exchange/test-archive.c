/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where libarchive and SQLite are not installed. */

#include <gmodule.h>
#include <string.h>

#include "poise-almanah.h"
#include "poise-source.h"
#include "poise-test.h"

/* Stands before GLib's, so that no library is found. */
GModule *
g_module_open (const char *name, GModuleFlags flags)
{
  return NULL;
}

static void
test_not_installed (void)
{
  static const char *const suffixes[] = { ".json", NULL };
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (PoiseImport) import = poise_import_new (zone);
  g_autoptr (GError) error = NULL;
  g_autofree char *path =
    g_test_build_filename (G_TEST_DIST, "exchange", "data", "dayone", "export.zip", NULL);
  PoiseSource *source = poise_source_open (path, suffixes, G_MAXSIZE, import, NULL, &error);

  g_assert_null (source);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
  g_assert_nonnull (strstr (error->message, "libarchive"));
}

static void
test_no_sqlite (void)
{
  static const char *const suffixes[] = { ".db", NULL };
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (PoiseImport) import = poise_import_new (zone);
  g_autoptr (GError) error = NULL;
  g_autofree char *path =
    g_test_build_filename (G_TEST_DIST, "exchange", "data", "almanah", "diary.db", NULL);
  g_autoptr (PoiseSource) source =
    poise_source_open (path, suffixes, G_MAXSIZE, import, NULL, &error);
  g_autofree char *words = NULL;

  g_assert_no_error (error);
  poise_almanah_read (source, import);
  g_assert_cmpuint (import->entries->len, ==, 0);
  g_assert_cmpuint (import->problems->len, ==, 1);
  words = poise_import_note_to_string (g_ptr_array_index (import->problems, 0));
  g_assert_nonnull (strstr (words, "sqlite"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/archive/not-installed", test_not_installed);
  g_test_add_func ("/archive/no-sqlite", test_no_sqlite);
  return g_test_run ();
}
