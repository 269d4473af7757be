/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-backup.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "poise-day.h"
#include "poise-error.h"
#include "poise-file.h"
#include "poise-month-file.h"

#define MONTH_SUFFIX ".json"
/* Says that a month had no file then. */
#define ABSENT_SUFFIX ".absent"
#define KEPT_DAYS 7
#define KEPT_MONTHS 12
#define MAX_BYTES (256 * 1024 * 1024)

/**
 * poise_backup_free:
 * @self: (transfer full): a backup
 */
void
poise_backup_free (PoiseBackup *self)
{
  g_free (self->name);
  g_free (self);
}

static char *
build_root (PoiseFolder *folder)
{
  return g_build_filename (poise_folder_get_path (folder), "backups", NULL);
}

static char *
build_copy (const char *root, const char *point, const char *month, const char *suffix)
{
  g_autofree char *name = g_strconcat (month, suffix, NULL);

  return g_build_filename (root, point, name, NULL);
}

/* `2026-11-24`, or that with a time. */
static gboolean
is_point (const char *name)
{
  g_autofree char *day = g_strndup (name, strlen ("YYYY-MM-DD"));

  return poise_day_parse (day) != POISE_DAY_INVALID &&
         (name[strlen (day)] == '\0' || name[strlen (day)] == 'T');
}

static GPtrArray *
list_points (const char *root, GError **error)
{
  GPtrArray *points = poise_file_list (root, "", error);

  for (guint i = points != NULL ? points->len : 0; i > 0; i--)
    if (!is_point (g_ptr_array_index (points, i - 1)))
      g_ptr_array_remove_index (points, i - 1);
  return points;
}

/* The copies of a point; its names begin with their month. */
static GPtrArray *
list_copies (const char *root, const char *point)
{
  g_autofree char *folder = g_build_filename (root, point, NULL);
  GPtrArray *names = poise_file_list (folder, "", NULL);

  if (names == NULL)
    names = g_ptr_array_new_with_free_func (g_free);
  for (guint i = names->len; i > 0; i--)
    {
      const char *name = g_ptr_array_index (names, i - 1);
      g_autofree char *month = g_strndup (name, strlen ("YYYY-MM"));

      if (!poise_month_name_is_valid (month) ||
          (!g_str_equal (name + strlen (month), MONTH_SUFFIX) &&
           !g_str_equal (name + strlen (month), ABSENT_SUFFIX)))
        g_ptr_array_remove_index (names, i - 1);
    }
  return names;
}

static gboolean
has_copy (const char *root, const char *point, const char *month)
{
  g_autofree char *copy = build_copy (root, point, month, MONTH_SUFFIX);
  g_autofree char *absent = build_copy (root, point, month, ABSENT_SUFFIX);

  return g_file_test (copy, G_FILE_TEST_EXISTS) || g_file_test (absent, G_FILE_TEST_EXISTS);
}

static gboolean
make_copy (PoiseFolder *folder,
           const char *root,
           const char *point,
           const char *month,
           GError **error)
{
  g_autofree char *path = poise_folder_get_month_path (folder, month);
  g_autofree char *at = g_build_filename (root, point, NULL);
  g_autofree char *copy = build_copy (root, point, month, MONTH_SUFFIX);
  g_autofree char *absent = build_copy (root, point, month, ABSENT_SUFFIX);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (has_copy (root, point, month))
    return TRUE;
  if (!poise_file_make_folder (at, error))
    return FALSE;
  bytes = poise_file_read (path, &local_error);
  if (bytes != NULL)
    return poise_file_replace (copy, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                               error);
  if (g_error_matches (local_error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    return poise_file_replace (absent, "", 0, error);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static void
remove_point (const char *root, const char *point)
{
  g_autofree char *path = g_build_filename (root, point, NULL);
  g_autoptr (GPtrArray) names = poise_file_list (path, "", NULL);

  for (guint i = 0; names != NULL && i < names->len; i++)
    {
      g_autofree char *file = g_build_filename (path, g_ptr_array_index (names, i), NULL);

      g_unlink (file);
    }
  g_rmdir (path);
}

/* Gives up a point. What its copies say of the months holds for the older point
 * too, unless that one has copies of its own. */
static void
fold_point (const char *root, const char *point, const char *older)
{
  g_autoptr (GPtrArray) names = list_copies (root, point);

  for (guint i = 0; older != NULL && i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autofree char *month = g_strndup (name, strlen ("YYYY-MM"));
      g_autofree char *from = g_build_filename (root, point, name, NULL);
      g_autofree char *to = g_build_filename (root, older, name, NULL);

      if (!has_copy (root, older, month))
        g_rename (from, to);
    }
  remove_point (root, point);
}

/* The last seven days' points are kept, and the first of each month of the
 * last twelve. */
static gboolean
is_kept (const char *point, const char *older, GDateTime *now)
{
  g_autofree char *day = g_strndup (point, strlen ("YYYY-MM-DD"));
  g_autoptr (GDateTime) month_limit = g_date_time_add_months (now, -KEPT_MONTHS);
  PoiseDay then = poise_day_parse (day);

  if (then + KEPT_DAYS > poise_day_from_time (now, 0))
    return TRUE;
  return then > poise_day_from_time (month_limit, 0) &&
         (older == NULL || strncmp (older, point, strlen ("YYYY-MM")) != 0);
}

static guint64
measure (const char *root, const char *point)
{
  g_autoptr (GPtrArray) names = list_copies (root, point);
  guint64 size = 0;

  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (root, point, g_ptr_array_index (names, i), NULL);
      GStatBuf info;

      if (g_lstat (path, &info) == 0)
        size += (guint64) info.st_size;
    }
  return size;
}

static void
thin_out (const char *root, GDateTime *now)
{
  g_autoptr (GPtrArray) points = list_points (root, NULL);
  const char *older = NULL;
  guint64 size = 0;

  for (guint i = 0; points != NULL && i < points->len; i++)
    {
      const char *point = g_ptr_array_index (points, i);
      g_autofree char *path = g_build_filename (root, point, NULL);

      poise_file_remove_strays (path);
      if (is_kept (point, older, now))
        older = point;
      else
        fold_point (root, point, older);
    }

  for (guint i = points != NULL ? points->len : 0; i > 0; i--)
    {
      size += measure (root, g_ptr_array_index (points, i - 1));
      if (size > MAX_BYTES && i < points->len)
        remove_point (root, g_ptr_array_index (points, i - 1));
    }
}

/**
 * poise_backup_keep:
 * @folder: a journal's folder, whose lock the caller holds
 * @month: a month that is about to change, `YYYY-MM`
 * @now: this moment
 * @error: return location
 *
 * Keeps the month's file as it is, unless that was done already since the
 * newest point. Errors are those of poise_file_make_folder(),
 * poise_file_read() and poise_file_replace().
 *
 * Returns: %TRUE if the month's state is kept
 */
gboolean
poise_backup_keep (PoiseFolder *folder, const char *month, GDateTime *now, GError **error)
{
  g_autofree char *root = build_root (folder);
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");
  g_autoptr (GPtrArray) points = NULL;
  const char *newest;

  if (!poise_file_make_folder (root, error))
    return FALSE;
  points = list_points (root, error);
  if (points == NULL)
    return FALSE;
  newest = points->len > 0 ? g_ptr_array_index (points, points->len - 1) : NULL;
  /* Also where the clock was set back. */
  if (newest != NULL && strcmp (newest, today) >= 0)
    return make_copy (folder, root, newest, month, error);
  if (!make_copy (folder, root, today, month, error))
    return FALSE;
  thin_out (root, now);
  return TRUE;
}

/**
 * poise_backup_list:
 * @folder: a journal's folder
 * @error: return location
 *
 * Returns: (transfer full) (element-type PoiseBackup) (nullable): the points
 *   that can be restored, newest first, or %NULL with @error set
 */
GPtrArray *
poise_backup_list (PoiseFolder *folder, GError **error)
{
  g_autofree char *root = build_root (folder);
  g_autoptr (GPtrArray) points = list_points (root, error);
  GPtrArray *backups;

  if (points == NULL)
    return NULL;
  backups = g_ptr_array_new_with_free_func ((GDestroyNotify) poise_backup_free);
  for (guint i = points->len; i > 0; i--)
    {
      PoiseBackup *backup = g_new0 (PoiseBackup, 1);
      g_autoptr (GPtrArray) names = list_copies (root, g_ptr_array_index (points, i - 1));

      backup->name = g_strdup (g_ptr_array_index (points, i - 1));
      backup->n_months = names->len;
      g_ptr_array_add (backups, backup);
    }
  return backups;
}

/* Month → the path of the copy that tells its state at a point. */
static GHashTable *
find_states (const char *root, const char *point, GError **error)
{
  g_autoptr (GPtrArray) points = list_points (root, error);
  g_autoptr (GHashTable) states = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  gboolean found = FALSE;

  if (points == NULL)
    return NULL;
  for (guint i = 0; i < points->len; i++)
    {
      const char *at = g_ptr_array_index (points, i);
      g_autoptr (GPtrArray) names = NULL;

      if (strcmp (at, point) < 0)
        continue;
      found = found || g_str_equal (at, point);
      names = list_copies (root, at);
      for (guint j = 0; j < names->len; j++)
        {
          const char *name = g_ptr_array_index (names, j);
          g_autofree char *month = g_strndup (name, strlen ("YYYY-MM"));

          if (!g_hash_table_contains (states, month))
            g_hash_table_insert (states, g_steal_pointer (&month),
                                 g_build_filename (root, at, name, NULL));
        }
    }
  if (!found)
    {
      g_set_error (error, POISE_ERROR, POISE_ERROR_NOT_FOUND, _ ("There is no backup “%s”"), point);
      return NULL;
    }
  return g_steal_pointer (&states);
}

/* What is restored must be readable: every copy is looked at before the first
 * file is touched. */
static gboolean
check_states (GHashTable *states, GError **error)
{
  GHashTableIter iter;
  gpointer month, path;

  g_hash_table_iter_init (&iter, states);
  while (g_hash_table_iter_next (&iter, &month, &path))
    if (g_str_has_suffix (path, MONTH_SUFFIX))
      {
        g_autoptr (PoiseMonth) content = poise_month_file_read (path, month, error);

        if (content == NULL)
          return FALSE;
      }

  return TRUE;
}

static gboolean
put_back (PoiseFolder *folder, const char *month, const char *copy, GError **error)
{
  g_autofree char *path = poise_folder_get_month_path (folder, month);
  g_autoptr (GBytes) bytes = NULL;

  if (g_str_has_suffix (copy, ABSENT_SUFFIX))
    {
      if (g_unlink (path) == 0 || errno == ENOENT)
        return TRUE;
      g_set_error (error, G_FILE_ERROR, (int) g_file_error_from_errno (errno),
                   _ ("“%s” cannot be removed: %s"), path, g_strerror (errno));
      return FALSE;
    }
  bytes = poise_file_read (copy, error);
  return bytes != NULL &&
         poise_file_replace (path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), error);
}

static char *
name_undo_point (const char *root, GDateTime *now)
{
  g_autoptr (GPtrArray) points = list_points (root, NULL);
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

static gboolean
restore_locked (PoiseFolder *folder, GHashTable *states, const char *undo, GError **error)
{
  g_autofree char *root = build_root (folder);
  GHashTableIter iter;
  gpointer month, copy;

  g_hash_table_iter_init (&iter, states);
  while (g_hash_table_iter_next (&iter, &month, NULL))
    if (!make_copy (folder, root, undo, month, error))
      return FALSE;

  g_hash_table_iter_init (&iter, states);
  while (g_hash_table_iter_next (&iter, &month, &copy))
    if (!put_back (folder, month, copy, error))
      return FALSE;

  return TRUE;
}

/**
 * poise_backup_restore:
 * @folder: a journal's folder
 * @name: a point, as poise_backup_list() gives it
 * @now: this moment
 * @n_months: (out): how many months' files were put back
 * @error: return location
 *
 * Makes the journal's months what they were at a point. What they are now is
 * kept as a point of its own first, so that restoring that one undoes it. The
 * trash stays as it is. Errors are %POISE_ERROR_NOT_FOUND, those of
 * poise_month_file_read() for a copy that is damaged, and those of
 * poise_file_replace().
 *
 * Returns: (transfer full) (nullable): the point that undoes this, or %NULL
 *   with @error set
 */
char *
poise_backup_restore (PoiseFolder *folder,
                      const char *name,
                      GDateTime *now,
                      guint *n_months,
                      GError **error)
{
  g_autofree char *root = build_root (folder);
  g_autofree char *undo = NULL;
  g_autoptr (GHashTable) states = NULL;
  gboolean restored;
  int lock;

  g_return_val_if_fail (POISE_IS_FOLDER (folder), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  *n_months = 0;
  lock = poise_folder_lock (folder, error);
  if (lock < 0)
    return NULL;
  states = find_states (root, name, error);
  restored = states != NULL && check_states (states, error);
  if (restored)
    {
      undo = name_undo_point (root, now);
      *n_months = g_hash_table_size (states);
      restored = restore_locked (folder, states, undo, error);
    }
  poise_file_unlock (lock);
  return restored ? g_steal_pointer (&undo) : NULL;
}
