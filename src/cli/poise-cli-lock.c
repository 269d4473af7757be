/* SPDX-License-Identifier: GPL-3.0-or-later */
/* encrypt, decrypt, passphrase; and opening a locked journal for any other command. */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "poise-cli-passphrase.h"
#include "poise-cli.h"
#include "poise-error.h"
#include "poise-file-replace.h"
#include "poise-key.h"
#include "poise-lock-files.h"
#include "poise-lock-open.h"
#include "poise-lock-state.h"
#include "poise-lock.h"
#include "poise-recovery-key.h"
#include "poise-sync.h"

static gboolean
use (PoiseCli *cli, PoiseKeyring *keyring)
{
  if (keyring == NULL)
    return FALSE;
  poise_lock_use (cli->folder, keyring);
  g_object_unref (keyring);
  return TRUE;
}

/* Of a journal that nobody locks any more it is not clear why it asks. */
static void
tell_news (PoiseCli *cli)
{
  if (poise_lock_state_find_news (cli->folder) == POISE_KEY_NEWS_OPENED)
    poise_cli_warn ("%s", _ ("the lock was taken off this journal elsewhere; its passphrase is "
                             "needed once more to confirm that, and not after"));
}

static gboolean
open_by_passphrase (PoiseCli *cli, GError **error)
{
  char *passphrase;
  gboolean is_open;

  tell_news (cli);
  passphrase = poise_cli_get_passphrase (cli, error);
  is_open = passphrase != NULL && use (cli, poise_lock_open (cli->folder, passphrase, NULL, error));

  poise_key_wipe (passphrase);
  return is_open;
}

static gboolean
open_by_recovery (PoiseCli *cli, const char *path, GError **error)
{
  char *recovery = poise_cli_read_secret_file (path, error);
  gboolean is_open =
    recovery != NULL && use (cli, poise_lock_open_with_recovery (cli->folder, recovery, error));

  poise_key_wipe (recovery);
  return is_open;
}

/**
 * poise_cli_open_lock:
 * @cli: what the commands share
 * @error: return location
 *
 * Opens the journal with its passphrase, if it is locked.
 *
 * Returns: %TRUE if it can be read
 */
gboolean
poise_cli_open_lock (PoiseCli *cli, GError **error)
{
  return !poise_lock_state_is_locked (cli->folder) || open_by_passphrase (cli, error);
}

static gboolean
open_journal (PoiseCli *cli, GError **error)
{
  return poise_sync_open (cli->folder, cli->now, NULL, NULL, error);
}

/* With the passphrase, or with the recovery key in a file (nullable). */
static gboolean
open_locked (PoiseCli *cli, const char *recovery_path, GError **error)
{
  gboolean is_open = recovery_path != NULL ? open_by_recovery (cli, recovery_path, error)
                                           : open_by_passphrase (cli, error);

  return is_open && open_journal (cli, error);
}

static void
warn_of_problems (GPtrArray *problems)
{
  for (guint i = 0; i < problems->len; i++)
    poise_cli_warn ("%s", ((PoiseProblem *) g_ptr_array_index (problems, i))->error->message);
}

/* ---- encrypt ---- */

/* The recovery key, for itself: not in the journal that it opens, and over no other file. */
static gboolean
write_recovery (PoiseCli *cli, const char *path, const char *recovery, GError **error)
{
  g_autofree char *full = g_canonicalize_filename (path, NULL);
  const char *folder = poise_folder_get_path (cli->folder);
  gsize length = strlen (folder);
  char *line;
  gboolean is_written;

  if (g_str_has_prefix (full, folder) && (full[length] == '\0' || full[length] == G_DIR_SEPARATOR))
    g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
                 _ ("“%s” lies in the journal that the recovery key opens; name another place"),
                 path);
  else if (g_file_test (full, G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK))
    g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_EXIST,
                 _ ("“%s” is there already; it may be another journal’s recovery key"), path);
  if (*error != NULL)
    return FALSE;
  length = strlen (recovery);
  line = poise_key_allocate (length + 1);
  memcpy (line, recovery, length);
  line[length] = '\n';
  is_written = poise_file_replace (full, line, length + 1, error);
  poise_key_wipe (line);
  return is_written;
}

static gboolean
give_recovery (PoiseCli *cli, const char *path, const char *recovery, GError **error)
{
  if (path != NULL)
    return write_recovery (cli, path, recovery, error);
  g_print ("%s\n", recovery);
  poise_cli_warn ("%s", _ ("this is the recovery key: it opens the journal if the passphrase is "
                           "forgotten, and is shown only now. Keep it elsewhere, on paper; without "
                           "both nobody can open the journal"));
  return TRUE;
}

/* One line for each file or folder beside the months. */
static void
warn_of_readable (PoiseCli *cli)
{
  g_autoptr (GPtrArray) paths = poise_lock_list_readable (cli->folder);
  g_autoptr (GHashTable) said = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < paths->len; i++)
    {
      const char *path = g_ptr_array_index (paths, i);
      char *first = g_strndup (path, strcspn (path, G_DIR_SEPARATOR_S));

      if (!g_hash_table_contains (said, first))
        poise_cli_warn (_ ("“%s” in the journal’s folder is not Poise’s, and stays readable; it "
                           "may hold what was written before"),
                        first);
      g_hash_table_add (said, first);
    }
}

static int
encrypt (PoiseCli *cli, const char *passphrase, const char *recovery_path)
{
  g_autoptr (GPtrArray) problems = poise_problems_new ();
  g_autoptr (PoiseKeyring) keyring = NULL;
  char *recovery = NULL;
  GError *error = NULL;
  gboolean is_locked;

  keyring = poise_lock_plan (passphrase, cli->now, &recovery, &error);
  is_locked = keyring != NULL && give_recovery (cli, recovery_path, recovery, &error) &&
              poise_lock_close (cli->folder, keyring, cli->now, problems, &error);
  poise_key_wipe (recovery);
  if (!is_locked)
    return poise_cli_fail (error);
  warn_of_problems (problems);
  warn_of_readable (cli);
  g_print (_ ("The journal is locked\n"));
  return problems->len == 0 ? CLI_DONE : CLI_FAILED;
}

int
poise_cli_run_encrypt (PoiseCli *cli, int argc, char **argv)
{
  g_autofree char *recovery_path = NULL;
  GError *error = NULL;
  char *passphrase;
  int status;
  const GOptionEntry options[] = {
    { "recovery-file", 0, 0, G_OPTION_ARG_FILENAME, &recovery_path, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!poise_cli_parse (&argc, &argv, options, 0, 0))
    return CLI_USAGE;
  if (poise_cli_warn_missing (cli))
    return CLI_FAILED;
  if (poise_lock_state_is_locked (cli->folder))
    {
      poise_cli_warn (_ ("the journal is locked already; “poise-cli passphrase” changes its "
                         "passphrase"));
      return CLI_FAILED;
    }
  if (!open_journal (cli, &error))
    return poise_cli_fail (error);
  passphrase = poise_cli_get_new_passphrase (cli->passphrase_file, &error);
  if (passphrase == NULL)
    return poise_cli_fail (error);
  status = encrypt (cli, passphrase, recovery_path);
  poise_key_wipe (passphrase);
  return status;
}

/* ---- decrypt ---- */

int
poise_cli_run_decrypt (PoiseCli *cli, int argc, char **argv)
{
  g_autoptr (GPtrArray) problems = poise_problems_new ();
  g_autofree char *recovery_path = NULL;
  GError *error = NULL;
  const GOptionEntry options[] = {
    { "recovery-file", 0, 0, G_OPTION_ARG_FILENAME, &recovery_path, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!poise_cli_parse (&argc, &argv, options, 0, 0))
    return CLI_USAGE;
  if (poise_cli_warn_missing (cli))
    return CLI_FAILED;
  /* One that is not locked may have files of the time before, which another computer brought. */
  if (!open_locked (cli, recovery_path, &error))
    return poise_cli_fail (error);
  if (!poise_lock_remove (cli->folder, cli->now, problems, &error))
    {
      warn_of_problems (problems);
      return poise_cli_fail (error);
    }
  g_print (_ ("The journal is not locked any more: its files are readable\n"));
  return CLI_DONE;
}

/* ---- passphrase ---- */

typedef struct
{
  char *recovery_path;
  char *new_path;
  char *new_recovery_path;
  gboolean wants_recovery;
  char *other_path;
  gboolean is_joining;
} Change;

static int
join (PoiseCli *cli, const Change *options)
{
  GError *error = NULL;
  char *secret =
    options->other_path != NULL
      ? poise_cli_read_secret_file (options->other_path, &error)
      : poise_cli_ask (_ ("The other computer’s passphrase or recovery key: "), &error);
  gboolean is_joined =
    secret != NULL && poise_lock_join (cli->folder, secret, &error) && open_journal (cli, &error);

  poise_key_wipe (secret);
  if (!is_joined)
    return poise_cli_fail (error);
  g_print (_ ("All of the journal is open; from now on it opens with either passphrase\n"));
  return CLI_DONE;
}

/* The new recovery key is handed out first: from the change on the old one opens nothing. */
static int
change (PoiseCli *cli, const Change *options, const char *passphrase)
{
  gboolean wants_recovery = options->wants_recovery || options->new_recovery_path != NULL;
  char *recovery = wants_recovery ? poise_recovery_key_new () : NULL;
  GError *error = NULL;
  gboolean is_done =
    (!wants_recovery || give_recovery (cli, options->new_recovery_path, recovery, &error)) &&
    poise_lock_change (cli->folder, passphrase, recovery, cli->now, &error);

  poise_key_wipe (recovery);
  if (!is_done)
    return poise_cli_fail (error);
  g_print (_ ("The passphrase is changed\n"));
  return CLI_DONE;
}

static int
run_passphrase (PoiseCli *cli, const Change *options)
{
  GError *error = NULL;
  char *passphrase;
  int status;

  if (!poise_lock_state_is_locked (cli->folder))
    {
      poise_cli_warn (_ ("the journal is not locked; “poise-cli encrypt” locks it"));
      return CLI_FAILED;
    }
  if (!open_locked (cli, options->recovery_path, &error))
    return poise_cli_fail (error);
  if (options->is_joining || options->other_path != NULL)
    return join (cli, options);
  passphrase = poise_cli_get_new_passphrase (options->new_path, &error);
  if (passphrase == NULL)
    return poise_cli_fail (error);
  status = change (cli, options, passphrase);
  poise_key_wipe (passphrase);
  return status;
}

int
poise_cli_run_passphrase (PoiseCli *cli, int argc, char **argv)
{
  Change chosen = { 0 };
  int status = CLI_USAGE;
  const GOptionEntry options[] = {
    { "recovery-file", 0, 0, G_OPTION_ARG_FILENAME, &chosen.recovery_path, NULL, NULL },
    { "new-passphrase-file", 0, 0, G_OPTION_ARG_FILENAME, &chosen.new_path, NULL, NULL },
    { "new-recovery-key", 0, 0, G_OPTION_ARG_NONE, &chosen.wants_recovery, NULL, NULL },
    { "new-recovery-file", 0, 0, G_OPTION_ARG_FILENAME, &chosen.new_recovery_path, NULL, NULL },
    { "join", 0, 0, G_OPTION_ARG_NONE, &chosen.is_joining, NULL, NULL },
    { "other-passphrase-file", 0, 0, G_OPTION_ARG_FILENAME, &chosen.other_path, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (poise_cli_parse (&argc, &argv, options, 0, 0))
    status = poise_cli_warn_missing (cli) ? CLI_FAILED : run_passphrase (cli, &chosen);
  g_free (chosen.recovery_path);
  g_free (chosen.new_path);
  g_free (chosen.new_recovery_path);
  g_free (chosen.other_path);
  return status;
}
