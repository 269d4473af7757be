/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-exchange-actions.h"

#include <glib/gi18n.h>

#include "poise-export-dialog.h"
#include "poise-import-dialog.h"
#include "poise-toast.h"

/* Belongs to the window, which it never outlives. */
typedef struct
{
  AdwApplicationWindow *window;
  PoiseContext *context;
  AdwToastOverlay *toasts;
} Actions;

static void
actions_free (Actions *self)
{
  g_object_unref (self->context);
  g_free (self);
}

/* ---- import ---- */

static void
imported_cb (PoiseImportDialog *dialog, Actions *self)
{
  PoiseImportPlan *plan = poise_import_dialog_steal_plan (dialog);
  guint n = plan->entries->len;
  g_autofree char *title =
    g_strdup_printf (ngettext ("%u entry imported", "%u entries imported", n), n);
  g_autoptr (PoiseImported) imported = poise_imported_new (plan);
  g_autoptr (PoiseOperation) operation = poise_operation_new_import (imported, title);

  g_signal_connect_object (imported, "says", G_CALLBACK (poise_toast_show), self->toasts,
                           G_CONNECT_SWAPPED);
  poise_history_run (poise_context_get_history (self->context), operation);
  poise_store_load_async (poise_context_get_store (self->context), NULL, NULL, NULL);
}

static PoiseImportDialog *
show_import (Actions *self)
{
  PoiseImportDialog *dialog = poise_import_dialog_new (self->context);

  g_signal_connect (dialog, "imported", G_CALLBACK (imported_cb), self);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self->window));
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
  poise_import_dialog_open (show_import (data), *format != '\0' ? format : NULL, path);
}

/* Files from a file manager, dropped anywhere on the window. */
static gboolean
dropped_cb (GtkDropTarget *target, const GValue *value, double x, double y, Actions *self)
{
  GSList *files = g_value_get_boxed (value);
  const char *path = files != NULL ? g_file_peek_path (files->data) : NULL;

  if (path == NULL)
    return FALSE;
  if (files->next != NULL)
    poise_toast_show (self->toasts, _ ("Drop one file or one folder at a time"));
  else
    poise_import_dialog_open (show_import (self), NULL, path);
  return TRUE;
}

/* Before the text of an entry takes the files' addresses as words. */
static void
take_drops (Actions *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (target), GTK_PHASE_CAPTURE);
  g_signal_connect (target, "drop", G_CALLBACK (dropped_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->window), GTK_EVENT_CONTROLLER (target));
}

/* ---- export ---- */

static void
show_export (Actions *self, PoiseJournal *selection)
{
  adw_dialog_present (poise_export_dialog_new (self->context, selection, self->toasts),
                      GTK_WIDGET (self->window));
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
 * `win.import-file` and `win.export-file`, which are told a format and a path; an
 * empty format is recognized, as that of what is dropped on the window.
 * A journal in memory, as the sample, takes nothing in.
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
  if (is_on_disk)
    take_drops (self);
}
