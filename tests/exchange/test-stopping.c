/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A source may be stopped while it is understood. Who reads it asks g_cancellable_is_cancelled(),
 * which here counts, and stops at the question that a test says: so it is certain where that is.
 */

#define _GNU_SOURCE

#include <dlfcn.h>
#include <gio/gio.h>
#include <string.h>

#include "poise-exchange.h"
#include "poise-guess.h"
#include "poise-import-plan.h"
#include "poise-test.h"

#define EXPECTED ".expected"
#define N_ENTRIES 5000
/* Questions behind the one that was answered: each loop around that one asks once more, and what is
 * done after a loop has one of its own. */
#define N_MORE 8

static guint n_asked;
static guint stop_at;

gboolean
g_cancellable_is_cancelled (GCancellable *cancellable)
{
  static gboolean (*is_cancelled) (GCancellable *cancellable);

  if (is_cancelled == NULL)
    is_cancelled = (gboolean (*) (GCancellable *)) dlsym (RTLD_NEXT, "g_cancellable_is_cancelled");
  if (cancellable != NULL && ++n_asked == stop_at)
    g_cancellable_cancel (cancellable);
  return is_cancelled (cancellable);
}

/* Starts counting. @at: the question that stops it, or 0 */
static GCancellable *
begin (guint at)
{
  n_asked = 0;
  stop_at = at;
  return g_cancellable_new ();
}

static PoiseImport *
read_path (const char *format, const char *path, guint at, GError **error)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");
  g_autoptr (GCancellable) cancellable = begin (at);

  return poise_exchange_read (poise_importers_lookup (format), path, zone, NULL, cancellable,
                              error);
}

static void
assert_stops (const char *format, const char *path, guint at)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PoiseImport) import = read_path (format, path, at, &error);

  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (import);
  g_assert_cmpuint (n_asked, <=, at + N_MORE);
}

/* ---- what other programs write ---- */

/* Whoever reads a format asks before each entry, and stops wherever it is. */
static void
test_file (gconstpointer data)
{
  const char *path = data;
  g_autofree char *parent = g_path_get_dirname (path);
  g_autofree char *format = g_path_get_basename (parent);
  g_autoptr (GError) error = NULL;
  g_autoptr (PoiseImport) import = read_path (format, path, 0, &error);
  guint n = n_asked;

  g_assert_no_error (error);
  g_assert_cmpuint (n, >, import->entries->len);
  for (guint at = 1; at < n; at += 1 + n / 16)
    assert_stops (format, path, at);
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
        g_autofree char *test = g_strdup_printf ("/stopping/%s/%s", format, name);

        g_test_add_data_func_full (test, g_build_filename (path, name, NULL), test_file, g_free);
      }
}

/* ---- a large one ---- */

typedef struct
{
  const char *format;
  const char *name;
  const char *head;
  const char *entry; /* with its day, and its number */
  const char *end;
} Large;

static const Large larges[] = {
  { "text", "large.txt", "", "%s\nEntry %u.\n\n", "" },
  { "jrnl", "large.txt", "", "[%s 09:00] Entry %u.\n\n", "" },
  { "csv", "large.csv", "day,text\n", "%s,Entry %u.\n", "" },
  { "markdown", "large.md", "", "## %s\n\nEntry %u.\n\n", "" },
  { "org", "large.org", "", "* %s\nEntry %u.\n", "" },
  { "dayone", "large.json", "{\"entries\":[{}",
    ",{\"creationDate\":\"%sT09:00:00Z\",\"text\":\"Entry %u.\"}", "]}" },
};

static char *
write_large (const Large *large, const char *folder)
{
  g_autoptr (GString) text = g_string_new (large->head);
  char *path = g_build_filename (folder, large->name, NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < N_ENTRIES; i++)
    {
      g_autofree char *day = poise_day_to_string (poise_day_new (1990, 1, 1) + i);

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
      g_string_append_printf (text, large->entry, day, i);
#pragma GCC diagnostic pop
    }
  g_string_append (text, large->end);
  g_file_set_contents (path, text->str, (gssize) text->len, &error);
  g_assert_no_error (error);
  return path;
}

/* Half of it is read by then, and no more is. */
static void
test_large (gconstpointer data)
{
  const Large *large = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = poise_test_make_folder ();
  g_autofree char *path = write_large (large, folder);
  const PoiseImporter *importer = poise_importers_lookup (large->format);
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (PoiseImport) whole = read_path (large->format, path, 0, &error);
  g_autoptr (PoiseImport) import = poise_import_new (zone);
  g_autoptr (PoiseSource) source = NULL;
  g_autoptr (GCancellable) cancellable = NULL;
  guint n = n_asked;

  g_assert_no_error (error);
  g_assert_cmpuint (whole->entries->len, ==, N_ENTRIES);
  g_assert_cmpuint (n, >, N_ENTRIES);
  assert_stops (large->format, path, n / 2);

  source =
    poise_source_open (path, importer->suffixes, POISE_SOURCE_MAX_BYTES, import, NULL, &error);
  g_assert_no_error (error);
  cancellable = begin (n - N_ENTRIES / 2);
  poise_import_set_cancellable (import, cancellable);
  importer->read (source, import);
  g_assert_true (poise_import_is_stopped (import));
  g_assert_cmpuint (import->entries->len, >, 0);
  g_assert_cmpuint (import->entries->len, <, N_ENTRIES);
  poise_test_remove_folder (folder);
}

/* ---- before and after that ---- */

static char *
build (const char *name)
{
  return g_build_filename (g_getenv ("POISE_EXCHANGE_DATA"), "text", name, NULL);
}

/* What the journal has of it. */
static void
test_plan (void)
{
  g_autofree char *path = build ("headings.txt");
  g_autoptr (GError) error = NULL;
  g_autoptr (PoiseImport) present = read_path ("text", path, 0, &error);
  g_autoptr (PoiseImport) import = read_path ("text", path, 0, &error);
  g_autoptr (PoiseImportPlan) plan = NULL;
  guint n;

  g_assert_no_error (error);
  n_asked = 0;
  plan = poise_import_plan_new (import, present->entries);
  n = n_asked;
  g_assert_nonnull (plan);
  g_assert_cmpuint (n, >, import->entries->len + present->entries->len);
  n_asked = 0;
  stop_at = n / 2;
  g_assert_null (poise_import_plan_new (import, present->entries));
  g_assert_cmpuint (n_asked, <=, stop_at + 2 * N_MORE);
}

static void
test_guess (void)
{
  g_autofree char *path = build ("days");
  g_autoptr (GCancellable) cancellable = begin (2);
  g_autoptr (GError) error = NULL;

  g_assert_null (poise_guess_importer (path, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* One that is stopped from the beginning reads nothing. */
static void
test_at_once (void)
{
  g_autofree char *path = build ("headings.txt");
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (GCancellable) cancellable = begin (0);
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (
    poise_exchange_read (poise_importers_lookup ("text"), path, zone, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  guint n;
  const PoiseImporter *importers = poise_importers_list (&n);

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < n; i++)
    add_files (g_getenv ("POISE_EXCHANGE_DATA"), importers[i].id);
  for (guint i = 0; i < G_N_ELEMENTS (larges); i++)
    {
      g_autofree char *name = g_strconcat ("/stopping/large/", larges[i].format, NULL);

      g_test_add_data_func (name, &larges[i], test_large);
    }
  g_test_add_func ("/stopping/plan", test_plan);
  g_test_add_func ("/stopping/guess", test_guess);
  g_test_add_func ("/stopping/at-once", test_at_once);
  return g_test_run ();
}
