/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The journal's keeper: reads the folder into the model, and writes every
 * change of the model back, off the main thread, without being asked.
 */

#pragma once

#include "poise-file-kind.h"
#include "poise-file-lack.h"
#include "poise-folder.h"
#include "poise-journal.h"
#include "poise-problem.h"

G_BEGIN_DECLS

#define POISE_TYPE_STORE (poise_store_get_type ())

G_DECLARE_FINAL_TYPE (PoiseStore, poise_store, POISE, STORE, GObject)

/**
 * PoiseStoreState:
 * @POISE_STORE_SAVED: everything is on the disk
 * @POISE_STORE_UNSAVED: something waits to be written, or is being written
 * @POISE_STORE_FAILED: the last write failed and will be tried again
 */
typedef enum
{
  POISE_STORE_SAVED,
  POISE_STORE_UNSAVED,
  POISE_STORE_FAILED,
} PoiseStoreState;

/**
 * PoiseClockFunc:
 * @data: what was passed along with it
 *
 * Returns: (transfer full): this moment, in the person's time zone
 */
typedef GDateTime *(*PoiseClockFunc) (gpointer data);

/**
 * PoiseStoreTurnFunc:
 * @task: (transfer full): what poise_store_await_turn() was given
 *
 * Begins it.
 */
typedef void (*PoiseStoreTurnFunc) (GTask *task);

PoiseStore *poise_store_new (PoiseFolder *folder,
                             PoiseJournal *journal,
                             PoiseClockFunc clock,
                             gpointer clock_data);
PoiseStore *
poise_store_new_in_memory (PoiseJournal *journal, PoiseClockFunc clock, gpointer clock_data);

PoiseJournal *poise_store_get_journal (PoiseStore *self);
PoiseFolder *poise_store_get_folder (PoiseStore *self);
PoiseStoreState poise_store_get_state (PoiseStore *self);
void poise_store_await (PoiseStore *self, GTask *task);
void poise_store_await_turn (PoiseStore *self, GTask *task, PoiseStoreTurnFunc begin);
gboolean poise_store_is_awaiting (PoiseStore *self);
const GError *poise_store_get_error (PoiseStore *self);
GPtrArray *poise_store_get_problems (PoiseStore *self);
PoiseFileLack poise_store_get_lacks (PoiseStore *self);
GDateTime *poise_store_get_now (PoiseStore *self);

void poise_store_load_async (PoiseStore *self,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data);
gboolean poise_store_load_finish (PoiseStore *self, GAsyncResult *result, GError **error);

void poise_store_put (PoiseStore *self, PoiseEntry *entry);
void poise_store_bring_back (PoiseStore *self, PoiseEntry *entry);
void poise_store_put_edited (PoiseStore *self, PoiseEntry *entry);
void poise_store_delete (PoiseStore *self, PoiseEntry *entry);
void poise_store_follow_file (PoiseStore *self, const PoiseFileKind *kind);
void poise_store_put_change (PoiseStore *self, const PoiseFileKind *kind, gpointer change);

void poise_store_flush_async (PoiseStore *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data);
gboolean poise_store_flush_finish (PoiseStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
