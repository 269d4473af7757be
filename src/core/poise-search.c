/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-search.h"

#include <string.h>

struct _PoiseSearch
{
  GPtrArray *wanted;   /* folded words and phrases that must be there */
  GPtrArray *unwanted; /* and those that must not */
};

/**
 * poise_search_fold:
 * @text: UTF-8 text
 *
 * Takes case and accents off, so that “cafe” finds “Café”.
 *
 * Returns: (transfer full): the folded text
 */
char *
poise_search_fold (const char *text)
{
  g_autofree char *decomposed = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);
  g_autofree char *folded = g_utf8_casefold (decomposed != NULL ? decomposed : text, -1);
  GString *out = g_string_sized_new (strlen (folded));

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_type (c) != G_UNICODE_NON_SPACING_MARK)
        g_string_append_unichar (out, c);
    }
  return g_string_free (out, FALSE);
}

static const char *
read_term (PoiseSearch *self, const char *p)
{
  gboolean unwanted = *p == '-' && p[1] != '\0' && p[1] != ' ';
  g_autofree char *term = NULL;
  const char *end;

  if (unwanted)
    p++;
  if (*p == '"')
    {
      p++;
      end = strchr (p, '"');
      if (end == NULL)
        end = p + strlen (p);
    }
  else
    end = p + strcspn (p, " \t\n");
  term = g_strndup (p, (gsize) (end - p));
  if (*term != '\0')
    g_ptr_array_add (unwanted ? self->unwanted : self->wanted, poise_search_fold (term));
  return *end == '"' ? end + 1 : end;
}

/**
 * poise_search_new:
 * @words: (nullable): words, `"phrases"` and `-words` that must not be there
 *
 * Reads what a person typed into a search entry.
 *
 * Returns: (transfer full): the search
 */
PoiseSearch *
poise_search_new (const char *words)
{
  PoiseSearch *self = g_new0 (PoiseSearch, 1);
  const char *p = words != NULL ? words : "";

  self->wanted = g_ptr_array_new_with_free_func (g_free);
  self->unwanted = g_ptr_array_new_with_free_func (g_free);
  for (;;)
    {
      p += strspn (p, " \t\n");
      if (*p == '\0')
        return self;
      p = read_term (self, p);
    }
}

/**
 * poise_search_free:
 * @self: (transfer full): a search
 */
void
poise_search_free (PoiseSearch *self)
{
  g_ptr_array_unref (self->wanted);
  g_ptr_array_unref (self->unwanted);
  g_free (self);
}

/**
 * poise_search_is_empty:
 * @self: a search
 *
 * Returns: %TRUE if every text matches
 */
gboolean
poise_search_is_empty (const PoiseSearch *self)
{
  return self->wanted->len == 0 && self->unwanted->len == 0;
}

/**
 * poise_search_matches:
 * @self: a search
 * @text: UTF-8 text
 *
 * Returns: %TRUE if @text holds all that is wanted and nothing unwanted
 */
gboolean
poise_search_matches (const PoiseSearch *self, const char *text)
{
  g_autofree char *folded = NULL;

  if (poise_search_is_empty (self))
    return TRUE;
  folded = poise_search_fold (text);
  for (guint i = 0; i < self->wanted->len; i++)
    if (strstr (folded, g_ptr_array_index (self->wanted, i)) == NULL)
      return FALSE;
  for (guint i = 0; i < self->unwanted->len; i++)
    if (strstr (folded, g_ptr_array_index (self->unwanted, i)) != NULL)
      return FALSE;

  return TRUE;
}
