/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What would come in, in words and rows. */

#pragma once

#include <adwaita.h>

#include "poise-import-plan.h"

G_BEGIN_DECLS

/**
 * PoiseImportOptionsFunc:
 * @options: what the person says of the source
 * @data: for the function
 *
 * The person said what the source does not.
 */
typedef void (*PoiseImportOptionsFunc) (const PoiseImportOptions *options, gpointer data);

void poise_import_preview_fill (GtkBox *box,
                                const PoiseImport *import,
                                const PoiseImportPlan *plan,
                                PoiseImportOptionsFunc func,
                                gpointer data);

G_END_DECLS
