/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-rollback.h"

#include <string.h>

#include "poise-backup.h"
#include "poise-file.h"

/**
 * poise_rollback_put_back:
 * @folder: a journal's folder, whose lock the caller holds
 * @month: a month, `YYYY-MM`
 * @copy: the path of a point's copy of it
 * @error: return location
 *
 * Puts a copy in the place of a month's file. Errors are those of
 * poise_file_read() and poise_file_replace().
 *
 * Returns: %TRUE if the month is as in @copy
 */
gboolean
poise_rollback_put_back (PoiseFolder *folder, const char *month, const char *copy, GError **error)
{
  g_autofree char *path = poise_folder_get_month_path (folder, month);
  g_autoptr (GBytes) bytes = NULL;

  if (g_str_has_suffix (copy, POISE_BACKUP_ABSENT_SUFFIX))
    return poise_file_remove (path, error);
  bytes = poise_file_read (copy, error);
  return bytes != NULL &&
         poise_file_replace (path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), error);
}

static char *
name_undo_point (const char *root, GDateTime *now)
{
  g_autoptr (GPtrArray) points = poise_backup_list_points (root, NULL);
  char *name = g_date_time_format (now, "%Y-%m-%dT%H-%M-%S");
  const char *newest =
    points != NULL && points->len > 0 ? g_ptr_array_index (points, points->len - 1) : "";

  /* It must be the newest, whatever the clock says. */
  if (strcmp (name, newest) <= 0)
    {
      g_free (name);
      name = g_strconcat (newest, strchr (newest, 'T') != NULL ? "-1" : "T00-00-00", NULL);
    }
  return name;
}

/* While months are put back, `backups/restoring` names the point that undoes it:
 * what a crash cuts short is taken back by whoever takes the lock next. */
static char *
build_marker (const char *root)
{
  return g_build_filename (root, "restoring", NULL);
}

/* It is emptied durably first: one that came back after a power cut would take
 * back what was written since. */
static gboolean
remove_marker (const char *marker, GError **error)
{
  return poise_file_replace (marker, "", 0, error) && poise_file_remove (marker, error);
}

static gboolean
take_back (PoiseFolder *folder, const char *root, const char *undo, GError **error)
{
  g_autoptr (GPtrArray) names = poise_backup_list_copies (root, undo);

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autofree char *month = g_strndup (name, strlen ("YYYY-MM"));
      g_autofree char *copy = g_build_filename (root, undo, name, NULL);

      if (!poise_rollback_put_back (folder, month, copy, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * poise_rollback_recover:
 * @folder: a journal's folder, whose lock the caller holds
 * @error: return location
 *
 * Takes back a restoring that was cut short, so that the journal is as it was
 * before; does nothing where there was none. Errors are those of
 * poise_file_read() and poise_file_replace().
 *
 * Returns: %TRUE if no restoring is half done
 */
gboolean
poise_rollback_recover (PoiseFolder *folder, GError **error)
{
  g_autofree char *root = poise_backup_get_root (folder);
  g_autofree char *marker = build_marker (root);
  g_autofree char *undo = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (!g_file_test (marker, G_FILE_TEST_EXISTS) || g_file_test (root, G_FILE_TEST_IS_SYMLINK))
    return TRUE;
  bytes = poise_file_read (marker, error);
  if (bytes == NULL)
    return FALSE;
  undo = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  if (strchr (undo, G_DIR_SEPARATOR) == NULL && poise_backup_is_point (root, undo) &&
      !take_back (folder, root, undo, error))
    return FALSE;
  return remove_marker (marker, error);
}

/**
 * poise_rollback_is_half_done:
 * @folder: a journal's folder
 *
 * Returns: %TRUE if a restoring was cut short, or goes on right now
 */
gboolean
poise_rollback_is_half_done (PoiseFolder *folder)
{
  g_autofree char *root = poise_backup_get_root (folder);
  g_autofree char *marker = build_marker (root);

  return g_file_test (marker, G_FILE_TEST_EXISTS);
}

/**
 * poise_rollback_begin:
 * @folder: a journal's folder, whose lock the caller holds
 * @months: (element-type utf8): the months that are about to change, `YYYY-MM`
 * @now: this moment
 * @error: return location
 *
 * Keeps the months as a point, and has them put back by whoever takes the lock
 * next unless poise_rollback_finish() is called. Errors are those of
 * poise_backup_copy_month() and poise_file_replace().
 *
 * Returns: (transfer full) (nullable): the point, or %NULL with @error set
 */
char *
poise_rollback_begin (PoiseFolder *folder, GList *months, GDateTime *now, GError **error)
{
  g_autofree char *root = poise_backup_get_root (folder);
  g_autofree char *marker = build_marker (root);
  g_autofree char *point = NULL;
  gboolean is_kept;

  if (!poise_file_make_folder (root, FALSE, error))
    return NULL;
  point = name_undo_point (root, now);
  is_kept = TRUE;
  for (GList *l = months; l != NULL && is_kept; l = l->next)
    is_kept = poise_backup_copy_month (folder, root, point, l->data, error);
  if (is_kept && poise_file_replace (marker, point, strlen (point), error))
    return g_steal_pointer (&point);
  poise_backup_remove_point (root, point);
  return NULL;
}

/**
 * poise_rollback_finish:
 * @folder: a journal's folder, whose lock the caller holds
 * @error: return location
 *
 * Says that all is done that poise_rollback_begin() began. Errors are those of
 * poise_file_replace().
 *
 * Returns: %TRUE if it stays
 */
gboolean
poise_rollback_finish (PoiseFolder *folder, GError **error)
{
  g_autofree char *root = poise_backup_get_root (folder);
  g_autofree char *marker = build_marker (root);

  return remove_marker (marker, error);
}
