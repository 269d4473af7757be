/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs a fuzzer's seeds once, where the compiler has no libFuzzer. */

#include "poise-fuzz.h"

int
main (int argc, char **argv)
{
  g_autoptr (GDir) dir = g_dir_open (argv[argc - 1], 0, NULL);
  const char *name;
  guint n = 0;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (argv[argc - 1], name, NULL);
      g_autofree char *data = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (path, &data, &length, NULL));
      poise_fuzz (data, length);
      n++;
    }
  g_print ("1..1\nok 1 %u seeds\n", n);
  return n > 0 ? 0 : 1;
}
