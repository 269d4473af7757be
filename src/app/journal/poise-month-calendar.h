/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A month of days, with those marked on which something was written. */

#pragma once

#include <gtk/gtk.h>

#include "poise-journal.h"

G_BEGIN_DECLS

#define POISE_TYPE_MONTH_CALENDAR (poise_month_calendar_get_type ())

G_DECLARE_FINAL_TYPE (PoiseMonthCalendar, poise_month_calendar, POISE, MONTH_CALENDAR, GtkWidget)

GtkWidget *poise_month_calendar_new (void);
void poise_month_calendar_show (PoiseMonthCalendar *self,
                                PoiseJournal *journal,
                                PoiseDay day,
                                PoiseDay today,
                                GDateWeekday first_weekday);

G_END_DECLS
