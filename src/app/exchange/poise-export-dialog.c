/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-export-dialog.h"

#include <glib/gi18n.h>

#include "poise-choice-items.h"
#include "poise-choosers.h"
#include "poise-exchange.h"
#include "poise-picture.h"
#include "poise-range.h"
#include "poise-toast.h"

struct _PoiseExportDialog
{
  AdwDialog parent_instance;

  /* Template */
  AdwComboRow *format_row;
  AdwPreferencesGroup *range_group;
  AdwComboRow *range_row;

  /* Owned */
  PoiseContext *context;
  PoiseJournal *selection; /* NULL for the whole journal */
  AdwToastOverlay *toasts;
};

G_DEFINE_FINAL_TYPE (PoiseExportDialog, poise_export_dialog, ADW_TYPE_DIALOG)

/* The ranges of the row, in weeks; 0 is everything. */
static const guint range_weeks[] = { 0, 52, 12, 4 };

/* ---- writing ---- */

typedef struct
{
  const PoiseExporter *exporter;
  PoiseExport *export;
  PoiseFolder *folder; /* the journal's, if it has one */
  char *path;
  AdwToastOverlay *toasts;
} Work;

static void
work_free (Work *work)
{
  poise_export_free (work->export);
  g_clear_object (&work->folder);
  g_free (work->path);
  g_object_unref (work->toasts);
  g_free (work);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Work, work_free)

static void
export_thread_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Work *work = data;
  GError *error = NULL;
  g_autoptr (GPtrArray) files = work->exporter->write (work->export, &error);

  /* That a file may be replaced was asked when it was chosen; a folder may not. */
  if (files == NULL ||
      !poise_exporter_may_write (work->exporter, work->folder, work->path, &error) ||
      !poise_export_save (files, work->path, work->exporter->suffix == NULL,
                          work->exporter->suffix != NULL, cancellable, &error))
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
export_ready_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (Work) work = g_task_get_task_data (G_TASK (result));
  guint n = work->export->entries->len;
  g_autofree char *words = NULL;
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    words = g_strdup_printf (ngettext ("%u entry exported", "%u entries exported", n), n);
  else
    words = g_strdup_printf (_ ("Nothing was exported: %s"), error->message);
  poise_toast_show (work->toasts, words);
  g_application_release (g_application_get_default ());
}

/**
 * poise_export_run:
 * @context: what the pages work with
 * @journal: what is exported
 * @toasts: where to say how it went
 * @format: a format's name, as `markdown`
 * @path: the file or folder
 * @n_weeks: how many weeks up to today; 0 for everything
 *
 * Exports on a thread.
 */
void
poise_export_run (PoiseContext *context,
                  PoiseJournal *journal,
                  AdwToastOverlay *toasts,
                  const char *format,
                  const char *path,
                  guint n_weeks)
{
  const PoiseExporter *exporter = poise_exporters_lookup (format);
  PoiseDay today = poise_context_get_today (context);
  GDateWeekday first_weekday = poise_context_get_first_weekday (context);
  PoiseRange range = poise_range_new_weeks (today, MAX (n_weeks, 1), first_weekday);
  g_autoptr (GTask) task = NULL;
  Work *work;

  if (exporter == NULL)
    return;
  work = g_new0 (Work, 1);
  work->exporter = exporter;
  work->export =
    poise_export_new (journal, n_weeks > 0 ? range.first : 1, G_MAXUINT32, today, first_weekday,
                      poise_context_get_accuracy (context), poise_picture_draw);
  poise_export_set_intentions (work->export, poise_context_get_intentions (context),
                               n_weeks == 0 && journal == poise_context_get_journal (context));
  work->export->is_sample = poise_context_is_sample (context);
  g_set_object (&work->folder, poise_context_get_folder (context));
  work->path = g_strdup (path);
  work->toasts = g_object_ref (toasts);
  task = g_task_new (NULL, NULL, export_ready_cb, NULL);
  g_task_set_source_tag (task, poise_export_run);
  /* Freed when it is done: a thread that ends last would take the window's parts with it. */
  g_task_set_task_data (task, work, NULL);
  /* The window may close meanwhile, but half an export is none. */
  g_application_hold (g_application_get_default ());
  g_task_run_in_thread (task, export_thread_cb);
}

/* ---- choosing ---- */

static const PoiseExporter *
get_exporter (PoiseExportDialog *self)
{
  guint n;
  const PoiseExporter *exporters = poise_exporters_list (&n);

  return &exporters[MIN (adw_combo_row_get_selected (self->format_row), n - 1)];
}

static void
format_changed_cb (PoiseExportDialog *self)
{
  /* Not in the format's row, where it would leave no place for the format's name. */
  adw_preferences_group_set_description (self->range_group, _ (get_exporter (self)->hint));
}

/* What is exported is called so, unless the person calls it otherwise. */
static const char *
get_name (PoiseExportDialog *self)
{
  return poise_context_is_sample (self->context) ? _ ("Sample Journal") : _ ("Journal");
}

static void
export_to (PoiseExportDialog *self, const PoiseExporter *exporter, GFile *file)
{
  guint range = MIN (adw_combo_row_get_selected (self->range_row), G_N_ELEMENTS (range_weeks) - 1);
  PoiseJournal *journal =
    self->selection != NULL ? self->selection : poise_context_get_journal (self->context);
  /* Into the chosen folder comes one of its own. */
  g_autofree char *path = exporter->suffix == NULL
                            ? g_build_filename (g_file_peek_path (file), get_name (self), NULL)
                            : g_file_get_path (file);

  poise_export_run (self->context, journal, self->toasts, exporter->id, path, range_weeks[range]);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
chosen_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (PoiseExportDialog) self = data;
  GtkFileDialog *chooser = GTK_FILE_DIALOG (object);
  const PoiseExporter *exporter = get_exporter (self);
  g_autoptr (GFile) file = exporter->suffix == NULL
                             ? gtk_file_dialog_select_folder_finish (chooser, result, NULL)
                             : gtk_file_dialog_save_finish (chooser, result, NULL);

  if (file != NULL && g_file_peek_path (file) != NULL)
    export_to (self, exporter, file);
}

static void
export_cb (PoiseExportDialog *self)
{
  const PoiseExporter *exporter = get_exporter (self);
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  GCancellable *cancellable = poise_choosers_get_cancellable (window);
  g_autoptr (GtkFileDialog) chooser = gtk_file_dialog_new ();
  g_autofree char *name = NULL;

  if (exporter->suffix == NULL)
    {
      gtk_file_dialog_set_title (chooser, _ ("Export Into a Folder"));
      gtk_file_dialog_select_folder (chooser, window, cancellable, chosen_cb, g_object_ref (self));
      return;
    }
  name = g_strconcat (get_name (self), exporter->suffix, NULL);
  gtk_file_dialog_set_title (chooser, _ ("Export"));
  gtk_file_dialog_set_initial_name (chooser, name);
  gtk_file_dialog_save (chooser, window, cancellable, chosen_cb, g_object_ref (self));
}

/* ---- virtual functions ---- */

static void
poise_export_dialog_dispose (GObject *object)
{
  PoiseExportDialog *self = POISE_EXPORT_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), POISE_TYPE_EXPORT_DIALOG);
  g_clear_object (&self->context);
  g_clear_object (&self->selection);
  g_clear_object (&self->toasts);

  G_OBJECT_CLASS (poise_export_dialog_parent_class)->dispose (object);
}

static void
poise_export_dialog_class_init (PoiseExportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = poise_export_dialog_dispose;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/poise_journal/Poise/exchange/poise-export-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, PoiseExportDialog, format_row);
  gtk_widget_class_bind_template_child (widget_class, PoiseExportDialog, range_group);
  gtk_widget_class_bind_template_child (widget_class, PoiseExportDialog, range_row);
  gtk_widget_class_bind_template_callback (widget_class, format_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, export_cb);
}

static void
poise_export_dialog_init (PoiseExportDialog *self)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  guint n;
  const PoiseExporter *exporters = poise_exporters_list (&n);

  gtk_widget_init_template (GTK_WIDGET (self));
  poise_choice_items_name (GTK_WIDGET (self->format_row));
  poise_choice_items_name (GTK_WIDGET (self->range_row));
  for (guint i = 0; i < n; i++)
    gtk_string_list_append (labels, _ (exporters[i].label));
  adw_combo_row_set_model (self->format_row, G_LIST_MODEL (labels));
  format_changed_cb (self);
}

static void
show_selection (PoiseExportDialog *self, PoiseJournal *selection)
{
  guint n = poise_journal_get_n_entries (selection);
  g_autofree char *title =
    g_strdup_printf (ngettext ("Export %u Entry", "Export %u Entries", n), n);

  self->selection = g_object_ref (selection);
  adw_dialog_set_title (ADW_DIALOG (self), title);
  gtk_widget_set_visible (GTK_WIDGET (self->range_row), FALSE);
}

/**
 * poise_export_dialog_new:
 * @context: what the pages work with
 * @selection: (nullable): the entries that are exported; without them, the
 *   person is asked which
 * @toasts: where to say how it went
 *
 * Returns: (transfer floating): the dialog
 */
AdwDialog *
poise_export_dialog_new (PoiseContext *context, PoiseJournal *selection, AdwToastOverlay *toasts)
{
  PoiseExportDialog *self = g_object_new (POISE_TYPE_EXPORT_DIALOG, NULL);

  self->context = g_object_ref (context);
  self->toasts = g_object_ref (toasts);
  if (selection != NULL)
    show_selection (self, selection);
  return ADW_DIALOG (self);
}
