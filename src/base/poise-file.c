/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "poise-coding.h"
#include "poise-error.h"
#include "poise-file-lack.h"

/* No file of a journal comes near it. */
#define MAX_BYTES (256 * 1024 * 1024)

/* A new folder is only there after a power cut if the one above it was synced. */
static gboolean
make_with_parents (const char *path)
{
  g_autofree char *parent = NULL;

  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    return TRUE;
  if (g_mkdir (path, POISE_FOLDER_MODE) == 0)
    return poise_file_sync_parent (path);
  if (errno == EEXIST)
    return g_file_test (path, G_FILE_TEST_IS_DIR) || (errno = ENOTDIR, FALSE);
  if (errno != ENOENT)
    return FALSE;
  parent = g_path_get_dirname (path);
  if (g_str_equal (parent, path) || !make_with_parents (parent))
    return FALSE;
  return g_mkdir (path, POISE_FOLDER_MODE) == 0 ? poise_file_sync_parent (path) : errno == EEXIST;
}

static gboolean G_GNUC_PRINTF (2, 3) fail_unsafe (GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, POISE_ERROR, POISE_ERROR_UNSAFE, message);
  return FALSE;
}

/* Whether a real folder stands there; a link to one is none. */
static gboolean
is_own_folder (const char *path, GError **error)
{
  struct stat info;

  if (lstat (path, &info) != 0)
    return poise_file_fail (error, errno, _ ("The folder “%s” cannot be opened: %s"), path,
                            g_strerror (errno));
  if (S_ISLNK (info.st_mode))
    return fail_unsafe (error, _ ("“%s” is a link, not a folder: it is not followed"), path);
  if (!S_ISDIR (info.st_mode))
    return poise_file_fail (error, ENOTDIR, _ ("The folder “%s” cannot be opened: %s"), path,
                            g_strerror (ENOTDIR));
  return TRUE;
}

/**
 * poise_file_make_folder:
 * @path: a folder's path
 * @follow: whether it may be a link to a folder
 * @error: return location
 *
 * Makes a folder, and those above it, that only its owner may enter, durably.
 * One that is there is kept, and its mode is tightened. Errors are of
 * #GFileError, and %POISE_ERROR_UNSAFE for a symbolic link that is not to be
 * followed.
 *
 * Returns: %TRUE if the folder is there
 */
gboolean
poise_file_make_folder (const char *path, gboolean follow, GError **error)
{
  struct stat info;

  if (!make_with_parents (path))
    /* Translators: first a folder's name, then the system's reason. */
    return poise_file_fail (error, errno, _ ("The folder “%s” cannot be made: %s"), path,
                            g_strerror (errno));
  if (!follow && !is_own_folder (path, error))
    return FALSE;
  /* Tightened only: a folder that its owner made read-only stays so. */
  if (stat (path, &info) == 0 && (info.st_mode & 0077) != 0 && info.st_uid == geteuid ())
    g_chmod (path, info.st_mode & POISE_FOLDER_MODE);
  return TRUE;
}

/* A file may grow while it is read. */
static gboolean
read_all (int fd, GByteArray *into)
{
  guint8 buffer[65536];

  for (;;)
    {
      gssize n = read (fd, buffer, sizeof buffer);

      if (n == 0)
        return TRUE;
      if (n < 0 && errno != EINTR)
        return FALSE;
      if (n > 0 && into->len + (gsize) n > MAX_BYTES)
        {
          errno = EFBIG;
          return FALSE;
        }
      if (n > 0)
        g_byte_array_append (into, buffer, (guint) n);
    }
}

static GBytes *
read_raw (const char *path, GError **error)
{
  g_autoptr (GByteArray) bytes = NULL;
  struct stat info;
  int fd, code;

  fd = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  if (fd < 0 && errno != ELOOP)
    {
      /* Translators: first a file's name, then the system's reason. */
      poise_file_fail (error, errno, _ ("“%s” cannot be read: %s"), path, g_strerror (errno));
      return NULL;
    }
  if (fd < 0 || fstat (fd, &info) != 0 || !S_ISREG (info.st_mode))
    {
      fail_unsafe (error, _ ("“%s” is a link or no plain file: it is not followed"), path);
      if (fd >= 0)
        close (fd);
      return NULL;
    }

  if (info.st_size > MAX_BYTES)
    {
      close (fd);
      /* Translators: a file's name. */
      fail_unsafe (error, _ ("“%s” is larger than 256 MB: it is not read"), path);
      return NULL;
    }
  bytes = g_byte_array_sized_new ((guint) CLAMP (info.st_size, 0, G_MAXINT) + 1);
  if (!read_all (fd, bytes))
    {
      code = errno;
      close (fd);
      poise_file_fail (error, code, _ ("“%s” cannot be read: %s"), path, g_strerror (code));
      return NULL;
    }
  close (fd);
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

/**
 * poise_file_read:
 * @path: a file's path
 * @error: return location
 *
 * Reads a plain file. Symbolic links are not followed: what lies in the
 * journal's folder must not lead out of it. One that is far too large to be of a
 * journal is not read. One that is sealed is opened. Errors are of #GFileError
 * (%G_FILE_ERROR_NOENT for a file that is not there), %POISE_ERROR_UNSAFE and those of
 * poise_coding_open().
 *
 * Returns: (transfer full) (nullable): its bytes, or %NULL with @error set
 */
GBytes *
poise_file_read (const char *path, GError **error)
{
  return poise_file_read_as (path, path, error);
}

/**
 * poise_file_read_as:
 * @path: a file's path
 * @as: the path of which it takes the coding
 * @error: return location
 *
 * As poise_file_read(), for a file that lies elsewhere and is opened as if it were at @as.
 *
 * Returns: (transfer full) (nullable): its bytes, or %NULL with @error set
 */
GBytes *
poise_file_read_as (const char *path, const char *as, GError **error)
{
  GBytes *bytes = read_raw (path, error);

  return bytes != NULL ? poise_coding_open (as, bytes, error) : NULL;
}

/**
 * poise_file_read_head:
 * @path: a file's path
 * @length: of how many bytes
 *
 * Reads the beginning of a file as it lies on the disk, sealed or not.
 *
 * Returns: (transfer full) (nullable): at most @length bytes; %NULL if there is no plain file
 */
GBytes *
poise_file_read_head (const char *path, gsize length)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  g_autofree char *head = g_malloc (length);
  struct stat info;
  gssize n = -1;

  if (fd < 0)
    return NULL;
  if (fstat (fd, &info) == 0 && S_ISREG (info.st_mode))
    n = pread (fd, head, length, 0);
  close (fd);
  return n >= 0 ? g_bytes_new_take (g_steal_pointer (&head), (gsize) n) : NULL;
}

/**
 * poise_file_is_sealed:
 * @path: a file's path
 *
 * Returns: %TRUE if a sealed file lies there
 */
gboolean
poise_file_is_sealed (const char *path)
{
  g_autoptr (GBytes) head = poise_file_read_head (path, POISE_CODING_MAGIC_BYTES);

  return head != NULL && poise_coding_is_sealed (head);
}

/**
 * poise_file_is_settled:
 * @path: a file's path
 *
 * Returns: %TRUE unless a file lies there otherwise than a write would leave it: readable where
 *   it shall be sealed, or the other way round
 */
gboolean
poise_file_is_settled (const char *path)
{
  g_autoptr (GBytes) head = poise_file_read_head (path, POISE_CODING_HEAD_BYTES);

  return head == NULL || poise_coding_is_settled (path, head);
}

/**
 * poise_file_get_stamp:
 * @path: a file's path
 *
 * Tells one state of a file from another without reading it. Not by the inode: some file
 * systems give a file another one each time.
 *
 * Returns: (transfer full): its time and size; an empty text if it is not there
 */
char *
poise_file_get_stamp (const char *path)
{
  GStatBuf info;

  if (g_lstat (path, &info) != 0)
    return g_strdup ("");
  return g_strdup_printf ("%" G_GINT64_FORMAT ".%09ld/%" G_GINT64_FORMAT,
                          (gint64) info.st_mtim.tv_sec, (long) info.st_mtim.tv_nsec,
                          (gint64) info.st_size);
}

/**
 * poise_file_remove:
 * @path: a file's path
 * @error: return location
 *
 * Removes a file. One that is not there is no error. Errors are of #GFileError.
 *
 * Returns: %TRUE if it is not there any more
 */
gboolean
poise_file_remove (const char *path, GError **error)
{
  if (g_unlink (path) == 0 || errno == ENOENT)
    return TRUE;
  return poise_file_fail (error, errno, _ ("“%s” cannot be removed: %s"), path, g_strerror (errno));
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
 * Lists a folder's files, sorted by name. A folder that is not there has none;
 * one that is a link is not followed. Errors are of #GFileError and
 * %POISE_ERROR_UNSAFE.
 *
 * Returns: (transfer full) (element-type filename) (nullable): the names, or
 *   %NULL with @error set
 */
GPtrArray *
poise_file_list (const char *folder, const char *suffix, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (!is_own_folder (folder, &local_error) || (dir = g_dir_open (folder, 0, &local_error)) == NULL)
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
