/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-compat.h"

#include <glib/gi18n.h>

#define WEBSITE "https://poise-journal.github.io"
#define ISSUES "https://github.com/poise-journal/poise/issues"

/* The same properties on both kinds of about window. */
#define ABOUT_PROPERTIES                                                                           \
  "application-name", _ ("Poise"), "application-icon", APPLICATION_ID, "version", PACKAGE_VERSION, \
    "developer-name", _ ("The Poise developers"), "license-type", GTK_LICENSE_GPL_3_0, "comments", \
    _ ("See how you spend yourself: on management or on leadership."), "website", WEBSITE,         \
    "issue-url", ISSUES, /* Translators: your name and, if you like, your address, a line each. */ \
    "translator-credits", _ ("translator-credits"), NULL

/**
 * poise_compat_show_about:
 * @parent: the window that it is shown over
 *
 * Shows what the program is.
 */
void
poise_compat_show_about (GtkWindow *parent)
{
#if ADW_CHECK_VERSION(1, 5, 0)
  adw_dialog_present (ADW_DIALOG (g_object_new (ADW_TYPE_ABOUT_DIALOG, ABOUT_PROPERTIES)),
                      GTK_WIDGET (parent));
#else
  GtkWindow *about = g_object_new (ADW_TYPE_ABOUT_WINDOW, ABOUT_PROPERTIES);

  gtk_window_set_transient_for (about, parent);
  gtk_window_present (about);
#endif
}

/* ---- choosing a file ---- */

#if GTK_CHECK_VERSION(4, 10, 0)
static void
file_chosen_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  GFile *file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (object), result, &error);

  if (file != NULL)
    g_task_return_pointer (task, file, g_object_unref);
  else
    g_task_return_error (task, error);
}
#else
static void
file_chosen_cb (GtkNativeDialog *dialog, int response, GTask *task)
{
  if (response == GTK_RESPONSE_ACCEPT)
    g_task_return_pointer (task, gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)),
                           g_object_unref);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "dismissed");
  g_object_unref (task);
}
#endif

/**
 * poise_compat_save_file:
 * @parent: the window over which it is asked
 * @title: what is asked for
 * @name: the file's name that is proposed
 * @callback: called when the person chose, or did not
 * @data: passed to @callback
 *
 * Lets the person choose where to save a file.
 */
void
poise_compat_save_file (GtkWindow *parent,
                        const char *title,
                        const char *name,
                        GAsyncReadyCallback callback,
                        gpointer data)
{
  GTask *task = g_task_new (parent, NULL, callback, data);
#if GTK_CHECK_VERSION(4, 10, 0)
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, parent, NULL, file_chosen_cb, task);
#else
  GtkFileChooserNative *dialog =
    gtk_file_chooser_native_new (title, parent, GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), NULL);

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  g_task_set_task_data (task, dialog, g_object_unref);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (file_chosen_cb), task);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
#endif
}

/**
 * poise_compat_save_file_finish:
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the file; %NULL where none was chosen
 */
GFile *
poise_compat_save_file_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
