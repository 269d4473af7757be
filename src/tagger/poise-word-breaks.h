/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where words end in scripts that set no spaces between them, by ICU's dictionary. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PoiseWordBreaks: (foreign)
 *
 * Finds the words of one stretch of letters after the other.
 */
typedef struct _PoiseWordBreaks PoiseWordBreaks;

PoiseWordBreaks *poise_word_breaks_new (void);
void poise_word_breaks_free (PoiseWordBreaks *self);
void poise_word_breaks_begin (PoiseWordBreaks *self, const char *text, gsize length);
gsize poise_word_breaks_next (PoiseWordBreaks *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PoiseWordBreaks, poise_word_breaks_free)

G_END_DECLS
