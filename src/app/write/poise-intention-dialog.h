/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Choosing what one means to do this week: own words, or a suggestion. */

#pragma once

#include <adwaita.h>

#include "poise-context.h"

G_BEGIN_DECLS

#define POISE_TYPE_INTENTION_DIALOG (poise_intention_dialog_get_type ())

G_DECLARE_FINAL_TYPE (PoiseIntentionDialog,
                      poise_intention_dialog,
                      POISE,
                      INTENTION_DIALOG,
                      AdwDialog)

AdwDialog *poise_intention_dialog_new (PoiseContext *context);

void poise_intention_dialog_keep_draft (PoiseIntentionDialog *self);

G_END_DECLS
