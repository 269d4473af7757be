/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An import that was done: it can be taken out as one, and put in again. */

#pragma once

#include "poise-import-plan.h"
#include "poise-store.h"

G_BEGIN_DECLS

#define POISE_TYPE_IMPORTED (poise_imported_get_type ())

G_DECLARE_FINAL_TYPE (PoiseImported, poise_imported, POISE, IMPORTED, GObject)

PoiseImported *poise_imported_new (PoiseImportPlan *plan);
gboolean poise_imported_is_in (PoiseImported *self);
gboolean poise_imported_is_working (PoiseImported *self);
gboolean poise_imported_is_written_since (PoiseImported *self, PoiseStore *store);
void poise_imported_put (PoiseImported *self, PoiseStore *store, gboolean is_in);

G_END_DECLS
