/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-abbreviations.h"

/* The longest that is in a list. */
#define MAX_BYTES 16

/* Of all languages together, since a sentence's language is only told when it is
 * cut: none of them is a word that ends a sentence in another. In each list what begins with a
 * capital is met only as it is written, and the others also with one. */
static const char *const abbreviations[] = {
  "mr", "mrs", "ms", "messrs", "dr", "st", "prof", "sr", "vs", "eg", "ie", "e.g", "i.e", "rev",
  "sgt", "capt", "lt", "cpl", "fr", "cllr", "approx", "supt", "maj", "incl", "excl",
  /* German */
  "z.b", "d.h", "u.a", "o.ä", "u.ä", "i.d.r", "s.o", "s.u", "v.a", "z.t", "bzw", "ca", "evtl",
  "ggf", "ggfs", "str", "tel", "inkl", "exkl", "vgl", "mio", "mrd", "bspw", "sog", "dipl", "allg",
  "zzgl", "frl", "hrn", "Fa", "resp", "bes", "insb", "insbes", "einschl", "ausschl", "ehem",
  "stellv", "ggü", "Hr", "Min", "vorm", "nachm", "z.zt", "zt", "zzt", "dgl", "chr",
  /* French */
  "m", "mm", "mme", "mmes", "mlle", "mlles", "mgr", "Pr", "p.ex",
  /* Spanish and Portuguese */
  "sra", "srta", "dra", "ud", "uds", "dña", "pág", "exmo", "exma", "profa", "Eng", "enga", "lic",
  "arq", "Sta", "p.ej", "ee.uu", "ee", "uu",
  /* Italian */
  "sig", "sigg", "sig.ra", "sig.na", "dott", "dott.ssa", "prof.ssa", "ing", "avv", "geom", "p.es",
  /* Arabic */
  "د", "ود", "م", "وم", "أ", "ا", "أ.د", "ا.د", "أ.م", NULL
};

/* Before a small letter or a Japanese particle they are abbreviations, else the end of a sentence
 * as often. */
static const char *const going_on[] = {
  "etc", "max", "inc", "ltd", "corp", "avg", "misc", "mgmt", "govt", "appt", "appts", "asst", "yrs",
  "wks", "mths", "mtg", "mtgs", "pts", "qty", "jr", "dept", "min", "mins", "hr", "hrs",
  /* German */
  "usw", "usf", "std", "stdn", "sek", "abt", "mitarb", "tgl", "jährl", "tägl", "zus",
  /* the others */
  "ecc", "máx", "mín", "aprox", "núm", "dpto", "depto", "tél", "pag", NULL
};

/* Before a number they are abbreviations, else words. */
static const char *const numbered[] = { "no", "nr", "núm", "art", "abs", "kap", "p",
                                        "pp", "s",  "fig", "abb", "vol", "bd",  "cap",
                                        "ch", "rm", "ext", "max", NULL };

/* Days and months: a full stop after one ends a sentence as often, but not before a number or a
 * small letter. */
static const char *const dates[] = { "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri",
                                     "Sat", "Sun", "jan", "feb", "Mar", "apr", "jun", "jul", "aug",
                                     "sep", "sept", "oct", "nov", "dec",
                                     /* German */
                                     "jän", "mär", "mrz", "okt", "dez",
                                     /* French */
                                     "janv", "févr", "avr", "juil", "déc",
                                     /* Spanish, Portuguese and Italian */
                                     "ene", "fev", "abr", "Ago", "Set", "dic", "Mag", "giu", "lug",
                                     "ott", NULL };

/* "p. ex.", "par ex.", "p. ej.", "per es." */
static const char *const examples[] = { "ex", "ej", "es", NULL };
static const char *const example_starts[] = { "p.", "par", "por", "per", NULL };

/* What follows a German ordinal: without them "3." ends a sentence as often. */
static const char *const counted[] = { "Januar",       "Februar",    "März",     "Mai",
                                       "Juni",         "Juli",       "August",   "Jänner",
                                       "Oktober",      "November",   "Dezember", "September",
                                       "Klasse",       "Stock",      "Halbjahr", "Vorsitzende",
                                       "Vorsitzender", "Mannschaft", "Schicht",  "Advent",
                                       "Geburtstag",   NULL };

typedef struct
{
  const char *text; /* where it begins */
  const char *word;
  const char *stop; /* the full stop after the word */
  const char *next; /* what follows the stop and the spaces after it */
  const char *end;  /* of the text */
} Place;

/* ---- words ---- */

static gboolean
is_in_word (gunichar c)
{
  GUnicodeScript script = g_unichar_get_script (c);

  if (script == G_UNICODE_SCRIPT_HAN || script == G_UNICODE_SCRIPT_HIRAGANA ||
      script == G_UNICODE_SCRIPT_KATAKANA)
    return FALSE;
  return c == '.' || g_unichar_isalnum (c) || g_unichar_ismark (c);
}

/* Where the word before a place begins. One that is too long for the lists is not
 * followed to its start. */
static const char *
find_word (const char *start, const char *end)
{
  const char *word = end;

  while (word > start && end - word <= MAX_BYTES)
    {
      const char *before = g_utf8_prev_char (word);

      if (!is_in_word (g_utf8_get_char (before)))
        break;
      word = before;
    }
  return word;
}

/* "z. B." is set with a space that does not break, too. */
static gboolean
is_space (gunichar c)
{
  return (c < 0x80 && g_ascii_isspace ((char) c)) || c == 0xa0 || c == 0x202f;
}

static gunichar
get_before (const char *start, const char *p)
{
  return p > start ? g_utf8_get_char (g_utf8_prev_char (p)) : 0;
}

static const char *
skip_spaces_back (const char *start, const char *p)
{
  while (is_space (get_before (start, p)))
    p = g_utf8_prev_char (p);
  return p;
}

static gboolean
is_one_letter (const char *word, const char *end)
{
  return word < end && g_utf8_next_char (word) == end && g_unichar_isalpha (g_utf8_get_char (word));
}

/* Whether a word is in a list; letters of ASCII may be capitals. */
static gboolean
is_listed (const char *const *list, const char *word, const char *end)
{
  gsize length = (gsize) (end - word);
  char written[MAX_BYTES], folded[MAX_BYTES];

  if (length == 0 || length >= MAX_BYTES)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    {
      written[i] = word[i];
      folded[i] = g_ascii_tolower (word[i]);
    }
  written[length] = folded[length] = '\0';
  return g_strv_contains (list, folded) || g_strv_contains (list, written);
}

/* ---- what ends no sentence ---- */

/* "3. März", "3. Dez." */
static gboolean
is_ordinal (const Place *place)
{
  const char *p = place->next;
  gsize length = (gsize) (place->stop - place->word);

  if (length < 1 || length > 2 || !g_ascii_isdigit (place->word[0]) ||
      !g_ascii_isdigit (place->stop[-1]))
    return FALSE;
  while (p < place->end && g_unichar_isalpha (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  return is_listed (counted, place->next, p) ||
         (p < place->end && *p == '.' && is_listed (dates, place->next, p));
}

/* Whether "z." or the like stands before a word. */
static gboolean
follows_letter (const Place *place)
{
  const char *stop = skip_spaces_back (place->text, place->word);

  return stop < place->word && stop > place->text && stop[-1] == '.' &&
         is_one_letter (find_word (place->text, stop - 1), stop - 1);
}

/* "So did I", "autant qu'il y en a", "assim é", "così è", "plan B": what ends a sentence
 * oftener than it is an initial. */
static gboolean
is_letter_word (gunichar c)
{
  return (c >= 'A' && c <= 'C') || c == 'I' || c == 'i' || c == 'a' || c == 0xe9 || c == 0xe8;
}

/* Initials, and each letter of "z. B.", "u. a.", "U.S." */
static gboolean
is_letter (const Place *place)
{
  const char *letter = place->stop;

  while (letter > place->word && letter[-1] != '.')
    letter--;
  return is_one_letter (letter, place->stop) &&
         g_unichar_get_script (g_utf8_get_char (letter)) == G_UNICODE_SCRIPT_LATIN &&
         (letter > place->word || !is_letter_word (g_utf8_get_char (letter)) ||
          follows_letter (place));
}

/* "3 p.m.", "9 a. m." */
static gboolean
is_half_day (const Place *place)
{
  const char *p = place->stop - 1;

  if (place->stop == place->word || *p != 'm')
    return FALSE;
  p = skip_spaces_back (place->text, p);
  if (p - place->text < 2 || p[-1] != '.' || (p[-2] != 'a' && p[-2] != 'p'))
    return FALSE;
  return !g_unichar_isalpha (get_before (place->text, p - 2));
}

/* The end of "can't", "Ana's" and "jusqu'à 19 h". */
static gboolean
is_contraction_or_unit (const Place *place)
{
  gunichar before = get_before (place->text, place->word);
  const char *number = skip_spaces_back (place->text, place->word);

  if (!is_one_letter (place->word, place->stop))
    return FALSE;
  return before == '\'' || before == 0x2019 ||
         (g_unichar_islower (g_utf8_get_char (place->word)) &&
          g_unichar_isdigit (get_before (place->text, number)));
}

static gboolean
is_example (const Place *place)
{
  const char *before = skip_spaces_back (place->text, place->word);

  return is_listed (examples, place->word, place->stop) &&
         is_listed (example_starts, find_word (place->text, before), before);
}

/* "etc. and", "etc.を" */
static gboolean
goes_on (gunichar next)
{
  return g_unichar_islower (next) || g_unichar_get_script (next) == G_UNICODE_SCRIPT_HIRAGANA;
}

static gboolean
is_date (const Place *place, gunichar next)
{
  return (g_unichar_islower (next) || g_unichar_isdigit (next)) &&
         is_listed (dates, place->word, place->stop);
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
  const char *stop = skip_spaces_back (start, at);
  Place place = { .text = start, .stop = stop - 1, .next = at, .end = end };
  gunichar next = at < end ? g_utf8_get_char (at) : 0;

  if (stop == start || stop[-1] != '.')
    return FALSE;
  place.word = find_word (start, place.stop);
  if (is_contraction_or_unit (&place))
    return FALSE;
  if (is_half_day (&place))
    return goes_on (next);
  return is_listed (abbreviations, place.word, place.stop) || is_letter (&place) ||
         (goes_on (next) && is_listed (going_on, place.word, place.stop)) ||
         (g_unichar_isdigit (next) && is_listed (numbered, place.word, place.stop)) ||
         is_date (&place, next) || is_example (&place) || is_ordinal (&place);
}
