/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Tells a screen reader what changed beside the text, without talking into
 * every keystroke: only when the typing pauses, only the last word on each
 * matter, and never the same twice.
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * PoiseAnnounceFunc:
 * @text: what is to be said
 * @data: what was passed along with it
 */
typedef void (*PoiseAnnounceFunc) (const char *text, gpointer data);

#define POISE_TYPE_ANNOUNCER (poise_announcer_get_type ())

G_DECLARE_FINAL_TYPE (PoiseAnnouncer, poise_announcer, POISE, ANNOUNCER, GObject)

PoiseAnnouncer *poise_announcer_new (guint pause, PoiseAnnounceFunc func, gpointer data);
void poise_announcer_set (PoiseAnnouncer *self, const char *matter, const char *text);
void poise_announcer_know (PoiseAnnouncer *self, const char *matter, const char *text);
void poise_announcer_hold (PoiseAnnouncer *self);

G_END_DECLS
