/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Runs the tagger over the open entry: on a thread, when the writing rests.
 *
 * Each change is scheduled, which makes what an older run finds out of date;
 * PoiseTagRunner::due asks for a run, poise_tag_runner_wait_async() waits for the last.
 */

#pragma once

#include "poise-entry.h"
#include "poise-tagger.h"

G_BEGIN_DECLS

/**
 * PoiseTagRun:
 * @entry: the entry that was read
 * @text: its text then
 * @old: (nullable): its tag then
 * @old_text: (nullable): what @old speaks of
 * @is_edited: whether the person had changed the entry
 *
 * What a run began with.
 */
typedef struct
{
  PoiseEntry *entry;
  char *text;
  PoiseTag *old;
  char *old_text;
  gboolean is_edited;

  /*< private >*/
  guint64 serial;
} PoiseTagRun;

#define POISE_TYPE_TAG_RUNNER (poise_tag_runner_get_type ())

G_DECLARE_FINAL_TYPE (PoiseTagRunner, poise_tag_runner, POISE, TAG_RUNNER, GObject)

PoiseTagRunner *poise_tag_runner_new (PoiseTagger *tagger);

void poise_tag_runner_schedule (PoiseTagRunner *self, guint delay_ms);
gboolean poise_tag_runner_is_scheduled (PoiseTagRunner *self);
void poise_tag_runner_unschedule (PoiseTagRunner *self);
gboolean poise_tag_runner_is_idle (PoiseTagRunner *self);

void poise_tag_runner_run_async (PoiseTagRunner *self,
                                 PoiseEntry *entry,
                                 const char *old_text,
                                 gboolean is_edited,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer data);
PoiseTag *poise_tag_runner_run_finish (PoiseTagRunner *self, GAsyncResult *result, GError **error);
const PoiseTagRun *poise_tag_runner_get_run (GAsyncResult *result);
gboolean poise_tag_runner_is_current (PoiseTagRunner *self, const PoiseTagRun *run);
PoiseTag *poise_tag_runner_run_now (PoiseTagRunner *self, PoiseEntry *entry, const char *old_text);

void poise_tag_runner_wait_async (PoiseTagRunner *self,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer data);
gboolean poise_tag_runner_wait_finish (PoiseTagRunner *self, GAsyncResult *result, GError **error);

G_END_DECLS
