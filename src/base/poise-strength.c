/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-strength.h"

#include <string.h>

/* What is tried first, with whatever digits around it. */
static const char *const common[] = {
  "",         "password", "passwort", "passwörd", "motdepasse", "contraseña", "senha",    "azerty",
  "qwerty",   "qwertz",   "letmein",  "iloveyou", "welcome",    "admin",      "dragon",   "monkey",
  "sunshine", "princess", "football", "baseball", "master",     "hello",      "shadow",   "secret",
  "geheim",   "journal",  "diary",    "poise",    "tagebuch",   "passphrase", "changeme", "abc",
};

static gboolean
is_common (const char *passphrase)
{
  g_autofree char *folded = g_utf8_casefold (passphrase, -1);
  g_autoptr (GString) letters = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalpha (g_utf8_get_char (p)))
      g_string_append_unichar (letters, g_utf8_get_char (p));
  for (guint i = 0; i < G_N_ELEMENTS (common); i++)
    if (g_str_equal (letters->str, common[i]))
      return TRUE;

  return FALSE;
}

/* Characters that go on as those before them, as “aaa” and “1234”, are one. */
static guint
count_characters (const char *passphrase, guint *n_kinds)
{
  g_autoptr (GHashTable) distinct = g_hash_table_new (NULL, NULL);
  gboolean kinds[4] = { FALSE };
  gunichar before = 0;
  glong step = 0;
  guint n = 0;

  for (const char *p = passphrase; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      glong now = (glong) c - (glong) before;

      if (before == 0 || (now != 0 && (now != step || ABS (now) != 1)))
        n++;
      step = now;
      before = c;
      kinds[g_unichar_islower (c)   ? 0
            : g_unichar_isupper (c) ? 1
            : g_unichar_isdigit (c) ? 2
                                    : 3] = TRUE;
      g_hash_table_add (distinct, GUINT_TO_POINTER (c));
    }
  *n_kinds = kinds[0] + kinds[1] + kinds[2] + kinds[3];
  return MIN (n, 3 * g_hash_table_size (distinct));
}

/* In half bits. People choose words, not random characters: by the table of NIST SP 800-63
 * (2006), the first character counts four bits, the next seven two, twelve more one and a half,
 * others one, and six are added where kinds of characters are mixed. */
static guint
count_half_bits (guint n_characters, guint n_kinds)
{
  guint sum = 0;

  for (guint i = 0; i < n_characters; i++)
    sum += i == 0 ? 8 : i < 8 ? 4 : i < 20 ? 3 : 2;
  return n_kinds >= 3 ? sum + 12 : sum;
}

/**
 * poise_strength_estimate:
 * @passphrase: a passphrase
 *
 * Estimates it by its length, its characters and a few that everybody takes. That it is, say, the
 * name of the person's street is not known here.
 *
 * Returns: how hard it is to guess
 */
PoiseStrength
poise_strength_estimate (const char *passphrase)
{
  guint n_characters, n_kinds, half_bits;

  g_return_val_if_fail (passphrase != NULL, POISE_STRENGTH_NONE);

  if (*passphrase == '\0')
    return POISE_STRENGTH_NONE;
  if (!g_utf8_validate (passphrase, -1, NULL) || is_common (passphrase))
    return POISE_STRENGTH_WEAK;
  n_characters = count_characters (passphrase, &n_kinds);
  half_bits = count_half_bits (n_characters, n_kinds);
  if (half_bits < 48)
    return POISE_STRENGTH_WEAK;
  if (half_bits < 64)
    return POISE_STRENGTH_FAIR;
  return half_bits < 80 ? POISE_STRENGTH_GOOD : POISE_STRENGTH_STRONG;
}
