/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-html-text.h"

#include <string.h>

#define MAX_NAME 32

/* Lists in lists are indented no further: a page of nothing else would fill the memory. */
#define MAX_INDENT 8u

/* Elements that stand on lines of their own, and those that have one between. */
static const char *const blocks[] = { "div", "li", "ul", "ol", "tr",      "table",      "section",
                                      "dt",  "dd", "dl", "hr", "article", "blockquote", NULL };
static const char *const paragraphs[] = { "p",  "h1", "h2",  "h3",     "h4",
                                          "h5", "h6", "pre", "figure", NULL };
/* What is no word of the person. */
static const char *const hidden[] = { "script", "style", "head", "svg", "title", NULL };
/* All that a page's text is made of, besides those; others are words between brackets. */
static const char *const inlines[] = {
  "a",       "abbr",     "acronym",  "address", "area",     "aside",    "audio",    "b",
  "base",    "bdi",      "bdo",      "big",     "body",     "br",       "button",   "canvas",
  "caption", "center",   "cite",     "code",    "col",      "colgroup", "data",     "datalist",
  "del",     "details",  "dfn",      "dialog",  "em",       "embed",    "fieldset", "figcaption",
  "font",    "footer",   "form",     "frame",   "frameset", "header",   "hgroup",   "html",
  "i",       "iframe",   "img",      "input",   "ins",      "kbd",      "label",    "legend",
  "link",    "main",     "map",      "mark",    "math",     "menu",     "meta",     "meter",
  "nav",     "nobr",     "noscript", "object",  "optgroup", "option",   "output",   "param",
  "picture", "progress", "q",        "rp",      "rt",       "ruby",     "s",        "samp",
  "search",  "select",   "slot",     "small",   "source",   "span",     "strike",   "strong",
  "sub",     "summary",  "sup",      "tbody",   "td",       "template", "textarea", "tfoot",
  "th",      "thead",    "time",     "track",   "tt",       "u",        "var",      "video",
  "wbr",     NULL
};
/* Attributes without a value. */
static const char *const flags[] = { "checked",  "disabled", "hidden",  "controls", "selected",
                                     "open",     "reversed", "nowrap",  "autoplay", "loop",
                                     "muted",    "async",    "defer",   "readonly", "required",
                                     "multiple", "download", "noshade", "compact",  "itemscope",
                                     NULL };

/* From U+00A0 to U+00FF. */
#define FIRST_LATIN 0xa0u
static const char *const latin[] = {
  "nbsp",   "iexcl",  "cent",   "pound",  "curren", "yen",    "brvbar", "sect",   "uml",
  "copy",   "ordf",   "laquo",  "not",    "shy",    "reg",    "macr",   "deg",    "plusmn",
  "sup2",   "sup3",   "acute",  "micro",  "para",   "middot", "cedil",  "sup1",   "ordm",
  "raquo",  "frac14", "frac12", "frac34", "iquest", "Agrave", "Aacute", "Acirc",  "Atilde",
  "Auml",   "Aring",  "AElig",  "Ccedil", "Egrave", "Eacute", "Ecirc",  "Euml",   "Igrave",
  "Iacute", "Icirc",  "Iuml",   "ETH",    "Ntilde", "Ograve", "Oacute", "Ocirc",  "Otilde",
  "Ouml",   "times",  "Oslash", "Ugrave", "Uacute", "Ucirc",  "Uuml",   "Yacute", "THORN",
  "szlig",  "agrave", "aacute", "acirc",  "atilde", "auml",   "aring",  "aelig",  "ccedil",
  "egrave", "eacute", "ecirc",  "euml",   "igrave", "iacute", "icirc",  "iuml",   "eth",
  "ntilde", "ograve", "oacute", "ocirc",  "otilde", "ouml",   "divide", "oslash", "ugrave",
  "uacute", "ucirc",  "uuml",   "yacute", "thorn",  "yuml",
};
G_STATIC_ASSERT (G_N_ELEMENTS (latin) == 0x100 - FIRST_LATIN);

static const struct
{
  const char *name;
  const char *text;
} entities[] = {
  { "amp", "&" },
  { "lt", "<" },
  { "gt", ">" },
  { "quot", "\"" },
  { "apos", "'" },
  { "ndash", "–" },
  { "mdash", "—" },
  { "hellip", "…" },
  { "lsquo", "‘" },
  { "rsquo", "’" },
  { "sbquo", "‚" },
  { "ldquo", "“" },
  { "rdquo", "”" },
  { "bdquo", "„" },
  { "lsaquo", "‹" },
  { "rsaquo", "›" },
  { "bull", "•" },
  { "euro", "€" },
  { "trade", "™" },
  { "rarr", "→" },
  { "larr", "←" },
  { "oelig", "œ" },
  { "OElig", "Œ" },
  { "ensp", " " },
  { "emsp", " " },
  { "thinsp", " " },
  { "zwnj", "\xe2\x80\x8c" },
  { "zwj", "\xe2\x80\x8d" },
};

/* An entity that is not known stands as it is. */
static const char *
append_entity (GString *out, const char *p)
{
  gsize length = strcspn (p + 1, ";& <\n");
  g_autofree char *name = g_strndup (p + 1, MIN (length, MAX_NAME));
  gboolean is_whole = p[1 + length] == ';' && length <= MAX_NAME;

  if (is_whole && *name == '#')
    {
      gboolean is_hex = name[1] == 'x' || name[1] == 'X';
      guint64 c = g_ascii_strtoull (name + 1 + is_hex, NULL, is_hex ? 16 : 10);

      if (c > 0 && c <= 0x10ffff && g_unichar_validate ((gunichar) c))
        {
          g_string_append_unichar (out, (gunichar) c);
          return p + length + 2;
        }
    }
  for (guint i = 0; is_whole && i < G_N_ELEMENTS (latin); i++)
    if (g_str_equal (name, latin[i]))
      {
        g_string_append_unichar (out, FIRST_LATIN + i);
        return p + length + 2;
      }
  for (guint i = 0; is_whole && i < G_N_ELEMENTS (entities); i++)
    if (g_str_equal (name, entities[i].name))
      {
        g_string_append (out, entities[i].text);
        return p + length + 2;
      }
  g_string_append_c (out, '&');
  return p + 1;
}

/* Where the tag that begins here ends; an attribute may hold a bracket. */
static const char *
find_tag_end (const char *p)
{
  char quote = '\0';

  for (; *p != '\0'; p++)
    {
      if (quote != '\0')
        quote = *p == quote ? '\0' : quote;
      else if (*p == '"' || *p == '\'')
        quote = *p;
      else if (*p == '>')
        return p + 1;
    }
  return p;
}

static char *
get_tag_name (const char *p)
{
  gsize length = 0;

  while (length < MAX_NAME && g_ascii_isalnum (p[length]))
    length++;
  return g_ascii_strdown (p, (gssize) length);
}

/* An attribute, with what stands in quotes behind it. Returns: where it ends; %NULL where there is
 * none */
static const char *
read_attribute (const char *p, char **name)
{
  const char *end = p;

  while (g_ascii_isalnum (*end) || (*end != '\0' && strchr ("-_:.@", *end) != NULL))
    end++;
  if (end == p)
    return NULL;
  *name = g_ascii_strdown (p, end - p);
  p = end + strspn (end, " \t\n");
  if (*p != '=')
    return g_strv_contains (flags, *name) ? end : NULL;
  p += 1 + strspn (p + 1, " \t\n");
  if (*p != '"' && *p != '\'')
    return p + strcspn (p, " \t\n>");
  end = strchr (p + 1, *p);
  return end != NULL ? end + 1 : NULL;
}

/* Where the tag ends that begins here; %NULL for words between brackets, “a <b and c> d”.
 * @flag is set where the tag has it. */
static const char *
read_tag (const char *p, const char *flag, gboolean *has_flag)
{
  p += 1 + (p[1] == '/');
  while (g_ascii_isalnum (*p))
    p++;
  for (;;)
    {
      g_autofree char *name = NULL;
      const char *start = p;

      p += strspn (p, " \t\n");
      if (*p == '>' || (*p == '/' && p[1] == '>'))
        return p + 1 + (*p == '/');
      p = p > start ? read_attribute (p, &name) : NULL;
      if (p == NULL)
        return NULL;
      if (g_strcmp0 (name, flag) == 0)
        *has_flag = TRUE;
    }
}

static gboolean
is_element (const char *name)
{
  return g_strv_contains (inlines, name) || g_strv_contains (blocks, name) ||
         g_strv_contains (paragraphs, name) || g_strv_contains (hidden, name);
}

/* In a text that is written by hand, @is_strict, a tag is only what is written as one. */
static gboolean
is_tag (const char *p, gboolean is_strict)
{
  g_autofree char *name = NULL;
  gboolean is_end = *p == '<' && p[1] == '/', has_flag;
  char behind;

  if (*p != '<')
    return FALSE;
  if (p[1] == '!')
    return TRUE;
  if (!g_ascii_isalpha (p[1 + is_end]))
    return FALSE;
  name = get_tag_name (p + 1 + is_end);
  if (is_strict)
    return is_element (name) && read_tag (p, NULL, &has_flag) != NULL;
  /* Elements of other languages have a mark in their names or attributes. */
  behind = p[1 + is_end + strlen (name)];
  return is_element (name) || behind == '-' || behind == ':' ||
         p[1 + strcspn (p + 1, "<>=")] == '=';
}

static void
end_line (GString *out, guint n)
{
  while (out->len > 0 && out->str[out->len - 1] == ' ')
    g_string_truncate (out, out->len - 1);
  for (gsize i = out->len; i > 0 && n > 0 && out->str[i - 1] == '\n'; i--)
    n--;
  for (; n > 0 && out->len > 0; n--)
    g_string_append_c (out, '\n');
}

/* What stands in quotes behind a name in a tag. */
static char *
get_attribute (const char *tag, const char *end, const char *name)
{
  g_autofree char *text = g_strndup (tag, (gsize) (end - tag));
  g_autofree char *start = g_strconcat (name, "=", NULL);
  const char *found = strstr (text, start);

  if (found == NULL || found == text || !g_ascii_isspace (found[-1]))
    return NULL;
  found += strlen (start);
  return *found == '"' || *found == '\''
           ? g_strndup (found + 1, strcspn (found + 1, (char[]) { *found, '\0' }))
           : g_strndup (found, strcspn (found, " >"));
}

/* The text that is made. */
typedef struct
{
  GString *out;
  GArray *lists;    /* how many items each open list has had; -1 where they are not counted */
  char *address;    /* of the open link, or NULL */
  gsize link_start; /* where its words begin */
  gsize item_start; /* where the words of the last item begin */
  gboolean is_as_it_stands; /* within <pre> */
  guint unclosed;           /* a bit for each of the hidden elements of which no end follows */
} Text;

/* Past the element whose opening tag begins here, with all that it holds; it may hold nothing, and
 * where it does not end only the tag is none of the text. */
static const char *
skip_element (Text *text, const char *p, const char *name)
{
  g_autofree char *end = g_strdup_printf ("</%s", name);
  const char *start = find_tag_end (p);
  guint which = 0;

  while (!g_str_equal (hidden[which], name))
    which++;
  if (start[-1] == '>' && start[-2] == '/')
    return start;
  for (p = start; *p != '\0' && (text->unclosed >> which & 1) == 0; p++)
    if (*p == '<' && g_ascii_strncasecmp (p, end, strlen (end)) == 0)
      return find_tag_end (p);

  text->unclosed |= 1u << which;
  return start;
}

/* Words that lead somewhere say where, unless they are the address. */
static void
take_link (Text *text, const char *p, gboolean is_end)
{
  if (is_end && text->address != NULL &&
      strstr (text->out->str + MIN (text->link_start, text->out->len), text->address) == NULL)
    g_string_append_printf (text->out, " (%s)", text->address);
  g_clear_pointer (&text->address, g_free);
  if (!is_end)
    {
      g_autofree char *address = get_attribute (p, find_tag_end (p), "href");

      if (address != NULL && g_str_has_prefix (address, "http"))
        text->address = poise_html_to_text (address);
      text->link_start = text->out->len;
    }
}

/* An item that holds a list and no words has no line of its own. */
static void
drop_empty_item (Text *text)
{
  int *n = text->lists->len > 0 ? &g_array_index (text->lists, int, text->lists->len - 1) : NULL;
  const char *line;

  if (n == NULL || text->item_start == 0 || text->out->len != text->item_start)
    return;
  if (*n > 0)
    --*n;
  line = strrchr (text->out->str, '\n');
  g_string_truncate (text->out, line != NULL ? (gsize) (line + 1 - text->out->str) : 0);
  text->item_start = 0;
}

static void
take_list (Text *text, gboolean is_end, gboolean is_counted)
{
  int n = is_counted ? 0 : -1;

  if (!is_end)
    g_array_append_val (text->lists, n);
  else if (text->lists->len > 0)
    g_array_set_size (text->lists, text->lists->len - 1);
}

static void
begin_item (Text *text)
{
  int *n = text->lists->len > 0 ? &g_array_index (text->lists, int, text->lists->len - 1) : NULL;

  for (guint i = 1; i < MIN (text->lists->len, MAX_INDENT); i++)
    g_string_append (text->out, "  ");
  if (n != NULL && *n >= 0)
    g_string_append_printf (text->out, "%d. ", ++*n);
  else
    g_string_append (text->out, "- ");
  text->item_start = text->out->len;
}

/* The first paragraph of an item stands behind its hyphen, and those of a list close together. */
static void
begin_paragraph (Text *text)
{
  if (text->item_start == 0 || text->out->len != text->item_start)
    end_line (text->out, text->lists->len > 0 ? 1 : 2);
}

/* A box to tick in a list of what is to be done. */
static void
append_box (Text *text, const char *p)
{
  g_autofree char *type = get_attribute (p, find_tag_end (p), "type");
  gboolean is_checked = FALSE;

  if (type == NULL || g_ascii_strcasecmp (type, "checkbox") != 0)
    return;
  read_tag (p, "checked", &is_checked);
  g_string_append (text->out, is_checked ? "[x] " : "[ ] ");
}

/* What a picture shows, “Odalys at the depot”; its name, “image”, is no words. */
static void
append_picture (Text *text, const char *p)
{
  g_autofree char *shown = get_attribute (p, find_tag_end (p), "alt");
  g_autofree char *words = shown != NULL ? poise_html_to_text (shown) : NULL;

  if (words != NULL && (strchr (words, ' ') != NULL || !g_str_is_ascii (words)))
    g_string_append (text->out, words);
}

static void
take_pre (Text *text, const char **p, gboolean is_end)
{
  text->is_as_it_stands = !is_end;
  *p += !is_end && **p == '\n';
}

static const char *
append_tag (Text *text, const char *p)
{
  gboolean is_end = p[1] == '/';
  g_autofree char *name = get_tag_name (p + 1 + is_end);

  if (strncmp (p, "<!--", strlen ("<!--")) == 0)
    return strstr (p, "-->") != NULL ? strstr (p, "-->") + 3 : p + strlen (p);
  /* In the midst of words it is no page's. */
  if (!is_end && g_strv_contains (hidden, name) &&
      (text->out->len == 0 || !g_str_equal (name, "title")))
    return skip_element (text, p, name);
  if (!is_end && (g_str_equal (name, "ul") || g_str_equal (name, "ol")))
    drop_empty_item (text);
  if (g_str_equal (name, "br"))
    g_string_append_c (text->out, '\n');
  else if (g_strv_contains (paragraphs, name))
    begin_paragraph (text);
  else if (g_strv_contains (blocks, name))
    end_line (text->out, 1);
  else if (g_str_equal (name, "td") && is_end)
    g_string_append_c (text->out, '\t');
  else if (g_str_equal (name, "a"))
    take_link (text, p, is_end);
  else if (g_str_equal (name, "input"))
    append_box (text, p);
  else if (g_str_equal (name, "img"))
    append_picture (text, p);
  if (g_str_equal (name, "ul") || g_str_equal (name, "ol"))
    take_list (text, is_end, g_str_equal (name, "ol"));
  else if (!is_end && g_str_equal (name, "li"))
    begin_item (text);
  p = find_tag_end (p);
  if (g_str_equal (name, "pre"))
    take_pre (text, &p, is_end);
  return p;
}

/* A text with a few tags in it, as <b> and <br>, has lines of its own; HTML has blocks. */
static gboolean
has_blocks (const char *html)
{
  for (const char *p = strchr (html, '<'); p != NULL; p = strchr (p + 1, '<'))
    {
      g_autofree char *name = get_tag_name (p + 1 + (p[1] == '/'));

      if (is_tag (p, TRUE) &&
          (g_strv_contains (paragraphs, name) || g_strv_contains (blocks, name)))
        return TRUE;
    }
  return FALSE;
}

/* Whether it is HTML, and not a text with a “<” in it. */
static gboolean
is_html (const char *text)
{
  static const char *const tags[] = { "p",  "div", "br",     "span", "b",  "i",  "ul",
                                      "ol", "li",  "a",      "h1",   "h2", "h3", "html",
                                      "em", "u",   "strong", "body", NULL };

  for (const char *p = strchr (text, '<'); p != NULL; p = strchr (p + 1, '<'))
    {
      g_autofree char *name = get_tag_name (p + 1 + (p[1] == '/'));

      if (is_tag (p, TRUE) && g_strv_contains (tags, name))
        return TRUE;
    }
  return FALSE;
}

static char *
read_html (const char *html, gboolean has_lines)
{
  GString *out = g_string_new (NULL);
  g_autoptr (GArray) lists = g_array_new (FALSE, FALSE, sizeof (int));
  Text text = { .out = out, .lists = lists };

  for (const char *p = html; *p != '\0';)
    {
      gboolean is_begun = out->len > 0 && !g_ascii_isspace (out->str[out->len - 1]);

      if (is_tag (p, has_lines))
        {
          gboolean is_break = g_ascii_strncasecmp (p, "<br", 3) == 0;

          p = append_tag (&text, p);
          p += is_break && has_lines && *p == '\n';
        }
      else if (*p == '&')
        p = append_entity (out, p);
      else if (g_ascii_isspace (*p) && !has_lines && !text.is_as_it_stands)
        {
          if (is_begun)
            g_string_append_c (out, ' ');
          p++;
        }
      else
        g_string_append_c (out, *p++);
    }
  g_free (text.address);
  return g_strchomp (g_string_free (out, FALSE));
}

/**
 * poise_html_to_text:
 * @html: a piece of HTML
 *
 * Returns: (transfer full): its words, with a line a block, a hyphen or its number
 *   before each item of a list, two blanks before those of a list within it, and their address
 *   behind those of a link
 */
char *
poise_html_to_text (const char *html)
{
  return read_html (html, FALSE);
}

/**
 * poise_html_read:
 * @text: HTML, or a text, which may have a few tags in it
 *
 * Returns: (transfer full): its words, as poise_html_to_text() has them; what has no blocks and
 *   only tags as <b> and <br> keeps the lines that it has
 */
char *
poise_html_read (const char *text)
{
  return is_html (text) ? read_html (text, !has_blocks (text)) : g_strdup (text);
}

static gboolean
has_class (const char *tag, const char *end, const char *class_name)
{
  g_autofree char *value = class_name != NULL ? get_attribute (tag, end, "class") : NULL;
  g_auto (GStrv) words = value != NULL ? g_strsplit_set (value, " \t\n", -1) : NULL;

  return class_name == NULL ||
         (words != NULL && g_strv_contains ((const char *const *) words, class_name));
}

/**
 * poise_html_get_element:
 * @html: HTML
 * @name: an element's name, as `div`
 * @class_name: (nullable): a class that it has
 *
 * Returns: (transfer full) (nullable): what the first such element holds
 */
char *
poise_html_get_element (const char *html, const char *name, const char *class_name)
{
  const char *start = NULL;
  const char *end;
  guint depth = 0;

  /* What stands in a tag's quotes is no tag, even where a quote was never closed. */
  for (const char *p = strchr (html, '<'); p != NULL; p = strchr (end, '<'))
    {
      gboolean is_end = p[1] == '/';
      g_autofree char *found = get_tag_name (p + 1 + is_end);

      end = is_tag (p, FALSE) ? find_tag_end (p) : p + 1;
      if (!g_str_equal (found, name))
        continue;
      if (start == NULL && !is_end && has_class (p, end, class_name))
        start = end;
      else if (start != NULL && is_end && depth-- == 0)
        return g_strndup (start, (gsize) (p - start));
      else if (start != NULL && !is_end)
        depth++;
    }
  return start != NULL ? g_strdup (start) : NULL;
}
