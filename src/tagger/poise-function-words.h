/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Articles, prepositions, auxiliaries and conjunctions: words that no reader takes for a reason. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean poise_function_words_have (const char *language, const char *word, gsize length);
const char *poise_function_words_skip_conjunction (const char *word);

G_END_DECLS
