/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All the questions: the person's own, to write and order, and the built-in ones, to switch off. */

#pragma once

#include <adwaita.h>

#include "poise-context.h"

G_BEGIN_DECLS

#define POISE_TYPE_PROMPTS_WINDOW (poise_prompts_window_get_type ())

G_DECLARE_FINAL_TYPE (PoisePromptsWindow, poise_prompts_window, POISE, PROMPTS_WINDOW, AdwWindow)

GtkWindow *poise_prompts_window_new (GtkWindow *parent, PoiseContext *context);

G_END_DECLS
