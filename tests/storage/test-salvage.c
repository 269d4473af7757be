/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "poise-merge.h"
#include "poise-salvage.h"
#include "poise-test.h"

#define N_ENTRIES 8
#define N_MUTATIONS 10000

/* Where an entry's JSON object stands in the file. */
typedef struct
{
  gsize start;
  gsize end;
  const char *id;
} Range;

static PoiseMonth *
make_month (void)
{
  PoiseMonth *month = poise_month_new ("2026-11");
  static const char *const texts[] = { "Plain.", "{\"not\": [an object", "Ärger 日本 🙂",
                                       "Tab\tand \"quotes\" \\ and\nlines }]}" };

  for (guint i = 0; i < N_ENTRIES; i++)
    g_ptr_array_add (
      month->entries,
      poise_test_entry ("2026-11-23", texts[i % G_N_ELEMENTS (texts)], i % 2 == 0, 0.25));
  return month;
}

static void
find_ranges (PoiseMonth *month, const char *text, Range *ranges)
{
  for (guint i = 0; i < N_ENTRIES; i++)
    {
      const char *id = poise_entry_get_id (g_ptr_array_index (month->entries, i));
      const char *at = strstr (text, id);
      const char *end = strstr (at, "\n    }");

      g_assert_nonnull (end);
      while (*at != '{')
        at--;
      ranges[i] =
        (Range) { .start = (gsize) (at - text), .end = (gsize) (end - text) + 6, .id = id };
    }
}

static gboolean
holds (GPtrArray *entries, const char *id)
{
  for (guint i = 0; i < entries->len; i++)
    if (g_str_equal (poise_entry_get_id (g_ptr_array_index (entries, i)), id))
      return TRUE;

  return FALSE;
}

/* Changes bytes from @at on; says how many of the old ones it touched. */
static gsize
mutate (GRand *rand, GByteArray *bytes, gsize at)
{
  guint8 noise[4];
  guint n = (guint) g_rand_int_range (rand, 1, 5);
  guint n_hit = (guint) MIN (n, bytes->len - at);

  for (guint i = 0; i < n; i++)
    noise[i] = g_rand_boolean (rand) ? (guint8) "{}[]\",:\\"[g_rand_int_range (rand, 0, 8)]
                                     : (guint8) g_rand_int_range (rand, 0, 256);
  switch (g_rand_int_range (rand, 0, 4))
    {
    case 0: /* overwrite */
      memcpy (bytes->data + at, noise, n_hit);
      return n_hit;
    case 1: /* delete */
      g_byte_array_remove_range (bytes, (guint) at, n_hit);
      return n_hit;
    case 2: /* insert */
      g_byte_array_set_size (bytes, bytes->len + n);
      memmove (bytes->data + at + n, bytes->data + at, bytes->len - at - n);
      memcpy (bytes->data + at, noise, n);
      return 0;
    default: /* truncate */
      n_hit = bytes->len - (guint) at;
      g_byte_array_set_size (bytes, (guint) at);
      return n_hit;
    }
}

static gboolean
was_touched (const Range *range, gsize at, gsize n_hit)
{
  return at + MAX (n_hit, 1) > range->start && at < range->end;
}

static void
test_mutations (void)
{
  g_autoptr (PoiseMonth) month = make_month ();
  g_autoptr (GString) text = poise_month_serialize (month);
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  Range ranges[N_ENTRIES];
  guint n_whole = 0, n_readable = 0;

  find_ranges (month, text->str, ranges);
  for (guint i = 0; i < N_MUTATIONS; i++)
    {
      g_autoptr (GByteArray) bytes = g_byte_array_new ();
      gsize at = (gsize) g_rand_int_range (rand, 0, (gint32) text->len);
      g_autoptr (PoiseMonth) read = NULL;
      g_autoptr (GPtrArray) salvaged = NULL;
      gsize n_hit;

      g_byte_array_append (bytes, (const guint8 *) text->str, (guint) text->len);
      n_hit = mutate (rand, bytes, at);
      read = poise_month_parse ((const char *) bytes->data, bytes->len, "2026-11", "x", NULL);
      salvaged = poise_salvage_entries ((const char *) bytes->data, bytes->len);
      n_readable += read != NULL;
      for (guint j = 0; j < N_ENTRIES; j++)
        if (!was_touched (&ranges[j], at, n_hit))
          {
            g_assert_true (holds (salvaged, ranges[j].id));
            /* A file that can be read says of each entry that it is there, or
             * counts it as unreadable. */
            g_assert_true (read == NULL || holds (read->entries, ranges[j].id) ||
                           read->unreadable->len > 0);
            n_whole++;
          }
    }
  g_test_message ("%d mutations: %u files still readable, %u whole entries, all salvaged",
                  N_MUTATIONS, n_readable, n_whole);
  g_assert_cmpuint (n_whole, >, N_MUTATIONS);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/salvage/mutations", test_mutations);
  return g_test_run ();
}
