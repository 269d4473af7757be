/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-firm.h"

static void
test_firm (void)
{
  static const char *const sentences[] = {
    "Tomorrow I will talk to Ana about the rota before the others come.",
    "I’ll call her on Monday and say what I think of it.",
    "Morgen werde ich mit Anna über den Dienstplan sprechen.",
    "Demain je vais parler avec elle du planning de la semaine.",
    "Mañana voy a hablar con ella sobre los turnos de la semana.",
    "Domani parlerò con lei dei turni e di quello che non va.",
    "Amanhã vou falar com ela sobre a escala e o que não está certo.",
    "غدا سأتحدث مع فريقي عن جدول العمل الجديد في القسم",
    "明天我会和她谈谈排班的事情。",
    "明日、彼女とシフトについて話すつもりです。",
  };

  for (guint i = 0; i < G_N_ELEMENTS (sentences); i++)
    {
      g_test_message ("%s", sentences[i]);
      g_assert_true (poise_firm_is (sentences[i]));
    }
}

static void
test_not_firm (void)
{
  static const char *const sentences[] = {
    "",
    "I talked to Ana about the rota today.",
    "Will I talk to Ana tomorrow?",
    "Maybe I will talk to Ana about the rota tomorrow.",
    "If she comes tomorrow, I will talk to her about it.",
    "She will talk to him about the rota tomorrow.",
    "I should have told her that we meet tomorrow.",
    "Vielleicht werde ich morgen mit Anna darüber sprechen.",
    "Morgen kommt Anna, und sie wird mit mir darüber sprechen.",
    "Peut-être que je vais lui parler demain de cela.",
    "如果明天下雨，我会留在家里。",
  };

  for (guint i = 0; i < G_N_ELEMENTS (sentences); i++)
    {
      g_test_message ("%s", sentences[i]);
      g_assert_false (poise_firm_is (sentences[i]));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/firm/firm", test_firm);
  g_test_add_func ("/firm/not-firm", test_not_firm);
  return g_test_run ();
}
