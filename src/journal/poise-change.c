/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-change.h"

/**
 * poise_change_new:
 * @id: the entry's id
 * @entry: (nullable): what it shall be; %NULL to put into the trash whatever the
 *   disk holds
 * @base: (nullable): the version that was changed
 *
 * Makes a change of one entry. @entry is copied, so that it may go on
 * changing while a thread writes.
 *
 * Returns: (transfer full): the change
 */
PoiseChange *
poise_change_new (const char *id, PoiseEntry *entry, const PoiseVersion *base)
{
  PoiseChange *self = g_new0 (PoiseChange, 1);

  self->id = g_strdup (id);
  self->entry = entry != NULL ? poise_entry_copy (entry) : NULL;
  self->base = poise_version_copy (base);
  return self;
}

/**
 * poise_change_new_deletion:
 * @last: the entry as the person saw it last
 * @base: (nullable): the version that the disk held then
 *
 * Makes a change that puts an entry into the trash, with words that were never
 * saved.
 *
 * Returns: (transfer full): the change
 */
PoiseChange *
poise_change_new_deletion (PoiseEntry *last, const PoiseVersion *base)
{
  PoiseChange *self = poise_change_new (poise_entry_get_id (last), NULL, base);

  self->last = poise_entry_copy (last);
  return self;
}

/**
 * poise_change_new_discarding:
 * @entry: an entry as it was put into the journal
 *
 * Makes a change that takes an entry out as if it had never been there. If it
 * was changed since, it goes to the trash.
 *
 * Returns: (transfer full): the change
 */
PoiseChange *
poise_change_new_discarding (PoiseEntry *entry)
{
  g_autoptr (PoiseVersion) base = poise_version_new (entry);
  PoiseChange *self = poise_change_new (poise_entry_get_id (entry), NULL, base);

  self->discards = TRUE;
  return self;
}

/**
 * poise_change_new_copy:
 * @entry: an entry of a copy of its month
 *
 * Makes a change that merges a version that another program left beside the month.
 *
 * Returns: (transfer full): the change
 */
PoiseChange *
poise_change_new_copy (PoiseEntry *entry)
{
  PoiseChange *self = poise_change_new (poise_entry_get_id (entry), entry, NULL);

  self->is_copy = TRUE;
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
  g_clear_object (&self->last);
  g_clear_pointer (&self->base, poise_version_free);
  g_free (self);
}

/**
 * poise_changes_new:
 *
 * Returns: (transfer full) (element-type PoiseChange): a list of changes that
 *   frees them
 */
GPtrArray *
poise_changes_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) poise_change_free);
}
