/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Full stops that do not end a sentence: "Mr. Hill", "z.B. Nägel", "am 3. März". */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean poise_abbreviation_stands_before (const char *start, const char *at, const char *end);

G_END_DECLS
