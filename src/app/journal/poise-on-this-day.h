/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was written on this day of earlier years, for who wants to see it. */

#pragma once

#include <adwaita.h>

#include "poise-context.h"

G_BEGIN_DECLS

#define POISE_TYPE_ON_THIS_DAY (poise_on_this_day_get_type ())

G_DECLARE_FINAL_TYPE (PoiseOnThisDay, poise_on_this_day, POISE, ON_THIS_DAY, AdwBin)

G_END_DECLS
