/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-test.h"

#include <cairo-script.h>
#include <glib/gstdio.h>
#include <string.h>

#include "poise-folder-read.h"
#include "poise-folder-write.h"
#include "poise-salvage.h"

/**
 * poise_test_make_folder:
 *
 * Returns: (transfer full): the path of a new, empty folder
 */
char *
poise_test_make_folder (void)
{
  g_autoptr (GError) error = NULL;
  char *path = g_dir_make_tmp ("poise-test-XXXXXX", &error);

  g_assert_no_error (error);
  return path;
}

/**
 * poise_test_remove_folder:
 * @path: a folder with all that it holds
 */
void
poise_test_remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        poise_test_remove_folder (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

/* Keeps a result for poise_test_wait(). */
void
poise_test_ready_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

void
poise_test_wait (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

/**
 * poise_test_clock:
 * @unused: nothing; this is a #PoiseClockFunc
 *
 * Returns: (transfer full): always the same moment
 */
GDateTime *
poise_test_clock (gpointer unused)
{
  return g_date_time_new_utc (2026, 11, 23, 18, 0, 0);
}

/**
 * poise_test_entry:
 * @day: its day, `YYYY-MM-DD`
 * @text: what was written
 * @has_share: whether its tag has a share
 * @share: the share
 *
 * Returns: (transfer full): an entry with an id of its own
 */
PoiseEntry *
poise_test_entry (const char *day, const char *text, gboolean has_share, double share)
{
  g_autoptr (GDateTime) now = poise_test_clock (NULL);
  PoiseEntry *entry = poise_entry_new_now (poise_day_parse (day), now);
  g_autoptr (PoiseTag) tag = poise_tag_new ();

  tag->has_share = has_share;
  tag->share = share;
  poise_entry_set_text (entry, text);
  poise_entry_set_tag (entry, tag);
  return entry;
}

/**
 * poise_test_read:
 * @folder: a folder
 * @name: a file in it
 *
 * Returns: (transfer full) (nullable): the file's text
 */
char *
poise_test_read (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, NULL);
  return text;
}

/**
 * poise_test_write:
 * @folder: a folder
 * @name: a file in it
 * @text: what it shall hold
 */
void
poise_test_write (const char *folder, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);

  g_mkdir_with_parents (parent, 0700);
  g_assert_true (g_file_set_contents (path, text, (gssize) strlen (text), NULL));
}

static const char *
get_domain (const PoiseTestOther *self)
{
  return self->domain != NULL ? self->domain : "Poise-Storage";
}

static void
write_cb (const char *domain, GLogLevelFlags level, const char *message, gpointer data)
{
  PoiseTestOther *self = data;

  if (self->has_written || !g_str_has_prefix (message, self->at))
    return;
  self->has_written = TRUE;
  poise_test_write (self->folder, self->name, self->text);
}

/**
 * poise_test_other_begin:
 * @self: another program
 *
 * From now on it writes as soon as its message is logged.
 */
void
poise_test_other_begin (PoiseTestOther *self)
{
  self->has_written = FALSE;
  self->handler = g_log_set_handler (get_domain (self), G_LOG_LEVEL_DEBUG, write_cb, self);
}

/**
 * poise_test_other_end:
 * @self: another program, which has written
 */
void
poise_test_other_end (PoiseTestOther *self)
{
  g_log_remove_handler (get_domain (self), self->handler);
  g_assert_true (self->has_written);
}

static cairo_status_t
keep_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_string_append_len (closure, (const char *) data, length);
  return CAIRO_STATUS_SUCCESS;
}

/**
 * poise_test_draw:
 * @draw: (scope call): draws something
 * @data: what it is told
 *
 * Returns: (transfer full): what was drawn, as a script that has the words of all text, each
 *   layout's in parentheses
 */
char *
poise_test_draw (PoiseTestDraw draw, gpointer data)
{
  GString *script = g_string_new (NULL);
  cairo_device_t *device = cairo_script_create_for_stream (keep_cb, script);
  cairo_surface_t *surface =
    cairo_script_surface_create (device, CAIRO_CONTENT_COLOR, 1000.0, 2000.0);
  cairo_t *cr = cairo_create (surface);

  draw (cr, data);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  cairo_device_finish (device);
  cairo_device_destroy (device);
  return g_string_free (script, FALSE);
}

/**
 * poise_test_journal_set_up:
 * @self: a fixture
 * @unused: nothing
 *
 * Makes a folder for a journal.
 */
void
poise_test_journal_set_up (PoiseTestJournal *self, gconstpointer unused)
{
  self->path = poise_test_make_folder ();
  self->folder = poise_folder_new (self->path);
  self->now = poise_test_clock (NULL);
}

/**
 * poise_test_journal_tear_down:
 * @self: a fixture
 * @unused: nothing
 *
 * Removes the folder.
 */
void
poise_test_journal_tear_down (PoiseTestJournal *self, gconstpointer unused)
{
  poise_test_remove_folder (self->path);
  g_object_unref (self->folder);
  g_date_time_unref (self->now);
  g_free (self->path);
}

/**
 * poise_test_journal_apply:
 * @self: a fixture
 * @change: (transfer full): a change of an entry of November 2026, or of another
 *   month if it has an entry
 * @error: return location
 *
 * Returns: %TRUE if it is on the disk
 */
gboolean
poise_test_journal_apply (PoiseTestJournal *self, PoiseChange *change, GError **error)
{
  g_autoptr (GPtrArray) changes = poise_changes_new ();
  PoiseEntry *entry = change->entry != NULL ? change->entry : change->last;
  g_autofree char *month =
    entry != NULL ? poise_day_to_month (poise_entry_get_day (entry)) : g_strdup ("2026-11");

  g_ptr_array_add (changes, change);
  return poise_folder_apply (self->folder, month, changes, self->now, error);
}

/**
 * poise_test_journal_add:
 * @self: a fixture
 * @entry: a new entry
 *
 * Writes an entry to the disk.
 */
void
poise_test_journal_add (PoiseTestJournal *self, PoiseEntry *entry)
{
  g_autoptr (GError) error = NULL;

  poise_test_journal_apply (self, poise_change_new (poise_entry_get_id (entry), entry, NULL),
                            &error);
  g_assert_no_error (error);
}

static int
compare_texts_cb (gconstpointer a, gconstpointer b)
{
  return strcmp (poise_entry_get_text (*(PoiseEntry *const *) a),
                 poise_entry_get_text (*(PoiseEntry *const *) b));
}

static void
append_texts (GString *out, GPtrArray *entries)
{
  g_ptr_array_sort (entries, compare_texts_cb);
  for (guint i = 0; i < entries->len; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? "," : "",
                            poise_entry_get_text (g_ptr_array_index (entries, i)));
}

/**
 * poise_test_journal_join:
 * @self: a fixture
 *
 * Returns: (transfer full): the texts of the journal, sorted, and behind a bar
 *   those of the trash, as `One,Two|Deleted`
 */
char *
poise_test_journal_join (PoiseTestJournal *self)
{
  g_autoptr (GPtrArray) entries = poise_folder_read_all (self->folder, NULL, NULL);
  g_autoptr (GPtrArray) trash = poise_folder_read_trash (self->folder, NULL, NULL);
  GString *out = g_string_new (NULL);

  append_texts (out, entries);
  g_string_append_c (out, '|');
  append_texts (out, trash);
  return g_string_free (out, FALSE);
}

/**
 * poise_test_repair:
 * @folder: a journal's folder
 * @month: a damaged month
 * @now: this moment
 * @n_entries: (out): how many entries came back
 * @error: return location
 *
 * Returns: (transfer full) (nullable): where the last of its damaged files is kept
 */
char *
poise_test_repair (PoiseFolder *folder,
                   const char *month,
                   GDateTime *now,
                   guint *n_entries,
                   GError **error)
{
  g_autoptr (GPtrArray) reports = poise_salvage_repair (folder, month, now, error);
  char *kept = NULL;

  *n_entries = 0;
  for (guint i = 0; reports != NULL && i < reports->len; i++)
    {
      const PoiseRepairReport *report = g_ptr_array_index (reports, i);

      *n_entries += report->n_salvaged + report->n_backed_up;
      g_free (kept);
      kept = g_strdup (report->kept);
    }
  return kept;
}
