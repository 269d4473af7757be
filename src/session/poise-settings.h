/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What follows from the program's settings, also while there is no journal: window, reminder
 * and poise-cli shall find the same. */

#pragma once

#include <gio/gio.h>

#include "poise-day.h"

G_BEGIN_DECLS

PoiseDay poise_settings_find_day (GSettings *settings, GDateTime *now);
GDateWeekday poise_settings_find_first_weekday (GSettings *settings);
char *poise_settings_find_folder (GSettings *settings);

G_END_DECLS
