/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <pango/pango.h>

#include "poise-word-count.h"

typedef struct
{
  const char *text;
  guint n;
} Case;

static void
check (const Case *cases, gsize n_cases)
{
  for (gsize i = 0; i < n_cases; i++)
    {
      guint n = poise_word_count (cases[i].text);

      if (n != cases[i].n)
        g_error ("“%s” has %u words, not %u", cases[i].text, cases[i].n, n);
    }
}

static void
test_spaced (void)
{
  static const Case cases[] = {
    { "", 0 },
    { " – … 👍 \n\n", 0 },
    { "Asked Amira what she would change here, and listened.", 9 },
    { "Didn’t go; Sam's rota 'moved'.", 5 },
    { "At 10:30 it cost 3.50, i.e. much more", 9 },
    { "Über die Ziele gesprochen, groß geärgert.", 6 },
    { "A\xcc\x88rger im Team", 3 }, /* as some keyboards compose it */
    { "L’équipe n'était pas prête.", 4 },
    { "Обсудили план на неделю.", 4 },
    { "لقد تحدثت مع أميرة عن القائمة.", 6 },
    { "مُحَمَّدٌ كَتَبَ", 2 },
    { "می‌خواهم بنویسم", 2 }, /* a joiner within */
    { "आज काम किया", 3 },
    { "오늘 아미라와 이야기했다.", 3 },
  };

  check (cases, G_N_ELEMENTS (cases));
}

/* The questions of a form, which the person did not write. */
static void
test_headings (void)
{
  static const Case cases[] = {
    { "# What I did, and what came of it\n\n# Next time\n", 0 },
    { "# What I did\nAsked Ana. # 2 of us\n# 下次\n好", 6 },
    { "#rota done\n#", 2 },
  };

  check (cases, G_N_ELEMENTS (cases));
}

static void
test_by_characters (void)
{
  static const Case cases[] = {
    { "今天我和阿米拉谈了她想改变什么。", 15 },
    { "今日はアミラさんと話し合い、計画を変えました。", 21 },
    { "人々のサーバー", 7 },
    { "「はい」、ｶﾅ！？", 4 },
    { "用Poise写了3篇日记", 8 },
    { "打开 Poise、2026年11月", 7 },
  };

  check (cases, G_N_ELEMENTS (cases));
}

/* Pango's dictionary is not the same everywhere, and not there everywhere. */
static void
test_thai (void)
{
  static const char text[] = "วันนี้ฉันคุยกับทีมเรื่องแผนงาน";
  glong n_chars = g_utf8_strlen (text, -1);
  g_autofree PangoLogAttr *attrs = g_new0 (PangoLogAttr, (gsize) n_chars + 1);
  guint n = 0;

  pango_get_log_attrs (text, -1, -1, pango_language_from_string ("th"), attrs, (int) n_chars + 1);
  for (glong i = 0; i < n_chars; i++)
    n += attrs[i].is_word_start;
  g_assert_cmpuint (n, >=, 1);
  g_assert_cmpuint (poise_word_count (text), ==, n);
  g_assert_cmpuint (poise_word_count ("Team วันนี้"), ==, 1 + poise_word_count ("วันนี้"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/words/spaced", test_spaced);
  g_test_add_func ("/words/headings", test_headings);
  g_test_add_func ("/words/by-characters", test_by_characters);
  g_test_add_func ("/words/thai", test_thai);
  return g_test_run ();
}
