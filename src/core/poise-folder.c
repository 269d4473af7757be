/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-folder.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "poise-backup.h"
#include "poise-error.h"
#include "poise-file.h"
#include "poise-json.h"
#include "poise-merge.h"
#include "poise-month-file.h"
#include "poise-time.h"

#define JOURNAL_FORMAT "poise-journal"
#define JOURNAL_VERSION 1
#define MONTH_SUFFIX ".json"
#define PENDING_SUFFIX ".pending.json"
#define LOCK_TIMEOUT_MS 10000

struct _PoiseFolder
{
  GObject parent_instance;

  char *path;
  char *entries;
  char *trash;
};

G_DEFINE_FINAL_TYPE (PoiseFolder, poise_folder, G_TYPE_OBJECT)

static void
poise_folder_finalize (GObject *object)
{
  PoiseFolder *self = POISE_FOLDER (object);

  g_free (self->path);
  g_free (self->entries);
  g_free (self->trash);

  G_OBJECT_CLASS (poise_folder_parent_class)->finalize (object);
}

static void
poise_folder_class_init (PoiseFolderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = poise_folder_finalize;
}

static void
poise_folder_init (PoiseFolder *self)
{
}

/**
 * poise_problem_new:
 * @path: the file
 * @error: (transfer full): what is wrong with it
 * @is_read_only: whether its entries could be read
 *
 * Returns: (transfer full): the problem
 */
PoiseProblem *
poise_problem_new (const char *path, GError *error, gboolean is_read_only)
{
  PoiseProblem *self = g_new0 (PoiseProblem, 1);

  self->path = g_strdup (path);
  self->error = error;
  self->is_read_only = is_read_only;
  return self;
}

/**
 * poise_problem_free:
 * @self: (transfer full): a problem
 */
void
poise_problem_free (PoiseProblem *self)
{
  g_free (self->path);
  g_clear_error (&self->error);
  g_free (self);
}

/**
 * poise_folder_new:
 * @path: where the journal lies
 *
 * Names a journal's folder. Nothing is read or made yet.
 *
 * Returns: (transfer full): the folder
 */
PoiseFolder *
poise_folder_new (const char *path)
{
  PoiseFolder *self;

  g_return_val_if_fail (path != NULL, NULL);

  self = g_object_new (POISE_TYPE_FOLDER, NULL);
  self->path = g_canonicalize_filename (path, NULL);
  self->entries = g_build_filename (self->path, "entries", NULL);
  self->trash = g_build_filename (self->path, "trash", NULL);
  return self;
}

/**
 * poise_folder_get_default_path:
 *
 * Returns: (transfer full): where the journal lies if the person chose no
 *   other place, `$XDG_DATA_HOME/poise/journal` (`poise-devel` in a development build)
 */
char *
poise_folder_get_default_path (void)
{
  return g_build_filename (g_get_user_data_dir (), USER_FOLDER, "journal", NULL);
}

/**
 * poise_folder_get_path:
 * @self: a folder
 *
 * Returns: (transfer none): its absolute path
 */
const char *
poise_folder_get_path (PoiseFolder *self)
{
  g_return_val_if_fail (POISE_IS_FOLDER (self), NULL);

  return self->path;
}

static char *
build_path (const char *folder, const char *month, const char *suffix)
{
  g_autofree char *name = g_strconcat (month, suffix, NULL);

  return g_build_filename (folder, name, NULL);
}

/**
 * poise_folder_get_month_path:
 * @self: a folder
 * @month: a month, `YYYY-MM`
 *
 * Returns: (transfer full): the path of the month's file
 */
char *
poise_folder_get_month_path (PoiseFolder *self, const char *month)
{
  return build_path (self->entries, month, MONTH_SUFFIX);
}

/**
 * poise_folder_get_pending_path:
 * @self: a folder
 * @month: a month, `YYYY-MM`
 *
 * What is written while a month's own file is damaged, or of a newer version,
 * waits in a file beside it, since that one must not be overwritten. It is
 * merged by the first write that finds the month's file in order again.
 *
 * Returns: (transfer full): the path of that file
 */
char *
poise_folder_get_pending_path (PoiseFolder *self, const char *month)
{
  return build_path (self->entries, month, PENDING_SUFFIX);
}

/**
 * poise_folder_get_trash_path:
 * @self: a folder
 * @month: a month, `YYYY-MM`
 *
 * Returns: (transfer full): the path of the file with the month's deleted
 *   entries
 */
char *
poise_folder_get_trash_path (PoiseFolder *self, const char *month)
{
  return build_path (self->trash, month, MONTH_SUFFIX);
}

static void
append_stamp (GString *stamp, const char *path)
{
  GStatBuf info;

  if (g_lstat (path, &info) == 0)
    g_string_append_printf (
      stamp, "%" G_GINT64_FORMAT ".%09ld/%" G_GINT64_FORMAT "/%" G_GUINT64_FORMAT ";",
      (gint64) info.st_mtim.tv_sec, (long) info.st_mtim.tv_nsec, (gint64) info.st_size,
      (guint64) info.st_ino);
  else
    g_string_append_c (stamp, ';');
}

/**
 * poise_folder_get_stamp:
 * @self: a folder
 * @month: a month, `YYYY-MM`
 *
 * Tells one state of a month's files from another without reading them.
 *
 * Returns: (transfer full): their times, sizes and inodes
 */
char *
poise_folder_get_stamp (PoiseFolder *self, const char *month)
{
  GString *stamp = g_string_new (NULL);
  g_autofree char *path = poise_folder_get_month_path (self, month);
  g_autofree char *pending = poise_folder_get_pending_path (self, month);

  append_stamp (stamp, path);
  append_stamp (stamp, pending);
  return g_string_free (stamp, FALSE);
}

/**
 * poise_folder_lock:
 * @self: a folder
 * @error: return location
 *
 * Takes the lock that every writer holds for the length of a write. Give it
 * back with poise_file_unlock().
 *
 * Returns: a file descriptor, or -1 with @error set
 */
int
poise_folder_lock (PoiseFolder *self, GError **error)
{
  g_autofree char *path = g_build_filename (self->path, ".lock", NULL);

  return poise_file_lock (path, LOCK_TIMEOUT_MS, error);
}

static gboolean
write_journal_file (const char *path, GDateTime *now, GError **error)
{
  g_autofree char *created = poise_time_to_string (now);
  g_autoptr (GString) text = g_string_new (NULL);
  PoiseJsonWriter writer;

  poise_json_writer_init (&writer, text);
  poise_json_writer_begin (&writer, NULL, '{');
  poise_json_writer_add_string (&writer, "format", JOURNAL_FORMAT);
  poise_json_writer_add_int (&writer, "version", JOURNAL_VERSION);
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
 * Errors are those of poise_file_read(), %POISE_ERROR_INVALID and
 * %POISE_ERROR_NEWER.
 *
 * Returns: %TRUE if it is in order
 */
gboolean
poise_folder_check_head (PoiseFolder *self, GError **error)
{
  g_autofree char *path = g_build_filename (self->path, "journal.json", NULL);
  g_autoptr (GBytes) bytes = poise_file_read (path, error);
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
  return version <= JOURNAL_VERSION || poise_month_file_fail_newer (path, error);
}

/* Makes what is not there yet: the folders, with mode 0700. */
static gboolean
make_folders (PoiseFolder *self, GError **error)
{
  return poise_file_make_folder (self->path, error) &&
         poise_file_make_folder (self->entries, error) &&
         poise_file_make_folder (self->trash, error);
}

static gboolean
prepare_locked (PoiseFolder *self, GDateTime *now, GError **error)
{
  g_autofree char *path = g_build_filename (self->path, "journal.json", NULL);
  g_autoptr (GError) local_error = NULL;

  poise_file_remove_strays (self->path);
  poise_file_remove_strays (self->entries);
  poise_file_remove_strays (self->trash);
  if (poise_folder_check_head (self, &local_error))
    return TRUE;
  if (g_error_matches (local_error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    return write_journal_file (path, now, error);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/**
 * poise_folder_prepare:
 * @self: a folder
 * @now: this moment
 * @error: return location
 *
 * Takes the lock that every writer holds for the length of a write, and makes
 * what a journal needs that is not there yet: its folders, with mode 0700, and
 * `journal.json`. Give the lock back with poise_file_unlock(). Errors are of
 * #GFileError, %POISE_ERROR_UNSAFE, %POISE_ERROR_BUSY, and %POISE_ERROR_NEWER
 * or %POISE_ERROR_INVALID for `journal.json`.
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

static int
compare_names_cb (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static GPtrArray *
list_months (const char *folder, GError **error)
{
  g_autoptr (GPtrArray) names = poise_file_list (folder, MONTH_SUFFIX, error);
  g_autoptr (GPtrArray) months = NULL;
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  if (names == NULL)
    return NULL;
  months = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autofree char *month = g_strndup (name, strlen ("YYYY-MM"));

      if (!poise_month_name_is_valid (month) ||
          (!g_str_equal (name + strlen (month), MONTH_SUFFIX) &&
           !g_str_equal (name + strlen (month), PENDING_SUFFIX)) ||
          g_hash_table_contains (seen, month))
        continue;
      g_hash_table_add (seen, month);
      g_ptr_array_add (months, g_steal_pointer (&month));
    }
  g_ptr_array_sort (months, compare_names_cb);
  return g_steal_pointer (&months);
}

/**
 * poise_folder_list_months:
 * @self: a folder
 * @error: return location
 *
 * Lists the months that have a file, oldest first. A folder that is not there
 * has none. Errors are of #GFileError.
 *
 * Returns: (transfer full) (element-type utf8) (nullable): the months, or
 *   %NULL with @error set
 */
GPtrArray *
poise_folder_list_months (PoiseFolder *self, GError **error)
{
  g_return_val_if_fail (POISE_IS_FOLDER (self), NULL);

  return list_months (self->entries, error);
}

static void
add_problem (GPtrArray *problems, const char *path, GError *error, gboolean is_read_only)
{
  if (problems != NULL)
    g_ptr_array_add (problems, poise_problem_new (path, error, is_read_only));
  else
    g_error_free (error);
}

static void
note_state (const char *path, PoiseMonth *content, GPtrArray *problems)
{
  GError *error = NULL;

  if (content->version > POISE_MONTH_VERSION)
    {
      poise_month_file_fail_newer (path, &error);
      add_problem (problems, path, error, TRUE);
    }
  if (content->unreadable->len > 0)
    {
      error = g_error_new (POISE_ERROR, POISE_ERROR_INVALID,
                           ngettext ("“%s” holds %u entry that cannot be read; it is kept as it is",
                                     "“%s” holds %u entries that cannot be read; they are kept as "
                                     "they are",
                                     content->unreadable->len),
                           path, content->unreadable->len);
      add_problem (problems, path, error, FALSE);
    }
}

static gboolean
read_into (GPtrArray *entries, const char *path, const char *month, GPtrArray *problems)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PoiseMonth) content = poise_month_file_read (path, month, &error);

  if (content != NULL)
    {
      note_state (path, content, problems);
      g_ptr_array_extend_and_steal (entries, g_steal_pointer (&content->entries));
      content->entries = g_ptr_array_new ();
      return TRUE;
    }
  if (!g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    add_problem (problems, path, g_steal_pointer (&error), FALSE);
  return FALSE;
}

/**
 * poise_folder_list_trash_months:
 * @self: a folder
 * @error: return location
 *
 * Returns: (transfer full) (element-type utf8) (nullable): the months of which
 *   entries were deleted, oldest first, or %NULL with @error set
 */
GPtrArray *
poise_folder_list_trash_months (PoiseFolder *self, GError **error)
{
  g_return_val_if_fail (POISE_IS_FOLDER (self), NULL);

  return list_months (self->trash, error);
}

/**
 * poise_folder_list_entry_files:
 * @self: a folder
 * @error: return location
 *
 * Returns: (transfer full) (element-type filename) (nullable): the names of
 *   all files beside the months', or %NULL with @error set
 */
GPtrArray *
poise_folder_list_entry_files (PoiseFolder *self, GError **error)
{
  g_return_val_if_fail (POISE_IS_FOLDER (self), NULL);

  return poise_file_list (self->entries, "", error);
}

/**
 * poise_folder_read_month:
 * @self: a folder
 * @month: a month, `YYYY-MM`
 * @problems: (nullable) (element-type PoiseProblem): where what is wrong is
 *   added
 *
 * Reads the entries of a month, those that wait in its pending file included.
 * An entry that stands in both is there twice; the newer version comes last.
 *
 * Returns: (transfer full) (element-type PoiseEntry): what could be read
 */
GPtrArray *
poise_folder_read_month (PoiseFolder *self, const char *month, GPtrArray *problems)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *path = NULL;
  g_autofree char *pending = NULL;

  g_return_val_if_fail (POISE_IS_FOLDER (self), entries);

  path = poise_folder_get_month_path (self, month);
  pending = poise_folder_get_pending_path (self, month);
  read_into (entries, path, month, problems);
  read_into (entries, pending, month, problems);
  return entries;
}

static GPtrArray *
keep_newest (GPtrArray *entries)
{
  GPtrArray *kept = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) positions = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < entries->len; i++)
    {
      PoiseEntry *entry = g_ptr_array_index (entries, i);
      const char *id = poise_entry_get_id (entry);
      gpointer position;

      if (!g_hash_table_lookup_extended (positions, id, NULL, &position))
        {
          g_hash_table_insert (positions, (char *) id, GUINT_TO_POINTER (kept->len));
          g_ptr_array_add (kept, g_object_ref (entry));
        }
      else
        {
          PoiseEntry **place = (PoiseEntry **) &kept->pdata[GPOINTER_TO_UINT (position)];

          if (poise_entry_compare_modified (entry, *place) > 0)
            {
              g_hash_table_replace (positions, (char *) id, position);
              g_set_object (place, entry);
            }
        }
    }
  return kept;
}

/**
 * poise_folder_read_all:
 * @self: a folder
 * @problems: (nullable) (element-type PoiseProblem): where what is wrong is
 *   added
 * @error: return location
 *
 * Reads every entry. What is wrong with one file never hides another's
 * entries. Errors are of #GFileError, for the folder itself.
 *
 * Returns: (transfer full) (element-type PoiseEntry) (nullable): the entries,
 *   each once, or %NULL with @error set
 */
GPtrArray *
poise_folder_read_all (PoiseFolder *self, GPtrArray *problems, GError **error)
{
  g_autoptr (GPtrArray) months = NULL;

  g_return_val_if_fail (POISE_IS_FOLDER (self), NULL);

  months = poise_folder_list_months (self, error);
  return months != NULL ? poise_folder_read_months (self, months, problems) : NULL;
}

/**
 * poise_folder_read_months:
 * @self: a folder
 * @months: (element-type utf8): months, `YYYY-MM`
 * @problems: (nullable) (element-type PoiseProblem): where what is wrong is
 *   added
 *
 * Reads the entries of some months.
 *
 * Returns: (transfer full) (element-type PoiseEntry): the entries, each once
 */
GPtrArray *
poise_folder_read_months (PoiseFolder *self, GPtrArray *months, GPtrArray *problems)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < months->len; i++)
    {
      GPtrArray *entries = poise_folder_read_month (self, g_ptr_array_index (months, i), problems);

      g_ptr_array_extend_and_steal (all, entries);
    }
  return keep_newest (all);
}

/**
 * poise_folder_read_trash:
 * @self: a folder
 * @problems: (nullable) (element-type PoiseProblem): where what is wrong is
 *   added
 * @error: return location
 *
 * Reads every deleted entry. Errors are of #GFileError.
 *
 * Returns: (transfer full) (element-type PoiseEntry) (nullable): the entries,
 *   or %NULL with @error set
 */
GPtrArray *
poise_folder_read_trash (PoiseFolder *self, GPtrArray *problems, GError **error)
{
  g_autoptr (GPtrArray) months = NULL;
  g_autoptr (GPtrArray) entries = NULL;

  g_return_val_if_fail (POISE_IS_FOLDER (self), NULL);

  months = list_months (self->trash, error);
  if (months == NULL)
    return NULL;
  entries = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < months->len; i++)
    {
      const char *month = g_ptr_array_index (months, i);
      g_autofree char *path = poise_folder_get_trash_path (self, month);

      read_into (entries, path, month, problems);
    }
  return g_steal_pointer (&entries);
}

/* Reads what the changes are to be merged with. A month's file that must not
 * be touched is set aside for the pending file; one that is fine takes in
 * what was pending. */
static PoiseMonth *
read_target (PoiseFolder *self,
             PoiseMerge *merge,
             const char *name,
             char **path,
             char **obsolete,
             GError **error)
{
  g_autofree char *main_path = poise_folder_get_month_path (self, name);
  g_autofree char *pending_path = poise_folder_get_pending_path (self, name);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (PoiseMonth) pending = poise_month_file_read_for_writing (pending_path, name, error);

  if (pending == NULL)
    return NULL;
  merge->month = poise_month_file_read_for_writing (main_path, name, &local_error);
  if (merge->month == NULL && local_error->domain != POISE_ERROR)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  if (merge->month == NULL)
    {
      merge->month = g_steal_pointer (&pending);
      *path = g_steal_pointer (&pending_path);
      return merge->month;
    }

  for (guint i = 0; i < pending->entries->len; i++)
    poise_merge_version (merge, g_ptr_array_index (pending->entries, i), NULL);
  if (pending->entries->len > 0 && pending->unreadable->len == 0)
    *obsolete = g_steal_pointer (&pending_path);
  *path = g_steal_pointer (&main_path);
  return merge->month;
}

/* What was just written matters more than what was before: a backup that
 * fails does not keep a save from being made. A pending file has no earlier
 * state that anyone would go back to. */
static void
keep_backup (PoiseFolder *self, const char *month, const char *path, GDateTime *now)
{
  g_autofree char *main_path = poise_folder_get_month_path (self, month);
  g_autoptr (GError) error = NULL;

  if (g_str_equal (path, main_path) && !poise_backup_keep (self, month, now, &error))
    g_debug ("No backup: %s", error->message);
}

static gboolean
apply_locked (PoiseFolder *self,
              const char *name,
              GPtrArray *changes,
              GDateTime *now,
              GError **error)
{
  g_autofree char *path = NULL;
  g_autofree char *obsolete = NULL;
  g_autofree char *trash_path = poise_folder_get_trash_path (self, name);
  g_autoptr (PoiseMonth) trash = poise_month_file_read_for_writing (trash_path, name, error);
  g_autoptr (PoiseMonth) month = NULL;
  PoiseMerge merge = { .trash = trash, .now = now };

  if (trash == NULL)
    return FALSE;
  month = read_target (self, &merge, name, &path, &obsolete, error);
  if (month == NULL)
    return FALSE;

  for (guint i = 0; i < changes->len; i++)
    poise_merge_change (&merge, g_ptr_array_index (changes, i));

  /* What leaves the one file must stand in the other first: a crash between
   * the two writes leaves an entry twice, never nowhere. */
  if (merge.trash_changed && !poise_month_file_write (trash, trash_path, error))
    return FALSE;
  keep_backup (self, name, path, now);
  if (!poise_month_file_write (month, path, error))
    return FALSE;
  if (obsolete != NULL)
    g_unlink (obsolete);
  return TRUE;
}

/**
 * poise_folder_apply:
 * @self: a folder
 * @month: the month of all the changes, `YYYY-MM`
 * @changes: (element-type PoiseChange): what shall change
 * @now: this moment
 * @error: return location
 *
 * Brings changes to the disk, durably, under the journal's lock. What others
 * wrote in the meantime is kept: an entry that was changed here and there is
 * a conflict, of which the newer version stays and the older one goes to the
 * trash. Errors are those of poise_folder_prepare(), poise_file_lock() and
 * poise_file_replace(); after one, the files hold what they held before.
 *
 * Returns: %TRUE if every change is on the disk
 */
gboolean
poise_folder_apply (PoiseFolder *self,
                    const char *month,
                    GPtrArray *changes,
                    GDateTime *now,
                    GError **error)
{
  gboolean applied;
  int lock;

  g_return_val_if_fail (POISE_IS_FOLDER (self), FALSE);
  g_return_val_if_fail (poise_month_name_is_valid (month), FALSE);

  lock = poise_folder_prepare (self, now, error);
  if (lock < 0)
    return FALSE;
  applied = apply_locked (self, month, changes, now, error);
  poise_file_unlock (lock);
  return applied;
}

/**
 * poise_folder_replace:
 * @self: a folder
 * @name: the name of a file of the journal that is no month
 * @data: its new bytes
 * @length: how many there are
 * @now: this moment
 * @error: return location
 *
 * Replaces such a file, as `learned.json`, under the journal's lock. Errors are
 * those of poise_folder_prepare() and poise_file_replace().
 *
 * Returns: %TRUE if it is on the disk
 */
gboolean
poise_folder_replace (PoiseFolder *self,
                      const char *name,
                      const char *data,
                      gsize length,
                      GDateTime *now,
                      GError **error)
{
  g_autofree char *path = NULL;
  gboolean replaced;
  int lock;

  g_return_val_if_fail (POISE_IS_FOLDER (self), FALSE);

  lock = poise_folder_prepare (self, now, error);
  if (lock < 0)
    return FALSE;
  path = g_build_filename (self->path, name, NULL);
  replaced = poise_file_replace (path, data, length, error);
  poise_file_unlock (lock);
  return replaced;
}
