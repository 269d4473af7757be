/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many changes over many months, of which all reach the disk or none. */

#pragma once

#include "poise-entry.h"
#include "poise-folder.h"

G_BEGIN_DECLS

/**
 * PoiseBatch: (foreign)
 *
 * Changes that are made to a journal together, all or none.
 */
typedef struct _PoiseBatch PoiseBatch;

/**
 * PoiseProgressFunc:
 * @done: how much is done
 * @total: how much there is
 * @data: for the function
 *
 * Called on the thread that works.
 */
typedef void (*PoiseProgressFunc) (guint done, guint total, gpointer data);

PoiseBatch *poise_batch_new (void);
void poise_batch_free (PoiseBatch *self);
void poise_batch_add (PoiseBatch *self, PoiseEntry *entry);
void poise_batch_discard (PoiseBatch *self, PoiseEntry *entry);
gboolean poise_batch_is_empty (const PoiseBatch *self);

gboolean poise_batch_apply (PoiseBatch *self,
                            PoiseFolder *folder,
                            GDateTime *now,
                            PoiseProgressFunc progress,
                            gpointer progress_data,
                            GCancellable *cancellable,
                            char **undo,
                            GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PoiseBatch, poise_batch_free)

G_END_DECLS
