/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row of the table of figures: the words of its cells. */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define POISE_TYPE_FIGURE_ROW (poise_figure_row_get_type ())

G_DECLARE_FINAL_TYPE (PoiseFigureRow, poise_figure_row, POISE, FIGURE_ROW, GObject)

PoiseFigureRow *poise_figure_row_new (char **cells);
const char *poise_figure_row_get_cell (PoiseFigureRow *self, guint column);

G_END_DECLS
