/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A going back to a backup that was done: it can be taken back, and done again. */

#pragma once

#include "poise-store-recovery.h"

G_BEGIN_DECLS

#define POISE_TYPE_RESTORED (poise_restored_get_type ())

G_DECLARE_FINAL_TYPE (PoiseRestored, poise_restored, POISE, RESTORED, GObject)

PoiseRestored *poise_restored_new (PoiseWayBack *way);
gboolean poise_restored_is_in (PoiseRestored *self);
gboolean poise_restored_is_working (PoiseRestored *self);
void poise_restored_put (PoiseRestored *self, PoiseStore *store, gboolean is_in);

G_END_DECLS
