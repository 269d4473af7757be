/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-lock-open.h"

#include <glib/gi18n-lib.h>

#include "poise-day.h"
#include "poise-error.h"
#include "poise-key-token.h"
#include "poise-lock-state.h"

/* So many earlier files are tried with a wrong passphrase, each for half a second. */
#define MAX_EARLIER 4u

/* What nobody with a key wrote is not believed; and the keys are joined. */
static void
prepare_file (PoiseKeyFile *file, GPtrArray *keys)
{
  poise_key_file_distrust (file, keys);
  poise_key_file_join (file, keys);
}

static PoiseKeyring *
make_keyring (PoiseKeyFile *file, GPtrArray *keys)
{
  prepare_file (file, keys);
  return poise_keyring_new (keys, file);
}

/* ---- former passphrases ---- */

/* Whether it opened the journal when it was last open here. */
static gboolean
was_known (PoiseFolder *folder, PoiseKeyFile *file, const char *passphrase)
{
  g_autoptr (PoiseKeyFile) known = poise_lock_state_read_known (folder);

  return known != NULL && poise_key_file_is_former (file, known, passphrase);
}

/* Whether it opens what somebody happens to have kept of the journal's keys. Nothing is kept for
 * that here. */
static gboolean
was_kept (PoiseFolder *folder, PoiseKeyFile *file, const char *passphrase)
{
  g_autoptr (GPtrArray) earlier = poise_lock_state_list_earlier (folder);

  for (guint i = earlier->len; i > 0 && earlier->len - i < MAX_EARLIER; i--)
    if (poise_key_file_is_former (file, g_ptr_array_index (earlier, i - 1), passphrase))
      return TRUE;
  return FALSE;
}

static char *
describe_day (PoiseKeyFile *file)
{
  g_autoptr (GDateTime) changed = poise_key_file_get_changed (file);
  g_autoptr (GDateTime) local = changed != NULL ? g_date_time_to_local (changed) : NULL;

  return local != NULL ? poise_day_to_words (poise_day_from_time (local, 0)) : NULL;
}

static void
tell_known (const char *day, GError **error)
{
  if (day != NULL)
    g_set_error (error, POISE_ERROR, POISE_ERROR_FORMER,
                 /* Translators: a date. */
                 _ ("That was this journal’s passphrase until it was changed on another computer, "
                    "last on %s"),
                 day);
  else
    g_set_error_literal (error, POISE_ERROR, POISE_ERROR_FORMER,
                         _ ("That was this journal’s passphrase until it was changed on another "
                            "computer"));
}

static void
tell_kept (const char *day, GError **error)
{
  if (day != NULL)
    g_set_error (error, POISE_ERROR, POISE_ERROR_FORMER,
                 /* Translators: a date. */
                 _ ("That was this journal’s passphrase until it was changed, last on %s"), day);
  else
    g_set_error_literal (error, POISE_ERROR, POISE_ERROR_FORMER,
                         _ ("That was this journal’s passphrase until it was changed"));
}

/* Who was not there when it was changed, or forgot it, does not look for what they mistyped. */
static void
tell_wrong (PoiseFolder *folder,
            PoiseKeyFile *file,
            const char *passphrase,
            const char *day,
            GError **error)
{
  if (was_known (folder, file, passphrase))
    tell_known (day, error);
  else if (was_kept (folder, file, passphrase))
    tell_kept (day, error);
  else if (day != NULL)
    g_set_error (error, POISE_ERROR, POISE_ERROR_PASSPHRASE,
                 /* Translators: a date. */
                 _ ("The passphrase is not that of this journal; it was last changed on %s"), day);
  else
    g_set_error_literal (error, POISE_ERROR, POISE_ERROR_PASSPHRASE,
                         _ ("The passphrase is not that of this journal"));
}

/**
 * poise_lock_open:
 * @folder: the folder of a journal that is locked
 * @passphrase: its passphrase
 * @changed: (out) (optional) (nullable) (transfer full): if it is wrong, the day when it was
 *   changed last, in words, as far as that is known
 * @error: return location
 *
 * Opens the keys of a journal; nothing is written. Takes about half a second. Errors are
 * %POISE_ERROR_PASSPHRASE for a wrong one, %POISE_ERROR_FORMER for one that was right when the
 * journal was last open on this computer, or by an earlier `keys.json` that somebody kept beside
 * it, %POISE_ERROR_NOT_FOUND for a journal that has no keys,
 * those of reading `keys.json`, and %G_FILE_ERROR_NOMEM.
 *
 * Returns: (transfer full) (nullable): the keyring for poise_lock_use(), or %NULL with @error set
 */
PoiseKeyring *
poise_lock_open (PoiseFolder *folder, const char *passphrase, char **changed, GError **error)
{
  g_autoptr (PoiseKeyFile) file = NULL;
  g_autofree char *day = NULL;
  g_autoptr (GError) local_error = NULL;
  GPtrArray *keys;

  g_return_val_if_fail (POISE_IS_FOLDER (folder), NULL);

  file = poise_lock_state_collect (folder, error);
  if (file == NULL)
    return NULL;
  keys = poise_key_file_open (file, passphrase, &local_error);
  if (keys != NULL)
    return make_keyring (g_steal_pointer (&file), keys);
  if (!g_error_matches (local_error, POISE_ERROR, POISE_ERROR_PASSPHRASE))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  day = describe_day (file);
  tell_wrong (folder, file, passphrase, day, error);
  if (changed != NULL)
    *changed = g_steal_pointer (&day);
  return NULL;
}

/**
 * poise_lock_open_with_recovery:
 * @folder: the folder of a journal that is locked
 * @recovery: its recovery key, as it was typed: case, spaces and dashes make no difference
 * @error: return location
 *
 * As poise_lock_open(), at once.
 *
 * Returns: (transfer full) (nullable): the keyring, or %NULL with @error set
 */
PoiseKeyring *
poise_lock_open_with_recovery (PoiseFolder *folder, const char *recovery, GError **error)
{
  g_autoptr (PoiseKeyFile) file = NULL;
  GPtrArray *keys;

  g_return_val_if_fail (POISE_IS_FOLDER (folder), NULL);

  file = poise_lock_state_collect (folder, error);
  keys = file != NULL ? poise_key_file_open_with_recovery (file, recovery, error) : NULL;
  return keys != NULL ? make_keyring (g_steal_pointer (&file), keys) : NULL;
}

/**
 * poise_lock_make_token:
 * @keyring: the keyring of a journal
 *
 * Makes what opens the journal without its passphrase, until that is changed, for a keyring of the
 * desktop to keep.
 *
 * Returns: (transfer full): a text for poise_key_wipe()
 */
char *
poise_lock_make_token (PoiseKeyring *keyring)
{
  g_autoptr (PoiseKeyFile) file = NULL;
  g_autoptr (GPtrArray) keys = NULL;

  g_return_val_if_fail (POISE_IS_KEYRING (keyring), NULL);

  file = poise_keyring_copy_file (keyring);
  keys = poise_keyring_get_keys (keyring);
  return poise_key_token_make (file, keys);
}

/**
 * poise_lock_open_with_token:
 * @folder: the folder of a journal that is locked
 * @token: what poise_lock_make_token() gave
 * @error: return location
 *
 * As poise_lock_open(), at once. Errors are also those of poise_key_token_open().
 *
 * Returns: (transfer full) (nullable): the keyring, or %NULL with @error set
 */
PoiseKeyring *
poise_lock_open_with_token (PoiseFolder *folder, const char *token, GError **error)
{
  g_autoptr (PoiseKeyFile) file = NULL;
  GPtrArray *keys;

  g_return_val_if_fail (POISE_IS_FOLDER (folder), NULL);
  g_return_val_if_fail (token != NULL, NULL);

  file = poise_lock_state_collect (folder, error);
  keys = file != NULL ? poise_key_token_open (token, file, error) : NULL;
  return keys != NULL ? make_keyring (g_steal_pointer (&file), keys) : NULL;
}

/**
 * poise_lock_use:
 * @folder: a journal's folder
 * @keyring: its keyring
 *
 * Has everything that is read and written in the folder opened and sealed from now on, whoever
 * does it in this program. Load the journal after it.
 */
void
poise_lock_use (PoiseFolder *folder, PoiseKeyring *keyring)
{
  g_return_if_fail (POISE_IS_FOLDER (folder));
  g_return_if_fail (POISE_IS_KEYRING (keyring));

  poise_keyring_use (keyring, poise_folder_get_path (folder));
}

/**
 * poise_lock_forget:
 * @folder: a journal's folder
 *
 * Ends poise_lock_use(): nothing in the folder can be read or written any more. Save first. The
 * keys are wiped with the last reference to the keyring. What was read of the journal is still in
 * memory: its owner lets go of that.
 */
void
poise_lock_forget (PoiseFolder *folder)
{
  g_return_if_fail (POISE_IS_FOLDER (folder));

  poise_keyring_forget (poise_folder_get_path (folder));
}
