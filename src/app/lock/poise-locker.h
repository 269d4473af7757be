/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whether the journal is locked, and how it comes to be so and to be open again.
 *
 * It has no window: who shows the journal listens to it.
 */

#pragma once

#include "poise-document.h"
#include "poise-keyring.h"

G_BEGIN_DECLS

#define POISE_TYPE_LOCKER (poise_locker_get_type ())

G_DECLARE_FINAL_TYPE (PoiseLocker, poise_locker, POISE, LOCKER, GObject)

PoiseLocker *poise_locker_new (PoiseFolder *folder);
PoiseFolder *poise_locker_get_folder (PoiseLocker *self);
gboolean poise_locker_is_locked (PoiseLocker *self);
gboolean poise_locker_can_lock (PoiseLocker *self);
void poise_locker_update (PoiseLocker *self);
void poise_locker_set_context (PoiseLocker *self, PoiseContext *context);
void poise_locker_lock (PoiseLocker *self, PoiseDocument *document);
void poise_locker_unlock (PoiseLocker *self, PoiseKeyring *keyring);
gboolean poise_locker_is_holding (PoiseLocker *self);
gboolean poise_locker_is_by_others (PoiseLocker *self);

G_END_DECLS
