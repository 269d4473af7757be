/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "poise-error.h"

/* How often a lock that another program holds is asked for again. */
#define LOCK_POLL_US 5000

static gboolean G_GNUC_PRINTF (3, 4) fail_errno (GError **error, int code, const char *format, ...)
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
 * poise_file_make_folder:
 * @path: a folder's path
 * @error: return location
 *
 * Makes a folder, and those above it, that only its owner may enter. One that
 * is there is kept, and its mode is tightened. Errors are of #GFileError, and
 * %POISE_ERROR_UNSAFE where the folder itself is a symbolic link or no folder.
 *
 * Returns: %TRUE if the folder is there
 */
gboolean
poise_file_make_folder (const char *path, GError **error)
{
  struct stat info;

  if (g_mkdir_with_parents (path, POISE_FOLDER_MODE) != 0)
    /* Translators: first a folder's name, then the system's reason. */
    return fail_errno (error, errno, _ ("The folder “%s” cannot be made: %s"), path,
                       g_strerror (errno));
  if (lstat (path, &info) != 0)
    return fail_errno (error, errno, _ ("The folder “%s” cannot be opened: %s"), path,
                       g_strerror (errno));
  if (!S_ISDIR (info.st_mode))
    {
      g_set_error (error, POISE_ERROR, POISE_ERROR_UNSAFE,
                   _ ("“%s” is a link, not a folder: it is not followed"), path);
      return FALSE;
    }
  if ((info.st_mode & 0777) != POISE_FOLDER_MODE && info.st_uid == geteuid ())
    g_chmod (path, POISE_FOLDER_MODE);
  return TRUE;
}

static gboolean
read_all (int fd, GByteArray *into)
{
  guint8 buffer[65536];

  for (;;)
    {
      gssize n = read (fd, buffer, sizeof buffer);

      if (n == 0)
        return TRUE;
      if (n > 0)
        g_byte_array_append (into, buffer, (guint) n);
      else if (errno != EINTR)
        return FALSE;
    }
}

/**
 * poise_file_read:
 * @path: a file's path
 * @error: return location
 *
 * Reads a plain file. Symbolic links are not followed: what lies in the
 * journal's folder must not lead out of it. Errors are of #GFileError
 * (%G_FILE_ERROR_NOENT for a file that is not there) and
 * %POISE_ERROR_UNSAFE.
 *
 * Returns: (transfer full) (nullable): its bytes, or %NULL with @error set
 */
GBytes *
poise_file_read (const char *path, GError **error)
{
  g_autoptr (GByteArray) bytes = NULL;
  struct stat info;
  int fd, code;

  fd = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  if (fd < 0 && errno != ELOOP)
    {
      /* Translators: first a file's name, then the system's reason. */
      fail_errno (error, errno, _ ("“%s” cannot be read: %s"), path, g_strerror (errno));
      return NULL;
    }
  if (fd < 0 || fstat (fd, &info) != 0 || !S_ISREG (info.st_mode))
    {
      g_set_error (error, POISE_ERROR, POISE_ERROR_UNSAFE,
                   _ ("“%s” is a link or no plain file: it is not followed"), path);
      if (fd >= 0)
        close (fd);
      return NULL;
    }

  bytes = g_byte_array_sized_new ((guint) CLAMP (info.st_size, 0, G_MAXINT) + 1);
  if (!read_all (fd, bytes))
    {
      code = errno;
      close (fd);
      fail_errno (error, code, _ ("“%s” cannot be read: %s"), path, g_strerror (code));
      return NULL;
    }
  close (fd);
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
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
 * 0600, whatever the umask or the old file's mode. Errors are of #GFileError.
 *
 * Returns: %TRUE if the new content is on the disk
 */
gboolean
poise_file_replace (const char *path, const char *data, gsize length, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  if (g_file_set_contents_full (path, data, (gssize) length,
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                POISE_FILE_MODE, &local_error))
    return TRUE;

  g_set_error (error, local_error->domain, local_error->code,
               /* Translators: first a file's name, then the system's reason. */
               _ ("“%s” cannot be written: %s"), path, local_error->message);
  return FALSE;
}

/**
 * poise_file_set_aside:
 * @path: a file's path
 * @reason: a word that its new name bears, as `damaged`
 * @now: this moment
 * @error: return location
 *
 * Renames a file to `NAME.REASON-TIME` beside it, never over another.
 *
 * Returns: (transfer full) (nullable): the new path, or %NULL with @error set
 */
char *
poise_file_set_aside (const char *path, const char *reason, GDateTime *now, GError **error)
{
  g_autofree char *time = g_date_time_format (now, "%Y%m%dT%H%M%S");
  g_autofree char *target = g_strdup_printf ("%s.%s-%s", path, reason, time);

  for (guint i = 2; g_file_test (target, G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK); i++)
    {
      g_free (target);
      target = g_strdup_printf ("%s.%s-%s-%u", path, reason, time, i);
    }
  if (g_rename (path, target) != 0)
    {
      fail_errno (error, errno, _ ("“%s” cannot be renamed: %s"), path, g_strerror (errno));
      return NULL;
    }
  return g_steal_pointer (&target);
}

static int
compare_names_cb (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/**
 * poise_file_list:
 * @folder: a folder's path
 * @suffix: how the names end
 * @error: return location
 *
 * Lists a folder's files, sorted by name. A folder that is not there has none.
 *
 * Returns: (transfer full) (element-type filename) (nullable): the names, or
 *   %NULL with @error set
 */
GPtrArray *
poise_file_list (const char *folder, const char *suffix, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &local_error);
  const char *name;

  if (dir == NULL)
    {
      if (g_error_matches (local_error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        return g_steal_pointer (&names);
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, suffix))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names_cb);
  return g_steal_pointer (&names);
}

/**
 * poise_file_remove_strays:
 * @folder: a folder's path
 *
 * Removes the temporary files of writes that a crash cut short. Only a holder
 * of the journal's lock may call it, since they are another writer's else.
 * g_file_set_contents_full() names them `NAME.XXXXXX`.
 */
void
poise_file_remove_strays (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      const char *dot = strrchr (name, '.');

      if (dot == NULL || strlen (dot) != 7 || dot - name < 5 ||
          strncmp (dot - 5, ".json", 5) != 0 ||
          strspn (dot + 1, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") != 6)
        continue;
      {
        g_autofree char *path = g_build_filename (folder, name, NULL);

        g_unlink (path);
      }
    }
}

/**
 * poise_file_lock:
 * @path: the lock file's path; it is made if it is not there
 * @timeout_ms: how long to wait for another program, in milliseconds
 * @error: return location
 *
 * Takes a lock that one program, and one thread of it, can hold at a time. It
 * is given back by poise_file_unlock() or by the end of the program. Blocks;
 * for threads only. Errors are of #GFileError and %POISE_ERROR_BUSY.
 *
 * Returns: a file descriptor, or -1 with @error set
 */
int
poise_file_lock (const char *path, guint timeout_ms, GError **error)
{
  gint64 deadline = g_get_monotonic_time () + (gint64) timeout_ms * 1000;
  int fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, POISE_FILE_MODE);

  if (fd < 0)
    {
      fail_errno (error, errno, _ ("“%s” cannot be written: %s"), path, g_strerror (errno));
      return -1;
    }
  while (flock (fd, LOCK_EX | LOCK_NB) != 0)
    {
      if (errno != EWOULDBLOCK && errno != EINTR)
        {
          fail_errno (error, errno, _ ("“%s” cannot be locked: %s"), path, g_strerror (errno));
          close (fd);
          return -1;
        }
      if (g_get_monotonic_time () > deadline)
        {
          g_set_error (error, POISE_ERROR, POISE_ERROR_BUSY,
                       _ ("Another program has been holding “%s” for too long"), path);
          close (fd);
          return -1;
        }
      g_usleep (LOCK_POLL_US);
    }
  return fd;
}

/**
 * poise_file_unlock:
 * @fd: what poise_file_lock() gave
 *
 * Gives a lock back.
 */
void
poise_file_unlock (int fd)
{
  if (fd >= 0)
    close (fd);
}
