/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one window: three pages, and what has to be said above them. */

#pragma once

#include <adwaita.h>

#include "poise-context.h"
#include "poise-document.h"

G_BEGIN_DECLS

#define POISE_TYPE_WINDOW (poise_window_get_type ())

G_DECLARE_FINAL_TYPE (PoiseWindow, poise_window, POISE, WINDOW, AdwApplicationWindow)

PoiseWindow *
poise_window_new (GtkApplication *application, GSettings *settings, PoiseContext *context);
void poise_window_set_context (PoiseWindow *self, PoiseContext *context);
PoiseDocument *poise_window_get_document (PoiseWindow *self);
void poise_window_cover (PoiseWindow *self, GtkWidget *page);
void poise_window_uncover (PoiseWindow *self);
void poise_window_show_page (PoiseWindow *self, const char *page);
void poise_window_show_entry (PoiseWindow *self, PoiseEntry *entry);
void poise_window_search (PoiseWindow *self, const char *words);
void poise_window_write_now (PoiseWindow *self);
void poise_window_ask_morning (PoiseWindow *self);
void poise_window_keep_drafts (PoiseWindow *self);
void poise_window_save_and_close (PoiseWindow *self);

G_END_DECLS
