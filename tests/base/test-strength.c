/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How hard a passphrase is to guess. */

#include "poise-strength.h"

static void
test_estimate (void)
{
  static const struct
  {
    const char *passphrase;
    PoiseStrength strength;
  } cases[] = {
    { "", POISE_STRENGTH_NONE },
    { "x", POISE_STRENGTH_WEAK },
    { "1234567890123456", POISE_STRENGTH_WEAK },
    { "aaaaaaaaaaaaaaaaaaaaaaaaaaaa", POISE_STRENGTH_WEAK },
    { "abcdefghijklmnopqrstuvwxyz", POISE_STRENGTH_WEAK },
    { "ababababababababababababab", POISE_STRENGTH_WEAK },
    { "Password1234!", POISE_STRENGTH_WEAK },
    { "holiday", POISE_STRENGTH_WEAK },
    { "qwertyuiopasdfghjkl", POISE_STRENGTH_WEAK },
    { "passwordpassword", POISE_STRENGTH_WEAK },
    { "iloveyouiloveyouiloveyou", POISE_STRENGTH_WEAK },
    { "rose rose rose rose rose", POISE_STRENGTH_WEAK },
    { "the weather of the power of the weather", POISE_STRENGTH_GOOD },
    { "Tr0ub4dor&3", POISE_STRENGTH_FAIR },
    { "correct horse", POISE_STRENGTH_FAIR },
    { "correct horse batter", POISE_STRENGTH_GOOD },
    { "correct horse battery staple", POISE_STRENGTH_STRONG },
    { "Überraschung grünt täglich im Käfig", POISE_STRENGTH_STRONG },
    { "\xff", POISE_STRENGTH_WEAK },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    if (poise_strength_estimate (cases[i].passphrase) != cases[i].strength)
      g_error ("“%s” is estimated as %u", cases[i].passphrase,
               poise_strength_estimate (cases[i].passphrase));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/strength/estimate", test_estimate);

  return g_test_run ();
}
