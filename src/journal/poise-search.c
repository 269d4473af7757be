/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-search.h"

#include <string.h>

#include "poise-search-fold.h"

struct _PoiseSearch
{
  gatomicrefcount ref_count;
  GPtrArray *wanted;   /* folded words and phrases that must be there */
  GPtrArray *unwanted; /* and those that must not */
};

/* French sets spaces inside of its quotation marks, which are no part of the phrase. */
static void
add_term (GPtrArray *terms, const char *term, gsize length)
{
  g_autofree char *stripped = g_strstrip (g_strndup (term, length));

  if (*stripped != '\0')
    g_ptr_array_add (terms, g_steal_pointer (&stripped));
}

/* Reads one term of the folded words: a word or a "phrase", wanted or -not. */
static const char *
read_term (PoiseSearch *self, const char *p)
{
  gboolean unwanted = *p == '-' && p[1] != '\0' && p[1] != ' ';
  gboolean quoted;
  gsize length;

  if (unwanted)
    p++;
  quoted = *p == '"';
  if (quoted)
    p++;
  length = strcspn (p, quoted ? "\"" : " ");
  add_term (unwanted ? self->unwanted : self->wanted, p, length);
  p += length;
  return quoted && *p == '"' ? p + 1 : p;
}

/**
 * poise_search_new:
 * @words: (nullable): words, `"phrases"` and `-words` that must not be there
 *
 * Reads what a person typed into a search entry. Case, accents and the kind
 * of quotation marks do not matter; a phrase may still lack its end.
 *
 * Returns: (transfer full): the search
 */
PoiseSearch *
poise_search_new (const char *words)
{
  PoiseSearch *self = g_new0 (PoiseSearch, 1);
  g_autofree char *folded = poise_search_fold (words != NULL ? words : "", NULL);

  g_atomic_ref_count_init (&self->ref_count);
  self->wanted = g_ptr_array_new_with_free_func (g_free);
  self->unwanted = g_ptr_array_new_with_free_func (g_free);
  for (const char *p = folded; *p != '\0';)
    p = *p == ' ' ? p + 1 : read_term (self, p);
  return self;
}

/**
 * poise_search_ref:
 * @self: a search
 *
 * Returns: (transfer full): @self
 */
PoiseSearch *
poise_search_ref (PoiseSearch *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * poise_search_unref:
 * @self: (transfer full): a search
 */
void
poise_search_unref (PoiseSearch *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
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

static gboolean
contains_any (const char *text, GPtrArray *terms)
{
  for (guint i = 0; i < terms->len; i++)
    if (strstr (text, g_ptr_array_index (terms, i)) != NULL)
      return TRUE;

  return FALSE;
}

static gboolean
is_part_of_any (const char *term, GPtrArray *terms)
{
  for (guint i = 0; i < terms->len; i++)
    if (strstr (g_ptr_array_index (terms, i), term) != NULL)
      return TRUE;

  return FALSE;
}

/**
 * poise_search_narrows:
 * @self: a search
 * @other: another
 *
 * Returns: %TRUE if certainly nothing matches @self that does not match
 *   @other, as when a word was typed further
 */
gboolean
poise_search_narrows (const PoiseSearch *self, const PoiseSearch *other)
{
  for (guint i = 0; i < other->wanted->len; i++)
    if (!is_part_of_any (g_ptr_array_index (other->wanted, i), self->wanted))
      return FALSE;
  for (guint i = 0; i < other->unwanted->len; i++)
    if (!contains_any (g_ptr_array_index (other->unwanted, i), self->unwanted))
      return FALSE;

  return TRUE;
}

/**
 * poise_search_matches:
 * @self: a search
 * @entry: an entry
 *
 * Returns: %TRUE if what was written and asked holds all that is wanted and
 *   nothing unwanted
 */
gboolean
poise_search_matches (const PoiseSearch *self, PoiseEntry *entry)
{
  const char *folded;

  if (poise_search_is_empty (self))
    return TRUE;
  folded = poise_entry_get_folded (entry);
  for (guint i = 0; i < self->wanted->len; i++)
    if (strstr (folded, g_ptr_array_index (self->wanted, i)) == NULL)
      return FALSE;

  return !contains_any (folded, self->unwanted);
}

static int
compare_spans_cb (gconstpointer a, gconstpointer b)
{
  const PoiseSpan *x = a, *y = b;

  return x->start != y->start ? (x->start < y->start ? -1 : 1)
                              : (x->end > y->end) - (x->end < y->end);
}

static void
find_term (GArray *spans, const char *folded, GArray *offsets, const char *term)
{
  gsize length = strlen (term);

  for (const char *p = strstr (folded, term); p != NULL; p = strstr (p + length, term))
    {
      gsize first = (gsize) (p - folded);
      PoiseSpan span = { g_array_index (offsets, guint, first),
                         g_array_index (offsets, guint, first + length - 1) + 1 };

      g_array_append_val (spans, span);
    }
}

static GArray *
join_spans (GArray *spans)
{
  GArray *joined = g_array_new (FALSE, FALSE, sizeof (PoiseSpan));

  g_array_sort (spans, compare_spans_cb);
  for (guint i = 0; i < spans->len; i++)
    {
      PoiseSpan span = g_array_index (spans, PoiseSpan, i);
      PoiseSpan *last =
        joined->len > 0 ? &g_array_index (joined, PoiseSpan, joined->len - 1) : NULL;

      if (last != NULL && span.start < last->end)
        last->end = MAX (last->end, span.end);
      else
        g_array_append_val (joined, span);
    }
  return joined;
}

/**
 * poise_search_find:
 * @self: a search
 * @text: UTF-8 text
 *
 * Finds every place of every wanted word and phrase; those that overlap are
 * joined.
 *
 * Returns: (transfer full) (element-type PoiseSpan): the places, in order
 */
GArray *
poise_search_find (const PoiseSearch *self, const char *text)
{
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (PoiseSpan));
  g_autoptr (GArray) offsets = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree char *folded = NULL;

  if (self->wanted->len == 0)
    return join_spans (spans);
  folded = poise_search_fold (text, offsets);
  for (guint i = 0; i < self->wanted->len; i++)
    find_term (spans, folded, offsets, g_ptr_array_index (self->wanted, i));
  return join_spans (spans);
}
