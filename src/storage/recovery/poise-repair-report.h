/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a repair of one file came to, and what it may not have got back. */

#pragma once

#include "poise-day.h"

G_BEGIN_DECLS

/**
 * PoiseLostEntry:
 * @id: its id, or an empty text where that is gone
 * @day: its day, or %POISE_DAY_INVALID
 *
 * What is left of an entry.
 */
typedef struct
{
  char *id;
  PoiseDay day;
} PoiseLostEntry;

/**
 * PoiseRepairReport:
 * @path: the file that was damaged
 * @kept: where it is kept as it was
 * @n_salvaged: how many entries were found in it
 * @is_sealed: whether it was locked, so that nothing can be read in it
 * @is_side: whether it is no month: what its newest backup holds is all that comes back
 * @is_empty: whether nothing of a month was found in it
 * @lost: (element-type PoiseLostEntry): the entries of which only a part stands in it
 * @n_odd_bytes: how many bytes that belong to no text stand between the entries
 * @backup_day: (nullable): the day of the backup from which entries came back, `2026-11-24`
 * @n_backed_up: how many
 */
typedef struct
{
  char *path;
  char *kept;
  guint n_salvaged;
  gboolean is_sealed;
  gboolean is_side;
  gboolean is_empty;
  GPtrArray *lost;
  guint n_odd_bytes;
  char *backup_day;
  guint n_backed_up;
} PoiseRepairReport;

PoiseRepairReport *poise_repair_report_new (const char *path, const char *kept);
void poise_repair_report_free (PoiseRepairReport *self);

void poise_repair_report_take_rest (PoiseRepairReport *self,
                                    const char *rest,
                                    gsize length,
                                    GHashTable *found_ids);
void poise_repair_report_take_back (PoiseRepairReport *self, GHashTable *ids);
char *poise_repair_report_describe_loss (const PoiseRepairReport *self);
char *poise_repair_report_describe_kept (const PoiseRepairReport *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PoiseRepairReport, poise_repair_report_free)

G_END_DECLS
