/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-likeness.h"

#include <string.h>

/* A double can be deleted, lost words cannot be found again: a text is taken for a state of another
 * only where that has its words, in their order, but for one in so many. How many words two texts
 * share says little: those of one template and short ones do anyway. */
#define ONE_MAY_MISS 20
/* Where something else says that one is the other, edited: so many words are still the same, of
 * what they have for themselves and of all. */
#define SHARE_EDITED 0.75
#define SHARE_WITH_TEMPLATE 0.9
/* Shorter words have one letter more or less without being mistyped. */
#define MIN_MISTYPED 5
/* One in so many words may be mistyped, where the name says that one text is the other, edited, and
 * where only the day does. */
#define ONE_MISTYPED_OF_NAME 3
#define ONE_MISTYPED_OF_DAY 6
/* Fewer words are the beginning of another text by chance, unless a line or a sentence ends. */
#define MIN_BEGINNING 3
/* Where only the day says it, so many words are told by how many of them are the same. */
#define MIN_WORDS_OF_DAY 8
/* How many pairs of words are looked at in all, a second's work. What is not looked at any more is
 * not alike. */
#define MAX_PAIRS 300000000

/**
 * Words:
 * @order: their numbers, as they stand
 * @sorted: the same, from low to high
 * @joined: the words themselves, a line each, with a line's end before and behind
 */
typedef struct
{
  GArray *order;
  GArray *sorted;
  char *joined;
} Words;

/* What was read of texts. */
struct _PoiseLikeness
{
  GHashTable *numbers; /* word → its number */
  GHashTable *texts;   /* the text's address → Words */
  guint64 n_pairs;     /* that may still be looked at */
};

static void
words_free (Words *self)
{
  g_array_unref (self->order);
  g_array_unref (self->sorted);
  g_free (self->joined);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Words, words_free)

/* ---- words ---- */

/**
 * poise_likeness_fold:
 * @text: a text
 *
 * Returns: (transfer full): the words of @text, a space between each, so that
 *   texts can be compared that went through formats with other line breaks
 */
char *
poise_likeness_fold (const char *text)
{
  GString *folded = g_string_new (NULL);
  gboolean is_space = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c))
        {
          is_space = folded->len > 0;
          continue;
        }
      if (is_space)
        g_string_append_c (folded, ' ');
      is_space = FALSE;
      g_string_append_unichar (folded, c);
    }
  return g_string_free (folded, FALSE);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  guint first = *(const guint *) a, second = *(const guint *) b;

  return (first > second) - (first < second);
}

static void
add_word (PoiseLikeness *self, Words *words, GString *joined, const char *word, gsize length)
{
  g_autofree char *key = g_strndup (word, length);
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (self->numbers, key));

  g_string_append_len (joined, word, (gssize) length);
  g_string_append_c (joined, '\n');
  if (number == 0)
    {
      number = g_hash_table_size (self->numbers) + 1;
      g_hash_table_insert (self->numbers, g_steal_pointer (&key), GUINT_TO_POINTER (number));
    }
  g_array_append_val (words->order, number);
}

/* Each two letters of scripts that put no blanks between words. */
static const char *
find_end_of_two (const char *p)
{
  const char *next = g_utf8_next_char (p);

  return g_unichar_iswide (g_utf8_get_char (next)) ? g_utf8_next_char (next) : next;
}

static Words *
read_words (PoiseLikeness *self, const char *text)
{
  g_autofree char *normalized = g_utf8_normalize (text, -1, G_NORMALIZE_DEFAULT_COMPOSE);
  g_autofree char *folded = g_utf8_casefold (normalized, -1);
  g_autoptr (GString) joined = g_string_new ("\n");
  const char *start = NULL;
  Words *words = g_new0 (Words, 1);

  words->order = g_array_new (FALSE, FALSE, sizeof (guint));
  for (const char *p = folded;; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean is_wide = g_unichar_iswide (c);
      gboolean is_letter = !is_wide && (g_unichar_isalnum (c) || g_unichar_ismark (c));

      if (is_letter && start == NULL)
        start = p;
      if (!is_letter && start != NULL)
        {
          add_word (self, words, joined, start, (gsize) (p - start));
          start = NULL;
        }
      if (c == 0)
        break;
      if (is_wide && g_unichar_isgraph (c) && !g_unichar_ispunct (c))
        add_word (self, words, joined, p, (gsize) (find_end_of_two (p) - p));
    }
  words->sorted = g_array_copy (words->order);
  g_array_sort (words->sorted, compare);
  words->joined = g_string_free (g_steal_pointer (&joined), FALSE);
  return words;
}

/* A text is read once; it is to stay where it is. */
static Words *
look_up (PoiseLikeness *self, const char *text)
{
  Words *words = g_hash_table_lookup (self->texts, text);

  if (words == NULL)
    {
      words = read_words (self, text);
      g_hash_table_insert (self->texts, (char *) text, words);
    }
  return words;
}

static guint
get_number (GArray *numbers, guint i)
{
  return g_array_index (numbers, guint, i);
}

/* How many words both have, in whatever order. */
static guint
count_shared (const Words *a, const Words *b)
{
  guint n = 0, i = 0, j = 0;

  while (i < a->sorted->len && j < b->sorted->len)
    {
      guint first = get_number (a->sorted, i), second = get_number (b->sorted, j);

      n += first == second;
      i += first <= second;
      j += second <= first;
    }
  return n;
}

/* ---- order ---- */

/* Where two texts begin to be different, and how many words are the same at their ends. */
static void
skip_same (GArray *a, GArray *b, guint *from, guint *behind)
{
  guint shorter = MIN (a->len, b->len);

  for (*from = 0; *from < shorter && get_number (a, *from) == get_number (b, *from);)
    (*from)++;
  for (*behind = 0; *behind < shorter - *from &&
                    get_number (a, a->len - 1 - *behind) == get_number (b, b->len - 1 - *behind);)
    (*behind)++;
}

/* How many words of one stand in the other in the same order: their longest common subsequence. */
static guint
count_in_order (PoiseLikeness *self, GArray *a, GArray *b)
{
  guint from, behind, n, m;
  g_autofree guint *counts = NULL;

  skip_same (a, b, &from, &behind);
  n = a->len - from - behind;
  m = b->len - from - behind;
  if (n == 0 || m == 0)
    return from + behind;
  if ((guint64) n * m > self->n_pairs)
    return 0;
  self->n_pairs -= (guint64) n * m;
  counts = g_new0 (guint, m + 1);
  for (guint i = 0; i < n; i++)
    for (guint j = 0, above = 0; j < m; j++)
      {
        guint here = counts[j + 1];

        counts[j + 1] =
          get_number (a, from + i) == get_number (b, from + j) ? above + 1 : MAX (here, counts[j]);
        above = here;
      }
  return from + counts[m] + behind;
}

/* In a long text stand a few words in any order: there they have to stand together. */
static gboolean
holds (PoiseLikeness *self, const Words *whole, const Words *part)
{
  guint n = part->order->len, n_needed = n - n / ONE_MAY_MISS;

  if (n == 0 || count_shared (whole, part) < n_needed)
    return FALSE;
  if (whole->order->len > 2 * n)
    return strstr (whole->joined, part->joined) != NULL;
  return count_in_order (self, whole->order, part->order) >= n_needed;
}

static gboolean
shares (PoiseLikeness *self, const Words *a, const Words *b, double share)
{
  double n_needed = share * MAX (a->order->len, b->order->len);

  return count_shared (a, b) >= n_needed && count_in_order (self, a->order, b->order) >= n_needed;
}

/* ---- one letter ---- */

/* The line of a number; numbers are not mistyped. */
static char *
get_word (const Words *words, guint i)
{
  const char *start = words->joined + 1;

  for (; i > 0; i--)
    start = strchr (start, '\n') + 1;
  return g_strndup (start, strcspn (start, "\n"));
}

/* Whether a word is the other with one letter more: another letter makes another word. */
static gboolean
has_one_more (const char *longer, const char *shorter)
{
  const char *p = longer, *q = shorter;

  if (g_utf8_strlen (shorter, -1) < MIN_MISTYPED ||
      g_utf8_strlen (longer, -1) != g_utf8_strlen (shorter, -1) + 1 ||
      strpbrk (longer, "0123456789") != NULL)
    return FALSE;
  while (*q != '\0' && g_utf8_get_char (p) == g_utf8_get_char (q))
    {
      p = g_utf8_next_char (p);
      q = g_utf8_next_char (q);
    }
  return g_str_equal (g_utf8_next_char (p), q);
}

/* Whether one letter of a word is another in the other one. */
static gboolean
has_other_letter (const char *a, const char *b)
{
  guint n = 0;

  if (g_utf8_strlen (a, -1) < MIN_MISTYPED || g_utf8_strlen (a, -1) != g_utf8_strlen (b, -1) ||
      strpbrk (a, "0123456789") != NULL || strpbrk (b, "0123456789") != NULL)
    return FALSE;
  for (; *a != '\0'; a = g_utf8_next_char (a), b = g_utf8_next_char (b))
    n += g_utf8_get_char (a) != g_utf8_get_char (b);
  return n == 1;
}

/* Whether a text begins with another, but that one in @one_in words was mistyped in one of them. */
static gboolean
begins_corrected (const Words *whole, const Words *part, guint one_in)
{
  g_auto (GStrv) after = NULL;
  g_auto (GStrv) before = NULL;
  guint n_others = 0;

  if (part->order->len > whole->order->len)
    return FALSE;
  for (guint i = 0; i < part->order->len; i++)
    n_others += get_number (whole->order, i) != get_number (part->order, i);
  if (n_others > part->order->len / one_in)
    return FALSE;
  after = g_strsplit (whole->joined + 1, "\n", (int) part->order->len + 1);
  before = g_strsplit (part->joined + 1, "\n", (int) part->order->len + 1);
  for (guint i = 0; i < part->order->len; i++)
    if (get_number (whole->order, i) != get_number (part->order, i) &&
        !has_other_letter (after[i], before[i]) && !has_one_more (after[i], before[i]) &&
        !has_one_more (before[i], after[i]))
      return FALSE;
  return TRUE;
}

/* Whether the numbers in two texts are the same: “Ran 14 km” is not “Ran 15 km”. */
static gboolean
has_same_numbers (const Words *a, const Words *b)
{
  const char *p = a->joined, *q = b->joined;

  for (;;)
    {
      p += strcspn (p, "0123456789");
      q += strcspn (q, "0123456789");
      if (*p != *q)
        return FALSE;
      if (*p == '\0')
        return TRUE;
      p++;
      q++;
    }
}

/* ---- lines ---- */

/* Whether the first lines of a text are those of another. */
static gboolean
begins_with_lines (const char *whole, const char *part)
{
  g_auto (GStrv) lines = g_strsplit (whole, "\n", -1);
  g_auto (GStrv) first = g_strsplit (part, "\n", -1);
  guint i = 0, j = 0;

  for (;;)
    {
      while (first[j] != NULL && *g_strstrip (first[j]) == '\0')
        j++;
      while (lines[i] != NULL && *g_strstrip (lines[i]) == '\0')
        i++;
      if (first[j] == NULL)
        return TRUE;
      if (lines[i] == NULL || !g_str_equal (lines[i++], first[j++]))
        return FALSE;
    }
}

static gboolean
ends_sentence (const char *text)
{
  static const char *const ends[] = { ".", "!", "?", "…", "。", "！", "？" };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    if (g_str_has_suffix (text, ends[i]))
      return TRUE;
  return FALSE;
}

/* Whether a text goes on where the other ends. */
static gboolean
goes_on (const char *whole, const char *part, guint n_words)
{
  g_autofree char *folded_whole = poise_likeness_fold (whole);
  g_autofree char *folded_part = poise_likeness_fold (part);
  const char *rest;

  if (n_words == 0 || !g_str_has_prefix (folded_whole, folded_part))
    return FALSE;
  rest = folded_whole + strlen (folded_part);
  return (ends_sentence (folded_part) || begins_with_lines (whole, part) ||
          (n_words >= MIN_BEGINNING && !g_unichar_isalnum (g_utf8_get_char (rest))));
}

/* The lines of @text that @other has not. */
static char *
list_own_lines (const char *text, const char *other)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_auto (GStrv) others = g_strsplit (other, "\n", -1);
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  GString *own = g_string_new (NULL);

  for (guint i = 0; others[i] != NULL; i++)
    g_hash_table_add (known, g_strstrip (others[i]));
  for (guint i = 0; lines[i] != NULL; i++)
    if (!g_hash_table_contains (known, g_strstrip (lines[i])))
      g_string_append_printf (own, "%s\n", lines[i]);
  return g_string_free (own, FALSE);
}

/* Where @part stands in @whole, whole words of it; both folded by poise_likeness_fold(). */
static gboolean
has_within (const char *whole, const char *part)
{
  gsize length = strlen (part);

  for (const char *p = strstr (whole, part); p != NULL; p = strstr (p + 1, part))
    if ((p == whole || p[-1] == ' ') && (p[length] == '\0' || p[length] == ' '))
      return TRUE;
  return FALSE;
}

/* ---- public functions ---- */

/**
 * poise_likeness_new:
 *
 * Texts that are compared are remembered by where they stand, so they are to stay until it is
 * freed.
 *
 * Returns: (transfer full): what compares texts
 */
PoiseLikeness *
poise_likeness_new (void)
{
  PoiseLikeness *self = g_new0 (PoiseLikeness, 1);

  self->numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->texts = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) words_free);
  self->n_pairs = MAX_PAIRS;
  return self;
}

/**
 * poise_likeness_free:
 * @self: (transfer full): what compares texts
 */
void
poise_likeness_free (PoiseLikeness *self)
{
  g_hash_table_unref (self->numbers);
  g_hash_table_unref (self->texts);
  g_free (self);
}

/**
 * poise_likeness_holds:
 * @self: what compares texts
 * @whole: a text
 * @part: another
 *
 * Returns: %TRUE if @whole has the words of @part in their order, but for one in twenty
 */
gboolean
poise_likeness_holds (PoiseLikeness *self, const char *whole, const char *part)
{
  return holds (self, look_up (self, whole), look_up (self, part));
}

/**
 * poise_likeness_is_mistyped:
 * @self: what compares texts
 * @a: a text
 * @b: another
 *
 * Returns: %TRUE if they differ by one word, which has one letter more in one of them: “Betina”
 */
gboolean
poise_likeness_is_mistyped (PoiseLikeness *self, const char *a, const char *b)
{
  Words *first = look_up (self, a), *second = look_up (self, b);
  guint from, behind;
  g_autofree char *word = NULL;
  g_autofree char *other = NULL;

  if (first->order->len != second->order->len)
    return FALSE;
  skip_same (first->order, second->order, &from, &behind);
  if (first->order->len - from - behind != 1)
    return FALSE;
  word = get_word (first, from);
  other = get_word (second, from);
  return has_one_more (word, other) || has_one_more (other, word);
}

/**
 * poise_likeness_is_edited:
 * @self: what compares texts
 * @a: a text
 * @b: another, which has the same name or moment
 *
 * Lines that both have may be those of a template: of the others has to be told.
 *
 * Returns: %TRUE if one text is the other, edited
 */
gboolean
poise_likeness_is_edited (PoiseLikeness *self, const char *a, const char *b)
{
  Words *all_of_a = look_up (self, a), *all_of_b = look_up (self, b);
  guint shorter = MIN (all_of_a->order->len, all_of_b->order->len);
  g_autofree char *lines_of_a = NULL;
  g_autofree char *lines_of_b = NULL;
  g_autoptr (Words) first = NULL;
  g_autoptr (Words) second = NULL;

  if (count_shared (all_of_a, all_of_b) < shorter / 2)
    return FALSE;
  if (begins_corrected (all_of_b, all_of_a, ONE_MISTYPED_OF_NAME))
    return TRUE;
  lines_of_a = list_own_lines (a, b);
  lines_of_b = list_own_lines (b, a);
  first = read_words (self, lines_of_a);
  second = read_words (self, lines_of_b);
  if (first->order->len == 0 || second->order->len == 0)
    return all_of_a->order->len > first->order->len || all_of_b->order->len > second->order->len;
  return shares (self, first, second, SHARE_EDITED) || holds (self, first, second) ||
         holds (self, second, first) ||
         (shares (self, all_of_a, all_of_b, SHARE_WITH_TEMPLATE) &&
          count_shared (first, second) * 2 >= MIN (first->order->len, second->order->len));
}

/**
 * poise_likeness_is_grown:
 * @self: what compares texts
 * @before: a text
 * @after: another of the same day
 *
 * Returns: %TRUE if @after begins with @before, or most of its words are the same
 */
gboolean
poise_likeness_is_grown (PoiseLikeness *self, const char *before, const char *after)
{
  Words *first = look_up (self, before), *second = look_up (self, after);
  g_autofree char *lines_before = NULL;
  g_autofree char *lines_after = NULL;
  g_autoptr (Words) own_before = NULL;
  g_autoptr (Words) own_after = NULL;

  if (g_str_has_prefix (second->joined, first->joined) &&
      goes_on (after, before, first->order->len))
    return TRUE;
  if (first->order->len < MIN (ONE_MISTYPED_OF_DAY, MIN_WORDS_OF_DAY) ||
      count_shared (first, second) < first->order->len / 2)
    return FALSE;
  if (begins_corrected (second, first, ONE_MISTYPED_OF_DAY))
    return TRUE;
  lines_before = list_own_lines (before, after);
  lines_after = list_own_lines (after, before);
  own_before = read_words (self, lines_before);
  own_after = read_words (self, lines_after);
  return own_before->order->len >= MIN_WORDS_OF_DAY && has_same_numbers (own_before, own_after) &&
         shares (self, own_before, own_after, SHARE_EDITED);
}

/**
 * poise_likeness_has_lines:
 * @whole: a text
 * @part: another
 *
 * Returns: %TRUE if nothing of @part would be lost without it: its words stand in @whole together,
 *   or each of its lines does, in their order
 */
gboolean
poise_likeness_has_lines (const char *whole, const char *part)
{
  g_auto (GStrv) lines = g_strsplit (whole, "\n", -1);
  g_auto (GStrv) sought = g_strsplit (part, "\n", -1);
  g_autofree char *folded_whole = poise_likeness_fold (whole);
  g_autofree char *folded_part = poise_likeness_fold (part);
  guint next = 0;

  if (has_within (folded_whole, folded_part))
    return TRUE;
  for (guint i = 0; sought[i] != NULL; i++)
    if (*g_strstrip (sought[i]) != '\0')
      {
        while (lines[next] != NULL && !g_str_equal (g_strstrip (lines[next]), sought[i]))
          next++;
        if (lines[next] == NULL)
          return FALSE;
        next++;
      }
  return TRUE;
}
