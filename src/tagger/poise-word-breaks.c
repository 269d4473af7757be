/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-word-breaks.h"

#include <unicode/ubrk.h>
#include <unicode/utext.h>

struct _PoiseWordBreaks
{
  UBreakIterator *iterator; /* %NULL where ICU has no data */
  UText *text;
  gsize length;
};

/**
 * poise_word_breaks_new:
 *
 * Words are told by the rules of Unicode Standard Annex 29 and, in Chinese and
 * Japanese, by ICU's dictionary. Without its data a stretch is one word.
 *
 * Returns: (transfer full): a finder of words
 */
PoiseWordBreaks *
poise_word_breaks_new (void)
{
  PoiseWordBreaks *self = g_new0 (PoiseWordBreaks, 1);
  UErrorCode status = U_ZERO_ERROR;

  /* The dictionary is the same in every locale. */
  self->iterator = ubrk_open (UBRK_WORD, "", NULL, 0, &status);
  if (U_FAILURE (status))
    g_clear_pointer (&self->iterator, ubrk_close);
  return self;
}

/**
 * poise_word_breaks_free:
 * @self: (transfer full): a finder of words
 */
void
poise_word_breaks_free (PoiseWordBreaks *self)
{
  g_clear_pointer (&self->iterator, ubrk_close);
  g_clear_pointer (&self->text, utext_close);
  g_free (self);
}

/**
 * poise_word_breaks_begin:
 * @self: a finder of words
 * @text: letters, valid UTF-8; must stay until the last word was asked for
 * @length: their length in bytes
 *
 * Takes up a stretch of letters.
 */
void
poise_word_breaks_begin (PoiseWordBreaks *self, const char *text, gsize length)
{
  UErrorCode status = U_ZERO_ERROR;

  self->length = length;
  if (self->iterator == NULL)
    return;
  self->text = utext_openUTF8 (self->text, text, (gint64) length, &status);
  ubrk_setUText (self->iterator, self->text, &status);
  if (U_SUCCESS (status))
    ubrk_first (self->iterator);
  else
    g_clear_pointer (&self->iterator, ubrk_close);
}

/**
 * poise_word_breaks_next:
 * @self: a finder of words
 *
 * Returns: where the next word ends, in bytes from the stretch's start; 0 after
 *   the last one
 */
gsize
poise_word_breaks_next (PoiseWordBreaks *self)
{
  int32_t end;
  gsize rest = self->length;

  if (self->iterator == NULL)
    {
      self->length = 0;
      return rest;
    }
  end = ubrk_next (self->iterator);
  return end != UBRK_DONE ? (gsize) end : 0;
}
