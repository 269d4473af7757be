/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Preloaded into a program: its POISE_FAIL_AT-th call that changes a disk fails
 * with POISE_FAIL_ERRNO (EIO unless said), or gets the signal POISE_FAIL_SIGNAL
 * just before, and is made if the program goes on. Calls are counted from one; how many
 * there were is written to POISE_FAIL_COUNT at the end. With POISE_FAIL_UNDER only
 * what lies under that folder counts; with POISE_FAIL_WHILE every call fails as
 * long as that file is there. From the POISE_WAIT_AT-th on they wait for as long
 * as the file POISE_WAIT_WHILE is there; what is only read waits so for POISE_READ_WHILE. Below
 * POISE_LACKS_UNDER nothing can be locked, synced or given a mode, as on the disks of some networks
 * and cameras.
 */

/* Both spellings of open() are to be had. */
#undef _FILE_OFFSET_BITS
#define _LARGEFILE64_SOURCE

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static int n_calls;

static int
is_meant (const char *path)
{
  const char *under = getenv ("POISE_FAIL_UNDER");

  return under == NULL || strncmp (path, under, strlen (under)) == 0;
}

static void
find_path (int fd, char *path, size_t size)
{
  char link[64];
  ssize_t n;

  snprintf (link, sizeof link, "/proc/self/fd/%d", fd);
  n = readlink (link, path, size - 1);
  path[n > 0 ? n : 0] = '\0';
}

static int
is_lacking (int fd)
{
  const char *under = getenv ("POISE_LACKS_UNDER");
  char path[4096];

  if (under == NULL)
    return 0;
  find_path (fd, path, sizeof path);
  if (strncmp (path, under, strlen (under)) != 0)
    return 0;
  errno = EOPNOTSUPP;
  return 1;
}

static void
wait_for (const char *variable)
{
  const char *flag = getenv (variable);

  while (flag != NULL && access (flag, F_OK) == 0)
    usleep (1000);
}

static void
wait_while (int n)
{
  const char *at = getenv ("POISE_WAIT_AT");

  if (at != NULL && n >= atoi (at))
    wait_for ("POISE_WAIT_WHILE");
}

static void
wait_to_read (const char *path)
{
  if (is_meant (path))
    wait_for ("POISE_READ_WHILE");
}

static int
shall_fail (const char *path)
{
  const char *at = getenv ("POISE_FAIL_AT");
  const char *flag = getenv ("POISE_FAIL_WHILE");
  const char *code = getenv ("POISE_FAIL_ERRNO");
  const char *signal_number = getenv ("POISE_FAIL_SIGNAL");
  int n;

  if (!is_meant (path))
    return 0;
  n = __atomic_add_fetch (&n_calls, 1, __ATOMIC_SEQ_CST);
  wait_while (n);
  if ((at == NULL || atoi (at) != n) && (flag == NULL || access (flag, F_OK) != 0))
    return 0;
  if (signal_number != NULL)
    {
      kill (getpid (), atoi (signal_number));
      return 0;
    }
  errno = code != NULL ? atoi (code) : EIO;
  return 1;
}

static int
shall_fail_fd (int fd)
{
  char path[4096];

  find_path (fd, path, sizeof path);
  return shall_fail (path);
}

__attribute__ ((destructor)) static void
report (void)
{
  const char *path = getenv ("POISE_FAIL_COUNT");
  FILE *file = path != NULL ? fopen (path, "w") : NULL;

  if (file != NULL)
    {
      fprintf (file, "%d\n", n_calls);
      fclose (file);
    }
}

/* Only what goes to a file counts: standard output is no disk. */
#define REAL(name) ((__typeof__ (&name)) dlsym (RTLD_NEXT, #name))

ssize_t
write (int fd, const void *data, size_t n)
{
  if (fd > 2 && shall_fail_fd (fd))
    return -1;
  return REAL (write) (fd, data, n);
}

int
fsync (int fd)
{
  return is_lacking (fd) || shall_fail_fd (fd) ? -1 : REAL (fsync) (fd);
}

int
fchmod (int fd, mode_t mode)
{
  return is_lacking (fd) ? -1 : REAL (fchmod) (fd, mode);
}

int
flock (int fd, int operation)
{
  return is_lacking (fd) ? -1 : REAL (flock) (fd, operation);
}

int
rename (const char *from, const char *to)
{
  return shall_fail (to) ? -1 : REAL (rename) (from, to);
}

/* <stdio.h> has it for GNU's own programs only. */
int renameat2 (int from_fd, const char *from, int to_fd, const char *to, unsigned int flags);

int
renameat2 (int from_fd, const char *from, int to_fd, const char *to, unsigned int flags)
{
  return shall_fail (to) ? -1 : REAL (renameat2) (from_fd, from, to_fd, to, flags);
}

int
mkdir (const char *path, mode_t mode)
{
  return shall_fail (path) ? -1 : REAL (mkdir) (path, mode);
}

int
unlink (const char *path)
{
  return shall_fail (path) ? -1 : REAL (unlink) (path);
}

int
open (const char *path, int flags, ...)
{
  mode_t mode = 0;

  if (flags & O_CREAT)
    {
      va_list args;

      va_start (args, flags);
      mode = (mode_t) va_arg (args, int);
      va_end (args);
      if (shall_fail (path))
        return -1;
    }
  else
    wait_to_read (path);
  return REAL (open) (path, flags, mode);
}

int
open64 (const char *path, int flags, ...)
{
  mode_t mode = 0;

  if (flags & O_CREAT)
    {
      va_list args;

      va_start (args, flags);
      mode = (mode_t) va_arg (args, int);
      va_end (args);
      if (shall_fail (path))
        return -1;
    }
  else
    wait_to_read (path);
  return REAL (open64) (path, flags, mode);
}
