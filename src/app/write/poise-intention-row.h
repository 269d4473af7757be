/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The intention of the week above the text: offered, standing there, or asked about. */

#pragma once

#include <gtk/gtk.h>

#include "poise-context.h"

G_BEGIN_DECLS

#define POISE_TYPE_INTENTION_ROW (poise_intention_row_get_type ())

G_DECLARE_FINAL_TYPE (PoiseIntentionRow, poise_intention_row, POISE, INTENTION_ROW, GtkWidget)

void poise_intention_row_set_day (PoiseIntentionRow *self, PoiseDay day, gboolean is_offering);
void poise_intention_row_set_room (PoiseIntentionRow *self, gboolean has_room);

G_END_DECLS
