/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-figure-row.h"

struct _PoiseFigureRow
{
  GObject parent_instance;

  char **cells;
};

G_DEFINE_FINAL_TYPE (PoiseFigureRow, poise_figure_row, G_TYPE_OBJECT)

static void
poise_figure_row_finalize (GObject *object)
{
  g_strfreev (POISE_FIGURE_ROW (object)->cells);

  G_OBJECT_CLASS (poise_figure_row_parent_class)->finalize (object);
}

static void
poise_figure_row_class_init (PoiseFigureRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = poise_figure_row_finalize;
}

static void
poise_figure_row_init (PoiseFigureRow *self)
{
}

/**
 * poise_figure_row_new:
 * @cells: (transfer full) (array zero-terminated=1): the words of its cells
 *
 * Returns: (transfer full): a row
 */
PoiseFigureRow *
poise_figure_row_new (char **cells)
{
  PoiseFigureRow *self = g_object_new (POISE_TYPE_FIGURE_ROW, NULL);

  self->cells = cells;
  return self;
}

/**
 * poise_figure_row_get_cell:
 * @self: a row
 * @column: which cell
 *
 * Returns: (transfer none): its words
 */
const char *
poise_figure_row_get_cell (PoiseFigureRow *self, guint column)
{
  g_return_val_if_fail (POISE_IS_FIGURE_ROW (self), "");

  return column < g_strv_length (self->cells) ? self->cells[column] : "";
}
