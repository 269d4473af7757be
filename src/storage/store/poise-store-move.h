/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The store goes to another folder. Into one without a journal it takes the one along that is
 * open. */

#pragma once

#include "poise-store.h"

G_BEGIN_DECLS

void poise_store_set_folder_async (PoiseStore *self,
                                   PoiseFolder *folder,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer data);
gboolean poise_store_set_folder_finish (PoiseStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
