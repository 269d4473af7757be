/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-trash-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "poise-clock.h"
#include "poise-folder-read.h"
#include "poise-toast.h"
#include "poise-trash-row.h"
#include "poise-trash.h"

/* What the person was asked about. */
typedef struct
{
  PoiseFolder *folder;
  GPtrArray *ids;
} Asked;

static void
asked_free (Asked *asked)
{
  g_object_unref (asked->folder);
  g_ptr_array_unref (asked->ids);
  g_free (asked);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asked, asked_free)

struct _PoiseTrashPage
{
  GtkWidget parent_instance;

  /* Template */
  GtkWidget *box;
  GtkStack *stack;
  AdwStatusPage *status;
  GtkListView *list;

  /* Owned */
  PoiseContext *context;
  PoiseFolder *folder; /* (nullable): whose trash is shown */
  GListStore *entries;
  GCancellable *reading;
  GFileMonitor *monitor; /* (nullable) */
  Asked *asked;          /* (nullable): until it is answered */
};

enum
{
  PROP_CONTEXT = 1,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

enum
{
  SIGNAL_CLOSED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PoiseTrashPage, poise_trash_page, GTK_TYPE_WIDGET)

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, PoiseTrashPage *self)
{
  GtkWidget *row = poise_trash_row_new ();

  gtk_list_item_set_activatable (item, FALSE);
  gtk_list_item_set_child (item, row);
  g_object_bind_property (row, "label", item, "accessible-label", G_BINDING_SYNC_CREATE);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, PoiseTrashPage *self)
{
  poise_trash_row_set_entry (POISE_TRASH_ROW (gtk_list_item_get_child (item)),
                             gtk_list_item_get_item (item));
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, PoiseTrashPage *self)
{
  poise_trash_row_set_entry (POISE_TRASH_ROW (gtk_list_item_get_child (item)), NULL);
}

static void
show_count (PoiseTrashPage *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->entries));

  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "list" : "empty");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "trash.empty", n > 0);
}

static void refresh (PoiseTrashPage *self);

/* ---- reading ---- */

/* The entry that was deleted last comes first. */
static int
compare_deleted_cb (gconstpointer a, gconstpointer b)
{
  g_autoptr (GDateTime) x = poise_trash_get_deleted (*(PoiseEntry *const *) a);
  g_autoptr (GDateTime) y = poise_trash_get_deleted (*(PoiseEntry *const *) b);

  if (x == NULL || y == NULL)
    return (x == NULL) - (y == NULL);
  return g_date_time_compare (y, x);
}

static void
read_thread_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *entries = poise_folder_read_trash (data, NULL, &error);

  if (entries == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_ptr_array_sort (entries, compare_deleted_cb);
  g_task_return_pointer (task, entries, (GDestroyNotify) g_ptr_array_unref);
}

/* Reading again what is shown already must not take the focus out of it. */
static gboolean
is_shown (PoiseTrashPage *self, GPtrArray *entries)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->entries)) != entries->len)
    return FALSE;
  for (guint i = 0; i < entries->len; i++)
    {
      g_autoptr (PoiseEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->entries), i);

      if (!poise_entry_equal (entry, g_ptr_array_index (entries, i)))
        return FALSE;
    }

  return TRUE;
}

static void
show_entries (PoiseTrashPage *self, GPtrArray *entries)
{
  if (!is_shown (self, entries))
    g_list_store_splice (self->entries, 0, g_list_model_get_n_items (G_LIST_MODEL (self->entries)),
                         entries->pdata, entries->len);
  show_count (self);
}

/* What an empty one is for. */
static char *
explain (void)
{
  return g_strdup_printf (
    /* Translators: on the empty trash. */
    ngettext ("What you delete stays here for %d day, and you can restore it. Then it is gone for "
              "good.",
              "What you delete stays here for %d days, and you can restore it. Then it is gone for "
              "good.",
              POISE_TRASH_DAYS),
    POISE_TRASH_DAYS);
}

static void
read_ready_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (PoiseTrashPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = g_task_propagate_pointer (G_TASK (result), &error);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autofree char *words = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->context == NULL)
    return;
  /* The description is markup, and a path may hold any sign. */
  words = error != NULL ? g_markup_escape_text (error->message, -1) : explain ();
  adw_status_page_set_description (self->status, words);
  show_entries (self, entries != NULL ? entries : none);
}

/* What was just deleted has to be on the disk before the disk is asked. */
static void
flushed_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;

  poise_store_flush_finish (POISE_STORE (object), result, NULL);
  g_task_run_in_thread (task, read_thread_cb);
}

static void
monitor_changed_cb (PoiseTrashPage *self, GFile *file, GFile *other, GFileMonitorEvent event)
{
  /* A change is followed by the hint that it is done. */
  if (event != G_FILE_MONITOR_EVENT_CHANGED)
    refresh (self);
}

static void
stop_following (PoiseTrashPage *self)
{
  if (self->monitor != NULL)
    g_file_monitor_cancel (self->monitor);
  g_clear_object (&self->monitor);
}

/* Other programs, and what is synced, throw away, too. */
static void
follow_folder (PoiseTrashPage *self, PoiseFolder *folder)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GFile) file = NULL;

  if (!g_set_object (&self->folder, folder))
    return;
  show_entries (self, none);
  stop_following (self);
  file = g_file_new_for_path (poise_folder_get_trash_folder_path (folder));
  self->monitor = g_file_monitor_directory (file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  if (self->monitor != NULL)
    g_signal_connect_object (self->monitor, "changed", G_CALLBACK (monitor_changed_cb), self,
                             G_CONNECT_SWAPPED);
}

static void
refresh (PoiseTrashPage *self)
{
  PoiseFolder *folder = poise_context_get_folder (self->context);
  GTask *task;

  if (folder == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  follow_folder (self, folder);
  g_cancellable_cancel (self->reading);
  g_set_object (&self->reading, NULL);
  self->reading = g_cancellable_new ();
  /* Not the task's source: a thread that holds the task last would take the page apart. */
  task = g_task_new (NULL, self->reading, read_ready_cb, g_object_ref (self));
  g_task_set_source_tag (task, refresh);
  g_task_set_task_data (task, g_object_ref (folder), g_object_unref);
  poise_store_flush_async (poise_context_get_store (self->context), NULL, flushed_cb, task);
}

/* Nothing of another journal's trash stands there for a moment. */
static void
problems_changed_cb (PoiseTrashPage *self)
{
  if (poise_context_get_folder (self->context) != self->folder)
    refresh (self);
}

/* ---- back ---- */

static void
restore_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PoiseTrashPage *self = POISE_TRASH_PAGE (widget);
  const char *id = g_variant_get_string (parameter, NULL);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->entries));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PoiseEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->entries), i);
      g_autoptr (GPtrArray) revived = NULL;
      g_autoptr (PoiseOperation) operation = NULL;

      if (!g_str_equal (poise_entry_get_id (entry), id))
        continue;
      revived = g_ptr_array_new_with_free_func (g_object_unref);
      g_ptr_array_add (revived, poise_trash_revive (entry));
      operation = poise_operation_new_put (revived, _ ("Entry restored"));
      g_list_store_remove (self->entries, i);
      show_count (self);
      poise_history_run (poise_context_get_history (self->context), operation);
      return;
    }
}

/* ---- away ---- */

static Asked *
note_asked (PoiseTrashPage *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->entries));
  Asked *asked = g_new0 (Asked, 1);

  asked->folder = g_object_ref (self->folder);
  asked->ids = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PoiseEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->entries), i);

      g_ptr_array_add (asked->ids, g_strdup (poise_entry_get_id (entry)));
    }
  return asked;
}

static void
purge_thread_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GDateTime) now = poise_clock_read (NULL);
  const Asked *asked = data;
  GError *error = NULL;

  if (poise_trash_purge_entries (asked->folder, asked->ids, now, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
show_error (PoiseTrashPage *self, const GError *error)
{
  GtkWidget *toasts = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_TOAST_OVERLAY);

  if (toasts != NULL)
    poise_toast_show (ADW_TOAST_OVERLAY (toasts), error->message);
}

static void
purge_ready_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (PoiseTrashPage) self = data;
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    show_error (self, error);
  if (self->context != NULL)
    refresh (self);
}

static void
purge_cb (PoiseTrashPage *self)
{
  g_autoptr (Asked) asked = g_steal_pointer (&self->asked);
  g_autoptr (GTask) task = NULL;

  if (asked == NULL || asked->folder != self->folder)
    return;
  task = g_task_new (NULL, NULL, purge_ready_cb, g_object_ref (self));
  g_task_set_source_tag (task, purge_cb);
  g_task_set_task_data (task, g_steal_pointer (&asked), (GDestroyNotify) asked_free);
  g_task_run_in_thread (task, purge_thread_cb);
}

static void
empty_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PoiseTrashPage *self = POISE_TRASH_PAGE (widget);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->entries));
  g_autofree char *body =
    g_strdup_printf (ngettext ("%u entry will be gone for good. This cannot be undone.",
                               "%u entries will be gone for good. This cannot be undone.", n),
                     n);
  AdwDialog *dialog = adw_alert_dialog_new (_ ("Empty the Trash?"), body);

  g_clear_pointer (&self->asked, asked_free);
  self->asked = note_asked (self);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"), "empty",
                                  _ ("_Empty Trash"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "empty",
                                            ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "cancel");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response::empty", G_CALLBACK (purge_cb), self,
                           G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, widget);
}

static void
close_cb (PoiseTrashPage *self)
{
  g_signal_emit (self, signals[SIGNAL_CLOSED], 0);
}

static void
poise_trash_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (poise_trash_page_parent_class)->map (widget);
  refresh (POISE_TRASH_PAGE (widget));
}

static void
set_context (PoiseTrashPage *self, PoiseContext *context)
{
  g_return_if_fail (self->context == NULL && context != NULL);

  self->context = g_object_ref (context);
  g_signal_connect_object (poise_context_get_history (context), "run", G_CALLBACK (refresh), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (poise_context_get_history (context), "undone", G_CALLBACK (refresh),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (poise_context_get_store (context), "problems-changed",
                           G_CALLBACK (problems_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
poise_trash_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_CONTEXT:
      set_context (POISE_TRASH_PAGE (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
poise_trash_page_dispose (GObject *object)
{
  PoiseTrashPage *self = POISE_TRASH_PAGE (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  gtk_widget_dispose_template (GTK_WIDGET (object), POISE_TYPE_TRASH_PAGE);
  stop_following (self);
  g_clear_pointer (&self->asked, asked_free);
  g_clear_object (&self->folder);
  g_clear_object (&self->entries);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (poise_trash_page_parent_class)->dispose (object);
}

static void
poise_trash_page_class_init (PoiseTrashPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->set_property = poise_trash_page_set_property;
  G_OBJECT_CLASS (klass)->dispose = poise_trash_page_dispose;
  widget_class->map = poise_trash_page_map;
  gtk_widget_class_install_action (widget_class, "trash.restore", "s", restore_cb);
  gtk_widget_class_install_action (widget_class, "trash.empty", NULL, empty_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/poise_journal/Poise/journal/poise-trash-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PoiseTrashPage, box);
  gtk_widget_class_bind_template_child (widget_class, PoiseTrashPage, stack);
  gtk_widget_class_bind_template_child (widget_class, PoiseTrashPage, status);
  gtk_widget_class_bind_template_child (widget_class, PoiseTrashPage, list);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_cb);

  /**
   * PoiseTrashPage:context:
   *
   * Whose trash it shows; set once.
   */
  properties[PROP_CONTEXT] = g_param_spec_object ("context", NULL, NULL, POISE_TYPE_CONTEXT,
                                                  G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPERTIES, properties);

  /**
   * PoiseTrashPage::closed:
   *
   * The person wants to go back to the journal.
   */
  signals[SIGNAL_CLOSED] = g_signal_new ("closed", POISE_TYPE_TRASH_PAGE, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
poise_trash_page_init (PoiseTrashPage *self)
{
  g_autoptr (GtkSelectionModel) selection = NULL;

  self->entries = g_list_store_new (POISE_TYPE_ENTRY);
  gtk_widget_init_template (GTK_WIDGET (self));
  selection =
    GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->entries))));
  gtk_list_view_set_model (self->list, selection);
  show_count (self);
}
