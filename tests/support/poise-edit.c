/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Changes an entry as the window does: poise-edit JOURNAL ID TEXT, by the clock of POISE_NOW. A
 * locked journal is opened with the first line of POISE_PASSPHRASE_FILE. */

#include <stdlib.h>

#include "poise-folder-read.h"
#include "poise-folder-write.h"
#include "poise-lock-open.h"
#include "poise-lock-state.h"
#include "poise-sync.h"

static PoiseEntry *
find (GPtrArray *entries, const char *id)
{
  for (guint i = 0; entries != NULL && i < entries->len; i++)
    if (g_str_equal (poise_entry_get_id (g_ptr_array_index (entries, i)), id))
      return g_ptr_array_index (entries, i);

  return NULL;
}

static gboolean
open_lock (PoiseFolder *folder, GError **error)
{
  g_autofree char *passphrase = NULL;
  g_autoptr (PoiseKeyring) keyring = NULL;

  if (!poise_lock_state_is_locked (folder))
    return TRUE;
  if (!g_file_get_contents (g_getenv ("POISE_PASSPHRASE_FILE"), &passphrase, NULL, error))
    return FALSE;
  keyring = poise_lock_open (folder, g_strchomp (passphrase), NULL, error);
  if (keyring == NULL)
    return FALSE;
  poise_lock_use (folder, keyring);
  return TRUE;
}

static gboolean
edit (PoiseFolder *folder, const char *id, const char *text, GDateTime *now, GError **error)
{
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GPtrArray) changes = poise_changes_new ();
  g_autoptr (PoiseVersion) base = NULL;
  g_autofree char *month = NULL;
  PoiseEntry *entry;

  if (!open_lock (folder, error) || !poise_sync_open (folder, now, NULL, NULL, error))
    return FALSE;
  entries = poise_folder_read_all (folder, NULL, error);
  entry = find (entries, id);
  if (entry == NULL)
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT, "no entry %s", id);
      return FALSE;
    }
  base = poise_version_new (entry);
  month = poise_day_to_month (poise_entry_get_day (entry));
  poise_entry_set_text (entry, text);
  poise_entry_touch (entry, now);
  g_ptr_array_add (changes, poise_change_new (id, entry, base));
  return poise_folder_apply (folder, month, changes, now, error);
}

int
main (int argc, char **argv)
{
  g_autoptr (PoiseFolder) folder = NULL;
  g_autoptr (GDateTime) now = NULL;
  g_autoptr (GError) error = NULL;

  if (argc != 4 || g_getenv ("POISE_NOW") == NULL ||
      (now = g_date_time_new_from_iso8601 (g_getenv ("POISE_NOW"), NULL)) == NULL)
    return EXIT_FAILURE;
  folder = poise_folder_new (argv[1]);
  if (edit (folder, argv[2], argv[3], now, &error))
    return EXIT_SUCCESS;
  g_printerr ("%s\n", error != NULL ? error->message : "");
  return EXIT_FAILURE;
}
