/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-folder-lock.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "poise-error.h"
#include "poise-file-lock.h"
#include "poise-file-replace.h"
#include "poise-file-aside.h"
#include "poise-file.h"
#include "poise-json.h"
#include "poise-lock-state.h"
#include "poise-month-file.h"
#include "poise-rollback.h"
#include "poise-side-file.h"
#include "poise-time.h"

#define JOURNAL_FORMAT "poise-journal"
#define JOURNAL_VERSION 1
/* Of one that is locked: versions of Poise that know of no lock do not write to it. */
#define LOCKED_VERSION 2
#define LOCK_TIMEOUT_MS 10000

/**
 * poise_folder_lock:
 * @self: a folder
 * @error: return location
 *
 * Takes the lock that every writer holds for the length of a write. Give it
 * back with poise_file_unlock(). Errors are those of poise_file_lock(), and
 * %POISE_ERROR_LOCKED for a journal that is locked with a passphrase, while no keyring is in use.
 *
 * Returns: a file descriptor, or -1 with @error set
 */
int
poise_folder_lock (PoiseFolder *self, GError **error)
{
  g_autofree char *path = g_build_filename (poise_folder_get_path (self), ".lock", NULL);
  int lock = poise_file_lock (path, LOCK_TIMEOUT_MS, error);

  if (lock < 0 || poise_lock_state_check (self, error))
    return lock;
  poise_file_unlock (lock);
  return -1;
}

static gboolean
write_journal_file (PoiseFolder *self, const char *path, GDateTime *now, GError **error)
{
  gboolean is_locked = poise_lock_state_is_locked (self);
  g_autofree char *created = poise_time_to_string (now);
  g_autoptr (GString) text = g_string_new (NULL);
  PoiseJsonWriter writer;

  poise_json_writer_init (&writer, text);
  poise_json_writer_begin (&writer, NULL, '{');
  poise_json_writer_add_string (&writer, "format", JOURNAL_FORMAT);
  poise_json_writer_add_int (&writer, "version", is_locked ? LOCKED_VERSION : JOURNAL_VERSION);
  poise_json_writer_add_string (&writer, "created", created);
  poise_json_writer_end (&writer, '}');
  g_string_append_c (text, '\n');
  return poise_file_replace (path, text->str, text->len, error);
}

/**
 * poise_folder_check_head:
 * @self: a folder
 * @error: return location
 *
 * Looks at `journal.json`. Without one a journal is still whole, so only a file
 * of a newer version, or one that is something else, keeps us from writing.
 * Errors are those of poise_side_file_read(), %POISE_ERROR_INVALID and
 * %POISE_ERROR_NEWER.
 *
 * Returns: %TRUE if it is in order
 */
gboolean
poise_folder_check_head (PoiseFolder *self, GError **error)
{
  g_autofree char *path = g_build_filename (poise_folder_get_path (self), "journal.json", NULL);
  g_autoptr (GBytes) bytes = poise_side_file_read (self, "journal.json", NULL, error);
  g_autoptr (JsonNode) root = NULL;
  const char *format = NULL;
  gint64 version = 0;

  if (bytes == NULL)
    return FALSE;
  root = poise_json_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), path, error);
  if (root == NULL)
    return FALSE;
  if (!JSON_NODE_HOLDS_OBJECT (root) ||
      !poise_json_get_string (json_node_get_object (root), "format", &format) ||
      !g_str_equal (format, JOURNAL_FORMAT) ||
      !poise_json_get_int (json_node_get_object (root), "version", &version))
    {
      g_set_error (error, POISE_ERROR, POISE_ERROR_INVALID,
                   _ ("“%s” is JSON, but not the head of a Poise journal"), path);
      return FALSE;
    }
  return version <= LOCKED_VERSION || poise_month_file_fail_newer (path, error);
}

/* Makes what is not there yet: the folders, with mode 0700. Where the journal
 * lies is the person's choice, and may be a link; what lies in it may not. */
static gboolean
make_folders (PoiseFolder *self, GError **error)
{
  return poise_file_make_folder (poise_folder_get_path (self), TRUE, error) &&
         poise_file_make_folder (poise_folder_get_entries_path (self), FALSE, error) &&
         poise_file_make_folder (poise_folder_get_trash_folder_path (self), FALSE, error);
}

/* The head holds nothing that anybody wrote: a damaged one is set aside, and
 * does not keep the person from writing. */
static gboolean
ensure_head (PoiseFolder *self, GDateTime *now, GError **error)
{
  g_autofree char *path = g_build_filename (poise_folder_get_path (self), "journal.json", NULL);
  g_autofree char *kept = NULL;
  g_autoptr (GError) local_error = NULL;

  if (poise_folder_check_head (self, &local_error))
    return poise_side_file_join (self, "journal.json", error);
  if (g_error_matches (local_error, POISE_ERROR, POISE_ERROR_INVALID))
    {
      kept = poise_file_set_aside (path, "damaged", now, error);
      return kept != NULL && write_journal_file (self, path, now, error);
    }
  if (g_error_matches (local_error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    return write_journal_file (self, path, now, error);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* Returns: the head with another version in it, %NULL if it has that one. */
static char *
change_version (JsonObject *head, gint64 version)
{
  g_autoptr (GString) text = NULL;
  gint64 found = 0;
  PoiseJsonWriter writer;

  if (poise_json_get_int (head, "version", &found) && found == version)
    return NULL;
  json_object_set_int_member (head, "version", version);
  text = g_string_new (NULL);
  poise_json_writer_init (&writer, text);
  poise_json_writer_begin (&writer, NULL, '{');
  poise_json_writer_add_members (&writer, head);
  poise_json_writer_end (&writer, '}');
  g_string_append_c (text, '\n');
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * poise_folder_set_version:
 * @self: a folder, whose lock the caller holds
 * @is_locked: whether the journal is locked with a passphrase
 * @error: return location
 *
 * Has `journal.json` say which versions of Poise may write to the journal. Errors are those of
 * poise_file_replace().
 *
 * Returns: %TRUE if it says so
 */
gboolean
poise_folder_set_version (PoiseFolder *self, gboolean is_locked, GError **error)
{
  g_autofree char *path = g_build_filename (poise_folder_get_path (self), "journal.json", NULL);
  g_autoptr (GBytes) bytes = poise_file_read (path, error);
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  if (bytes == NULL)
    return FALSE;
  root = poise_json_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), path, NULL);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return TRUE;
  text = change_version (json_node_get_object (root), is_locked ? LOCKED_VERSION : JOURNAL_VERSION);
  return text == NULL || poise_file_replace (path, text, strlen (text), error);
}

/* Where a file goes that was exchanged, as `.2026-11.json.poise-old-1a2b3c4d`: no other copy lies
 * there, which may be unread, too. */
static char *
find_place (const char *folder, const char *stray)
{
  g_autofree char *stem = g_strndup (stray + 1, strcspn (stray + 1, "."));
  const char *mark = strrchr (stray, '-') + 1;
  g_autofree char *path = g_strdup_printf ("%s/%s.replaced-%s.json", folder, stem, mark);

  for (guint i = 1; g_file_test (path, G_FILE_TEST_EXISTS); i++)
    {
      g_free (path);
      path = g_strdup_printf ("%s/%s.replaced-%s-%u.json", folder, stem, mark, i);
    }
  return g_steal_pointer (&path);
}

/* What a write replaced that was cut short before it looked at it may be a sync tool's, and
 * unread: it becomes a copy, to be merged, or said by name where that cannot be. New files only
 * go. */
static void
remove_strays (const char *folder)
{
  g_autoptr (GPtrArray) names = poise_file_list (folder, "", NULL);

  for (guint i = 0; names != NULL && i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *place = NULL;

      if (!poise_file_is_stray (name))
        continue;
      if (!poise_file_was_exchanged (path))
        {
          g_unlink (path);
          continue;
        }
      place = find_place (folder, name);
      if (g_rename (path, place) != 0)
        g_debug ("%s stays: %s", path, g_strerror (errno));
    }
}

/**
 * poise_folder_remove_strays:
 * @self: a folder, whose lock the caller holds
 *
 * Removes the new files of writes that were cut short. What was replaced and perhaps never read
 * becomes a copy.
 */
void
poise_folder_remove_strays (PoiseFolder *self)
{
  remove_strays (poise_folder_get_path (self));
  remove_strays (poise_folder_get_entries_path (self));
  remove_strays (poise_folder_get_trash_folder_path (self));
}

static gboolean
prepare_locked (PoiseFolder *self, GDateTime *now, GError **error)
{
  if (!poise_lock_state_update (self, now, error))
    return FALSE;
  poise_folder_remove_strays (self);
  return ensure_head (self, now, error) && poise_rollback_recover (self, now, error);
}

/**
 * poise_folder_prepare:
 * @self: a folder
 * @now: this moment
 * @error: return location
 *
 * Takes the lock that every writer holds for the length of a write, and makes
 * what a journal needs that is not there yet: its folders, with mode 0700, and
 * `journal.json`. A restoring that was cut short is taken back. Give the lock back with
 * poise_file_unlock(). Errors are of #GFileError, %POISE_ERROR_UNSAFE, %POISE_ERROR_BUSY,
 * %POISE_ERROR_NEWER for `journal.json`, and those of poise_lock_state_update().
 *
 * Returns: a file descriptor if the journal can be written, or -1 with @error
 *   set
 */
int
poise_folder_prepare (PoiseFolder *self, GDateTime *now, GError **error)
{
  int lock;

  g_return_val_if_fail (POISE_IS_FOLDER (self), -1);

  if (!make_folders (self, error))
    return -1;
  lock = poise_folder_lock (self, error);
  if (lock < 0 || prepare_locked (self, now, error))
    return lock;
  poise_file_unlock (lock);
  return -1;
}

/**
 * poise_folder_recover:
 * @self: a folder
 * @now: this moment
 * @error: return location
 *
 * Takes back a restoring that a crash cut short, as every write does; for who
 * only reads. Errors are those of poise_folder_prepare().
 *
 * Returns: %TRUE if no restoring is half done
 */
gboolean
poise_folder_recover (PoiseFolder *self, GDateTime *now, GError **error)
{
  int lock;

  g_return_val_if_fail (POISE_IS_FOLDER (self), FALSE);

  if (!poise_rollback_is_half_done (self))
    return TRUE;
  lock = poise_folder_prepare (self, now, error);
  if (lock < 0)
    return FALSE;
  poise_file_unlock (lock);
  return TRUE;
}
