/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-journal-copy.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "poise-error.h"
#include "poise-file-lock.h"
#include "poise-file-replace.h"
#include "poise-file.h"
#include "poise-folder-lock.h"
#include "poise-folder-read.h"
#include "poise-folder-write.h"
#include "poise-intention-file.h"
#include "poise-lock-open.h"
#include "poise-lock-state.h"
#include "poise-lock.h"
#include "poise-month-file.h"
#include "poise-prompt-file.h"
#include "poise-side-merge.h"

/* The name of an empty file in a folder that does not hold all yet, and behind it of the journal
 * that is copied there: the copy of another one cannot be gone on with. */
#define MARK ".copying-"

struct _PoiseJournalCopy
{
  PoiseFolder *from;
  PoiseFolder *to;
  char *mark;
  GHashTable *stamps;   /* a month, or the path of its trash → its state when it was copied */
  GHashTable *versions; /* id → the version that was copied last */
};

static const char *const side_files[] = { "learned.json", "agreement.json", POISE_PROMPT_FILE,
                                          POISE_INTENTION_FILE };

/**
 * poise_journal_copy_new:
 * @from: a journal's folder
 * @to: another folder, with or without a journal
 *
 * Returns: (transfer full): what takes the one along into the other
 */
PoiseJournalCopy *
poise_journal_copy_new (PoiseFolder *from, PoiseFolder *to)
{
  PoiseJournalCopy *self = g_new0 (PoiseJournalCopy, 1);
  g_autofree char *writer = poise_folder_get_writer (from);
  g_autofree char *mark = g_strconcat (MARK, writer, NULL);

  self->from = g_object_ref (from);
  self->to = g_object_ref (to);
  self->mark = g_build_filename (poise_folder_get_path (to), mark, NULL);
  self->stamps = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->versions =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) poise_version_free);
  return self;
}

/**
 * poise_journal_copy_free:
 * @self: what takes a journal along
 *
 * Frees it.
 */
void
poise_journal_copy_free (PoiseJournalCopy *self)
{
  g_object_unref (self->from);
  g_object_unref (self->to);
  g_free (self->mark);
  g_hash_table_unref (self->stamps);
  g_hash_table_unref (self->versions);
  g_free (self);
}

/* ---- what was begun ---- */

static gboolean
has_journal (PoiseJournalCopy *self)
{
  g_autofree char *head = g_build_filename (poise_folder_get_path (self->to), "journal.json", NULL);

  return g_file_test (head, G_FILE_TEST_EXISTS);
}

static gboolean
is_elsewhere (PoiseJournalCopy *self)
{
  g_autofree char *from = g_canonicalize_filename (poise_folder_get_path (self->from), NULL);
  g_autofree char *to = g_canonicalize_filename (poise_folder_get_path (self->to), NULL);

  return !g_str_equal (from, to);
}

static gboolean
is_begun (PoiseJournalCopy *self)
{
  return g_file_test (self->mark, G_FILE_TEST_EXISTS);
}

/**
 * poise_journal_copy_is_due:
 * @self: what takes a journal along
 *
 * A journal that is there is opened as it is, unless it is a part of the one that is copied: the
 * disk was full, or the program was killed.
 *
 * Returns: whether the other folder has no journal, or a part of this one
 */
gboolean
poise_journal_copy_is_due (PoiseJournalCopy *self)
{
  return is_elsewhere (self) && (!has_journal (self) || is_begun (self));
}

/* Before the head is there, by which a folder is taken for a journal. */
static gboolean
begin (PoiseJournalCopy *self, GError **error)
{
  return has_journal (self) || is_begun (self) ||
         (poise_file_make_folder (poise_folder_get_path (self->to), TRUE, error) &&
          poise_file_replace (self->mark, "", 0, error));
}

/**
 * poise_journal_copy_end:
 * @self: what takes a journal along
 *
 * The other folder holds all of it.
 */
void
poise_journal_copy_end (PoiseJournalCopy *self)
{
  g_unlink (self->mark);
}

/* ---- entries ---- */

/* Whether something was copied as it is now. */
static gboolean
is_copied (PoiseJournalCopy *self, const char *what, const char *stamp)
{
  return g_strcmp0 (g_hash_table_lookup (self->stamps, what), stamp) == 0;
}

/* What the person changed after it was copied takes the place of that; all else comes as a copy,
 * which brings nothing back that is deleted there. */
static PoiseChange *
make_change (PoiseJournalCopy *self, PoiseEntry *entry)
{
  const char *id = poise_entry_get_id (entry);
  const PoiseVersion *base = g_hash_table_lookup (self->versions, id);

  return base == NULL || poise_version_is_of (base, entry) ? poise_change_new_copy (entry)
                                                           : poise_change_new (id, entry, base);
}

static void
note_versions (PoiseJournalCopy *self, GPtrArray *entries)
{
  for (guint i = 0; i < entries->len; i++)
    {
      PoiseEntry *entry = g_ptr_array_index (entries, i);

      g_hash_table_replace (self->versions, g_strdup (poise_entry_get_id (entry)),
                            poise_version_new (entry));
    }
}

static gboolean
copy_month (PoiseJournalCopy *self,
            const char *month,
            GDateTime *now,
            guint *n_entries,
            GError **error)
{
  g_autofree char *stamp = poise_folder_get_stamp (self->from, month);
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GPtrArray) changes = poise_changes_new ();

  if (is_copied (self, month, stamp))
    return TRUE;
  entries = poise_folder_read_month (self->from, month, NULL);
  /* What there is no key for any more is not to be taken for nothing. */
  if (!poise_lock_state_check (self->from, error))
    return FALSE;
  for (guint i = 0; i < entries->len; i++)
    g_ptr_array_add (changes, make_change (self, g_ptr_array_index (entries, i)));
  if (changes->len > 0 && !poise_folder_apply (self->to, month, changes, now, error))
    return FALSE;
  *n_entries += changes->len;
  note_versions (self, entries);
  g_hash_table_replace (self->stamps, g_strdup (month), g_steal_pointer (&stamp));
  return TRUE;
}

static gboolean
merge_trash (PoiseJournalCopy *self, PoiseMonth *trash, GDateTime *now, GError **error)
{
  int lock = poise_folder_prepare (self->to, now, error);
  gboolean is_merged;

  if (lock < 0)
    return FALSE;
  is_merged = poise_folder_merge_locked (self->to, trash->name, NULL, trash, now, error);
  poise_file_unlock (lock);
  return is_merged;
}

/* What was deleted comes along, and so what was deleted after it was copied goes there, too. */
static gboolean
copy_trash (PoiseJournalCopy *self, const char *month, GDateTime *now, GError **error)
{
  g_autofree char *path = poise_folder_get_trash_path (self->from, month);
  g_autofree char *stamp = poise_file_get_stamp (path);
  g_autoptr (PoiseMonth) trash = NULL;

  if (is_copied (self, path, stamp))
    return TRUE;
  trash = poise_month_file_read (path, month, NULL);
  if (trash != NULL && trash->version <= POISE_MONTH_VERSION &&
      !merge_trash (self, trash, now, error))
    return FALSE;
  g_hash_table_replace (self->stamps, g_steal_pointer (&path), g_steal_pointer (&stamp));
  return TRUE;
}

static gboolean
copy_all_trash (PoiseJournalCopy *self, GDateTime *now, GError **error)
{
  g_autoptr (GPtrArray) months = poise_folder_list_trash_months (self->from, NULL);

  for (guint i = 0; months != NULL && i < months->len; i++)
    if (!copy_trash (self, g_ptr_array_index (months, i), now, error))
      return FALSE;
  return TRUE;
}

/* ---- files that are no months ---- */

/* What is there already, as from a copy that was cut short, is added to; what cannot be stays. */
static GBytes *
merge_file (const char *name, const char *target, GBytes *bytes)
{
  g_autoptr (GBytes) there = poise_file_read (target, NULL);
  g_autoptr (GBytes) merged = there != NULL ? poise_side_merge (name, there, bytes, NULL) : NULL;

  if (!g_file_test (target, G_FILE_TEST_EXISTS))
    return g_bytes_ref (bytes);
  return merged != NULL && !g_bytes_equal (merged, there) ? g_steal_pointer (&merged) : NULL;
}

static gboolean
copy_file (PoiseJournalCopy *self, const char *name, GDateTime *now, GError **error)
{
  g_autofree char *path = g_build_filename (poise_folder_get_path (self->from), name, NULL);
  g_autofree char *target = g_build_filename (poise_folder_get_path (self->to), name, NULL);
  g_autoptr (GBytes) bytes = poise_file_read (path, NULL);
  g_autoptr (GBytes) all = bytes != NULL ? merge_file (name, target, bytes) : NULL;

  return all == NULL || poise_folder_replace (self->to, name, g_bytes_get_data (all, NULL),
                                              g_bytes_get_size (all), now, error);
}

static gboolean
copy_files (PoiseJournalCopy *self, GDateTime *now, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (side_files); i++)
    if (!copy_file (self, side_files[i], now, error))
      return FALSE;
  return TRUE;
}

/* ---- the lock ---- */

static gboolean
has_entries (PoiseFolder *folder)
{
  g_autoptr (GPtrArray) months = poise_folder_list_months (folder, NULL);

  return months == NULL || months->len > 0;
}

static gboolean
is_from_locked (PoiseJournalCopy *self)
{
  g_autoptr (PoiseKeyring) keyring = poise_keyring_find (poise_folder_get_path (self->from));
  g_autoptr (PoiseKeyring) other = poise_keyring_find (poise_folder_get_path (self->to));

  return keyring != NULL && other == NULL && poise_lock_state_is_locked (self->from);
}

/* What leaves a locked journal must not become readable on the way. */
static gboolean
check_lock (PoiseJournalCopy *self, GError **error)
{
  if (!is_from_locked (self) || poise_lock_state_is_locked (self->to) || !has_entries (self->to))
    return TRUE;
  g_set_error (error, POISE_ERROR, POISE_ERROR_LOCKED,
               _ ("The journal “%s” is not locked, and what comes out of a locked one would be "
                  "readable there; lock it first"),
               poise_folder_get_path (self->to));
  return FALSE;
}

/* A new journal is locked as the old one is, by the same passphrase; what was begun of it opens by
 * its keys. One that is there and readable stays so. */
static gboolean
copy_lock (PoiseJournalCopy *self, GDateTime *now, GError **error)
{
  g_autoptr (PoiseKeyring) keyring = poise_keyring_find (poise_folder_get_path (self->from));
  g_autoptr (PoiseKeyring) own = NULL;
  gboolean is_locked = poise_lock_state_is_locked (self->to);

  if (!is_from_locked (self) || (is_locked && !is_begun (self)))
    return TRUE;
  own = poise_keyring_new (poise_keyring_get_keys (keyring), poise_keyring_copy_file (keyring));
  if (!is_locked)
    return poise_lock_close (self->to, own, now, NULL, error);
  poise_lock_use (self->to, own);
  return TRUE;
}

/**
 * poise_journal_copy_run:
 * @self: what takes a journal along
 * @now: this moment
 * @n_entries: (out): how many entries were copied
 * @error: return location
 *
 * Puts every entry of one journal into the other, merged by id, with what was deleted, learned and
 * agreed, the own prompts and the intentions. The first one stays as it is; what cannot be read
 * stays there alone. A new journal is locked as the first one is. It may be run again, for what
 * was changed meanwhile; until poise_journal_copy_end() the folder is known as one that does not
 * hold all. Blocks. Errors are those of poise_folder_list_months(), poise_lock_close() and
 * poise_folder_apply(), and %POISE_ERROR_LOCKED where one is locked and the other not, or the first
 * one's keys are forgotten.
 *
 * Returns: %TRUE if all of it is on the disk
 */
gboolean
poise_journal_copy_run (PoiseJournalCopy *self, GDateTime *now, guint *n_entries, GError **error)
{
  g_autoptr (GPtrArray) months = NULL;

  *n_entries = 0;
  if (!check_lock (self, error) || !begin (self, error) || !copy_lock (self, now, error))
    return FALSE;
  months = poise_folder_list_months (self->from, error);
  if (months == NULL)
    return FALSE;
  for (guint i = 0; i < months->len; i++)
    if (!copy_month (self, g_ptr_array_index (months, i), now, n_entries, error))
      return FALSE;

  return copy_all_trash (self, now, error) && copy_files (self, now, error) &&
         poise_lock_state_check (self->from, error);
}
