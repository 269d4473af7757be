/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What would come in, in words and rows. */

#pragma once

#include <adwaita.h>

#include "poise-import-plan.h"

G_BEGIN_DECLS

void
poise_import_preview_fill (GtkBox *box, const PoiseImport *import, const PoiseImportPlan *plan);

G_END_DECLS
