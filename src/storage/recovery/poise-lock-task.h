/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of poise-lock.h and poise-lock-open.h takes about half a second, or waits for the disk, on a
 * thread. */

#pragma once

#include "poise-folder.h"
#include "poise-keyring.h"
#include "poise-lock-state.h"

G_BEGIN_DECLS

void poise_lock_open_async (PoiseFolder *folder,
                            const char *passphrase,
                            const char *recovery,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data);
void poise_lock_open_with_token_async (PoiseFolder *folder,
                                       const char *token,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer data);
PoiseKeyring *poise_lock_open_finish (PoiseFolder *folder, GAsyncResult *result, GError **error);
const char *poise_lock_open_get_changed (GAsyncResult *result);

void poise_lock_find_news_async (PoiseFolder *folder,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer data);
PoiseKeyNews poise_lock_find_news_finish (PoiseFolder *folder, GAsyncResult *result);

void poise_lock_find_locked_async (PoiseFolder *folder,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer data);
gboolean poise_lock_find_locked_finish (PoiseFolder *folder, GAsyncResult *result, GError **error);

void poise_lock_list_readable_async (PoiseFolder *folder,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer data);
GPtrArray *
poise_lock_list_readable_finish (PoiseFolder *folder, GAsyncResult *result, GError **error);

void poise_lock_plan_async (PoiseFolder *folder,
                            const char *passphrase,
                            GDateTime *now,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data);
PoiseKeyring *
poise_lock_plan_finish (PoiseFolder *folder, GAsyncResult *result, char **recovery, GError **error);

void poise_lock_change_async (PoiseFolder *folder,
                              const char *passphrase,
                              const char *recovery,
                              GDateTime *now,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data);
gboolean poise_lock_change_finish (PoiseFolder *folder, GAsyncResult *result, GError **error);

G_END_DECLS
