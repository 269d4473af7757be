/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the programs hand to the core as the clock and the calendar. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

GDateTime *poise_clock_read (gpointer unused);
GDateWeekday poise_clock_get_first_weekday (void);

G_END_DECLS
