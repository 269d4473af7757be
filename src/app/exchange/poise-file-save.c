/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-file-save.h"

#include <glib/gi18n.h>

#include "poise-choosers.h"
#include "poise-toast.h"

/* What is written, and where it must not be. */
typedef struct
{
  AdwToastOverlay *toasts;
  PoiseFolder *folder; /* (nullable) */
  GFile *file;         /* once the person said so */
  PoiseFileMakeFunc make;
  gpointer data;
  GDestroyNotify free_data;
} Saving;

static void
saving_free (Saving *self)
{
  g_object_unref (self->toasts);
  g_clear_object (&self->folder);
  g_clear_object (&self->file);
  if (self->free_data != NULL)
    self->free_data (self->data);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, saving_free)

static gboolean
write_file (Saving *saving, GCancellable *cancellable, GError **error)
{
  const char *path = g_file_peek_path (saving->file);
  g_autoptr (GBytes) bytes = NULL;
  gsize length;
  const char *contents;

  if (path != NULL && !poise_folder_check_export (saving->folder, path, error))
    return FALSE;
  bytes = saving->make (saving->file, saving->data, error);
  if (bytes == NULL)
    return FALSE;
  contents = g_bytes_get_data (bytes, &length);
  return g_file_replace_contents (saving->file, contents, length, NULL, FALSE, G_FILE_CREATE_NONE,
                                  NULL, cancellable, error);
}

static void
save_thread_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (write_file (data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
saved_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (Saving) saving = g_task_get_task_data (G_TASK (result));
  g_autofree char *name = g_file_get_basename (saving->file);
  g_autofree char *words = NULL;
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    words = g_strdup_printf (_ ("“%s” was saved"), name);
  else
    /* Translators: first a file's name, then why. */
    words = g_strdup_printf (_ ("“%s” was not saved: %s"), name, error->message);
  g_application_release (g_application_get_default ());
  /* Who asked may be gone. */
  if (gtk_widget_get_root (GTK_WIDGET (saving->toasts)) != NULL)
    poise_toast_show (saving->toasts, words);
}

static void
chosen_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Saving *saving = data;
  g_autoptr (GTask) task = NULL;

  saving->file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (object), result, NULL);
  if (saving->file == NULL)
    {
      saving_free (saving);
      return;
    }
  task = g_task_new (NULL, NULL, saved_cb, NULL);
  g_task_set_source_tag (task, poise_file_save);
  /* Freed when it is done: a thread that ends last would take the window's parts with it. */
  g_task_set_task_data (task, saving, NULL);
  /* The window may close meanwhile. */
  g_application_hold (g_application_get_default ());
  g_task_run_in_thread (task, save_thread_cb);
}

/**
 * poise_file_save:
 * @toasts: where to say how it went
 * @folder: (nullable): the journal's, among whose files nothing may come
 * @title: what the person is asked
 * @name: the file's name that is proposed
 * @make: makes what is written
 * @data: for @make
 * @free_data: (nullable): frees @data
 *
 * Lets the person choose a file, and writes it on a thread.
 */
void
poise_file_save (AdwToastOverlay *toasts,
                 PoiseFolder *folder,
                 const char *title,
                 const char *name,
                 PoiseFileMakeFunc make,
                 gpointer data,
                 GDestroyNotify free_data)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (toasts)));
  g_autoptr (GtkFileDialog) chooser = gtk_file_dialog_new ();
  Saving *saving = g_new0 (Saving, 1);

  saving->toasts = g_object_ref (toasts);
  g_set_object (&saving->folder, folder);
  saving->make = make;
  saving->data = data;
  saving->free_data = free_data;
  gtk_file_dialog_set_title (chooser, title);
  gtk_file_dialog_set_initial_name (chooser, name);
  gtk_file_dialog_save (chooser, window, poise_choosers_get_cancellable (window), chosen_cb,
                        saving);
}

static GBytes *
give_bytes_cb (GFile *file, gpointer data, GError **error)
{
  return g_bytes_ref (data);
}

/**
 * poise_file_save_bytes:
 * @toasts: where to say how it went
 * @folder: (nullable): the journal's, among whose files nothing may come
 * @title: what the person is asked
 * @name: the file's name that is proposed
 * @bytes: (transfer full): what is written
 *
 * Lets the person choose a file, and writes it on a thread.
 */
void
poise_file_save_bytes (AdwToastOverlay *toasts,
                       PoiseFolder *folder,
                       const char *title,
                       const char *name,
                       GBytes *bytes)
{
  poise_file_save (toasts, folder, title, name, give_bytes_cb, bytes,
                   (GDestroyNotify) g_bytes_unref);
}
