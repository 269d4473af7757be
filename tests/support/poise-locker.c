/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Locks journals cheaply, for tests that open them often, and is killed while it does so:
 *
 *     poise-locker lock FOLDER PASSPHRASE        prints the recovery key
 *     poise-locker unlock FOLDER PASSPHRASE      for good
 *     poise-locker change FOLDER PASSPHRASE NEW
 *     poise-locker join FOLDER PASSPHRASE OTHER
 *     poise-locker dump FOLDER PASSPHRASE [OTHER]
 *                                                does what is left to do, with either, if it is
 *                                                locked; prints what is in the journal
 */

#include <string.h>

#include "poise-entry.h"
#include "poise-folder-read.h"
#include "poise-key-record.h"
#include "poise-lock-open.h"
#include "poise-lock-state.h"
#include "poise-lock.h"
#include "poise-sync.h"

static gboolean
lock_journal (PoiseFolder *folder, const char *passphrase, GDateTime *now, GError **error)
{
  g_autoptr (GPtrArray) problems = poise_problems_new ();
  char *recovery = NULL;
  g_autoptr (PoiseKeyring) keyring = poise_lock_plan (passphrase, now, &recovery, error);

  if (keyring == NULL)
    return FALSE;
  g_print ("%s\n", recovery);
  poise_key_wipe (recovery);
  return poise_lock_close (folder, keyring, now, problems, error) && problems->len == 0;
}

static gboolean
open_journal (PoiseFolder *folder, const char *passphrase, GDateTime *now, GError **error)
{
  g_autoptr (PoiseKeyring) keyring = poise_lock_open (folder, passphrase, NULL, error);

  if (keyring == NULL)
    return FALSE;
  poise_lock_use (folder, keyring);
  return poise_sync_open (folder, now, NULL, NULL, error);
}

static void
print_texts (GPtrArray *entries)
{
  for (guint i = 0; entries != NULL && i < entries->len; i++)
    g_print ("%s\n", poise_entry_get_text (g_ptr_array_index (entries, i)));
}

static void
print_problems (GPtrArray *problems)
{
  for (guint i = 0; i < problems->len; i++)
    g_print ("! %s\n", ((PoiseProblem *) g_ptr_array_index (problems, i))->error->message);
}

static gboolean
dump (PoiseFolder *folder,
      const char *passphrase,
      const char *other,
      GDateTime *now,
      GError **error)
{
  g_autoptr (GPtrArray) problems = poise_problems_new ();
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GPtrArray) trash = NULL;

  if (!poise_lock_state_is_locked (folder) ? !poise_sync_open (folder, now, NULL, NULL, error)
                                           : !open_journal (folder, passphrase, now, NULL) &&
                                               !open_journal (folder, other, now, error))
    return FALSE;
  entries = poise_folder_read_all (folder, problems, NULL);
  trash = poise_folder_read_trash (folder, problems, NULL);
  print_texts (entries);
  print_texts (trash);
  print_problems (problems);
  return TRUE;
}

static gboolean
run (int argc, char **argv, PoiseFolder *folder, GDateTime *now, GError **error)
{
  if (g_str_equal (argv[1], "lock"))
    return lock_journal (folder, argv[3], now, error);
  if (g_str_equal (argv[1], "dump"))
    return dump (folder, argv[3], argc > 4 ? argv[4] : argv[3], now, error);
  if (!open_journal (folder, argv[3], now, error))
    return FALSE;
  if (g_str_equal (argv[1], "join"))
    return poise_lock_join (folder, argv[4], error) &&
           poise_sync_open (folder, now, NULL, NULL, error);
  if (g_str_equal (argv[1], "unlock"))
    return poise_lock_remove (folder, now, NULL, error);
  return !g_str_equal (argv[1], "change") || poise_lock_change (folder, argv[4], NULL, now, error);
}

int
main (int argc, char **argv)
{
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 23, 18, 0, 0);
  g_autoptr (PoiseFolder) folder = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_done;

  g_return_val_if_fail (argc >= 4, 2);
  poise_key_record_set_cost (1, 8192);
  folder = poise_folder_new (argv[2]);
  is_done = run (argc, argv, folder, now, &error);
  poise_lock_forget (folder);
  if (!is_done)
    g_printerr ("poise-locker: %s\n", error != NULL ? error->message : "not all is sealed");
  return is_done ? 0 : 1;
}
