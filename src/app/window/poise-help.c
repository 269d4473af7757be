/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-help.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

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

static void
launched_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  GtkFileLauncher *launcher = GTK_FILE_LAUNCHER (object);
  g_autoptr (GtkWindow) parent = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  AdwDialog *dialog;

  if (gtk_file_launcher_launch_finish (launcher, result, &error) ||
      g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    return;
  path = g_file_get_path (gtk_file_launcher_get_file (launcher));
  /* Translators: short, since the heading of a dialog makes no lines on a phone. */
  dialog = adw_alert_dialog_new (_ ("Guide Not Opened"), NULL);
  /* Translators: a reason, as “No application is registered …”, and a file's name. */
  adw_alert_dialog_format_body (ADW_ALERT_DIALOG (dialog),
                                _ ("%s\n\nYou can open it in a browser yourself: %s"),
                                error->message, path);
  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _ ("_Close"));
  adw_dialog_present (dialog, GTK_WIDGET (parent));
}

/**
 * poise_help_show:
 * @parent: (nullable): the window from which it was asked for
 *
 * Opens the user guide, or says where it is if nothing opens it.
 */
void
poise_help_show (GtkWindow *parent)
{
  g_autoptr (GFile) guide = find_guide (g_get_language_names ());
  g_autoptr (GtkFileLauncher) launcher = gtk_file_launcher_new (guide);

  gtk_file_launcher_launch (launcher, parent, NULL, launched_cb,
                            parent != NULL ? g_object_ref (parent) : NULL);
}
