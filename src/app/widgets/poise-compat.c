/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/* What is newer than the oldest GTK is used here, and nowhere else. */
#undef GDK_VERSION_MAX_ALLOWED

#include "poise-compat.h"

#include <glib/gi18n.h>

#include "poise-release-notes.h"

#define WEBSITE "https://poise-journal.github.io"
#define ISSUES "https://github.com/poise-journal/poise/issues"

/* The same properties on both kinds of about window. */
#define ABOUT_PROPERTIES                                                                           \
  "application-name", _ ("Poise"), "application-icon", APPLICATION_ID, "version", PACKAGE_VERSION, \
    "developer-name", _ ("The Poise developers"), "license-type", GTK_LICENSE_GPL_3_0, "comments", \
    _ ("See how you spend yourself: on management or on leadership."), "website", WEBSITE,         \
    "issue-url", ISSUES, "release-notes-version", PACKAGE_VERSION, "release-notes",                \
    notes, /* Translators: your name and, if you like, your address, a line each. */               \
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
  g_autofree char *notes = poise_release_notes_get ();
#if ADW_CHECK_VERSION(1, 5, 0)
  adw_dialog_present (ADW_DIALOG (g_object_new (ADW_TYPE_ABOUT_DIALOG, ABOUT_PROPERTIES)),
                      GTK_WIDGET (parent));
#else
  GtkWindow *about = g_object_new (ADW_TYPE_ABOUT_WINDOW, ABOUT_PROPERTIES);

  gtk_window_set_transient_for (about, parent);
  gtk_window_present (about);
#endif
}

/**
 * poise_compat_announce:
 * @widget: the widget that it is about
 * @text: what a screen reader shall say when it has nothing else to say
 *
 * Before GTK 4.14 nothing can be announced; there the text becomes the
 * widget's description, which screen readers read when it changes where the
 * focus is.
 */
void
poise_compat_announce (GtkWidget *widget, const char *text)
{
#if GTK_CHECK_VERSION(4, 14, 0)
  gtk_accessible_announce (GTK_ACCESSIBLE (widget), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_LOW);
#else
  if (GTK_IS_EDITABLE (widget) && gtk_editable_get_delegate (GTK_EDITABLE (widget)) != NULL)
    widget = GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (widget)));
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  text, -1);
#endif
}

/**
 * poise_compat_show_file:
 * @parent: the window from which it is opened
 * @file: a file
 *
 * Opens a file with the program that the person uses for its kind.
 */
void
poise_compat_show_file (GtkWindow *parent, GFile *file)
{
#if GTK_CHECK_VERSION(4, 10, 0)
  g_autoptr (GtkFileLauncher) launcher = gtk_file_launcher_new (file);

  gtk_file_launcher_launch (launcher, parent, NULL, NULL, NULL);
#else
  g_autofree char *uri = g_file_get_uri (file);

  gtk_show_uri (parent, uri, GDK_CURRENT_TIME);
#endif
}

/**
 * poise_compat_load_style:
 * @provider: where the style goes
 * @css: the style
 *
 * Replaces the provider's style.
 */
void
poise_compat_load_style (GtkCssProvider *provider, const char *css)
{
#if GTK_CHECK_VERSION(4, 12, 0)
  gtk_css_provider_load_from_string (provider, css);
#else
  gtk_css_provider_load_from_data (provider, css, -1);
#endif
}

/* ---- choosing a file ---- */

/* What it is asked for, so that one callback does for all. */
#define IS_FOLDER_DATA "poise-is-folder"
#define IS_OPEN_DATA "poise-is-open"

#if GTK_CHECK_VERSION(4, 10, 0)
static void
chosen_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GtkFileDialog *dialog = GTK_FILE_DIALOG (object);
  GError *error = NULL;
  GFile *file = g_object_get_data (object, IS_FOLDER_DATA) != NULL
                  ? gtk_file_dialog_select_folder_finish (dialog, result, &error)
                : g_object_get_data (object, IS_OPEN_DATA) != NULL
                  ? gtk_file_dialog_open_finish (dialog, result, &error)
                  : gtk_file_dialog_save_finish (dialog, result, &error);

  if (file != NULL)
    g_task_return_pointer (task, file, g_object_unref);
  else
    g_task_return_error (task, error);
}
#else
static void
chosen_cb (GtkNativeDialog *dialog, int response, GTask *task)
{
  if (response == GTK_RESPONSE_ACCEPT)
    g_task_return_pointer (task, gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)),
                           g_object_unref);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "dismissed");
  g_object_unref (task);
}

static void
show_chooser (GtkFileChooserNative *dialog, GTask *task)
{
  g_task_set_task_data (task, dialog, g_object_unref);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (chosen_cb), task);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
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
  gtk_file_dialog_save (dialog, parent, NULL, chosen_cb, task);
#else
  GtkFileChooserNative *dialog =
    gtk_file_chooser_native_new (title, parent, GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), NULL);

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  show_chooser (dialog, task);
#endif
}

/* Files of a kind, and all: a name need not tell what is in a file. */
static GListModel *
make_filters (const char *name, const char *const *suffixes)
{
  GListStore *filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr (GtkFileFilter) kind = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (kind, name);
  for (guint i = 0; suffixes[i] != NULL; i++)
    gtk_file_filter_add_suffix (kind, suffixes[i] + strlen ("."));
  gtk_file_filter_set_name (all, _ ("All Files"));
  gtk_file_filter_add_pattern (all, "*");
  g_list_store_append (filters, kind);
  g_list_store_append (filters, all);
  return G_LIST_MODEL (filters);
}

/**
 * poise_compat_open_file:
 * @parent: the window over which it is asked
 * @title: what is asked for
 * @suffixes: (nullable) (array zero-terminated=1): how the files end that are
 *   shown at first, as `.json`
 * @callback: called when the person chose, or did not
 * @data: passed to @callback
 *
 * Lets the person choose a file to be read.
 */
void
poise_compat_open_file (GtkWindow *parent,
                        const char *title,
                        const char *const *suffixes,
                        GAsyncReadyCallback callback,
                        gpointer data)
{
  GTask *task = g_task_new (parent, NULL, callback, data);
  g_autoptr (GListModel) filters = suffixes != NULL ? make_filters (title, suffixes) : NULL;
#if GTK_CHECK_VERSION(4, 10, 0)
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  g_object_set_data (G_OBJECT (dialog), IS_OPEN_DATA, dialog);
  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_set_filters (dialog, filters);
  gtk_file_dialog_open (dialog, parent, NULL, chosen_cb, task);
#else
  GtkFileChooserNative *dialog =
    gtk_file_chooser_native_new (title, parent, GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Open"), NULL);

  for (guint i = 0; filters != NULL && i < g_list_model_get_n_items (filters); i++)
    {
      g_autoptr (GtkFileFilter) filter = g_list_model_get_item (filters, i);

      gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
    }
  show_chooser (dialog, task);
#endif
}

/**
 * poise_compat_select_folder:
 * @parent: the window over which it is asked
 * @title: what is asked for
 * @initial: the folder to begin at
 * @callback: called when the person chose, or did not
 * @data: passed to @callback
 *
 * Lets the person choose a folder.
 */
void
poise_compat_select_folder (GtkWindow *parent,
                            const char *title,
                            GFile *initial,
                            GAsyncReadyCallback callback,
                            gpointer data)
{
  GTask *task = g_task_new (parent, NULL, callback, data);
#if GTK_CHECK_VERSION(4, 10, 0)
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  g_object_set_data (G_OBJECT (dialog), IS_FOLDER_DATA, dialog);
  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_set_initial_folder (dialog, initial);
  gtk_file_dialog_select_folder (dialog, parent, NULL, chosen_cb, task);
#else
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
    title, parent, GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _ ("_Select"), NULL);

  gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (dialog), initial, NULL);
  show_chooser (dialog, task);
#endif
}

/**
 * poise_compat_choose_finish:
 * @result: what the callback of one of these was given
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the file; %NULL where none was chosen
 */
GFile *
poise_compat_choose_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- asking ---- */

typedef struct
{
  PoiseConfirmFunc func;
  gpointer data;
} Confirmation;

static void
response_cb (gpointer dialog, const char *response, Confirmation *confirmation)
{
  if (g_str_equal (response, "yes"))
    confirmation->func (confirmation->data);
}

static void
confirmation_free (gpointer data, GClosure *closure)
{
  g_free (data);
}

/**
 * poise_compat_confirm:
 * @parent: a widget of the window that it is shown over
 * @heading: the question
 * @body: what it means
 * @yes: the button that does it, as “_Empty Trash”
 * @func: called when the person says yes
 * @data: for @func; must outlive the question, as @parent does
 *
 * Asks before something is done that cannot be undone.
 */
void
poise_compat_confirm (GtkWidget *parent,
                      const char *heading,
                      const char *body,
                      const char *yes,
                      PoiseConfirmFunc func,
                      gpointer data)
{
  Confirmation *confirmation = g_new0 (Confirmation, 1);
#if ADW_CHECK_VERSION(1, 5, 0)
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (heading, body));

  adw_alert_dialog_add_responses (dialog, "no", _ ("_Cancel"), "yes", yes, NULL);
  adw_alert_dialog_set_response_appearance (dialog, "yes", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (dialog, "no");
  adw_alert_dialog_set_close_response (dialog, "no");
#else
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (parent));
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (window, heading, body));

  adw_message_dialog_add_responses (dialog, "no", _ ("_Cancel"), "yes", yes, NULL);
  adw_message_dialog_set_response_appearance (dialog, "yes", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, "no");
  adw_message_dialog_set_close_response (dialog, "no");
#endif
  confirmation->func = func;
  confirmation->data = data;
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), confirmation,
                         confirmation_free, G_CONNECT_DEFAULT);
#if ADW_CHECK_VERSION(1, 5, 0)
  adw_dialog_present (ADW_DIALOG (dialog), parent);
#else
  gtk_window_present (GTK_WINDOW (dialog));
#endif
}
