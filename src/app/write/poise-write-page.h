/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A day's question, the editor, and under it what the text shows. */

#pragma once

#include <gtk/gtk.h>

#include "poise-document.h"
#include "poise-search.h"

G_BEGIN_DECLS

#define POISE_TYPE_WRITE_PAGE (poise_write_page_get_type ())

G_DECLARE_FINAL_TYPE (PoiseWritePage, poise_write_page, POISE, WRITE_PAGE, GtkWidget)

void poise_write_page_show_day (PoiseWritePage *self, PoiseDay day);
void poise_write_page_show_entry (PoiseWritePage *self, PoiseEntry *entry);
void poise_write_page_start_entry (PoiseWritePage *self);
void poise_write_page_start_morning (PoiseWritePage *self);
void poise_write_page_start_form (PoiseWritePage *self, const char *form);
void poise_write_page_step_day (PoiseWritePage *self, int days);
void poise_write_page_focus_editor (PoiseWritePage *self);
void poise_write_page_finish (PoiseWritePage *self);
void poise_write_page_set_focus_mode (PoiseWritePage *self, gboolean focused);
void poise_write_page_mark (PoiseWritePage *self, PoiseSearch *search, int direction);
gboolean poise_write_page_unmark (PoiseWritePage *self);
gboolean poise_write_page_find (PoiseWritePage *self, int direction);
int poise_write_page_get_height_below (PoiseWritePage *self);
guint poise_write_page_get_cursor (PoiseWritePage *self);
void poise_write_page_set_cursor (PoiseWritePage *self, guint cursor);
gboolean poise_write_page_is_written_in (PoiseWritePage *self);
PoiseEntry *poise_write_page_get_entry (PoiseWritePage *self);
PoiseDocument *poise_write_page_get_document (PoiseWritePage *self);

G_END_DECLS
