/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-month-reader.h"

#include <string.h>

#include "poise-json.h"
#include "poise-time.h"

/*
 * json-glib makes a tree with a hash table an object, and a year has some ten
 * thousand objects, most of them sentences. Nearly every month file is just
 * what poise_month_serialize() writes, and can be read straight into entries,
 * several times as fast. What an entry has beside that, as all that were
 * imported do, json-glib reads by itself. This reader takes nothing else: at the first thing
 * that it does not expect it gives up, and json-glib decides what the file
 * means and how to say what is wrong with it.
 */

/* Longer words and numbers than these are for json-glib. */
#define MAX_WORD 64
#define MAX_DIGITS 15
/* Likewise deeper members of which this version does not know. */
#define MAX_DEPTH 16

typedef struct
{
  const char *p;
  const char *end;
} Reader;

/* Reads the value of the member of that index. */
typedef gboolean (*ReadMember) (Reader *self, guint index, gpointer data);

/* Reads the value of a member of another name. */
typedef gboolean (*ReadOther) (Reader *self, const char *name, gpointer data);

static void
skip_space (Reader *self)
{
  while (self->p < self->end &&
         (*self->p == ' ' || *self->p == '\n' || *self->p == '\t' || *self->p == '\r'))
    self->p++;
}

static gboolean
take (Reader *self, char c)
{
  skip_space (self);
  if (self->p == self->end || *self->p != c)
    return FALSE;
  self->p++;
  return TRUE;
}

static gboolean
take_word (Reader *self, const char *word)
{
  gsize length = strlen (word);

  skip_space (self);
  if ((gsize) (self->end - self->p) < length || memcmp (self->p, word, length) != 0)
    return FALSE;
  self->p += length;
  return TRUE;
}

/* Finds the end of a string that has begun; says whether it has escapes. */
static const char *
find_string_end (Reader *self, gboolean *has_escapes)
{
  *has_escapes = FALSE;
  for (const char *p = self->p; p < self->end; p++)
    {
      if (*p == '"')
        return p;
      if ((guchar) *p < 0x20 || *p == 0x7f)
        return NULL;
      if (*p == '\\')
        {
          *has_escapes = TRUE;
          p++;
        }
    }
  return NULL;
}

/* Four digits of an escape are rare, and surrogates tricky: not here. */
static gboolean
unescape (char c, char *into)
{
  static const char escaped[] = "\"\\/nrtbf";
  static const char plain[] = "\"\\/\n\r\t\b\f";
  const char *at = c != '\0' ? strchr (escaped, c) : NULL;

  if (at == NULL)
    return FALSE;
  *into = plain[at - escaped];
  return TRUE;
}

static char *
read_string (Reader *self)
{
  g_autofree char *text = NULL;
  gboolean has_escapes;
  const char *end;
  gsize n = 0;

  if (!take (self, '"') || (end = find_string_end (self, &has_escapes)) == NULL)
    return NULL;
  if (!has_escapes)
    text = g_strndup (self->p, (gsize) (end - self->p));
  else
    {
      text = g_malloc ((gsize) (end - self->p) + 1);
      for (const char *p = self->p; p < end; p++)
        {
          if (*p != '\\')
            text[n++] = *p;
          else if (!unescape (*++p, &text[n++]))
            return NULL;
        }
      text[n] = '\0';
    }
  self->p = end + 1;
  return g_steal_pointer (&text);
}

/* Reads a short string without escapes, as names and labels are. */
static gboolean
read_word (Reader *self, char word[MAX_WORD])
{
  gboolean has_escapes;
  const char *end;

  if (!take (self, '"') || (end = find_string_end (self, &has_escapes)) == NULL || has_escapes ||
      end - self->p >= MAX_WORD)
    return FALSE;
  memcpy (word, self->p, (gsize) (end - self->p));
  word[end - self->p] = '\0';
  self->p = end + 1;
  return TRUE;
}

static gboolean
has_leading_zero (Reader *self)
{
  return self->end - self->p > 1 && self->p[0] == '0' && g_ascii_isdigit (self->p[1]);
}

static gboolean
read_digits (Reader *self, guint64 *number, guint *n_digits)
{
  const char *start = self->p;

  while (self->p < self->end && g_ascii_isdigit (*self->p))
    {
      if (++*n_digits > MAX_DIGITS)
        return FALSE;
      *number = *number * 10 + (guint64) (*self->p++ - '0');
    }
  return self->p > start;
}

static gboolean
read_int (Reader *self, guint64 *number)
{
  guint n_digits = 0;

  *number = 0;
  skip_space (self);
  if (has_leading_zero (self) || !read_digits (self, number, &n_digits))
    return FALSE;
  return self->p == self->end || (*self->p != '.' && *self->p != 'e' && *self->p != 'E');
}

/* With so few digits the quotient is the nearest double, as strtod() finds. */
static gboolean
read_double (Reader *self, double *number)
{
  static const double powers[] = { 1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                   1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15 };
  guint64 digits = 0;
  guint n_digits = 0, n_whole;

  skip_space (self);
  if (has_leading_zero (self) || !read_digits (self, &digits, &n_digits))
    return FALSE;
  n_whole = n_digits;
  if (self->p < self->end && *self->p == '.')
    {
      self->p++;
      if (!read_digits (self, &digits, &n_digits))
        return FALSE;
    }
  *number = (double) digits / powers[n_digits - n_whole];
  return self->p == self->end || (*self->p != 'e' && *self->p != 'E');
}

static gboolean
read_boolean (Reader *self, gboolean *value)
{
  *value = take_word (self, "true");
  return *value || take_word (self, "false");
}

static gboolean
find_name (const char *const *names, const char *name, guint *index)
{
  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_equal (names[i], name))
      {
        *index = i;
        return TRUE;
      }

  return FALSE;
}

/* Whether a point stands there behind no digit. Some json-glib, as 1.6, refuses it in an object,
 * and so in a file, but takes it for a number where it is all that it is given. */
static gboolean
is_bare_point (const char *at, const char *start)
{
  return *at == '.' && (at == start || !g_ascii_isdigit (at[-1]));
}

/* Past a value of any kind. Whether it is JSON is not asked, but it has no signs that JSON has not,
 * and what has no depth no bare point. */
static gboolean
skip_value (Reader *self)
{
  static const char scalars[] = "truefalsn0123456789+-.E";
  guint depth = 0;

  do
    {
      gboolean has_escapes;

      skip_space (self);
      if (self->p == self->end || depth > MAX_DEPTH)
        return FALSE;
      if (*self->p == '"')
        {
          self->p++;
          self->p = find_string_end (self, &has_escapes);
          if (self->p == NULL)
            return FALSE;
        }
      else if (*self->p == '{' || *self->p == '[')
        depth++;
      else if (depth > 0 && (*self->p == '}' || *self->p == ']'))
        depth--;
      else if ((depth == 0 || (*self->p != ',' && *self->p != ':')) &&
               (*self->p == '\0' || strchr (scalars, *self->p) == NULL))
        return FALSE;
      else if (depth == 0)
        {
          const char *start = self->p;

          if (is_bare_point (start, start))
            return FALSE;
          while (self->p + 1 < self->end && self->p[1] != '\0' &&
                 strchr (scalars, self->p[1]) != NULL)
            if (is_bare_point (++self->p, start))
              return FALSE;
        }
      self->p++;
    }
  while (depth > 0);
  return TRUE;
}

/* Reads an object that has no members but those of names, each at most once, and what other takes.
 * seen gets a bit for each that was there. */
static gboolean
read_object (Reader *self,
             const char *const *names,
             ReadMember read,
             ReadOther other,
             gpointer data,
             guint *seen)
{
  *seen = 0;
  if (!take (self, '{'))
    return FALSE;
  if (take (self, '}'))
    return TRUE;
  do
    {
      char name[MAX_WORD];
      guint index;

      if (!read_word (self, name) || !take (self, ':'))
        return FALSE;
      if (find_name (names, name, &index))
        {
          if (*seen & 1u << index || !read (self, index, data))
            return FALSE;
          *seen |= 1u << index;
        }
      else if (other == NULL || !other (self, name, data))
        return FALSE;
    }
  while (take (self, ','));
  return take (self, '}');
}

static gboolean
read_mode (Reader *self, PoiseMode *mode)
{
  char word[MAX_WORD];

  return read_word (self, word) && poise_mode_from_id (word, mode);
}

static gboolean
read_source (Reader *self, PoiseTagSource *source)
{
  char word[MAX_WORD];

  if (!read_word (self, word))
    return FALSE;
  *source = g_str_equal (word, "person") ? POISE_TAG_SOURCE_PERSON : POISE_TAG_SOURCE_TAGGER;
  return TRUE;
}

static gboolean
read_offset (Reader *self, guint *offset)
{
  guint64 number;

  if (!read_int (self, &number) || number > G_MAXUINT)
    return FALSE;
  *offset = (guint) number;
  return TRUE;
}

enum
{
  SENTENCE_START,
  SENTENCE_END,
  SENTENCE_MODE,
  SENTENCE_FACET,
  SENTENCE_CONFIDENCE,
  SENTENCE_UNSURE,
  SENTENCE_BY,
};

static gboolean
read_sentence_member (Reader *self, guint index, gpointer data)
{
  PoiseSentenceTag *sentence = data;
  PoiseMode mode = POISE_MODE_NONE;
  PoiseFacet facet = POISE_FACET_NONE;
  PoiseTagSource by = POISE_TAG_SOURCE_TAGGER;
  gboolean is_read, unsure = FALSE;
  char word[MAX_WORD];

  switch (index)
    {
    case SENTENCE_START:
      return read_offset (self, &sentence->start);
    case SENTENCE_END:
      return read_offset (self, &sentence->end);
    case SENTENCE_MODE:
      is_read = read_mode (self, &mode);
      sentence->mode = mode;
      return is_read;
    case SENTENCE_FACET:
      is_read = read_word (self, word) && poise_facet_from_id (word, &facet);
      sentence->facet = facet;
      return is_read;
    case SENTENCE_CONFIDENCE:
      return read_double (self, &sentence->confidence);
    case SENTENCE_UNSURE:
      is_read = read_boolean (self, &unsure);
      sentence->unsure = unsure;
      return is_read;
    case SENTENCE_BY:
      is_read = read_source (self, &by);
      sentence->by = by;
      return is_read;
    default:
      return FALSE;
    }
}

static gboolean
read_sentence (Reader *self, PoiseSentenceTag *sentence)
{
  static const char *const names[] = { "start",      "end",    "mode", "facet",
                                       "confidence", "unsure", "by",   NULL };
  const guint needed = 1u << SENTENCE_START | 1u << SENTENCE_END | 1u << SENTENCE_MODE;
  guint seen;

  return read_object (self, names, read_sentence_member, NULL, sentence, &seen) &&
         (seen & needed) == needed && sentence->end >= sentence->start &&
         sentence->mode != POISE_MODE_BALANCED;
}

static gboolean
read_sentences (Reader *self, GArray *sentences)
{
  if (!take (self, '['))
    return FALSE;
  if (take (self, ']'))
    return TRUE;
  do
    {
      PoiseSentenceTag sentence = { 0 };

      if (!read_sentence (self, &sentence))
        return FALSE;
      g_array_append_val (sentences, sentence);
    }
  while (take (self, ','));
  return take (self, ']');
}

enum
{
  TAG_MODE,
  TAG_SHARE,
  TAG_CONFIDENCE,
  TAG_UNSURE,
  TAG_BY,
  TAG_MODEL,
  TAG_SENTENCES,
};

static gboolean
read_tag_member (Reader *self, guint index, gpointer data)
{
  PoiseTag *tag = data;

  switch (index)
    {
    case TAG_MODE:
      return read_mode (self, &tag->mode);
    case TAG_SHARE:
      tag->has_share = read_double (self, &tag->share);
      tag->share = MIN (tag->share, 1.0);
      return tag->has_share;
    case TAG_CONFIDENCE:
      return read_double (self, &tag->confidence);
    case TAG_UNSURE:
      return read_boolean (self, &tag->unsure);
    case TAG_BY:
      return read_source (self, &tag->by);
    case TAG_MODEL:
      return (tag->model = read_string (self)) != NULL;
    case TAG_SENTENCES:
      return read_sentences (self, tag->sentences);
    default:
      return FALSE;
    }
}

static PoiseTag *
read_tag (Reader *self)
{
  static const char *const names[] = { "mode", "share", "confidence", "unsure",
                                       "by",   "model", "sentences",  NULL };
  g_autoptr (PoiseTag) tag = poise_tag_new ();
  guint seen;

  if (!read_object (self, names, read_tag_member, NULL, tag, &seen) || !(seen & 1u << TAG_MODE))
    return NULL;
  return g_steal_pointer (&tag);
}

/* What an entry's object holds. */
typedef struct
{
  char *id;
  char *text;
  char *prompt_id;
  char *prompt_text;
  char *kind;
  PoiseDay day;
  GDateTime *created;
  GDateTime *modified;
  PoiseTag *tag;
  GStrv tags;
  JsonObject *extra;
} Parts;

static void
parts_clear (Parts *parts)
{
  g_free (parts->id);
  g_free (parts->text);
  g_free (parts->prompt_id);
  g_free (parts->prompt_text);
  g_free (parts->kind);
  g_clear_pointer (&parts->created, g_date_time_unref);
  g_clear_pointer (&parts->modified, g_date_time_unref);
  g_clear_pointer (&parts->tag, poise_tag_unref);
  g_strfreev (parts->tags);
  g_clear_pointer (&parts->extra, json_object_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Parts, parts_clear)

static gboolean
read_prompt_member (Reader *self, guint index, gpointer data)
{
  Parts *parts = data;
  char **into = index == 0 ? &parts->prompt_id : &parts->prompt_text;

  return (*into = read_string (self)) != NULL;
}

static gboolean
read_prompt (Reader *self, Parts *parts)
{
  static const char *const names[] = { "id", "text", NULL };
  guint seen;

  return read_object (self, names, read_prompt_member, NULL, parts, &seen);
}

static GStrv
read_tags (Reader *self)
{
  g_autoptr (GStrvBuilder) tags = g_strv_builder_new ();

  if (!take (self, '['))
    return NULL;
  do
    {
      g_autofree char *tag = read_string (self);

      if (tag == NULL || *tag == '\0')
        return NULL;
      g_strv_builder_add (tags, tag);
    }
  while (take (self, ','));
  return take (self, ']') ? g_strv_builder_end (tags) : NULL;
}

static gboolean
read_time (Reader *self, GDateTime **time)
{
  char word[MAX_WORD];

  return read_word (self, word) && (*time = poise_time_parse (word)) != NULL;
}

static gboolean
read_day (Reader *self, PoiseDay *day)
{
  char word[MAX_WORD];

  return read_word (self, word) && (*day = poise_day_parse (word)) != POISE_DAY_INVALID;
}

enum
{
  ENTRY_ID,
  ENTRY_DAY,
  ENTRY_CREATED,
  ENTRY_MODIFIED,
  ENTRY_PROMPT,
  ENTRY_TEXT,
  ENTRY_TAG,
  ENTRY_TAGS,
  ENTRY_KIND,
};

static gboolean
read_entry_member (Reader *self, guint index, gpointer data)
{
  Parts *parts = data;

  switch (index)
    {
    case ENTRY_ID:
      return (parts->id = read_string (self)) != NULL && *parts->id != '\0';
    case ENTRY_DAY:
      return read_day (self, &parts->day);
    case ENTRY_CREATED:
      return read_time (self, &parts->created);
    case ENTRY_MODIFIED:
      return read_time (self, &parts->modified);
    case ENTRY_PROMPT:
      return read_prompt (self, parts);
    case ENTRY_TEXT:
      return (parts->text = read_string (self)) != NULL;
    case ENTRY_TAG:
      return (parts->tag = read_tag (self)) != NULL;
    case ENTRY_TAGS:
      return (parts->tags = read_tags (self)) != NULL;
    case ENTRY_KIND:
      return (parts->kind = read_string (self)) != NULL && *parts->kind != '\0';
    default:
      return FALSE;
    }
}

/* As poise_json_collect_unknown() keeps it. */
static gboolean
read_other_member (Reader *self, const char *name, gpointer data)
{
  Parts *parts = data;
  const char *start;
  g_autoptr (JsonNode) value = NULL;

  skip_space (self);
  start = self->p;
  if (*name == '\0' || !skip_value (self))
    return FALSE;
  value = poise_json_parse (start, (gsize) (self->p - start), "", NULL);
  if (value == NULL)
    return FALSE;
  if (parts->extra == NULL)
    parts->extra = json_object_new ();
  if (json_object_has_member (parts->extra, name))
    return FALSE;
  json_object_set_member (parts->extra, name, g_steal_pointer (&value));
  return TRUE;
}

static PoiseEntry *
read_entry (Reader *self)
{
  static const char *const names[] = { "id",   "day", "created", "modified", "prompt",
                                       "text", "tag", "tags",    "kind",     NULL };
  const guint needed = 1u << ENTRY_ID | 1u << ENTRY_DAY | 1u << ENTRY_CREATED |
                       1u << ENTRY_MODIFIED | 1u << ENTRY_TEXT;
  g_auto (Parts) parts = { 0 };
  PoiseEntry *entry;
  guint seen;

  if (!read_object (self, names, read_entry_member, read_other_member, &parts, &seen) ||
      (seen & needed) != needed)
    return NULL;
  entry = poise_entry_new (parts.id, parts.day, parts.created);
  poise_entry_set_modified (entry, parts.modified);
  poise_entry_set_prompt (entry, parts.prompt_id, parts.prompt_text);
  poise_entry_set_kind (entry, parts.kind);
  poise_entry_set_text (entry, parts.text);
  poise_entry_set_tag (entry, parts.tag);
  poise_entry_set_tags (entry, (const char *const *) parts.tags);
  poise_entry_set_extra (entry, parts.extra);
  return entry;
}

static gboolean
read_entries (Reader *self, GPtrArray *entries)
{
  if (!take (self, '['))
    return FALSE;
  if (take (self, ']'))
    return TRUE;
  do
    {
      PoiseEntry *entry = read_entry (self);

      if (entry == NULL)
        return FALSE;
      g_ptr_array_add (entries, entry);
    }
  while (take (self, ','));
  return take (self, ']');
}

enum
{
  MONTH_FORMAT,
  MONTH_VERSION,
  MONTH_MONTH,
  MONTH_ENTRIES,
};

static gboolean
read_month_member (Reader *self, guint index, gpointer data)
{
  char word[MAX_WORD];
  guint64 version;

  switch (index)
    {
    case MONTH_FORMAT:
      return read_word (self, word) && g_str_equal (word, POISE_MONTH_FORMAT);
    case MONTH_VERSION:
      return read_int (self, &version) && version == POISE_MONTH_VERSION;
    case MONTH_MONTH:
      return read_word (self, word);
    case MONTH_ENTRIES:
      return read_entries (self, data);
    default:
      return FALSE;
    }
}

/**
 * poise_month_reader_read:
 * @data: a file's bytes
 * @length: how many there are
 *
 * Reads a month file of this version that holds nothing unknown and nothing
 * wrong. Of any other it says nothing; poise_month_parse() then asks json-glib.
 *
 * Returns: (transfer full) (element-type PoiseEntry) (nullable): its entries,
 *   in the file's order
 */
GPtrArray *
poise_month_reader_read (const char *data, gsize length)
{
  static const char *const names[] = { "format", "version", "month", "entries", NULL };
  const guint needed = 1u << MONTH_FORMAT | 1u << MONTH_VERSION | 1u << MONTH_ENTRIES;
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);
  Reader self = { data, data + length };
  guint seen;

  if (!g_utf8_validate_len (data, length, NULL) ||
      !read_object (&self, names, read_month_member, NULL, entries, &seen) ||
      (seen & needed) != needed)
    return NULL;
  skip_space (&self);
  return self.p == self.end ? g_steal_pointer (&entries) : NULL;
}
