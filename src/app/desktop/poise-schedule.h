/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When the person wants to be reminded. */

#pragma once

#include "poise-day.h"

G_BEGIN_DECLS

gboolean poise_schedule_is_due (GDateTime *now,
                                guint start_hour,
                                guint minutes,
                                guint lasting,
                                guint weekdays);

G_END_DECLS
