/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates as people and programs write them. */

#include <locale.h>

#include "poise-date-names.h"
#include "poise-date-range.h"

/* A date as 2026-11-23, with its time and what stands behind it; “?” where it may be two. */
static char *
describe (PoiseDateStatus status, const PoiseDate *date)
{
  g_autofree char *day = NULL;

  if (status == POISE_DATE_AMBIGUOUS)
    return g_strdup ("?");
  if (status != POISE_DATE_READ)
    return g_strdup (status == POISE_DATE_NONE ? "none" : "impossible");
  day = poise_day_to_string (date->day);
  return g_strdup_printf (date->has_time ? "%s %02u:%02u%s%s" : "%s%.0u%.0u%s%s", day, date->hour,
                          date->minute, date->offset != NULL ? date->offset : "",
                          date->end != NULL ? date->end : "");
}

static void
test_parse (void)
{
  static const char *const cases[][2] = {
    { "2026-03-14", "2026-03-14" },
    { "2026/3/4 09:30", "2026-03-04 09:30" },
    { "2026-03-14T23:30:00.000Z", "2026-03-14 23:30Z" },
    { "2026-03-14 24:00", "2026-03-15 00:00" },
    { "2026-03-14 9:30\u202fPM", "2026-03-14 21:30" },
    { "2026-03-14 18:09 GMT+0530", "2026-03-14 18:09+05:30" },
    { "2026-02-30", "impossible" },
    { "2026-11", "none" },
    { "14.03.2026, 09:30 Uhr", "2026-03-14 09:30" },
    { "14. 3. 2026", "2026-03-14" },
    { "14-Mar-2026", "2026-03-14" },
    { "14/Mar/2026 09:30", "2026-03-14 09:30" },
    { "2026-Mar-14", "2026-03-14" },
    { "2026 March 14", "2026-03-14" },
    { "03/04/2026", "?" },
    { "Saturday, 03/14/2026", "2026-03-14" },
    { "March 14th, 2026", "2026-03-14" },
    { "Mar 14, 2026 at 9:30 PM", "2026-03-14 21:30" },
    { "Sunday the 15th of March 2026", "2026-03-15" },
    { "Sat Mar 14 09:30:00 CET 2026", "2026-03-14 09:30" },
    { "Sat 14 Mar 09:30:00 PM EST 2026", "2026-03-14 21:30" },
    { "Sat 14 Mar 09:30:00 +0100 2026", "2026-03-14 09:30+01:00" },
    { "Samstag, 14. März 2026", "2026-03-14" },
    { "1er mars 2026 à 9h30", "2026-03-01 09:30" },
    { "Le samedi 14 mars 2026", "2026-03-14" },
    { "sábado, 14 de marzo de 2026", "2026-03-14" },
    { "sexta-feira, 13 de março de 2026", "2026-03-13" },
    { "sabato 14 marzo 2026", "2026-03-14" },
    { "14 مارس 2026", "2026-03-14" },
    { "2026年3月14日", "2026-03-14" },
    { "2026年3月14日（土）9:30", "2026-03-14 09:30" },
    { "2026年3月14日 星期六", "2026-03-14" },
    { "2026년 3월 14일 토요일", "2026-03-14" },
    { "2026. 3. 14.", "2026-03-14" },
    { "14 apples 2026", "none" },
    { "14. 3 apples", "none" },
    { "Mar 2026", "none" },
    { "2026年3月", "none" },
    { "14 jui 2026", "none" },
    { "out 10, 2026", "none" },
    { "2026-03-14 9 pm", "2026-03-14 21:00" },
    { "2026-03-14 9 amazing things", "2026-03-14 9 amazing things" },
    { "9:30 AM 3/14/2026", "none" },
    { "14.03.26", "2026-03-14" },
    { "14.3.99", "1999-03-14" },
    { "3/14/26", "2026-03-14" },
    { "14/03/26", "2026-03-14" },
    { "3/4/26", "?" },
    { "26-03-14", "?" },
    { "99-03-14", "1999-03-14" },
    { "Saturday, 26-03-14", "2026-03-14" },
    { "Saturday, 3/14/26 9:30 PM", "2026-03-14 21:30" },
    { "31.02.26", "impossible" },
    { "50-60-70", "none" },
    { "1.2.10.4", "none" },
    { "14-Mar-26", "2026-03-14" },
    { "14 Mar ’26", "2026-03-14" },
    { "14 March 10:30", "none" },
    { "2026-03-14 – 21:30", "2026-03-14 21:30" },
    { "2026-03-14 | 21:30 Uhr Kiln", "2026-03-14 21:30 Kiln" },
    { "2026-03-14 – 2:30 h gelaufen", "2026-03-14 – 2:30 h gelaufen" },
    { "1066-10-14", "1066-10-14" },
    { "14.10.1066", "1066-10-14" },
    { "1404/12/23", "impossible" },
    { "14/03/2569", "impossible" },
    { "2569-03-14", "impossible" },
    { "14 March 2569", "impossible" },
    { "2026-03-14 2 h 30min walk", "2026-03-14 2 h 30min walk" },
    { "2026-03-14 18h05 walk", "2026-03-14 18h05 walk" },
    { "2026-03-14 18h05 UTC", "2026-03-14 18:05Z" },
    { "2026-03-14 5 h, garden", "2026-03-14 5 h, garden" },
    { "2026-03-14 - 5 h", "2026-03-14 - 5 h" },
    { "2026-03-14 18 h 05", "2026-03-14 18:05" },
    { "2026-03-14 18 h", "2026-03-14 18:00" },
    { "2026-03-14 中午11点半", "2026-03-14 11:30" },
    { "2026-03-14 晚上12点", "2026-03-14 晚上12点" },
    { "2026-03-14 9点100米", "2026-03-14 9点100米" },
    { "2026-03-14 - 24:00 words", "2026-03-14 - 24:00 words" },
    { "2026-03-14 8:30 p. m.", "2026-03-14 20:30" },
    { "2026-03-14 12:10 a.\u00a0m.", "2026-03-14 00:10" },
    { "2026-03-14 8:30\u202fp.\u202fm.", "2026-03-14 20:30" },
    { "2026-03-14 8 PM", "2026-03-14 20:00" },
    { "2026-03-14 8:30 p. met", "2026-03-14 08:30 p. met" },
    { "2026-03-14 - 9:00 +0100 words", "2026-03-14 - 9:00 +0100 words" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (PoiseDate) date = { 0 };
      PoiseDateStatus status = poise_date_parse (cases[i][0], POISE_DATE_ORDER_UNKNOWN, &date);
      g_autofree char *found = describe (status, &date);

      g_test_message ("%s", cases[i][0]);
      g_assert_cmpstr (found, ==, cases[i][1]);
    }
}

static void
test_reversed (void)
{
  g_auto (PoiseDate) date = { 0 };
  PoiseDateStatus status =
    poise_date_parse_reversed ("9:30 PM 3/14/2026", POISE_DATE_ORDER_UNKNOWN, &date);
  g_autofree char *found = describe (status, &date);

  g_assert_cmpstr (found, ==, "2026-03-14 21:30");
  g_assert_cmpint (poise_date_guess_order ("9:30 PM 3/14/2026\n"), ==,
                   POISE_DATE_ORDER_MONTH_FIRST);
}

static void
test_names (void)
{
  static const char *const cases[][2] = {
    { "2026/03/14.md", "2026-03-14" },
    { "2026/03/14 title.md", "2026-03-14" },
    { "2026/10 Launch/3 things.md", "none" },
    { "2026/14.03.md", "2026-03-14" },
    { "2026/05.03.md", "2026-03-05" },
    { "2026/03-14.md", "2026-03-14" },
    { "14. Ma\u0308rz 2026.md", "2026-03-14" },
    { "2026年3月14日.md", "2026-03-14" },
    { "Release 1.2.10.md", "none" },
    { "2026-W11.md", "none" },
    { "2026-W11-6.md", "2026-03-14" },
    { "2026W111 Kiln.md", "2026-03-09" },
    { "2026-W11_03-09.md", "none" },
    { "2026-W11-9.md", "none" },
    { "2026/2026-03-14/1.md", "2026-03-14" },
    { "Trips/2026/2026-03-15 Ulm/2 photos.md", "2026-03-15" },
    { "2026/2026-03-16 Mon/09-30.md", "2026-03-16" },
    { "2026/03-18/standup.md", "2026-03-18" },
    { "2026/03-18/1.md", "2026-03-18" },
    { "2026/03/2026-03-17/1.md", "2026-03-17" },
    { "2026/03-2026/18.md", "2026-03-18" },
    { "2026/3-March/19-kiln.md", "2026-03-19" },
    { "2026/3-Maaliskuu/19.md", "2026-03-19" },
    { "2026/03/18-Wed.md", "2026-03-18" },
    { "Recipes/2020/10-Minute/5-soup.md", "none" },
    { "Copy of 2026-03-16.md", "2026-03-16" },
    { "14.03.26.md", "2026-03-14" },
    { "14.03.26 Kiln.md", "2026-03-14" },
    { "03-04-26.md", "?" },
    { "1.2.10 release.md", "none" },
    { "Plan of 14.03.26.md", "none" },
    { "12-30-45.md", "none" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (PoiseDate) date = { 0 };
      gboolean is_own;
      PoiseDateStatus status =
        poise_date_parse_name (cases[i][0], POISE_DATE_ORDER_UNKNOWN, &date, &is_own);
      g_autofree char *found = describe (status, &date);

      g_test_message ("%s", cases[i][0]);
      g_assert_cmpstr (found, ==, cases[i][1]);
    }
}

/* What a person calls a day is its title; the marks of programs are none. */
static void
test_name_words (void)
{
  static const char *const cases[][2] = {
    { "2026-03-14 Run.md", "Run" },
    { "2026-03-16, Dinner with Odalys.md", "Dinner with Odalys" },
    { "2026-03-17: Dinner with Odalys.md", "Dinner with Odalys" },
    { "2026-03-18_Dinner with Odalys.md", "Dinner with Odalys" },
    { "Dinner with Odalys 2026-03-19.md", "Dinner with Odalys" },
    { "Dinner (2026-03-19).md", "Dinner" },
    { "2026-03-14 Chapter 2.md", "Chapter 2" },
    { "2026-03-14 Kiln (copy).md", "Kiln" },
    { "2026-03-14: 18:30 Kiln.md", "Kiln" },
    { "Journal entry 2026-03-14.md", NULL },
    { "Saturday, 2026-03-14.md", NULL },
    { "2026-03-18_dinner_with_odalys.md", NULL },
    { "2026-03-14-to-2026-03-16.md", NULL },
    { "2026-03-14 (another copy).md", NULL },
    { "2026-03-14 (Kopie).md", NULL },
    { "2026-03-14 copie.md", NULL },
    { "2026-03-14 – Kopie.md", NULL },
    { "Copy of 2026-03-16.md", NULL },
    { "Plan for 2026-04-20, 2026-03-14.md", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = poise_date_get_name_words (cases[i][0], POISE_DATE_ORDER_UNKNOWN);

      g_test_message ("%s", cases[i][0]);
      g_assert_cmpstr (words, ==, cases[i][1]);
    }
}

static void
test_order (void)
{
  g_assert_cmpint (poise_date_guess_order ("03/04/26\n03/14/26\n"), ==,
                   POISE_DATE_ORDER_MONTH_FIRST);
  g_assert_cmpint (poise_date_guess_order ("26-03-14\n26-03-15\n"), ==, POISE_DATE_ORDER_UNKNOWN);
  g_assert_cmpint (poise_date_guess_order ("99-03-04\n98-03-04\n"), ==,
                   POISE_DATE_ORDER_YEAR_FIRST);
  g_assert_cmpint (poise_date_guess_order ("Date: 3/14/2026\n"), ==, POISE_DATE_ORDER_MONTH_FIRST);
}

/* The first day of a month or a week, or the day below one. */
static void
test_ranges (void)
{
  static const char *const cases[][2] = {
    { "March 2026", "2026-03-01" },    { "2026-03", "2026-03-01" },
    { "marzo de 2026", "2026-03-01" }, { "März 2026", "2026-03-01" },
    { "2026年3月", "2026-03-01" },     { "مارس 2026", "2026-03-01" },
    { "2026-W11", "2026-03-09" },      { "Week 11, 2026", "2026-03-09" },
    { "KW 1 2026", "2025-12-29" },     { "2026年第11周", "2026-03-09" },
    { "2021-W01", "2021-01-04" },      { "Semaine 11 2026", "2026-03-09" },
    { "Month 3, 2026", "2026-03-01" }, { "Year 2026, Month 3", "2026-03-01" },
    { "Jahr 2026", "2026-01-01" },     { "2026 الشهر 3", "2026-03-01" },
  };
  static const char *const names[][2] = {
    { "2026-W11.md", "2026-03-09" },           { "2026/W11.md", "2026-03-09" },
    { "Weeks/2026/Week 11.md", "2026-03-09" }, { "2026-W11_03-09.md", "2026-03-09" },
    { "2026/03 March.md", "2026-03-01" },      { "2026/03.md", "2026-03-01" },
  };
  static const char *const others[] = { "2026.md", "Week 11.md", "2026-03 budget.md",
                                        "March hare.md", "weekend 2026.md" };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      PoiseDateRange range;
      const char *end;
      g_autofree char *first = NULL;

      g_test_message ("%s", cases[i][0]);
      g_assert_true (poise_date_range_parse (cases[i][0], &range, &end));
      g_assert_cmpstr (end, ==, "");
      first = poise_day_to_string (poise_date_range_get_first (&range));
      g_assert_cmpstr (first, ==, cases[i][1]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      PoiseDateRange range;
      g_autofree char *first = NULL;

      g_test_message ("%s", names[i][0]);
      g_assert_true (poise_date_range_parse_name (names[i][0], &range));
      first = poise_day_to_string (poise_date_range_get_first (&range));
      g_assert_cmpstr (first, ==, names[i][1]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      PoiseDateRange range;

      g_test_message ("%s", others[i]);
      g_assert_false (poise_date_range_parse_name (others[i], &range));
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dates/parse", test_parse);
  g_test_add_func ("/dates/reversed", test_reversed);
  g_test_add_func ("/dates/names", test_names);
  g_test_add_func ("/dates/name-words", test_name_words);
  g_test_add_func ("/dates/order", test_order);
  g_test_add_func ("/dates/ranges", test_ranges);
  return g_test_run ();
}
