/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-strength.h"

#include <sodium.h>
#include <string.h>

/* A text of what was typed: nothing of it stays in memory. */
typedef char Typed;

static void
typed_wipe (Typed *text)
{
  sodium_memzero (text, strlen (text));
  g_free (text);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Typed, typed_wipe)

/* Why not libpwquality (1.4.5, tried with cracklib's list of 98,000 words): it is made for
 * passwords of eight characters that a system may refuse. It gives its full 100 to “Password1234!”
 * and to “iloveyouiloveyouiloveyou”, as to four words by chance, 84 to “correct horse”, and 40 to
 * eight random characters; it knows words of English alone, and brings a dictionary along. */

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
  g_autoptr (Typed) folded = g_utf8_casefold (passphrase, -1);
  g_autoptr (Typed) letters = g_malloc0 (strlen (folded) + 1);
  char *end = letters;

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalpha (g_utf8_get_char (p)))
      end += g_unichar_to_utf8 (g_utf8_get_char (p), end);
  for (guint i = 0; i < G_N_ELEMENTS (common); i++)
    if (g_str_equal (letters, common[i]))
      return TRUE;

  return FALSE;
}

/* Keys beside each other, as far as common keyboards have them so. */
static const char *const rows[] = {
  "1234567890", "qwertyuiop", "qwertzuiop", "azertyuiop", "asdfghjkl", "zxcvbnm", "yxcvbnm",
};

static gboolean
are_beside (gunichar one, gunichar other)
{
  char pair[] = { (char) one, (char) other, '\0' };
  char reverse[] = { (char) other, (char) one, '\0' };

  if (one > 0x7f || other > 0x7f)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (strstr (rows[i], pair) != NULL || strstr (rows[i], reverse) != NULL)
      return TRUE;

  return FALSE;
}

/* Returns: the part that it repeats to its end, or all of it. */
static char *
take_period (const char *passphrase)
{
  gsize length = strlen (passphrase);

  for (gsize n = 1; n <= length / 2; n++)
    if (strncmp (passphrase, passphrase + n, length - n) == 0)
      return g_strndup (passphrase, n);

  return g_strdup (passphrase);
}

static void
wipe_words (char **words)
{
  for (guint i = 0; words[i] != NULL; i++)
    typed_wipe (words[i]);
  g_free (words);
}

/* Words that came before add nothing. */
static char *
drop_repeated (const char *passphrase)
{
  char **words = g_strsplit (passphrase, " ", -1);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();
  g_autoptr (Typed) joined = NULL;

  for (guint i = 0; words[i] != NULL; i++)
    if (!g_ptr_array_find_with_equal_func (kept, words[i], g_str_equal, NULL))
      g_ptr_array_add (kept, words[i]);
  g_ptr_array_add (kept, NULL);
  joined = g_strjoinv (" ", (char **) kept->pdata);
  wipe_words (words);
  return take_period (joined);
}

/* Characters that go on as those before them, as “aaa”, “1234” and “qwer”, are one. */
static guint
count_characters (const char *passphrase, guint *n_kinds)
{
  g_autoptr (GHashTable) distinct = g_hash_table_new (NULL, NULL);
  gboolean kinds[4] = { FALSE };
  gunichar before = 0;
  glong step = 0;
  gboolean was_beside = FALSE;
  guint n = 0;

  for (const char *p = passphrase; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      glong now = (glong) c - (glong) before;

      gboolean is_beside =
        before != 0 && are_beside (g_unichar_tolower (before), g_unichar_tolower (c));

      if (before == 0 ||
          (now != 0 && (now != step || ABS (now) != 1) && !(is_beside && was_beside)))
        n++;
      step = now;
      was_beside = is_beside;
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
 * Estimates it by its length, its characters, what it repeats, and a few that everybody takes. That
 * it is, say, the name of the person's street or a verse is not known here.
 *
 * Returns: how hard it is to guess
 */
PoiseStrength
poise_strength_estimate (const char *passphrase)
{
  g_autoptr (Typed) once = NULL;
  guint n_characters, n_kinds, half_bits;

  g_return_val_if_fail (passphrase != NULL, POISE_STRENGTH_NONE);

  if (*passphrase == '\0')
    return POISE_STRENGTH_NONE;
  if (!g_utf8_validate (passphrase, -1, NULL) || is_common (passphrase))
    return POISE_STRENGTH_WEAK;
  once = drop_repeated (passphrase);
  if (is_common (once))
    return POISE_STRENGTH_WEAK;
  n_characters = count_characters (once, &n_kinds);
  half_bits = count_half_bits (n_characters, n_kinds);
  if (half_bits < 48)
    return POISE_STRENGTH_WEAK;
  if (half_bits < 64)
    return POISE_STRENGTH_FAIR;
  return half_bits < 80 ? POISE_STRENGTH_GOOD : POISE_STRENGTH_STRONG;
}
