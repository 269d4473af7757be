/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-firm.h"

#include <string.h>

#include "poise-language.h"

/* A sentence is firm that has the first, with a time that has the second, and nothing of the third.
 * It is better to miss one than to ask about what nobody meant. */
typedef struct
{
  const char *language;
  const char *will;
  const char *soon;
  const char *doubt;
  GRegex *regexes[3];
} Rule;

static Rule rules[] = {
  { .language = "en",
    .will = "\\bi('ll| will| am going to|'m going to)\\b|\\bwill i\\b",
    .soon = "\\b(tomorrow|tonight|from now on|next (time|week|month)|this week|"
            "on (mon|tues|wednes|thurs|fri|satur|sun)day)\\b",
    .doubt = "\\b(if|unless|maybe|perhaps|probably|might|would|should|hope|wish)\\b" },
  { .language = "de",
    .will = "\\b(ich werde|werde ich|ich nehme mir|nehme ich mir)\\b",
    .soon = "\\b(morgen|ab jetzt|ab sofort|künftig|nächste (woche)|nächsten monat|diese woche|"
            "nächstes mal|beim nächsten mal|am (mon|diens|donners|frei|sams|sonn)tag|am mittwoch|"
            "ab (mon|diens|donners|frei)tag)\\b",
    .doubt = "\\b(wenn|falls|vielleicht|würde|könnte|sollte|hoffentlich|hoffe|wohl)\\b" },
  { .language = "fr",
    .will = "\\bje (vais|\\w+rai)\\b|\\bj'\\w*rai\\b",
    .soon = "\\b(demain|désormais|dorénavant|la semaine prochaine|la prochaine fois|cette semaine|"
            "(lundi|mardi|mercredi|jeudi|vendredi))\\b",
    .doubt = "\\b(si|peut-être|sans doute|j'espère)\\b" },
  { .language = "es",
    .will = "\\bvoy a \\w+|\\b\\w+ré\\b",
    .soon = "\\b(mañana|a partir de ahora|la próxima (semana|vez)|la semana que viene|esta semana|"
            "el (lunes|martes|miércoles|jueves|viernes))\\b",
    .doubt = "\\b(si|quizás?|tal vez|a lo mejor|ojalá|espero)\\b" },
  { .language = "it",
    .will = "\\b\\w+rò\\b",
    .soon = "\\b(domani|d'ora in poi|la prossima (settimana|volta)|questa settimana|"
            "(lunedì|martedì|mercoledì|giovedì|venerdì))\\b",
    .doubt = "\\b(se|forse|magari|spero|probabilmente)\\b" },
  { .language = "pt",
    .will = "\\bvou \\w+r\\b|\\b\\w+rei\\b",
    .soon =
      "\\b(amanhã|de agora em diante|a partir de agora|na próxima (semana|vez)|"
      "da próxima vez|semana que vem|esta semana|(segunda|terça|quarta|quinta|sexta)-feira)\\b",
    .doubt = "\\b(se|talvez|quem sabe|espero|tomara)\\b" },
  { .language = "ar",
    .will = "\\bس[اأ]\\w+|\\bسوف [اأ]\\w+|\\bراح [اأ]\\w+",
    .soon = "غد[اًا]|بكر[ةه]|الأسبوع (القادم|المقبل)|المرة (القادمة|المقبلة)|من الآن|هذا الأسبوع",
    .doubt = "\\b(إذا|اذا|لو|ربما|يمكن|لعل)\\b" },
  { .language = "zh",
    .will = "我(一定)?(会|要|打算|准备)",
    .soon = "明天|下周|下星期|下次|今后|从现在起|这周|本周",
    .doubt = "如果|要是|也许|可能|希望|或许" },
  { .language = "ja",
    .will = "つもり|ことにする|ことにした|ことにします|ようと思う|ようと思います|します|する。?$",
    .soon = "明日|あした|来週|次回|次は|今後|これから|今週",
    .doubt = "もし|たら|なら|かもしれ|たぶん|だろう|でしょう" },
};

static GRegex *
compile (const char *pattern)
{
  g_autoptr (GError) error = NULL;
  GRegex *regex = g_regex_new (pattern, G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, &error);

  g_assert_no_error (error);
  return regex;
}

static Rule *
find_rule (const char *language)
{
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    if (g_str_equal (rules[i].language, language))
      return &rules[i];

  return NULL;
}

static gboolean
matches (Rule *rule, guint which, const char *text)
{
  const char *patterns[] = { rule->will, rule->soon, rule->doubt };

  if (g_once_init_enter (&rule->regexes[which]))
    g_once_init_leave (&rule->regexes[which], compile (patterns[which]));
  return g_regex_match (rule->regexes[which], text, 0, NULL);
}

/**
 * poise_firm_is:
 * @sentence: a sentence, valid UTF-8
 *
 * Goes by a few words of each language that Poise reads: that the writer will do it, and soon. A
 * question, a wish and a condition are not firm.
 *
 * Returns: whether it says firmly what the writer will do
 */
gboolean
poise_firm_is (const char *sentence)
{
  g_autoptr (GString) text = NULL;
  Rule *rule;

  g_return_val_if_fail (sentence != NULL, FALSE);

  if (strpbrk (sentence, "?") != NULL || strstr (sentence, "？") != NULL ||
      strstr (sentence, "؟") != NULL)
    return FALSE;
  rule = find_rule (poise_language_guess (sentence));
  if (rule == NULL)
    return FALSE;
  text = g_string_new (sentence);
  g_string_replace (text, "’", "'", 0);
  return matches (rule, 0, text->str) && matches (rule, 1, text->str) &&
         !matches (rule, 2, text->str);
}
