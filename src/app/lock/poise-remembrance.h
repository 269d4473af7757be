/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What opens the journal on this computer without its passphrase, in the desktop's keyring: the
 * Secret Service, or in a sandbox the Secret portal, as libsecret finds it.
 *
 * Nothing here waits: a keyring that does not answer is given up after a while.
 */

#pragma once

#include "poise-folder.h"
#include "poise-keyring.h"

G_BEGIN_DECLS

/**
 * PoiseRemembrance:
 * @POISE_REMEMBRANCE_UNAVAILABLE: there is no keyring, or it does not answer
 * @POISE_REMEMBRANCE_LOCKED: the keyring is locked, and holds something
 * @POISE_REMEMBRANCE_ABSENT: it holds nothing
 * @POISE_REMEMBRANCE_THERE: it holds what opens the journal, or did
 *
 * What the keyring knows of a journal.
 */
typedef enum
{
  POISE_REMEMBRANCE_UNAVAILABLE,
  POISE_REMEMBRANCE_LOCKED,
  POISE_REMEMBRANCE_ABSENT,
  POISE_REMEMBRANCE_THERE,
} PoiseRemembrance;

void poise_remembrance_look_async (PoiseFolder *folder,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer data);
PoiseRemembrance
poise_remembrance_look_finish (PoiseFolder *folder, GAsyncResult *result, char **token);

void poise_remembrance_keep_async (PoiseFolder *folder,
                                   PoiseKeyring *keyring,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer data);
gboolean poise_remembrance_keep_finish (PoiseFolder *folder, GAsyncResult *result, GError **error);

void poise_remembrance_forget_async (PoiseFolder *folder,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer data);
gboolean
poise_remembrance_forget_finish (PoiseFolder *folder, GAsyncResult *result, GError **error);

void poise_remembrance_renew (PoiseFolder *folder);

G_END_DECLS
