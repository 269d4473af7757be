/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-trash.h"

#include <glib/gstdio.h>

#include "poise-backup.h"
#include "poise-error.h"
#include "poise-file-lock.h"
#include "poise-file-replace.h"
#include "poise-file.h"
#include "poise-folder-lock.h"
#include "poise-folder-read.h"
#include "poise-merge.h"
#include "poise-month-file.h"
#include "poise-unseen-side.h"
#include "poise-unseen.h"

/* So often a sync tool may come between. */
#define MAX_TRIES 20

static const char *
get_extra_string (PoiseEntry *entry, const char *name)
{
  JsonObject *extra = poise_entry_get_extra (entry);

  return extra != NULL ? json_object_get_string_member_with_default (extra, name, NULL) : NULL;
}

/**
 * poise_trash_get_deleted:
 * @entry: an entry of the trash
 *
 * Returns: (transfer full) (nullable): when it was deleted, %NULL if that is
 *   not known
 */
GDateTime *
poise_trash_get_deleted (PoiseEntry *entry)
{
  const char *text = get_extra_string (entry, POISE_MERGE_DELETED);

  return text != NULL ? g_date_time_new_from_iso8601 (text, NULL) : NULL;
}

/**
 * poise_trash_get_conflict_of:
 * @entry: an entry of the trash
 *
 * Returns: (nullable): the id of the entry of which it is the older one of two versions;
 *   %NULL if it was deleted
 */
const char *
poise_trash_get_conflict_of (PoiseEntry *entry)
{
  return get_extra_string (entry, POISE_MERGE_CONFLICT_OF);
}

/**
 * poise_trash_is_conflict:
 * @entry: an entry of the trash
 *
 * Returns: %TRUE if nobody deleted it: it is the older of two versions
 */
gboolean
poise_trash_is_conflict (PoiseEntry *entry)
{
  return poise_trash_get_conflict_of (entry) != NULL;
}

/**
 * poise_trash_revive:
 * @entry: an entry of the trash
 *
 * Makes of a deleted entry what it was. A change that brings it to the disk
 * takes it out of the trash.
 *
 * Returns: (transfer full): the entry
 */
PoiseEntry *
poise_trash_revive (PoiseEntry *entry)
{
  PoiseEntry *copy = poise_entry_copy (entry);
  JsonObject *extra = poise_entry_get_extra (entry);
  g_autoptr (JsonObject) kept = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (extra == NULL)
    return copy;
  json_object_iter_init_ordered (&iter, extra);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    if (!g_str_equal (name, POISE_MERGE_DELETED) && !g_str_equal (name, POISE_MERGE_CONFLICT_OF))
      json_object_set_member (kept, name, json_node_copy (node));
  poise_entry_set_extra (copy, json_object_get_size (kept) > 0 ? kept : NULL);
  return copy;
}

/* One purge of the trash. */
typedef struct
{
  PoiseFolder *folder;
  GDateTime *before; /* (nullable): everything */
  GPtrArray *ids;    /* (nullable): no others than these */
  GDateTime *now;
  guint n_entries;
} Purge;

/* The loser of a conflict bears the time of the version that replaced it, and may be merged long
 * after that: it goes only if nothing was put there since either. */
static gboolean
is_fresh (const char *path, GDateTime *before)
{
  GStatBuf info;

  return g_stat (path, &info) != 0 || (gint64) info.st_mtime > g_date_time_to_unix (before);
}

/* An entry whose time of deletion is not known stays. */
static gboolean
is_due (const Purge *purge, const char *path, PoiseEntry *entry)
{
  g_autoptr (GDateTime) deleted = poise_trash_get_deleted (entry);

  if (purge->ids != NULL &&
      !g_ptr_array_find_with_equal_func (purge->ids, poise_entry_get_id (entry), g_str_equal, NULL))
    return FALSE;
  if (purge->before == NULL)
    return TRUE;
  return deleted != NULL && g_date_time_compare (deleted, purge->before) < 0 &&
         !(poise_trash_is_conflict (entry) && is_fresh (path, purge->before));
}

static gboolean
write_or_remove (PoiseMonth *content, const char *path, GError **error)
{
  if (content->entries->len > 0 || content->unreadable->len > 0 || content->extra != NULL)
    return poise_month_file_write (content, path, error);
  return poise_file_remove_known (path, content->stamp, error);
}

static gboolean
purge_month (Purge *purge, const char *month, GError **error)
{
  g_autofree char *path = poise_folder_get_trash_path (purge->folder, month);
  g_autoptr (GError) read_error = NULL;
  g_autoptr (PoiseMonth) content = poise_month_file_read_for_writing (path, month, &read_error);
  g_autoptr (GDateTime) year_ago = g_date_time_add_years (purge->now, -1);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  gboolean is_changed;

  /* What is damaged, newer or of another key stays as it is. */
  if (content == NULL && read_error->domain != G_FILE_ERROR)
    return TRUE;
  if (content == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&read_error));
      return FALSE;
    }
  for (guint i = content->entries->len; i > 0; i--)
    {
      PoiseEntry *entry = g_ptr_array_index (content->entries, i - 1);

      if (!is_due (purge, path, entry))
        continue;
      g_ptr_array_add (ids, g_strdup (poise_entry_get_id (entry)));
      poise_merge_remove (content, i - 1);
    }
  is_changed = poise_merge_forget_removed (content, year_ago);
  if (ids->len == 0 && !is_changed)
    return TRUE;
  /* The backups first: once the trash is written nobody knows what to take out of them. */
  if (purge->before == NULL && !poise_backup_forget (purge->folder, month, ids, error))
    return FALSE;
  g_debug ("The trash of %s: %u entries go", month, ids->len);
  if (!write_or_remove (content, path, error))
    return FALSE;
  purge->n_entries += ids->len;
  poise_unseen_forget (purge->folder, content, ids);
  return TRUE;
}

static gboolean
purge_until_done (Purge *purge, const char *month, GError **error)
{
  for (guint i = 1;; i++)
    {
      g_autoptr (GError) local_error = NULL;

      if (purge_month (purge, month, &local_error))
        return TRUE;
      if (i == MAX_TRIES || !g_error_matches (local_error, POISE_ERROR, POISE_ERROR_OVERTAKEN))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      g_debug ("The trash of %s was changed meanwhile: emptying it again", month);
    }
}

static gboolean
purge (Purge *self, GError **error)
{
  g_autoptr (GPtrArray) months = poise_folder_list_trash_months (self->folder, error);
  GError *local_error = NULL;
  int lock;

  if (months == NULL)
    return FALSE;
  if (months->len == 0)
    return TRUE;
  lock = poise_folder_lock (self->folder, error);
  if (lock < 0)
    return FALSE;
  for (guint i = 0; i < months->len && local_error == NULL; i++)
    purge_until_done (self, g_ptr_array_index (months, i), &local_error);
  if (self->before == NULL && local_error == NULL)
    {
      poise_backup_forget_files (self->folder, &local_error);
      poise_unseen_side_forget (self->folder, self->now);
    }
  poise_file_unlock (lock);
  g_debug ("Trash: %u entries gone for good", self->n_entries);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

/**
 * poise_trash_purge:
 * @folder: a journal's folder
 * @before: (nullable): what was deleted before this goes; %NULL for everything, out of
 *   the backups too
 * @now: this moment
 * @n_entries: (out): how many entries went for good
 * @error: return location
 *
 * Empties the trash. For a year it is kept that an entry was deleted and when, without
 * its text, so that no copy brings it back. A file that cannot be read stays as it is
 * and is no error. Errors are those of poise_folder_lock() and poise_month_file_write().
 *
 * Returns: %TRUE if what is due is gone
 */
gboolean
poise_trash_purge (PoiseFolder *folder,
                   GDateTime *before,
                   GDateTime *now,
                   guint *n_entries,
                   GError **error)
{
  Purge work = { .folder = folder, .before = before, .now = now };
  gboolean is_done;

  g_return_val_if_fail (POISE_IS_FOLDER (folder), FALSE);

  is_done = purge (&work, error);
  *n_entries = work.n_entries;
  return is_done;
}

/**
 * poise_trash_purge_entries:
 * @folder: a journal's folder
 * @ids: (element-type utf8): entries of the trash, as somebody saw them
 * @now: this moment
 * @error: return location
 *
 * As poise_trash_purge() of everything, but of no entry that came to the trash since they
 * looked.
 *
 * Returns: %TRUE if they are gone
 */
gboolean
poise_trash_purge_entries (PoiseFolder *folder, GPtrArray *ids, GDateTime *now, GError **error)
{
  Purge work = { .folder = folder, .ids = ids, .now = now };

  g_return_val_if_fail (POISE_IS_FOLDER (folder), FALSE);
  g_return_val_if_fail (ids != NULL, FALSE);

  return purge (&work, error);
}

/* The last day but one on which something was written, by the points of the backups. One day by a
 * clock that is ahead makes one such day. */
static GDateTime *
find_last_written (PoiseFolder *folder, GDateTime *now)
{
  g_autofree char *root = poise_backup_get_root (folder);
  g_autoptr (GPtrArray) points = poise_backup_list_points (root, NULL);
  g_autofree char *last = NULL;
  g_autofree char *before = NULL;
  g_autofree char *midnight = NULL;

  for (guint i = 0; points != NULL && i < points->len; i++)
    {
      g_autofree char *day = poise_backup_get_day (g_ptr_array_index (points, i));
      int order = g_strcmp0 (day, last);

      if (order > 0)
        {
          g_free (before);
          before = g_steal_pointer (&last);
          last = g_steal_pointer (&day);
        }
      else if (order < 0 && g_strcmp0 (day, before) > 0)
        {
          g_free (before);
          before = g_steal_pointer (&day);
        }
    }
  if (before == NULL)
    return NULL;
  midnight = g_strconcat (before, "T00:00:00", NULL);
  return g_date_time_new_from_iso8601 (midnight, g_date_time_get_timezone (now));
}

/**
 * poise_trash_clean_up:
 * @folder: a journal's folder
 * @now: this moment
 * @n_entries: (out): how many entries went for good
 * @error: return location
 *
 * Takes away what was deleted 30 days ago. A clock that is ahead must not cost it: something was
 * written on two days since then, too. Errors are those of poise_trash_purge().
 *
 * Returns: %TRUE if what is due is gone
 */
gboolean
poise_trash_clean_up (PoiseFolder *folder, GDateTime *now, guint *n_entries, GError **error)
{
  g_autoptr (GDateTime) written = NULL;
  g_autoptr (GDateTime) limit = NULL;

  g_return_val_if_fail (POISE_IS_FOLDER (folder), FALSE);

  *n_entries = 0;
  written = find_last_written (folder, now);
  if (written == NULL)
    return TRUE;
  if (g_date_time_compare (written, now) < 0)
    now = written;
  limit = g_date_time_add_days (now, -POISE_TRASH_DAYS);
  return poise_trash_purge (folder, limit, now, n_entries, error);
}
