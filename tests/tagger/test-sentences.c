/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <pango/pango.h>
#include <string.h>

#include "poise-sentences.h"

static void
check (const char *text, const char *const *expected)
{
  g_autoptr (GArray) sentences = poise_sentences_find (text, strlen (text));

  g_assert_cmpuint (sentences->len, ==, g_strv_length ((char **) expected));
  for (guint i = 0; i < sentences->len; i++)
    {
      const PoiseSentence *sentence = &g_array_index (sentences, PoiseSentence, i);
      g_autofree char *bytes = g_strndup (text + sentence->start, sentence->end - sentence->start);
      g_autofree char *chars = g_utf8_substring (text, sentence->start_char, sentence->end_char);

      g_assert_cmpstr (bytes, ==, expected[i]);
      g_assert_cmpstr (chars, ==, expected[i]);
    }
}

#define CHECK(text, ...) check (text, (const char *const[]) { __VA_ARGS__, NULL })

static void
test_plain (void)
{
  CHECK ("One day. Two days! Three?", "One day.", "Two days!", "Three?");
  CHECK ("No stop at the end", "No stop at the end");
  CHECK ("It cost 3.50 today. Fine.", "It cost 3.50 today.", "Fine.");
  CHECK ("“Go.” She went.", "“Go.”", "She went.");
}

static void
test_abbreviations (void)
{
  CHECK ("Met Mr. Hill and Dr. Roe. Good.", "Met Mr. Hill and Dr. Roe.", "Good.");
  CHECK ("Tools, e.g. Hammers, went.", "Tools, e.g. Hammers, went.");
  CHECK ("Room No. 7 was shut. She said no. Then we left.", "Room No. 7 was shut.", "She said no.",
         "Then we left.");
  CHECK ("Werkzeug, z.B. Hämmer, fehlt. Am 3. März Inventur, d.h. Samstag.",
         "Werkzeug, z.B. Hämmer, fehlt.", "Am 3. März Inventur, d.h. Samstag.");
  CHECK ("Wir waren 12. Dann kam Tim. Mme. Roux hat geholfen bzw. Herr Dr. Lang.", "Wir waren 12.",
         "Dann kam Tim.", "Mme. Roux hat geholfen bzw. Herr Dr. Lang.");
}

/* Whole as it stands. */
static void
check_one (const char *text)
{
  check (text, (const char *const[]) { text, NULL });
}

static void
test_small_letter_after (void)
{
  check_one ("We went through budgets, rosters etc. and then I asked the team.");
  check_one ("Took max. three with me, incl. lunch.");
  check_one ("Rang Baker Inc. and Hill Ltd. on Fri. morning and in Sept. again.");
  check_one ("Wir haben Pläne usw. besprochen, resp. verteilt, am 3. Dez. habe ich geführt.");
  check_one ("On a vu les plannings, etc. puis on a tranché en janv. dernier.");
  check_one ("Revisamos turnos, etc. y aprox. la mitad.");
  check_one ("Vimos as escalas etc. e decidimos em fev. passado.");
  check_one ("Abbiamo visto i turni ecc. e poi ho chiesto.");
  check_one ("予算、シフトetc.を確認した。");
  CHECK ("we saw the rota etc. Then we left years ago. then home", "we saw the rota etc.",
         "Then we left years ago.", "then home");
}

/* A unit ends a sentence as often as it goes on; in German it stands before a noun. */
static void
test_units (void)
{
  CHECK ("I met Ben at 3 p.m. We talked until 5p.m. about goals.", "I met Ben at 3 p.m.",
         "We talked until 5p.m. about goals.");
  CHECK ("Nos vimos a las 3 p. m. Hablamos de las 9\u00a0a.\u00a0m. del lunes.",
         "Nos vimos a las 3 p. m.", "Hablamos de las 9\u00a0a.\u00a0m. del lunes.");
  CHECK ("It took 20 min. Then 2 hrs. 15 min. of talk. He is Bob Jr. We left.", "It took 20 min.",
         "Then 2 hrs. 15 min. of talk.", "He is Bob Jr.", "We left.");
  CHECK ("I asked HR. The dept. head came. I left the dept. Good.", "I asked HR.",
         "The dept. head came.", "I left the dept.", "Good.");
  check_one ("Nach 20 Min. Pause mit Hr. Maier geredet.");
}

static void
test_letters (void)
{
  check_one ("I asked J. Smith and E. B. Roe how the U.S. Team does it.");
  check_one ("Das Team braucht z. B. Ziele, u. a. Peter, i. d. R. Ruhe.");
  check_one ("Das Team braucht z.\u00a0B. Ziele.");
  check_one ("Avec p. ex. Marie, par ex. Luc et J.-P. Roux.");
  check_one ("Hablé con el Sr. D. Manuel, p. ej. Ayer.");
  check_one ("Falei com o Eng. Silva e com a D. Rosa, por ex. Ontem.");
  check_one ("Ho sentito l'ing. Neri, p. es. Ieri, e M. Rossi.");
  check_one ("Mit Hrn. Maier und Fa. Lang geredet.");
  CHECK ("We took plan B. Then dormi jusqu'à 19 h. Puis rien.", "We took plan B.",
         "Then dormi jusqu'à 19 h.", "Puis rien.");
  CHECK ("So did I. Then I can't. Nor is it Ana’s. Fine.", "So did I.", "Then I can't.",
         "Nor is it Ana’s.", "Fine.");
  CHECK ("Il en a. Puis rien. Così è. Poi basta. Es wurde eng. Dann los. Come sta. Poi via.",
         "Il en a.", "Puis rien.", "Così è.", "Poi basta.", "Es wurde eng.", "Dann los.",
         "Come sta.", "Poi via.");
}

static void
test_dates (void)
{
  check_one ("3. Dez. war das Team da.");
  check_one ("On Fri. 3 Anna came, on Dec. 3 Team went.");
  CHECK ("We begin in Nov. Then we rest.", "We begin in Nov.", "Then we rest.");
  CHECK ("Wir waren 12. Jan kam. Am 12. Jan. kam Tim.", "Wir waren 12.", "Jan kam.",
         "Am 12. Jan. kam Tim.");
}

static void
test_numbered_list (void)
{
  CHECK ("1. Spoke to Ana\n2) Wrote it. 3. Sent it.\n- 4. rest\n12. ", "Spoke to Ana", "Wrote it.",
         "Sent it.", "rest");
  CHECK ("1.- Hablé con Ana\n1- تحدثت مع سامي\n٢. كتبت", "Hablé con Ana", "تحدثت مع سامي", "كتبت");
  CHECK ("1、和小王谈了。\n2.写完了。\n３．田中と話した。", "和小王谈了。", "写完了。",
         "田中と話した。");
  CHECK ("1.5 hours\n3. März war voll.\n10-12 came.\n2026. Then", "1.5 hours", "3. März war voll.",
         "10-12 came.", "2026.", "Then");
}

/* Arabic, Chinese and Japanese, where numbers and quotations are not as Pango has them. */
static void
test_other_scripts (void)
{
  CHECK ("会議は3.5時間かかった。熱は36.5度だった。ver.2.0を入れた。", "会議は3.5時間かかった。",
         "熱は36.5度だった。", "ver.2.0を入れた。");
  CHECK ("「もう一度やろう。」と言って席に戻した。みんな笑った。",
         "「もう一度やろう。」と言って席に戻した。", "みんな笑った。");
  CHECK ("「了解です！」「頼んだよ。」", "「了解です！」", "「頼んだよ。」");
  CHECK ("开会了。“谁去？”我问。大家都没说话。", "开会了。", "“谁去？”我问。", "大家都没说话。");
  CHECK ("朝礼で話した。（少し長かった。）", "朝礼で話した。", "（少し長かった。）");
  CHECK ("价格3.5元。第1.2节改完了！！行。", "价格3.5元。", "第1.2节改完了！！", "行。");
  CHECK ("قابلت د. سامي وم. هالة. وصلت 8.30 صباحا؟ نعم؛ خرجنا.", "قابلت د. سامي وم. هالة.",
         "وصلت 8.30 صباحا؟", "نعم؛ خرجنا.");
  CHECK ("قال: «افعل ذلك.» ثم ذهب. سألته: «هل أنت بخير؟» ثم ذهبت إلى البيت.", "قال: «افعل ذلك.»",
         "ثم ذهب.", "سألته: «هل أنت بخير؟»", "ثم ذهبت إلى البيت.");
  CHECK ("خرجنا. «هيا بنا!» ثم عدنا.", "خرجنا.", "«هيا بنا!»", "ثم عدنا.");
  CHECK ("Ho visto l'ing. Bianchi. ¿Quién va? ¡Vamos! Quel chantier ! On rit.",
         "Ho visto l'ing. Bianchi.", "¿Quién va?", "¡Vamos!", "Quel chantier !", "On rit.");
}

/* What follows a number with a point belongs to it. */
static void
test_numbers (void)
{
  CHECK ("We hit 3.5%. Good. It cost 2.50€. Fine.", "We hit 3.5%.", "Good.", "It cost 2.50€.",
         "Fine.");
  CHECK ("Umsatz +3.5 %. Dann 36.5 °C Fieber. Heim.", "Umsatz +3.5 %.", "Dann 36.5 °C Fieber.",
         "Heim.");
  CHECK ("Dienst ab 9.15 Uhr. Das Budget von 4.000 Euro hält.", "Dienst ab 9.15 Uhr.",
         "Das Budget von 4.000 Euro hält.");
  CHECK ("On a fait 3.5\u00a0%. Puis 2.5~3 heures.", "On a fait 3.5\u00a0%.", "Puis 2.5~3 heures.");
  CHECK ("完成了3.5%的任务。行。", "完成了3.5%的任务。", "行。");
  CHECK ("売上は3.5%増えた。予算は３．５％減。", "売上は3.5%増えた。", "予算は３．５％減。");
  CHECK ("وصلت النسبة إلى 3.5% في الشهر. خرجنا.", "وصلت النسبة إلى 3.5% في الشهر.", "خرجنا.");
  CHECK ("First line\u2028second line", "First line", "second line");
}

static void
test_careless (void)
{
  CHECK ("quiet one. nothing moved. bed", "quiet one.", "nothing moved.", "bed");
  CHECK ("well... maybe not", "well... maybe not");
}

/* “…” is to end a sentence where “...” does. */
static void
test_ellipsis (void)
{
  CHECK ("Wait… Then I went. Well… maybe. … And so on.", "Wait…", "Then I went.", "Well… maybe.",
         "… And so on.");
  CHECK ("Je ne sais pas… Puis rien. Hein ?… Bon. Quoi !… oui.", "Je ne sais pas…", "Puis rien.",
         "Hein ?…", "Bon.", "Quoi !…", "oui.");
  CHECK ("No sé…\u00a0¿Qué hago? Pero… ¿qué hago?", "No sé…", "¿Qué hago?", "Pero… ¿qué hago?");
  CHECK ("„Warte…“ Sie ging. (Und so…) Ärger.", "„Warte…“", "Sie ging.", "(Und so…)", "Ärger.");
  CHECK ("لا أعرف… ثم ذهبت.", "لا أعرف…", "ثم ذهبت.");
  CHECK ("谁去？……大家没说话。我……我走了。", "谁去？……", "大家没说话。", "我……我走了。");
  CHECK ("えっと…あの。わからない…… それで帰った。", "えっと…あの。", "わからない……",
         "それで帰った。");
  CHECK ("” Then", "” Then");
  CHECK ("… Then", "… Then");
}

/* French sets a blank within its marks; in German they may point inwards. */
static void
test_quotations (void)
{
  CHECK ("« Fais-le. » Puis il est parti.", "« Fais-le. »", "Puis il est parti.");
  CHECK ("«\u00a0Fais-le.\u00a0» Puis il est parti.", "«\u00a0Fais-le.\u00a0»",
         "Puis il est parti.");
  CHECK ("« Viens !\u202f» « Non… » Il rit.", "« Viens !\u202f»", "« Non… »", "Il rit.");
  CHECK ("« Tu viens ? » ai-je demandé. « Oui ! », dit-il. (« Bien. ») Bon.",
         "« Tu viens ? » ai-je demandé.", "« Oui ! », dit-il.", "(« Bien. »)", "Bon.");
  CHECK ("« On y va. »", "« On y va. »");
  CHECK ("Er ging. »Komm!« Nun… »Gut.« Los.", "Er ging.", "»Komm!«", "Nun…", "»Gut.«", "Los.");
}

/* What is asked or cried is cut off neither from who does so nor from what follows. */
static void
test_asked (void)
{
  CHECK ("“Who goes?” she asked. I asked \"who wants this?\" and waited.", "“Who goes?” she asked.",
         "I asked \"who wants this?\" and waited.");
  CHECK ("He came (late!) and left. «Tu viens?» ai-je demandé. „Wer?“ fragte ich.",
         "He came (late!) and left.", "«Tu viens?» ai-je demandé.", "„Wer?“ fragte ich.");
  CHECK ("“Who goes?” She went. Why? “who” or “what”", "“Who goes?”", "She went.", "Why?",
         "“who” or “what”");
}

static void
test_lines (void)
{
  CHECK ("Ärger\n- first ☕\n• second\n\n  third  ", "Ärger", "first ☕", "second", "third");
}

/* The questions of a form are not what the person did. */
static void
test_headings (void)
{
  CHECK ("# Was ich tat\nÄrger. Tee.\n\n# Next time\n", "Ärger.", "Tee.");
  CHECK ("#rota done\n#", "#rota done", "#");
}

static void
test_nothing (void)
{
  const char *const texts[] = { "", " ", "\n\n", "- ", "\t\n * " };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GArray) sentences = poise_sentences_find (texts[i], strlen (texts[i]));

      g_assert_cmpuint (sentences->len, ==, 0);
    }
}

static void
test_long_line (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GArray) sentences = NULL;

  for (guint i = 0; i < 1000000; i++)
    g_string_append (text, "ß ");
  sentences = poise_sentences_find (text->str, text->len);
  g_assert_cmpuint (sentences->len, >=, 1);
}

/* With the square of the sentences it would take longer than a test may. */
static void
test_many_sentences (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GArray) sentences = NULL;

  for (guint i = 0; i < 1000000; i++)
    g_string_append (text, "“Go on.” She went.\n");
  sentences = poise_sentences_find (text->str, text->len);
  g_assert_cmpuint (sentences->len, >=, 1000000);
}

/* The rules of ours that do not leave the last word to Pango. */
static gboolean
goes_on (const char *text, glong at)
{
  const char *next = g_utf8_offset_to_pointer (text, at);
  const char *p = next;
  gunichar before;

  do
    p = g_utf8_prev_char (p);
  while (p > text && *p == ' ');
  before = g_utf8_get_char (p);
  return g_unichar_isalnum (before) || (g_unichar_islower (g_utf8_get_char (next)) &&
                                        g_utf8_strchr ("“”’)\"'", -1, before) != NULL);
}

static gboolean
is_careless_start (const char *text, glong at)
{
  const char *p = g_utf8_offset_to_pointer (text, at);
  g_autofree char *before = g_strndup (text, (gsize) (p - text));

  return g_unichar_islower (g_utf8_get_char (p)) &&
         g_regex_match_simple ("(^|[ \\t])[^ \\t.]{3,}[.][ \\t]+$", before, G_REGEX_RAW, 0);
}

static gboolean
is_after_ellipsis (const char *text, glong at)
{
  const char *p = g_utf8_offset_to_pointer (text, at);
  g_autofree char *before = g_strndup (text, (gsize) (p - text));

  return p[-1] == ' ' && g_regex_match_simple ("[^\\s…]…+[“”’)\"']* +$", before, 0, 0) &&
         g_regex_match_simple ("^[“(\"']*\\p{Lu}", p, 0, 0);
}

static void
check_against_pango (const char *text)
{
  g_autoptr (GArray) sentences = poise_sentences_find (text, strlen (text));
  glong n_chars = g_utf8_strlen (text, -1);
  g_autofree PangoLogAttr *attrs = g_new0 (PangoLogAttr, (gsize) n_chars + 1);
  guint n = 0;

  pango_get_log_attrs (text, -1, -1, pango_language_from_string ("en"), attrs, (int) n_chars + 1);
  for (glong start = 0, end; start < n_chars; start = end)
    {
      g_autofree char *whole = NULL;
      g_autofree char *found = NULL;

      for (end = start + 1; end < n_chars &&
                            (!attrs[end].is_sentence_boundary || goes_on (text, end)) &&
                            !is_careless_start (text, end) && !is_after_ellipsis (text, end);)
        end++;
      while (end < n_chars && !attrs[end - 1].is_white &&
             g_utf8_get_char (g_utf8_offset_to_pointer (text, end)) == 0x2026)
        end++;
      whole = g_utf8_substring (text, start, end);
      g_strstrip (whole);
      if (*whole == '\0')
        continue;
      g_assert_cmpuint (n, <, sentences->len);
      found = g_utf8_substring (text, g_array_index (sentences, PoiseSentence, n).start_char,
                                g_array_index (sentences, PoiseSentence, n).end_char);
      g_assert_cmpstr (found, ==, whole);
      n++;
    }
  g_assert_cmpuint (n, ==, sentences->len);
}

/* No abbreviation, single letter or number of a list is among them, and no script with rules of its
 * own, so that Pango has the only say but four. */
static void
test_like_pango (void)
{
  static const char *const parts[] = { "XQ", "qx", "Qx", "qq", "700", "123", " ",  " ",
                                       " ",  "  ", ".",  ".",  "!",   "?",   ",",  ":",
                                       ";",  "(",  ")",  "\"", "'",   "“",   "”",  "’",
                                       "—",  "–",  "…",  "éq", "ÉQ",  "ßq",  "%",  "/",
                                       "_",  "@",  "#",  "\t", "。",  "אא",  "цц", "\u0301",
                                       ". ", ". ", "? ", "! ", "qx",  "Qx",  "€" };
  g_autoptr (GRand) random = g_rand_new_with_seed (8);

  for (guint i = 0; i < 60000; i++)
    {
      g_autoptr (GString) text = g_string_new ("qx");
      guint length = (guint) g_rand_int_range (random, 2, 14);

      while (length-- > 0)
        g_string_append (text, parts[g_rand_int_range (random, 0, G_N_ELEMENTS (parts))]);
      check_against_pango (text->str);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sentences/plain", test_plain);
  g_test_add_func ("/sentences/abbreviations", test_abbreviations);
  g_test_add_func ("/sentences/small-letter-after", test_small_letter_after);
  g_test_add_func ("/sentences/units", test_units);
  g_test_add_func ("/sentences/letters", test_letters);
  g_test_add_func ("/sentences/dates", test_dates);
  g_test_add_func ("/sentences/numbered-list", test_numbered_list);
  g_test_add_func ("/sentences/other-scripts", test_other_scripts);
  g_test_add_func ("/sentences/numbers", test_numbers);
  g_test_add_func ("/sentences/careless", test_careless);
  g_test_add_func ("/sentences/ellipsis", test_ellipsis);
  g_test_add_func ("/sentences/quotations", test_quotations);
  g_test_add_func ("/sentences/asked", test_asked);
  g_test_add_func ("/sentences/lines", test_lines);
  g_test_add_func ("/sentences/headings", test_headings);
  g_test_add_func ("/sentences/nothing", test_nothing);
  g_test_add_func ("/sentences/long-line", test_long_line);
  g_test_add_func ("/sentences/many", test_many_sentences);
  g_test_add_func ("/sentences/like-pango", test_like_pango);
  return g_test_run ();
}
