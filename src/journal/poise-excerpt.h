/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of a text that shows why it was found. */

#pragma once

#include "poise-search.h"

G_BEGIN_DECLS

char *
poise_excerpt_new (const char *text, const PoiseSearch *search, guint max_chars, GArray **spans);
char *poise_excerpt_first_words (const char *text);

G_END_DECLS
