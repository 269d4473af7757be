/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing the journal in another format: which entries, and where. */

#pragma once

#include <adwaita.h>

#include "poise-context.h"

G_BEGIN_DECLS

#define POISE_TYPE_EXPORT_DIALOG (poise_export_dialog_get_type ())

G_DECLARE_FINAL_TYPE (PoiseExportDialog, poise_export_dialog, POISE, EXPORT_DIALOG, AdwDialog)

AdwDialog *
poise_export_dialog_new (PoiseContext *context, PoiseJournal *selection, AdwToastOverlay *toasts);

void poise_export_run (PoiseContext *context,
                       PoiseJournal *journal,
                       AdwToastOverlay *toasts,
                       const char *format,
                       const char *path,
                       guint n_weeks);

G_END_DECLS
