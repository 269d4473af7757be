/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-merge.h"

#include <string.h>

#include "poise-entry-json.h"
#include "poise-time.h"

/* In the file of deleted entries: id → when an entry was deleted whose text is gone, and the time
 * of the version that it was. */
#define REMOVED "removed"
#define REMOVED_MODIFIED "modified"

static PoiseEntry *
with_member (PoiseEntry *entry, const char *name, const char *value)
{
  PoiseEntry *copy = poise_entry_copy (entry);

  poise_entry_set_member (copy, name, value);
  return copy;
}

static void
remove_from (PoiseMonth *month, const char *id)
{
  guint position;

  if (poise_month_find (month, id, &position) != NULL)
    g_ptr_array_remove_index (month->entries, position);
}

static gboolean
has_same_text (PoiseEntry *a, PoiseEntry *b)
{
  return g_str_equal (poise_entry_get_text (a), poise_entry_get_text (b));
}

/**
 * poise_merge_serialize:
 * @entry: an entry
 *
 * Returns: (transfer full): all of it as a month's file holds it
 */
char *
poise_merge_serialize (PoiseEntry *entry)
{
  GString *text = g_string_new (NULL);
  PoiseJsonWriter writer;

  poise_json_writer_init (&writer, text);
  poise_entry_write_json (entry, &writer);
  return g_string_free (text, FALSE);
}

/* Whatever the order in which versions come together, and on whichever computer, the
 * same one stays. */
static int
compare_versions (PoiseEntry *a, PoiseEntry *b)
{
  int order = poise_entry_compare_modified (a, b);
  g_autofree char *text_a = NULL;
  g_autofree char *text_b = NULL;

  if (order != 0)
    return order;
  text_a = poise_merge_serialize (a);
  text_b = poise_merge_serialize (b);
  return strcmp (text_a, text_b);
}

/* Whether a version bears a time that is not yet: its clock, or ours, is wrong. */
static gboolean
is_ahead (PoiseMerge *merge, PoiseEntry *entry)
{
  return g_date_time_difference (poise_entry_get_modified (entry), merge->now) >
         POISE_MERGE_MAX_AHEAD;
}

/* ---- deleted entries ---- */

static GDateTime *
parse_member (JsonObject *object, const char *name)
{
  const char *text = NULL;

  return object != NULL && poise_json_get_string (object, name, &text) ? poise_time_parse (text)
                                                                       : NULL;
}

static JsonObject *
find_removed (PoiseMonth *trash, const char *id)
{
  JsonObject *removed = trash->extra != NULL ? poise_json_get_object (trash->extra, REMOVED) : NULL;

  return removed != NULL ? poise_json_get_object (removed, id) : NULL;
}

/**
 * poise_merge_get_deleted:
 * @trash: deleted entries
 * @entry: (nullable): that of them which has the id
 * @id: an entry's id
 *
 * As poise_merge_find_deleted(), for who has found the entry already.
 *
 * Returns: (transfer full) (nullable): when the entry was deleted; %NULL if it was not
 */
GDateTime *
poise_merge_get_deleted (PoiseMonth *trash, PoiseEntry *entry, const char *id)
{
  return parse_member (entry != NULL ? poise_entry_get_extra (entry) : find_removed (trash, id),
                       POISE_MERGE_DELETED);
}

/**
 * poise_merge_find_deleted:
 * @trash: deleted entries
 * @id: an entry's id
 *
 * Returns: (transfer full) (nullable): when the entry was deleted; %NULL if it was not
 */
GDateTime *
poise_merge_find_deleted (PoiseMonth *trash, const char *id)
{
  return poise_merge_get_deleted (trash, poise_month_find (trash, id, NULL), id);
}

/* The time of the version whose text was removed for good. */
static GDateTime *
find_removed_version (PoiseMonth *trash, const char *id)
{
  return parse_member (find_removed (trash, id), REMOVED_MODIFIED);
}

/**
 * poise_merge_was_removed:
 * @trash: deleted entries
 * @entry: a version of an entry
 *
 * Returns: %TRUE if its text was removed for good: it, or a later one that replaced it
 */
gboolean
poise_merge_was_removed (PoiseMonth *trash, PoiseEntry *entry)
{
  g_autoptr (GDateTime) modified = find_removed_version (trash, poise_entry_get_id (entry));

  return modified != NULL && g_date_time_compare (poise_entry_get_modified (entry), modified) <= 0;
}

/**
 * poise_merge_name_conflict:
 * @loser: the version of an entry that lost against another
 *
 * Returns: (transfer full): the id under which it is kept. It follows from the version, so that
 *   each computer gives it the same
 */
char *
poise_merge_name_conflict (PoiseEntry *loser)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  gint64 ms = g_date_time_to_unix (poise_entry_get_created (loser)) * 1000;
  const char *hex;

  g_checksum_update (sum, (const guchar *) poise_entry_get_id (loser), -1);
  g_checksum_update (sum, (const guchar *) "\n", 1);
  g_checksum_update (sum, (const guchar *) poise_entry_get_text (loser), -1);
  hex = g_checksum_get_string (sum);
  return g_strdup_printf ("%08x-%04x-7%.3s-8%.3s-%.12s", (guint) (ms >> 16 & 0xffffffffu),
                          (guint) (ms & 0xffffu), hex, hex + 3, hex + 6);
}

static PoiseEntry *
new_conflict (PoiseEntry *loser)
{
  g_autofree char *id = poise_merge_name_conflict (loser);
  g_autoptr (PoiseEntry) copy =
    poise_entry_new (id, poise_entry_get_day (loser), poise_entry_get_created (loser));

  poise_entry_assign (copy, loser);
  return with_member (copy, POISE_MERGE_CONFLICT_OF, poise_entry_get_id (loser));
}

/**
 * poise_merge_new_deleted:
 * @entry: an entry
 * @when: when it was deleted
 *
 * Returns: (transfer full): the entry as the trash holds it
 */
PoiseEntry *
poise_merge_new_deleted (PoiseEntry *entry, GDateTime *when)
{
  g_autofree char *deleted = poise_time_to_string (when);

  return with_member (entry, POISE_MERGE_DELETED, deleted);
}

/* Puts an entry that bears the time of its deletion into the trash. Another text that lies there
 * under its id goes on lying there, under one of its own. */
static void
put_in_trash (PoiseMerge *merge, PoiseEntry *entry)
{
  const char *id = poise_entry_get_id (entry);
  g_autoptr (PoiseEntry) other = poise_month_find (merge->trash, id, NULL);

  if (other != NULL)
    {
      g_object_ref (other);
      if (compare_versions (entry, other) == 0)
        return;
      remove_from (merge->trash, id);
      if (!has_same_text (entry, other))
        {
          g_autoptr (PoiseEntry) conflict = new_conflict (other);

          put_in_trash (merge, conflict);
        }
    }
  g_ptr_array_add (merge->trash->entries, g_object_ref (entry));
  merge->has_deleted = TRUE;
}

static void
move_to_trash (PoiseMerge *merge, PoiseEntry *entry, GDateTime *when)
{
  g_autoptr (PoiseEntry) deleted = poise_merge_new_deleted (entry, when);

  put_in_trash (merge, deleted);
}

/* Whether a clock that was behind made one of two versions, and it is not of the other. What is
 * made by such a clock says of which time the version was that it was made of. */
static gboolean
were_clocks_apart (PoiseEntry *winner, PoiseEntry *loser)
{
  g_autoptr (GDateTime) of_winner = poise_entry_get_behind (winner);
  g_autoptr (GDateTime) of_loser = poise_entry_get_behind (loser);

  if (of_winner == NULL)
    return of_loser != NULL;
  if (of_loser != NULL && g_date_time_equal (of_winner, of_loser))
    return FALSE;
  return g_date_time_compare (poise_entry_get_modified (loser), of_winner) > 0;
}

/* The loser of a conflict goes to the trash under an id of its own: its entry lives on under
 * the old one. Where the clocks disagree nobody knows which is the newer one, and both stay to be
 * seen. The times are the winner's, so that each computer that merges the two writes the same. */
static void
keep_conflict (PoiseMerge *merge, PoiseEntry *loser, PoiseEntry *winner)
{
  g_autoptr (PoiseEntry) conflict = new_conflict (loser);
  const char *id = poise_entry_get_id (conflict);

  if (poise_merge_was_removed (merge->trash, conflict) ||
      poise_month_find (merge->month, id, NULL) != NULL ||
      poise_month_find (merge->trash, id, NULL) != NULL)
    return;
  if (is_ahead (merge, winner) || were_clocks_apart (winner, loser))
    {
      g_debug ("Two texts of %s: both stay, the older one as %s", poise_entry_get_id (winner), id);
      g_ptr_array_add (merge->month->entries, g_steal_pointer (&conflict));
    }
  else
    {
      g_debug ("Two texts of %s: the older one is in the trash as %s", poise_entry_get_id (winner),
               id);
      move_to_trash (merge, conflict, poise_entry_get_modified (winner));
    }
}

/**
 * poise_merge_init:
 * @merge: (out caller-allocates): what is merged into
 * @trash: (transfer full): the deleted entries
 * @now: this moment
 *
 * Begins to merge into a month, which the caller sets.
 */
void
poise_merge_init (PoiseMerge *merge, PoiseMonth *trash, GDateTime *now)
{
  *merge = (PoiseMerge) { .trash = trash, .now = g_date_time_ref (now) };
  merge->revived = g_ptr_array_new_with_free_func (g_free);
}

/**
 * poise_merge_clear:
 * @merge: what was merged into
 *
 * Frees what it holds.
 */
void
poise_merge_clear (PoiseMerge *merge)
{
  g_clear_pointer (&merge->month, poise_month_free);
  g_clear_pointer (&merge->trash, poise_month_free);
  g_clear_pointer (&merge->revived, g_ptr_array_unref);
  g_clear_pointer (&merge->now, g_date_time_unref);
}

/**
 * poise_merge_version:
 * @merge: what is merged into
 * @entry: a version of an entry
 * @base: (nullable): the version that it was made from
 *
 * Takes @entry in. Where another version stands that is not its base, the
 * newer one stays and the older one goes to the trash.
 */
void
poise_merge_version (PoiseMerge *merge, PoiseEntry *entry, const PoiseVersion *base)
{
  guint position;
  PoiseEntry *theirs = poise_month_find (merge->month, poise_entry_get_id (entry), &position);
  gboolean is_changed, ours_wins;

  if (theirs == NULL)
    {
      g_ptr_array_add (merge->month->entries, g_object_ref (entry));
      return;
    }

  is_changed = base == NULL || !poise_version_is_of (base, theirs);
  ours_wins = !is_changed || compare_versions (entry, theirs) >= 0;
  if (is_changed && !has_same_text (entry, theirs))
    keep_conflict (merge, ours_wins ? theirs : entry, ours_wins ? entry : theirs);
  if (ours_wins)
    {
      g_object_unref (theirs);
      merge->month->entries->pdata[position] = g_object_ref (entry);
    }
}

static void
move_conflict (PoiseMerge *merge, PoiseEntry *entry)
{
  g_autoptr (PoiseEntry) conflict = new_conflict (entry);

  move_to_trash (merge, conflict, merge->now);
}

/**
 * poise_merge_date_deletion:
 * @entry: an entry
 * @now: this moment
 *
 * Returns: (transfer full): when it is deleted: not before it was written, whatever the clock says
 */
GDateTime *
poise_merge_date_deletion (PoiseEntry *entry, GDateTime *now)
{
  GDateTime *modified = poise_entry_get_modified (entry);

  return g_date_time_compare (now, modified) >= 0 ? g_date_time_ref (now)
                                                  : g_date_time_add (modified, 1);
}

static void
delete_now (PoiseMerge *merge, PoiseEntry *entry)
{
  g_autoptr (GDateTime) deleted = poise_merge_date_deletion (entry, merge->now);

  move_to_trash (merge, entry, deleted);
}

/* What goes to the trash is what the person saw last; what somebody else made
 * of the entry meanwhile goes there too. A page that was emptied before it was
 * deleted hides nothing that was on the disk. */
static void
merge_deletion (PoiseMerge *merge, PoiseChange *change)
{
  PoiseEntry *theirs = poise_month_find (merge->month, change->id, NULL);
  PoiseEntry *in_trash = poise_month_find (merge->trash, change->id, NULL);
  PoiseEntry *last = change->last;

  if (last == NULL || poise_entry_is_blank (last))
    {
      if (theirs != NULL && !(change->discards && poise_version_is_of (change->base, theirs)))
        delete_now (merge, theirs);
    }
  else if (theirs == NULL && in_trash != NULL)
    {
      if (!has_same_text (last, in_trash))
        move_conflict (merge, last);
    }
  else
    {
      if (theirs != NULL && !has_same_text (last, theirs) &&
          (change->base == NULL || !poise_version_is_of (change->base, theirs)))
        move_conflict (merge, theirs);
      delete_now (merge, last);
    }
  remove_from (merge->month, change->id);
}

/**
 * poise_merge_date_revival:
 * @entry: an entry that comes back
 * @trash: deleted entries
 * @now: this moment
 *
 * Makes it newer than its deletion: another computer that knows of that only must not delete it
 * again.
 *
 * Returns: %TRUE if it got a later time
 */
gboolean
poise_merge_date_revival (PoiseEntry *entry, PoiseMonth *trash, GDateTime *now)
{
  g_autoptr (GDateTime) deleted = poise_merge_find_deleted (trash, poise_entry_get_id (entry));
  g_autoptr (GDateTime) after = NULL;

  if (deleted == NULL || g_date_time_compare (poise_entry_get_modified (entry), deleted) > 0)
    return FALSE;
  after = g_date_time_add (deleted, 1);
  poise_entry_set_modified (entry, g_date_time_compare (now, after) > 0 ? now : after);
  return TRUE;
}

/* Whether a change of what a program knows of an entry, as of its tag, meets an entry that was
 * deleted meanwhile. Nobody wrote in it since, so that it stays deleted. */
static gboolean
comes_too_late (PoiseMerge *merge, PoiseChange *change, GDateTime *deleted)
{
  return change->base != NULL && deleted != NULL &&
         poise_month_find (merge->month, change->id, NULL) == NULL &&
         poise_version_is_of (change->base, change->entry) &&
         g_date_time_compare (deleted, poise_entry_get_modified (change->entry)) >= 0;
}

/**
 * poise_merge_change:
 * @merge: what is merged into
 * @change: a change; an entry that comes back from the trash gets a later time
 *
 * Brings a change in: a new version, or a way to the trash. A new version that bears the time and
 * the words of its base brings nothing back that was deleted.
 */
void
poise_merge_change (PoiseMerge *merge, PoiseChange *change)
{
  g_autoptr (GDateTime) deleted = NULL;

  if (change->entry == NULL)
    {
      merge_deletion (merge, change);
      return;
    }
  if (change->is_copy)
    {
      poise_merge_version (merge, change->entry, NULL);
      return;
    }
  deleted = poise_merge_find_deleted (merge->trash, change->id);
  if (comes_too_late (merge, change, deleted))
    {
      merge->n_settled++;
      return;
    }
  if (deleted != NULL || poise_month_find (merge->trash, change->id, NULL) != NULL)
    {
      poise_merge_date_revival (change->entry, merge->trash, merge->now);
      g_ptr_array_add (merge->revived, g_strdup (change->id));
    }
  poise_merge_version (merge, change->entry, change->base);
}

static gboolean
is_revived (PoiseMerge *merge, const char *id)
{
  return g_ptr_array_find_with_equal_func (merge->revived, id, g_str_equal, NULL);
}

/* Whether who deleted an entry had not seen this version, which a clock that was behind made: it
 * may be later than the deletion. */
static gboolean
is_unheard (PoiseMerge *merge, PoiseEntry *entry, GDateTime *deleted)
{
  const char *id = poise_entry_get_id (entry);
  PoiseEntry *in_trash = poise_month_find (merge->trash, id, NULL);
  g_autoptr (GDateTime) behind = poise_entry_get_behind (entry);
  g_autoptr (GDateTime) seen = in_trash != NULL
                                 ? g_date_time_ref (poise_entry_get_modified (in_trash))
                                 : find_removed_version (merge->trash, id);

  return behind != NULL && seen != NULL && g_date_time_compare (deleted, behind) > 0 &&
         g_date_time_compare (seen, poise_entry_get_modified (entry)) < 0;
}

/* Whether an entry of the month was deleted after it was changed last. A time that is not yet
 * proves no change if the words are those that were deleted. */
static gboolean
is_deleted (PoiseMerge *merge, PoiseEntry *entry, GDateTime *deleted)
{
  PoiseEntry *in_trash = poise_month_find (merge->trash, poise_entry_get_id (entry), NULL);

  if (g_date_time_compare (deleted, poise_entry_get_modified (entry)) >= 0)
    return !is_unheard (merge, entry, deleted);
  return in_trash != NULL && is_ahead (merge, entry) && has_same_text (entry, in_trash);
}

static gboolean
settle_entry (PoiseMerge *merge, PoiseEntry *entry)
{
  const char *id = poise_entry_get_id (entry);
  g_autoptr (GDateTime) deleted = poise_merge_find_deleted (merge->trash, id);
  PoiseEntry *in_trash = poise_month_find (merge->trash, id, NULL);

  if (deleted == NULL || is_revived (merge, id))
    return TRUE;
  if (!is_deleted (merge, entry, deleted))
    {
      /* Somebody wrote on, who did not know of the deletion. */
      if (in_trash != NULL && !has_same_text (entry, in_trash))
        {
          g_autoptr (PoiseEntry) conflict = new_conflict (in_trash);

          put_in_trash (merge, conflict);
        }
      g_ptr_array_add (merge->revived, g_strdup (id));
      return TRUE;
    }
  if (in_trash == NULL && !poise_merge_was_removed (merge->trash, entry))
    /* Words that nobody saw who deleted it. */
    move_to_trash (merge, entry, deleted);
  else if (in_trash != NULL && !has_same_text (entry, in_trash))
    {
      g_autoptr (PoiseEntry) conflict = new_conflict (entry);

      if (!poise_merge_was_removed (merge->trash, conflict) &&
          poise_month_find (merge->trash, poise_entry_get_id (conflict), NULL) == NULL)
        move_to_trash (merge, conflict, deleted);
    }
  return FALSE;
}

/**
 * poise_merge_list_removed:
 * @trash: deleted entries
 *
 * Returns: (transfer container) (element-type utf8): the ids of those whose text was removed for
 * good
 */
GList *
poise_merge_list_removed (PoiseMonth *trash)
{
  JsonObject *removed = trash->extra != NULL ? poise_json_get_object (trash->extra, REMOVED) : NULL;

  return removed != NULL ? json_object_get_members (removed) : NULL;
}

static GHashTable *
list_deleted (PoiseMerge *merge)
{
  GHashTable *ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GList) members = poise_merge_list_removed (merge->trash);

  for (guint i = 0; i < merge->trash->entries->len; i++)
    g_hash_table_add (ids,
                      g_strdup (poise_entry_get_id (g_ptr_array_index (merge->trash->entries, i))));
  for (GList *l = members; l != NULL; l = l->next)
    g_hash_table_add (ids, g_strdup (l->data));
  return ids;
}

/**
 * poise_merge_settle:
 * @merge: what was merged into
 *
 * Takes out of the month what was deleted after it was written last, by the trash: a copy of
 * the month, or the month of another computer, may still hold it.
 */
void
poise_merge_settle (PoiseMerge *merge)
{
  g_autoptr (GHashTable) ids = list_deleted (merge);

  for (guint i = merge->month->entries->len; i > 0 && g_hash_table_size (ids) > 0; i--)
    {
      g_autoptr (PoiseEntry) entry =
        g_object_ref (g_ptr_array_index (merge->month->entries, i - 1));

      if (!g_hash_table_contains (ids, poise_entry_get_id (entry)) || settle_entry (merge, entry))
        continue;
      g_ptr_array_remove_index (merge->month->entries, i - 1);
      merge->n_settled++;
    }
}

/* ---- trash with trash ---- */

/* What was read cannot be changed; a copy of it can. */
static JsonObject *
ensure_removed (PoiseMonth *trash)
{
  JsonObject *known = trash->extra != NULL ? poise_json_get_object (trash->extra, REMOVED) : NULL;
  JsonObject *removed;
  JsonObjectIter iter;
  const char *id;
  JsonNode *record;

  if (known != NULL && !json_object_is_immutable (known))
    return known;
  removed = json_object_new ();
  if (known != NULL)
    json_object_iter_init_ordered (&iter, known);
  while (known != NULL && json_object_iter_next_ordered (&iter, &id, &record))
    json_object_set_member (removed, id, json_node_copy (record));
  if (trash->extra == NULL)
    trash->extra = json_object_new ();
  json_object_set_object_member (trash->extra, REMOVED, removed);
  return removed;
}

static int
compare_names_cb (gconstpointer a, gconstpointer b)
{
  return strcmp (a, b);
}

/* Members are written in the order in which they were put in: by id, to be the same everywhere. */
static void
sort_removed (PoiseMonth *trash)
{
  JsonObject *removed = ensure_removed (trash);
  g_autoptr (GList) ids = g_list_sort (json_object_get_members (removed), compare_names_cb);
  JsonObject *sorted = json_object_new ();

  for (GList *l = ids; l != NULL; l = l->next)
    json_object_set_member (sorted, l->data,
                            json_node_copy (json_object_get_member (removed, l->data)));
  if (ids != NULL)
    json_object_set_object_member (trash->extra, REMOVED, sorted);
  else
    {
      json_object_unref (sorted);
      json_object_remove_member (trash->extra, REMOVED);
      if (json_object_get_size (trash->extra) == 0)
        g_clear_pointer (&trash->extra, json_object_unref);
    }
}

static void
set_removed (PoiseMonth *trash, const char *id, const char *deleted, const char *modified)
{
  JsonObject *record = json_object_new ();

  json_object_set_string_member (record, POISE_MERGE_DELETED, deleted);
  json_object_set_string_member (record, REMOVED_MODIFIED, modified);
  json_object_set_object_member (ensure_removed (trash), id, record);
}

/**
 * poise_merge_remove:
 * @trash: deleted entries
 * @position: the place of one
 *
 * Takes an entry's text away for good. That it was deleted, and when, is kept, so that no
 * copy brings it back.
 */
void
poise_merge_remove (PoiseMonth *trash, guint position)
{
  PoiseEntry *entry = g_ptr_array_index (trash->entries, position);
  g_autofree char *modified = poise_time_to_string (poise_entry_get_modified (entry));
  const char *deleted = modified;

  if (poise_entry_get_extra (entry) != NULL)
    poise_json_get_string (poise_entry_get_extra (entry), POISE_MERGE_DELETED, &deleted);
  set_removed (trash, poise_entry_get_id (entry), deleted, modified);
  g_ptr_array_remove_index (trash->entries, position);
  sort_removed (trash);
}

/**
 * poise_merge_forget_removed:
 * @trash: deleted entries
 * @before: what was deleted before this is known no longer
 *
 * Returns: %TRUE if something was forgotten
 */
gboolean
poise_merge_forget_removed (PoiseMonth *trash, GDateTime *before)
{
  JsonObject *removed;
  g_autoptr (GList) ids = NULL;
  gboolean is_changed = FALSE;

  if (trash->extra == NULL || poise_json_get_object (trash->extra, REMOVED) == NULL)
    return FALSE;
  removed = ensure_removed (trash);
  ids = json_object_get_members (removed);
  for (GList *l = ids; l != NULL; l = l->next)
    {
      g_autoptr (GDateTime) deleted =
        parse_member (poise_json_get_object (removed, l->data), POISE_MERGE_DELETED);

      if (deleted != NULL && g_date_time_compare (deleted, before) >= 0)
        continue;
      json_object_remove_member (removed, l->data);
      is_changed = TRUE;
    }
  if (is_changed)
    sort_removed (trash);
  return is_changed;
}

/**
 * poise_merge_take_removed:
 * @trash: deleted entries
 * @other: others
 * @id: the id of one whose text was removed from @other for good
 *
 * Makes that known in @trash.
 *
 * Returns: %TRUE if it was not
 */
gboolean
poise_merge_take_removed (PoiseMonth *trash, PoiseMonth *other, const char *id)
{
  JsonObject *theirs = find_removed (other, id);
  g_autoptr (GDateTime) deleted = parse_member (theirs, POISE_MERGE_DELETED);
  g_autoptr (GDateTime) our_deleted = parse_member (find_removed (trash, id), POISE_MERGE_DELETED);
  JsonNode *copy;

  if (deleted == NULL || (our_deleted != NULL && g_date_time_compare (our_deleted, deleted) >= 0))
    return FALSE;
  copy = json_node_new (JSON_NODE_OBJECT);
  json_node_set_object (copy, theirs);
  json_object_set_member (ensure_removed (trash), id, copy);
  return TRUE;
}

static void
merge_removed (PoiseMerge *merge, PoiseMonth *other)
{
  g_autoptr (GList) ids = poise_merge_list_removed (other);

  for (GList *l = ids; l != NULL; l = l->next)
    merge->has_deleted |= poise_merge_take_removed (merge->trash, other, l->data);
}

/**
 * poise_merge_trash:
 * @merge: what is merged into
 * @other: a copy of the month's deleted entries
 *
 * Takes deleted entries in, what is known of those whose text is gone, and members that this
 * version of Poise does not know.
 */
void
poise_merge_trash (PoiseMerge *merge, PoiseMonth *other)
{
  merge_removed (merge, other);
  merge->has_deleted |= poise_month_take_extra (merge->trash, other);
  for (guint i = 0; i < other->entries->len; i++)
    {
      PoiseEntry *entry = g_ptr_array_index (other->entries, i);
      PoiseEntry *ours = poise_month_find (merge->trash, poise_entry_get_id (entry), NULL);

      /* Of two deletions of one text the one that sorts last stays, on each computer. */
      if (ours != NULL && compare_versions (entry, ours) < 0)
        {
          if (!has_same_text (entry, ours))
            {
              g_autoptr (PoiseEntry) conflict = new_conflict (entry);

              put_in_trash (merge, conflict);
            }
        }
      else if (ours != NULL || !poise_merge_was_removed (merge->trash, entry))
        put_in_trash (merge, entry);
    }
  for (guint i = merge->trash->entries->len; i > 0; i--)
    if (poise_merge_was_removed (merge->trash, g_ptr_array_index (merge->trash->entries, i - 1)))
      {
        g_ptr_array_remove_index (merge->trash->entries, i - 1);
        merge->has_deleted = TRUE;
      }
  if (merge->trash->extra != NULL)
    sort_removed (merge->trash);
}

/**
 * poise_merge_forget:
 * @trash: deleted entries
 * @id: the id of one that is known no longer, neither its text nor its deletion
 */
void
poise_merge_forget (PoiseMonth *trash, const char *id)
{
  remove_from (trash, id);
  if (find_removed (trash, id) == NULL)
    return;
  json_object_remove_member (ensure_removed (trash), id);
  sort_removed (trash);
}

/**
 * poise_merge_forget_revived:
 * @merge: what was merged into, with its month on the disk
 *
 * Takes out of the trash what stands in the month again.
 */
void
poise_merge_forget_revived (PoiseMerge *merge)
{
  for (guint i = 0; i < merge->revived->len; i++)
    poise_merge_forget (merge->trash, g_ptr_array_index (merge->revived, i));
}
