/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-word-lists.h"

#include <string.h>

#define LIST "\"words\""
/* So many digits are exact in a double, and so are the powers of ten up to there. */
#define MAX_DIGITS 15
#define MAX_NUMBER 40

/* What is said of some words: their modes first. */
enum
{
  MEMBER_SEEN = POISE_N_SENTENCE_MODES,
  MEMBER_WORDS,
  MEMBER_FEATURE,
  N_MEMBERS,
};

typedef struct
{
  const char *p;
  const char *end;
} Reader;

static void
skip_space (Reader *self)
{
  while (self->p < self->end && strchr (" \t\r\n", *self->p) != NULL && *self->p != '\0')
    self->p++;
}

static gboolean
take (Reader *self, const char *token)
{
  gsize length = strlen (token);

  skip_space (self);
  if ((gsize) (self->end - self->p) < length || memcmp (self->p, token, length) != 0)
    return FALSE;
  self->p += length;
  return TRUE;
}

/* Not decoded. */
static gboolean
take_string (Reader *self, const char **text, gsize *length, gboolean *has_escapes)
{
  if (!take (self, "\""))
    return FALSE;
  *text = self->p;
  *has_escapes = FALSE;
  while (self->p < self->end && *self->p != '"')
    {
      if ((guchar) *self->p < 0x20)
        return FALSE;
      if (*self->p == '\\')
        {
          *has_escapes = TRUE;
          self->p++;
        }
      self->p++;
    }
  if (self->p >= self->end)
    return FALSE;
  *length = (gsize) (self->p++ - *text);
  return g_utf8_validate_len (*text, *length, NULL);
}

/* A short one is exact, and a common one quick, by whole numbers. */
static gboolean
read_simple (const char *text, double *number)
{
  const char *p = text + (*text == '-');
  gint64 value = 0;
  double power = 0.0;

  for (; *p != '\0'; p++)
    {
      if (*p == '.' && power == 0.0 && g_ascii_isdigit (p[1]))
        {
          power = 1.0;
          continue;
        }
      if (!g_ascii_isdigit (*p) || p - text > MAX_DIGITS)
        return FALSE;
      value = value * 10 + (*p - '0');
      power *= 10.0;
    }
  *number = (double) value / MAX (power, 1.0) * (*text == '-' ? -1.0 : 1.0);
  return TRUE;
}

static gboolean
take_number (Reader *self, double *number)
{
  char text[MAX_NUMBER + 1] = "";
  char *end;
  gsize n = 0;

  skip_space (self);
  while (self->p < self->end && n < MAX_NUMBER && *self->p != '\0' &&
         strchr ("0123456789+-.eE", *self->p) != NULL)
    text[n++] = *self->p++;
  if (!g_ascii_isdigit (text[*text == '-']) || n == MAX_NUMBER)
    return FALSE;
  if (read_simple (text, number))
    return TRUE;
  *number = g_ascii_strtod (text, &end);
  return *end == '\0';
}

/* Which value the member of a name has. */
static guint
take_name (Reader *self)
{
  static const char *const names[] = { "seen", "words", "feature" };
  const char *name;
  gsize length;
  gboolean has_escapes;

  if (!take_string (self, &name, &length, &has_escapes) || !take (self, ":"))
    return N_MEMBERS;
  for (guint m = 0; m < POISE_N_SENTENCE_MODES; m++)
    if (strlen (poise_mode_to_id ((PoiseMode) m)) == length &&
        memcmp (name, poise_mode_to_id ((PoiseMode) m), length) == 0)
      return m;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strlen (names[i]) == length && memcmp (name, names[i], length) == 0)
      return MEMBER_SEEN + i;

  return N_MEMBERS;
}

static gboolean
take_value (Reader *self, guint member, PoiseWordCount *count)
{
  switch (member)
    {
    case MEMBER_WORDS:
      return take_string (self, &count->words, &count->length, &count->has_escapes);
    case MEMBER_FEATURE:
      return take_number (self, &count->feature);
    case MEMBER_SEEN:
      return take_number (self, &count->seen);
    default:
      return take_number (self, &count->mode[member]);
    }
}

/* Each member once, and no other; the feature's may be missing. */
static gboolean
take_count (Reader *self, PoiseWordCount *count)
{
  guint found = 0;

  count->feature = 0.0;
  if (!take (self, "{"))
    return FALSE;
  do
    {
      guint member = take_name (self);

      if (member == N_MEMBERS || (found & 1u << member) != 0)
        return FALSE;
      found |= 1u << member;
      if (!take_value (self, member, count))
        return FALSE;
    }
  while (take (self, ","));
  return take (self, "}") && (found | 1u << MEMBER_FEATURE) == (1u << N_MEMBERS) - 1;
}

/* Behind the bracket that opens the list. */
static gboolean
take_list (Reader *self, GArray *list)
{
  if (take (self, "]"))
    return TRUE;
  do
    {
      PoiseWordCount count;

      if (!take_count (self, &count))
        return FALSE;
      g_array_append_val (list, count);
    }
  while (take (self, ","));
  return take (self, "]");
}

/**
 * poise_word_lists_cut:
 * @data: the bytes of `learned.json`
 * @length: how many there are
 * @lists: (element-type GArray): where the lists of words are added, each an array of
 *   #PoiseWordCount; they last as long as @data
 *
 * Reads the lists of words and leaves each one's place in @lists where it stood.
 *
 * Returns: (transfer full) (nullable): the JSON text without them; %NULL if there is something
 *   that is not just as it is written
 */
GString *
poise_word_lists_cut (const char *data, gsize length, GPtrArray *lists)
{
  g_autoptr (GString) rest = g_string_new (NULL);
  Reader reader = { data, data + length };
  const char *begin = data;
  const char *at;

  while ((at = g_strstr_len (reader.p, reader.end - reader.p, LIST)) != NULL)
    {
      GArray *list = g_array_new (FALSE, FALSE, sizeof (PoiseWordCount));

      g_ptr_array_add (lists, list);
      reader.p = at + strlen (LIST);
      if (!take (&reader, ":") || !take (&reader, "["))
        return NULL;
      g_string_append_len (rest, begin, reader.p - 1 - begin);
      if (!take_list (&reader, list))
        return NULL;
      g_string_append_printf (rest, "%u", lists->len - 1);
      begin = reader.p;
    }
  g_string_append_len (rest, begin, reader.end - begin);
  return g_steal_pointer (&rest);
}
