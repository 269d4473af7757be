/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-names.h"

#include <string.h>

#include "poise-name-char.h"

static void
append_initials (GString *out, const char *name)
{
  gboolean is_first = TRUE;

  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_first && g_unichar_isalpha (c))
        {
          g_string_append_unichar (out, g_unichar_toupper (c));
          g_string_append_c (out, '.');
        }
      is_first = !poise_name_char_is (c) || c == '-';
    }
}

/* A script that sets no spaces has a name end anywhere. */
static gboolean
ends_word (const char *p)
{
  gunichar c = g_utf8_get_char (p);

  return !g_unichar_isalpha (c) || g_unichar_iswide (c);
}

static const char *
match_name (const char *text, const char *p, const char *const *names)
{
  const char *longest = NULL;

  if (p > text && !ends_word (g_utf8_prev_char (p)))
    return NULL;
  for (guint i = 0; names[i] != NULL; i++)
    if (*names[i] != '\0' && g_str_has_prefix (p, names[i]) &&
        (ends_word (p + strlen (names[i])) || g_unichar_iswide (g_utf8_get_char (names[i]))) &&
        (longest == NULL || strlen (names[i]) > strlen (longest)))
      longest = names[i];
  return longest;
}

/**
 * poise_names_to_initials:
 * @text: a text, UTF-8
 * @names: (array zero-terminated=1): names that the person chose
 *
 * Returns: (transfer full): @text with initials in the place of each whole word that is one
 *   of @names
 */
char *
poise_names_to_initials (const char *text, const char *const *names)
{
  GString *out = g_string_new (NULL);
  const char *p = text;

  g_return_val_if_fail (text != NULL && names != NULL, NULL);

  while (*p != '\0')
    {
      const char *name = match_name (text, p, names);
      const char *next = name != NULL ? p + strlen (name) : g_utf8_next_char (p);

      if (name != NULL)
        append_initials (out, name);
      else
        g_string_append_len (out, p, next - p);
      p = next;
    }
  return g_string_free (out, FALSE);
}
