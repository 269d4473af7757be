/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One entry in the trash, with the way back. */

#pragma once

#include <gtk/gtk.h>

#include "poise-entry.h"

G_BEGIN_DECLS

#define POISE_TYPE_TRASH_ROW (poise_trash_row_get_type ())

G_DECLARE_FINAL_TYPE (PoiseTrashRow, poise_trash_row, POISE, TRASH_ROW, GtkWidget)

GtkWidget *poise_trash_row_new (void);
void poise_trash_row_set_entry (PoiseTrashRow *self, PoiseEntry *entry);

G_END_DECLS
