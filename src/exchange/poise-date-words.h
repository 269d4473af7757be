/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean poise_date_begins_with (const char *text, const char *start);
const char *poise_date_skip_dash (const char *text);
const char *poise_date_skip_blanks (const char *text);
const char *poise_date_skip_comma (const char *text);
char *poise_date_read_word (const char **text);
gboolean poise_date_is_digit (const char *text);
guint poise_date_read_number (const char **text, guint max, guint *value);
guint poise_date_find_month (const char *word, gboolean in_any);
guint poise_date_read_month (const char **text, gboolean in_any);
guint poise_date_find_weekday (const char *word);
guint poise_date_find_weekday_before (const char *word);
const char *poise_date_skip_east_asian_weekday (const char *text);

G_END_DECLS
