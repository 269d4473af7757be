/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the window comes back to: its size, its page, and, on the same day, the
 * entry that was open.
 */

#pragma once

#include <gtk/gtk.h>

#include "poise-day.h"

G_BEGIN_DECLS

/**
 * PoiseWindowPlace:
 * @entry: (nullable): the id of the entry that is open, or of a blank page; %NULL for none
 * @day: its day
 * @cursor: how many characters are before the cursor
 */
typedef struct
{
  char *entry;
  PoiseDay day;
  guint cursor;
} PoiseWindowPlace;

void poise_window_place_clear (PoiseWindowPlace *self);

void poise_window_state_restore_size (GSettings *settings, GtkWindow *window);
void poise_window_state_save_size (GSettings *settings, GtkWindow *window);
void poise_window_state_save_place (GSettings *settings,
                                    const char *page,
                                    const char *entry,
                                    PoiseDay today);
char *poise_window_state_get_page (GSettings *settings, PoiseDay today);
char *poise_window_state_get_entry (GSettings *settings, PoiseDay today);

G_END_DECLS
