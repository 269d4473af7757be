/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A button that shows a day, or that any day will do, and lets one be chosen. */

#pragma once

#include <gtk/gtk.h>

#include "poise-context.h"

G_BEGIN_DECLS

#define POISE_TYPE_DATE_BUTTON (poise_date_button_get_type ())

G_DECLARE_FINAL_TYPE (PoiseDateButton, poise_date_button, POISE, DATE_BUTTON, GtkWidget)

void poise_date_button_set_required (PoiseDateButton *self);
void poise_date_button_set_day (PoiseDateButton *self, PoiseDay day);
PoiseDay poise_date_button_get_day (PoiseDateButton *self);

G_END_DECLS
