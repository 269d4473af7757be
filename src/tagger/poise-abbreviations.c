/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-abbreviations.h"

/* The longest that is in a list. */
#define MAX_BYTES 12

/* Of all languages together, since a sentence's language is only told when it is
 * cut: none of them is a word that ends a sentence in another. */
static const char *const abbreviations[] = {
  "mr", "mrs", "ms", "dr", "st", "prof", "sr", "jr", "vs", "eg", "ie", "e.g", "i.e", "a.m", "p.m",
  "dept", "min", "mins", "hr", "hrs", "rev", "sgt", "capt", "lt", "cpl", "fr", "cllr", "approx",
  /* German */
  "z.b", "d.h", "u.a", "o.ä", "u.ä", "i.d.r", "s.o", "s.u", "v.a", "z.t", "bzw", "ca", "evtl",
  "ggf", "str", "tel", "inkl", "exkl", "vgl", "mio", "mrd", "bspw", "sog", "dipl", "allg", "zzgl",
  "frl",
  /* French */
  "m", "mm", "mme", "mmes", "mlle", "mgr", "p.ex",
  /* Spanish and Portuguese */
  "sra", "srta", "dra", "ud", "uds", "dña", "pág", "exmo", "profa",
  /* Italian */
  "sig", "sigg", "sig.ra", "dott", "dott.ssa", "ing", "avv", "geom",
  /* Arabic */
  "د", "ود", "م", "وم", "أ", "ا", "أ.د", "ا.د", "أ.م", NULL
};

/* Before a number they are abbreviations, else words. */
static const char *const numbered[] = {
  "no", "nr", "núm", "art", "abs", "kap", "p", "pp", "s", NULL
};

/* What follows a German ordinal: without them "3." ends a sentence as often. */
static const char *const counted[] = { "Januar",       "Februar",    "März",     "Mai",
                                       "Juni",         "Juli",       "August",   "Jänner",
                                       "Oktober",      "November",   "Dezember", "September",
                                       "Klasse",       "Stock",      "Halbjahr", "Vorsitzende",
                                       "Vorsitzender", "Mannschaft", "Schicht",  "Advent",
                                       "Geburtstag",   NULL };

/* Small letters of ASCII; others are looked up as they were written. */
static gboolean
fold (const char *word, gsize length, char folded[MAX_BYTES])
{
  if (length == 0 || length >= MAX_BYTES)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    folded[i] = g_ascii_tolower (word[i]);
  folded[length] = '\0';
  return TRUE;
}

static gboolean
is_ordinal (const char *word, gsize length, const char *next, const char *end)
{
  const char *p = next;
  g_autofree char *following = NULL;

  if (length > 2 || !g_ascii_isdigit (word[0]) || !g_ascii_isdigit (word[length - 1]))
    return FALSE;
  while (p < end && g_unichar_isalpha (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  following = g_strndup (next, (gsize) (p - next));
  return g_strv_contains (counted, following);
}

/**
 * poise_abbreviation_stands_before:
 * @start: where the text begins
 * @at: where a sentence might begin, in that text
 * @end: where the text ends
 *
 * Unicode's rule would end a sentence at "Mr. Hill".
 *
 * Returns: %TRUE if the full stop before @at, and the spaces after it, belongs to
 *   an abbreviation or a number
 */
gboolean
poise_abbreviation_stands_before (const char *start, const char *at, const char *end)
{
  const char *stop = at;
  const char *word;
  char folded[MAX_BYTES];

  while (stop > start && g_ascii_isspace (stop[-1]))
    stop--;
  if (stop == start || stop[-1] != '.')
    return FALSE;
  stop--;
  word = stop;
  while (word > start && !g_ascii_isspace (word[-1]) && word[-1] != '(' && word[-1] != '\'')
    word--;
  if (!fold (word, (gsize) (stop - word), folded))
    return FALSE;
  return g_strv_contains (abbreviations, folded) ||
         (at < end && g_ascii_isdigit (*at) && g_strv_contains (numbered, folded)) ||
         is_ordinal (word, (gsize) (stop - word), at, end);
}
