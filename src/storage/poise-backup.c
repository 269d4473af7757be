/* SPDX-License-Identifier: GPL-3.0-or-later */

#define _GNU_SOURCE /* memmem() */

#include "poise-backup.h"

#include <glib/gstdio.h>
#include <string.h>

#include "poise-day.h"
#include "poise-file-replace.h"
#include "poise-file.h"
#include "poise-json.h"
#include "poise-month-file.h"

#define KEPT_DAYS 7
#define KEPT_MONTHS 12
#define MAX_BYTES (256 * 1024 * 1024)

/* Of the files that are no months: those that hold what the person made. */
static const char *const kept_files[] = { "agreement.json", "intentions.json", "learned.json",
                                          "prompts.json", NULL };

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

/**
 * poise_backup_get_root:
 * @folder: a journal's folder
 *
 * Returns: (transfer full): the path of the folder that holds the points
 */
char *
poise_backup_get_root (PoiseFolder *folder)
{
  return g_build_filename (poise_folder_get_path (folder), "backups", NULL);
}

static char *
build_copy (const char *root, const char *point, const char *month, const char *suffix)
{
  g_autofree char *name = g_strconcat (month, suffix, NULL);

  return g_build_filename (root, point, name, NULL);
}

static char *
get_day (const char *point)
{
  return g_strndup (point, strlen ("YYYY-MM-DD"));
}

/**
 * poise_backup_get_day:
 * @point: a point
 *
 * Returns: (transfer full): the day on which it was made, by the clock of then
 */
char *
poise_backup_get_day (const char *point)
{
  g_autofree char *day = get_day (point);
  const char *rest = point + strlen (day);

  if (*rest == 'T' && poise_day_parse (rest + 1) != POISE_DAY_INVALID)
    return g_strdup (rest + 1);
  return g_steal_pointer (&day);
}

/**
 * poise_backup_is_point:
 * @root: the folder that holds the points
 * @name: a name in it
 *
 * A point is named `2026-11-24`, or that with a time, and is a real folder:
 * what is thinned out is removed.
 *
 * Returns: %TRUE if a point is there
 */
gboolean
poise_backup_is_point (const char *root, const char *name)
{
  g_autofree char *day = get_day (name);
  g_autofree char *path = g_build_filename (root, name, NULL);

  return poise_day_parse (day) != POISE_DAY_INVALID &&
         (name[strlen (day)] == '\0' || name[strlen (day)] == 'T') &&
         g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK);
}

/**
 * poise_backup_list_points:
 * @root: the folder that holds the points
 * @error: return location
 *
 * Returns: (transfer full) (element-type utf8) (nullable): their names, oldest
 *   first, or %NULL with @error set
 */
GPtrArray *
poise_backup_list_points (const char *root, GError **error)
{
  GPtrArray *points = poise_file_list (root, "", error);

  for (guint i = points != NULL ? points->len : 0; i > 0; i--)
    if (!poise_backup_is_point (root, g_ptr_array_index (points, i - 1)))
      g_ptr_array_remove_index (points, i - 1);
  return points;
}

static gboolean
is_month_copy (const char *name)
{
  g_autofree char *month = g_strndup (name, strlen ("YYYY-MM"));

  return poise_month_name_is_valid (month) &&
         (g_str_equal (name + strlen (month), POISE_MONTH_SUFFIX) ||
          g_str_equal (name + strlen (month), POISE_BACKUP_ABSENT_SUFFIX));
}

/* All copies of a point, or only those of months. */
static GPtrArray *
list_names (const char *root, const char *point, gboolean with_files)
{
  g_autofree char *folder = g_build_filename (root, point, NULL);
  GPtrArray *names = poise_file_list (folder, "", NULL);

  if (names == NULL)
    names = g_ptr_array_new_with_free_func (g_free);
  for (guint i = names->len; i > 0; i--)
    {
      const char *name = g_ptr_array_index (names, i - 1);

      if (!is_month_copy (name) && !(with_files && g_strv_contains (kept_files, name)))
        g_ptr_array_remove_index (names, i - 1);
    }
  return names;
}

/**
 * poise_backup_list_copies:
 * @root: the folder that holds the points
 * @point: a point
 *
 * Returns: (transfer full) (element-type utf8): the names of a point's copies of months,
 *   which begin with their month
 */
GPtrArray *
poise_backup_list_copies (const char *root, const char *point)
{
  return list_names (root, point, FALSE);
}

static gboolean
has_copy (const char *root, const char *point, const char *month)
{
  g_autofree char *copy = build_copy (root, point, month, POISE_MONTH_SUFFIX);
  g_autofree char *absent = build_copy (root, point, month, POISE_BACKUP_ABSENT_SUFFIX);

  return g_file_test (copy, G_FILE_TEST_EXISTS) || g_file_test (absent, G_FILE_TEST_EXISTS);
}

/**
 * poise_backup_copy_month:
 * @folder: a journal's folder
 * @root: the folder that holds the points
 * @point: a point
 * @month: a month, `YYYY-MM`
 * @error: return location
 *
 * Copies a month's file into a point, unless it has a copy of that month.
 *
 * Returns: %TRUE if the point holds the month
 */
gboolean
poise_backup_copy_month (PoiseFolder *folder,
                         const char *root,
                         const char *point,
                         const char *month,
                         GError **error)
{
  g_autofree char *path = poise_folder_get_month_path (folder, month);
  g_autofree char *at = g_build_filename (root, point, NULL);
  g_autofree char *copy = build_copy (root, point, month, POISE_MONTH_SUFFIX);
  g_autofree char *absent = build_copy (root, point, month, POISE_BACKUP_ABSENT_SUFFIX);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (has_copy (root, point, month))
    return TRUE;
  if (!poise_file_make_folder (at, FALSE, error))
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

/* Whether it says so of itself; how a newer month is built otherwise nobody here knows. */
static gboolean
is_newer (GBytes *bytes, const char *path)
{
  g_autoptr (JsonNode) root =
    poise_json_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), path, NULL);
  const char *format = NULL;
  gint64 version = 0;

  return root != NULL && JSON_NODE_HOLDS_OBJECT (root) &&
         poise_json_get_string (json_node_get_object (root), "format", &format) &&
         g_str_equal (format, POISE_MONTH_FORMAT) &&
         poise_json_get_int (json_node_get_object (root), "version", &version) &&
         version > POISE_MONTH_VERSION;
}

static gboolean
take_out (PoiseMonth *content, const char *path, GPtrArray *ids, GError **error)
{
  guint position;
  gboolean is_changed = FALSE;

  for (guint i = 0; i < ids->len; i++)
    while (poise_month_find (content, g_ptr_array_index (ids, i), &position) != NULL)
      {
        g_ptr_array_remove_index (content->entries, position);
        is_changed = TRUE;
      }
  return !is_changed || poise_month_file_write (content, path, error);
}

/* What a sync tool left in a point, where two computers kept different states of a day. */
static gboolean
is_foreign (const char *path, const char *name)
{
  return *name != '.' && !is_month_copy (name) && !poise_backup_resembles_file (name) &&
         g_file_test (path, G_FILE_TEST_IS_REGULAR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK);
}

static gboolean
has_any_id (GBytes *bytes, GPtrArray *ids)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  for (guint i = 0; i < ids->len; i++)
    if (memmem (data, length, g_ptr_array_index (ids, i), strlen (g_ptr_array_index (ids, i))))
      return TRUE;

  return FALSE;
}

/* A point's own copy that is damaged can be gone back to as little as it can be read, and goes as a
 * whole if it holds one of them; one of a newer version is of use to that. What a sync tool left
 * nobody reads: it goes in either case. */
static gboolean
forget_in (const char *path, const char *month, GPtrArray *ids, gboolean is_own, GError **error)
{
  g_autofree char *stamp = poise_file_get_stamp (path);
  g_autoptr (GBytes) bytes = poise_file_read (path, NULL);
  g_autoptr (PoiseMonth) content = NULL;

  if (bytes == NULL || (!is_own && !has_any_id (bytes, ids)))
    return TRUE;
  content =
    poise_month_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), month, path, NULL);
  if (content != NULL && content->version <= POISE_MONTH_VERSION)
    {
      content->stamp = g_steal_pointer (&stamp);
      return take_out (content, path, ids, error);
    }
  if (is_own && (content != NULL || is_newer (bytes, path) || !has_any_id (bytes, ids)))
    return TRUE;
  return poise_file_remove_known (path, stamp, error);
}

static gboolean
forget_in_copies (const char *at, const char *month, GPtrArray *ids, GError **error)
{
  g_autoptr (GPtrArray) names = poise_file_list (at, "", NULL);

  for (guint i = 0; names != NULL && i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (at, g_ptr_array_index (names, i), NULL);

      if (is_foreign (path, g_ptr_array_index (names, i)) &&
          !forget_in (path, month, ids, FALSE, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * poise_backup_forget:
 * @folder: a journal's folder, whose lock the caller holds
 * @month: a month, `YYYY-MM`
 * @ids: (element-type utf8): ids of entries that were removed for good
 * @error: return location
 *
 * Takes entries out of every point, and of the copies that sync tools left there. A damaged copy
 * that holds one of them goes; one of a newer version stays. Errors are those of
 * poise_month_file_write() and poise_file_remove_known().
 *
 * Returns: %TRUE if no point holds them, but in what a newer version or another key wrote
 */
gboolean
poise_backup_forget (PoiseFolder *folder, const char *month, GPtrArray *ids, GError **error)
{
  g_autofree char *root = poise_backup_get_root (folder);
  g_autoptr (GPtrArray) points = poise_backup_list_points (root, NULL);

  for (guint i = 0; points != NULL && ids->len > 0 && i < points->len; i++)
    {
      const char *point = g_ptr_array_index (points, i);
      g_autofree char *path = build_copy (root, point, month, POISE_MONTH_SUFFIX);
      g_autofree char *at = g_build_filename (root, point, NULL);

      if (!forget_in (path, month, ids, TRUE, error) || !forget_in_copies (at, month, ids, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * poise_backup_remove_point:
 * @root: the folder that holds the points
 * @point: a point
 *
 * Removes a point with its copies.
 */
void
poise_backup_remove_point (const char *root, const char *point)
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

/* Of the same month, or the same other file. */
static gboolean
has_copy_of (const char *root, const char *point, const char *name)
{
  g_autofree char *path = g_build_filename (root, point, name, NULL);
  g_autofree char *month = g_strndup (name, strlen ("YYYY-MM"));

  return is_month_copy (name) ? has_copy (root, point, month)
                              : g_file_test (path, G_FILE_TEST_EXISTS);
}

/* Gives up a point. What its copies say of the months and files holds for the older point
 * too, unless that one has copies of its own. One of which that fails is kept. */
static void
fold_point (const char *root, const char *point, const char *older)
{
  g_autoptr (GPtrArray) names = list_names (root, point, TRUE);
  gboolean is_taken = TRUE;

  for (guint i = 0; older != NULL && i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autofree char *from = g_build_filename (root, point, name, NULL);
      g_autofree char *to = g_build_filename (root, older, name, NULL);

      if (!has_copy_of (root, older, name) && g_rename (from, to) != 0)
        is_taken = FALSE;
    }
  if (is_taken)
    poise_backup_remove_point (root, point);
}

/* Walks from the newest point to the oldest. */
typedef struct
{
  char *day;    /* of the point before */
  guint n_days; /* how many days were met */
  guint n_months;
} Thinning;

static gboolean
is_first_of_month (const char *point, const char *older)
{
  return older == NULL || strncmp (older, point, strlen ("YYYY-MM")) != 0;
}

/* The points of the last seven days that changed something are kept, and the
 * first of each of the last twelve months that did. They are counted, not
 * dated: a clock that goes wrong once must not cost all of them. */
static gboolean
is_kept (Thinning *thinning, const char *point, const char *older)
{
  g_autofree char *day = poise_backup_get_day (point);

  if (g_strcmp0 (day, thinning->day) != 0)
    thinning->n_days++;
  g_free (thinning->day);
  thinning->day = g_steal_pointer (&day);
  if (is_first_of_month (point, older) && ++thinning->n_months <= KEPT_MONTHS)
    return TRUE;
  return thinning->n_days <= KEPT_DAYS;
}

static guint64
measure (const char *root, const char *point)
{
  g_autoptr (GPtrArray) names = list_names (root, point, TRUE);
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
bound_size (const char *root)
{
  g_autoptr (GPtrArray) points = poise_backup_list_points (root, NULL);
  guint64 size = 0;

  for (guint i = points != NULL ? points->len : 0; i > 0; i--)
    {
      size += measure (root, g_ptr_array_index (points, i - 1));
      if (size > MAX_BYTES && i < points->len)
        poise_backup_remove_point (root, g_ptr_array_index (points, i - 1));
    }
}

static void
thin_out (const char *root)
{
  g_autoptr (GPtrArray) points = poise_backup_list_points (root, NULL);
  Thinning thinning = { 0 };

  for (guint i = points != NULL ? points->len : 0; i > 0; i--)
    {
      const char *point = g_ptr_array_index (points, i - 1);
      const char *older = i > 1 ? g_ptr_array_index (points, i - 2) : NULL;
      g_autofree char *path = g_build_filename (root, point, NULL);

      poise_file_remove_strays (path);
      if (!is_kept (&thinning, point, older))
        fold_point (root, point, older);
    }
  g_free (thinning.day);
  bound_size (root);
}

/**
 * poise_backup_get_undo_time:
 * @point: a point
 *
 * Returns: (transfer full) (nullable): the time of day at which a restoring, or an import,
 *   made the point, as `10:15`; %NULL for any other point
 */
char *
poise_backup_get_undo_time (const char *point)
{
  g_autofree char *day = get_day (point);
  const char *rest = point + strlen (day);

  if (*rest != 'T' || strlen (rest) < strlen ("T10-15-00") ||
      poise_day_parse (rest + 1) != POISE_DAY_INVALID)
    return NULL;
  return g_strdup_printf ("%.2s:%.2s", rest + 1, rest + 4);
}

/**
 * poise_backup_is_of_import:
 * @point: a point
 *
 * Returns: %TRUE if an import made it
 */
gboolean
poise_backup_is_of_import (const char *point)
{
  return g_str_has_suffix (point, POISE_BACKUP_IMPORT_SUFFIX);
}

/* Where a day's copies go: to a point that is the newest, whatever the clock
 * says. Where it was set back behind the newest point's day, the name is that
 * day's with today's behind it, `2026-11-24T2026-11-20`. */
static char *
name_point (const char *newest, GDateTime *now)
{
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");
  g_autofree char *day = newest != NULL ? get_day (newest) : NULL;
  g_autofree char *name = NULL;

  if (newest == NULL || strcmp (day, today) < 0)
    return g_steal_pointer (&today);
  name = g_strconcat (day, "T", today, NULL);
  /* A point of today is the newest, or one that undoes a restoring. */
  if (g_str_equal (day, today) || strcmp (newest, name) >= 0)
    return g_strdup (newest);
  return g_steal_pointer (&name);
}

/* Where copies go now; says also which point is the newest as yet. */
static char *
find_point (const char *root, GDateTime *now, char **newest, GError **error)
{
  g_autoptr (GPtrArray) points = NULL;

  if (!poise_file_make_folder (root, FALSE, error) ||
      (points = poise_backup_list_points (root, error)) == NULL)
    return NULL;
  if (points->len > 0)
    *newest = g_strdup (g_ptr_array_index (points, points->len - 1));
  return name_point (*newest, now);
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
  g_autofree char *root = poise_backup_get_root (folder);
  g_autofree char *newest = NULL;
  g_autofree char *point = find_point (root, now, &newest, error);

  if (point == NULL || !poise_backup_copy_month (folder, root, point, month, error))
    return FALSE;
  if (g_strcmp0 (point, newest) != 0)
    thin_out (root);
  return TRUE;
}

/**
 * poise_backup_fold_in:
 * @folder: a journal's folder, whose lock the caller holds
 * @point: the newest point
 * @now: this moment
 *
 * Gives up a point as if the months had been kept with poise_backup_keep() while it was not there.
 * One that cannot be given up so stays.
 */
void
poise_backup_fold_in (PoiseFolder *folder, const char *point, GDateTime *now)
{
  g_autofree char *root = poise_backup_get_root (folder);
  g_autoptr (GPtrArray) points = poise_backup_list_points (root, NULL);
  const char *newest = NULL;
  g_autofree char *day = NULL;
  g_autofree char *at = NULL;

  for (guint i = 0; points != NULL && i < points->len; i++)
    if (!g_str_equal (g_ptr_array_index (points, i), point))
      newest = g_ptr_array_index (points, i);
  day = name_point (newest, now);
  at = g_build_filename (root, day, NULL);
  if (points == NULL || !poise_file_make_folder (at, FALSE, NULL))
    return;
  fold_point (root, point, day);
  if (g_strcmp0 (day, newest) != 0)
    thin_out (root);
}

/* ---- files that are no months ---- */

static gboolean
write_bytes (const char *path, GBytes *bytes, GError **error)
{
  return poise_file_replace (path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), error);
}

/**
 * poise_backup_keeps_file:
 * @name: a file's name
 *
 * Returns: %TRUE if it is no month and holds what the person made
 */
gboolean
poise_backup_keeps_file (const char *name)
{
  return g_strv_contains (kept_files, name);
}

/**
 * poise_backup_keep_file:
 * @folder: a journal's folder, whose lock the caller holds
 * @name: a file that is about to change, as `intentions.json`; others than those that hold what
 *   the person made are passed over
 * @bytes: what it holds, and can be read
 * @now: this moment
 *
 * Keeps what the file holds, unless that was done already since the newest point. What is to be
 * written matters more than what was before: that it fails is only noted.
 */
void
poise_backup_keep_file (PoiseFolder *folder, const char *name, GBytes *bytes, GDateTime *now)
{
  g_autofree char *root = poise_backup_get_root (folder);
  g_autofree char *newest = NULL;
  g_autofree char *point = NULL;
  g_autofree char *at = NULL;
  g_autofree char *copy = NULL;
  g_autoptr (GError) error = NULL;

  if (!poise_backup_keeps_file (name))
    return;
  point = find_point (root, now, &newest, &error);
  at = point != NULL ? g_build_filename (root, point, NULL) : NULL;
  if (at != NULL && poise_file_make_folder (at, FALSE, &error))
    {
      copy = g_build_filename (at, name, NULL);
      if (!g_file_test (copy, G_FILE_TEST_EXISTS) && write_bytes (copy, bytes, &error) &&
          g_strcmp0 (point, newest) != 0)
        thin_out (root);
    }
  if (error != NULL)
    g_debug ("No backup of %s: %s", name, error->message);
}

/**
 * poise_backup_resembles_file:
 * @name: the name of a file in a point
 *
 * Returns: %TRUE if it begins as one of those does that are no months and are kept, as
 *   `learned (conflicted copy).json`
 */
gboolean
poise_backup_resembles_file (const char *name)
{
  for (guint i = 0; kept_files[i] != NULL; i++)
    if (strncmp (name, kept_files[i], strlen (kept_files[i]) - strlen (".json")) == 0)
      return TRUE;

  return FALSE;
}

/**
 * poise_backup_list_file:
 * @folder: a journal's folder
 * @name: a file that is no month, as `intentions.json`
 *
 * Returns: (transfer full) (element-type filename): the paths of its copies, the newest first
 */
GPtrArray *
poise_backup_list_file (PoiseFolder *folder, const char *name)
{
  g_autofree char *root = poise_backup_get_root (folder);
  g_autoptr (GPtrArray) points = poise_backup_list_points (root, NULL);
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);

  for (guint i = points != NULL ? points->len : 0; i > 0; i--)
    {
      g_autofree char *path =
        g_build_filename (root, g_ptr_array_index (points, i - 1), name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_REGULAR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        g_ptr_array_add (paths, g_steal_pointer (&path));
    }
  return paths;
}

/* What the file holds now and can be read; of a damaged one the copies are all there is. */
static gboolean
read_now (const char *path, GBytes **bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = NULL;

  *bytes = poise_file_read (path, &error);
  if (*bytes == NULL)
    return g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  root = poise_json_parse (g_bytes_get_data (*bytes, NULL), g_bytes_get_size (*bytes), path, NULL);
  return root != NULL;
}

static gboolean
forget_file (PoiseFolder *folder, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (poise_folder_get_path (folder), name, NULL);
  g_autoptr (GPtrArray) copies = poise_backup_list_file (folder, name);
  g_autoptr (GBytes) bytes = NULL;

  if (copies->len == 0 || !read_now (path, &bytes))
    return TRUE;
  for (guint i = 0; i < copies->len; i++)
    {
      const char *copy = g_ptr_array_index (copies, i);

      if (bytes != NULL ? !write_bytes (copy, bytes, error) : !poise_file_remove (copy, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * poise_backup_forget_files:
 * @folder: a journal's folder, whose lock the caller holds
 * @error: return location
 *
 * Leaves in every point only what the files that are no months hold now: what was taken out of
 * them is gone for good. Errors are those of poise_file_replace().
 *
 * Returns: %TRUE if no point holds more
 */
gboolean
poise_backup_forget_files (PoiseFolder *folder, GError **error)
{
  for (guint i = 0; kept_files[i] != NULL; i++)
    if (!forget_file (folder, kept_files[i], error))
      return FALSE;

  return TRUE;
}

/**
 * poise_backup_list:
 * @folder: a journal's folder
 * @error: return location
 *
 * A point that holds no month is none to go back to.
 *
 * Returns: (transfer full) (element-type PoiseBackup) (nullable): the points
 *   that can be restored, newest first, or %NULL with @error set
 */
GPtrArray *
poise_backup_list (PoiseFolder *folder, GError **error)
{
  g_autofree char *root = poise_backup_get_root (folder);
  g_autoptr (GPtrArray) points = poise_backup_list_points (root, error);
  GPtrArray *backups;

  if (points == NULL)
    return NULL;
  backups = g_ptr_array_new_with_free_func ((GDestroyNotify) poise_backup_free);
  for (guint i = points->len; i > 0; i--)
    {
      g_autoptr (GPtrArray) names =
        poise_backup_list_copies (root, g_ptr_array_index (points, i - 1));
      PoiseBackup *backup;

      if (names->len == 0)
        continue;
      backup = g_new0 (PoiseBackup, 1);
      backup->name = g_strdup (g_ptr_array_index (points, i - 1));
      backup->n_months = names->len;
      g_ptr_array_add (backups, backup);
    }
  return backups;
}
