/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-hashtags.h"

#include <string.h>

#include "poise-fence.h"
#include "poise-import.h"
#include "poise-json.h"

/* “#fff”, “#a0b1c2”: hexadecimal, and no word. */
static gboolean
is_colour (const char *word)
{
  gsize length = strlen (word);
  gboolean has_digit = strpbrk (word, "0123456789") != NULL;

  if ((length != 3 && length != 4 && length != 6 && length != 8) ||
      strspn (word, "0123456789abcdefABCDEF") != length)
    return FALSE;
  /* “#ffffff”, but not “#facade”. */
  for (gsize i = 1; i < length; i++)
    if (!has_digit && word[i] != word[length == 3 ? 0 : i & ~(gsize) 1])
      return FALSE;
  return TRUE;
}

/* A number alone is none, as in “#1”. */
static gboolean
is_tag (const char *word)
{
  if (is_colour (word))
    return FALSE;
  for (const char *p = word; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalpha (g_utf8_get_char (p)))
      return TRUE;

  return FALSE;
}

/* Where a line stands, of those that are indented. */
typedef struct
{
  gboolean is_blank; /* the line before */
  gboolean is_code;  /* likewise */
  gboolean in_list;
} Indent;

/* Behind a blank line, and in no list, four blanks or a tab make code of a line. */
static gboolean
is_indented_code (Indent *indent, const char *line)
{
  const char *start = line + strspn (line, " \t");
  gboolean is_deep = *line == '\t' || g_str_has_prefix (line, "    ");
  gsize n = strspn (start, "0123456789");
  gboolean is_item = (strchr ("-*+", *start) != NULL && start[*start != '\0'] == ' ') ||
                     (n > 0 && (start[n] == '.' || start[n] == ')'));

  if (*start == '\0')
    {
      indent->is_blank = TRUE;
      return indent->is_code;
    }
  indent->in_list = is_item || (indent->in_list && start > line);
  indent->is_code = is_deep && !indent->in_list && (indent->is_blank || indent->is_code);
  indent->is_blank = FALSE;
  return indent->is_code;
}

static void
collect_line (GRegex *regex, const char *line, JsonArray *tags)
{
  g_autoptr (GMatchInfo) match = NULL;

  for (g_regex_match (regex, line, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    {
      g_autofree char *word = g_match_info_fetch (match, 1);

      if (word != NULL && is_tag (word))
        json_array_add_string_element (tags, word);
    }
}

/* Made once, for it is optimised: without that each match looks through the whole line. */
static GRegex *
get_regex (void)
{
  static gsize made = 0;

  /* What is code is matched first, so that it is passed over; `[words](#place)` is a link. */
  if (g_once_init_enter (&made))
    g_once_init_leave (&made, (gsize) g_regex_new ("`[^`]*`|(?:^|(?<=\\s)|(?<=[^\\]]\\()|(?<=^\\())"
                                                   "#(?|\\[\\[([^\\]]+)\\]\\]|([\\w/-]+))",
                                                   G_REGEX_OPTIMIZE, 0, NULL));
  return (GRegex *) made;
}

/**
 * poise_hashtags_collect:
 * @text: a text, in which they stay
 * @extra: what is kept of an entry
 *
 * Adds the tags of a text to those that are kept: `#rota`, `#area/rota` and
 * `#[[two words]]`, as Obsidian, Logseq and RedNotebook know them. What stands in
 * code is none.
 */
void
poise_hashtags_collect (const char *text, JsonObject *extra)
{
  GRegex *regex = get_regex ();
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  JsonArray *known = poise_json_get_array (extra, POISE_EXTRA_TAGS);
  g_autoptr (JsonArray) tags = json_array_new ();
  PoiseFence fence = { 0 };
  Indent indent = { .is_blank = TRUE };

  for (guint i = 0; known != NULL && i < json_array_get_length (known); i++)
    json_array_add_element (tags, json_node_copy (json_array_get_element (known, i)));
  for (guint i = 0; lines[i] != NULL; i++)
    if (!poise_fence_read (&fence, lines[i]) && !is_indented_code (&indent, lines[i]))
      collect_line (regex, lines[i], tags);
  if (json_array_get_length (tags) > 0)
    json_object_set_array_member (extra, POISE_EXTRA_TAGS, g_steal_pointer (&tags));
}
