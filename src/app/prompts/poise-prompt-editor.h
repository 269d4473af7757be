/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of one of the person's own questions, and what it asks about. */

#pragma once

#include <adwaita.h>

#include "poise-context.h"

G_BEGIN_DECLS

#define POISE_TYPE_PROMPT_EDITOR (poise_prompt_editor_get_type ())

G_DECLARE_FINAL_TYPE (PoisePromptEditor,
                      poise_prompt_editor,
                      POISE,
                      PROMPT_EDITOR,
                      AdwNavigationPage)

AdwNavigationPage *poise_prompt_editor_new (PoiseContext *context, const PoisePrompt *prompt);

gboolean poise_prompt_editor_is_changed (PoisePromptEditor *self);
void poise_prompt_editor_save (PoisePromptEditor *self);

G_END_DECLS
