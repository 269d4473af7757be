/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-rollback.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#include "poise-backup.h"
#include "poise-error.h"
#include "poise-file-replace.h"
#include "poise-file.h"
#include "poise-json.h"
#include "poise-merge.h"
#include "poise-month-file.h"
#include "poise-seal.h"
#include "poise-unseen.h"
#include "poise-version.h"

#define ROLLBACK_FORMAT "poise-rollback"
#define ROLLBACK_VERSION 1
#define ROLLBACK_NAME "rollback.json"
#define SEAL_SUFFIX ".begun"
/* So often a sync tool may come between. */
#define MAX_TRIES 20

/*
 * While months are worked on, a mark names the point that holds them as they were, and
 * says for each entry what the work makes of it. It lies in this computer's own folder of
 * states and not in the journal: a sync tool would carry it to others, which have no part
 * in the work. What a crash cuts short is taken back entry by entry by whoever takes the
 * lock next here. Only what still is as the work made it is taken back: what was written
 * since, here or elsewhere, stays.
 */

struct _PoiseRollback
{
  GHashTable *months; /* month → Plan */
};

/* What is made of a month. */
typedef struct
{
  GHashTable *after;   /* id → the sum of the entry, "" for one that goes */
  GHashTable *trashed; /* ids that the work takes out of the trash */
} Plan;

static void
plan_free (Plan *plan)
{
  g_hash_table_unref (plan->after);
  g_hash_table_unref (plan->trashed);
  g_free (plan);
}

/**
 * poise_rollback_new:
 *
 * Returns: (transfer full): a plan of work on many months
 */
PoiseRollback *
poise_rollback_new (void)
{
  PoiseRollback *self = g_new0 (PoiseRollback, 1);

  self->months =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) plan_free);
  return self;
}

/**
 * poise_rollback_free:
 * @self: (transfer full): a plan
 */
void
poise_rollback_free (PoiseRollback *self)
{
  g_hash_table_unref (self->months);
  g_free (self);
}

static Plan *
ensure_plan (PoiseRollback *self, const char *month)
{
  Plan *plan = g_hash_table_lookup (self->months, month);

  if (plan == NULL)
    {
      plan = g_new0 (Plan, 1);
      plan->after = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      plan->trashed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_hash_table_insert (self->months, g_strdup (month), plan);
    }
  return plan;
}

static char *
sum_entry (PoiseEntry *entry)
{
  g_autofree char *text = poise_merge_serialize (entry);

  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
}

/**
 * poise_rollback_add_month:
 * @self: a plan
 * @month: a month that is worked on, `YYYY-MM`
 */
void
poise_rollback_add_month (PoiseRollback *self, const char *month)
{
  ensure_plan (self, month);
}

/**
 * poise_rollback_add:
 * @self: a plan
 * @month: the entry's month, `YYYY-MM`
 * @id: an entry's id
 * @entry: (nullable): what the work makes of it; %NULL if it takes it out
 */
void
poise_rollback_add (PoiseRollback *self, const char *month, const char *id, PoiseEntry *entry)
{
  g_hash_table_replace (ensure_plan (self, month)->after, g_strdup (id),
                        entry != NULL ? sum_entry (entry) : g_strdup (""));
}

/* Which of the entries come out of the trash: taken back, they go there again. */
static void
note_trashed (Plan *plan, PoiseFolder *folder, const char *month)
{
  g_autofree char *path = poise_folder_get_trash_path (folder, month);
  g_autoptr (PoiseMonth) trash = poise_month_file_read (path, month, NULL);

  for (guint i = 0; trash != NULL && i < trash->entries->len; i++)
    {
      const char *id = poise_entry_get_id (g_ptr_array_index (trash->entries, i));

      if (g_hash_table_contains (plan->after, id))
        g_hash_table_add (plan->trashed, g_strdup (id));
    }
}

/* ---- the mark ---- */

/*
 * A mark has a name that is nobody else's, and the point that holds the months bears the same
 * name as a seal: so that a journal is known wherever it was moved to, and no other one, wherever
 * that was put, is taken for it.
 */

static char *
build_states_folder (void)
{
  return g_build_filename (g_get_user_state_dir (), USER_FOLDER, NULL);
}

static char *
build_mark_path (const char *name)
{
  return g_build_filename (g_get_user_state_dir (), USER_FOLDER, name, ROLLBACK_NAME, NULL);
}

static char *
build_seal_path (const char *journal, const char *point, const char *name)
{
  g_autofree char *file = g_strconcat (name, SEAL_SUFFIX, NULL);

  return g_build_filename (journal, "backups", point, file, NULL);
}

/* By what it is sealed, if the journal is locked: sums of texts tell of them. */
static char *
build_coding_path (const char *journal)
{
  return g_build_filename (journal, POISE_SEAL_STATE, ROLLBACK_NAME, NULL);
}

static gboolean
is_file (const char *path)
{
  return g_file_test (path, G_FILE_TEST_IS_REGULAR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK);
}

static gboolean
is_same_folder (const char *one, const char *other)
{
  char *a = realpath (one, NULL);
  char *b = realpath (other, NULL);
  gboolean is_same = g_strcmp0 (a != NULL ? a : one, b != NULL ? b : other) == 0;

  free (a);
  free (b);
  return is_same;
}

static void
write_plan (PoiseJsonWriter *writer, const char *month, Plan *plan)
{
  GHashTableIter iter;
  gpointer id, sum;

  poise_json_writer_begin (writer, month, '{');
  poise_json_writer_begin (writer, "after", '{');
  g_hash_table_iter_init (&iter, plan->after);
  while (g_hash_table_iter_next (&iter, &id, &sum))
    poise_json_writer_add_string (writer, id, sum);
  poise_json_writer_end (writer, '}');
  poise_json_writer_begin_inline (writer, "trashed", '[');
  g_hash_table_iter_init (&iter, plan->trashed);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    poise_json_writer_add_string (writer, NULL, id);
  poise_json_writer_end (writer, ']');
  poise_json_writer_end (writer, '}');
}

static gboolean
write_mark (PoiseRollback *self,
            PoiseFolder *folder,
            const char *point,
            const char *name,
            GError **error)
{
  g_autofree char *mark = build_mark_path (name);
  g_autofree char *at = g_path_get_dirname (mark);
  g_autofree char *as = build_coding_path (poise_folder_get_path (folder));
  g_autofree char *seal = build_seal_path (poise_folder_get_path (folder), point, name);
  g_autoptr (GString) text = g_string_new (NULL);
  PoiseJsonWriter writer;
  GHashTableIter iter;
  gpointer month, plan;

  poise_json_writer_init (&writer, text);
  poise_json_writer_begin (&writer, NULL, '{');
  poise_json_writer_add_string (&writer, "format", ROLLBACK_FORMAT);
  poise_json_writer_add_int (&writer, "version", ROLLBACK_VERSION);
  poise_json_writer_add_string (&writer, "journal", poise_folder_get_path (folder));
  poise_json_writer_add_string (&writer, "point", point);
  poise_json_writer_begin (&writer, "months", '{');
  g_hash_table_iter_init (&iter, self->months);
  while (g_hash_table_iter_next (&iter, &month, &plan))
    write_plan (&writer, month, plan);
  poise_json_writer_end (&writer, '}');
  poise_json_writer_end (&writer, '}');
  return poise_file_make_folder (at, TRUE, error) && poise_file_replace (seal, "", 0, error) &&
         poise_file_replace_as (mark, as, text->str, text->len, error);
}

/* Reads the mark; one that says nothing is as none. */
static JsonNode *
read_mark (const char *mark, PoiseFolder *folder)
{
  g_autofree char *as = build_coding_path (poise_folder_get_path (folder));
  g_autoptr (GBytes) bytes = poise_file_read_as (mark, as, NULL);
  g_autoptr (JsonNode) root = NULL;
  const char *format = NULL;
  JsonObject *object;

  if (bytes == NULL)
    return NULL;
  root = poise_json_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), mark, NULL);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return NULL;
  object = json_node_get_object (root);
  if (!poise_json_get_string (object, "format", &format) ||
      !g_str_equal (format, ROLLBACK_FORMAT) || poise_json_get_object (object, "months") == NULL ||
      !poise_json_get_string (object, "point", &format))
    return NULL;
  return g_steal_pointer (&root);
}

/* A mark is of the journal that bears its seal. One that was copied bears it, too: then it is of
 * the one that lies where the work began. */
static gboolean
is_of (JsonObject *mark, const char *name, PoiseFolder *folder)
{
  const char *path = poise_folder_get_path (folder);
  const char *point = json_object_get_string_member (mark, "point");
  const char *began = json_object_get_string_member_with_default (mark, "journal", path);
  g_autofree char *root = poise_backup_get_root (folder);
  g_autofree char *seal = NULL;
  g_autofree char *other = NULL;

  if (strchr (point, G_DIR_SEPARATOR) != NULL || g_file_test (root, G_FILE_TEST_IS_SYMLINK) ||
      !poise_backup_is_point (root, point))
    return FALSE;
  seal = build_seal_path (path, point, name);
  other = build_seal_path (began, point, name);
  return is_file (seal) && (is_same_folder (path, began) || !is_file (other));
}

/* Returns: its name, or NULL if there is none. */
static char *
find_mark (PoiseFolder *folder, JsonNode **root)
{
  g_autofree char *at = build_states_folder ();
  g_autoptr (GDir) states = g_dir_open (at, 0, NULL);
  const char *name;

  while (states != NULL && (name = g_dir_read_name (states)) != NULL)
    {
      g_autofree char *mark = build_mark_path (name);
      g_autoptr (JsonNode) read = is_file (mark) ? read_mark (mark, folder) : NULL;

      if (read == NULL || !is_of (json_node_get_object (read), name, folder))
        continue;
      if (root != NULL)
        *root = g_steal_pointer (&read);
      return g_strdup (name);
    }
  return NULL;
}

/* It is emptied durably first: one that came back after a power cut would take
 * back what was done. */
static gboolean
remove_mark (PoiseFolder *folder, JsonObject *mark, const char *name, GError **error)
{
  g_autofree char *path = build_mark_path (name);
  g_autofree char *at = g_path_get_dirname (path);
  g_autofree char *seal = build_seal_path (poise_folder_get_path (folder),
                                           json_object_get_string_member (mark, "point"), name);

  if (!poise_file_replace (path, "", 0, error) || !poise_file_remove (path, error))
    return FALSE;
  g_rmdir (at);
  return poise_file_remove (seal, error);
}

/* ---- taking back ---- */

/* One month that is taken back. */
typedef struct
{
  PoiseMonth *before;
  PoiseMonth *content;
  PoiseMonth *trash;
  GDateTime *now;
  gboolean is_changed;
  GPtrArray *trashed; /* entries that @trash was given */
} Back;

static gboolean
is_as_made (PoiseEntry *entry, const char *sum)
{
  g_autofree char *found = entry != NULL ? sum_entry (entry) : g_strdup ("");

  return g_str_equal (found, sum);
}

static gboolean
has_member (JsonArray *array, const char *id)
{
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    if (g_strcmp0 (json_array_get_string_element (array, i), id) == 0)
      return TRUE;

  return FALSE;
}

static void
take_entry_back (Back *back, const char *id, const char *sum, gboolean was_trashed)
{
  guint position;
  PoiseEntry *entry = poise_month_find (back->content, id, &position);
  PoiseEntry *before = poise_month_find (back->before, id, NULL);

  if (!is_as_made (entry, sum) || is_as_made (before, sum))
    return;
  if (entry != NULL && was_trashed && poise_month_find (back->trash, id, NULL) == NULL)
    {
      g_autoptr (GDateTime) deleted = poise_merge_date_deletion (entry, back->now);
      PoiseEntry *trashed = poise_merge_new_deleted (entry, deleted);

      g_ptr_array_add (back->trash->entries, trashed);
      g_ptr_array_add (back->trashed, g_object_ref (trashed));
    }
  if (entry != NULL)
    g_ptr_array_remove_index (back->content->entries, position);
  if (before != NULL)
    g_ptr_array_add (back->content->entries, g_object_ref (before));
  back->is_changed = TRUE;
}

static PoiseMonth *
read_before (const char *root, const char *point, const char *month)
{
  g_autofree char *name = g_strconcat (month, POISE_MONTH_SUFFIX, NULL);
  g_autofree char *absent_name = g_strconcat (month, POISE_BACKUP_ABSENT_SUFFIX, NULL);
  g_autofree char *path = g_build_filename (root, point, name, NULL);
  g_autofree char *absent = g_build_filename (root, point, absent_name, NULL);

  return g_file_test (absent, G_FILE_TEST_EXISTS) ? poise_month_new (month)
                                                  : poise_month_file_read (path, month, NULL);
}

static gboolean
is_empty (PoiseMonth *month)
{
  return month->entries->len == 0 && month->unreadable->len == 0 && month->extra == NULL;
}

/* Where nothing else was written, the file is just what it was, to the byte. */
static gboolean
write_content (Back *back, const char *path, const char *copy, GError **error)
{
  g_autoptr (GString) before = NULL;
  g_autoptr (GString) after = NULL;
  g_autoptr (GBytes) bytes = NULL;

  poise_month_sort (back->content);
  poise_month_sort (back->before);
  before = poise_month_serialize (back->before);
  after = poise_month_serialize (back->content);
  bytes = g_string_equal (before, after) ? poise_file_read (copy, NULL) : NULL;
  if (bytes != NULL)
    return poise_file_replace_known (path, back->content->stamp, g_bytes_get_data (bytes, NULL),
                                     g_bytes_get_size (bytes), error);
  if (is_empty (back->content) && is_empty (back->before))
    return poise_file_remove_known (path, back->content->stamp, error);
  return poise_month_file_write (back->content, path, error);
}

/* What others made of an entry meanwhile stays in the month. The trash must not say that it was
 * deleted after that, or the next merge would believe it. */
static void
leave_trash (Back *back, const char *path)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < back->trashed->len; i++)
    g_ptr_array_remove (back->trash->entries, g_ptr_array_index (back->trashed, i));
  if (back->trashed->len > 0 &&
      !(is_empty (back->trash) ? poise_file_remove_known (path, back->trash->stamp, &error)
                               : poise_month_file_write (back->trash, path, &error)))
    g_debug ("In the trash still: %s", error->message);
}

static gboolean
write_back (Back *back, const char *path, const char *trash_path, const char *copy, GError **error)
{
  if (back->trashed->len > 0 && !poise_month_file_write (back->trash, trash_path, error))
    return FALSE;
  if (!back->is_changed || write_content (back, path, copy, error))
    return TRUE;
  leave_trash (back, trash_path);
  return FALSE;
}

static gboolean
is_all_as_made (PoiseMonth *content, JsonObject *after)
{
  for (guint i = 0; i < content->entries->len; i++)
    {
      PoiseEntry *entry = g_ptr_array_index (content->entries, i);
      const char *sum = NULL;

      if (!poise_json_get_string (after, poise_entry_get_id (entry), &sum) ||
          !is_as_made (entry, sum))
        return FALSE;
    }
  return TRUE;
}

/* A month whose file was damaged before is so again. */
static gboolean
put_damaged_back (const char *path, const char *copy, PoiseMonth *content, GError **error)
{
  g_autoptr (GBytes) bytes = poise_file_read (copy, NULL);

  return bytes == NULL ||
         poise_file_replace_known (path, content->stamp, g_bytes_get_data (bytes, NULL),
                                   g_bytes_get_size (bytes), error);
}

static gboolean
take_month_back (PoiseFolder *folder,
                 const char *point,
                 const char *month,
                 JsonObject *plan,
                 GDateTime *now,
                 GError **error)
{
  g_autofree char *root = poise_backup_get_root (folder);
  g_autofree char *path = poise_folder_get_month_path (folder, month);
  g_autofree char *trash_path = poise_folder_get_trash_path (folder, month);
  g_autofree char *name = g_strconcat (month, POISE_MONTH_SUFFIX, NULL);
  g_autofree char *copy = g_build_filename (root, point, name, NULL);
  g_autoptr (PoiseMonth) before = read_before (root, point, month);
  g_autoptr (PoiseMonth) content = poise_month_file_read_for_writing (path, month, NULL);
  g_autoptr (PoiseMonth) trash = poise_month_file_read_for_writing (trash_path, month, NULL);
  g_autoptr (GPtrArray) trashed = g_ptr_array_new_with_free_func (g_object_unref);
  JsonObject *after = poise_json_get_object (plan, "after");
  Back back = {
    .before = before, .content = content, .trash = trash, .now = now, .trashed = trashed
  };
  JsonObjectIter iter;
  const char *id;
  JsonNode *sum;

  if (before == NULL && content != NULL && after != NULL && is_all_as_made (content, after))
    return put_damaged_back (path, copy, content, error);
  /* What cannot be read is not touched. */
  if (before == NULL || content == NULL || trash == NULL || after == NULL)
    return TRUE;
  json_object_iter_init (&iter, after);
  while (json_object_iter_next (&iter, &id, &sum))
    if (json_node_get_string (sum) != NULL)
      take_entry_back (&back, id, json_node_get_string (sum),
                       has_member (poise_json_get_array (plan, "trashed"), id));
  g_debug ("Taking %s back", month);
  return write_back (&back, path, trash_path, copy, error);
}

/* What another program wrote in it meanwhile stays, as what was written before that. */
static gboolean
take_month_back_until_done (PoiseFolder *folder,
                            const char *point,
                            const char *month,
                            JsonObject *plan,
                            GDateTime *now,
                            GError **error)
{
  for (guint i = 1;; i++)
    {
      g_autoptr (GError) local_error = NULL;

      if (take_month_back (folder, point, month, plan, now, &local_error))
        return TRUE;
      if (i == MAX_TRIES || !g_error_matches (local_error, POISE_ERROR, POISE_ERROR_OVERTAKEN))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      g_debug ("%s was changed meanwhile: taking it back again", month);
    }
}

static gboolean
take_back (PoiseFolder *folder, JsonObject *mark, GDateTime *now, GError **error)
{
  const char *point = json_object_get_string_member (mark, "point");
  JsonObjectIter iter;
  const char *month;
  JsonNode *plan;

  json_object_iter_init (&iter, poise_json_get_object (mark, "months"));
  while (json_object_iter_next (&iter, &month, &plan))
    {
      if (!poise_month_name_is_valid (month) || !JSON_NODE_HOLDS_OBJECT (plan))
        continue;
      if (!take_month_back_until_done (folder, point, month, json_node_get_object (plan), now,
                                       error))
        return FALSE;
      poise_unseen_doubt (folder, month);
    }

  return TRUE;
}

/**
 * poise_rollback_recover:
 * @folder: a journal's folder, whose lock the caller holds
 * @now: this moment
 * @error: return location
 *
 * Takes back work that was cut short on this computer, so that the journal is as it
 * was before, with what was written since; does nothing where there was none.
 * Errors are those of poise_file_replace_known().
 *
 * Returns: %TRUE if no work is half done
 */
gboolean
poise_rollback_recover (PoiseFolder *folder, GDateTime *now, GError **error)
{
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *name = find_mark (folder, &root);
  JsonObject *mark;

  if (name == NULL)
    return TRUE;
  g_debug ("Taking back what was cut short");
  mark = json_node_get_object (root);
  return take_back (folder, mark, now, error) && remove_mark (folder, mark, name, error);
}

/**
 * poise_rollback_is_half_done:
 * @folder: a journal's folder
 *
 * Returns: %TRUE if work of this computer was cut short, or goes on right now
 */
gboolean
poise_rollback_is_half_done (PoiseFolder *folder)
{
  g_autofree char *name = find_mark (folder, NULL);

  return name != NULL;
}

static char *
name_undo_point (const char *root, const char *suffix, GDateTime *now)
{
  g_autoptr (GPtrArray) points = poise_backup_list_points (root, NULL);
  g_autofree char *name = g_date_time_format (now, "%Y-%m-%dT%H-%M-%S");
  const char *newest =
    points != NULL && points->len > 0 ? g_ptr_array_index (points, points->len - 1) : "";

  /* It must be the newest, whatever the clock says. */
  if (strcmp (name, newest) <= 0)
    {
      g_free (name);
      name = g_strconcat (newest, strchr (newest, 'T') != NULL ? "-1" : "T00-00-00", NULL);
    }
  return g_strconcat (name, suffix, NULL);
}

/**
 * poise_rollback_begin:
 * @self: what is going to be made of which months
 * @folder: a journal's folder, whose lock the caller holds
 * @suffix: what is begun, for the point's name: #POISE_BACKUP_IMPORT_SUFFIX or an empty text
 * @now: this moment
 * @error: return location
 *
 * Keeps the months as a point, and has the work taken back by whoever takes the lock
 * next on this computer unless poise_rollback_finish() is called. Errors are those of
 * poise_backup_copy_month() and poise_file_replace().
 *
 * Returns: (transfer full) (nullable): the point, or %NULL with @error set
 */
char *
poise_rollback_begin (PoiseRollback *self,
                      PoiseFolder *folder,
                      const char *suffix,
                      GDateTime *now,
                      GError **error)
{
  g_autofree char *root = poise_backup_get_root (folder);
  g_autofree char *name = g_uuid_string_random ();
  g_autofree char *point = NULL;
  gboolean is_kept = TRUE;
  GHashTableIter iter;
  gpointer month, plan;

  if (!poise_file_make_folder (root, FALSE, error))
    return NULL;
  point = name_undo_point (root, suffix, now);
  g_hash_table_iter_init (&iter, self->months);
  while (is_kept && g_hash_table_iter_next (&iter, &month, &plan))
    {
      note_trashed (plan, folder, month);
      is_kept = poise_backup_copy_month (folder, root, point, month, error);
    }
  if (is_kept && write_mark (self, folder, point, name, error))
    return g_steal_pointer (&point);
  poise_backup_remove_point (root, point);
  return NULL;
}

/**
 * poise_rollback_finish:
 * @folder: a journal's folder, whose lock the caller holds
 * @error: return location
 *
 * Says that all is done that poise_rollback_begin() began. Errors are those of
 * poise_file_replace().
 *
 * Returns: %TRUE if it stays
 */
gboolean
poise_rollback_finish (PoiseFolder *folder, GError **error)
{
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *name = find_mark (folder, &root);

  return name == NULL || remove_mark (folder, json_node_get_object (root), name, error);
}
