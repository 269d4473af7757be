/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-journal-copy.h"

#include <glib/gi18n-lib.h>

#include "poise-error.h"
#include "poise-file.h"
#include "poise-folder-read.h"
#include "poise-folder-write.h"
#include "poise-intention-file.h"
#include "poise-lock-state.h"
#include "poise-lock.h"
#include "poise-prompt-file.h"

static gboolean
copy_month (PoiseFolder *from,
            PoiseFolder *to,
            const char *month,
            GDateTime *now,
            guint *n_entries,
            GError **error)
{
  g_autoptr (GPtrArray) entries = poise_folder_read_month (from, month, NULL);
  g_autoptr (GPtrArray) changes = poise_changes_new ();

  for (guint i = 0; i < entries->len; i++)
    {
      PoiseEntry *entry = g_ptr_array_index (entries, i);

      g_ptr_array_add (changes, poise_change_new (poise_entry_get_id (entry), entry, NULL));
    }
  if (changes->len == 0)
    return TRUE;
  *n_entries += changes->len;
  return poise_folder_apply (to, month, changes, now, error);
}

/* Files that are no months are taken along where there is none yet. */
static gboolean
copy_file (PoiseFolder *from, PoiseFolder *to, const char *name, GDateTime *now, GError **error)
{
  g_autofree char *path = g_build_filename (poise_folder_get_path (from), name, NULL);
  g_autofree char *target = g_build_filename (poise_folder_get_path (to), name, NULL);
  g_autoptr (GBytes) bytes = NULL;

  if (g_file_test (target, G_FILE_TEST_EXISTS))
    return TRUE;
  bytes = poise_file_read (path, NULL);
  return bytes == NULL || poise_folder_replace (to, name, g_bytes_get_data (bytes, NULL),
                                                g_bytes_get_size (bytes), now, error);
}

static gboolean
has_entries (PoiseFolder *folder)
{
  g_autoptr (GPtrArray) months = poise_folder_list_months (folder, NULL);

  return months == NULL || months->len > 0;
}

/* What leaves a locked journal must not become readable on the way: a new journal is locked as
 * the old one is, by the same passphrase. One that is there and readable stays so. */
static gboolean
copy_lock (PoiseFolder *from, PoiseFolder *to, GDateTime *now, GError **error)
{
  g_autoptr (PoiseKeyring) keyring = poise_keyring_find (poise_folder_get_path (from));
  g_autoptr (PoiseKeyring) other = poise_keyring_find (poise_folder_get_path (to));

  if (keyring == NULL || other != NULL || !poise_lock_state_is_locked (from) ||
      poise_lock_state_is_locked (to))
    return TRUE;
  if (!has_entries (to))
    {
      g_autoptr (PoiseKeyring) own =
        poise_keyring_new (poise_keyring_get_keys (keyring), poise_keyring_copy_file (keyring));

      return poise_lock_close (to, own, now, NULL, error);
    }
  g_set_error (error, POISE_ERROR, POISE_ERROR_LOCKED,
               _ ("The journal “%s” is not locked, and what comes out of a locked one would be "
                  "readable there; lock it first"),
               poise_folder_get_path (to));
  return FALSE;
}

/**
 * poise_journal_copy_to:
 * @from: a journal's folder
 * @to: another folder, with or without a journal
 * @now: this moment
 * @n_entries: (out): how many entries were copied
 * @error: return location
 *
 * Puts every entry of one journal into another, merged by id, with what was
 * learned, the own prompts and the intentions. The first one stays as it is; what cannot be read
 * stays there alone. A new journal is locked as the first one is. Blocks. Errors are those of
 * poise_folder_list_months(), poise_lock_close() and poise_folder_apply(), and
 * %POISE_ERROR_LOCKED where one is locked and the other not.
 *
 * Returns: %TRUE if all of it is on the disk
 */
gboolean
poise_journal_copy_to (PoiseFolder *from,
                       PoiseFolder *to,
                       GDateTime *now,
                       guint *n_entries,
                       GError **error)
{
  g_autoptr (GPtrArray) months = NULL;

  g_return_val_if_fail (POISE_IS_FOLDER (from), FALSE);
  g_return_val_if_fail (POISE_IS_FOLDER (to), FALSE);

  *n_entries = 0;
  if (!copy_lock (from, to, now, error))
    return FALSE;
  months = poise_folder_list_months (from, error);
  if (months == NULL)
    return FALSE;
  for (guint i = 0; i < months->len; i++)
    if (!copy_month (from, to, g_ptr_array_index (months, i), now, n_entries, error))
      return FALSE;

  return copy_file (from, to, "learned.json", now, error) &&
         copy_file (from, to, POISE_PROMPT_FILE, now, error) &&
         copy_file (from, to, POISE_INTENTION_FILE, now, error);
}
