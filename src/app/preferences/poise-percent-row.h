/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Percents in a spin row: how they are shown, typed and kept. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

gboolean poise_percent_row_show (AdwSpinRow *row, gpointer data);
int poise_percent_row_read (AdwSpinRow *row, double *value, gpointer data);

void poise_percent_row_bind (GtkAdjustment *adjustment, GSettings *settings, const char *key);
void poise_percent_row_bind_rest (GtkAdjustment *adjustment, GSettings *settings, const char *key);

G_END_DECLS
