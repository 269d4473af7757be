/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-file-lack.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <sys/stat.h>
#include <unistd.h>

/* What file systems were found to lack, by this program: their devices' numbers → PoiseFileLack. */
static GHashTable *lacks;
G_LOCK_DEFINE_STATIC (lacks);

/**
 * poise_file_fail:
 * @error: return location
 * @code: an errno
 * @format: what is said, as of printf()
 * @...: its parameters
 *
 * Sets an error of #GFileError.
 *
 * Returns: %FALSE
 */
gboolean
poise_file_fail (GError **error, int code, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, G_FILE_ERROR, (int) g_file_error_from_errno (code), message);
  return FALSE;
}

/**
 * poise_file_note_lack:
 * @fd: of a file on it
 * @lack: what its file system cannot do
 *
 * Remembers it, for poise_file_get_lacks(). Any thread may call it.
 */
void
poise_file_note_lack (int fd, PoiseFileLack lack)
{
  struct stat info;
  gpointer device;
  guint found;

  if (fstat (fd, &info) != 0)
    return;
  device = GSIZE_TO_POINTER (info.st_dev);
  G_LOCK (lacks);
  if (lacks == NULL)
    lacks = g_hash_table_new (NULL, NULL);
  found = GPOINTER_TO_UINT (g_hash_table_lookup (lacks, device));
  g_hash_table_replace (lacks, device, GUINT_TO_POINTER (found | lack));
  G_UNLOCK (lacks);
  if (!(found & lack))
    g_debug ("The file system lacks %s", lack == POISE_FILE_LACKS_MODES   ? "modes"
                                         : lack == POISE_FILE_LACKS_LOCKS ? "locks"
                                                                          : "syncing");
}

/**
 * poise_file_get_lacks:
 * @path: a folder's path
 *
 * Says what the folder's file system was found to be unable to do, where this program has
 * written. What can be written without is written without; the person is told.
 *
 * Returns: a set of #PoiseFileLack
 */
PoiseFileLack
poise_file_get_lacks (const char *path)
{
  struct stat info;
  guint found = 0;

  if (stat (path, &info) != 0)
    return (PoiseFileLack) 0;
  G_LOCK (lacks);
  if (lacks != NULL)
    found = GPOINTER_TO_UINT (g_hash_table_lookup (lacks, GSIZE_TO_POINTER (info.st_dev)));
  G_UNLOCK (lacks);
  return (PoiseFileLack) found;
}

/**
 * poise_file_describe_lacks:
 * @found: a set of #PoiseFileLack
 * @path: where
 *
 * Returns: (transfer full) (element-type utf8): what that means to a person, a sentence for each
 */
GPtrArray *
poise_file_describe_lacks (PoiseFileLack found, const char *path)
{
  GPtrArray *sentences = g_ptr_array_new_with_free_func (g_free);

  if (found & POISE_FILE_LACKS_LOCKS)
    g_ptr_array_add (
      sentences,
      g_strdup_printf (_ ("“%s” cannot be locked: let no two programs write in it at once"), path));
  if (found & POISE_FILE_LACKS_MODES)
    g_ptr_array_add (
      sentences,
      g_strdup_printf (_ ("“%s” cannot keep other users of this computer from reading it"), path));
  if (found & POISE_FILE_LACKS_SYNCING)
    g_ptr_array_add (
      sentences,
      g_strdup_printf (_ ("“%s” cannot say that what was written is safe from a power cut"), path));
  return sentences;
}

/**
 * poise_file_is_lack:
 * @code: an errno
 *
 * Returns: %TRUE if a call failed since the file system has no such thing, as those of networks,
 *   FAT and FUSE; not since something is wrong
 */
gboolean
poise_file_is_lack (int code)
{
  return code == EINVAL || code == ENOTSUP || code == EOPNOTSUPP || code == ENOSYS ||
         code == ENOTTY;
}

/**
 * poise_file_sync:
 * @fd: a file, or a folder
 *
 * Has it on the disk when the power goes, where the file system can.
 *
 * Returns: %FALSE with errno set if the disk fails or is full
 */
gboolean
poise_file_sync (int fd)
{
  if (fsync (fd) == 0)
    return TRUE;
  /* Some answer in words of their own that they do not sync. */
  if (!poise_file_is_lack (errno) && errno != EPERM && errno != EACCES && errno != EBADF)
    return FALSE;
  poise_file_note_lack (fd, POISE_FILE_LACKS_SYNCING);
  return TRUE;
}

/**
 * poise_file_sync_parent:
 * @path: what was made, renamed or removed
 *
 * As poise_file_sync(), for the folder that says it is there.
 *
 * Returns: %FALSE with errno set if the disk fails or is full
 */
gboolean
poise_file_sync_parent (const char *path)
{
  g_autofree char *parent = g_path_get_dirname (path);
  int fd = open (parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean synced = fd >= 0 && poise_file_sync (fd);
  int code = errno;

  if (fd >= 0)
    close (fd);
  errno = code;
  return synced;
}

/**
 * poise_file_tighten:
 * @fd: a file
 *
 * Gives it %POISE_FILE_MODE, whatever the umask is. A file system without modes says who may read
 * it itself.
 *
 * Returns: %FALSE with errno set if that fails
 */
gboolean
poise_file_tighten (int fd)
{
  if (fchmod (fd, POISE_FILE_MODE) == 0)
    return TRUE;
  if (!poise_file_is_lack (errno) && errno != EPERM)
    return FALSE;
  poise_file_note_lack (fd, POISE_FILE_LACKS_MODES);
  return TRUE;
}
