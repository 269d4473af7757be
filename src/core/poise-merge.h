/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How versions of entries from several writers become one month. */

#pragma once

#include "poise-change.h"
#include "poise-month.h"

G_BEGIN_DECLS

/* Members that an entry in the trash has besides its own. */
#define POISE_MERGE_DELETED "deleted"
#define POISE_MERGE_CONFLICT_OF "conflict-of"

/**
 * PoiseMerge:
 * @month: what the month's file shall hold
 * @trash: what the month's file of deleted entries shall hold
 * @trash_changed: whether @trash gained or lost an entry
 * @now: this moment
 */
typedef struct
{
  PoiseMonth *month;
  PoiseMonth *trash;
  gboolean trash_changed;
  GDateTime *now;
} PoiseMerge;

void poise_merge_version (PoiseMerge *merge, PoiseEntry *entry, GDateTime *base);
void poise_merge_change (PoiseMerge *merge, PoiseChange *change);

G_END_DECLS
