/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-lock.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "poise-backup.h"
#include "poise-coding.h"
#include "poise-error.h"
#include "poise-file-lock.h"
#include "poise-file-replace.h"
#include "poise-file.h"
#include "poise-folder-lock.h"
#include "poise-key-token.h"
#include "poise-month.h"
#include "poise-problem.h"
#include "poise-recovery-key.h"
#include "poise-unseen-file.h"

/* So often a sync tool may come between. */
#define MAX_TRIES 20
/* How far a file's own word of what it is may stand from its beginning. */
#define HEAD_BYTES 4096

/* ---- opening ---- */

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

/* Whether it opened the journal when it was last open here. */
static gboolean
was_passphrase (PoiseFolder *folder, PoiseKeyFile *file, const char *passphrase)
{
  g_autoptr (PoiseKeyFile) known = poise_lock_state_read_known (folder);
  g_autoptr (GBytes) then = known != NULL ? poise_key_file_serialize (known) : NULL;
  g_autoptr (GBytes) now = poise_key_file_serialize (file);
  g_autoptr (GPtrArray) keys = NULL;

  if (then == NULL || g_bytes_equal (then, now))
    return FALSE;
  keys = poise_key_file_open (known, passphrase, NULL);
  return keys != NULL;
}

/* Who was not there when it was changed does not look for what they mistyped. */
static void
tell_former (GError **error)
{
  g_clear_error (error);
  g_set_error_literal (error, POISE_ERROR, POISE_ERROR_FORMER,
                       _ ("That was this journal’s passphrase until it was changed on another "
                          "computer"));
}

/**
 * poise_lock_open:
 * @folder: the folder of a journal that is locked
 * @passphrase: its passphrase
 * @error: return location
 *
 * Opens the keys of a journal; nothing is written. Takes about half a second. Errors are
 * %POISE_ERROR_PASSPHRASE for a wrong one, %POISE_ERROR_FORMER for one that was right when the
 * journal was last open on this computer, %POISE_ERROR_NOT_FOUND for a journal that has no keys,
 * those of reading `keys.json`, and %G_FILE_ERROR_NOMEM.
 *
 * Returns: (transfer full) (nullable): the keyring for poise_lock_use(), or %NULL with @error set
 */
PoiseKeyring *
poise_lock_open (PoiseFolder *folder, const char *passphrase, GError **error)
{
  g_autoptr (PoiseKeyFile) file = NULL;
  g_autoptr (GError) local_error = NULL;
  GPtrArray *keys;

  g_return_val_if_fail (POISE_IS_FOLDER (folder), NULL);

  file = poise_lock_state_collect (folder, error);
  if (file == NULL)
    return NULL;
  keys = poise_key_file_open (file, passphrase, &local_error);
  if (keys != NULL)
    return make_keyring (g_steal_pointer (&file), keys);
  if (g_error_matches (local_error, POISE_ERROR, POISE_ERROR_PASSPHRASE) &&
      was_passphrase (folder, file, passphrase))
    tell_former (&local_error);
  g_propagate_error (error, g_steal_pointer (&local_error));
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

/* ---- which files hold text ---- */

static gboolean
says_that_it_is_ours (const char *path)
{
  g_autoptr (GBytes) head = poise_file_read_head (path, HEAD_BYTES);
  gsize length = 0;
  const char *data = head != NULL ? g_bytes_get_data (head, &length) : NULL;

  return data != NULL && g_strstr_len (data, (gssize) length, "\"poise-") != NULL;
}

/* Something of these may hold text, whole or damaged, or what a repair kept. */
static gboolean
is_named_as_ours (const char *name)
{
  static const char *const stems[] = { "agreement.", "intentions.", "learned.", "prompts.", NULL };
  g_autofree char *month = g_strndup (name, strlen ("YYYY-MM"));

  if (poise_month_name_is_valid (month))
    return strstr (name, ".json") != NULL;
  for (guint i = 0; stems[i] != NULL; i++)
    if (g_str_has_prefix (name, stems[i]) && strstr (name, ".json") != NULL)
      return TRUE;

  return FALSE;
}

/* Hidden files are other programs' own, as half of what Syncthing fetches. */
static gboolean
is_ours (const char *path, const char *name)
{
  return *name != '.' &&
         (is_named_as_ours (name) || poise_file_is_sealed (path) || says_that_it_is_ours (path));
}

static void
list_unsettled_in (GPtrArray *paths, const char *at)
{
  g_autoptr (GPtrArray) names = poise_file_list (at, "", NULL);

  for (guint i = 0; names != NULL && i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autofree char *path = g_build_filename (at, name, NULL);

      if (!poise_file_is_settled (path) && is_ours (path, name))
        g_ptr_array_add (paths, g_steal_pointer (&path));
    }
}

/* All that hold files of the journal. */
static GPtrArray *
list_folders (PoiseFolder *folder)
{
  GPtrArray *folders = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *root = poise_backup_get_root (folder);
  g_autoptr (GPtrArray) points = poise_backup_list_points (root, NULL);

  g_ptr_array_add (folders, g_strdup (poise_folder_get_entries_path (folder)));
  g_ptr_array_add (folders, g_strdup (poise_folder_get_trash_folder_path (folder)));
  g_ptr_array_add (folders, g_strdup (poise_folder_get_path (folder)));
  for (guint i = 0; points != NULL && i < points->len; i++)
    g_ptr_array_add (folders, g_build_filename (root, g_ptr_array_index (points, i), NULL));
  return folders;
}

/**
 * poise_lock_list_unsettled:
 * @folder: a journal's folder
 *
 * Finds what does not lie there as a write would leave it now: readable files of Poise's in a
 * locked journal, sealed ones in another. Without a keyring in use there are none.
 *
 * Returns: (transfer full) (element-type filename): their paths
 */
GPtrArray *
poise_lock_list_unsettled (PoiseFolder *folder)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) folders = NULL;

  g_return_val_if_fail (POISE_IS_FOLDER (folder), paths);

  folders = list_folders (folder);
  for (guint i = 0; i < folders->len; i++)
    list_unsettled_in (paths, g_ptr_array_index (folders, i));
  return paths;
}

/* What a write that was cut short replaced may be readable. */
static gboolean
has_strays (PoiseFolder *folder)
{
  g_autoptr (GPtrArray) folders = list_folders (folder);

  for (guint i = 0; i < folders->len; i++)
    {
      g_autoptr (GPtrArray) names = poise_file_list (g_ptr_array_index (folders, i), "", NULL);

      for (guint j = 0; names != NULL && j < names->len; j++)
        if (poise_file_is_stray (g_ptr_array_index (names, j)))
          return TRUE;
    }
  return FALSE;
}

/* ---- settling ---- */

/* Replaced in one step: there is always the old file or the new one. */
static gboolean
rewrite (const char *path, GError **error)
{
  for (guint i = 1;; i++)
    {
      g_autoptr (GError) local_error = NULL;
      g_autofree char *stamp = poise_file_get_stamp (path);
      g_autoptr (GBytes) bytes = poise_file_read (path, &local_error);

      if (bytes != NULL && poise_file_replace_known (path, stamp, g_bytes_get_data (bytes, NULL),
                                                     g_bytes_get_size (bytes), &local_error))
        return TRUE;
      if (i < MAX_TRIES && g_error_matches (local_error, POISE_ERROR, POISE_ERROR_OVERTAKEN))
        continue;
      if (g_error_matches (local_error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
}

/* New files of writes in the points, which nothing else looks at. */
static void
remove_strays (PoiseFolder *folder)
{
  g_autofree char *root = poise_backup_get_root (folder);
  g_autoptr (GPtrArray) points = poise_backup_list_points (root, NULL);

  for (guint i = 0; points != NULL && i < points->len; i++)
    {
      g_autofree char *at = g_build_filename (root, g_ptr_array_index (points, i), NULL);

      poise_file_remove_strays (at);
    }
}

/* What one file lacks keeps no other from being sealed. */
static gboolean
rewrite_all (PoiseFolder *folder, GPtrArray *problems, GError **error)
{
  g_autoptr (GPtrArray) paths = poise_lock_list_unsettled (folder);
  g_autoptr (GError) first_error = NULL;

  remove_strays (folder);
  poise_unseen_file_settle (folder);
  for (guint i = 0; i < paths->len; i++)
    {
      const char *path = g_ptr_array_index (paths, i);
      GError *local_error = NULL;

      if (rewrite (path, &local_error))
        continue;
      /* What no key opens any more stays as it is, and keeps nobody from the rest. */
      if (first_error == NULL && !g_error_matches (local_error, POISE_ERROR, POISE_ERROR_DAMAGED))
        first_error = g_error_copy (local_error);
      poise_problems_add (problems, path, local_error, FALSE);
    }
  g_debug ("%u files sealed or opened", paths->len);
  if (first_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&first_error));
  return FALSE;
}

static PoiseKeyState
get_state (PoiseKeyring *keyring)
{
  g_autoptr (PoiseKeyFile) file = poise_keyring_copy_file (keyring);

  return poise_key_file_get_state (file);
}

static gboolean
set_state (PoiseFolder *folder, PoiseKeyring *keyring, PoiseKeyState state, GError **error)
{
  PoiseKeyFile *file = poise_keyring_copy_file (keyring);
  g_autoptr (PoiseKey) first = poise_keyring_get_first (keyring);

  poise_key_file_set_state (file, state, first);
  if (!poise_lock_state_write (folder, file, error))
    {
      poise_key_file_free (file);
      return FALSE;
    }
  poise_keyring_take_file (keyring, file);
  return TRUE;
}

/* Opened for good only when nothing is sealed any more that could be opened. */
static gboolean
settle_locked (PoiseFolder *folder, PoiseKeyring *keyring, GPtrArray *problems, GError **error)
{
  PoiseKeyState state = get_state (keyring);

  if (!rewrite_all (folder, problems, error))
    return FALSE;
  /* Of those that were just rewritten, where the old file could not be removed. */
  if (has_strays (folder))
    {
      poise_folder_remove_strays (folder);
      if (!rewrite_all (folder, problems, error))
        return FALSE;
    }
  if (state == POISE_KEY_STATE_OPENING &&
      !set_state (folder, keyring, POISE_KEY_STATE_PLAIN, error))
    return FALSE;
  return poise_folder_set_version (folder, state == POISE_KEY_STATE_SEALED, error);
}

static gboolean
is_known (PoiseFolder *folder, PoiseKeyring *keyring)
{
  g_autofree char *path = g_build_filename (poise_folder_get_path (folder), POISE_KEY_FILE, NULL);
  g_autoptr (PoiseKeyFile) file = poise_keyring_copy_file (keyring);
  g_autoptr (GBytes) known = poise_key_file_serialize (file);
  g_autoptr (GBytes) there = poise_file_read (path, NULL);

  return there != NULL && g_bytes_equal (there, known);
}

/**
 * poise_lock_settle:
 * @folder: a journal's folder
 * @now: this moment
 * @problems: (nullable) (element-type PoiseProblem): where files that stay as they are are added
 * @error: return location
 *
 * Seals what lies readable in a locked journal, since another computer wrote it or a locking was
 * cut short, and opens what is still sealed in one that is opened for good. Does nothing where no
 * keyring is in use, or all is as it shall be. Errors are those of poise_folder_prepare() and
 * poise_file_replace_known().
 *
 * Returns: %TRUE if all is
 */
gboolean
poise_lock_settle (PoiseFolder *folder, GDateTime *now, GPtrArray *problems, GError **error)
{
  g_autoptr (PoiseKeyring) keyring = NULL;
  g_autoptr (GPtrArray) paths = NULL;
  gboolean is_settled;
  int lock;

  g_return_val_if_fail (POISE_IS_FOLDER (folder), FALSE);

  keyring = poise_keyring_find (poise_folder_get_path (folder));
  if (keyring == NULL)
    return TRUE;
  paths = poise_lock_list_unsettled (folder);
  if (paths->len == 0 && poise_unseen_file_is_settled (folder) &&
      get_state (keyring) != POISE_KEY_STATE_OPENING && is_known (folder, keyring) &&
      !has_strays (folder))
    {
      g_autoptr (PoiseKeyFile) file = poise_keyring_copy_file (keyring);

      poise_lock_state_remember (folder, file);
      return TRUE;
    }
  lock = poise_folder_prepare (folder, now, error);
  if (lock < 0)
    return FALSE;
  is_settled = settle_locked (folder, keyring, problems, error);
  poise_file_unlock (lock);
  return is_settled;
}

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
  if (!settle_locked (folder, keyring, problems, &local_error))
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
fail_plain (PoiseFolder *folder, GError **error)
{
  g_set_error (error, POISE_ERROR, POISE_ERROR_NOT_FOUND, _ ("The journal “%s” is not locked"),
               poise_folder_get_path (folder));
  return FALSE;
}

static gboolean
change_locked (PoiseFolder *folder,
               PoiseKeyring *keyring,
               const char *passphrase,
               const char *recovery,
               GError **error)
{
  PoiseKeyFile *file = poise_keyring_copy_file (keyring);
  g_autoptr (GPtrArray) keys = poise_keyring_get_keys (keyring);

  if (!poise_key_file_change (file, keys, passphrase, recovery, error) ||
      !poise_lock_state_write (folder, file, error))
    {
      poise_key_file_free (file);
      return FALSE;
    }
  poise_keyring_take_file (keyring, file);
  return TRUE;
}

/**
 * poise_lock_change:
 * @folder: the folder of a journal of which a keyring is in use
 * @passphrase: a new passphrase, not empty
 * @recovery: (out) (optional): a new recovery key, to be shown once, wiped with poise_key_wipe();
 *   %NULL to keep the old one
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
                   char **recovery,
                   GDateTime *now,
                   GError **error)
{
  g_autoptr (PoiseKeyring) keyring = NULL;
  char *text = NULL;
  gboolean is_changed;
  int lock;

  g_return_val_if_fail (POISE_IS_FOLDER (folder), FALSE);
  g_return_val_if_fail (passphrase != NULL && *passphrase != '\0', FALSE);

  keyring = poise_keyring_find (poise_folder_get_path (folder));
  if (keyring == NULL)
    return fail_plain (folder, error);
  lock = poise_folder_prepare (folder, now, error);
  if (lock < 0)
    return FALSE;
  if (recovery != NULL)
    text = poise_recovery_key_new ();
  is_changed = change_locked (folder, keyring, passphrase, text, error);
  poise_file_unlock (lock);
  if (is_changed && recovery != NULL)
    *recovery = g_steal_pointer (&text);
  poise_key_wipe (text);
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
    return fail_plain (folder, error);
  lock = poise_folder_prepare (folder, now, error);
  if (lock < 0)
    return FALSE;
  is_open = set_state (folder, keyring, POISE_KEY_STATE_OPENING, error) &&
            settle_locked (folder, keyring, problems, error);
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
  prepare_file (file, keys);
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
    return fail_plain (folder, error);
  known = poise_keyring_copy_file (keyring);
  file = poise_lock_state_collect (folder, NULL);
  all = file != NULL ? poise_key_file_merge (known, file) : poise_key_file_copy (known);
  others = poise_key_file_open_with_recovery (all, secret, NULL);
  if (others == NULL)
    others = poise_key_file_open (all, secret, error);
  return others != NULL && take_other_keys (keyring, all, others, error);
}

/* ---- what is not sealed ---- */

static gboolean
is_needed_readable (const char *name)
{
  return g_str_equal (name, ".lock") || g_str_equal (name, "journal.json") ||
         g_str_equal (name, POISE_KEY_FILE);
}

static void
list_readable_in (GPtrArray *found, const char *at, const char *shown)
{
  g_autoptr (GPtrArray) names = poise_file_list (at, "", NULL);

  for (guint i = 0; names != NULL && i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autofree char *path = g_build_filename (at, name, NULL);
      g_autofree char *below =
        *shown != '\0' ? g_build_filename (shown, name, NULL) : g_strdup (name);
      g_autoptr (GBytes) head = NULL;

      if (g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        continue;
      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        {
          list_readable_in (found, path, below);
          continue;
        }
      head = poise_file_read_head (path, POISE_CODING_MAGIC_BYTES);
      if (head != NULL && g_bytes_get_size (head) > 0 && !poise_coding_is_sealed (head) &&
          !(*shown == '\0' && is_needed_readable (name)))
        g_ptr_array_add (found, g_steal_pointer (&below));
    }
}

/**
 * poise_lock_list_readable:
 * @folder: the folder of a locked journal
 *
 * Finds what lies readable in a locked journal: files of other programs, as Git's history or the
 * versions that a sync tool keeps, which may hold what was written before it was locked.
 *
 * Returns: (transfer full) (element-type filename): their names below the folder
 */
GPtrArray *
poise_lock_list_readable (PoiseFolder *folder)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_free);

  g_return_val_if_fail (POISE_IS_FOLDER (folder), found);

  list_readable_in (found, poise_folder_get_path (folder), "");
  return found;
}
