/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The day at the top of the Write page, in words. */

#pragma once

#include "poise-day.h"

G_BEGIN_DECLS

char *poise_day_title_format (PoiseDay day, PoiseDay today);

G_END_DECLS
