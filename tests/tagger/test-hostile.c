/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What no person writes. The fuzzer's function runs over its seeds and over
 * mutations of them here too, in builds without fuzzers. */

#include <string.h>

#include "poise-fuzz.h"
#include "poise-tagger.h"

/* Few where fuzz-tag is a fuzzer, which makes its own. */
#ifndef N_MUTATIONS
#define N_MUTATIONS 40
#endif
#define MAX_BYTES 4096

static GPtrArray *
read_seeds (void)
{
  GPtrArray *seeds = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "fuzz/corpus/tag", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      char *data;
      gsize length;

      g_assert_true (g_file_get_contents (path, &data, &length, NULL));
      g_ptr_array_add (seeds, g_bytes_new_take (data, length));
    }
  g_assert_cmpuint (seeds->len, >, 10);
  return seeds;
}

static void
mutate (GByteArray *bytes, GBytes *other)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (other, &length);
  guint at = bytes->len > 0 ? (guint) g_test_rand_int_range (0, (int) bytes->len) : 0;
  guint8 any = (guint8) g_test_rand_int_range (0, 256);

  switch (g_test_rand_int_range (0, 4))
    {
    case 0:
      if (bytes->len > 0)
        bytes->data[at] = any;
      break;
    case 1:
      g_byte_array_append (bytes, data, (guint) length / 2);
      break;
    case 2:
      if (bytes->len > 0)
        g_byte_array_remove_range (bytes, at, MIN (bytes->len - at, 7));
      break;
    default:
      for (guint i = 0; i < 30; i++)
        g_byte_array_append (bytes, &any, 1);
      break;
    }
  if (bytes->len > MAX_BYTES)
    g_byte_array_set_size (bytes, MAX_BYTES);
}

static void
test_mutations (void)
{
  g_autoptr (GPtrArray) seeds = read_seeds ();
  guint n = 0;

  for (guint i = 0; i < seeds->len; i++)
    {
      g_autoptr (GByteArray) bytes = g_byte_array_new ();
      gsize length;
      const guint8 *data = g_bytes_get_data (g_ptr_array_index (seeds, i), &length);

      g_byte_array_append (bytes, data, (guint) length);
      for (guint k = 0; k < N_MUTATIONS; k++, n++)
        {
          poise_fuzz ((const char *) bytes->data, bytes->len);
          mutate (bytes, g_ptr_array_index (seeds, g_test_rand_int_range (0, (int) seeds->len)));
        }
    }
  g_test_message ("%u texts", n);
}

static void
test_huge_lines (void)
{
  const char *const pieces[] = { "a",
                                 "a ",
                                 "1.A",
                                 "word. ",
                                 "\xcc\x81",
                                 "n't ",
                                 "\xe2\x80\xae",
                                 "\xf0\x9f\x91\x8d",
                                 "I told them why, ",
                                 ". ",
                                 "\n" };

  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      while (text->len < 100000)
        g_string_append (text, pieces[i]);
      poise_fuzz (text->str, text->len);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hostile/mutations", test_mutations);
  g_test_add_func ("/hostile/huge-lines", test_huge_lines);
  return g_test_run ();
}
