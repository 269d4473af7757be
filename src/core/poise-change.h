/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One change of one entry, on its way to the disk. */

#pragma once

#include "poise-entry.h"

G_BEGIN_DECLS

/**
 * PoiseChange:
 * @id: the entry's id
 * @entry: (nullable): what it shall be; %NULL to put it into the trash
 * @base: (nullable): the modification of the version that was changed; %NULL
 *   for a new entry
 */
typedef struct
{
  char *id;
  PoiseEntry *entry;
  GDateTime *base;
} PoiseChange;

PoiseChange *poise_change_new (const char *id, PoiseEntry *entry, GDateTime *base);
void poise_change_free (PoiseChange *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PoiseChange, poise_change_free)

G_END_DECLS
