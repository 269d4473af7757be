/* SPDX-License-Identifier: GPL-3.0-or-later */
/* *Before and After*: as many weeks before a day as after it, side by side. */

#pragma once

#include <adwaita.h>

#include "poise-context.h"

G_BEGIN_DECLS

#define POISE_TYPE_COMPARISON_DIALOG (poise_comparison_dialog_get_type ())

G_DECLARE_FINAL_TYPE (PoiseComparisonDialog,
                      poise_comparison_dialog,
                      POISE,
                      COMPARISON_DIALOG,
                      AdwDialog)

AdwDialog *poise_comparison_dialog_new (PoiseContext *context);

void poise_comparison_dialog_keep_draft (PoiseComparisonDialog *self);

G_END_DECLS
