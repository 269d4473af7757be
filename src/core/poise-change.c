/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-change.h"

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
