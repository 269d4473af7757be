/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Below the text: what one does next time, after an event, can be the week's intention. */

#pragma once

#include <gtk/gtk.h>

#include "poise-document.h"

G_BEGIN_DECLS

#define POISE_TYPE_NEXT_TIME_ROW (poise_next_time_row_get_type ())

G_DECLARE_FINAL_TYPE (PoiseNextTimeRow, poise_next_time_row, POISE, NEXT_TIME_ROW, GtkWidget)

void poise_next_time_row_set_document (PoiseNextTimeRow *self, PoiseDocument *document);
void poise_next_time_row_set_room (PoiseNextTimeRow *self, gboolean has_room);

G_END_DECLS
