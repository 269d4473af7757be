/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Says when another day begins, also after the computer slept or its clock was set. */

#pragma once

#include "poise-store.h"

G_BEGIN_DECLS

#define POISE_TYPE_DAY_WATCH (poise_day_watch_get_type ())

G_DECLARE_FINAL_TYPE (PoiseDayWatch, poise_day_watch, POISE, DAY_WATCH, GObject)

PoiseDayWatch *poise_day_watch_new (PoiseStore *store, GSettings *settings);
void poise_day_watch_look (PoiseDayWatch *self);

G_END_DECLS
