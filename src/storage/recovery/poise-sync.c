/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-sync.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "poise-backup.h"
#include "poise-conflict.h"
#include "poise-error.h"
#include "poise-file-lock.h"
#include "poise-file-replace.h"
#include "poise-file.h"
#include "poise-folder-lock.h"
#include "poise-folder-write.h"
#include "poise-json.h"
#include "poise-lock-settle.h"
#include "poise-lock-state.h"
#include "poise-month-file.h"
#include "poise-side-file.h"
#include "poise-side-merge.h"
#include "poise-unseen-side.h"
#include "poise-unseen.h"

/* How far a file's own word of what it is may stand from its beginning. */
#define HEAD_BYTES 4096
/* What poise_folder_remove_strays() puts behind a file's stem. */
#define REPLACED_MARK ".replaced-"

/* ---- what lies there ---- */

static gboolean
is_own_name (const char *name)
{
  g_autofree char *month = g_strndup (name, strlen ("YYYY-MM"));
  const char *rest = name + strlen (month);

  return poise_month_name_is_valid (month) &&
         (g_str_equal (rest, POISE_MONTH_SUFFIX) || g_str_equal (rest, POISE_PENDING_SUFFIX));
}

/* Hidden files are other programs' own, as half of what Syncthing fetches. What a repair kept
 * is no copy: it was read. */
static gboolean
may_be_copy (const char *name)
{
  return name[0] != '.' && strstr (name, ".damaged-") == NULL;
}

/**
 * poise_sync_is_copy:
 * @name: the name of a file in `entries/` or `trash/`
 *
 * Returns: %TRUE if it is no file that Poise itself writes, so that it is a copy if it is
 *   anything of Poise's
 */
gboolean
poise_sync_is_copy (const char *name)
{
  return may_be_copy (name) && !is_own_name (name);
}

static gboolean
has_bytes (GBytes *bytes, const char *text)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  return data != NULL && g_strstr_len (data, (gssize) MIN (length, HEAD_BYTES), text) != NULL;
}

/* The value of a member that is a string, found without reading the file as JSON. */
static char *
find_word (GBytes *bytes, const char *member)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  const char *end = data != NULL ? data + MIN (length, HEAD_BYTES) : NULL;
  const char *at = data != NULL ? g_strstr_len (data, end - data, member) : NULL;
  const char *close;

  if (at == NULL)
    return NULL;
  for (at += strlen (member); at < end && strchr (" \t\r\n:", *at) != NULL && *at != '\0';)
    at++;
  if (at == end || *at != '"' || (close = memchr (at + 1, '"', (gsize) (end - at - 1))) == NULL)
    return NULL;
  return g_strndup (at + 1, (gsize) (close - at - 1));
}

/* The month that a copy is of, by what is in it; by its name where that is cut off. */
static char *
find_month (GBytes *bytes, const char *name)
{
  g_autofree char *month = find_word (bytes, "\"month\"");

  if (month != NULL && poise_month_name_is_valid (month))
    return g_steal_pointer (&month);
  for (const char *p = name; strlen (p) >= strlen ("YYYY-MM"); p++)
    {
      g_autofree char *part = g_strndup (p, strlen ("YYYY-MM"));

      if (g_ascii_isdigit (*part) && poise_month_name_is_valid (part))
        return g_steal_pointer (&part);
    }
  return NULL;
}

/* A file of somebody else's is none of ours; one that is named as a month of ours is, even if
 * nothing can be made of it, and one that is sealed, whatever its name is. */
static gboolean
is_ours (GBytes *bytes, const char *name, const GError *error)
{
  g_autofree char *month = g_strndup (name, strlen ("YYYY-MM"));

  return poise_error_is_of_lock (error) ||
         (bytes != NULL && has_bytes (bytes, "\"" POISE_MONTH_FORMAT "\"")) ||
         (poise_month_name_is_valid (month) && strstr (name, ".json") != NULL);
}

static void
set_not_merged (const char *path, const GError *reason, GError **error)
{
  /* Translators: first a file's name, then the reason. */
  g_set_error (error, reason->domain, reason->code, _ ("“%s” is a copy that is not merged: %s"),
               path, reason->message);
}

/* ---- one copy ---- */

typedef struct
{
  PoiseFolder *folder;
  GDateTime *now;
  GPtrArray *problems; /* (nullable) */
  GHashTable *months;  /* those that were read on the way; (nullable) */
  guint n_merged;
} Sync;

/* What a sync tool put there meanwhile is another copy, which is merged the next time. */
static gboolean
remove_merged (const char *path, const char *stamp, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  if (poise_file_remove_known (path, stamp, &local_error) ||
      g_error_matches (local_error, POISE_ERROR, POISE_ERROR_OVERTAKEN))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static PoiseMonth *
parse_copy (GBytes *bytes, const char *name, const char *path, GError **error)
{
  g_autofree char *month = find_month (bytes, name);
  g_autoptr (PoiseMonth) copy = NULL;

  if (month == NULL)
    {
      g_set_error (error, POISE_ERROR, POISE_ERROR_INVALID,
                   _ ("“%s” is a copy of a month, but does not say of which"), path);
      return NULL;
    }
  copy = poise_month_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), month, path,
                            error);
  if (copy == NULL)
    return NULL;
  if (copy->version > POISE_MONTH_VERSION)
    {
      poise_month_file_fail_newer (path, error);
      return NULL;
    }
  if (copy->unreadable->len > 0)
    {
      g_set_error (error, POISE_ERROR, POISE_ERROR_INVALID,
                   ngettext ("“%s” holds %u entry that cannot be read; it is kept as it is",
                             "“%s” holds %u entries that cannot be read; they are kept as "
                             "they are",
                             copy->unreadable->len),
                   path, copy->unreadable->len);
      return NULL;
    }
  return g_steal_pointer (&copy);
}

static gboolean
merge_month (Sync *sync, PoiseMonth *copy, gboolean is_trash, GError **error)
{
  return poise_folder_merge_locked (sync->folder, copy->name, is_trash ? NULL : copy,
                                    is_trash ? copy : NULL, sync->now, error);
}

/* A copy may hold both sides of what git could not merge. */
static gboolean
merge_parsed (Sync *sync,
              GBytes *bytes,
              const char *name,
              const char *path,
              gboolean is_trash,
              GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *month = find_month (bytes, name);
  g_autoptr (PoiseMonth) copy = parse_copy (bytes, name, path, &local_error);
  g_autoptr (PoiseMonth) ours = NULL;
  g_autoptr (PoiseMonth) theirs = NULL;

  if (copy != NULL)
    return merge_month (sync, copy, is_trash, error);
  if (month != NULL && poise_month_file_read_sides (path, month, &ours, &theirs))
    return merge_month (sync, ours, is_trash, error) && merge_month (sync, theirs, is_trash, error);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
merge_month_copy (Sync *sync, const char *name, const char *path, gboolean is_trash, GError **error)
{
  g_autofree char *stamp = poise_file_get_stamp (path);
  g_autoptr (GError) read_error = NULL;
  g_autoptr (GBytes) bytes = poise_file_read (path, &read_error);

  if (!is_ours (bytes, name, read_error) ||
      g_error_matches (read_error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    return FALSE;
  if (bytes == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&read_error));
      return FALSE;
    }
  return merge_parsed (sync, bytes, name, path, is_trash, error) &&
         remove_merged (path, stamp, error);
}

static void
note (Sync *sync, const char *path, gboolean is_merged, GError *error)
{
  sync->n_merged += is_merged;
  if (is_merged)
    g_debug ("%s merged", path);
  else if (error != NULL)
    poise_problems_add (sync->problems, path, error, FALSE);
}

static void
merge_months (Sync *sync, const char *at, gboolean is_trash)
{
  g_autoptr (GPtrArray) names = poise_file_list (at, "", NULL);

  for (guint i = 0; names != NULL && i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autofree char *path = g_build_filename (at, name, NULL);
      GError *error = NULL;
      gboolean is_merged;

      if (!poise_sync_is_copy (name))
        continue;
      is_merged = merge_month_copy (sync, name, path, is_trash, &error);
      note (sync, path, is_merged, error);
    }
}

/* ---- files that are no months ---- */

static const char *const own_files[] = { "journal.json",
                                         "agreement.json",
                                         "learned.json",
                                         "prompts.json",
                                         "intentions.json",
                                         "keys.json",
                                         NULL };

/**
 * poise_sync_is_file_copy:
 * @name: the name of a file beside `journal.json`
 *
 * Returns: %TRUE if it is no file that Poise itself writes, so that it is a copy of one if it is
 *   anything of Poise's
 */
gboolean
poise_sync_is_file_copy (const char *name)
{
  return may_be_copy (name) && !g_strv_contains (own_files, name) && strstr (name, ".json") != NULL;
}

/* Whether poise_folder_remove_strays() named it, so that it is a copy whatever is left of it. */
static gboolean
is_rescued (const char *name)
{
  for (guint i = 0; own_files[i] != NULL; i++)
    {
      gsize length = strlen (own_files[i]) - strlen (".json");

      if (strncmp (name, own_files[i], length) == 0 &&
          g_str_has_prefix (name + length, REPLACED_MARK))
        return TRUE;
    }

  return FALSE;
}

/* Whether it is the journal itself that a file is in, and not one of its backups. */
static gboolean
is_current (Sync *sync, const char *at)
{
  return g_str_equal (at, poise_folder_get_path (sync->folder));
}

/* Others' files are in the journal's place now: what this computer wrote may be in none of them. */
static gboolean
write_merged (Sync *sync,
              const char *name,
              const char *stamp,
              GBytes *ours,
              GBytes *merged,
              GError **error)
{
  g_autoptr (GBytes) all = poise_unseen_side_complete (sync->folder, name, merged);

  return poise_unseen_side_write (sync->folder, name, stamp, ours, all, sync->now, error);
}

static gboolean
merge_file (Sync *sync, const char *at, const char *name, GBytes *copy, GError **error)
{
  g_autofree char *path = g_build_filename (at, name, NULL);
  g_autofree char *stamp = poise_file_get_stamp (path);
  g_autoptr (GBytes) ours = NULL;
  g_autoptr (GBytes) merged = NULL;

  if (*stamp != '\0')
    {
      ours = is_current (sync, at) ? poise_side_file_read (sync->folder, name, NULL, error)
                                   : poise_file_read (path, error);
      if (ours == NULL)
        return FALSE;
    }
  /* What is damaged takes nobody's place, not even that of a file that is not there. */
  if (ours != NULL)
    merged = poise_side_merge (name, ours, copy, error);
  else if (poise_side_merge_check (name, copy, name, error))
    merged = g_bytes_ref (copy);
  if (merged == NULL)
    return FALSE;
  if (ours != NULL && g_bytes_equal (ours, merged))
    return TRUE;
  if (is_current (sync, at))
    return write_merged (sync, name, stamp, ours, merged, error);
  return poise_file_replace_known (path, stamp, g_bytes_get_data (merged, NULL),
                                   g_bytes_get_size (merged), error);
}

static gboolean
is_damage (const GError *error)
{
  return g_error_matches (error, POISE_ERROR, POISE_ERROR_INVALID) ||
         g_error_matches (error, POISE_ERROR, POISE_ERROR_DAMAGED);
}

/* Whether a merge failed for the file that the copy is of, and not for the copy. */
static gboolean
is_ours_damaged (Sync *sync, const char *at, const char *name)
{
  g_autofree char *path = g_build_filename (at, name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) ours = is_current (sync, at)
                              ? poise_side_file_read (sync->folder, name, NULL, &error)
                              : poise_file_read (path, &error);
  g_autoptr (JsonNode) root = NULL;

  if (ours == NULL)
    return !g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  root = poise_json_parse (g_bytes_get_data (ours, NULL), g_bytes_get_size (ours), name, NULL);
  return root == NULL;
}

/* What the copy itself is told for, by its own name; what else is wrong with it the merge said. */
static void
set_unreadable (const char *path,
                const char *name,
                GBytes *copy,
                const GError *reason,
                GError **error)
{
  g_autofree char *own_name = g_path_get_basename (path);
  g_autoptr (GError) own_reason = NULL;
  gboolean can_be_read = poise_side_merge_check (name, copy, own_name, &own_reason);

  set_not_merged (path, can_be_read ? reason : own_reason, error);
}

/* The error of one that cannot be merged names the file that it is of, and that one only where it
 * is at fault. */
static gboolean
merge_named (Sync *sync,
             const char *at,
             const char *name,
             const char *path,
             GBytes *copy,
             GError **error)
{
  g_autoptr (GError) local_error = NULL;

  if (merge_file (sync, at, name, copy, &local_error))
    return TRUE;
  if (g_error_matches (local_error, POISE_ERROR, POISE_ERROR_NEWER))
    set_not_merged (path, local_error, error);
  else if (is_damage (local_error) && !is_ours_damaged (sync, at, name))
    set_unreadable (path, name, copy, local_error, error);
  else
    g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
fail_left (const char *path, GError **error)
{
  g_set_error (error, POISE_ERROR, POISE_ERROR_UNSAFE,
               _ ("“%s” is a copy that another program left; it is not merged"), path);
  return FALSE;
}

/* What says of itself that it is something else is not Poise's, unless Poise put it there. */
static gboolean
fail_unknown (const char *path, const GError *read_error, GError **error)
{
  g_autofree char *name = g_path_get_basename (path);

  if (is_rescued (name) && !g_error_matches (read_error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    fail_left (path, error);
  return FALSE;
}

static gboolean
merge_other_copy (Sync *sync, const char *at, const char *path, GError **error)
{
  g_autofree char *stamp = poise_file_get_stamp (path);
  g_autoptr (GError) read_error = NULL;
  g_autoptr (GBytes) bytes = poise_file_read (path, &read_error);
  g_autofree char *word = bytes != NULL ? find_word (bytes, "\"format\"") : NULL;
  g_autoptr (GBytes) ours = NULL;
  g_autoptr (GBytes) theirs = NULL;
  const char *name;

  if (poise_error_is_of_lock (read_error))
    {
      g_propagate_error (error, g_steal_pointer (&read_error));
      return FALSE;
    }
  if (word == NULL || !g_str_has_prefix (word, "poise-"))
    return fail_unknown (path, read_error, error);
  /* The head holds nothing that anybody wrote. */
  if (g_str_equal (word, "poise-journal"))
    return remove_merged (path, stamp, error);
  name = poise_side_merge_find (word);
  if (name == NULL)
    return fail_left (path, error);
  if (poise_conflict_split (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &ours,
                            &theirs))
    return merge_named (sync, at, name, path, ours, error) &&
           merge_named (sync, at, name, path, theirs, error) && remove_merged (path, stamp, error);
  return merge_named (sync, at, name, path, bytes, error) && remove_merged (path, stamp, error);
}

static void
merge_others (Sync *sync, const char *at, gboolean (*is_copy) (const char *name))
{
  g_autoptr (GPtrArray) names = poise_file_list (at, "", NULL);

  for (guint i = 0; names != NULL && i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autofree char *path = g_build_filename (at, name, NULL);
      GError *error = NULL;
      gboolean is_merged;

      if (!is_copy (name) || !g_file_test (path, G_FILE_TEST_IS_REGULAR))
        continue;
      is_merged = merge_other_copy (sync, at, path, &error);
      note (sync, path, is_merged, error);
    }
}

/* By its name alone, or every backup of a month would be read. */
static gboolean
is_backup_copy (const char *name)
{
  return poise_backup_resembles_file (name) && poise_sync_is_file_copy (name);
}

/* The folders of the backups. */
static GPtrArray *
list_backups (PoiseFolder *folder)
{
  g_autofree char *root = poise_backup_get_root (folder);
  g_autoptr (GPtrArray) points = poise_backup_list_points (root, NULL);
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; points != NULL && i < points->len; i++)
    g_ptr_array_add (paths, g_build_filename (root, g_ptr_array_index (points, i), NULL));
  return paths;
}

/* Two computers may keep different backups of a file on one day. */
static void
merge_backups (Sync *sync)
{
  g_autoptr (GPtrArray) backups = list_backups (sync->folder);

  for (guint i = 0; i < backups->len; i++)
    merge_others (sync, g_ptr_array_index (backups, i), is_backup_copy);
}

/* ---- what no copy was left of ---- */

static void
merge_missing (Sync *sync, const char *month)
{
  g_autoptr (PoiseMonth) copy = NULL;
  g_autoptr (PoiseMonth) trash = NULL;
  g_autoptr (GError) error = NULL;
  guint n = poise_unseen_find_missing (sync->folder, month, &copy, &trash, sync->months);

  if (n == 0)
    return;
  if (poise_folder_merge_locked (sync->folder, month, copy, trash, sync->now, &error))
    poise_unseen_settle (sync->folder, month, sync->months);
  else
    g_debug ("%s: %u of what was written here are missing: %s", month, n, error->message);
}

static void
bring_back (Sync *sync)
{
  g_autoptr (GPtrArray) months = poise_unseen_list_changed (sync->folder);

  for (guint i = 0; i < months->len; i++)
    merge_missing (sync, g_ptr_array_index (months, i));
  poise_unseen_side_bring_back (sync->folder, sync->now);
}

/* ---- what waits beside a month ---- */

/* Until then its month was damaged, or locked by a key that was not known. */
static GPtrArray *
list_ready (PoiseFolder *folder)
{
  g_autoptr (GPtrArray) names =
    poise_file_list (poise_folder_get_entries_path (folder), POISE_PENDING_SUFFIX, NULL);
  GPtrArray *ready = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; names != NULL && i < names->len; i++)
    {
      g_autofree char *month = g_strndup (g_ptr_array_index (names, i), strlen ("YYYY-MM"));
      g_autofree char *path = poise_folder_get_month_path (folder, month);
      g_autofree char *pending = poise_folder_get_pending_path (folder, month);
      g_autoptr (PoiseMonth) content = NULL;
      g_autoptr (PoiseMonth) waiting = NULL;

      if (!poise_month_name_is_valid (month) || !is_own_name (g_ptr_array_index (names, i)))
        continue;
      content = poise_month_file_read (path, month, NULL);
      waiting = content != NULL ? poise_month_file_read (pending, month, NULL) : NULL;
      if (waiting != NULL && content->version <= POISE_MONTH_VERSION &&
          waiting->version <= POISE_MONTH_VERSION && waiting->unreadable->len == 0)
        g_ptr_array_add (ready, g_steal_pointer (&month));
    }
  return ready;
}

static void
take_pending (Sync *sync)
{
  g_autoptr (GPtrArray) months = list_ready (sync->folder);

  for (guint i = 0; i < months->len; i++)
    {
      g_autoptr (GPtrArray) none = poise_changes_new ();
      g_autoptr (GError) error = NULL;

      if (!poise_folder_apply_locked (sync->folder, g_ptr_array_index (months, i), NULL, none, NULL,
                                      sync->now, &error))
        g_debug ("What waits stays: %s", error->message);
    }
}

/* ---- all of them ---- */

static void
list_in (GPtrArray *paths, const char *at, gboolean (*is_copy) (const char *name))
{
  g_autoptr (GPtrArray) names = poise_file_list (at, "", NULL);

  for (guint i = 0; names != NULL && i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autofree char *path = g_build_filename (at, name, NULL);
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GError) error = NULL;

      if (!is_copy (name) || !g_file_test (path, G_FILE_TEST_IS_REGULAR))
        continue;
      bytes = poise_file_read (path, &error);
      if (is_copy != poise_sync_is_copy
            ? is_rescued (name) || (bytes != NULL && has_bytes (bytes, "\"poise-")) ||
                poise_error_is_of_lock (error)
            : is_ours (bytes, name, error))
        g_ptr_array_add (paths, g_steal_pointer (&path));
    }
}

/**
 * poise_sync_list:
 * @folder: a journal's folder
 *
 * Finds the copies that sync tools, file managers and editors leave, by what is in them and
 * whatever their names are.
 *
 * Returns: (transfer full) (element-type filename): the copies' paths
 */
GPtrArray *
poise_sync_list (PoiseFolder *folder)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) backups = NULL;
  const char *root;

  g_return_val_if_fail (POISE_IS_FOLDER (folder), paths);

  root = poise_folder_get_path (folder);
  list_in (paths, poise_folder_get_entries_path (folder), poise_sync_is_copy);
  list_in (paths, poise_folder_get_trash_folder_path (folder), poise_sync_is_copy);
  list_in (paths, root, poise_sync_is_file_copy);
  backups = list_backups (folder);
  for (guint i = 0; i < backups->len; i++)
    list_in (paths, g_ptr_array_index (backups, i), is_backup_copy);
  return paths;
}

/* Where nothing can be written, each copy is said by name. */
static void
note_not_merged (GPtrArray *paths, GPtrArray *problems, const GError *error)
{
  for (guint i = 0; problems != NULL && i < paths->len; i++)
    {
      const char *path = g_ptr_array_index (paths, i);

      GError *not_merged = NULL;

      set_not_merged (path, error, &not_merged);
      poise_problems_add (problems, path, not_merged, TRUE);
    }
}

/* Whether a write was cut short between the exchange of two files and its look at the old one;
 * poise_folder_prepare() makes that one a copy. */
static gboolean
has_exchanged (const char *at)
{
  g_autoptr (GPtrArray) names = poise_file_list (at, "", NULL);

  for (guint i = 0; names != NULL && i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autofree char *path = g_build_filename (at, name, NULL);

      if (poise_file_is_stray (name) && poise_file_was_exchanged (path))
        return TRUE;
    }
  return FALSE;
}

static guint
merge (PoiseFolder *folder, GDateTime *now, GPtrArray *problems, GHashTable *months, GError **error)
{
  Sync sync = { .folder = folder, .now = now, .problems = problems, .months = months };
  g_autoptr (GPtrArray) paths = NULL;
  g_autoptr (GPtrArray) unseen = NULL;
  g_autoptr (GPtrArray) ready = NULL;
  g_autoptr (GError) local_error = NULL;
  const char *root;
  int lock;

  root = poise_folder_get_path (folder);
  paths = poise_sync_list (folder);
  unseen = poise_unseen_list_changed (folder);
  ready = list_ready (folder);
  if (paths->len == 0 && ready->len == 0 && !has_exchanged (root) &&
      !has_exchanged (poise_folder_get_entries_path (folder)) &&
      !has_exchanged (poise_folder_get_trash_folder_path (folder)) && unseen->len == 0 &&
      !poise_unseen_side_has_changed (folder))
    return 0;
  lock = poise_folder_prepare (folder, now, &local_error);
  if (lock < 0)
    {
      note_not_merged (paths, problems, local_error);
      g_propagate_error (error, g_steal_pointer (&local_error));
      return 0;
    }
  poise_unseen_look (folder, months);
  merge_months (&sync, poise_folder_get_trash_folder_path (folder), TRUE);
  merge_months (&sync, poise_folder_get_entries_path (folder), FALSE);
  merge_others (&sync, root, poise_sync_is_file_copy);
  merge_backups (&sync);
  bring_back (&sync);
  take_pending (&sync);
  poise_file_unlock (lock);
  g_debug ("%u of %u copies merged", sync.n_merged, paths->len);
  return sync.n_merged;
}

/**
 * poise_sync_merge:
 * @folder: a journal's folder
 * @now: this moment
 * @problems: (nullable) (element-type PoiseProblem): where copies that cannot
 *   be merged are added
 * @error: return location
 *
 * Merges every copy into its month, entry by entry, and into the trash: the newer version of
 * an entry stays, the older one goes to the trash, and what was deleted stays deleted. Copies of
 * other files are merged by poise_side_merge(). A copy that was merged is removed. What this
 * computer wrote and is in no file then is brought back.
 * Errors are those of poise_folder_prepare().
 *
 * Returns: how many copies were merged
 */
guint
poise_sync_merge (PoiseFolder *folder, GDateTime *now, GPtrArray *problems, GError **error)
{
  g_return_val_if_fail (POISE_IS_FOLDER (folder), 0);

  return merge (folder, now, problems, NULL, error);
}

/**
 * poise_sync_open_to_read:
 * @folder: a journal's folder
 * @now: this moment
 * @problems: (nullable) (element-type PoiseProblem): where copies that cannot
 *   be merged are added
 * @n_merged: (out) (optional): how many copies were merged
 * @months: (nullable) (element-type filename PoiseMonth): where months are put that were read on
 *   the way, for poise_folder_read_months()
 * @error: return location
 *
 * What every program does before it reads a journal: takes back what was cut short on this
 * computer, merges copies, and seals what lies readable in a locked journal. Errors are those of
 * poise_folder_recover(), and %POISE_ERROR_LOCKED for a locked journal without a keyring in use.
 *
 * Returns: %TRUE if the journal can be read
 */
gboolean
poise_sync_open_to_read (PoiseFolder *folder,
                         GDateTime *now,
                         GPtrArray *problems,
                         guint *n_merged,
                         GHashTable *months,
                         GError **error)
{
  g_autoptr (GError) settle_error = NULL;
  guint n;

  if (!poise_lock_state_check (folder, error) || !poise_folder_recover (folder, now, error))
    return FALSE;
  n = merge (folder, now, problems, months, NULL);
  /* It is tried again each time; what is read does not depend on it. */
  if (!poise_lock_settle (folder, now, NULL, &settle_error))
    g_debug ("Not settled: %s", settle_error->message);
  if (n_merged != NULL)
    *n_merged = n;
  return TRUE;
}

/**
 * poise_sync_open:
 * @folder: a journal's folder
 * @now: this moment
 * @problems: (nullable) (element-type PoiseProblem): where copies that cannot
 *   be merged are added
 * @n_merged: (out) (optional): how many copies were merged
 * @error: return location
 *
 * As poise_sync_open_to_read(), for who does not read the whole journal next.
 *
 * Returns: %TRUE if the journal can be read
 */
gboolean
poise_sync_open (PoiseFolder *folder,
                 GDateTime *now,
                 GPtrArray *problems,
                 guint *n_merged,
                 GError **error)
{
  return poise_sync_open_to_read (folder, now, problems, n_merged, NULL, error);
}
