/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-file-aside.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "poise-file-lack.h"
#include "poise-file-replace.h"

static char *
build_aside_path (const char *path, const char *reason, GDateTime *now)
{
  g_autofree char *time = g_date_time_format (now, "%Y%m%dT%H%M%S");
  char *target = g_strdup_printf ("%s.%s-%s", path, reason, time);

  for (guint i = 2; g_file_test (target, G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK); i++)
    {
      g_free (target);
      target = g_strdup_printf ("%s.%s-%s-%u", path, reason, time, i);
    }
  return target;
}

/**
 * poise_file_keep_copy:
 * @path: a file's path
 * @bytes: what it holds
 * @reason: a word that the copy's name bears, as `damaged`
 * @now: this moment
 * @error: return location
 *
 * Keeps a file's content as `NAME.REASON-TIME` beside it, before it is
 * rewritten. Never overwrites another file. Errors are of #GFileError.
 *
 * Returns: (transfer full) (nullable): the copy's path, or %NULL with @error set
 */
char *
poise_file_keep_copy (const char *path,
                      GBytes *bytes,
                      const char *reason,
                      GDateTime *now,
                      GError **error)
{
  g_autofree char *target = build_aside_path (path, reason, now);

  if (!poise_file_replace (target, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), error))
    return NULL;
  return g_steal_pointer (&target);
}

/**
 * poise_file_keep_as_is:
 * @path: a file's path
 * @reason: a word that its other name bears, as `damaged`
 * @now: this moment
 * @error: return location
 *
 * As poise_file_keep_copy(), for a file that cannot be opened: what lies on the disk is kept,
 * sealed or not, by another name for it; where a disk knows no such, by poise_file_set_aside().
 *
 * Returns: (transfer full) (nullable): the other name, or %NULL with @error set
 */
char *
poise_file_keep_as_is (const char *path, const char *reason, GDateTime *now, GError **error)
{
  g_autofree char *target = build_aside_path (path, reason, now);

  return link (path, target) == 0 ? g_steal_pointer (&target)
                                  : poise_file_set_aside (path, reason, now, error);
}

/**
 * poise_file_set_aside:
 * @path: a file's path
 * @reason: a word that its new name bears, as `damaged`
 * @now: this moment
 * @error: return location
 *
 * Renames a file to `NAME.REASON-TIME` beside it, never over another. Only a
 * holder of the journal's lock may call it. Errors are of #GFileError.
 *
 * Returns: (transfer full) (nullable): the new path, or %NULL with @error set
 */
char *
poise_file_set_aside (const char *path, const char *reason, GDateTime *now, GError **error)
{
  g_autofree char *target = build_aside_path (path, reason, now);

  if (g_rename (path, target) != 0)
    {
      poise_file_fail (error, errno, _ ("“%s” cannot be renamed: %s"), path, g_strerror (errno));
      return NULL;
    }
  return g_steal_pointer (&target);
}
