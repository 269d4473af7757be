/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-exchange-actions.h"

#include <glib/gi18n.h>

#include "poise-export-dialog.h"
#include "poise-import-dialog.h"

/* Belongs to the window, which it never outlives. */
typedef struct
{
  AdwApplicationWindow *window;
  PoiseContext *context;
  AdwToastOverlay *toasts;
  PoiseImportPlan *imported; /* what Undo takes out */
  AdwToast *toast;           /* a weak pointer: the one that offers it */
} Actions;

static void
actions_free (Actions *self)
{
  g_object_unref (self->context);
  g_clear_pointer (&self->imported, poise_import_plan_free);
  g_clear_weak_pointer (&self->toast);
  g_free (self);
}

static void
say (AdwToastOverlay *toasts, const char *words)
{
  g_autofree char *escaped = g_markup_escape_text (words, -1);

  adw_toast_overlay_add_toast (toasts, adw_toast_new (escaped));
}

/* ---- undo ---- */

typedef struct
{
  PoiseImportPlan *plan;
  PoiseContext *context;
  PoiseFolder *folder;
  GDateTime *now;
  AdwToastOverlay *toasts;
} Undo;

static void
undo_free (Undo *undo)
{
  poise_import_plan_free (undo->plan);
  g_object_unref (undo->context);
  g_object_unref (undo->folder);
  g_date_time_unref (undo->now);
  g_object_unref (undo->toasts);
  g_free (undo);
}

static void
undo_thread_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Undo *undo = data;
  GError *error = NULL;

  if (poise_import_plan_undo (undo->plan, undo->folder, undo->now, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
undo_ready_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Undo *undo = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      say (undo->toasts, error->message);
      return;
    }
  poise_store_load_async (poise_context_get_store (undo->context), NULL, NULL, NULL);
  say (undo->toasts, _ ("The import was undone"));
}

static void
undo_import_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  Actions *self = data;
  PoiseStore *store = poise_context_get_store (self->context);
  g_autoptr (GTask) task = NULL;
  Undo *undo;

  if (self->imported == NULL)
    return;
  if (self->toast != NULL)
    adw_toast_dismiss (self->toast);
  undo = g_new0 (Undo, 1);
  undo->plan = g_steal_pointer (&self->imported);
  undo->context = g_object_ref (self->context);
  undo->folder = g_object_ref (poise_store_get_folder (store));
  undo->now = poise_store_get_now (store);
  undo->toasts = g_object_ref (self->toasts);
  task = g_task_new (NULL, NULL, undo_ready_cb, NULL);
  g_task_set_source_tag (task, undo_import_cb);
  g_task_set_task_data (task, undo, (GDestroyNotify) undo_free);
  g_task_run_in_thread (task, undo_thread_cb);
}

/* ---- import ---- */

static void
imported_cb (PoiseImportDialog *dialog, Actions *self)
{
  AdwToast *toast;
  g_autofree char *words = NULL;
  guint n;

  g_clear_pointer (&self->imported, poise_import_plan_free);
  self->imported = poise_import_dialog_steal_plan (dialog);
  n = self->imported->entries->len;
  poise_store_load_async (poise_context_get_store (self->context), NULL, NULL, NULL);
  words = g_strdup_printf (ngettext ("%u entry imported", "%u entries imported", n), n);
  toast = adw_toast_new (words);
  adw_toast_set_button_label (toast, _ ("Undo"));
  adw_toast_set_action_name (toast, "win.undo-import");
  adw_toast_set_timeout (toast, 0);
  g_set_weak_pointer (&self->toast, toast);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static PoiseImportDialog *
show_import (Actions *self)
{
  PoiseImportDialog *dialog = poise_import_dialog_new (GTK_WINDOW (self->window), self->context);

  g_signal_connect (dialog, "imported", G_CALLBACK (imported_cb), self);
  gtk_window_present (GTK_WINDOW (dialog));
  return dialog;
}

static void
import_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  show_import (data);
}

static void
import_file_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const char *format, *path;

  g_variant_get (parameter, "(&s&s)", &format, &path);
  poise_import_dialog_open (show_import (data), format, path);
}

/* ---- export ---- */

static void
show_export (Actions *self, PoiseJournal *selection)
{
  gtk_window_present (GTK_WINDOW (
    poise_export_dialog_new (GTK_WINDOW (self->window), self->context, selection, self->toasts)));
}

static void
export_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  Actions *self = data;

  show_export (self, NULL);
}

static void
export_entries_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  Actions *self = data;
  g_autofree const char **ids = g_variant_get_strv (parameter, NULL);
  g_autoptr (GPtrArray) entries =
    poise_journal_lookup_all (poise_context_get_journal (self->context), ids);
  g_autoptr (PoiseJournal) selection = poise_journal_new ();

  if (entries->len == 0)
    return;
  poise_journal_add_all (selection, entries);
  show_export (self, selection);
}

static void
export_file_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  Actions *self = data;
  const char *format, *path;

  g_variant_get (parameter, "(&s&s)", &format, &path);
  poise_export_run (self->context, poise_context_get_journal (self->context), self->toasts, format,
                    path, 0);
}

/**
 * poise_exchange_actions_add:
 * @window: the window
 * @context: what the pages work with
 * @toasts: where to say how it went
 *
 * Adds `win.import`, `win.export` and `win.export-entries`, which ask,
 * `win.import-file` and `win.export-file`, which are told a format and a path,
 * and `win.undo-import`. A journal in memory, as the sample, takes nothing in.
 */
void
poise_exchange_actions_add (AdwApplicationWindow *window,
                            PoiseContext *context,
                            AdwToastOverlay *toasts)
{
  static const GActionEntry entries[] = {
    { .name = "export", .activate = export_cb },
    { .name = "export-file", .activate = export_file_cb, .parameter_type = "(ss)" },
    { .name = "export-entries", .activate = export_entries_cb, .parameter_type = "as" },
    { .name = "import", .activate = import_cb },
    { .name = "import-file", .activate = import_file_cb, .parameter_type = "(ss)" },
    { .name = "undo-import", .activate = undo_import_cb },
  };
  gboolean is_on_disk = poise_store_get_folder (poise_context_get_store (context)) != NULL;
  Actions *self = g_new0 (Actions, 1);

  self->window = window;
  self->context = g_object_ref (context);
  self->toasts = toasts;
  g_object_set_data_full (G_OBJECT (window), "poise-exchange-actions", self,
                          (GDestroyNotify) actions_free);
  g_action_map_add_action_entries (G_ACTION_MAP (window), entries,
                                   is_on_disk ? G_N_ELEMENTS (entries) : 3, self);
}
