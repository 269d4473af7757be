/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an import would do to a journal, and doing it. */

#pragma once

#include "poise-batch.h"
#include "poise-import.h"

G_BEGIN_DECLS

/**
 * PoiseImportPlan: (foreign)
 * @entries: (element-type PoiseEntry): what the journal does not have yet
 * @changed: (element-type PoiseEntry): what the journal has in another version, which stays
 * @n_present: entries that the journal has already
 * @first: the first day of @entries; %POISE_DAY_INVALID without any
 * @last: the last day
 * @n_days: how many days have one
 * @n_intentions: how many intentions the journal does not have yet
 */
typedef struct
{
  GPtrArray *entries;
  GPtrArray *changed;
  guint n_present;
  PoiseDay first;
  PoiseDay last;
  guint n_days;
  guint n_intentions;

  /*< private >*/
  PoiseIntentionList *before; /* the journal's intentions; NULL where nothing comes in */
  PoiseIntentionList *after;
} PoiseImportPlan;

/**
 * PoiseImportTagFunc:
 * @text: an entry's text
 * @data: for the function
 *
 * Returns: (transfer full) (nullable): what the tagger says of it
 */
typedef PoiseTag *(*PoiseImportTagFunc) (const char *text, gpointer data);

PoiseImportPlan *poise_import_plan_new (PoiseImport *import, GPtrArray *present);
void poise_import_plan_free (PoiseImportPlan *self);
void
poise_import_plan_add_intentions (PoiseImportPlan *self, PoiseImport *import, PoiseFolder *folder);
gboolean poise_import_plan_is_empty (const PoiseImportPlan *self);
gboolean poise_import_plan_has_intentions (const PoiseImportPlan *self);

gboolean poise_import_plan_tag (PoiseImportPlan *self,
                                PoiseImportTagFunc tag,
                                gpointer tag_data,
                                PoiseProgressFunc progress,
                                gpointer progress_data,
                                GCancellable *cancellable,
                                GError **error);
gboolean poise_import_plan_put (PoiseImportPlan *self,
                                PoiseFolder *folder,
                                PoiseBatch *batch,
                                gboolean is_in,
                                GDateTime *now,
                                PoiseProgressFunc progress,
                                gpointer progress_data,
                                GCancellable *cancellable,
                                char **undo,
                                GError **error);
gboolean poise_import_plan_apply (PoiseImportPlan *self,
                                  PoiseFolder *folder,
                                  GDateTime *now,
                                  PoiseProgressFunc progress,
                                  gpointer progress_data,
                                  GCancellable *cancellable,
                                  char **undo,
                                  GError **error);
gboolean
poise_import_plan_undo (PoiseImportPlan *self, PoiseFolder *folder, GDateTime *now, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PoiseImportPlan, poise_import_plan_free)

G_END_DECLS
