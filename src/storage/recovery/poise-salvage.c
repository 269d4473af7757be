/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-salvage.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "poise-backup.h"
#include "poise-conflict.h"
#include "poise-entry-json.h"
#include "poise-error.h"
#include "poise-file-lock.h"
#include "poise-file-aside.h"
#include "poise-file.h"
#include "poise-folder-lock.h"
#include "poise-folder-write.h"
#include "poise-json.h"
#include "poise-month-file.h"

/* An entry that is longer than this is not looked for from every bracket. */
#define MAX_ATTEMPT_BYTES (16 * 1024 * 1024)
#define MAX_FAILED_BYTES (256 * 1024 * 1024)

/* Finds where the object that begins at data[0] ends: past its bracket, or 0. */
static gsize
find_object_end (const char *data, gsize length)
{
  gboolean in_string = FALSE;
  guint depth = 0;

  for (gsize i = 0; i < MIN (length, MAX_ATTEMPT_BYTES); i++)
    {
      char c = data[i];

      if (in_string)
        {
          if (c == '\\')
            i++;
          else if (c == '"')
            in_string = FALSE;
        }
      else if (c == '"')
        in_string = TRUE;
      else if (c == '{')
        depth++;
      else if (c == '}' && --depth == 0)
        return i + 1;
    }

  return 0;
}

static PoiseEntry *
try_entry (const char *data, gsize length)
{
  g_autoptr (JsonNode) root = poise_json_parse_loosely (data, length, "", NULL);

  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return NULL;
  return poise_entry_from_json (json_node_get_object (root), NULL);
}

/* Another version of an entry that was found already counts too: a file may hold
 * two states of the month, one behind the other. The merge decides between them. */
static void
take_version (GPtrArray *found, GHashTable *ids, PoiseEntry *entry)
{
  const char *id = poise_entry_get_id (entry);

  if (g_hash_table_contains (ids, id))
    for (guint i = 0; i < found->len; i++)
      if (poise_entry_equal (g_ptr_array_index (found, i), entry))
        {
          g_object_unref (entry);
          return;
        }
  /* The table borrows the id of an entry that stays. */
  if (!g_hash_table_contains (ids, id))
    g_hash_table_add (ids, (char *) id);
  g_ptr_array_add (found, entry);
}

/* What stands between the entries goes to @rest. */
static GPtrArray *
find_entries (const char *data, gsize length, GString *rest)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  gsize wasted = 0;
  gsize end = 0;

  for (gsize at = 0; at < length && wasted < MAX_FAILED_BYTES;)
    {
      const char *bracket = memchr (data + at, '{', length - at);
      gsize size;
      PoiseEntry *entry;

      if (bracket == NULL)
        break;
      at = (gsize) (bracket - data);
      size = find_object_end (bracket, length - at);
      entry = size > 0 ? try_entry (bracket, size) : NULL;
      if (entry == NULL)
        {
          wasted += size > 0 ? size : MIN (length - at, MAX_ATTEMPT_BYTES);
          at++;
          continue;
        }
      take_version (found, ids, entry);
      g_string_append_len (rest, data + end, (gssize) (at - end));
      at += size;
      end = at;
    }
  g_string_append_len (rest, data + end, (gssize) (length - end));
  return found;
}

/**
 * poise_salvage_entries:
 * @data: the bytes of a damaged month file
 * @length: how many there are
 *
 * Finds every entry whose JSON object is whole, wherever it stands and
 * whatever is around it.
 *
 * Returns: (transfer full) (element-type PoiseEntry): the entries, each version once
 */
GPtrArray *
poise_salvage_entries (const char *data, gsize length)
{
  g_autoptr (GString) rest = g_string_new (NULL);

  return find_entries (data, length, rest);
}

/* What a repair gets out of a month's two files. */
typedef struct
{
  PoiseFolder *folder;
  const char *month;
  GDateTime *now;
  GPtrArray *reports;   /* one of each file */
  PoiseMonth *content;  /* (nullable): what the month's file shall hold besides */
  char *obsolete;       /* (nullable): the damaged pending file */
  GPtrArray *entries;   /* salvaged, of this month or of others */
  GPtrArray *backed_up; /* (nullable): of the newest backup, where nothing could be salvaged */
} Repair;

static void
repair_clear (Repair *repair)
{
  g_clear_pointer (&repair->reports, g_ptr_array_unref);
  g_clear_pointer (&repair->content, poise_month_free);
  g_free (repair->obsolete);
  g_clear_pointer (&repair->entries, g_ptr_array_unref);
  g_clear_pointer (&repair->backed_up, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Repair, repair_clear)

/* Takes the entries that stand in the wrong month, or a second time, out of
 * those that cannot be read. */
static void
take_misplaced (PoiseMonth *content, GPtrArray *entries)
{
  for (guint i = content->unreadable->len; i > 0; i--)
    {
      JsonNode *node = g_ptr_array_index (content->unreadable, i - 1);
      PoiseEntry *entry = JSON_NODE_HOLDS_OBJECT (node)
                            ? poise_entry_from_json (json_node_get_object (node), NULL)
                            : NULL;

      if (entry == NULL)
        continue;
      g_ptr_array_add (entries, entry);
      g_ptr_array_remove_index (content->unreadable, i - 1);
    }
}

/* Where git left its conflict markers in it, each side is looked through for itself. */
static GPtrArray *
salvage (const char *data, gsize length, GString *rest)
{
  g_autoptr (GBytes) ours = NULL;
  g_autoptr (GBytes) theirs = NULL;
  GPtrArray *found;

  if (!poise_conflict_split (data, length, &ours, &theirs))
    return find_entries (data, length, rest);
  found = find_entries (g_bytes_get_data (ours, NULL), g_bytes_get_size (ours), rest);
  g_ptr_array_extend_and_steal (
    found, find_entries (g_bytes_get_data (theirs, NULL), g_bytes_get_size (theirs), rest));
  return found;
}

static PoiseRepairReport *
add_report (Repair *repair, const char *path, const char *kept)
{
  PoiseRepairReport *report = poise_repair_report_new (path, kept);

  g_ptr_array_add (repair->reports, report);
  return report;
}

static void
note_found (PoiseRepairReport *report, GPtrArray *found, GString *rest)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < found->len; i++)
    g_hash_table_add (ids, (char *) poise_entry_get_id (g_ptr_array_index (found, i)));
  report->n_salvaged = found->len;
  poise_repair_report_take_rest (report, rest->str, rest->len, ids);
}

/* Nothing can be read in what was sealed and is damaged: encryption spreads it over the whole. */
static gboolean
open_sealed (Repair *repair, const char *path, GError **error)
{
  g_autofree char *kept = poise_file_keep_as_is (path, "damaged", repair->now, error);

  if (kept == NULL)
    return FALSE;
  add_report (repair, path, kept)->is_sealed = TRUE;
  return TRUE;
}

/* Says whether there is something to repair in a file, and keeps it as it is. */
static gboolean
open_file (Repair *repair, const char *path, PoiseMonth **content, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GBytes) bytes = poise_file_read (path, &local_error);
  g_autoptr (GString) rest = g_string_new (NULL);
  g_autoptr (GPtrArray) found = NULL;
  g_autofree char *kept = NULL;
  PoiseRepairReport *report;
  const char *data;
  gsize length;

  if (g_error_matches (local_error, POISE_ERROR, POISE_ERROR_DAMAGED))
    return open_sealed (repair, path, error);
  if (bytes == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  data = g_bytes_get_data (bytes, &length);
  *content = poise_month_parse (data, length, repair->month, path, NULL);
  if (*content != NULL && (*content)->version > POISE_MONTH_VERSION)
    return poise_month_file_fail_newer (path, error);
  if (*content == NULL)
    found = salvage (data, length, rest);
  else
    {
      found = g_ptr_array_new_with_free_func (g_object_unref);
      take_misplaced (*content, found);
      if (found->len == 0)
        {
          g_set_error (error, POISE_ERROR, POISE_ERROR_NOT_FOUND, _ ("“%s” is not damaged"), path);
          return FALSE;
        }
    }
  kept = poise_file_keep_copy (path, bytes, "damaged", repair->now, error);
  if (kept == NULL)
    return FALSE;
  report = add_report (repair, path, kept);
  note_found (report, found, rest);
  g_ptr_array_extend_and_steal (repair->entries, g_steal_pointer (&found));
  return TRUE;
}

static gboolean
is_nothing_to_repair (GError *error)
{
  return g_error_matches (error, POISE_ERROR, POISE_ERROR_NOT_FOUND) ||
         g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

/* The pending file needs a repair only where it cannot be read at all. */
static gboolean
open_pending (Repair *repair, GError **error)
{
  g_autofree char *path = poise_folder_get_pending_path (repair->folder, repair->month);
  g_autoptr (PoiseMonth) content = NULL;

  if (!open_file (repair, path, &content, error))
    return FALSE;
  if (content == NULL)
    repair->obsolete = g_steal_pointer (&path);
  return TRUE;
}

/* The newest state of the month that can be read. */
static void
look_at_backups (Repair *repair)
{
  g_autofree char *root = poise_backup_get_root (repair->folder);
  g_autofree char *name = g_strconcat (repair->month, POISE_MONTH_SUFFIX, NULL);
  g_autoptr (GPtrArray) points = poise_backup_list_points (root, NULL);

  for (guint i = points != NULL ? points->len : 0; i > 0 && repair->backed_up == NULL; i--)
    {
      g_autofree char *path =
        g_build_filename (root, g_ptr_array_index (points, i - 1), name, NULL);
      g_autoptr (PoiseMonth) content = poise_month_file_read (path, repair->month, NULL);

      if (content != NULL && content->version <= POISE_MONTH_VERSION)
        {
          PoiseRepairReport *report = g_ptr_array_index (repair->reports, 0);

          repair->backed_up = g_ptr_array_ref (content->entries);
          report->n_backed_up = content->entries->len;
          report->backup_day = poise_backup_get_day (g_ptr_array_index (points, i - 1));
        }
    }
}

static gboolean
open_files (Repair *repair, GError **error)
{
  g_autofree char *path = poise_folder_get_month_path (repair->folder, repair->month);
  g_autoptr (GError) month_error = NULL;
  g_autoptr (GError) pending_error = NULL;

  if (open_file (repair, path, &repair->content, &month_error))
    {
      if (repair->content == NULL && repair->entries->len == 0)
        look_at_backups (repair);
      if (repair->content == NULL)
        repair->content = poise_month_new (repair->month);
    }
  else
    {
      g_clear_pointer (&repair->content, poise_month_free);
      if (!is_nothing_to_repair (month_error))
        {
          g_propagate_error (error, g_steal_pointer (&month_error));
          return FALSE;
        }
    }
  if (!open_pending (repair, &pending_error) && !is_nothing_to_repair (pending_error))
    {
      g_propagate_error (error, g_steal_pointer (&pending_error));
      return FALSE;
    }
  if (repair->reports->len > 0)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&month_error));
  return FALSE;
}

static GPtrArray *
ensure_changes (GHashTable *by_month, const char *month)
{
  GPtrArray *changes = g_hash_table_lookup (by_month, month);

  if (changes == NULL)
    {
      changes = poise_changes_new ();
      g_hash_table_insert (by_month, g_strdup (month), changes);
    }
  return changes;
}

/* The next write takes a pending file in and removes it, if it can be read. */
static gboolean
rewrite_pending (Repair *repair, GPtrArray *changes, GError **error)
{
  g_autoptr (PoiseMonth) pending = poise_month_new (repair->month);

  for (guint i = 0; i < changes->len; i++)
    {
      const PoiseChange *change = g_ptr_array_index (changes, i);

      g_ptr_array_add (pending->entries, g_object_ref (change->entry));
    }
  return poise_month_file_write (pending, repair->obsolete, error);
}

/* What stood in the wrong file goes to the right one before it leaves this. */
static gboolean
write_entries (Repair *repair, GError **error)
{
  g_autoptr (GHashTable) by_month =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  GHashTableIter iter;
  gpointer month, changes;

  ensure_changes (by_month, repair->month);
  /* As a copy of another computer: what was deleted since stays so. */
  for (guint i = 0; i < repair->entries->len; i++)
    {
      PoiseEntry *entry = g_ptr_array_index (repair->entries, i);
      g_autofree char *its_month = poise_day_to_month (poise_entry_get_day (entry));

      g_ptr_array_add (ensure_changes (by_month, its_month), poise_change_new_copy (entry));
    }
  for (guint i = 0; repair->backed_up != NULL && i < repair->backed_up->len; i++)
    g_ptr_array_add (ensure_changes (by_month, repair->month),
                     poise_change_new_copy (g_ptr_array_index (repair->backed_up, i)));
  g_hash_table_iter_init (&iter, by_month);
  while (g_hash_table_iter_next (&iter, &month, &changes))
    if (!g_str_equal (month, repair->month) &&
        !poise_folder_apply_locked (repair->folder, month, NULL, changes, NULL, repair->now, error))
      return FALSE;
  changes = g_hash_table_lookup (by_month, repair->month);
  if (repair->obsolete != NULL && !rewrite_pending (repair, changes, error))
    return FALSE;
  return poise_folder_apply_locked (repair->folder, repair->month,
                                    g_steal_pointer (&repair->content), changes, NULL, repair->now,
                                    error);
}

/**
 * poise_salvage_repair:
 * @folder: a journal's folder
 * @month: a month whose file cannot be read, or holds entries that it should
 *   not, `YYYY-MM`
 * @now: this moment
 * @error: return location
 *
 * Puts every entry that can be read where it belongs: those of a damaged file,
 * those that stand in the file of another month, those that stand there twice. Where nothing of it
 * can be read, as in a sealed file that was changed, those of its newest backup come back.
 * The file is first kept as it was, as `2026-11.json.damaged-TIME`. Errors are
 * those of poise_folder_apply(), and %POISE_ERROR_NOT_FOUND where nothing can
 * be repaired.
 *
 * Returns: (transfer full) (element-type PoiseRepairReport) (nullable): what it came to, of each
 *   file that was damaged, or %NULL with @error set
 */
GPtrArray *
poise_salvage_repair (PoiseFolder *folder, const char *month, GDateTime *now, GError **error)
{
  g_auto (Repair) repair = { .folder = folder, .month = month, .now = now };
  gboolean repaired;
  int lock;

  g_return_val_if_fail (POISE_IS_FOLDER (folder), NULL);

  repair.reports = g_ptr_array_new_with_free_func ((GDestroyNotify) poise_repair_report_free);
  repair.entries = g_ptr_array_new_with_free_func (g_object_unref);
  lock = poise_folder_prepare (folder, now, error);
  if (lock < 0)
    return NULL;
  repaired = open_files (&repair, error) && write_entries (&repair, error);
  poise_file_unlock (lock);
  g_debug ("%s: %u entries salvaged", month, repair.entries->len);
  return repaired ? g_steal_pointer (&repair.reports) : NULL;
}
