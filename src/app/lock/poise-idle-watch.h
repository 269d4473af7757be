/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tells when nobody has used the windows for a while. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define POISE_TYPE_IDLE_WATCH (poise_idle_watch_get_type ())

G_DECLARE_FINAL_TYPE (PoiseIdleWatch, poise_idle_watch, POISE, IDLE_WATCH, GObject)

PoiseIdleWatch *poise_idle_watch_new (GSettings *settings);
void poise_idle_watch_set_on (PoiseIdleWatch *self, gboolean is_on);
void poise_idle_watch_add_window (PoiseIdleWatch *self, GtkWidget *window);

G_END_DECLS
