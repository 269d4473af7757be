/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The days that names of files, and values of digits only, say. */

#pragma once

#include "poise-dates.h"

G_BEGIN_DECLS

PoiseDateStatus
poise_date_parse_name (const char *name, PoiseDateOrder order, PoiseDate *date, gboolean *is_own);
char *poise_date_get_name_words (const char *name, PoiseDateOrder order);
char *poise_date_get_copied_name (const char *name);
gboolean poise_date_parse_number (const char *text, GTimeZone *zone, PoiseDate *date);

G_END_DECLS
