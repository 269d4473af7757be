/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Below the text: what it shows and why, how long it is, whether it is saved. */

#pragma once

#include <adwaita.h>

#include "poise-document.h"

G_BEGIN_DECLS

#define POISE_TYPE_STATUS_ROW (poise_status_row_get_type ())

G_DECLARE_FINAL_TYPE (PoiseStatusRow, poise_status_row, POISE, STATUS_ROW, GtkWidget)

void poise_status_row_set_document (PoiseStatusRow *self,
                                    PoiseContext *context,
                                    PoiseDocument *document,
                                    GtkWidget *editor);
void poise_status_row_hold (PoiseStatusRow *self);
void poise_status_row_announce (PoiseStatusRow *self, const char *text);
gboolean poise_status_row_open (PoiseStatusRow *self, int sentence);

G_END_DECLS
