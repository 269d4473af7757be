/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What comes from outside is not trusted, and comes in whole or not at all. */

#include <archive.h>
#include <archive_entry.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "poise-backup.h"
#include "poise-error.h"
#include "poise-exchange.h"
#include "poise-folder-read.h"
#include "poise-folder-write.h"
#include "poise-html-text.h"
#include "poise-import-plan.h"
#include "poise-import-text.h"
#include "poise-restore.h"
#include "poise-source-copies.h"
#include "poise-test.h"

#define MEGABYTE (1024 * 1024)
/* The id of the third entry of days.md on the morning of 2026-03-14, as it has been from the
 * beginning. */
#define THIRD "019ceb25-0d80-779e-9edf-bfde29e83542"

static const char *const text_suffixes[] = { ".txt", NULL };

typedef struct
{
  char *path;
  PoiseFolder *folder;
  PoiseImport *import;
  GDateTime *now;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *journal = NULL;
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");

  fixture->path = poise_test_make_folder ();
  journal = g_build_filename (fixture->path, "journal", NULL);
  fixture->folder = poise_folder_new (journal);
  fixture->import = poise_import_new (zone);
  fixture->now = poise_test_clock (NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  poise_test_remove_folder (fixture->path);
  g_free (fixture->path);
  g_object_unref (fixture->folder);
  poise_import_free (fixture->import);
  g_date_time_unref (fixture->now);
}

static void
add (Fixture *fixture, const char *day, const char *text)
{
  poise_import_add (
    fixture->import,
    &(PoiseImportDraft) { .format = "text", .day = poise_day_parse (day), .text = text });
}

static void
add_at (PoiseImport *import, const char *format, const char *id, guint hour, const char *text)
{
  g_autoptr (GDateTime) created = g_date_time_new (import->zone, 2026, 3, 14, (int) hour, 0, 0);

  poise_import_add (import, &(PoiseImportDraft) { .format = format,
                                                  .id = id,
                                                  .day = poise_day_parse ("2026-03-14"),
                                                  .created = created,
                                                  .text = text });
}

static char *
build (Fixture *fixture, const char *name)
{
  return g_build_filename (fixture->path, name, NULL);
}

static GPtrArray *
read_journal (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *entries = poise_folder_read_all (fixture->folder, NULL, &error);

  g_assert_no_error (error);
  return entries;
}

static PoiseImportPlan *
make_plan (Fixture *fixture)
{
  g_autoptr (GPtrArray) present = read_journal (fixture);

  return poise_import_plan_new (fixture->import, present);
}

/* ---- sources ---- */

static void
write_zip_member (struct archive *archive, const char *name, const char *data, gsize length)
{
  struct archive_entry *member = archive_entry_new ();

  archive_entry_set_pathname (member, name);
  archive_entry_set_size (member, (la_int64_t) length);
  archive_entry_set_filetype (member, AE_IFREG);
  archive_entry_set_perm (member, 0644);
  g_assert_cmpint (archive_write_header (archive, member), ==, ARCHIVE_OK);
  g_assert_cmpint (archive_write_data (archive, data, length), ==, (la_ssize_t) length);
  archive_entry_free (member);
}

static struct archive *
open_zip (const char *path)
{
  struct archive *archive = archive_write_new ();

  archive_write_set_format_zip (archive);
  g_assert_cmpint (archive_write_open_filename (archive, path), ==, ARCHIVE_OK);
  return archive;
}

static PoiseSource *
open_source (Fixture *fixture, const char *path, GError **error)
{
  PoiseSource *source =
    poise_source_open (path, text_suffixes, MEGABYTE, fixture->import, NULL, error);

  if (source != NULL)
    poise_source_drop_copies (source, fixture->import);
  return source;
}

static void
assert_files (PoiseSource *source, const char *names)
{
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < source->files->len; i++)
    g_string_append_printf (found, "%s%s", i > 0 ? " " : "",
                            ((PoiseSourceFile *) g_ptr_array_index (source->files, i))->name);
  g_assert_cmpstr (found->str, ==, names);
}

static void
test_zip (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = build (fixture, "export.zip");
  struct archive *archive = open_zip (path);
  g_autoptr (PoiseSource) source = NULL;
  g_autoptr (GError) error = NULL;
  const PoiseImportNote *problem;

  write_zip_member (archive, "b/second.txt", "two", 3);
  write_zip_member (archive, "first.TXT", "one", 3);
  write_zip_member (archive, "photos/x.jpeg", "jpeg", 4);
  write_zip_member (archive, "../../outside.txt", "out", 3);
  write_zip_member (archive, "__MACOSX/._first.txt", "mac", 3);
  archive_write_free (archive);

  source = open_source (fixture, path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (source->files->len, ==, 2);
  g_assert_cmpstr (((PoiseSourceFile *) g_ptr_array_index (source->files, 0))->name, ==,
                   "b/second.txt");
  g_assert_cmpuint (fixture->import->problems->len, ==, 1);
  problem = g_ptr_array_index (fixture->import->problems, 0);
  g_assert_nonnull (strstr (problem->file, ".."));
  g_assert_cmpuint (fixture->import->losses->len, ==, 1);
}

/* Ten megabytes of nothing take ten kilobytes; at the limit it ends. */
static void
test_zip_bomb (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = build (fixture, "bomb.zip");
  g_autofree char *zeros = g_malloc0 (10 * MEGABYTE);
  struct archive *archive = open_zip (path);
  g_autoptr (PoiseSource) source = NULL;
  g_autoptr (GError) error = NULL;

  write_zip_member (archive, "bomb.txt", zeros, 10 * MEGABYTE);
  archive_write_free (archive);
  source = open_source (fixture, path, &error);
  g_assert_null (source);
  g_assert_error (error, POISE_ERROR, POISE_ERROR_UNSAFE);
  g_assert_nonnull (strstr (error->message, "bomb.txt"));
}

static void
test_zip_truncated (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = build (fixture, "whole.zip");
  g_autofree char *cut = build (fixture, "cut.zip");
  g_autofree char *bytes = NULL;
  struct archive *archive = open_zip (path);
  gsize length;

  write_zip_member (archive, "a.txt", "one two three four five six", 27);
  archive_write_free (archive);
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  for (gsize n = 4; n < length; n++)
    {
      g_autoptr (PoiseImport) import = poise_import_new (fixture->import->zone);
      g_autoptr (PoiseSource) source = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_true (g_file_set_contents (cut, bytes, (gssize) n, NULL));
      source = poise_source_open (cut, text_suffixes, MEGABYTE, import, NULL, &error);
      g_assert_no_error (error);
      if (source->files->len == 0)
        g_assert_cmpuint (import->problems->len, >, 0);
    }
}

static void
test_folder (Fixture *fixture, gconstpointer data)
{
  g_autofree char *link = build (fixture, "in/link.txt");
  g_autofree char *pipe = build (fixture, "in/pipe.txt");
  g_autofree char *in = build (fixture, "in");
  g_autoptr (PoiseSource) source = NULL;
  g_autoptr (GError) error = NULL;

  poise_test_write (fixture->path, "secret.txt", "not to be read");
  poise_test_write (fixture->path, "in/a.txt", "one");
  poise_test_write (fixture->path, "in/.hidden/b.txt", "hidden");
  g_assert_cmpint (symlink ("../secret.txt", link), ==, 0);
  source = open_source (fixture, in, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (source->files->len, ==, 1);
  g_assert_cmpuint (fixture->import->notes->len, ==, 1);

  g_clear_pointer (&source, poise_source_free);
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  source = open_source (fixture, in, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (source->files->len, ==, 1);
  g_assert_cmpuint (fixture->import->problems->len, ==, 1);
}

/* Some programs write the folder that was packed before each name. */
static void
test_zip_of_dot (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = build (fixture, "export.zip");
  struct archive *archive = open_zip (path);
  g_autoptr (PoiseSource) source = NULL;
  g_autoptr (GError) error = NULL;

  write_zip_member (archive, "./2026-03-14.txt", "one", 3);
  write_zip_member (archive, "././days/2026-03-15.txt", "two", 3);
  write_zip_member (archive, "./.git/x.txt", "hidden", 6);
  archive_write_free (archive);
  source = open_source (fixture, path, &error);
  g_assert_no_error (error);
  assert_files (source, "2026-03-14.txt days/2026-03-15.txt");
}

/* The folder that was packed may have a hidden name. */
static void
test_zip_of_hidden (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = build (fixture, "export.zip");
  struct archive *archive = open_zip (path);
  g_autoptr (PoiseSource) source = NULL;
  g_autoptr (GError) error = NULL;

  write_zip_member (archive, ".journal/2026-03-14.txt", "one", 3);
  write_zip_member (archive, "__MACOSX/._2026-03-14.txt", "mac", 3);
  write_zip_member (archive, ".journal/.git/x.txt", "hidden", 6);
  archive_write_free (archive);
  source = open_source (fixture, path, &error);
  g_assert_no_error (error);
  assert_files (source, ".journal/2026-03-14.txt");
}

/* A backup is left out where what it is one of is there, a copy where its words are. */
static void
test_copies (Fixture *fixture, gconstpointer data)
{
  static const char *const files[][2] = {
    { "2026-03-14/note.txt", "Morning.\n\nEvening words.\n" },
    { "2026/03/15.txt", "The fifteenth" },
    { "backup/2026-03-14/note.txt", "Morning." },
    { "backup/2026-03-10/note.txt", "only here are these words" },
    { "backup/2026-11-01/2026/03/15.txt", "The fif" },
    { "bak/other name.txt", "The fifteenth\n" },
    { "Trash/2025/03/15.txt", "a year before" },
    { "2026-03-16.txt", "Morning.\nMarch" },
    { "2026-03-16.sync-conflict-20260314-221010-ABCDEFG.txt", "Morning.\nMarch\nEvening" },
    { "2026-03-17.txt", "Morning.\nMarch\nEvening" },
    { "2026-03-17 (conflicted copy).txt", "Morning.\nEvening" },
  };
  g_autofree char *in = build (fixture, "in");
  g_autoptr (PoiseSource) source = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    poise_test_write (in, files[i][0], files[i][1]);
  source = open_source (fixture, in, &error);
  g_assert_no_error (error);
  assert_files (source, "2026-03-14/note.txt "
                        "2026-03-16.sync-conflict-20260314-221010-ABCDEFG.txt 2026-03-16.txt "
                        "2026-03-17.txt 2026/03/15.txt Trash/2025/03/15.txt "
                        "backup/2026-03-10/note.txt");
}

static char *
decode (Fixture *fixture, const char *bytes, const char *encoding)
{
  PoiseImportOptions options = { .encoding = encoding };
  g_autoptr (GBytes) data = g_bytes_new_static (bytes, strlen (bytes));
  PoiseSourceFile file = { .name = (char *) "a.txt", .bytes = data };

  fixture->import->asks_encoding = FALSE;
  poise_import_set_options (fixture->import, &options);
  return poise_source_decode (&file, fixture->import);
}

/* Its bytes are those of ASCII, and no text in it. */
static void
test_seven_bits (Fixture *fixture, gconstpointer data)
{
  static const char bytes[] = "2026-03-14\n\x1b$BF|K\\\x1b(B";
  g_autofree char *unknown = decode (fixture, bytes, NULL);
  g_autofree char *known = NULL;
  g_autofree char *colours = NULL;
  g_autofree char *accents = NULL;

  g_assert_cmpstr (unknown, ==, "");
  g_assert_true (fixture->import->asks_encoding);
  known = decode (fixture, bytes, "ISO-2022-JP");
  g_assert_cmpstr (known, ==, "2026-03-14\n日本");
  colours = decode (fixture, "\x1b[1mbold\x1b(B", NULL);
  g_assert_cmpstr (colours, ==, "\x1b[1mbold\x1b(B");
  accents = decode (fixture, "März", "ISO-2022-JP");
  g_assert_cmpstr (accents, ==, "März");
}

/* One file that cannot be read keeps none of the others out. */
static void
test_unreadable (Fixture *fixture, gconstpointer data)
{
  g_autofree char *in = build (fixture, "in");
  g_autofree char *locked = build (fixture, "in/locked.txt");
  g_autoptr (PoiseSource) source = NULL;
  g_autoptr (GError) error = NULL;
  const PoiseImportNote *problem;

  poise_test_write (fixture->path, "in/a.txt", "one");
  poise_test_write (fixture->path, "in/locked.txt", "two");
  g_assert_cmpint (g_chmod (locked, 0), ==, 0);
  if (g_access (locked, R_OK) == 0)
    {
      g_test_skip ("root reads every file");
      return;
    }
  source = open_source (fixture, in, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (source->files->len, ==, 1);
  problem = g_ptr_array_index (fixture->import->problems, 0);
  g_assert_cmpstr (problem->file, ==, "locked.txt");
}

static void
test_too_big (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = build (fixture, "big.txt");
  g_autofree char *zeros = g_malloc0 (2 * MEGABYTE);
  g_autoptr (PoiseSource) source = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, zeros, 2 * MEGABYTE, NULL));
  source = open_source (fixture, path, &error);
  g_assert_null (source);
  g_assert_error (error, POISE_ERROR, POISE_ERROR_UNSAFE);
  g_clear_error (&error);
  source = open_source (fixture, "/nowhere/at/all.txt", &error);
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

/* A page of nothing but lists in lists takes no more memory than it has characters. */
static void
test_deep_lists (Fixture *fixture, gconstpointer data)
{
  const guint depth = 3000;
  g_autoptr (GString) html = g_string_new (NULL);
  g_autofree char *text = NULL;

  for (guint i = 0; i < depth; i++)
    g_string_append (html, "<ul><li>a");
  text = poise_html_to_text (html->str);
  g_assert_cmpuint (strlen (text), <, 3 * html->len);
  g_assert_true (g_str_has_prefix (text, "- a\n  - a\n    - a\n"));
}

/* ---- plans ---- */

static void
test_ids (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "a.md", "a (1).md", "a - Copy.md", "b.md" };
  PoiseEntry *first, *second;

  add (fixture, "2026-11-23", "One");
  add (fixture, "2026-11-23", "Two");
  add (fixture, "2026-11-23", "  One ");
  add (fixture, "2026-11-23", " \n ");
  g_assert_cmpuint (fixture->import->entries->len, ==, 3);
  g_assert_cmpuint (fixture->import->losses->len, ==, 1);
  first = g_ptr_array_index (fixture->import->entries, 0);
  second = g_ptr_array_index (fixture->import->entries, 1);
  /* A copy of a file is the same; a file with a name of its own is not. */
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    poise_import_add (fixture->import, &(PoiseImportDraft) { .format = "markdown",
                                                             .id = names[i],
                                                             .day = poise_day_parse ("2026-11-24"),
                                                             .text = "Same" });
  g_assert_cmpuint (fixture->import->entries->len, ==, 5);
  g_assert_true (g_uuid_string_is_valid (poise_entry_get_id (first)));
  g_assert_cmpint (poise_entry_get_id (first)[14], ==, '7');
  g_assert_cmpstr (poise_entry_get_id (first), !=, poise_entry_get_id (second));
}

/* The title of a file's name is left out only where the text begins with it. */
static void
test_titles_of_names (void)
{
  static const char *const cases[][3] = {
    { "Run", "Running late today", "Run\n\nRunning late today" },
    { "Art", "Martha started.", "Art\n\nMartha started." },
    { "Run", "I went for a run", "Run\n\nI went for a run" },
    { "Run", "Run in the park", "Run in the park" },
    { "run", "# Run\n\nIn the park", "# Run\n\nIn the park" },
    { NULL, "Run in the park", "Run in the park" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = poise_import_join_name (cases[i][0], cases[i][1]);

      g_assert_cmpstr (text, ==, cases[i][2]);
    }
}

/* Of a file's copies stays what has words that it has not; other names may say the same. */
static void
test_copies_of_names (Fixture *fixture, gconstpointer data)
{
  static const char *const files[][2] = {
    { "1 (Copy).md", "a b" },    { "1.md", "a b" },     { "2 2.md", "a b\nc d" },
    { "2 3.md", "a b" },         { "2.md", "a b" },     { "3 (another copy).md", "a b" },
    { "3-copy.md", "a b" },      { "3.md", "a b" },     { "3_1.md", "a b" },
    { "4 – Kopie.md", "a b" },   { "4.md", "a b" },     { "Copy of 4.md", "a b" },
    { "5 copie.md", "not a b" }, { "5.md", "a b\nc" },  { "6 (1).md", "a b" },
    { "6.md", "a b\nc" },        { "Day 2.md", "a b" }, { "Day 3 of 9.md", "a b" },
  };
  static const char kept[] = "1 (Copy).md|2 2.md|2.md|3 (another copy).md|4 – Kopie.md|5 copie.md|"
                             "5.md|6.md|Day 2.md|Day 3 of 9.md";
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    poise_import_add (fixture->import, &(PoiseImportDraft) { .format = "markdown",
                                                             .id = files[i][0],
                                                             .day = poise_day_parse ("2026-11-24"),
                                                             .text = files[i][1] });
  for (guint i = 0; i < fixture->import->entries->len; i++)
    {
      PoiseEntry *entry = g_ptr_array_index (fixture->import->entries, i);
      JsonObject *imported =
        json_object_get_object_member (poise_entry_get_extra (entry), POISE_EXTRA_IMPORTED);

      g_string_append_printf (found, "%s%s", i > 0 ? "|" : "",
                              json_object_get_string_member (imported, "id"));
    }
  g_assert_cmpstr (found->str, ==, kept);
}

/* Thousands of entries of one moment and id take no square of steps, and get the ids that they had
 * before. */
static void
test_many_of_one_id (Fixture *fixture, gconstpointer data)
{
  const guint n = 20000;
  g_autoptr (PoiseImport) again = poise_import_new (fixture->import->zone);
  g_autoptr (PoiseImportPlan) plan = NULL;
  PoiseEntry *third;

  for (guint i = 0; i < 2 * n; i++)
    {
      g_autofree char *text = g_strdup_printf ("Entry %u", i % n);

      add_at (i < n ? fixture->import : again, "markdown", "days.md", 8, text);
    }
  add_at (again, "markdown", "days.md", 8, "Entry 7");
  g_assert_cmpuint (again->entries->len, ==, n);
  third = g_ptr_array_index (again->entries, 2);
  g_assert_cmpstr (poise_entry_get_id (third), ==, THIRD);
  plan = poise_import_plan_new (again, fixture->import->entries);
  g_assert_cmpuint (plan->n_present, ==, n);
  g_assert_cmpuint (plan->entries->len, ==, 0);
}

static void
test_no_duplicates (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PoiseImportPlan) plan = NULL;
  g_autoptr (PoiseImportPlan) again = NULL;
  g_autoptr (PoiseImportPlan) changed = NULL;
  g_autoptr (PoiseImportPlan) other = NULL;
  g_autoptr (PoiseImport) edited = poise_import_new (fixture->import->zone);
  g_autoptr (PoiseImport) jrnl = poise_import_new (fixture->import->zone);
  g_autoptr (GPtrArray) present = NULL;
  g_autoptr (GError) error = NULL;
  PoiseImportDraft draft = { .format = "dayone", .id = "A1", .text = "One  two\nthree" };

  draft.day = poise_day_parse ("2026-11-23");
  poise_import_add (fixture->import, &draft);
  plan = make_plan (fixture);
  g_assert_cmpuint (plan->entries->len, ==, 1);
  g_assert_true (
    poise_import_plan_apply (plan, fixture->folder, fixture->now, NULL, NULL, NULL, NULL, &error));
  again = make_plan (fixture);
  g_assert_cmpuint (again->entries->len, ==, 0);
  g_assert_cmpuint (again->n_present, ==, 1);

  /* Another format, the same words with other line breaks. */
  present = read_journal (fixture);
  draft = (PoiseImportDraft) { .format = "jrnl", .day = draft.day, .text = "One two three\n" };
  poise_import_add (jrnl, &draft);
  other = poise_import_plan_new (jrnl, present);
  g_assert_cmpuint (other->entries->len, ==, 0);
  g_assert_cmpuint (other->n_present, ==, 1);
  /* The same entry of the same format, edited there since. */
  draft.format = "dayone";
  draft.id = "A1";
  draft.text = "One two three four";
  poise_import_add (edited, &draft);
  changed = poise_import_plan_new (edited, present);
  g_assert_cmpuint (changed->entries->len, ==, 0);
  g_assert_cmpuint (changed->n_present, ==, 0);
  g_assert_cmpuint (changed->changed->len, ==, 1);
}

/* What was corrected in the source of a format without ids is another version; what
 * was added to it or beside it is new, since its words would be lost. */
static void
test_corrected (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PoiseImportPlan) plan = NULL;
  g_autoptr (PoiseImportPlan) changed = NULL;
  g_autoptr (PoiseImport) edited = poise_import_new (fixture->import->zone);
  g_autoptr (GPtrArray) present = NULL;
  g_autoptr (GError) error = NULL;
  PoiseImportDraft draft = { .format = "text", .day = poise_day_parse ("2026-03-14") };

  add (fixture, "2026-03-14", "Spoke with Maren about the brake test");
  add (fixture, "2026-03-14", "Nothing else");
  plan = make_plan (fixture);
  g_assert_true (
    poise_import_plan_apply (plan, fixture->folder, fixture->now, NULL, NULL, NULL, NULL, &error));
  present = read_journal (fixture);

  draft.text = "Spoke with Marten about the brake test";
  poise_import_add (edited, &draft);
  draft.text = "Nothing else";
  poise_import_add (edited, &draft);
  draft.text = "A walk by the canal after all that";
  poise_import_add (edited, &draft);
  changed = poise_import_plan_new (edited, present);
  g_assert_cmpuint (changed->changed->len, ==, 1);
  g_assert_cmpstr (poise_entry_get_text (g_ptr_array_index (changed->changed, 0)), ==,
                   "Spoke with Marten about the brake test");
  g_assert_cmpuint (changed->n_present, ==, 1);
  g_assert_cmpuint (changed->entries->len, ==, 1);
  g_assert_cmpstr (poise_entry_get_text (g_ptr_array_index (changed->entries, 0)), ==, draft.text);
}

/* Whether a journal with @before takes @after of the same day for another version. */
static gboolean
is_version (const char *format, const char *id, guint hour, const char *before, const char *after)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (PoiseImport) first = poise_import_new (zone);
  g_autoptr (PoiseImport) second = poise_import_new (zone);
  g_autoptr (GDateTime) created =
    hour > 0 ? g_date_time_new (zone, 2026, 3, 14, (int) hour, 7, 0) : NULL;
  g_autoptr (PoiseImportPlan) plan = NULL;
  PoiseImportDraft draft = {
    .format = format, .id = id, .day = poise_day_parse ("2026-03-14"), .created = created
  };

  draft.text = before;
  poise_import_add (first, &draft);
  draft.text = after;
  poise_import_add (second, &draft);
  plan = poise_import_plan_new (second, first->entries);
  g_assert_cmpuint (plan->changed->len + plan->entries->len, ==, 1);
  return plan->changed->len == 1;
}

/* Other entries of the same day come in: words are not lost because they are like others. */
static void
test_other_entries_of_a_day (Fixture *fixture, gconstpointer data)
{
  static const char before[] = "## Thanks\nthe warm tea\n## Went well\nthe rota\n## Plan\nsleep";
  static const char after[] = "## Thanks\nMaren\n## Went well\nnothing much\n## Plan\nswim";
  /* Of thirty words one line of four is each day's own. */
#define TEMPLATE                                                                                   \
  "Whom did I help today and how did I help them\nWhat did I learn from others and whom did I "    \
  "thank\n"                                                                                        \
  "What will I leave for tomorrow and why will I leave it there\nWhat was the best of all\n"
  static const char template_a[] = TEMPLATE "Tea by the river";
  static const char template_b[] = TEMPLATE "Fired three, cried";
  static const char met[] = "Met the team in the morning and spoke with Odalys.";

  g_assert_false (is_version ("text", NULL, 0, met, "Spoke with the team."));
  g_assert_false (is_version ("text", NULL, 0, "Rain.", "Rain in the morning."));
  g_assert_false (is_version ("text", NULL, 9, "Spoke with Odalys.", "Spoke with the new team."));
  g_assert_false (is_version ("text", NULL, 0, before, after));
  g_assert_false (is_version ("text", NULL, 9, before, after));
  g_assert_false (is_version ("markdown", "2026-03-14.md", 0, before, after));
  g_assert_false (is_version ("text", NULL, 0, "今天在公司开会很累", "今天开会"));
  g_assert_false (is_version ("csv", NULL, 0, "Ran 14 km", "Ran 15 km"));
  g_assert_false (is_version ("text", NULL, 0, "I love her", "I lose her"));
  g_assert_false (is_version ("text", NULL, 0, "Met Maria for lunch", "Met Mario for lunch"));
  g_assert_false (is_version ("text", NULL, 0, "月曜日に会った", "木曜日に会った"));

  g_assert_false (is_version ("markdown", "2026-03-14.md", 0, template_a, template_b));

  g_assert_true (is_version ("text", NULL, 0, met, "Spoke with Odalys."));
  g_assert_true (is_version ("text", NULL, 0, met,
                             "Met the team in the mornin and spoke with "
                             "Odalys"));
  g_assert_true (is_version ("text", NULL, 9, "Rain.", "Rain in the morning."));
  g_assert_true (is_version ("markdown", "2026-03-14.md", 0, before,
                             "## Thanks\nthe warm tea\n## Went well\nthe rota\n## Plan\n"
                             "sleep, and swim"));
}

/* Who writes the same twice a day has two entries, also where the journal has one of them; and
 * which one it has is told by the id, and by the time where there is none. */
static void
test_same_words_again (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *format;
    const char *ids[2];
  } cases[] = { { "dayone", { "0A", "0B" } },
                { "jrnl", { NULL, NULL } },
                { "markdown", { "home/2026-03-14.md", "work/2026-03-14.md" } } };

  for (guint i = 0; i < G_N_ELEMENTS (cases) * 2; i++)
    {
      const char *format = cases[i / 2].format, *const *ids = cases[i / 2].ids;
      g_autoptr (PoiseImport) before = poise_import_new (fixture->import->zone);
      g_autoptr (PoiseImport) grown = poise_import_new (fixture->import->zone);
      g_autoptr (PoiseImportPlan) plan = NULL;
      g_autoptr (PoiseImportPlan) again = NULL;
      guint had = i % 2;

      g_test_message ("%s %u", format, had);
      add_at (before, format, ids[had], had == 0 ? 8 : 20, "Meditated.");
      add_at (grown, format, ids[0], 8, "Meditated.");
      add_at (grown, format, ids[1], 20, "Meditated.");
      plan = poise_import_plan_new (grown, before->entries);
      g_assert_cmpuint (plan->n_present, ==, 1);
      g_assert_cmpuint (plan->entries->len, ==, 1);
      g_assert_cmpint (
        g_date_time_get_hour (poise_entry_get_created (g_ptr_array_index (plan->entries, 0))), ==,
        had == 0 ? 20 : 8);
      again = poise_import_plan_new (grown, grown->entries);
      g_assert_cmpuint (again->n_present, ==, 2);
      g_assert_cmpuint (again->entries->len, ==, 0);
    }
}

/* What was corrected and went on is no new entry, also where it is short. */
static void
test_grown (Fixture *fixture, gconstpointer data)
{
  static const char *const grown[][3] = {
    { "markdown", "Spoke with Odalis.", "Spoke with Odalys." },
    { "markdown", "Spoke with Odalis.", "Spoke with Odalys.\nAnd more afterwards." },
    { "markdown", "Spoke with Odalis about the rota today and it went well.",
      "Spoke with Odalys about the rota today and it went well.\n\nThen went home." },
    { "rednotebook", "Spoke with Odalis.", "Spoke with Odalys. And went home later on." },
    { NULL, "Spoke with Odalis about the rota",
      "Spoke with Odalys about the rota, then went home" },
    { NULL, "morning words here", "morning words here\n\nevening words too and many more" },
    { NULL, "Rain.", "Rain. In the evening sun." },
    { NULL, "Rain", "Rain\nIn the evening sun" },
    { NULL, "We spoke about the rota for May with the whole team and Odalys",
      "We spoke about the new rota for May with the team and Odalys" },
  };
  static const char *const others[][3] = {
    { "markdown", "Ran 14 km", "Ran 15 km" },
    { "markdown", "Met Ana. Swam.", "Met Eva. Swam." },
    { NULL, "Rain", "Rain in the morning" },
    { NULL, "Met Maria for lunch", "Met Mario for lunch" },
    { NULL, "We spoke about the rota for 14 May with the whole team and Odalys",
      "We spoke about the rota for 15 May with the whole team and Odalys" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (grown); i++)
    {
      const char *format = grown[i][0];

      g_test_message ("%s", grown[i][2]);
      g_assert_true (is_version (format != NULL ? format : "text",
                                 format != NULL ? "2026-03-14" : NULL, 0, grown[i][1],
                                 grown[i][2]));
    }
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      const char *format = others[i][0];

      g_test_message ("%s", others[i][2]);
      g_assert_false (is_version (format != NULL ? format : "text",
                                  format != NULL ? "2026-03-14" : NULL, 0, others[i][1],
                                  others[i][2]));
    }
}

static void
test_apply_and_undo (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PoiseImportPlan) plan = NULL;
  g_autoptr (GPtrArray) present = NULL;
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (GPtrArray) trash = NULL;
  g_autoptr (GError) error = NULL;
  PoiseEntry *edited;
  g_autoptr (GPtrArray) changes = NULL;

  add (fixture, "2026-09-01", "One");
  add (fixture, "2026-10-01", "Two");
  add (fixture, "2026-11-01", "Three");
  plan = make_plan (fixture);
  g_assert_cmpuint (plan->n_days, ==, 3);
  g_assert_true (
    poise_import_plan_apply (plan, fixture->folder, fixture->now, NULL, NULL, NULL, NULL, &error));
  present = read_journal (fixture);
  g_assert_cmpuint (present->len, ==, 3);

  /* What the person changed since is not lost by the undo. */
  edited = g_ptr_array_index (present, 1);
  poise_entry_set_text (edited, "Two, and my own words");
  poise_entry_touch (edited, fixture->now);
  changes = poise_changes_new ();
  g_ptr_array_add (changes, poise_change_new (poise_entry_get_id (edited), edited, NULL));
  g_assert_true (poise_folder_apply (fixture->folder, "2026-10", changes, fixture->now, &error));

  g_assert_true (poise_import_plan_undo (plan, fixture->folder, fixture->now, &error));
  g_assert_no_error (error);
  after = read_journal (fixture);
  g_assert_cmpuint (after->len, ==, 0);
  trash = poise_folder_read_trash (fixture->folder, NULL, &error);
  for (guint i = 0; i < trash->len; i++)
    g_assert_nonnull (strstr (poise_entry_get_text (g_ptr_array_index (trash, i)), "Two"));
  g_assert_cmpuint (trash->len, >=, 1);
}

static void
test_restore_point (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PoiseImportPlan) plan = NULL;
  g_autoptr (GPtrArray) after = NULL;
  g_autofree char *undo = NULL;
  g_autofree char *redo = NULL;
  g_autoptr (GError) error = NULL;
  guint n_months;

  add (fixture, "2026-09-01", "One");
  add (fixture, "2026-10-01", "Two");
  plan = make_plan (fixture);
  g_assert_true (
    poise_import_plan_apply (plan, fixture->folder, fixture->now, NULL, NULL, NULL, &undo, &error));
  g_assert_nonnull (undo);
  redo = poise_restore_run (fixture->folder, undo, fixture->now, &n_months, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_months, ==, 2);
  after = read_journal (fixture);
  g_assert_cmpuint (after->len, ==, 0);
}

static void
cancel_cb (guint done, guint total, gpointer data)
{
  if (done == 1)
    g_cancellable_cancel (data);
}

/* All or none: stopped halfway, and failing halfway. */
static void
test_all_or_none (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PoiseImportPlan) first = NULL;
  g_autoptr (PoiseImportPlan) plan = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (GPtrArray) backups = NULL;
  g_autofree char *before = NULL;
  g_autofree char *unchanged = NULL;
  g_autofree char *in_the_way = NULL;
  g_autofree char *undo = NULL;
  g_autoptr (GError) error = NULL;

  add (fixture, "2026-09-01", "Zero");
  first = make_plan (fixture);
  g_assert_true (
    poise_import_plan_apply (first, fixture->folder, fixture->now, NULL, NULL, NULL, NULL, &error));
  before = poise_test_read (fixture->path, "journal/entries/2026-09.json");

  add (fixture, "2026-09-02", "One");
  add (fixture, "2026-10-01", "Two");
  add (fixture, "2026-11-01", "Three");
  plan = make_plan (fixture);
  g_assert_cmpuint (plan->entries->len, ==, 3);
  g_assert_false (poise_import_plan_apply (plan, fixture->folder, fixture->now, cancel_cb,
                                           cancellable, cancellable, &undo, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_null (undo);
  unchanged = poise_test_read (fixture->path, "journal/entries/2026-09.json");
  g_assert_cmpstr (unchanged, ==, before);

  in_the_way = build (fixture, "journal/entries/2026-11.json");
  g_assert_cmpint (g_mkdir (in_the_way, 0700), ==, 0);
  g_assert_false (
    poise_import_plan_apply (plan, fixture->folder, fixture->now, NULL, NULL, NULL, &undo, &error));
  g_assert_nonnull (error);
  g_assert_cmpint (g_rmdir (in_the_way), ==, 0);
  after = read_journal (fixture);
  g_assert_cmpuint (after->len, ==, 1);
  backups = poise_backup_list (fixture->folder, NULL);
  for (guint i = 0; i < backups->len; i++)
    g_assert_null (strchr (((PoiseBackup *) g_ptr_array_index (backups, i))->name, 'T'));
}

static PoiseTag *
say_leadership_cb (const char *text, gpointer data)
{
  PoiseTag *tag = poise_tag_new ();
  PoiseSentenceTag sentence = { .end = 3, .mode = POISE_MODE_LEADERSHIP };

  tag->mode = POISE_MODE_LEADERSHIP;
  tag->has_share = TRUE;
  tag->share = 1.0;
  g_array_append_val (tag->sentences, sentence);
  ++*(guint *) data;
  return tag;
}

static void
test_tagging (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PoiseImportPlan) plan = NULL;
  g_autoptr (PoiseTag) corrected = poise_tag_with_mode (NULL, POISE_MODE_MANAGEMENT);
  g_autoptr (GError) error = NULL;
  guint n = 0;
  PoiseTag *tag;

  add (fixture, "2026-09-01", "One");
  add (fixture, "2026-09-02", "Two");
  poise_entry_set_tag (g_ptr_array_index (fixture->import->entries, 1), corrected);
  plan = make_plan (fixture);
  g_assert_true (poise_import_plan_tag (plan, say_leadership_cb, &n, NULL, NULL, NULL, &error));
  g_assert_cmpuint (n, ==, 2);
  tag = poise_entry_get_tag (g_ptr_array_index (plan->entries, 0));
  g_assert_cmpint (tag->mode, ==, POISE_MODE_LEADERSHIP);
  tag = poise_entry_get_tag (g_ptr_array_index (plan->entries, 1));
  g_assert_cmpint (tag->mode, ==, POISE_MODE_MANAGEMENT);
  g_assert_cmpint (tag->by, ==, POISE_TAG_SOURCE_PERSON);
  g_assert_cmpuint (tag->sentences->len, ==, 1);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  ADD ("/import/source/zip", test_zip);
  ADD ("/import/source/zip-bomb", test_zip_bomb);
  ADD ("/import/source/zip-truncated", test_zip_truncated);
  ADD ("/import/source/folder", test_folder);
  ADD ("/import/source/zip-of-dot", test_zip_of_dot);
  ADD ("/import/source/zip-of-hidden", test_zip_of_hidden);
  ADD ("/import/source/copies", test_copies);
  ADD ("/import/source/seven-bits", test_seven_bits);
  ADD ("/import/source/unreadable", test_unreadable);
  ADD ("/import/source/too-big", test_too_big);
  ADD ("/import/deep-lists", test_deep_lists);
  ADD ("/import/corrected", test_corrected);
  ADD ("/import/other-entries-of-a-day", test_other_entries_of_a_day);
  ADD ("/import/same-words-again", test_same_words_again);
  g_test_add_func ("/import/titles-of-names", test_titles_of_names);
  ADD ("/import/copies-of-names", test_copies_of_names);
  ADD ("/import/many-of-one-id", test_many_of_one_id);
  ADD ("/import/grown", test_grown);
  ADD ("/import/ids", test_ids);
  ADD ("/import/no-duplicates", test_no_duplicates);
  ADD ("/import/apply-and-undo", test_apply_and_undo);
  ADD ("/import/restore-point", test_restore_point);
  ADD ("/import/all-or-none", test_all_or_none);
  ADD ("/import/tagging", test_tagging);
  return g_test_run ();
}
