/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How versions of entries from several writers become one month. */

#pragma once

#include "poise-change.h"
#include "poise-month.h"

G_BEGIN_DECLS

/* Members that an entry in the trash has besides its own. */
#define POISE_MERGE_DELETED "deleted"
#define POISE_MERGE_CONFLICT_OF "conflict-of"
/* Two clocks that differ by more than this cannot say which of two versions is newer. */
#define POISE_MERGE_MAX_AHEAD (60 * G_TIME_SPAN_SECOND)

/**
 * PoiseMerge:
 * @month: what the month's file shall hold
 * @trash: what the month's file of deleted entries shall hold, those of @revived
 *   included
 * @has_deleted: whether @trash gained an entry; it must be on the disk before
 *   @month
 * @revived: (element-type utf8): the ids of entries that came back from @trash;
 *   they leave it once @month is on the disk
 * @n_settled: how many entries left @month, or did not come into it, since they had been deleted
 *   elsewhere
 * @now: this moment
 */
typedef struct
{
  PoiseMonth *month;
  PoiseMonth *trash;
  gboolean has_deleted;
  GPtrArray *revived;
  guint n_settled;
  GDateTime *now;
} PoiseMerge;

void poise_merge_init (PoiseMerge *merge, PoiseMonth *trash, GDateTime *now);
void poise_merge_clear (PoiseMerge *merge);
void poise_merge_version (PoiseMerge *merge, PoiseEntry *entry, const PoiseVersion *base);
void poise_merge_change (PoiseMerge *merge, PoiseChange *change);
void poise_merge_settle (PoiseMerge *merge);
void poise_merge_trash (PoiseMerge *merge, PoiseMonth *other);
void poise_merge_forget_revived (PoiseMerge *merge);

char *poise_merge_serialize (PoiseEntry *entry);
GDateTime *poise_merge_date_deletion (PoiseEntry *entry, GDateTime *now);
gboolean poise_merge_date_revival (PoiseEntry *entry, PoiseMonth *trash, GDateTime *now);
PoiseEntry *poise_merge_new_deleted (PoiseEntry *entry, GDateTime *when);
void poise_merge_remove (PoiseMonth *trash, guint position);
void poise_merge_forget (PoiseMonth *trash, const char *id);

GDateTime *poise_merge_get_deleted (PoiseMonth *trash, PoiseEntry *entry, const char *id);
GDateTime *poise_merge_find_deleted (PoiseMonth *trash, const char *id);
GList *poise_merge_list_removed (PoiseMonth *trash);
gboolean poise_merge_take_removed (PoiseMonth *trash, PoiseMonth *other, const char *id);
gboolean poise_merge_was_removed (PoiseMonth *trash, PoiseEntry *entry);
char *poise_merge_name_conflict (PoiseEntry *loser);
gboolean poise_merge_forget_removed (PoiseMonth *trash, GDateTime *before);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PoiseMerge, poise_merge_clear)

G_END_DECLS
