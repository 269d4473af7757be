/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Says what a sentence or an entry shows, and lets the person say otherwise. */

#pragma once

#include <adwaita.h>

#include "poise-tag.h"

G_BEGIN_DECLS

#define POISE_TYPE_MODE_CHOICE (poise_mode_choice_get_type ())

G_DECLARE_FINAL_TYPE (PoiseModeChoice, poise_mode_choice, POISE, MODE_CHOICE, AdwBin)

void poise_mode_choice_set_name (PoiseModeChoice *self, const char *name);
GtkWidget *poise_mode_choice_get_drop_down (PoiseModeChoice *self);
void poise_mode_choice_flush (PoiseModeChoice *self);
void poise_mode_choice_show (PoiseModeChoice *self,
                             PoiseMode mode,
                             PoiseTagSource by,
                             const char *doubt);

G_END_DECLS
