/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-exchange-actions.h"

#include <glib/gi18n.h>

#include "poise-export-dialog.h"
#include "poise-import-dialog.h"
#include "poise-toast.h"

struct _PoiseExchangeActions
{
  PoiseWindowActions parent_instance;
};

G_DEFINE_FINAL_TYPE (PoiseExchangeActions, poise_exchange_actions, POISE_TYPE_WINDOW_ACTIONS)

static PoiseContext *
get_context (gpointer self)
{
  return poise_window_actions_get_context (self);
}

static AdwToastOverlay *
get_toasts (gpointer self)
{
  return poise_window_actions_get_toasts (self);
}

/* ---- import ---- */

static void
imported_cb (PoiseImportDialog *dialog, PoiseExchangeActions *self)
{
  PoiseImportPlan *plan = poise_import_dialog_steal_plan (dialog);
  guint n = plan->entries->len;
  g_autofree char *title =
    n > 0 || !poise_import_plan_has_intentions (plan)
      ? g_strdup_printf (ngettext ("%u entry imported", "%u entries imported", n), n)
      : g_strdup (_ ("Intentions imported"));
  g_autoptr (PoiseImported) imported = poise_imported_new (plan);
  g_autoptr (PoiseOperation) operation = poise_operation_new_import (imported, title);

  poise_history_run (poise_context_get_history (get_context (self)), operation);
  poise_store_load_async (poise_context_get_store (get_context (self)), NULL, NULL, NULL);
}

static PoiseImportDialog *
show_import (PoiseExchangeActions *self)
{
  PoiseImportDialog *dialog = poise_import_dialog_new (get_context (self));

  g_signal_connect_object (dialog, "imported", G_CALLBACK (imported_cb), self, 0);
  adw_dialog_present (ADW_DIALOG (dialog),
                      poise_window_actions_get_window (POISE_WINDOW_ACTIONS (self)));
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
dropped_cb (GtkDropTarget *target,
            const GValue *value,
            double x,
            double y,
            PoiseExchangeActions *self)
{
  GSList *files = g_value_get_boxed (value);
  const char *path = files != NULL ? g_file_peek_path (files->data) : NULL;

  if (path == NULL)
    return FALSE;
  if (files->next != NULL)
    poise_toast_show (get_toasts (self), _ ("Drop one file or one folder at a time"));
  else
    poise_import_dialog_open (show_import (self), NULL, path);
  return TRUE;
}

/* Before the text of an entry takes the files' addresses as words. */
static void
accept_drops (PoiseExchangeActions *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (target), GTK_PHASE_CAPTURE);
  g_signal_connect_object (target, "drop", G_CALLBACK (dropped_cb), self, 0);
  gtk_widget_add_controller (poise_window_actions_get_window (POISE_WINDOW_ACTIONS (self)),
                             GTK_EVENT_CONTROLLER (target));
}

/* ---- export ---- */

static void
show_export (PoiseExchangeActions *self, PoiseJournal *selection)
{
  adw_dialog_present (poise_export_dialog_new (get_context (self), selection, get_toasts (self)),
                      poise_window_actions_get_window (POISE_WINDOW_ACTIONS (self)));
}

static void
export_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  show_export (data, NULL);
}

static void
export_entries_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autofree const char **ids = g_variant_get_strv (parameter, NULL);
  g_autoptr (GPtrArray) entries =
    poise_journal_lookup_all (poise_context_get_journal (get_context (data)), ids);
  g_autoptr (PoiseJournal) selection = poise_journal_new ();

  if (entries->len == 0)
    return;
  poise_journal_add_all (selection, entries);
  show_export (data, selection);
}

static void
export_file_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PoiseContext *context = get_context (data);
  const char *format, *path;

  g_variant_get (parameter, "(&s&s)", &format, &path);
  poise_export_run (context, poise_context_get_journal (context), get_toasts (data), format, path,
                    0);
}

static void
poise_exchange_actions_constructed (GObject *object)
{
  static const GActionEntry entries[] = {
    { .name = "export", .activate = export_cb },
    { .name = "export-file", .activate = export_file_cb, .parameter_type = "(ss)" },
    { .name = "export-entries", .activate = export_entries_cb, .parameter_type = "as" },
    { .name = "import", .activate = import_cb },
    { .name = "import-file", .activate = import_file_cb, .parameter_type = "(ss)" },
  };
  gboolean is_on_disk = poise_context_get_folder (get_context (object)) != NULL;

  G_OBJECT_CLASS (poise_exchange_actions_parent_class)->constructed (object);
  poise_window_actions_add (POISE_WINDOW_ACTIONS (object), entries,
                            is_on_disk ? G_N_ELEMENTS (entries) : 3);
  if (is_on_disk)
    accept_drops (POISE_EXCHANGE_ACTIONS (object));
}

static void
poise_exchange_actions_class_init (PoiseExchangeActionsClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = poise_exchange_actions_constructed;
}

static void
poise_exchange_actions_init (PoiseExchangeActions *self)
{
}

/**
 * poise_exchange_actions_new:
 * @window: the window
 * @context: what the pages work with
 * @toasts: where to say how it went
 *
 * Adds `win.import`, `win.export` and `win.export-entries`, which ask,
 * `win.import-file` and `win.export-file`, which are told a format and a path; an
 * empty format is recognized, as that of what is dropped on the window.
 * A journal in memory, as the sample, takes nothing in.
 *
 * Returns: (transfer full): the actions, as long as it lives
 */
PoiseExchangeActions *
poise_exchange_actions_new (AdwApplicationWindow *window,
                            PoiseContext *context,
                            AdwToastOverlay *toasts)
{
  return g_object_new (POISE_TYPE_EXCHANGE_ACTIONS, "window", window, "context", context, "toasts",
                       toasts, NULL);
}
