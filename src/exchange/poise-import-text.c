/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-import-text.h"

#include <string.h>

/**
 * poise_import_join_title:
 * @title: (nullable): what a format keeps apart as the title
 * @text: the text
 *
 * Returns: (transfer full): @text with @title as its first line, unless it
 *   begins with it already
 */
char *
poise_import_join_title (const char *title, const char *text)
{
  const char *start = text + strspn (text, "# \n");
  g_autofree char *line = g_strchomp (g_strndup (start, strcspn (start, "\n")));
  g_autofree char *words = title != NULL ? g_strstrip (g_strdup (title)) : g_strdup ("");

  if (*words == '\0' || g_str_equal (line, words))
    return g_strdup (text);
  return g_strconcat (words, "\n\n", text + strspn (text, "\n"), NULL);
}

/* Whether whole words of a line are these. */
static gboolean
begins_with_words (const char *line, const char *words)
{
  g_autofree char *folded_line = g_utf8_casefold (line, -1);
  g_autofree char *folded = g_utf8_casefold (words, -1);

  return g_str_has_prefix (folded_line, folded) &&
         !g_unichar_isalnum (g_utf8_get_char (folded_line + strlen (folded)));
}

/**
 * poise_import_join_name:
 * @words: (nullable): what a file's name says beside its day
 * @text: the text
 *
 * Returns: (transfer full): @text with @words as its first line, unless it begins with them
 *   already
 */
char *
poise_import_join_name (const char *words, const char *text)
{
  const char *start = text + strspn (text, "#* \n");
  g_autofree char *line = g_strndup (start, strcspn (start, "\n"));

  return poise_import_join_title (
    words != NULL && *start != '\0' && !begins_with_words (line, words) ? words : NULL, text);
}

/**
 * poise_import_mend_lines:
 * @text: a text
 *
 * Other programs end lines as old Macs did, with a page break, or with the signs that Unicode and
 * mainframes have for it; shown or exported they would be none, or a box.
 *
 * Returns: (transfer full): the text with one character for a line's end
 */
char *
poise_import_mend_lines (const char *text)
{
  static const char *const ends[] = { "\r\n", "\r", "\v", "\f", "\xc2\x85", "\u2028", "\u2029" };
  GString *lines = g_string_new (text);

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    if (strstr (lines->str, ends[i]) != NULL)
      g_string_replace (lines, ends[i], "\n", 0);
  return g_string_free (lines, FALSE);
}
