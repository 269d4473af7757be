/* SPDX-License-Identifier: GPL-3.0-or-later */
/* *Review…*: looking back on a month or a quarter, and handing that out. */

#pragma once

#include <adwaita.h>

#include "poise-context.h"

G_BEGIN_DECLS

#define POISE_TYPE_REVIEW_DIALOG (poise_review_dialog_get_type ())

G_DECLARE_FINAL_TYPE (PoiseReviewDialog, poise_review_dialog, POISE, REVIEW_DIALOG, AdwDialog)

AdwDialog *poise_review_dialog_new (PoiseContext *context);

void poise_review_dialog_keep_draft (PoiseReviewDialog *self);

G_END_DECLS
