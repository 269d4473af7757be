/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-import-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

#include "poise-accessible.h"
#include "poise-choosers.h"
#include "poise-error.h"
#include "poise-exchange.h"
#include "poise-guess.h"
#include "poise-import-preview.h"

#define PROGRESS_INTERVAL_MS 80
#define FORMAT_KEY "poise-format"

/* What goes on on a thread, and how far it is. Who reads a source that nobody waits for any more
 * keeps it until that ends. */
typedef struct
{
  const PoiseImporter *importer; /* NULL until it is recognized */
  char *path;
  char *encoding;
  PoiseDateOrder order;
  GPtrArray *present; /* what the journal holds, until one takes it: the plan or who stops it */
  PoiseImport *import;
  PoiseImportPlan *plan;
  PoiseFolder *folder;
  PoiseTagger *tagger;
  GTimeZone *zone;
  GDateTime *now;
  gint done;
  gint total;
} Work;

struct _PoiseImportDialog
{
  AdwDialog parent_instance;

  /* Template */
  AdwNavigationView *pages;
  AdwPreferencesGroup *formats;
  AdwNavigationPage *content_page;
  GtkStack *content;
  GtkWidget *import_button;
  AdwStatusPage *working;
  AdwStatusPage *failed;
  GtkProgressBar *progress;
  GtkBox *preview;

  /* Owned */
  PoiseContext *context;
  GCancellable *cancellable;
  Work *work;
  char *offered;       /* a path whose format the person is asked for, or NULL */
  gboolean is_reading; /* what goes on changes nothing */
  guint progress_id;
};

enum
{
  SIGNAL_IMPORTED,
  SIGNAL_STOPPED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PoiseImportDialog, poise_import_dialog, ADW_TYPE_DIALOG)

static void
work_clear (Work *work)
{
  g_free (work->path);
  g_free (work->encoding);
  g_clear_pointer (&work->present, g_ptr_array_unref);
  g_clear_pointer (&work->import, poise_import_free);
  g_clear_pointer (&work->plan, poise_import_plan_free);
  g_clear_object (&work->folder);
  g_clear_object (&work->tagger);
  g_clear_pointer (&work->zone, g_time_zone_unref);
  g_clear_pointer (&work->now, g_date_time_unref);
}

static void
work_unref (Work *work)
{
  g_atomic_rc_box_release_full (work, (GDestroyNotify) work_clear);
}

/* The thread, which may go on for long, keeps nothing of a journal that is locked. */
static void
forget_journal (Work *work)
{
  g_autoptr (GPtrArray) present = g_atomic_pointer_exchange (&work->present, NULL);
}

/* A thread reads the texts, so it gets copies that nobody changes. */
static GPtrArray *
copy_journal (PoiseJournal *journal)
{
  g_autoptr (GPtrArray) entries = poise_journal_list_days (journal, 1, G_MAXUINT32);
  GPtrArray *copies = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < entries->len; i++)
    g_ptr_array_add (copies, poise_entry_copy (g_ptr_array_index (entries, i)));
  return copies;
}

static Work *
work_new (PoiseImportDialog *self, const PoiseImporter *importer, const char *path)
{
  Work *work = g_atomic_rc_box_new0 (Work);
  PoiseStore *store = poise_context_get_store (self->context);
  PoiseTagger *tagger = poise_context_get_tagger (self->context);

  work->importer = importer;
  work->path = g_strdup (path);
  work->folder = g_object_ref (poise_store_get_folder (store));
  work->tagger = tagger != NULL ? g_object_ref (tagger) : NULL;
  work->now = poise_store_get_now (store);
  work->zone = g_time_zone_ref (g_date_time_get_timezone (work->now));
  return work;
}

/* ---- pages ---- */

/* What was chosen: being read or brought in, to be confirmed, or unreadable. While
 * something goes on there is only one way back, Cancel. */
static void
show_content (PoiseImportDialog *self, const char *name)
{
  gboolean is_at_work = g_str_equal (name, "working");

  gtk_stack_set_visible_child_name (self->content, name);
  adw_navigation_page_set_can_pop (self->content_page, !is_at_work);
  /* The view would keep Escape to itself, though it may not pop the page. */
  adw_navigation_view_set_pop_on_escape (self->pages, !is_at_work);
  adw_dialog_set_can_close (ADW_DIALOG (self), !is_at_work);
  gtk_widget_set_visible (self->import_button, g_str_equal (name, "preview"));
  if (adw_navigation_view_get_visible_page (self->pages) != self->content_page)
    adw_navigation_view_push (self->pages, self->content_page);
}

/* What was small is read before the page stands where it belongs, and then takes the focus: to
 * import it or, where that would bring nothing, to answer what is asked. */
static void
focus_import_cb (PoiseImportDialog *self)
{
  if (!gtk_widget_get_visible (self->import_button))
    return;
  if (gtk_widget_get_sensitive (self->import_button))
    gtk_widget_grab_focus (self->import_button);
  else
    gtk_widget_child_focus (GTK_WIDGET (self->preview), GTK_DIR_TAB_FORWARD);
}

static void
show_failure (PoiseImportDialog *self, const char *message)
{
  g_autofree char *escaped = g_markup_escape_text (message, -1);

  adw_status_page_set_description (self->failed, escaped);
  show_content (self, "failed");
}

static gboolean
progress_cb (gpointer data)
{
  PoiseImportDialog *self = data;
  int total = g_atomic_int_get (&self->work->total);

  if (total > 0)
    gtk_progress_bar_set_fraction (self->progress,
                                   (double) g_atomic_int_get (&self->work->done) / total);
  else
    gtk_progress_bar_pulse (self->progress);
  return G_SOURCE_CONTINUE;
}

static void
show_working (PoiseImportDialog *self, const char *title)
{
  adw_status_page_set_title (self->working, title);
  gtk_progress_bar_set_fraction (self->progress, 0.0);
  show_content (self, "working");
  if (self->progress_id == 0)
    self->progress_id = g_timeout_add (PROGRESS_INTERVAL_MS, progress_cb, self);
}

/* What begins can be stopped, whatever was stopped before. */
static void
begin (PoiseImportDialog *self, const char *title)
{
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  show_working (self, title);
}

static void
run (PoiseImportDialog *self, PoiseStoreTurnFunc begin_cb, GAsyncReadyCallback callback)
{
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, callback, NULL);

  g_task_set_source_tag (task, run);
  /* What was done is done, also where it was to be stopped too late. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, g_atomic_rc_box_acquire (self->work), (GDestroyNotify) work_unref);
  /* The window may close meanwhile; what is stopped then is still to be undone. */
  g_application_hold (g_application_get_default ());
  poise_store_await_turn (poise_context_get_store (self->context), task, begin_cb);
}

static void
worked_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* Takes @task, which holds the dialog. A thread may be the last that holds what runs in it, and
 * would take a widget apart with that: it gets a task of its own, which has but the work. */
static void
run_in_thread (GTask *task, GTaskThreadFunc thread, gboolean is_reading)
{
  g_autoptr (GTask) working = g_task_new (NULL, g_task_get_cancellable (task), worked_cb, task);

  g_task_set_source_tag (working, run_in_thread);
  g_task_set_task_data (working, g_atomic_rc_box_acquire (g_task_get_task_data (task)),
                        (GDestroyNotify) work_unref);
  /* A disk that does not answer keeps nobody who stopped reading from it: what is read then goes
   * with the thread. */
  g_task_set_check_cancellable (working, is_reading);
  g_task_set_return_on_cancel (working, is_reading);
  g_task_run_in_thread (working, thread);
}

/* Nobody could tell what it is: the next format that is chosen is taken for it. */
static void
ask_format (PoiseImportDialog *self)
{
  g_autofree char *name = g_path_get_basename (self->work->path);
  g_autofree char *escaped = g_markup_escape_text (name, -1);
  /* Translators: a file's name. */
  g_autofree char *title = g_strdup_printf (_ ("What Is “%s”?"), escaped);

  g_free (self->offered);
  self->offered = g_strdup (self->work->path);
  adw_preferences_group_set_title (self->formats, title);
  adw_dialog_set_can_close (ADW_DIALOG (self), TRUE);
  adw_navigation_view_pop (self->pages);
}

static void
go_back (PoiseImportDialog *self)
{
  g_clear_handle_id (&self->progress_id, g_source_remove);
  g_signal_emit (self, signals[SIGNAL_STOPPED], 0);
  adw_dialog_set_can_close (ADW_DIALOG (self), TRUE);
  adw_navigation_view_pop (self->pages);
}

static void
give_up (PoiseImportDialog *self, const GError *error)
{
  g_clear_handle_id (&self->progress_id, g_source_remove);
  if (self->work->importer == NULL && g_error_matches (error, POISE_ERROR, POISE_ERROR_NOT_FOUND))
    {
      ask_format (self);
      return;
    }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    go_back (self);
  else
    show_failure (self, error->message);
}

/* Whether the person still waits for what ended, and it was done. */
static gboolean
finish (PoiseImportDialog *self, GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;

  g_application_release (g_application_get_default ());
  if (g_task_get_task_data (G_TASK (result)) != self->work)
    return FALSE;
  self->is_reading = FALSE;
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      give_up (self, error);
      return FALSE;
    }
  g_clear_handle_id (&self->progress_id, g_source_remove);
  return TRUE;
}

/* ---- reading ---- */

static void
read_thread_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Work *work = data;
  PoiseImportOptions options = { .encoding = work->encoding, .order = work->order };
  g_autoptr (GPtrArray) present = NULL;
  GError *error = NULL;

  if (work->importer == NULL)
    work->importer = poise_guess_importer (work->path, cancellable, &error);
  if (work->importer != NULL)
    work->import =
      poise_exchange_read (work->importer, work->path, work->zone, &options, cancellable, &error);
  if (work->import == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  present = g_atomic_pointer_exchange (&work->present, NULL);
  if (present != NULL)
    work->plan = poise_import_plan_new (work->import, present);
  if (g_task_return_error_if_cancelled (task))
    return;
  poise_import_plan_add_intentions (work->plan, work->import, work->folder);
  g_task_return_boolean (task, TRUE);
}

static void open_importer (PoiseImportDialog *self,
                           const PoiseImporter *importer,
                           const char *path,
                           const PoiseImportOptions *options);

/* The person said what the source does not: it is read once more. */
static void
options_cb (const PoiseImportOptions *options, gpointer data)
{
  PoiseImportDialog *self = data;
  g_autofree char *path = g_strdup (self->work->path);

  open_importer (self, self->work->importer, path, options);
}

static void
read_ready_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  PoiseImportDialog *self = POISE_IMPORT_DIALOG (object);

  if (!finish (self, result))
    return;
  poise_import_preview_fill (self->preview, self->work->import, self->work->plan, options_cb, self);
  gtk_widget_set_sensitive (self->import_button, !poise_import_plan_is_empty (self->work->plan));
  show_content (self, "preview");
  focus_import_cb (self);
}

static void
loaded_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  PoiseImportDialog *self = g_task_get_source_object (task);
  Work *work = g_task_get_task_data (task);
  GError *error = NULL;

  if (!poise_store_load_finish (POISE_STORE (object), result, &error) ||
      g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &error))
    {
      g_task_return_error (task, error);
      return;
    }
  work->present = copy_journal (poise_context_get_journal (self->context));
  run_in_thread (g_steal_pointer (&task), read_thread_cb, TRUE);
}

/* What is there already is what is on the disk now: an import of a moment ago,
 * or another program's, is not to come in a second time. */
static void
begin_reading_cb (GTask *task)
{
  PoiseImportDialog *self = g_task_get_source_object (task);

  poise_store_load_async (poise_context_get_store (self->context), g_task_get_cancellable (task),
                          loaded_cb, task);
}

static void
open_importer (PoiseImportDialog *self,
               const PoiseImporter *importer,
               const char *path,
               const PoiseImportOptions *options)
{
  g_autofree char *encoding = options != NULL ? g_strdup (options->encoding) : NULL;
  PoiseDateOrder order = options != NULL ? options->order : POISE_DATE_ORDER_UNKNOWN;

  g_clear_pointer (&self->work, work_unref);
  self->work = work_new (self, importer, path);
  self->work->encoding = g_steal_pointer (&encoding);
  self->work->order = order;
  self->is_reading = TRUE;
  begin (self, _ ("Reading…"));
  run (self, begin_reading_cb, read_ready_cb);
}

/**
 * poise_import_dialog_open:
 * @self: the dialog
 * @format: (nullable): a format's name, as `dayone`; %NULL to recognize it
 * @path: a file or a folder
 *
 * Reads what the person chose and shows what would come in.
 */
void
poise_import_dialog_open (PoiseImportDialog *self, const char *format, const char *path)
{
  const PoiseImporter *importer = format != NULL ? poise_importers_lookup (format) : NULL;

  g_return_if_fail (POISE_IS_IMPORT_DIALOG (self));

  if (format == NULL || importer != NULL)
    open_importer (self, importer, path, NULL);
}

/* ---- importing ---- */

static void
note_progress_cb (guint done, guint total, gpointer data)
{
  Work *work = data;

  g_atomic_int_set (&work->done, (gint) done);
  g_atomic_int_set (&work->total, (gint) total);
}

static PoiseTag *
tag_cb (const char *text, gpointer data)
{
  return poise_tagger_tag (data, text);
}

static void
import_thread_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Work *work = data;
  GError *error = NULL;

  if ((work->tagger != NULL &&
       !poise_import_plan_tag (work->plan, tag_cb, work->tagger, note_progress_cb, work,
                               cancellable, &error)) ||
      !poise_import_plan_apply (work->plan, work->folder, work->now, note_progress_cb, work,
                                cancellable, NULL, &error))
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
begin_import_cb (GTask *task)
{
  run_in_thread (task, import_thread_cb, FALSE);
}

static void
import_ready_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  PoiseImportDialog *self = POISE_IMPORT_DIALOG (object);

  if (!finish (self, result))
    return;
  g_signal_emit (self, signals[SIGNAL_IMPORTED], 0);
  /* It goes at once where the journal was locked. */
  if (gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    adw_dialog_force_close (ADW_DIALOG (self));
}

static void
import_cb (PoiseImportDialog *self)
{
  begin (self, _ ("Importing…"));
  run (self, begin_import_cb, import_ready_cb);
}

/**
 * poise_import_dialog_steal_plan:
 * @self: the dialog, which has imported
 *
 * Returns: (transfer full): what was imported, to be undone
 */
PoiseImportPlan *
poise_import_dialog_steal_plan (PoiseImportDialog *self)
{
  g_return_val_if_fail (POISE_IS_IMPORT_DIALOG (self), NULL);

  return g_steal_pointer (&self->work->plan);
}

/* ---- choosing ---- */

static void
open_chosen (PoiseImportDialog *self, GtkFileDialog *chooser, GFile *file)
{
  const PoiseImporter *importer = g_object_get_data (G_OBJECT (chooser), FORMAT_KEY);

  if (file != NULL && g_file_peek_path (file) != NULL)
    poise_import_dialog_open (self, importer->id, g_file_peek_path (file));
}

static void
file_chosen_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (PoiseImportDialog) self = data;
  GtkFileDialog *chooser = GTK_FILE_DIALOG (object);
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (chooser, result, NULL);

  open_chosen (self, chooser, file);
}

static void
folder_chosen_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (PoiseImportDialog) self = data;
  GtkFileDialog *chooser = GTK_FILE_DIALOG (object);
  g_autoptr (GFile) folder = gtk_file_dialog_select_folder_finish (chooser, result, NULL);

  open_chosen (self, chooser, folder);
}

/* Every format's files may be packed into a zip archive. */
static GtkFileFilter *
make_filter (const PoiseImporter *importer)
{
  GtkFileFilter *filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ (importer->label));
  for (guint i = 0; importer->suffixes[i] != NULL; i++)
    gtk_file_filter_add_suffix (filter, importer->suffixes[i] + strlen ("."));
  gtk_file_filter_add_suffix (filter, "zip");
  return filter;
}

/* Files of a kind, and all: a name need not tell what is in a file. */
static GListModel *
make_filters (const PoiseImporter *importer)
{
  GListStore *filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr (GtkFileFilter) kind = make_filter (importer);
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (all, _ ("All Files"));
  gtk_file_filter_add_pattern (all, "*");
  g_list_store_append (filters, kind);
  g_list_store_append (filters, all);
  return G_LIST_MODEL (filters);
}

static void
choose (PoiseImportDialog *self, const PoiseImporter *importer, gboolean folder)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  GCancellable *cancellable = poise_choosers_get_cancellable (window);
  g_autoptr (GtkFileDialog) chooser = gtk_file_dialog_new ();
  g_autoptr (GListModel) filters = make_filters (importer);

  g_object_set_data (G_OBJECT (chooser), FORMAT_KEY, (gpointer) importer);
  gtk_file_dialog_set_title (chooser, _ (importer->label));
  if (folder)
    {
      gtk_file_dialog_select_folder (chooser, window, cancellable, folder_chosen_cb,
                                     g_object_ref (self));
      return;
    }
  gtk_file_dialog_set_filters (chooser, filters);
  gtk_file_dialog_open (chooser, window, cancellable, file_chosen_cb, g_object_ref (self));
}

static void
row_activated_cb (GtkWidget *row, PoiseImportDialog *self)
{
  const PoiseImporter *importer = g_object_get_data (G_OBJECT (row), FORMAT_KEY);

  if (self->offered != NULL)
    open_importer (self, importer, self->offered, NULL);
  else
    choose (self, importer, importer->takes_folder);
}

static void
file_clicked_cb (GtkWidget *button, PoiseImportDialog *self)
{
  choose (self, g_object_get_data (G_OBJECT (button), FORMAT_KEY), FALSE);
}

/* What is mostly a folder may be a file too, or packed into one. */
static GtkWidget *
make_file_button (PoiseImportDialog *self, const PoiseImporter *importer)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("document-open-symbolic");
  g_autofree char *name = NULL;

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("Choose a File"));
  /* Translators: what a screen reader says of a button; %s is a format, as “Markdown”. */
  name = g_strdup_printf (_ ("Choose a File: %s"), _ (importer->label));
  poise_accessible_set_name (button, name);
  g_object_set_data (G_OBJECT (button), FORMAT_KEY, (gpointer) importer);
  g_signal_connect (button, "clicked", G_CALLBACK (file_clicked_cb), self);
  return button;
}

static void
add_format (PoiseImportDialog *self, const PoiseImporter *importer)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (importer->label));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ (importer->hint));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  if (importer->takes_folder)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_file_button (self, importer));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  g_object_set_data (G_OBJECT (row), FORMAT_KEY, (gpointer) importer);
  g_signal_connect (row, "activated", G_CALLBACK (row_activated_cb), self);
  adw_preferences_group_add (self->formats, row);
}

/* What was read is of no use then, so that nobody need wait for the end of it: it may be within
 * what takes its time. What is brought in has to be taken out again first. */
static void
cancel_cb (PoiseImportDialog *self)
{
  g_cancellable_cancel (self->cancellable);
  if (!self->is_reading)
    return;
  self->is_reading = FALSE;
  forget_journal (self->work);
  g_clear_pointer (&self->work, work_unref);
  go_back (self);
}

/* ---- virtual functions ---- */

/* A work that goes on is stopped, and undone, before the dialog goes; a reading at once. */
static void
poise_import_dialog_close_attempt (AdwDialog *dialog)
{
  cancel_cb (POISE_IMPORT_DIALOG (dialog));
}

static void
poise_import_dialog_dispose (GObject *object)
{
  PoiseImportDialog *self = POISE_IMPORT_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), POISE_TYPE_IMPORT_DIALOG);
  g_clear_handle_id (&self->progress_id, g_source_remove);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);
  g_clear_pointer (&self->work, work_unref);
  g_clear_pointer (&self->offered, g_free);

  G_OBJECT_CLASS (poise_import_dialog_parent_class)->dispose (object);
}

static void
poise_import_dialog_class_init (PoiseImportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = poise_import_dialog_dispose;
  ADW_DIALOG_CLASS (klass)->close_attempt = poise_import_dialog_close_attempt;

  /**
   * PoiseImportDialog::imported:
   *
   * The entries are on the disk.
   */
  signals[SIGNAL_IMPORTED] = g_signal_new ("imported", POISE_TYPE_IMPORT_DIALOG, G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * PoiseImportDialog::stopped:
   *
   * What went on was stopped, and nothing came in.
   */
  signals[SIGNAL_STOPPED] = g_signal_new ("stopped", POISE_TYPE_IMPORT_DIALOG, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/poise_journal/Poise/exchange/poise-import-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, PoiseImportDialog, pages);
  gtk_widget_class_bind_template_child (widget_class, PoiseImportDialog, formats);
  gtk_widget_class_bind_template_child (widget_class, PoiseImportDialog, content_page);
  gtk_widget_class_bind_template_child (widget_class, PoiseImportDialog, content);
  gtk_widget_class_bind_template_child (widget_class, PoiseImportDialog, import_button);
  gtk_widget_class_bind_template_child (widget_class, PoiseImportDialog, working);
  gtk_widget_class_bind_template_child (widget_class, PoiseImportDialog, failed);
  gtk_widget_class_bind_template_child (widget_class, PoiseImportDialog, progress);
  gtk_widget_class_bind_template_child (widget_class, PoiseImportDialog, preview);
  gtk_widget_class_bind_template_callback (widget_class, focus_import_cb);
  gtk_widget_class_bind_template_callback (widget_class, import_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
}

static void
poise_import_dialog_init (PoiseImportDialog *self)
{
  guint n;
  const PoiseImporter *importers = poise_importers_list (&n);

  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < n; i++)
    add_format (self, &importers[i]);
}

/**
 * poise_import_dialog_new:
 * @context: what the pages work with
 *
 * Returns: (transfer floating): the dialog
 */
PoiseImportDialog *
poise_import_dialog_new (PoiseContext *context)
{
  PoiseImportDialog *self = g_object_new (POISE_TYPE_IMPORT_DIALOG, NULL);

  self->context = g_object_ref (context);
  return self;
}

/**
 * poise_import_dialog_stop:
 * @self: the dialog
 *
 * Stops what goes on, if anything does. What came in already goes again.
 */
void
poise_import_dialog_stop (PoiseImportDialog *self)
{
  g_return_if_fail (POISE_IS_IMPORT_DIALOG (self));

  cancel_cb (self);
}
