/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <locale.h>
#include <sys/wait.h>

#include "poise-clock.h"
#include "poise-test.h"

/* Of a locale only what tells the time: the rest would take seconds. localedef says so of what is
 * missing, by 1. */
static void
make_locale (const char *folder, const char *name)
{
  g_autofree char *source =
    g_strdup_printf ("comment_char %%\nescape_char /\nLC_TIME\ncopy \"%s\"\nEND LC_TIME\n", name);
  g_autofree char *input = g_build_filename (folder, "source", NULL);
  g_autofree char *path = g_strdup_printf ("%s/%s.utf8", folder, name);
  const char *const command[] = { "localedef", "-c", "-i", input, "-f", "UTF-8", path, NULL };
  g_autoptr (GError) error = NULL;
  int status;

  poise_test_write (folder, "source", source);
  g_spawn_sync (NULL, (char **) command, NULL,
                G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL,
                NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) <= 1);
}

static void
test_first_weekday (void)
{
  const struct
  {
    const char *locale;
    GDateWeekday first;
  } cases[] = {
    { "en_US", G_DATE_SUNDAY },
    { "de_DE", G_DATE_MONDAY },
    { "ar_EG", G_DATE_SATURDAY },
  };
  g_autofree char *folder = NULL;

  if (!g_file_test ("/usr/share/i18n/locales/ar_EG", G_FILE_TEST_EXISTS))
    {
      g_test_skip ("no sources of locales are installed");
      return;
    }
  folder = poise_test_make_folder ();
  g_setenv ("LOCPATH", folder, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *locale = g_strconcat (cases[i].locale, ".UTF-8", NULL);

      make_locale (folder, cases[i].locale);
      g_assert_cmpstr (setlocale (LC_TIME, locale), ==, locale);
      g_assert_cmpint (poise_clock_get_first_weekday (), ==, cases[i].first);
    }
  poise_test_remove_folder (folder);
}

static void
test_first_weekday_of_no_country (void)
{
  const char *const locales[] = { "C", "POSIX", "C.UTF-8" };

  g_unsetenv ("LOCPATH");
  for (guint i = 0; i < G_N_ELEMENTS (locales); i++)
    {
      g_assert_nonnull (setlocale (LC_TIME, locales[i]));
      g_assert_cmpint (poise_clock_get_first_weekday (), ==, G_DATE_MONDAY);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clock/first-weekday", test_first_weekday);
  g_test_add_func ("/clock/first-weekday-of-no-country", test_first_weekday_of_no_country);
  return g_test_run ();
}
