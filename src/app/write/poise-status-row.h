/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Below the text: what it shows and why, how long it is, whether it is saved. */

#pragma once

#include <gtk/gtk.h>

#include "poise-context.h"
#include "poise-live-tagger.h"

G_BEGIN_DECLS

#define POISE_TYPE_STATUS_ROW (poise_status_row_get_type ())

G_DECLARE_FINAL_TYPE (PoiseStatusRow, poise_status_row, POISE, STATUS_ROW, GtkWidget)

void poise_status_row_set_context (PoiseStatusRow *self,
                                   PoiseContext *context,
                                   PoiseLiveTagger *live_tagger,
                                   GtkTextView *editor);
void poise_status_row_show_tag (PoiseStatusRow *self, PoiseTag *tag, gboolean is_news);
void poise_status_row_show_saved (PoiseStatusRow *self, gboolean is_stored);
void poise_status_row_hold (PoiseStatusRow *self);
gboolean poise_status_row_open (PoiseStatusRow *self);

G_END_DECLS
