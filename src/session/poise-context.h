/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the pages work with: the store, the tagger, the settings. There is one
 * in a running program; the application makes it and hands it down.
 */

#pragma once

#include "poise-history.h"
#include "poise-intention-list.h"
#include "poise-learned.h"
#include "poise-prompt-set.h"
#include "poise-store.h"
#include "poise-tagger.h"
#include "poise-uncertainty.h"

G_BEGIN_DECLS

#define POISE_TYPE_CONTEXT (poise_context_get_type ())

G_DECLARE_FINAL_TYPE (PoiseContext, poise_context, POISE, CONTEXT, GObject)

PoiseContext *poise_context_new (PoiseStore *store, PoiseTagger *tagger, GSettings *settings);

PoiseStore *poise_context_get_store (PoiseContext *self);
PoiseFolder *poise_context_get_folder (PoiseContext *self);
gboolean poise_context_is_sample (PoiseContext *self);
PoiseJournal *poise_context_get_journal (PoiseContext *self);
PoiseTagger *poise_context_get_tagger (PoiseContext *self);
PoiseHistory *poise_context_get_history (PoiseContext *self);
GSettings *poise_context_get_settings (PoiseContext *self);
PoiseLearned *poise_context_get_learned (PoiseContext *self);

PoiseDay poise_context_get_today (PoiseContext *self);
void poise_context_look_at_day (PoiseContext *self);
GDateWeekday poise_context_get_first_weekday (PoiseContext *self);
const PoiseAccuracy *poise_context_get_accuracy (PoiseContext *self);

void poise_context_load_async (PoiseContext *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data);
gboolean poise_context_load_finish (PoiseContext *self, GAsyncResult *result, GError **error);
gboolean poise_context_is_loaded (PoiseContext *self);

PoiseIntentionList *poise_context_get_intentions (PoiseContext *self);
const GError *poise_context_get_intentions_error (PoiseContext *self);

PoisePromptSet *poise_context_get_prompts (PoiseContext *self);
const GError *poise_context_get_prompts_error (PoiseContext *self);

void poise_context_set_folder_async (PoiseContext *self,
                                     const char *path,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer data);
gboolean poise_context_set_folder_finish (PoiseContext *self, GAsyncResult *result, GError **error);

G_END_DECLS
