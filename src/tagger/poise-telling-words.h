/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words that tell a person something by themselves, as “rota” does and “the” does not. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PoiseTellingWords: (foreign)
 *
 * What is known of one language's words.
 */
typedef struct _PoiseTellingWords PoiseTellingWords;

PoiseTellingWords *poise_telling_words_new (const char *language);
void poise_telling_words_free (PoiseTellingWords *self);
gboolean poise_telling_words_has (PoiseTellingWords *self, const char *words);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PoiseTellingWords, poise_telling_words_free)

G_END_DECLS
