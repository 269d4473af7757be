/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Moments as the journal's files write them. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *poise_time_to_string (GDateTime *time);
GDateTime *poise_time_parse (const char *text);
GDateTime *poise_time_truncate (GDateTime *time);

gint64 poise_time_to_usec (GDateTime *time);

G_END_DECLS
