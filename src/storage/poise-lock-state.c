/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-lock-state.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

#include "poise-coding.h"
#include "poise-error.h"
#include "poise-file-replace.h"
#include "poise-file-aside.h"
#include "poise-file.h"
#include "poise-side-file.h"

#define HEAD_FILE "journal.json"

static char *
build_path (PoiseFolder *folder, const char *name)
{
  return g_build_filename (poise_folder_get_path (folder), name, NULL);
}

static gboolean
has_file (PoiseFolder *folder, const char *name)
{
  g_autofree char *path = build_path (folder, name);

  return g_file_test (path, G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK);
}

/* What this computer knows of the journal that lies there. */
static char *
build_known_path (PoiseFolder *folder)
{
  g_autofree char *writer = poise_folder_get_writer (folder);
  g_autofree char *name = g_strconcat (writer, ".json", NULL);

  return g_build_filename (g_get_user_state_dir (), USER_FOLDER, "keys", name, NULL);
}

/**
 * poise_lock_state_read_known:
 * @folder: a journal's folder
 *
 * Returns: (transfer full) (nullable): what this computer knew of the journal's keys when it was
 *   last open here
 */
PoiseKeyFile *
poise_lock_state_read_known (PoiseFolder *folder)
{
  g_autofree char *path = build_known_path (folder);
  g_autoptr (GBytes) bytes = poise_file_read (path, NULL);

  return bytes != NULL ? poise_key_file_parse (bytes, path, NULL) : NULL;
}

static gboolean
holds (const char *path, GBytes *bytes)
{
  g_autoptr (GBytes) there = poise_file_read (path, NULL);

  return there != NULL && g_bytes_equal (there, bytes);
}

/* It is a help only: where it cannot be kept, the journal's own file is all there is. */
static void
write_known (PoiseFolder *folder, GBytes *bytes)
{
  g_autofree char *path = build_known_path (folder);
  g_autofree char *at = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  if (!holds (path, bytes) && (!poise_file_make_folder (at, TRUE, &error) ||
                               !poise_file_replace (path, g_bytes_get_data (bytes, NULL),
                                                    g_bytes_get_size (bytes), &error)))
    g_debug ("Not kept: %s", error->message);
}

static PoiseKeyFile *
read_own (PoiseFolder *folder, GError **error)
{
  g_autoptr (GBytes) bytes = poise_side_file_read (folder, POISE_KEY_FILE, NULL, error);

  return bytes != NULL ? poise_key_file_parse (bytes, POISE_KEY_FILE, error) : NULL;
}

/**
 * poise_lock_state_check_file:
 * @folder: a journal's folder
 * @error: return location
 *
 * Looks whether `keys.json` can be read, which a computer that knows the keys can do without until
 * it writes. Errors are those of poise_file_read(), %POISE_ERROR_INVALID and %POISE_ERROR_NEWER.
 *
 * Returns: %TRUE if it can, or there is none
 */
gboolean
poise_lock_state_check_file (PoiseFolder *folder, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (PoiseKeyFile) own = NULL;

  g_return_val_if_fail (POISE_IS_FOLDER (folder), FALSE);

  own = read_own (folder, &local_error);
  if (own != NULL || g_error_matches (local_error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
is_closed (PoiseKeyFile *file)
{
  return file != NULL && poise_key_file_get_state (file) != POISE_KEY_STATE_PLAIN;
}

/**
 * poise_lock_state_is_locked:
 * @folder: a journal's folder
 *
 * Says whether the journal opens with a passphrase only. A `keys.json` that cannot be read, or
 * is gone from a journal that this computer knows to be locked, makes it no readable one; nor does
 * one that says so, until the key has shown that it is true. Blocks for a moment.
 *
 * Returns: %TRUE if it is locked
 */
gboolean
poise_lock_state_is_locked (PoiseFolder *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PoiseKeyFile) own = NULL;
  g_autoptr (PoiseKeyFile) known = NULL;
  gboolean is_there;

  g_return_val_if_fail (POISE_IS_FOLDER (folder), TRUE);

  is_there = has_file (folder, POISE_KEY_FILE);
  own = is_there ? read_own (folder, &error) : NULL;
  if (is_closed (own) || (is_there && own == NULL))
    return TRUE;
  known = poise_lock_state_read_known (folder);
  return is_closed (known) && (is_there || has_file (folder, HEAD_FILE));
}

/**
 * poise_lock_state_find_news:
 * @folder: the folder of a journal that is locked
 *
 * Looks at what was done to its keys since the journal was last open on this computer, as its
 * `keys.json` says; whether that is true only the passphrase shows. Blocks for a moment.
 *
 * Returns: what it was; %POISE_KEY_NEWS_LOCKED, too, where it never was open here while it was
 *   locked
 */
PoiseKeyNews
poise_lock_state_find_news (PoiseFolder *folder)
{
  g_autoptr (PoiseKeyFile) own = NULL;
  g_autoptr (PoiseKeyFile) known = NULL;

  g_return_val_if_fail (POISE_IS_FOLDER (folder), POISE_KEY_NEWS_NONE);

  own = read_own (folder, NULL);
  if (own == NULL)
    return POISE_KEY_NEWS_NONE;
  known = poise_lock_state_read_known (folder);
  if (known == NULL)
    return is_closed (own) ? POISE_KEY_NEWS_LOCKED : POISE_KEY_NEWS_NONE;
  /* Another journal's says nothing of this one. */
  return poise_key_file_shares_key (own, known) ? poise_key_file_compare (own, known)
                                                : POISE_KEY_NEWS_NONE;
}

/**
 * poise_lock_state_check:
 * @folder: a journal's folder
 * @error: return location
 *
 * Errors are %POISE_ERROR_LOCKED.
 *
 * Returns: %TRUE if the journal can be read and written: it is not locked, or a keyring is in use
 */
gboolean
poise_lock_state_check (PoiseFolder *folder, GError **error)
{
  g_autoptr (PoiseKeyring) keyring = poise_keyring_find (poise_folder_get_path (folder));

  if (keyring != NULL)
    return TRUE;
  if (!poise_lock_state_is_locked (folder))
    {
      poise_keyring_let_write (poise_folder_get_path (folder));
      return TRUE;
    }
  g_set_error (error, POISE_ERROR, POISE_ERROR_LOCKED,
               _ ("The journal “%s” is locked: it opens with its passphrase only"),
               poise_folder_get_path (folder));
  return FALSE;
}

/**
 * poise_lock_state_fail_plain:
 * @folder: the folder of a journal that is not locked
 * @error: return location
 *
 * Sets %POISE_ERROR_NOT_FOUND.
 *
 * Returns: %FALSE
 */
gboolean
poise_lock_state_fail_plain (PoiseFolder *folder, GError **error)
{
  g_set_error (error, POISE_ERROR, POISE_ERROR_NOT_FOUND, _ ("The journal “%s” is not locked"),
               poise_folder_get_path (folder));
  return FALSE;
}

/* ---- all that is known ---- */

static void
take (PoiseKeyFile **all, PoiseKeyFile *file)
{
  PoiseKeyFile *merged;

  if (file == NULL)
    return;
  merged = *all != NULL ? poise_key_file_merge (*all, file) : poise_key_file_copy (file);
  g_clear_pointer (all, poise_key_file_free);
  *all = merged;
}

static void
add_copy (GPtrArray *copies, const char *at, const char *name)
{
  g_autofree char *path = g_build_filename (at, name, NULL);
  g_autoptr (GBytes) bytes = poise_file_read (path, NULL);
  PoiseKeyFile *file = bytes != NULL ? poise_key_file_parse (bytes, name, NULL) : NULL;

  if (file != NULL)
    g_ptr_array_add (copies, file);
}

static GPtrArray *
new_copies (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) poise_key_file_free);
}

/* Whatever their names are. */
static GPtrArray *
list_copies (PoiseFolder *folder)
{
  const char *at = poise_folder_get_path (folder);
  g_autoptr (GPtrArray) names = poise_file_list (at, "", NULL);
  GPtrArray *copies = new_copies ();

  for (guint i = 0; names != NULL && i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);

      if (*name != '.' && strstr (name, ".json") != NULL && !g_str_equal (name, POISE_KEY_FILE))
        add_copy (copies, at, name);
    }
  return copies;
}

/* What Syncthing keeps of files that were replaced. */
static void
add_versions (GPtrArray *copies, PoiseFolder *folder)
{
  g_autofree char *at = build_path (folder, ".stversions");
  g_autoptr (GPtrArray) names = poise_file_list (at, ".json", NULL);

  for (guint i = 0; names != NULL && i < names->len; i++)
    if (g_str_has_prefix (g_ptr_array_index (names, i), "keys"))
      add_copy (copies, at, g_ptr_array_index (names, i));
}

/**
 * poise_lock_state_list_earlier:
 * @folder: a journal's folder
 *
 * Lists what lies around of the journal's `keys.json` as it was before, because somebody else kept
 * it: copies of sync tools and of file managers, and Syncthing's versions.
 *
 * Returns: (transfer full) (element-type PoiseKeyFile): what they say, Syncthing's newest last
 */
GPtrArray *
poise_lock_state_list_earlier (PoiseFolder *folder)
{
  GPtrArray *earlier;

  g_return_val_if_fail (POISE_IS_FOLDER (folder), NULL);

  earlier = list_copies (folder);
  add_versions (earlier, folder);
  return earlier;
}

static void
take_copies (PoiseKeyFile **all, PoiseFolder *folder)
{
  g_autoptr (GPtrArray) copies = list_copies (folder);

  for (guint i = 0; i < copies->len; i++)
    take (all, g_ptr_array_index (copies, i));
}

static void
note_keys (GHashTable *ids, const char *at)
{
  g_autoptr (GPtrArray) names = poise_file_list (at, "", NULL);

  for (guint i = 0; names != NULL && i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (at, g_ptr_array_index (names, i), NULL);
      g_autoptr (GBytes) head = poise_file_read_head (path, POISE_CODING_HEAD_BYTES);
      const guint8 *id;
      char hex[2 * POISE_KEY_ID_BYTES + 1];

      if (head == NULL || g_bytes_get_size (head) < POISE_CODING_HEAD_BYTES ||
          !poise_coding_is_sealed (head))
        continue;
      id = (const guint8 *) g_bytes_get_data (head, NULL) + POISE_CODING_HEAD_BYTES -
           POISE_KEY_ID_BYTES;
      sodium_bin2hex (hex, sizeof hex, id, POISE_KEY_ID_BYTES);
      g_hash_table_add (ids, g_strdup (hex));
    }
}

static void
note_backups (GHashTable *ids, PoiseFolder *folder)
{
  g_autofree char *root = build_path (folder, "backups");
  g_autoptr (GPtrArray) names = poise_file_list (root, "", NULL);

  for (guint i = 0; names != NULL && i < names->len; i++)
    {
      g_autofree char *at = g_build_filename (root, g_ptr_array_index (names, i), NULL);

      note_keys (ids, at);
    }
}

/* What this computer knows may be of a journal that lay there before: only those of its keys that
 * something is sealed by are of this one. */
static void
take_known (PoiseKeyFile **all, PoiseFolder *folder)
{
  g_autoptr (PoiseKeyFile) known = poise_lock_state_read_known (folder);
  g_autoptr (PoiseKeyFile) used = NULL;
  g_autoptr (GHashTable) ids = NULL;

  if (known == NULL || *all == NULL || poise_key_file_shares_key (known, *all))
    {
      take (all, known);
      return;
    }
  ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  note_keys (ids, poise_folder_get_path (folder));
  note_keys (ids, poise_folder_get_entries_path (folder));
  note_keys (ids, poise_folder_get_trash_folder_path (folder));
  note_backups (ids, folder);
  used = poise_key_file_select (known, ids);
  take (all, used);
}

/**
 * poise_lock_state_collect:
 * @folder: a journal's folder
 * @error: return location
 *
 * Brings together what `keys.json`, its copies and this computer know of the journal's keys.
 * Errors are %POISE_ERROR_NOT_FOUND where there are none, and why `keys.json` could not be read
 * where that was all there is.
 *
 * Returns: (transfer full) (nullable): all of it, or %NULL with @error set
 */
PoiseKeyFile *
poise_lock_state_collect (PoiseFolder *folder, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (PoiseKeyFile) own = read_own (folder, &local_error);
  PoiseKeyFile *all = NULL;

  take (&all, own);
  take_copies (&all, folder);
  take_known (&all, folder);
  if (all != NULL)
    return all;
  if (local_error != NULL && !g_error_matches (local_error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    g_propagate_error (error, g_steal_pointer (&local_error));
  else
    poise_lock_state_fail_plain (folder, error);
  return NULL;
}

/* ---- writing ---- */

/**
 * poise_lock_state_remember:
 * @folder: a journal's folder
 * @file: what `keys.json` says, as far as it is vouched for
 *
 * Keeps in mind on this computer that the journal is locked, and how: so that nobody has it taken
 * for a readable one. Where that cannot be kept, nothing is.
 */
void
poise_lock_state_remember (PoiseFolder *folder, PoiseKeyFile *file)
{
  g_autoptr (GBytes) bytes = poise_key_file_serialize (file);

  write_known (folder, bytes);
}

/**
 * poise_lock_state_write:
 * @folder: a journal's folder, whose lock the caller holds
 * @file: what `keys.json` shall say
 * @error: return location
 *
 * Writes it, durably, unless it says just that, and keeps it in mind. Errors are those of
 * poise_file_replace().
 *
 * Returns: %TRUE if it is on the disk
 */
gboolean
poise_lock_state_write (PoiseFolder *folder, PoiseKeyFile *file, GError **error)
{
  g_autofree char *path = build_path (folder, POISE_KEY_FILE);
  g_autoptr (GBytes) bytes = poise_key_file_serialize (file);

  if (!holds (path, bytes) &&
      !poise_file_replace (path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), error))
    return FALSE;
  write_known (folder, bytes);
  return TRUE;
}

/**
 * poise_lock_state_take:
 * @folder: a journal's folder, whose lock the caller holds
 * @keyring: its keyring
 * @file: (transfer full): what `keys.json` shall say
 * @error: return location
 *
 * As poise_lock_state_write(), after which the keyring goes by it.
 *
 * Returns: %TRUE if it is on the disk
 */
gboolean
poise_lock_state_take (PoiseFolder *folder,
                       PoiseKeyring *keyring,
                       PoiseKeyFile *file,
                       GError **error)
{
  g_autoptr (PoiseKeyFile) taken = file;

  if (!poise_lock_state_write (folder, taken, error))
    return FALSE;
  poise_keyring_take_file (keyring, g_steal_pointer (&taken));
  return TRUE;
}

/* A damaged file is set aside: the keyring knows what was in it. */
static PoiseKeyFile *
read_or_set_aside (PoiseFolder *folder, GDateTime *now, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *path = build_path (folder, POISE_KEY_FILE);
  g_autofree char *kept = NULL;
  PoiseKeyFile *own = read_own (folder, &local_error);

  if (own != NULL || g_error_matches (local_error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    return own;
  if (g_error_matches (local_error, POISE_ERROR, POISE_ERROR_INVALID))
    kept = poise_file_set_aside (path, "damaged", now, error);
  else
    g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

/* Another computer, where both were open, may have joined a key with one that is open here. */
static GPtrArray *
learn_keys (PoiseKeyring *keyring, PoiseKeyFile *file)
{
  g_autoptr (GPtrArray) known = poise_keyring_get_keys (keyring);
  g_autoptr (GPtrArray) keys = poise_key_file_reach (file, known);

  if (keys->len > known->len)
    poise_keyring_take_keys (keyring, g_ptr_array_ref (keys));
  poise_key_file_join (file, keys);
  return g_steal_pointer (&keys);
}

static gboolean
is_same (PoiseKeyFile *one, PoiseKeyFile *other)
{
  g_autoptr (GBytes) a = poise_key_file_serialize (one);
  g_autoptr (GBytes) b = other != NULL ? poise_key_file_serialize (other) : NULL;

  return b != NULL && g_bytes_equal (a, b);
}

static gboolean
update (PoiseFolder *folder, PoiseKeyring *keyring, GDateTime *now, GError **error)
{
  g_autofree char *path = build_path (folder, POISE_KEY_FILE);
  g_autofree char *stamp = poise_file_get_stamp (path);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (PoiseKeyFile) before = NULL;
  g_autoptr (PoiseKeyFile) own = NULL;
  g_autoptr (PoiseKeyFile) all = NULL;
  g_autoptr (GPtrArray) keys = NULL;
  gboolean is_there;

  if (poise_keyring_has_stamp (keyring, stamp))
    return TRUE;
  own = read_or_set_aside (folder, now, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  before = poise_keyring_copy_file (keyring);
  take (&all, before);
  take (&all, own);
  keys = learn_keys (keyring, all);
  poise_key_file_distrust (all, keys);
  is_there = is_same (all, own);
  if (!poise_lock_state_write (folder, all, error))
    return FALSE;
  poise_keyring_add_news (keyring, poise_key_file_compare (all, before));
  poise_keyring_take_file (keyring, g_steal_pointer (&all));
  if (is_there)
    poise_keyring_set_stamp (keyring, stamp);
  return TRUE;
}

/* A journal that begins where another one lay is not that one. */
static void
forget_former (PoiseFolder *folder)
{
  g_autofree char *path = NULL;

  if (has_file (folder, HEAD_FILE) || has_file (folder, POISE_KEY_FILE))
    return;
  path = build_known_path (folder);
  poise_file_remove (path, NULL);
}

/**
 * poise_lock_state_update:
 * @folder: a journal's folder, whose lock the caller holds
 * @now: this moment
 * @error: return location
 *
 * Brings what the folder's `keys.json` says by now and what the keyring in use knows together, in
 * both: another program may have opened the journal for good, or a sync tool brought an older
 * file. Without a keyring, as poise_lock_state_check(). Errors are those of poise_file_replace(),
 * %POISE_ERROR_LOCKED and %POISE_ERROR_NEWER.
 *
 * Returns: %TRUE if the journal can be written
 */
gboolean
poise_lock_state_update (PoiseFolder *folder, GDateTime *now, GError **error)
{
  g_autoptr (PoiseKeyring) keyring = poise_keyring_find (poise_folder_get_path (folder));

  if (keyring != NULL)
    return update (folder, keyring, now, error);
  forget_former (folder);
  return poise_lock_state_check (folder, error);
}
