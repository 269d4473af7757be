/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The figures behind the charts as a table. */

#pragma once

#include <gtk/gtk.h>

#include "poise-balance.h"

G_BEGIN_DECLS

#define POISE_TYPE_FIGURES_TABLE (poise_figures_table_get_type ())

G_DECLARE_FINAL_TYPE (PoiseFiguresTable, poise_figures_table, POISE, FIGURES_TABLE, GtkWidget)

void poise_figures_table_set_figures (PoiseFiguresTable *self,
                                      PoiseBalance *balance,
                                      PoiseBalance *before,
                                      GArray *days);

G_END_DECLS
