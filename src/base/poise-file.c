/* SPDX-License-Identifier: GPL-3.0-or-later */

#define _GNU_SOURCE /* renameat2() */

#include "config.h"

#include "poise-file.h"

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

/* In the name of a file that shall replace another: `.NAME.poise-new-1a2b3c4d`. */
#define NEW_MARK ".poise-new-"
/* In its name once it is whole, and about to be exchanged for the other: `.NAME.poise-old-INODE`.
 */
#define OLD_MARK ".poise-old-"
#define MARK_DIGITS 8
/* No file of a journal comes near it. */
#define MAX_BYTES (256 * 1024 * 1024)

/* Some answer in words of their own that they do not sync. A disk that fails or is full says
 * so in others. */
static gboolean
sync_file (int fd)
{
  if (fsync (fd) == 0)
    return TRUE;
  if (!poise_file_is_lack (errno) && errno != EPERM && errno != EACCES && errno != EBADF)
    return FALSE;
  poise_file_note_lack (fd, POISE_FILE_LACKS_SYNCING);
  return TRUE;
}

static gboolean
sync_folder (const char *path)
{
  int fd = open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean synced = fd >= 0 && sync_file (fd);
  int code = errno;

  if (fd >= 0)
    close (fd);
  errno = code;
  return synced;
}

/* Whatever the umask is. A file system without modes says who may read it itself. */
static gboolean
tighten (int fd)
{
  if (fchmod (fd, POISE_FILE_MODE) == 0)
    return TRUE;
  if (!poise_file_is_lack (errno) && errno != EPERM)
    return FALSE;
  poise_file_note_lack (fd, POISE_FILE_LACKS_MODES);
  return TRUE;
}

static gboolean
sync_parent (const char *path)
{
  g_autofree char *parent = g_path_get_dirname (path);

  return sync_folder (parent);
}

/* A new folder is only there after a power cut if the one above it was synced. */
static gboolean
make_with_parents (const char *path)
{
  g_autofree char *parent = NULL;

  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    return TRUE;
  if (g_mkdir (path, POISE_FOLDER_MODE) == 0)
    return sync_parent (path);
  if (errno == EEXIST)
    return g_file_test (path, G_FILE_TEST_IS_DIR) || (errno = ENOTDIR, FALSE);
  if (errno != ENOENT)
    return FALSE;
  parent = g_path_get_dirname (path);
  if (g_str_equal (parent, path) || !make_with_parents (parent))
    return FALSE;
  return g_mkdir (path, POISE_FOLDER_MODE) == 0 ? sync_parent (path) : errno == EEXIST;
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
  written = tighten (fd) &&
            write_all (fd, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)) &&
            (!is_durable || sync_file (fd));
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
      if (!is_durable || sync_parent (path))
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
      replacement = replace_known (new_path, path, stamp);
      code = errno;
    }
  if (replacement == REPLACED)
    {
      if (sync_parent (path))
        return TRUE;
      code = errno;
    }
  else
    drop_new (new_path, ours);
  if (replacement == OVERTAKEN)
    {
      g_set_error (error, POISE_ERROR, POISE_ERROR_OVERTAKEN,
                   _ ("“%s” was changed by another program at the same moment"), path);
      return FALSE;
    }
  return poise_file_fail (error, code, _ ("“%s” cannot be written: %s"), path, g_strerror (code));
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

static gboolean
has_mark (const char *name, const char *mark)
{
  const char *at = g_strrstr (name, mark);

  return name[0] == '.' && at != NULL && strlen (at) == strlen (mark) + MARK_DIGITS &&
         strspn (at + strlen (mark), "0123456789abcdef") == MARK_DIGITS;
}

static gboolean
is_stray (const char *name)
{
  return has_mark (name, NEW_MARK) || has_mark (name, OLD_MARK);
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
  return is_stray (name);
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
    if (is_stray (g_ptr_array_index (names, i)))
      {
        g_autofree char *path = g_build_filename (folder, g_ptr_array_index (names, i), NULL);

        g_unlink (path);
      }
}
