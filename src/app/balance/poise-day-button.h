/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A button that shows a day and lets the person choose another one. */

#pragma once

#include <gtk/gtk.h>

#include "poise-day.h"

G_BEGIN_DECLS

#define POISE_TYPE_DAY_BUTTON (poise_day_button_get_type ())

G_DECLARE_FINAL_TYPE (PoiseDayButton, poise_day_button, POISE, DAY_BUTTON, GtkWidget)

PoiseDay poise_day_button_get_day (PoiseDayButton *self);
void poise_day_button_set_day (PoiseDayButton *self, PoiseDay day);

G_END_DECLS
