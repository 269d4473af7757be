/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-lock.h"

#include <glib/gi18n-lib.h>

#include "poise-error.h"
#include "poise-file-lock.h"
#include "poise-folder-lock.h"
#include "poise-lock-open.h"
#include "poise-lock-settle.h"
#include "poise-lock-state.h"
#include "poise-recovery-key.h"

/* ---- locking ---- */

/**
 * poise_lock_plan:
 * @passphrase: a passphrase, not empty
 * @now: this moment
 * @recovery: (out): the recovery key, to be shown once; wipe it with poise_key_wipe()
 * @error: return location
 *
 * Makes the keys of a journal that is to be locked, in memory alone. Takes about half a second.
 * Show the recovery key first, and call poise_lock_close() then. Errors are %G_FILE_ERROR_NOMEM.
 *
 * Returns: (transfer full) (nullable): the keyring, or %NULL with @error set
 */
PoiseKeyring *
poise_lock_plan (const char *passphrase, GDateTime *now, char **recovery, GError **error)
{
  g_autoptr (PoiseKeyFile) file = poise_key_file_new ();
  g_autoptr (PoiseKey) key = poise_key_new_random ();
  char *text = poise_recovery_key_new ();
  GPtrArray *keys;

  g_return_val_if_fail (passphrase != NULL && *passphrase != '\0', NULL);

  if (!poise_key_file_add (file, key, passphrase, text, now, error))
    {
      poise_key_wipe (text);
      return NULL;
    }
  poise_key_file_set_state (file, POISE_KEY_STATE_SEALED, key);
  *recovery = text;
  keys = g_ptr_array_new_with_free_func ((GDestroyNotify) poise_key_unref);
  g_ptr_array_add (keys, g_steal_pointer (&key));
  return poise_keyring_new (keys, g_steal_pointer (&file));
}

/* Keys that the journal had before stay known: another computer may still bring files of them. */
static void
add_former (PoiseFolder *folder, PoiseKeyring *keyring)
{
  g_autoptr (PoiseKeyFile) former = poise_lock_state_collect (folder, NULL);
  g_autoptr (PoiseKeyFile) planned = poise_keyring_copy_file (keyring);
  g_autoptr (PoiseKey) first = poise_keyring_get_first (keyring);
  PoiseKeyFile *file;

  if (former == NULL)
    return;
  /* Else another computer locked it just now, whose key opens ours as ours opens theirs. */
  if (poise_key_file_get_state (former) == POISE_KEY_STATE_PLAIN)
    poise_key_file_retire (former);
  file = poise_key_file_merge (former, planned);
  poise_key_file_set_state (file, POISE_KEY_STATE_SEALED, first);
  poise_keyring_take_file (keyring, file);
}

static gboolean
close_locked (PoiseFolder *folder, PoiseKeyring *keyring, GPtrArray *problems, GError **error)
{
  g_autoptr (PoiseKeyFile) file = NULL;
  g_autoptr (GError) local_error = NULL;

  add_former (folder, keyring);
  file = poise_keyring_copy_file (keyring);
  if (!poise_lock_state_write (folder, file, error))
    return FALSE;
  poise_lock_use (folder, keyring);
  /* It is locked now; what could not be sealed is the next one's to do. */
  if (!poise_lock_settle_held (folder, keyring, problems, &local_error))
    g_debug ("Not all is sealed: %s", local_error->message);
  return TRUE;
}

/**
 * poise_lock_close:
 * @folder: the folder of a journal that is not locked
 * @keyring: what poise_lock_plan() made
 * @now: this moment
 * @problems: (nullable) (element-type PoiseProblem): where files that could not be sealed yet are
 *   added
 * @error: return location
 *
 * Locks a journal: writes `keys.json`, puts the keyring in use, and seals all that is there, file
 * by file. Cut short at any moment, the journal is readable or locked, opens whole either way, and
 * the next who opens it seals what is left. Errors are those of poise_folder_prepare() and
 * poise_file_replace(), after which it is as it was.
 *
 * Returns: %TRUE if it is locked
 */
gboolean
poise_lock_close (PoiseFolder *folder,
                  PoiseKeyring *keyring,
                  GDateTime *now,
                  GPtrArray *problems,
                  GError **error)
{
  gboolean is_locked;
  int lock;

  g_return_val_if_fail (POISE_IS_FOLDER (folder), FALSE);
  g_return_val_if_fail (POISE_IS_KEYRING (keyring), FALSE);

  lock = poise_folder_prepare (folder, now, error);
  if (lock < 0)
    return FALSE;
  is_locked = close_locked (folder, keyring, problems, error);
  poise_file_unlock (lock);
  return is_locked;
}

static gboolean
change_locked (PoiseFolder *folder,
               PoiseKeyring *keyring,
               const char *passphrase,
               const char *recovery,
               GDateTime *now,
               GError **error)
{
  g_autoptr (PoiseKeyFile) file = poise_keyring_copy_file (keyring);
  g_autoptr (GPtrArray) keys = poise_keyring_get_keys (keyring);

  return poise_key_file_change (file, keys, passphrase, recovery, now, error) &&
         poise_lock_state_take (folder, keyring, g_steal_pointer (&file), error);
}

/**
 * poise_lock_change:
 * @folder: the folder of a journal of which a keyring is in use
 * @passphrase: a new passphrase, not empty
 * @recovery: (nullable): a new recovery key by poise_recovery_key_new(), which the person has seen:
 *   the old one opens nothing any more; %NULL to keep that
 * @now: this moment
 * @error: return location
 *
 * Changes the passphrase, and nothing else: the journal's key stays the same. Whether the person
 * knows the old one is for the caller to ask. Takes about half a second. Errors are those of
 * poise_folder_prepare(), poise_file_replace(), and %G_FILE_ERROR_NOMEM, after which the old
 * passphrase opens the journal.
 *
 * Returns: %TRUE if the new one does
 */
gboolean
poise_lock_change (PoiseFolder *folder,
                   const char *passphrase,
                   const char *recovery,
                   GDateTime *now,
                   GError **error)
{
  g_autoptr (PoiseKeyring) keyring = NULL;
  gboolean is_changed;
  int lock;

  g_return_val_if_fail (POISE_IS_FOLDER (folder), FALSE);
  g_return_val_if_fail (passphrase != NULL && *passphrase != '\0', FALSE);

  keyring = poise_keyring_find (poise_folder_get_path (folder));
  if (keyring == NULL)
    return poise_lock_state_fail_plain (folder, error);
  lock = poise_folder_prepare (folder, now, error);
  if (lock < 0)
    return FALSE;
  is_changed = change_locked (folder, keyring, passphrase, recovery, now, error);
  poise_file_unlock (lock);
  return is_changed;
}

/**
 * poise_lock_remove:
 * @folder: the folder of a journal of which a keyring is in use
 * @now: this moment
 * @problems: (nullable) (element-type PoiseProblem): where files that could not be opened are added
 * @error: return location
 *
 * Opens a journal for good: all that is sealed becomes readable, file by file. Cut short at any
 * moment, the journal opens by its passphrase, and the next who opens it goes on. Its `keys.json`
 * stays, for what other computers sealed and bring later. Errors are those of
 * poise_folder_prepare() and poise_file_replace().
 *
 * Returns: %TRUE if it needs no passphrase any more
 */
gboolean
poise_lock_remove (PoiseFolder *folder, GDateTime *now, GPtrArray *problems, GError **error)
{
  g_autoptr (PoiseKeyring) keyring = NULL;
  gboolean is_open;
  int lock;

  g_return_val_if_fail (POISE_IS_FOLDER (folder), FALSE);

  keyring = poise_keyring_find (poise_folder_get_path (folder));
  if (keyring == NULL)
    return poise_lock_state_fail_plain (folder, error);
  lock = poise_folder_prepare (folder, now, error);
  if (lock < 0)
    return FALSE;
  is_open = poise_lock_set_state (folder, keyring, POISE_KEY_STATE_OPENING, error) &&
            poise_lock_settle_held (folder, keyring, problems, error);
  poise_file_unlock (lock);
  return is_open;
}

/* ---- joining ---- */

static gboolean
take_other_keys (PoiseKeyring *keyring, PoiseKeyFile *file, GPtrArray *others, GError **error)
{
  g_autoptr (GPtrArray) known = poise_keyring_get_keys (keyring);
  g_autoptr (GPtrArray) both = g_ptr_array_new ();
  g_autoptr (GPtrArray) keys = NULL;

  g_ptr_array_extend (both, known, NULL, NULL);
  g_ptr_array_extend (both, others, NULL, NULL);
  keys = poise_key_file_reach (file, both);
  if (keys->len <= known->len)
    {
      g_set_error_literal (error, POISE_ERROR, POISE_ERROR_PASSPHRASE,
                           _ ("This passphrase opens nothing of the journal that is not open "
                              "already"));
      return FALSE;
    }
  poise_key_file_distrust (file, keys);
  poise_key_file_join (file, keys);
  poise_keyring_take_keys (keyring, g_steal_pointer (&keys));
  poise_keyring_take_file (keyring, poise_key_file_copy (file));
  return TRUE;
}

/**
 * poise_lock_has_other_keys:
 * @folder: a journal's folder
 *
 * Returns: %TRUE if a keyring is in use and the journal has a key that is not in it, so that
 *   poise_lock_join() may open more
 */
gboolean
poise_lock_has_other_keys (PoiseFolder *folder)
{
  g_autoptr (PoiseKeyring) keyring = NULL;
  g_autoptr (PoiseKeyFile) file = NULL;
  g_autoptr (GPtrArray) keys = NULL;

  g_return_val_if_fail (POISE_IS_FOLDER (folder), FALSE);

  keyring = poise_keyring_find (poise_folder_get_path (folder));
  if (keyring == NULL)
    return FALSE;
  file = poise_keyring_copy_file (keyring);
  keys = poise_keyring_get_keys (keyring);
  return poise_key_file_get_n_keys (file) > keys->len;
}

/**
 * poise_lock_join:
 * @folder: the folder of a journal of which a keyring is in use
 * @secret: the passphrase of another key of the journal, or its recovery key
 * @error: return location
 *
 * Two computers that locked the journal while they were apart each gave it a key: this joins the
 * other one with what is open, so that either passphrase opens all of it from now on. Call
 * poise_sync_open() then, which merges what was sealed by both and seals it by one. Takes about
 * half a second. Errors are %POISE_ERROR_PASSPHRASE where that opens no other key, those of
 * reading `keys.json`, and %G_FILE_ERROR_NOMEM.
 *
 * Returns: %TRUE if it opens more than before
 */
gboolean
poise_lock_join (PoiseFolder *folder, const char *secret, GError **error)
{
  g_autoptr (PoiseKeyring) keyring = NULL;
  g_autoptr (PoiseKeyFile) file = NULL;
  g_autoptr (PoiseKeyFile) known = NULL;
  g_autoptr (PoiseKeyFile) all = NULL;
  g_autoptr (GPtrArray) others = NULL;

  g_return_val_if_fail (POISE_IS_FOLDER (folder), FALSE);
  g_return_val_if_fail (secret != NULL, FALSE);

  keyring = poise_keyring_find (poise_folder_get_path (folder));
  if (keyring == NULL)
    return poise_lock_state_fail_plain (folder, error);
  known = poise_keyring_copy_file (keyring);
  file = poise_lock_state_collect (folder, NULL);
  all = file != NULL ? poise_key_file_merge (known, file) : poise_key_file_copy (known);
  others = poise_key_file_open_with_recovery (all, secret, NULL);
  if (others == NULL)
    others = poise_key_file_open (all, secret, error);
  return others != NULL && take_other_keys (keyring, all, others, error);
}
