/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All the questions: the person's own, to write and order, and the built-in ones, to switch off. */

#pragma once

#include <adwaita.h>

#include "poise-context.h"

G_BEGIN_DECLS

#define POISE_TYPE_PROMPTS_DIALOG (poise_prompts_dialog_get_type ())

G_DECLARE_FINAL_TYPE (PoisePromptsDialog, poise_prompts_dialog, POISE, PROMPTS_DIALOG, AdwDialog)

AdwDialog *poise_prompts_dialog_new (PoiseContext *context);

void poise_prompts_dialog_keep_draft (PoisePromptsDialog *self);

G_END_DECLS
