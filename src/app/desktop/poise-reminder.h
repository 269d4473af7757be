/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reminds once on the days that the person chose, from the time that they
 * chose, as long as nothing was written; and in the morning, of its question, as
 * long as that was not answered. Says nothing of what was written.
 */

#pragma once

#include "poise-context.h"

G_BEGIN_DECLS

#define POISE_TYPE_REMINDER (poise_reminder_get_type ())

G_DECLARE_FINAL_TYPE (PoiseReminder, poise_reminder, POISE, REMINDER, GObject)

gboolean poise_reminder_is_wanted (GSettings *settings);
PoiseReminder *poise_reminder_new (GApplication *application,
                                   GSettings *settings,
                                   PoiseClockFunc clock,
                                   gpointer clock_data);
void poise_reminder_set_context (PoiseReminder *self, PoiseContext *context);

G_END_DECLS
