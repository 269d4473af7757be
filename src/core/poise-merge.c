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
  merge->trash_changed = TRUE;
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
 * poise_merge_version:
 * @merge: what is merged into
 * @entry: a version of an entry
 * @base: (nullable): the modification of the version that it was made from
 *
 * Takes @entry in. Where another version stands that is not its base, the
 * newer one stays and the older one goes to the trash.
 */
void
poise_merge_version (PoiseMerge *merge, PoiseEntry *entry, GDateTime *base)
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
  PoiseEntry *theirs = poise_month_find (merge->month, change->id, NULL);

  if (change->entry != NULL)
    {
      poise_merge_version (merge, change->entry, change->base);
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
