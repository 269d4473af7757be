/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Tags the entries again that another model tagged: on a thread, all or none,
 * and so that it can be undone. What the person corrected stays.
 */

#pragma once

#include "poise-store.h"
#include "poise-tagger.h"

G_BEGIN_DECLS

#define POISE_TYPE_RETAGGER (poise_retagger_get_type ())

G_DECLARE_FINAL_TYPE (PoiseRetagger, poise_retagger, POISE, RETAGGER, GObject)

PoiseRetagger *poise_retagger_new (PoiseStore *store, PoiseTagger *tagger);

guint poise_retagger_count_old (PoiseRetagger *self);
double poise_retagger_get_progress (PoiseRetagger *self);

void poise_retagger_run_async (PoiseRetagger *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data);
gboolean
poise_retagger_run_finish (PoiseRetagger *self, GAsyncResult *result, guint *n, GError **error);
void poise_retagger_undo (PoiseRetagger *self);

G_END_DECLS
