/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates as people and programs write them at the beginning of a text. */

#pragma once

#include "poise-date.h"

G_BEGIN_DECLS

PoiseDateStatus poise_date_parse (const char *text, PoiseDateOrder order, PoiseDate *date);
PoiseDateStatus poise_date_parse_reversed (const char *text, PoiseDateOrder order, PoiseDate *date);
PoiseDateOrder poise_date_guess_order (const char *text);

G_END_DECLS
