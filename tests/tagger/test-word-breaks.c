/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Chinese where ICU is not installed; where it is, test-tokens.c. */

#include <gmodule.h>
#include <string.h>

#include "poise-word-breaks.h"

/* Stands before GLib's, so that no library is found. */
GModule *
g_module_open (const char *name, GModuleFlags flags)
{
  return NULL;
}

static void
test_not_installed (void)
{
  const char text[] = "我们开会";
  g_autoptr (PoiseWordBreaks) breaks = poise_word_breaks_new ();

  for (guint i = 0; i < 2; i++)
    {
      poise_word_breaks_begin (breaks, text, strlen (text));
      g_assert_cmpuint (poise_word_breaks_next (breaks), ==, strlen (text));
      g_assert_cmpuint (poise_word_breaks_next (breaks), ==, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/word-breaks/not-installed", test_not_installed);
  return g_test_run ();
}
