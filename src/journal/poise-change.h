/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One change of one entry, on its way to the disk. */

#pragma once

#include "poise-version.h"

G_BEGIN_DECLS

/**
 * PoiseChange:
 * @id: the entry's id
 * @entry: (nullable): what it shall be; %NULL to put it into the trash
 * @last: (nullable): for a way to the trash, the entry as the person saw it
 *   last, with what was not saved yet
 * @base: (nullable): the version that was changed; %NULL for a new entry
 * @is_copy: whether @entry is of a copy of the month that another program left: it
 *   brings nothing back that was deleted since
 * @discards: whether an entry that is still as in @base leaves nothing in the
 *   trash
 */
typedef struct
{
  char *id;
  PoiseEntry *entry;
  PoiseEntry *last;
  PoiseVersion *base;
  gboolean is_copy;
  gboolean discards;
} PoiseChange;

PoiseChange *poise_change_new (const char *id, PoiseEntry *entry, const PoiseVersion *base);
PoiseChange *poise_change_new_deletion (PoiseEntry *last, const PoiseVersion *base);
PoiseChange *poise_change_new_discarding (PoiseEntry *entry);
PoiseChange *poise_change_new_copy (PoiseEntry *entry);
void poise_change_free (PoiseChange *self);
GPtrArray *poise_changes_new (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PoiseChange, poise_change_free)

G_END_DECLS
