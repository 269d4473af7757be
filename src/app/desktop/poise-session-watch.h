/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hears when the person leaves the computer: the screen is locked, or it is about to sleep. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define POISE_TYPE_SESSION_WATCH (poise_session_watch_get_type ())

G_DECLARE_FINAL_TYPE (PoiseSessionWatch, poise_session_watch, POISE, SESSION_WATCH, GObject)

PoiseSessionWatch *poise_session_watch_new (void);
void poise_session_watch_set_on (PoiseSessionWatch *self, gboolean is_on);
void poise_session_watch_let_sleep (PoiseSessionWatch *self);

G_END_DECLS
