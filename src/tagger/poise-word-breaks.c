/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-word-breaks.h"

#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include "poise-library.h"

/* Its functions bear the version of the headers. With it comes the C++ library, which has more
 * symbols than all that is linked. */
#define LIBRARY "libicuuc.so." G_STRINGIFY (U_ICU_VERSION_MAJOR_NUM)

#define NOTE                                                                                       \
  POISE_LIBRARY_NOTE_TEXT (LIBRARY, "word-breaks", "Reads Chinese and Japanese", "required")
POISE_LIBRARY_NOTE (NOTE)

#define FUNCTIONS(F)                                                                               \
  F (ubrk_open)                                                                                    \
  F (ubrk_close)                                                                                   \
  F (ubrk_setUText)                                                                                \
  F (ubrk_first)                                                                                   \
  F (ubrk_next)                                                                                    \
  F (utext_openUTF8)                                                                               \
  F (utext_close)

typedef struct
{
#define MEMBER(name) __typeof__ (name) *name;
  FUNCTIONS (MEMBER)
#undef MEMBER
} Library;

struct _PoiseWordBreaks
{
  const Library *icu;
  UBreakIterator *iterator; /* %NULL where ICU is not installed or has no data */
  UText *text;
  gsize length;
};

/* Returns: (nullable): ICU's functions. */
static const Library *
load (void)
{
#define NAME(name) G_STRINGIFY (name),
  static const char *const names[] = { FUNCTIONS (NAME) NULL };
#undef NAME
  static Library library;
  static gsize is_there;

  if (g_once_init_enter (&is_there))
    g_once_init_leave (&is_there,
                       poise_library_load (LIBRARY, names, (gpointer *) &library) ? 1 : 2);
  return is_there == 1 ? &library : NULL;
}

/**
 * poise_word_breaks_new:
 *
 * Words are told by the rules of Unicode Standard Annex 29 and, in Chinese and
 * Japanese, by ICU's dictionary. Without it or its data a stretch is one word.
 *
 * Returns: (transfer full): a finder of words
 */
PoiseWordBreaks *
poise_word_breaks_new (void)
{
  PoiseWordBreaks *self = g_new0 (PoiseWordBreaks, 1);
  UErrorCode status = U_ZERO_ERROR;

  self->icu = load ();
  if (self->icu == NULL)
    return self;
  /* The dictionary is the same in every locale. */
  self->iterator = self->icu->ubrk_open (UBRK_WORD, "", NULL, 0, &status);
  if (U_FAILURE (status))
    g_clear_pointer (&self->iterator, self->icu->ubrk_close);
  return self;
}

/**
 * poise_word_breaks_free:
 * @self: (transfer full): a finder of words
 */
void
poise_word_breaks_free (PoiseWordBreaks *self)
{
  if (self->iterator != NULL)
    self->icu->ubrk_close (self->iterator);
  if (self->text != NULL)
    self->icu->utext_close (self->text);
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
  self->text = self->icu->utext_openUTF8 (self->text, text, (gint64) length, &status);
  self->icu->ubrk_setUText (self->iterator, self->text, &status);
  if (U_SUCCESS (status))
    self->icu->ubrk_first (self->iterator);
  else
    g_clear_pointer (&self->iterator, self->icu->ubrk_close);
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
  end = self->icu->ubrk_next (self->iterator);
  return end != UBRK_DONE ? (gsize) end : 0;
}
