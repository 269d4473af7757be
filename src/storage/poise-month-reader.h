/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "poise-entry.h"

G_BEGIN_DECLS

/* What a month file says of itself. */
#define POISE_MONTH_FORMAT "poise-month"
#define POISE_MONTH_VERSION 1

GPtrArray *poise_month_reader_read (const char *data, gsize length);

G_END_DECLS
