/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-folder.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "poise-error.h"
#include "poise-file.h"
#include "poise-json.h"
#include "poise-time.h"
#include "poise-uuid.h"

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
 * poise_change_new:
 * @id: the entry's id
 * @entry: (nullable): what it shall be; %NULL to put it into the trash
 * @base: (nullable): the modification of the version that was changed
 *
 * Makes a change of one entry. @entry is copied, so that it may go on
 * changing while a thread writes.
 *
 * Returns: (transfer full): the change
 */
PoiseChange *
poise_change_new (const char *id, PoiseEntry *entry, GDateTime *base)
{
  PoiseChange *self = g_new0 (PoiseChange, 1);

  self->id = g_strdup (id);
  self->entry = entry != NULL ? poise_entry_copy (entry) : NULL;
  self->base = base != NULL ? g_date_time_ref (base) : NULL;
  return self;
}

/**
 * poise_change_free:
 * @self: (transfer full): a change
 */
void
poise_change_free (PoiseChange *self)
{
  g_free (self->id);
  g_clear_object (&self->entry);
  g_clear_pointer (&self->base, g_date_time_unref);
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
 *   other place, `$XDG_DATA_HOME/poise/journal`
 */
char *
poise_folder_get_default_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "poise", "journal", NULL);
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

static gboolean
fail_newer (const char *path, GError **error)
{
  g_set_error (error, POISE_ERROR, POISE_ERROR_NEWER,
               _ ("“%s” was written by a newer version of Poise. It can be read here, but not "
                  "changed: update Poise to write in it"),
               path);
  return FALSE;
}

/* Without its journal.json a journal is still whole, so only a file of a
 * newer version keeps us from writing. */
static gboolean
check_journal_file (const char *path, GError **error)
{
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
  return version <= JOURNAL_VERSION || fail_newer (path, error);
}

/**
 * poise_folder_prepare:
 * @self: a folder
 * @now: this moment
 * @error: return location
 *
 * Makes what a journal needs that is not there yet: its folders, with mode
 * 0700, and `journal.json`. Errors are of #GFileError, %POISE_ERROR_UNSAFE,
 * and %POISE_ERROR_NEWER or %POISE_ERROR_INVALID for `journal.json`.
 *
 * Returns: %TRUE if the journal can be written
 */
gboolean
poise_folder_prepare (PoiseFolder *self, GDateTime *now, GError **error)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) local_error = NULL;

  g_return_val_if_fail (POISE_IS_FOLDER (self), FALSE);

  if (!poise_file_make_folder (self->path, error) ||
      !poise_file_make_folder (self->entries, error) ||
      !poise_file_make_folder (self->trash, error))
    return FALSE;

  path = g_build_filename (self->path, "journal.json", NULL);
  if (check_journal_file (path, &local_error))
    return TRUE;
  if (g_error_matches (local_error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    return write_journal_file (path, now, error);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
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

static PoiseMonth *
read_file (const char *path, const char *month, GError **error)
{
  g_autoptr (GBytes) bytes = poise_file_read (path, error);
  g_autofree char *name = NULL;

  if (bytes == NULL)
    return NULL;
  name = g_path_get_basename (path);
  return poise_month_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), month, name,
                            error);
}

/* As read_file(), but a file that is not there is an empty month, and one of
 * a newer version is an error. */
static PoiseMonth *
read_for_writing (const char *path, const char *month, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (PoiseMonth) content = read_file (path, month, &local_error);

  if (content == NULL)
    {
      if (g_error_matches (local_error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        return poise_month_new (month);
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  if (content->version > POISE_MONTH_VERSION)
    {
      fail_newer (path, error);
      return NULL;
    }
  return g_steal_pointer (&content);
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
      fail_newer (path, &error);
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
  g_autoptr (PoiseMonth) content = read_file (path, month, &error);

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

/* The lists of one write: what the month's file shall hold, and what the
 * trash gains or gives back. */
typedef struct
{
  PoiseMonth *month;
  PoiseMonth *trash;
  gboolean trash_changed;
  GDateTime *now;
} Merge;

static PoiseEntry *
with_member (PoiseEntry *entry, const char *name, const char *value)
{
  PoiseEntry *copy = poise_entry_copy (entry);
  g_autoptr (JsonObject) extra = json_object_new ();
  JsonObject *old = poise_entry_get_extra (entry);

  if (old != NULL)
    {
      JsonObjectIter iter;
      const char *member;
      JsonNode *node;

      json_object_iter_init_ordered (&iter, old);
      while (json_object_iter_next_ordered (&iter, &member, &node))
        json_object_set_member (extra, member, json_node_copy (node));
    }
  json_object_set_string_member (extra, name, value);
  poise_entry_set_extra (copy, extra);
  return copy;
}

static void
remove_from (PoiseMonth *month, const char *id)
{
  guint position;

  if (poise_month_find (month, id, &position) != NULL)
    g_ptr_array_remove_index (month->entries, position);
}

static void
move_to_trash (Merge *merge, PoiseEntry *entry)
{
  g_autofree char *deleted = poise_time_to_string (merge->now);

  remove_from (merge->trash, poise_entry_get_id (entry));
  g_ptr_array_add (merge->trash->entries, with_member (entry, "deleted", deleted));
  merge->trash_changed = TRUE;
}

/* The loser of a conflict goes to the trash under an id of its own: its
 * entry lives on under the old one. */
static void
keep_conflict (Merge *merge, PoiseEntry *loser)
{
  g_autofree char *id = poise_uuid_new (merge->now, NULL);
  g_autoptr (PoiseEntry) copy =
    poise_entry_new (id, poise_entry_get_day (loser), poise_entry_get_created (loser));
  g_autoptr (PoiseEntry) marked = NULL;

  poise_entry_assign (copy, loser);
  marked = with_member (copy, "conflict-of", poise_entry_get_id (loser));
  move_to_trash (merge, marked);
}

static void
merge_version (Merge *merge, PoiseEntry *entry, GDateTime *base)
{
  guint position;
  PoiseEntry *theirs = poise_month_find (merge->month, poise_entry_get_id (entry), &position);
  gboolean is_conflict, ours_wins;

  if (theirs == NULL)
    {
      g_ptr_array_add (merge->month->entries, g_object_ref (entry));
      return;
    }

  is_conflict = (base == NULL || !g_date_time_equal (poise_entry_get_modified (theirs), base)) &&
                !g_str_equal (poise_entry_get_text (theirs), poise_entry_get_text (entry));
  ours_wins = !is_conflict || poise_entry_compare_modified (entry, theirs) > 0;
  if (is_conflict)
    keep_conflict (merge, ours_wins ? theirs : entry);
  if (ours_wins)
    {
      g_object_unref (theirs);
      merge->month->entries->pdata[position] = g_object_ref (entry);
    }
}

static void
merge_change (Merge *merge, PoiseChange *change)
{
  PoiseEntry *theirs = poise_month_find (merge->month, change->id, NULL);

  if (change->entry != NULL)
    {
      merge_version (merge, change->entry, change->base);
      if (poise_month_find (merge->trash, change->id, NULL) != NULL)
        {
          remove_from (merge->trash, change->id);
          merge->trash_changed = TRUE;
        }
    }
  else if (theirs != NULL)
    {
      move_to_trash (merge, theirs);
      remove_from (merge->month, change->id);
    }
}

static gboolean
write_month (PoiseMonth *month, const char *path, GError **error)
{
  g_autoptr (GString) text = NULL;
  gboolean written;

  poise_month_sort (month);
  text = poise_month_serialize (month);
  written = poise_file_replace (path, text->str, text->len, error);
  return written;
}

/* Reads what the changes are to be merged with. A month's file that must not
 * be touched is set aside for the pending file; one that is fine takes in
 * what was pending. */
static PoiseMonth *
read_target (PoiseFolder *self,
             Merge *merge,
             const char *name,
             char **path,
             char **obsolete,
             GError **error)
{
  g_autofree char *main_path = poise_folder_get_month_path (self, name);
  g_autofree char *pending_path = poise_folder_get_pending_path (self, name);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (PoiseMonth) pending = read_for_writing (pending_path, name, error);

  if (pending == NULL)
    return NULL;
  merge->month = read_for_writing (main_path, name, &local_error);
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
    merge_version (merge, g_ptr_array_index (pending->entries, i), NULL);
  if (pending->entries->len > 0 && pending->unreadable->len == 0)
    *obsolete = g_steal_pointer (&pending_path);
  *path = g_steal_pointer (&main_path);
  return merge->month;
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
  g_autoptr (PoiseMonth) trash = read_for_writing (trash_path, name, error);
  g_autoptr (PoiseMonth) month = NULL;
  Merge merge = { .trash = trash, .now = now };

  if (trash == NULL)
    return FALSE;
  month = read_target (self, &merge, name, &path, &obsolete, error);
  if (month == NULL)
    return FALSE;

  for (guint i = 0; i < changes->len; i++)
    merge_change (&merge, g_ptr_array_index (changes, i));

  /* What leaves the one file must stand in the other first: a crash between
   * the two writes leaves an entry twice, never nowhere. */
  if (merge.trash_changed && !write_month (trash, trash_path, error))
    return FALSE;
  if (!write_month (month, path, error))
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

  if (!poise_folder_prepare (self, now, error))
    return FALSE;
  lock = poise_folder_lock (self, error);
  if (lock < 0)
    return FALSE;
  poise_file_remove_strays (self->entries);
  poise_file_remove_strays (self->trash);
  applied = apply_locked (self, month, changes, now, error);
  poise_file_unlock (lock);
  return applied;
}
