/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-month-file.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "poise-conflict.h"
#include "poise-error.h"
#include "poise-file-replace.h"
#include "poise-file.h"

/**
 * poise_month_file_fail_newer:
 * @path: a file of a newer version
 * @error: return location
 *
 * Sets @error to %POISE_ERROR_NEWER, with what the person can do.
 *
 * Returns: %FALSE
 */
gboolean
poise_month_file_fail_newer (const char *path, GError **error)
{
  g_set_error (error, POISE_ERROR, POISE_ERROR_NEWER,
               _ ("“%s” was written by a newer version of Poise. It can be read here, but not "
                  "changed: update Poise to write in it"),
               path);
  return FALSE;
}

/**
 * poise_month_file_read:
 * @path: a file's path
 * @month: the month that it is of, `YYYY-MM`
 * @error: return location
 *
 * Reads a month file. Errors are those of poise_file_read() and
 * poise_month_parse().
 *
 * Returns: (transfer full) (nullable): the month, or %NULL with @error set
 */
PoiseMonth *
poise_month_file_read (const char *path, const char *month, GError **error)
{
  g_autofree char *stamp = poise_file_get_stamp (path);
  g_autoptr (GBytes) bytes = poise_file_read (path, error);
  g_autofree char *name = NULL;
  g_autoptr (GError) local_error = NULL;
  PoiseMonth *content;

  if (bytes == NULL)
    return NULL;
  name = g_path_get_basename (path);
  content = poise_month_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), month,
                               name, &local_error);
  if (content != NULL)
    content->stamp = g_steal_pointer (&stamp);
  else if (poise_conflict_is_in (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)))
    g_set_error (
      error, POISE_ERROR, POISE_ERROR_INVALID,
      _ ("“%s” holds conflict markers of git; both sides are read, and merged when it is "
         "written or repaired"),
      name);
  else
    g_propagate_error (error, g_steal_pointer (&local_error));
  return content;
}

static PoiseMonth *
parse_side (GBytes *side, const char *month)
{
  return poise_month_parse (g_bytes_get_data (side, NULL), g_bytes_get_size (side), month, month,
                            NULL);
}

/**
 * poise_month_file_read_sides:
 * @path: a file's path
 * @month: the month that it is of, `YYYY-MM`
 * @ours: (out) (optional): the month on this side
 * @theirs: (out) (optional): the month on the other side
 *
 * Reads a month file in which git left conflict markers.
 *
 * Returns: %TRUE if there are some, and both sides are months
 */
gboolean
poise_month_file_read_sides (const char *path,
                             const char *month,
                             PoiseMonth **ours,
                             PoiseMonth **theirs)
{
  g_autoptr (GBytes) bytes = poise_file_read (path, NULL);
  g_autoptr (GBytes) left = NULL;
  g_autoptr (GBytes) right = NULL;
  g_autoptr (PoiseMonth) one = NULL;
  g_autoptr (PoiseMonth) other = NULL;

  if (bytes == NULL || !poise_conflict_split (g_bytes_get_data (bytes, NULL),
                                              g_bytes_get_size (bytes), &left, &right))
    return FALSE;
  one = parse_side (left, month);
  other = parse_side (right, month);
  if (one == NULL || other == NULL)
    return FALSE;
  *ours = g_steal_pointer (&one);
  *theirs = g_steal_pointer (&other);
  return TRUE;
}

/* Named by what is in it: taken apart twice, after a crash, it is the same file. */
static char *
name_copy (const char *path, PoiseMonth *theirs)
{
  g_autoptr (GString) text = poise_month_serialize (theirs);
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text->str, -1);
  g_autofree char *stem = g_strndup (path, strlen (path) - strlen (".json"));

  return g_strdup_printf ("%s.sync-conflict-git-%.8s.json", stem, sum);
}

/* Theirs becomes a copy as sync tools leave them, and is merged like one. */
static PoiseMonth *
take_apart (const char *path, const char *month, GError **error)
{
  g_autoptr (PoiseMonth) ours = NULL;
  g_autoptr (PoiseMonth) theirs = NULL;
  g_autofree char *copy = NULL;

  if (!g_str_has_suffix (path, ".json") ||
      !poise_month_file_read_sides (path, month, &ours, &theirs))
    return NULL;
  copy = name_copy (path, theirs);
  if (!poise_month_file_write (theirs, copy, error) || !poise_month_file_write (ours, path, error))
    return NULL;
  ours->stamp = poise_file_get_stamp (path);
  return g_steal_pointer (&ours);
}

/**
 * poise_month_file_read_for_writing:
 * @path: a file's path
 * @month: the month that it is of, `YYYY-MM`
 * @error: return location
 *
 * As poise_month_file_read(), but a file that is not there is an empty month,
 * one of a newer version is %POISE_ERROR_NEWER, and one with git's conflict markers
 * is taken apart: into this side's, and a copy with the other's.
 *
 * Returns: (transfer full) (nullable): the month, or %NULL with @error set
 */
PoiseMonth *
poise_month_file_read_for_writing (const char *path, const char *month, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (PoiseMonth) content = poise_month_file_read (path, month, &local_error);

  if (content == NULL)
    {
      if (g_error_matches (local_error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        {
          content = poise_month_new (month);
          content->stamp = g_strdup ("");
          return g_steal_pointer (&content);
        }
      if (g_error_matches (local_error, POISE_ERROR, POISE_ERROR_INVALID))
        content = take_apart (path, month, NULL);
    }
  if (content == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  if (content->version > POISE_MONTH_VERSION)
    {
      poise_month_file_fail_newer (path, error);
      return NULL;
    }
  return g_steal_pointer (&content);
}

/* A file that is written without need is one more that a sync tool carries, and perhaps
 * one more conflict. */
static gboolean
holds (const char *path, const GString *text)
{
  g_autoptr (GBytes) bytes = poise_file_is_settled (path) ? poise_file_read (path, NULL) : NULL;

  return bytes != NULL && g_bytes_get_size (bytes) == text->len &&
         memcmp (g_bytes_get_data (bytes, NULL), text->str, text->len) == 0;
}

/**
 * poise_month_file_write:
 * @month: a month
 * @path: its file's path
 * @error: return location
 *
 * Writes a month file, in the order of its days, unless it holds just that. One that
 * was read from there is written only if the file is still what it was. Errors are
 * those of poise_file_replace_known().
 *
 * Returns: %TRUE if it is on the disk
 */
gboolean
poise_month_file_write (PoiseMonth *month, const char *path, GError **error)
{
  g_autoptr (GString) text = NULL;

  poise_month_sort (month);
  text = poise_month_serialize (month);
  if (holds (path, text))
    return TRUE;
  if (month->stamp == NULL)
    return poise_file_replace (path, text->str, text->len, error);
  return poise_file_replace_followed (path, &month->stamp, text->str, text->len, error);
}
