/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-prompts-export.h"

#include <glib/gi18n.h>
#include <string.h>

#include "poise-choosers.h"
#include "poise-toast.h"

/* What a thread writes, and where it must not. */
typedef struct
{
  PoiseContext *context;
  AdwToastOverlay *toasts;
  PoiseFolder *folder; /* (nullable) */
  GFile *file;
  char *json;
} Export;

static void
export_free (Export *work)
{
  g_object_unref (work->context);
  g_object_unref (work->toasts);
  g_clear_object (&work->folder);
  g_clear_object (&work->file);
  g_free (work->json);
  g_free (work);
}

static void
export_thread_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Export *work = data;
  const char *path = g_file_peek_path (work->file);
  GError *error = NULL;

  if ((path == NULL || poise_folder_check_export (work->folder, path, &error)) &&
      g_file_replace_contents (work->file, work->json, strlen (work->json), NULL, FALSE,
                               G_FILE_CREATE_NONE, NULL, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
exported_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  const Export *work = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gboolean is_done = g_task_propagate_boolean (G_TASK (result), &error);

  g_application_release (g_application_get_default ());
  /* Who asked may be gone. */
  if (gtk_widget_get_root (GTK_WIDGET (work->toasts)) != NULL)
    poise_toast_show (work->toasts, is_done ? _ ("Questions exported") : error->message);
}

static void
chosen_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Export *work = data;
  g_autoptr (GTask) task = NULL;

  work->file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (object), result, NULL);
  if (work->file == NULL)
    {
      export_free (work);
      return;
    }
  task = g_task_new (NULL, NULL, exported_cb, NULL);
  g_task_set_source_tag (task, chosen_cb);
  g_task_set_task_data (task, work, (GDestroyNotify) export_free);
  g_set_object (&work->folder, poise_store_get_folder (poise_context_get_store (work->context)));
  work->json = poise_prompt_set_to_json (poise_context_get_prompts (work->context));
  /* The window may close meanwhile. */
  g_application_hold (g_application_get_default ());
  g_task_run_in_thread (task, export_thread_cb);
}

/**
 * poise_prompts_export:
 * @widget: what asks for it
 * @context: whose questions are written
 * @toasts: where to say that it is done
 *
 * Asks for a file and writes the questions to it.
 */
void
poise_prompts_export (GtkWidget *widget, PoiseContext *context, AdwToastOverlay *toasts)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (widget));
  g_autoptr (GtkFileDialog) chooser = gtk_file_dialog_new ();
  Export *work = g_new0 (Export, 1);

  work->context = g_object_ref (context);
  work->toasts = g_object_ref (toasts);
  gtk_file_dialog_set_title (chooser, _ ("Export Questions"));
  gtk_file_dialog_set_initial_name (chooser, "prompts.json");
  gtk_file_dialog_save (chooser, window, poise_choosers_get_cancellable (window), chosen_cb, work);
}
