/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bringing another journal in: which kind, what would come, and doing it. */

#pragma once

#include <adwaita.h>

#include "poise-context.h"
#include "poise-import-plan.h"

G_BEGIN_DECLS

#define POISE_TYPE_IMPORT_DIALOG (poise_import_dialog_get_type ())

G_DECLARE_FINAL_TYPE (PoiseImportDialog, poise_import_dialog, POISE, IMPORT_DIALOG, AdwDialog)

PoiseImportDialog *poise_import_dialog_new (PoiseContext *context);
void poise_import_dialog_open (PoiseImportDialog *self, const char *format, const char *path);
PoiseImportPlan *poise_import_dialog_steal_plan (PoiseImportDialog *self);
void poise_import_dialog_stop (PoiseImportDialog *self);

G_END_DECLS
