/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-file-lock.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "poise-error.h"
#include "poise-file-lack.h"
#include "poise-file.h"

/* How often a lock that another program holds is asked for again. */
#define LOCK_POLL_US 5000
#define LOCK_IS_TAKEN -2

/* Where nothing can be locked, one program at a time has to be the person's care. */
static gboolean
cannot_lock (int fd, int code)
{
  if (!poise_file_is_lack (code) && code != ENOLCK)
    return FALSE;
  poise_file_note_lack (fd, POISE_FILE_LACKS_LOCKS);
  return TRUE;
}

/* A lock on a file that has another in its place by now keeps nobody out. */
static gboolean
is_still_there (int fd, const char *path)
{
  struct stat held, found;

  return fstat (fd, &held) == 0 && lstat (path, &found) == 0 && held.st_ino == found.st_ino &&
         held.st_dev == found.st_dev;
}

static int
try_lock (const char *path, GError **error)
{
  int fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, POISE_FILE_MODE);
  int code;

  if (fd < 0)
    {
      poise_file_fail (error, errno, _ ("“%s” cannot be written: %s"), path, g_strerror (errno));
      return -1;
    }
  if (flock (fd, LOCK_EX | LOCK_NB) == 0 || cannot_lock (fd, errno))
    {
      if (is_still_there (fd, path))
        return fd;
      errno = EWOULDBLOCK;
    }
  code = errno;
  close (fd);
  if (code == EWOULDBLOCK || code == EINTR)
    return LOCK_IS_TAKEN;
  poise_file_fail (error, code, _ ("“%s” cannot be locked: %s"), path, g_strerror (code));
  return -1;
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

  for (;;)
    {
      int fd = try_lock (path, error);

      if (fd != LOCK_IS_TAKEN)
        return fd;
      if (g_get_monotonic_time () > deadline)
        {
          g_set_error (error, POISE_ERROR, POISE_ERROR_BUSY,
                       _ ("Another program has been holding “%s” for too long"), path);
          return -1;
        }
      g_usleep (LOCK_POLL_US);
    }
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
