/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes the questions to a file that the person chooses. */

#pragma once

#include <adwaita.h>

#include "poise-context.h"

G_BEGIN_DECLS

void poise_prompts_export (GtkWidget *widget, PoiseContext *context, AdwToastOverlay *toasts);

G_END_DECLS
