/* SPDX-License-Identifier: GPL-3.0-or-later */
/* At the week's end: what became of the intention, and what comes next. */

#pragma once

#include <adwaita.h>

#include "poise-context.h"

G_BEGIN_DECLS

#define POISE_TYPE_CHECK_IN_DIALOG (poise_check_in_dialog_get_type ())

G_DECLARE_FINAL_TYPE (PoiseCheckInDialog, poise_check_in_dialog, POISE, CHECK_IN_DIALOG, AdwDialog)

AdwDialog *poise_check_in_dialog_new (PoiseContext *context);

void poise_check_in_dialog_keep_draft (PoiseCheckInDialog *self);

G_END_DECLS
