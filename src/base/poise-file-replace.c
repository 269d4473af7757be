/* SPDX-License-Identifier: GPL-3.0-or-later */

#define _GNU_SOURCE /* renameat2() */

#include "config.h"

#include "poise-file-replace.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "poise-coding.h"
#include "poise-error.h"
#include "poise-file-lack.h"
#include "poise-file.h"

/* In the name of a file that shall replace another: `.NAME.poise-new-1a2b3c4d`. */
#define NEW_MARK ".poise-new-"
/* In its name once it is whole, and about to be exchanged for the other: `.NAME.poise-old-INODE`.
 */
#define OLD_MARK ".poise-old-"
#define MARK_DIGITS 8

/* What is written over a sealed file must be sealed, too, or unsealed by whoever has the key. */
static GBytes *
encode (const char *path, const char *as, const char *data, gsize length, GError **error)
{
  g_autoptr (GBytes) coded = poise_coding_seal (as, data, length, error);

  if (coded == NULL || length == 0 || poise_coding_is_sealed (coded) || poise_coding_covers (as) ||
      !poise_file_is_sealed (path))
    return g_steal_pointer (&coded);
  poise_coding_fail_locked (path, error);
  return NULL;
}

static gboolean
write_all (int fd, const char *data, gsize length)
{
  while (length > 0)
    {
      gssize n = write (fd, data, length);

      if (n < 0 && errno != EINTR)
        return FALSE;
      if (n > 0)
        {
          data += n;
          length -= (gsize) n;
        }
    }
  return TRUE;
}

static gboolean
write_new (const char *path, GBytes *bytes, gboolean is_durable)
{
  int fd = g_open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, POISE_FILE_MODE);
  gboolean written;
  int code;

  if (fd < 0)
    return FALSE;
  written = poise_file_tighten (fd) &&
            write_all (fd, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)) &&
            (!is_durable || poise_file_sync (fd));
  code = errno;
  if (close (fd) != 0 && written)
    {
      written = FALSE;
      code = errno;
    }
  errno = code;
  return written;
}

static char *
build_new_path (const char *path)
{
  g_autofree char *parent = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *new_name =
    g_strdup_printf (".%s" NEW_MARK "%08x", name, (guint) g_random_int ());

  return g_build_filename (parent, new_name, NULL);
}

/* Writes it beside and puts it in the place of the old one, in one step. */
static gboolean
replace_as (const char *path,
            const char *as,
            const char *data,
            gsize length,
            gboolean is_durable,
            GError **error)
{
  g_autofree char *new_path = build_new_path (path);
  g_autoptr (GBytes) coded = encode (path, as, data, length, error);
  int code;

  if (coded == NULL)
    return FALSE;
  if (write_new (new_path, coded, is_durable) && rename (new_path, path) == 0)
    {
      if (!is_durable || poise_file_sync_parent (path))
        return TRUE;
      code = errno;
    }
  else
    {
      code = errno;
      g_unlink (new_path);
    }
  /* Translators: first a file's name, then the system's reason. */
  return poise_file_fail (error, code, _ ("“%s” cannot be written: %s"), path, g_strerror (code));
}

/**
 * poise_file_replace:
 * @path: a file's path
 * @data: its new bytes
 * @length: how many there are
 * @error: return location
 *
 * Puts new content in a file's place, atomically and durably: a new file is
 * written, synced, renamed over the old one, and the folder is synced. Either
 * all of it is there afterwards or the old file is as it was. The mode is
 * 0600, whatever the umask or the old file's mode. Where files are sealed, so is this one, its
 * new file from the first byte on. Errors are of #GFileError, those of poise_coding_seal(), and
 * %POISE_ERROR_LOCKED where a sealed file would be replaced by a plain one without its key.
 *
 * g_file_set_contents_full() is not used, since it leaves out both syncs where
 * there was no file before, and gives its new file a name that a person might
 * have given to a copy, which poise_file_remove_strays() must not remove.
 *
 * Returns: %TRUE if the new content is on the disk
 */
gboolean
poise_file_replace (const char *path, const char *data, gsize length, GError **error)
{
  return poise_file_replace_as (path, path, data, length, error);
}

/**
 * poise_file_replace_as:
 * @path: a file's path
 * @as: the path of which it takes the coding
 * @data: its new bytes
 * @length: how many there are
 * @error: return location
 *
 * As poise_file_replace(), for a file that lies elsewhere and is sealed as if it were at @as.
 *
 * Returns: %TRUE if the new content is on the disk
 */
gboolean
poise_file_replace_as (const char *path,
                       const char *as,
                       const char *data,
                       gsize length,
                       GError **error)
{
  return replace_as (path, as, data, length, TRUE, error);
}

/**
 * poise_file_replace_soon:
 * @path: a file's path
 * @as: the path of which it takes the coding
 * @data: its new bytes
 * @length: how many there are
 * @error: return location
 *
 * As poise_file_replace_as(), for what may be lost with the power: the system writes it to the
 * disk when it likes. Errors are of #GFileError, and %POISE_ERROR_LOCKED.
 *
 * Returns: %TRUE if every program reads the new content
 */
gboolean
poise_file_replace_soon (const char *path,
                         const char *as,
                         const char *data,
                         gsize length,
                         GError **error)
{
  return replace_as (path, as, data, length, FALSE, error);
}

/* Puts one file in another's place such that the other one is kept in its own place, if
 * the file system can: what was replaced can then be looked at. */
static gboolean
exchange (const char *new_path, const char *path, gboolean was_there)
{
#ifdef RENAME_EXCHANGE
  return renameat2 (AT_FDCWD, new_path, AT_FDCWD, path,
                    was_there ? RENAME_EXCHANGE : RENAME_NOREPLACE) == 0;
#else
  errno = ENOSYS;
  return FALSE;
#endif
}

static gboolean
is_stamped (const char *path, const char *stamp)
{
  g_autofree char *found = poise_file_get_stamp (path);

  return g_str_equal (found, stamp);
}

/* Removes the new file, never one that somebody else's rename put under its name: that
 * one stays, and is merged by poise_sync_merge(). */
static void
drop_new (const char *new_path, const char *ours)
{
  if (is_stamped (new_path, ours))
    g_unlink (new_path);
}

static char *
name_inode (const struct stat *info)
{
  return g_strdup_printf ("%08x", (guint) (info->st_ino & 0xffffffffu));
}

/* Names a new file by its inode: after an exchange that was cut short, this tells that what
 * bears the name is not the new file but the one that it replaced. */
static gboolean
name_by_inode (char **new_path)
{
  struct stat info;
  g_autofree char *inode = NULL;
  g_autofree char *path = g_strdup (*new_path);

  if (lstat (*new_path, &info) != 0)
    return FALSE;
  inode = name_inode (&info);
  memcpy (path + strlen (path) - MARK_DIGITS, inode, MARK_DIGITS);
  memcpy (path + strlen (path) - MARK_DIGITS - strlen (OLD_MARK), OLD_MARK, strlen (OLD_MARK));
  if (rename (*new_path, path) != 0)
    return FALSE;
  g_free (*new_path);
  *new_path = g_steal_pointer (&path);
  return TRUE;
}

typedef enum
{
  REPLACED,
  OVERTAKEN,
  FAILED,
} Replacement;

static Replacement
replace_known (const char *new_path, const char *path, const char *stamp)
{
  gboolean was_there = *stamp != '\0';

  if (!is_stamped (path, stamp))
    return OVERTAKEN;
  if (!exchange (new_path, path, was_there))
    {
      if (errno == EEXIST || (was_there && errno == ENOENT))
        return OVERTAKEN;
      if (!poise_file_is_lack (errno))
        return FAILED;
      return rename (new_path, path) == 0 ? REPLACED : FAILED;
    }
  if (!was_there)
    return REPLACED;
  if (is_stamped (new_path, stamp))
    {
      g_unlink (new_path);
      return REPLACED;
    }
  /* Theirs gets its place back. */
  exchange (new_path, path, TRUE);
  return OVERTAKEN;
}

/**
 * poise_file_fail_overtaken:
 * @path: a file's path
 * @error: return location
 *
 * Sets @error to %POISE_ERROR_OVERTAKEN: the file is not what was read any more.
 *
 * Returns: %FALSE
 */
gboolean
poise_file_fail_overtaken (const char *path, GError **error)
{
  g_set_error (error, POISE_ERROR, POISE_ERROR_OVERTAKEN,
               _ ("“%s” was changed by another program at the same moment"), path);
  return FALSE;
}

/**
 * poise_file_replace_known:
 * @path: a file's path
 * @stamp: what poise_file_get_stamp() told before the file was read
 * @data: its new bytes
 * @length: how many there are
 * @error: return location
 *
 * As poise_file_replace(), but only if the file is still what was read: a sync tool
 * knows nothing of the journal's lock, and what it put there meanwhile must not be
 * replaced unread. Errors are those of poise_file_replace(), and %POISE_ERROR_OVERTAKEN, after
 * which the file is as others left it.
 *
 * Returns: %TRUE if the new content is on the disk
 */
gboolean
poise_file_replace_known (const char *path,
                          const char *stamp,
                          const char *data,
                          gsize length,
                          GError **error)
{
  g_autofree char *known = g_strdup (stamp);

  return poise_file_replace_followed (path, &known, data, length, error);
}

/**
 * poise_file_replace_followed:
 * @path: a file's path
 * @stamp: (inout) (transfer full): as for poise_file_replace_known(); then that of the new content
 * @data: its new bytes
 * @length: how many there are
 * @error: return location
 *
 * As poise_file_replace_known(), for who replaces the file once more. What a sync tool puts there
 * in between has another stamp, however soon it comes.
 *
 * Returns: %TRUE if the new content is on the disk
 */
gboolean
poise_file_replace_followed (const char *path,
                             char **stamp,
                             const char *data,
                             gsize length,
                             GError **error)
{
  g_autofree char *new_path = build_new_path (path);
  g_autofree char *ours = NULL;
  g_autoptr (GBytes) coded = encode (path, path, data, length, error);
  Replacement replacement = FAILED;
  gboolean is_written;
  int code;

  if (coded == NULL)
    return FALSE;
  is_written = write_new (new_path, coded, TRUE) && name_by_inode (&new_path);
  code = errno;
  ours = poise_file_get_stamp (new_path);
  if (is_written)
    {
      replacement = replace_known (new_path, path, *stamp);
      code = errno;
    }
  if (replacement == REPLACED)
    {
      g_debug ("Replaced %s", path);
      g_free (*stamp);
      *stamp = g_steal_pointer (&ours);
      if (poise_file_sync_parent (path))
        return TRUE;
      code = errno;
    }
  else
    drop_new (new_path, ours);
  if (replacement == OVERTAKEN)
    return poise_file_fail_overtaken (path, error);
  return poise_file_fail (error, code, _ ("“%s” cannot be written: %s"), path, g_strerror (code));
}

/**
 * poise_file_remove_known:
 * @path: a file's path
 * @stamp: what poise_file_get_stamp() told before the file was read
 * @error: return location
 *
 * As poise_file_remove(), but only if the file is still what was read, as with
 * poise_file_replace_known(). Errors are of #GFileError, and %POISE_ERROR_OVERTAKEN, after which
 * the file is as others left it.
 *
 * Returns: %TRUE if it is not there any more
 */
gboolean
poise_file_remove_known (const char *path, const char *stamp, GError **error)
{
  g_autofree char *found = poise_file_get_stamp (path);

  if (*found != '\0' && !g_str_equal (found, stamp))
    return poise_file_fail_overtaken (path, error);
  return poise_file_remove (path, error);
}

static gboolean
has_mark (const char *name, const char *mark)
{
  const char *at = g_strrstr (name, mark);

  return name[0] == '.' && at != NULL && strlen (at) == strlen (mark) + MARK_DIGITS &&
         strspn (at + strlen (mark), "0123456789abcdef") == MARK_DIGITS;
}

/**
 * poise_file_is_stray:
 * @name: a file's name
 *
 * Returns: %TRUE if a write names its new files so, before they replace others
 */
gboolean
poise_file_is_stray (const char *name)
{
  return has_mark (name, NEW_MARK) || has_mark (name, OLD_MARK);
}

/**
 * poise_file_was_exchanged:
 * @path: the path of a file of which poise_file_is_stray() holds
 *
 * Says whether a file that was cut short is one that was replaced, and perhaps never
 * read, and not one that should have replaced another.
 *
 * Returns: %TRUE if it is no new file
 */
gboolean
poise_file_was_exchanged (const char *path)
{
  struct stat info;
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *inode = NULL;

  if (lstat (path, &info) != 0)
    return FALSE;
  inode = name_inode (&info);
  return S_ISREG (info.st_mode) && has_mark (name, OLD_MARK) && !g_str_has_suffix (name, inode);
}

/**
 * poise_file_remove_strays:
 * @folder: a folder's path
 *
 * Removes the new files of writes that a crash cut short. Only a holder of the
 * journal's lock may call it, since they are another writer's else.
 */
void
poise_file_remove_strays (const char *folder)
{
  g_autoptr (GPtrArray) names = poise_file_list (folder, "", NULL);

  for (guint i = 0; names != NULL && i < names->len; i++)
    if (poise_file_is_stray (g_ptr_array_index (names, i)))
      {
        g_autofree char *path = g_build_filename (folder, g_ptr_array_index (names, i), NULL);

        g_unlink (path);
      }
}
