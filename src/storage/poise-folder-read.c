/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-folder-read.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "poise-error.h"
#include "poise-file.h"
#include "poise-month-file.h"

static int
compare_names_cb (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static GPtrArray *
list_months (PoiseFolder *self, const char *name_in_it, GError **error)
{
  g_autofree char *folder = g_build_filename (poise_folder_get_path (self), name_in_it, NULL);
  g_autoptr (GPtrArray) names = poise_file_list (folder, POISE_MONTH_SUFFIX, error);
  g_autoptr (GPtrArray) months = NULL;
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  if (names == NULL)
    return NULL;
  months = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autofree char *month = g_strndup (name, strlen ("YYYY-MM"));

      if (!poise_month_name_is_valid (month) ||
          (!g_str_equal (name + strlen (month), POISE_MONTH_SUFFIX) &&
           !g_str_equal (name + strlen (month), POISE_PENDING_SUFFIX)) ||
          g_hash_table_contains (seen, month))
        continue;
      g_hash_table_add (seen, month);
      g_ptr_array_add (months, g_steal_pointer (&month));
    }
  g_ptr_array_sort (months, compare_names_cb);
  return g_steal_pointer (&months);
}

/**
 * poise_folder_list_months:
 * @self: a folder
 * @error: return location
 *
 * Lists the months that have a file, oldest first. A folder that is not there
 * has none. Errors are of #GFileError.
 *
 * Returns: (transfer full) (element-type utf8) (nullable): the months, or
 *   %NULL with @error set
 */
GPtrArray *
poise_folder_list_months (PoiseFolder *self, GError **error)
{
  g_return_val_if_fail (POISE_IS_FOLDER (self), NULL);

  return list_months (self, "entries", error);
}

static void
note_state (const char *path, PoiseMonth *content, GPtrArray *problems)
{
  GError *error = NULL;

  if (content->version > POISE_MONTH_VERSION)
    {
      poise_month_file_fail_newer (path, &error);
      poise_problems_add (problems, path, error, TRUE);
    }
  if (content->unreadable->len > 0)
    {
      error = g_error_new (POISE_ERROR, POISE_ERROR_INVALID,
                           ngettext ("“%s” holds %u entry that cannot be read; it is kept as it is",
                                     "“%s” holds %u entries that cannot be read; they are kept as "
                                     "they are",
                                     content->unreadable->len),
                           path, content->unreadable->len);
      poise_problems_add (problems, path, error, FALSE);
    }
}

/* What git left in conflict can be read, but stays a problem until it is merged. */
static void
read_sides_into (GPtrArray *entries, const char *path, const char *month)
{
  g_autoptr (PoiseMonth) ours = NULL;
  g_autoptr (PoiseMonth) theirs = NULL;

  if (!poise_month_file_read_sides (path, month, &ours, &theirs))
    return;
  for (guint i = 0; i < ours->entries->len; i++)
    g_ptr_array_add (entries, g_object_ref (g_ptr_array_index (ours->entries, i)));
  for (guint i = 0; i < theirs->entries->len; i++)
    g_ptr_array_add (entries, g_object_ref (g_ptr_array_index (theirs->entries, i)));
}

/* A month that was read on the way here, if its file is still what it was. */
static PoiseMonth *
take_known (GHashTable *known, const char *path)
{
  g_autofree char *stamp = NULL;
  g_autofree char *key = NULL;
  PoiseMonth *month = NULL;

  if (known == NULL ||
      !g_hash_table_steal_extended (known, path, (gpointer *) &key, (gpointer *) &month))
    return NULL;
  stamp = poise_file_get_stamp (path);
  if (g_strcmp0 (month->stamp, stamp) != 0)
    g_clear_pointer (&month, poise_month_free);
  return month;
}

static gboolean
read_into (GPtrArray *entries,
           const char *path,
           const char *month,
           GHashTable *known,
           GPtrArray *problems)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PoiseMonth) content = take_known (known, path);

  if (content == NULL)
    content = poise_month_file_read (path, month, &error);
  if (content != NULL)
    {
      note_state (path, content, problems);
      g_ptr_array_extend_and_steal (entries, g_steal_pointer (&content->entries));
      content->entries = g_ptr_array_new ();
      return TRUE;
    }
  read_sides_into (entries, path, month);
  if (!g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    poise_problems_add (problems, path, g_steal_pointer (&error), FALSE);
  return FALSE;
}

/**
 * poise_folder_list_trash_months:
 * @self: a folder
 * @error: return location
 *
 * Returns: (transfer full) (element-type utf8) (nullable): the months of which
 *   entries were deleted, oldest first, or %NULL with @error set
 */
GPtrArray *
poise_folder_list_trash_months (PoiseFolder *self, GError **error)
{
  g_return_val_if_fail (POISE_IS_FOLDER (self), NULL);

  return list_months (self, "trash", error);
}

static GPtrArray *
read_month (PoiseFolder *self, const char *month, GHashTable *known, GPtrArray *problems)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *path = poise_folder_get_month_path (self, month);
  g_autofree char *pending = poise_folder_get_pending_path (self, month);

  read_into (entries, path, month, known, problems);
  read_into (entries, pending, month, NULL, problems);
  return entries;
}

/**
 * poise_folder_read_month:
 * @self: a folder
 * @month: a month, `YYYY-MM`
 * @problems: (nullable) (element-type PoiseProblem): where what is wrong is
 *   added
 *
 * Reads the entries of a month, those that wait in its pending file included.
 * An entry that stands in both is there twice; the newer version comes last.
 *
 * Returns: (transfer full) (element-type PoiseEntry): what could be read
 */
GPtrArray *
poise_folder_read_month (PoiseFolder *self, const char *month, GPtrArray *problems)
{
  g_return_val_if_fail (POISE_IS_FOLDER (self), NULL);

  return read_month (self, month, NULL, problems);
}

static GPtrArray *
keep_newest (GPtrArray *entries)
{
  GPtrArray *kept = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) positions = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < entries->len; i++)
    {
      PoiseEntry *entry = g_ptr_array_index (entries, i);
      const char *id = poise_entry_get_id (entry);
      gpointer position;

      if (!g_hash_table_lookup_extended (positions, id, NULL, &position))
        {
          g_hash_table_insert (positions, (char *) id, GUINT_TO_POINTER (kept->len));
          g_ptr_array_add (kept, g_object_ref (entry));
        }
      else
        {
          PoiseEntry **place = (PoiseEntry **) &kept->pdata[GPOINTER_TO_UINT (position)];

          if (poise_entry_compare_modified (entry, *place) > 0)
            {
              g_hash_table_replace (positions, (char *) id, position);
              g_set_object (place, entry);
            }
        }
    }
  return kept;
}

/**
 * poise_folder_read_all:
 * @self: a folder
 * @problems: (nullable) (element-type PoiseProblem): where what is wrong is
 *   added
 * @error: return location
 *
 * Reads every entry. What is wrong with one file never hides another's
 * entries. Errors are of #GFileError, for the folder itself.
 *
 * Returns: (transfer full) (element-type PoiseEntry) (nullable): the entries,
 *   each once, or %NULL with @error set
 */
GPtrArray *
poise_folder_read_all (PoiseFolder *self, GPtrArray *problems, GError **error)
{
  g_autoptr (GPtrArray) months = NULL;

  g_return_val_if_fail (POISE_IS_FOLDER (self), NULL);

  months = poise_folder_list_months (self, error);
  return months != NULL ? poise_folder_read_months (self, months, NULL, problems) : NULL;
}

/**
 * poise_folder_new_months:
 *
 * Returns: (transfer full) (element-type filename PoiseMonth): a table of months that were read, by
 *   the paths of their files
 */
GHashTable *
poise_folder_new_months (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) poise_month_free);
}

/**
 * poise_folder_read_months:
 * @self: a folder
 * @months: (element-type utf8): months, `YYYY-MM`
 * @known: (nullable) (element-type filename PoiseMonth): months that poise_sync_open_to_read() has
 *   read; those of @months are taken out
 * @problems: (nullable) (element-type PoiseProblem): where what is wrong is
 *   added
 *
 * Reads the entries of some months.
 *
 * Returns: (transfer full) (element-type PoiseEntry): the entries, each once
 */
GPtrArray *
poise_folder_read_months (PoiseFolder *self,
                          GPtrArray *months,
                          GHashTable *known,
                          GPtrArray *problems)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < months->len; i++)
    {
      GPtrArray *entries = read_month (self, g_ptr_array_index (months, i), known, problems);

      g_ptr_array_extend_and_steal (all, entries);
    }
  return keep_newest (all);
}

/**
 * poise_folder_read_trash:
 * @self: a folder
 * @problems: (nullable) (element-type PoiseProblem): where what is wrong is
 *   added
 * @error: return location
 *
 * Reads every deleted entry. Errors are of #GFileError.
 *
 * Returns: (transfer full) (element-type PoiseEntry) (nullable): the entries,
 *   or %NULL with @error set
 */
GPtrArray *
poise_folder_read_trash (PoiseFolder *self, GPtrArray *problems, GError **error)
{
  g_autoptr (GPtrArray) months = NULL;
  g_autoptr (GPtrArray) entries = NULL;

  g_return_val_if_fail (POISE_IS_FOLDER (self), NULL);

  months = list_months (self, "trash", error);
  if (months == NULL)
    return NULL;
  entries = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < months->len; i++)
    {
      const char *month = g_ptr_array_index (months, i);
      g_autofree char *path = poise_folder_get_trash_path (self, month);

      read_into (entries, path, month, NULL, problems);
    }
  return g_steal_pointer (&entries);
}
