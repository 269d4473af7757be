/* SPDX-License-Identifier: GPL-3.0-or-later */

#define _GNU_SOURCE /* ppoll() */

#include "config.h"

#include "poise-cli-passphrase.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include "poise-error.h"
#include "poise-key.h"

/* No passphrase is longer. */
#define MAX_BYTES 4096

static const int signals[] = { SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP };

/* The one that came while the terminal was silent. */
static volatile sig_atomic_t caught;

static void
caught_cb (int number)
{
  caught = number;
}

/* Signals are let in while it waits, and only then: one that came just before is not missed. */
static gboolean
wait_for_input (int fd, const sigset_t *let_in)
{
  struct pollfd poll_fd = { .fd = fd, .events = POLLIN };

  while (ppoll (&poll_fd, 1, NULL, let_in) < 0)
    if (errno != EINTR || caught != 0)
      return FALSE;
  return TRUE;
}

/* Returns: how many bytes the first line has, -1 on an error, with the line itself in @line. */
static gssize
read_line (int fd, const sigset_t *let_in, char *line)
{
  gsize length = 0;

  while (length < MAX_BYTES)
    {
      gssize n = wait_for_input (fd, let_in) ? read (fd, line + length, 1) : -1;

      if (n < 0)
        return -1;
      if (n == 0 || line[length] == '\n')
        break;
      length++;
    }
  if (length > 0 && line[length - 1] == '\r')
    length--;
  line[length] = '\0';
  return (gssize) length;
}

/* The first line of what @fd gives, in memory that is wiped. */
static char *
read_secret (int fd, const sigset_t *let_in, const char *name, GError **error)
{
  char *line = poise_key_allocate (MAX_BYTES + 1);
  gssize length = read_line (fd, let_in, line);
  int code = errno;

  if (length > 0 && length < MAX_BYTES)
    return line;
  poise_key_wipe (line);
  if (length < 0)
    g_set_error (error, G_FILE_ERROR, (int) g_file_error_from_errno (code),
                 _ ("“%s” cannot be read: %s"), name, g_strerror (code));
  else
    g_set_error (error, POISE_ERROR, POISE_ERROR_PASSPHRASE,
                 length == 0 ? _ ("“%s” gives no passphrase: its first line is empty")
                             : _ ("“%s” gives no passphrase: its first line is too long"),
                 name);
  return NULL;
}

static void
warn_of_readers (int fd, const char *path)
{
  struct stat info;

  if (fstat (fd, &info) == 0 && S_ISREG (info.st_mode) && (info.st_mode & 0077) != 0)
    poise_cli_warn (_ ("“%s” can be read by others; “chmod 600” keeps it to you"), path);
}

/**
 * poise_cli_read_secret_file:
 * @path: a file, or a pipe
 * @error: return location
 *
 * Returns: (transfer full) (nullable): its first line, for poise_key_wipe(), or %NULL with @error
 *   set
 */
char *
poise_cli_read_secret_file (const char *path, GError **error)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC);
  char *secret;

  if (fd < 0)
    {
      g_set_error (error, G_FILE_ERROR, (int) g_file_error_from_errno (errno),
                   _ ("“%s” cannot be read: %s"), path, g_strerror (errno));
      return NULL;
    }
  warn_of_readers (fd, path);
  secret = read_secret (fd, NULL, path, error);
  close (fd);
  return secret;
}

/* ---- the terminal ---- */

static void
say (int fd, const char *text)
{
  if (write (fd, text, strlen (text)) < 0)
    g_debug ("The terminal is gone");
}

/* Silent before it asks, so that nothing is shown of who types at once. A terminal that stays
 * silent after Ctrl+C is worse than none. */
static char *
ask_silently (int fd, const char *question, GError **error)
{
  struct sigaction action = { .sa_handler = caught_cb };
  struct sigaction before[G_N_ELEMENTS (signals)];
  sigset_t held, let_in;
  struct termios shown, silent;
  char *secret;

  if (tcgetattr (fd, &shown) != 0)
    {
      say (fd, question);
      return read_secret (fd, NULL, "/dev/tty", error);
    }
  silent = shown;
  silent.c_lflag &= ~(tcflag_t) ECHO;
  caught = 0;
  sigemptyset (&held);
  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    {
      sigaddset (&held, signals[i]);
      sigaction (signals[i], &action, &before[i]);
    }
  sigprocmask (SIG_BLOCK, &held, &let_in);
  tcsetattr (fd, TCSAFLUSH, &silent);
  say (fd, question);
  secret = read_secret (fd, &let_in, "/dev/tty", error);
  tcsetattr (fd, TCSAFLUSH, &shown);
  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    sigaction (signals[i], &before[i], NULL);
  sigprocmask (SIG_SETMASK, &let_in, NULL);
  say (fd, "\n");
  if (caught != 0)
    raise (caught);
  return secret;
}

/**
 * poise_cli_ask:
 * @question: what to ask for
 * @error: return location
 *
 * Asks on the terminal, which shows nothing of what is typed.
 *
 * Returns: (transfer full) (nullable): what was typed, for poise_key_wipe(), or %NULL with @error
 *   set
 */
char *
poise_cli_ask (const char *question, GError **error)
{
  int fd = open ("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
  char *secret;

  if (fd < 0)
    {
      g_set_error_literal (error, POISE_ERROR, POISE_ERROR_PASSPHRASE,
                           _ ("the journal is locked, and there is no terminal to ask for its "
                              "passphrase on; --passphrase-file or POISE_PASSPHRASE_FILE names a "
                              "file whose first line is it"));
      return NULL;
    }
  secret = ask_silently (fd, question, error);
  close (fd);
  return secret;
}

/**
 * poise_cli_get_passphrase:
 * @cli: what the commands share
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the journal's passphrase as the person gives it, for
 *   poise_key_wipe(), or %NULL with @error set
 */
char *
poise_cli_get_passphrase (PoiseCli *cli, GError **error)
{
  return cli->passphrase_file != NULL ? poise_cli_read_secret_file (cli->passphrase_file, error)
                                      : poise_cli_ask (_ ("Passphrase of the journal: "), error);
}

/**
 * poise_cli_get_new_passphrase:
 * @path: (nullable): a file; %NULL to ask on the terminal, twice
 * @error: return location
 *
 * Returns: (transfer full) (nullable): a new passphrase, for poise_key_wipe(), or %NULL with
 *   @error set
 */
char *
poise_cli_get_new_passphrase (const char *path, GError **error)
{
  char *secret;
  char *again;

  if (path != NULL)
    return poise_cli_read_secret_file (path, error);
  secret = poise_cli_ask (_ ("New passphrase: "), error);
  again = secret != NULL ? poise_cli_ask (_ ("The same once more: "), error) : NULL;
  if (again != NULL && !g_str_equal (secret, again))
    {
      g_set_error_literal (error, POISE_ERROR, POISE_ERROR_PASSPHRASE,
                           _ ("the two are not the same; nothing was changed"));
      g_clear_pointer (&again, poise_key_wipe);
    }
  if (again == NULL)
    g_clear_pointer (&secret, poise_key_wipe);
  poise_key_wipe (again);
  return secret;
}
