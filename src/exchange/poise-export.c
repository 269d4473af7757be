/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-export.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "poise-file.h"

static int
compare_oldest_first_cb (gconstpointer a, gconstpointer b)
{
  return poise_entry_compare (*(PoiseEntry *const *) b, *(PoiseEntry *const *) a);
}

/**
 * poise_export_new:
 * @journal: a journal
 * @from: the first day
 * @to: the last day
 * @today: the day that is
 * @first_weekday: the day on which weeks begin
 * @accuracy: (nullable): how often the tagger is right for this person, if they judged it
 * @draw_chart: (nullable) (scope forever): draws the charts
 *
 * Takes the entries of a range of days as they are now, so that a thread may
 * write them while the journal goes on changing.
 *
 * Returns: (transfer full): what is to be exported
 */
PoiseExport *
poise_export_new (PoiseJournal *journal,
                  PoiseDay from,
                  PoiseDay to,
                  PoiseDay today,
                  GDateWeekday first_weekday,
                  const PoiseAccuracy *accuracy,
                  PoiseChartFunc draw_chart)
{
  PoiseExport *self = g_new0 (PoiseExport, 1);
  g_autoptr (GPtrArray) entries = poise_journal_list_days (journal, from, to);
  g_autoptr (PoiseJournal) range = poise_journal_new ();
  PoiseRange days;

  self->entries = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < entries->len; i++)
    {
      PoiseEntry *entry = g_ptr_array_index (entries, i);

      if (!poise_entry_is_blank (entry))
        g_ptr_array_add (self->entries, poise_entry_copy (entry));
    }
  g_ptr_array_sort (self->entries, compare_oldest_first_cb);
  poise_journal_add_all (range, self->entries);
  days = poise_range_new_all (range, MIN (to, today));
  self->balance = poise_balance_new_for_range (range, &days, first_weekday, accuracy);
  self->days = poise_balance_list_year (range, &days, &self->balance->accuracy);
  self->today = today;
  self->first_weekday = first_weekday;
  self->draw_chart = draw_chart;
  return self;
}

/**
 * poise_export_set_intentions:
 * @self: an export
 * @intentions: what the person has meant to do
 * @is_all: whether the whole journal is exported; of a part of it the intentions are none
 *
 * Marks the weeks of the charts, and has formats that keep everything keep the intentions, too.
 */
void
poise_export_set_intentions (PoiseExport *self, PoiseIntentionList *intentions, gboolean is_all)
{
  g_return_if_fail (self != NULL);

  poise_intention_list_mark (intentions, self->balance);
  g_clear_pointer (&self->intentions, g_free);
  if (is_all)
    self->intentions = poise_intention_list_to_json (intentions);
}

/**
 * poise_export_get_title:
 * @self: an export
 *
 * Returns: (transfer none): what its one text is called, or what kind of journal it is
 */
const char *
poise_export_get_title (const PoiseExport *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (self->title != NULL)
    return self->title;
  return self->is_sample ? _ ("Sample Journal") : _ ("Journal");
}

/**
 * poise_export_free:
 * @self: (transfer full): an export
 */
void
poise_export_free (PoiseExport *self)
{
  g_ptr_array_unref (self->entries);
  poise_balance_unref (self->balance);
  g_clear_pointer (&self->days, g_array_unref);
  g_free (self->title);
  g_free (self->intentions);
  g_free (self);
}

static void
file_free (PoiseExportFile *file)
{
  g_free (file->name);
  g_bytes_unref (file->bytes);
  g_free (file);
}

/**
 * poise_export_files_new:
 *
 * Returns: (transfer full) (element-type PoiseExportFile): no files yet
 */
GPtrArray *
poise_export_files_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) file_free);
}

/**
 * poise_export_files_take:
 * @files: (element-type PoiseExportFile): files
 * @name: (transfer full) (nullable): one more file's name
 * @text: (transfer full): what it holds
 */
void
poise_export_files_take (GPtrArray *files, char *name, GString *text)
{
  PoiseExportFile *file = g_new0 (PoiseExportFile, 1);

  file->name = name;
  file->bytes = g_string_free_to_bytes (text);
  g_ptr_array_add (files, file);
}

/**
 * poise_export_files_new_for_text:
 * @text: (transfer full): what the only file holds
 *
 * Returns: (transfer full) (element-type PoiseExportFile): the file
 */
GPtrArray *
poise_export_files_new_for_text (GString *text)
{
  GPtrArray *files = poise_export_files_new ();

  poise_export_files_take (files, NULL, text);
  return files;
}

static gboolean
fail_exists (const char *path, GError **error)
{
  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_EXIST, _ ("“%s” is there already"), path);
  return FALSE;
}

static gboolean
is_empty_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);

  return dir != NULL && g_dir_read_name (dir) == NULL;
}

static gboolean
make_folder (const char *path, GError **error)
{
  if (g_mkdir_with_parents (path, POISE_FOLDER_MODE) == 0)
    return TRUE;
  g_set_error (error, G_FILE_ERROR, (int) g_file_error_from_errno (errno),
               _ ("The folder “%s” cannot be made: %s"), path, g_strerror (errno));
  return FALSE;
}

static gboolean
save_files (GPtrArray *files, const char *path, GCancellable *cancellable, GError **error)
{
  for (guint i = 0; i < files->len; i++)
    {
      const PoiseExportFile *file = g_ptr_array_index (files, i);
      g_autofree char *to = g_build_filename (path, file->name, NULL);
      g_autofree char *parent = g_path_get_dirname (to);

      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !make_folder (parent, error) ||
          !g_file_set_contents_full (to, g_bytes_get_data (file->bytes, NULL),
                                     (gssize) g_bytes_get_size (file->bytes),
                                     G_FILE_SET_CONTENTS_CONSISTENT, POISE_FILE_MODE, error))
        return FALSE;
    }
  return TRUE;
}

/* Half an export would pass for a whole one, and be in the way of the next. */
static void
remove_files (GPtrArray *files, const char *path)
{
  for (guint i = 0; i < files->len; i++)
    {
      const PoiseExportFile *file = g_ptr_array_index (files, i);
      char *at = g_build_filename (path, file->name, NULL);

      g_unlink (at);
      while (strlen (at) > strlen (path))
        {
          char *parent = g_path_get_dirname (at);

          g_free (at);
          at = parent;
          /* Those that hold more stay. */
          if (strlen (at) > strlen (path))
            g_rmdir (at);
        }
      g_free (at);
    }
}

static gboolean
save_folder (GPtrArray *files, const char *path, GCancellable *cancellable, GError **error)
{
  gboolean is_new = !g_file_test (path, G_FILE_TEST_EXISTS);
  gboolean is_own = is_new || is_empty_folder (path);

  if (!make_folder (path, error))
    return FALSE;
  if (save_files (files, path, cancellable, error))
    return TRUE;
  if (is_own)
    remove_files (files, path);
  if (is_new)
    g_rmdir (path);
  return FALSE;
}

/**
 * poise_export_save:
 * @files: (element-type PoiseExportFile): what to write
 * @path: the file, or the folder
 * @is_folder: whether @path is a folder
 * @may_replace: whether what is there may be replaced
 * @cancellable: (nullable): to stop it
 * @error: return location
 *
 * Writes an export, for its owner only. Of one that fails nothing stays, but in a folder that had
 * files already. Blocks. Errors are of #GFileError, and %G_IO_ERROR_CANCELLED.
 *
 * Returns: %TRUE if all is written
 */
gboolean
poise_export_save (GPtrArray *files,
                   const char *path,
                   gboolean is_folder,
                   gboolean may_replace,
                   GCancellable *cancellable,
                   GError **error)
{
  const PoiseExportFile *file;

  if (!may_replace && g_file_test (path, G_FILE_TEST_EXISTS) &&
      !(is_folder && is_empty_folder (path)))
    return fail_exists (path, error);
  if (is_folder)
    return save_folder (files, path, cancellable, error);
  file = g_ptr_array_index (files, 0);
  return g_file_set_contents_full (path, g_bytes_get_data (file->bytes, NULL),
                                   (gssize) g_bytes_get_size (file->bytes),
                                   G_FILE_SET_CONTENTS_CONSISTENT, POISE_FILE_MODE, error);
}
