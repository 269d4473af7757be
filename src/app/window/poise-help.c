/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-help.h"

static char *
get_folder (void)
{
  const char *from_environment = g_getenv ("POISE_HELP");

  return from_environment != NULL ? g_strdup (from_environment)
                                  : g_build_filename (PKGDATADIR, "help", NULL);
}

/* The guide in the first of the languages that has one, or else in English. */
static GFile *
find_guide (const char *const *languages)
{
  g_autofree char *folder = get_folder ();

  for (guint i = 0; languages[i] != NULL; i++)
    {
      g_autofree char *name = g_strdup_printf ("guide.%s.html", languages[i]);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_EXISTS))
        return g_file_new_for_path (path);
    }

  return g_file_new_build_filename (folder, "guide.html", NULL);
}

/**
 * poise_help_show:
 * @parent: (nullable): the window from which it was asked for
 *
 * Opens the user guide.
 */
void
poise_help_show (GtkWindow *parent)
{
  g_autoptr (GFile) guide = find_guide (g_get_language_names ());
  g_autoptr (GtkFileLauncher) launcher = gtk_file_launcher_new (guide);

  gtk_file_launcher_launch (launcher, parent, NULL, NULL, NULL);
}
