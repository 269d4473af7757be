/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-merge.h"

#include "poise-time.h"
#include "poise-uuid.h"

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
move_to_trash (PoiseMerge *merge, PoiseEntry *entry)
{
  g_autofree char *deleted = poise_time_to_string (merge->now);

  remove_from (merge->trash, poise_entry_get_id (entry));
  g_ptr_array_add (merge->trash->entries, with_member (entry, POISE_MERGE_DELETED, deleted));
  merge->has_deleted = TRUE;
}

static gboolean
has_same_text (PoiseEntry *a, PoiseEntry *b)
{
  return g_str_equal (poise_entry_get_text (a), poise_entry_get_text (b));
}

/* The loser of a conflict goes to the trash under an id of its own: its
 * entry lives on under the old one. */
static void
keep_conflict (PoiseMerge *merge, PoiseEntry *loser)
{
  g_autofree char *id = poise_uuid_new (merge->now, NULL);
  g_autoptr (PoiseEntry) copy =
    poise_entry_new (id, poise_entry_get_day (loser), poise_entry_get_created (loser));
  g_autoptr (PoiseEntry) marked = NULL;

  poise_entry_assign (copy, loser);
  marked = with_member (copy, POISE_MERGE_CONFLICT_OF, poise_entry_get_id (loser));
  move_to_trash (merge, marked);
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
  ours_wins = !is_changed || poise_entry_compare_modified (entry, theirs) >= 0;
  if (is_changed && !has_same_text (entry, theirs))
    keep_conflict (merge, ours_wins ? theirs : entry);
  if (ours_wins)
    {
      g_object_unref (theirs);
      merge->month->entries->pdata[position] = g_object_ref (entry);
    }
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
        move_to_trash (merge, theirs);
    }
  else if (theirs == NULL && in_trash != NULL)
    {
      if (!has_same_text (last, in_trash))
        keep_conflict (merge, last);
    }
  else
    {
      if (theirs != NULL && !has_same_text (last, theirs) &&
          (change->base == NULL || !poise_version_is_of (change->base, theirs)))
        keep_conflict (merge, theirs);
      move_to_trash (merge, last);
    }
  remove_from (merge->month, change->id);
}

/**
 * poise_merge_change:
 * @merge: what is merged into
 * @change: a change
 *
 * Brings a change in: a new version, or a way to the trash.
 */
void
poise_merge_change (PoiseMerge *merge, PoiseChange *change)
{
  if (change->entry == NULL)
    {
      merge_deletion (merge, change);
      return;
    }
  poise_merge_version (merge, change->entry, change->base);
  if (poise_month_find (merge->trash, change->id, NULL) != NULL)
    g_ptr_array_add (merge->revived, g_strdup (change->id));
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
    remove_from (merge->trash, g_ptr_array_index (merge->revived, i));
}
