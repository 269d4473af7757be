/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "poise-entry.h"

G_BEGIN_DECLS

GPtrArray *poise_month_reader_read (const char *data, gsize length);

G_END_DECLS
