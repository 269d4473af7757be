/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-sentence-ends.h"

#define ELLIPSIS 0x2026

/* Nothing, which is 0, would be found in any string. */
static gboolean
is_of (gunichar c, const char *characters)
{
  return c != 0 && g_utf8_strchr (characters, -1, c) != NULL;
}

static gboolean
is_opener (gunichar c)
{
  return is_of (c, "“‘«‹「『（《〈【(");
}

static gboolean
is_closer (gunichar c)
{
  return is_of (c, "”’»›」』）》〉】)\"'");
}

static gboolean
is_stop (gunichar c)
{
  return is_of (c, ".!?…。．｡！？؟۔") || g_unichar_iscntrl (c) || c == 0x2028 || c == 0x2029;
}

/* Marks that stand before the first letter of a sentence. */
static gboolean
is_opening (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  return type == G_UNICODE_OPEN_PUNCTUATION || type == G_UNICODE_INITIAL_PUNCTUATION ||
         is_of (c, "»›\"'¿¡");
}

/* The character before a place, 0 at the start. */
static gunichar
get_before (const char *start, const char *at)
{
  return at > start ? g_utf8_get_char (g_utf8_prev_char (at)) : 0;
}

/* Where the blanks before a place begin. */
static const char *
skip_blanks_back (const char *start, const char *at)
{
  while (g_unichar_type (get_before (start, at)) == G_UNICODE_SPACE_SEPARATOR)
    at = g_utf8_prev_char (at);
  return at;
}

/* Pango ends a sentence behind “3.5” where no letter follows: within “3.5%”, “36.5 °C” and
 * “2.50€”, and behind the point of “３．５”. None ends behind a letter or a digit. */
static gboolean
is_within_number (const char *start, const char *at, gunichar next)
{
  return g_unichar_isalnum (get_before (start, skip_blanks_back (start, at))) ||
         (g_unichar_isdigit (next) && is_of (get_before (start, at), "．"));
}

static const char *
skip_blanks (const char *at, const char *end)
{
  while (at < end && g_unichar_type (g_utf8_get_char (at)) == G_UNICODE_SPACE_SEPARATOR)
    at = g_utf8_next_char (at);
  return at;
}

/* Whether a quotation ends here, behind a blank as French has it: “« Viens. » Puis”. In German
 * »Komm« begins so. */
static gboolean
ends_quotation (const char *at, const char *end)
{
  const char *next;

  if (at == end || !is_of (g_utf8_get_char (at), "»›"))
    return FALSE;
  next = g_utf8_next_char (at);
  return next == end || g_unichar_isspace (g_utf8_get_char (next)) ||
         is_of (g_utf8_get_char (next), ".,;:!?)»›");
}

/* Behind the marks that end a quotation, or @at. */
static const char *
skip_quotation_ends (const char *at, const char *end)
{
  const char *p = at;
  const char *next = skip_blanks (at, end);

  while (ends_quotation (next, end) ||
         (p > at && p == next && p < end && is_closer (g_utf8_get_char (p))))
    {
      p = g_utf8_next_char (next);
      next = skip_blanks (p, end);
    }
  return p;
}

/* Whether what was said goes on after what is quoted: 「やろう。」と言った,
 * “谁去？”我问. */
static gboolean
goes_on (gunichar closer, gunichar stop, gunichar next)
{
  if (is_of (closer, "」』") && g_unichar_get_script (next) == G_UNICODE_SCRIPT_HIRAGANA)
    return TRUE;
  return is_of (closer, "”’」』") && is_of (stop, "!?！？");
}

static gboolean
is_ours (gunichar next)
{
  switch ((int) g_unichar_get_script (next))
    {
    case G_UNICODE_SCRIPT_ARABIC:
    case G_UNICODE_SCRIPT_HAN:
    case G_UNICODE_SCRIPT_HIRAGANA:
    case G_UNICODE_SCRIPT_KATAKANA:
      return TRUE;
    default:
      return FALSE;
    }
}

/* A capital, or a letter of a script without them, behind opening marks: “¿Qué”. */
static gboolean
may_start (const char *at, const char *end)
{
  gunichar c;

  while (at < end && is_opening (g_utf8_get_char (at)))
    at = g_utf8_next_char (at);
  c = at < end ? g_utf8_get_char (at) : 0;
  return g_unichar_isupper (c) || (is_ours (c) && g_unichar_isalpha (c));
}

/**
 * poise_sentence_end_is_ellipsis:
 * @start: where the text begins
 * @at: a place in that text
 * @end: where the text ends
 *
 * “Wait… Then I went” is for the annex one sentence, unlike “Wait... Then I went”. Neither
 * “well… maybe” nor “我……我走了” has an end.
 *
 * Returns: %TRUE if an ellipsis ends a sentence before the blanks before @at
 */
gboolean
poise_sentence_end_is_ellipsis (const char *start, const char *at, const char *end)
{
  const char *p = skip_blanks_back (start, at);
  gunichar before;

  if (p == at)
    return FALSE;
  /* Those that begin a quotation in English and French end one in German. */
  while (is_closer (get_before (start, p)) || is_of (get_before (start, p), "“‘«‹"))
    p = g_utf8_prev_char (p);
  if (is_of (g_utf8_get_char (p), "»›"))
    p = skip_blanks_back (start, p);
  if (get_before (start, p) != ELLIPSIS)
    return FALSE;
  while (get_before (start, p) == ELLIPSIS)
    p = g_utf8_prev_char (p);
  before = get_before (start, p);
  return before != 0 && !g_unichar_isspace (before) && may_start (at, end);
}

/* What follows a stop at once belongs to it: “Hein ?…” */
static const char *
skip_ellipses (const char *start, const char *at, const char *end)
{
  if (g_unichar_isspace (get_before (start, at)))
    return at;
  while (at < end && g_utf8_get_char (at) == ELLIPSIS)
    at = g_utf8_next_char (at);
  return at;
}

/* “Who goes?” she asked; he came (late!) and left. */
static gboolean
is_cut_off (const char *start, const char *at, gunichar next)
{
  gunichar before = get_before (start, skip_blanks_back (start, at));

  return g_unichar_islower (next) && (is_closer (before) || is_of (before, "“‘«‹"));
}

/* Where a sentence ends whose stop may have more marks, or NULL if it goes on: “« Tu viens ? »
 * ai-je dit”, “« Oui. », dit-il”. */
static const char *
find_last_mark (const char *start, const char *at, const char *end)
{
  const char *marks = skip_ellipses (start, at, end);
  const char *place = skip_quotation_ends (marks, end);
  const char *next = skip_blanks (place, end);

  return place > marks && next < end &&
             (g_unichar_islower (g_utf8_get_char (next)) ||
              is_of (g_utf8_get_char (next), ".,;:!?…"))
           ? NULL
           : place;
}

/**
 * poise_sentence_end_find:
 * @start: where the text begins
 * @at: where a sentence ends by Unicode Standard Annex 29, in that text
 * @end: where the text ends
 *
 * Pango would end a sentence within a number, and part what somebody said from who said it and
 * from its closing mark. Before a letter of Arabic, Chinese or Japanese the annex and Pango would
 * also end one within “3.5時間” and leave an opening quotation mark with the sentence before.
 *
 * Returns: (nullable): where the sentence does end, perhaps behind @at; %NULL if it goes on
 */
const char *
poise_sentence_end_find (const char *start, const char *at, const char *end)
{
  gunichar next = at < end ? g_utf8_get_char (at) : 0;
  const char *place = at;
  const char *p;
  gunichar closer = 0;

  if (is_within_number (start, at, next) || is_cut_off (start, at, next))
    return NULL;
  if (!is_ours (next))
    return find_last_mark (start, at, end);
  while (is_opener (get_before (start, place)))
    place = g_utf8_prev_char (place);
  p = skip_blanks_back (start, place);
  while (is_closer (get_before (start, p)))
    {
      p = g_utf8_prev_char (p);
      closer = closer != 0 ? closer : g_utf8_get_char (p);
    }
  if (!is_stop (get_before (start, p)))
    return NULL;
  return closer != 0 && place == at && goes_on (closer, get_before (start, p), next) ? NULL : place;
}
