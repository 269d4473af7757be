/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the store does to a journal as a whole: repairing it, going back,
 * locking it and opening it for good. */

#pragma once

#include "poise-keyring.h"
#include "poise-repair-report.h"
#include "poise-restore.h"
#include "poise-store.h"

G_BEGIN_DECLS

/**
 * PoiseRestorePoint:
 * @name: the point, as poise_backup_list() gives it
 * @effect: what going back to it would do now
 */
typedef struct
{
  char *name;
  PoiseRestoreEffect effect;
} PoiseRestorePoint;

void poise_restore_point_free (PoiseRestorePoint *self);

void poise_store_list_points_async (PoiseStore *self,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer data);
GPtrArray *poise_store_list_points_finish (PoiseStore *self, GAsyncResult *result, GError **error);

void poise_store_restore_async (PoiseStore *self,
                                const char *point,
                                PoiseWayBack *since,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer data);
PoiseWayBack *poise_store_restore_finish (PoiseStore *self, GAsyncResult *result, GError **error);

gboolean poise_store_can_repair (PoiseStore *self);
void poise_store_repair_async (PoiseStore *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data);
gboolean poise_store_repair_finish (PoiseStore *self,
                                    GAsyncResult *result,
                                    GPtrArray **reports,
                                    GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PoiseRestorePoint, poise_restore_point_free)

void poise_store_lock_async (PoiseStore *self,
                             PoiseKeyring *keyring,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data);
gboolean poise_store_lock_finish (PoiseStore *self, GAsyncResult *result, GError **error);

void poise_store_unlock_async (PoiseStore *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data);
gboolean poise_store_unlock_finish (PoiseStore *self, GAsyncResult *result, GError **error);

void poise_store_join_async (PoiseStore *self,
                             const char *secret,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data);
gboolean poise_store_join_finish (PoiseStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
