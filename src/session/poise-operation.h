/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Something done to some entries that can be undone. */

#pragma once

#include "poise-asking.h"
#include "poise-correction.h"
#include "poise-imported.h"
#include "poise-intending.h"
#include "poise-restored.h"
#include "poise-store.h"
#include "poise-tagging.h"

G_BEGIN_DECLS

#define POISE_TYPE_OPERATION (poise_operation_get_type ())

G_DECLARE_FINAL_TYPE (PoiseOperation, poise_operation, POISE, OPERATION, GObject)

PoiseOperation *poise_operation_new_delete (GPtrArray *entries);
PoiseOperation *poise_operation_new_delete_as (GPtrArray *entries, const char *title);
PoiseOperation *poise_operation_new_put (GPtrArray *entries, const char *title);
PoiseOperation *poise_operation_new_import (PoiseImported *imported, const char *title);
PoiseOperation *poise_operation_new_restore (PoiseRestored *restored, const char *title);
PoiseOperation *poise_operation_new_correction (PoiseCorrection *correction);
PoiseOperation *poise_operation_new_corrections (GPtrArray *corrections, const char *title);
PoiseOperation *poise_operation_new_intending (PoiseIntentionList *list,
                                               PoiseIntentionList *after,
                                               const char *title);
PoiseOperation *poise_operation_new_tagging (PoiseTagging *tagging);
PoiseOperation *poise_operation_new_asking (PoiseAsking *asking);
PoiseOperation *poise_operation_new_asking_added (PoisePromptSet *set, guint first);

gboolean poise_operation_is_of_entries (PoiseOperation *self);
guint poise_operation_get_n_corrections (PoiseOperation *self);
gboolean poise_operation_corrects (PoiseOperation *self, PoiseEntry *entry);
gboolean poise_operation_is_restore (PoiseOperation *self);
gboolean poise_operation_says (PoiseOperation *self);
gboolean poise_operation_is_working (PoiseOperation *self);
gboolean poise_operation_is_left_over (PoiseOperation *self, gboolean is_run);
gboolean poise_operation_is_written_since (PoiseOperation *self, PoiseStore *store);
PoiseAsking *poise_operation_get_asking (PoiseOperation *self);
const char *poise_operation_get_title (PoiseOperation *self);
GPtrArray *poise_operation_get_entries (PoiseOperation *self);
gboolean poise_operation_takes_out (PoiseOperation *self, gboolean is_run);
void poise_operation_run (PoiseOperation *self, PoiseStore *store);
void poise_operation_undo (PoiseOperation *self, PoiseStore *store);

G_END_DECLS
