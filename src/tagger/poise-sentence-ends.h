/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where sentences end other than Pango says. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *poise_sentence_end_find (const char *start, const char *at, const char *end);
gboolean poise_sentence_end_is_ellipsis (const char *start, const char *at, const char *end);

G_END_DECLS
