/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-search-fold.h"

#include <string.h>

/* Letters that Unicode does not take apart, but that people type without
 * their stroke, and type that keyboards do not have. */
static const struct
{
  gunichar from;
  const char *to;
} replacements[] = {
  { 0x00df, "ss" }, { 0x00e6, "ae" }, { 0x00f0, "d" },  { 0x00f8, "o" },  { 0x00fe, "th" },
  { 0x0111, "d" },  { 0x0131, "i" },  { 0x0142, "l" },  { 0x0153, "oe" }, { 0x03c2, "σ" },
  { 0x2018, "'" },  { 0x2019, "'" },  { 0x201a, "'" },  { 0x201c, "\"" }, { 0x201d, "\"" },
  { 0x201e, "\"" }, { 0x00ab, "\"" }, { 0x00bb, "\"" },
};

static void
append_letter (GString *out, gunichar c)
{
  gunichar lower = g_unichar_tolower (c);

  if (g_unichar_isspace (lower))
    {
      g_string_append_c (out, ' ');
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (replacements); i++)
    if (replacements[i].from == lower)
      {
        g_string_append (out, replacements[i].to);
        return;
      }
  g_string_append_unichar (out, lower);
}

static void
append_folded (GString *out, gunichar c)
{
  gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
  gsize n = g_unichar_fully_decompose (c, TRUE, parts, G_N_ELEMENTS (parts));

  for (gsize i = 0; i < n; i++)
    if (g_unichar_type (parts[i]) != G_UNICODE_NON_SPACING_MARK)
      append_letter (out, parts[i]);
}

static inline char
fold_ascii (char c)
{
  return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c >= '\t' && c <= '\r' ? ' ' : c;
}

/* Most of most texts, so it is taken in one go. */
static const char *
append_ascii (GString *out, const char *p)
{
  gsize begin = out->len;
  gsize length = 0;

  while ((guchar) (p[length] - 1) < 0x7f)
    length++;
  g_string_set_size (out, begin + length);
  for (gsize i = 0; i < length; i++)
    out->str[begin + i] = fold_ascii (p[i]);
  return p + length;
}

/**
 * poise_search_fold:
 * @text: UTF-8 text
 * @offsets: (nullable) (element-type guint): an empty array, which gets for
 *   each byte of the result the number of the character that it came from
 *
 * Takes case and accents off, so that “cafe” finds “Café”, makes every white
 * space a space, and every quotation mark the one that keyboards have.
 *
 * Returns: (transfer full): the folded text
 */
char *
poise_search_fold (const char *text, GArray *offsets)
{
  GString *out;
  const char *p;
  guint n_chars = 0;

  g_return_val_if_fail (text != NULL, NULL);

  out = g_string_sized_new (strlen (text));
  for (p = text; *p != '\0'; n_chars++)
    {
      if ((guchar) *p >= 0x80)
        {
          append_folded (out, g_utf8_get_char (p));
          p = g_utf8_next_char (p);
        }
      else if (offsets == NULL)
        p = append_ascii (out, p);
      else
        g_string_append_c (out, fold_ascii (*p++));
      while (offsets != NULL && offsets->len < out->len)
        g_array_append_val (offsets, n_chars);
    }
  return g_string_free (out, FALSE);
}
