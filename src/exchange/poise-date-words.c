/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-date-words.h"

#include <string.h>

#include "poise-day.h"

#define MAX_WORD 24
/* How many letters of a name are enough. */
#define MIN_LETTERS 3

/* A journal is not always in the language of the desktop. */
static const char *const month_names[][12] = {
  { "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december" },
  { "januar", "februar", "märz", "april", "mai", "juni", "juli", "august", "september", "oktober",
    "november", "dezember" },
  { "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
    "novembre", "décembre" },
  { "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
    "octubre", "noviembre", "diciembre" },
  { "gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre",
    "ottobre", "novembre", "dicembre" },
  { "janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro",
    "outubro", "novembro", "dezembro" },
  { "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر",
    "نوفمبر", "ديسمبر" },
  { "كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول", "تشرين الأول",
    "تشرين الثاني", "كانون الأول" },
  /* As many write them, without the signs upon the first letter. */
  { "", "", "اذار", "ابريل", "ايار", "", "", "اغسطس", "ايلول", "اكتوبر", "", "" },
  { "", "", "", "افريل", "ماي", "", "يوليوز", "اب", "", "تشرين الاول", "", "كانون الاول" },
  { "جانفي", "فيفري", "", "أفريل", "", "جوان", "جويلية", "أوت", "شتنبر", "", "نونبر", "دجنبر" },
  { "", "", "", "", "", "", "", "غشت", "", "", "", "" },
  /* In Austria; and as many write them without accents. */
  { "jänner", "feber", "maerz", "", "", "", "", "aout", "", "", "", "" },
  { "jaenner", "fevrier", "", "", "", "", "", "", "", "", "", "decembre" },
};

static const char *const english_weekdays[] = { "monday", "tuesday",  "wednesday", "thursday",
                                                "friday", "saturday", "sunday" };

/* The first of two words: “كانون الثاني”. */
static const char *const halves_of_months[] = { "كانون", "تشرين" };

/* Only whole: “mar” is March, and not mardi. */
static const char *const weekday_names[][7] = {
  { "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag" },
  { "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche" },
  { "lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo" },
  { "lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica" },
  { "segunda", "terça", "quarta", "quinta", "sexta", "sábado", "domingo" },
  { "الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد" },
  { "月曜日", "火曜日", "水曜日", "木曜日", "金曜日", "土曜日", "日曜日" },
  { "星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日" },
  { "周一", "周二", "周三", "周四", "周五", "周六", "周日" },
  { "월요일", "화요일", "수요일", "목요일", "금요일", "토요일", "일요일" },
};

/* Only before a date: “Sa, 14.3.2026”, “mar. 17 mars 2026”. */
static const char *const short_weekdays[7][8] = {
  { "mo", "lun", "seg" },        { "di", "mar", "ter" },
  { "mi", "mer", "mié", "qua" }, { "do", "jeu", "jue", "gio", "qui" },
  { "fr", "ven", "vie", "sex" }, { "sa", "sam", "sáb", "sab" },
  { "so", "dim", "dom" },
};

/* The locale's own names, folded. */
static char *local_months[12][2];
static char *local_weekdays[7];

static char *
fold_name (guint month, guint dom, const char *format)
{
  g_autofree char *name = poise_day_format (poise_day_new (2001, month, dom), format);

  return name != NULL ? g_utf8_casefold (name, -1) : g_strdup ("");
}

/* Of the year 2001, which began on a Monday. */
static void
load_local_names (void)
{
  static gsize is_loaded;

  if (!g_once_init_enter (&is_loaded))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (local_months); i++)
    {
      local_months[i][0] = fold_name (i + 1, 1, "%B");
      local_months[i][1] = fold_name (i + 1, 1, "%OB");
    }
  for (guint i = 0; i < G_N_ELEMENTS (local_weekdays); i++)
    local_weekdays[i] = fold_name (1, i + 1, "%A");
  g_once_init_leave (&is_loaded, 1);
}

/**
 * poise_date_begins_with:
 * @text: a text, mostly the rest of a whole file
 * @start: some characters
 *
 * g_str_has_prefix() measures the whole text each time.
 *
 * Returns: whether @text begins with @start
 */
gboolean
poise_date_begins_with (const char *text, const char *start)
{
  return strncmp (text, start, strlen (start)) == 0;
}

/* Signs that only say in which direction the text runs: programs write them around the strokes of
 * Arabic dates. */
static const char *
skip_direction (const char *text)
{
  while (poise_date_begins_with (text, "\u200e") || poise_date_begins_with (text, "\u200f") ||
         poise_date_begins_with (text, "\u061c"))
    text = g_utf8_next_char (text);
  return text;
}

/**
 * poise_date_skip_comma:
 * @text: a text
 *
 * Returns: (transfer none): where a comma ends with which it begins, also an Arabic or a wide one;
 *   @text where there is none
 */
const char *
poise_date_skip_comma (const char *text)
{
  static const char *const commas[] = { ",", "،", "，" };

  for (guint i = 0; i < G_N_ELEMENTS (commas); i++)
    if (poise_date_begins_with (text, commas[i]))
      return text + strlen (commas[i]);
  return text;
}

/**
 * poise_date_skip_dash:
 * @text: a text
 *
 * Returns: (transfer none): where a hyphen or a dash ends with which it begins, also one that does
 *   not break a line, a short dash or a minus; @text where there is none
 */
const char *
poise_date_skip_dash (const char *text)
{
  static const char *const dashes[] = { "-", "\u2010", "\u2011", "\u2012", "–", "\u2212" };

  for (guint i = 0; i < G_N_ELEMENTS (dashes); i++)
    if (poise_date_begins_with (text, dashes[i]))
      return text + strlen (dashes[i]);
  return text;
}

/**
 * poise_date_skip_blanks:
 * @text: a text
 *
 * Returns: (transfer none): where its blanks end, those too that do not break a line
 */
const char *
poise_date_skip_blanks (const char *text)
{
  for (;;)
    {
      text = skip_direction (text);
      if (*text == ' ' || *text == '\t')
        text++;
      else if (strncmp (text, "\xc2\xa0", 2) == 0)
        text += 2;
      else if (strncmp (text, "\xe2\x80\xaf", 3) == 0 || strncmp (text, "\xe2\x80\x89", 3) == 0)
        text += 3;
      else
        return text;
    }
}

/**
 * poise_date_read_word:
 * @text: (inout): a text; then what stands behind the word
 *
 * Returns: (transfer full) (nullable): the word with which it begins, folded; a full
 *   stop behind it is passed over: “Nov.”
 */
char *
poise_date_read_word (const char **text)
{
  const char *start = skip_direction (*text), *end = start;
  g_autofree char *word = NULL;

  while (*end != '\0' && end - start < MAX_WORD && g_unichar_isalpha (g_utf8_get_char (end)))
    end = g_utf8_next_char (end);
  if (end == start)
    return NULL;
  word = g_strndup (start, (gsize) (end - start));
  *text = skip_direction (*end == '.' ? end + 1 : end);
  return g_utf8_casefold (word, -1);
}

/* The digits of ASCII, Arabic, Persian and those that are as wide as a Chinese character.
 * Returns: its value; -1 for no digit */
static int
read_digit (const char *text, gsize *length)
{
  static const struct
  {
    const char *zero;
    gsize length;
  } zeros[] = { { "0", 1 }, { "٠", 2 }, { "۰", 2 }, { "０", 3 } };

  for (guint i = 0; i < G_N_ELEMENTS (zeros); i++)
    {
      gsize last = zeros[i].length - 1;
      int value = strncmp (text, zeros[i].zero, last) == 0
                    ? (guint8) text[last] - (guint8) zeros[i].zero[last]
                    : -1;

      *length = zeros[i].length;
      if (value >= 0 && value <= 9)
        return value;
    }
  return -1;
}

/**
 * poise_date_is_digit:
 * @text: a text
 *
 * Returns: whether it begins with a digit
 */
gboolean
poise_date_is_digit (const char *text)
{
  gsize length;

  return read_digit (skip_direction (text), &length) >= 0;
}

/**
 * poise_date_read_number:
 * @text: (inout): a text; then what stands behind the number
 * @max: how many digits it has at most
 * @value: (out): the number
 *
 * Reads a number, also in Arabic digits and in wide ones.
 *
 * Returns: how many digits it has; 0 where there is none
 */
guint
poise_date_read_number (const char **text, guint max, guint *value)
{
  guint n = 0;
  gsize length;
  int digit;

  *value = 0;
  if (poise_date_is_digit (*text))
    *text = skip_direction (*text);
  for (; n < max && (digit = read_digit (*text, &length)) >= 0; n++)
    {
      *value = *value * 10 + (guint) digit;
      *text += length;
    }
  if (n > 0)
    *text = skip_direction (*text);
  return n;
}

/* Whether @word is @name, or its first letters. */
static gboolean
is_name (const char *word, const char *name)
{
  return g_str_equal (word, name) ||
         (g_utf8_strlen (word, -1) >= MIN_LETTERS && g_str_has_prefix (name, word));
}

static gboolean
is_month (const char *word, guint month, gboolean in_any)
{
  for (guint i = 0; i < (in_any ? G_N_ELEMENTS (month_names) : 1); i++)
    if (is_name (word, month_names[i][month]))
      return TRUE;

  return is_name (word, local_months[month][0]) || is_name (word, local_months[month][1]);
}

/**
 * poise_date_find_month:
 * @word: a folded word
 * @in_any: whether it may be of any language that Poise speaks, or else only of English and that
 *   of the locale
 *
 * Returns: the month that it means; 0 where it means none, or one here and another there
 */
guint
poise_date_find_month (const char *word, gboolean in_any)
{
  guint found = 0;

  load_local_names ();
  for (guint i = 0; i < G_N_ELEMENTS (local_months); i++)
    {
      if (!is_month (word, i, in_any))
        continue;
      if (found > 0)
        return 0;
      found = i + 1;
    }
  return found;
}

/* A name of a month, also one of two words. */
static guint
read_name_of_month (const char **text, gboolean in_any)
{
  g_autofree char *word = poise_date_read_word (text);
  g_autofree char *second = NULL;
  g_autofree char *name = NULL;

  if (word == NULL)
    return 0;
  for (guint i = 0; i < G_N_ELEMENTS (halves_of_months) && second == NULL; i++)
    if (g_str_equal (word, halves_of_months[i]))
      {
        *text = poise_date_skip_blanks (*text);
        second = poise_date_read_word (text);
      }
  name = second != NULL ? g_strjoin (" ", word, second, NULL) : g_strdup (word);
  return poise_date_find_month (name, in_any);
}

/**
 * poise_date_read_month:
 * @text: (inout): a text; then what stands behind the month
 * @in_any: as for poise_date_find_month()
 *
 * Reads the name of a month with which it begins, also one of two words, and one beside which
 * stands another name of the same month: “آذار/مارس”.
 *
 * Returns: the month; 0 where there is none
 */
guint
poise_date_read_month (const char **text, gboolean in_any)
{
  guint month = read_name_of_month (text, in_any);
  const char *beside = *text + (**text == '/');

  if (month > 0 && beside > *text && read_name_of_month (&beside, in_any) == month)
    *text = beside;
  return month;
}

/**
 * poise_date_find_weekday:
 * @word: a folded word
 *
 * Returns: 1 for Monday to 7; 0 for no weekday
 */
guint
poise_date_find_weekday (const char *word)
{
  load_local_names ();
  for (guint i = 0; i < G_N_ELEMENTS (local_weekdays); i++)
    {
      if (is_name (word, english_weekdays[i]) || is_name (word, local_weekdays[i]))
        return i + 1;
      for (guint j = 0; j < G_N_ELEMENTS (weekday_names); j++)
        if (g_str_equal (word, weekday_names[j][i]))
          return i + 1;
    }
  return 0;
}

/**
 * poise_date_find_weekday_before:
 * @word: a folded word with which a date may begin
 *
 * Returns: 1 for Monday to 7, also where it is short; 0 for no weekday
 */
guint
poise_date_find_weekday_before (const char *word)
{
  guint weekday = poise_date_find_weekday (word);

  for (guint i = 0; weekday == 0 && i < G_N_ELEMENTS (short_weekdays); i++)
    for (guint j = 0; short_weekdays[i][j] != NULL; j++)
      if (g_str_equal (word, short_weekdays[i][j]))
        weekday = i + 1;
  return weekday;
}

/**
 * poise_date_skip_east_asian_weekday:
 * @text: what stands behind a date
 *
 * Returns: (transfer none): where a weekday ends that stands there in Chinese, Japanese or Korean,
 *   in brackets or not; @text where there is none
 */
const char *
poise_date_skip_east_asian_weekday (const char *text)
{
  static GRegex *regex;
  static gsize is_made;
  g_autoptr (GMatchInfo) match = NULL;
  int end;

  if (g_once_init_enter (&is_made))
    {
      regex = g_regex_new ("^\\s*(?:[(（](?:(?:星期|周|週)[一二三四五六日天]|[月火水木金土日]"
                           "(?:曜日?)?|[월화수목금토일](?:요일)?)[)）]|(?:(?:星期|周|週)"
                           "[一二三四五六日天]|[月火水木金土日](?:曜日?)?|[월화수목금토일]"
                           "(?:요일)?)(?!\\w))",
                           G_REGEX_OPTIMIZE, 0, NULL);
      g_once_init_leave (&is_made, 1);
    }
  if ((guint8) *text < 0x80 && *text != ' ' && *text != '(')
    return text;
  return g_regex_match (regex, text, 0, &match) && g_match_info_fetch_pos (match, 0, NULL, &end)
           ? text + end
           : text;
}
