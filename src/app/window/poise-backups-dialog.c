/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-backups-dialog.h"

#include <glib/gi18n.h>

#include "poise-accessible.h"
#include "poise-buttons.h"
#include "poise-backup.h"
#include "poise-day.h"
#include "poise-store-recovery.h"

struct _PoiseBackupsDialog
{
  AdwDialog parent_instance;

  /* Template */
  GtkStack *stack;
  AdwPreferencesGroup *group;
  AdwStatusPage *failed;

  /* Owned */
  PoiseStore *store;

  gboolean is_cramped; /* the text is large, and the window narrow */
};

enum
{
  SIGNAL_RESTORED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PoiseBackupsDialog, poise_backups_dialog, ADW_TYPE_DIALOG)

static void
show_error (PoiseBackupsDialog *self, const GError *error)
{
  /* The description is markup, and a file's name may hold any sign. */
  g_autofree char *text = g_markup_escape_text (error->message, -1);

  adw_status_page_set_description (self->failed, text);
  gtk_stack_set_visible_child_name (self->stack, "failed");
}

static void
restored_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (PoiseBackupsDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PoiseWayBack) way = poise_store_restore_finish (POISE_STORE (object), result, &error);

  adw_dialog_set_can_close (ADW_DIALOG (self), TRUE);
  if (way == NULL)
    {
      show_error (self, error);
      return;
    }
  g_signal_emit (self, signals[SIGNAL_RESTORED], 0, way);
  /* It goes at once where the journal was locked. */
  if (gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    adw_dialog_close (ADW_DIALOG (self));
}

static void
restore_cb (PoiseBackupsDialog *self, GtkWidget *button)
{
  const char *point = g_object_get_data (G_OBJECT (button), "point");

  /* What becomes of it is told here. */
  adw_dialog_set_can_close (ADW_DIALOG (self), FALSE);
  gtk_stack_set_visible_child_name (self->stack, "loading");
  poise_store_restore_async (self->store, point, NULL, NULL, restored_cb, g_object_ref (self));
}

/* ---- rows ---- */

static char *
describe_point (const char *name)
{
  g_autofree char *day_text = poise_backup_get_day (name);
  PoiseDay day = poise_day_parse (day_text);
  /* Translators: the day of a backup, by strftime(). */
  g_autofree char *date = poise_day_format (day, C_ ("backup", "%A, %-d %B %Y"));
  g_autofree char *time = poise_backup_get_undo_time (name);

  if (time != NULL && poise_backup_is_of_import (name))
    /* Translators: a backup that was made by importing: first the time of day, then
     * the date. */
    return g_strdup_printf (_ ("Before importing at %1$s on %2$s"), time, date);
  if (time != NULL)
    /* Translators: a backup that was made by restoring an earlier one: first
     * the time of day, then the date. */
    return g_strdup_printf (_ ("Before restoring at %1$s on %2$s"), time, date);
  /* Translators: a backup; %s is a date. */
  return g_strdup_printf (_ ("Before the changes of %s"), date);
}

static char *
describe_effect (const PoiseRestoreEffect *effect)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  if (effect->n_back > 0)
    g_ptr_array_add (
      parts, g_strdup_printf (ngettext ("%u deleted entry would come back",
                                        "%u deleted entries would come back", effect->n_back),
                              effect->n_back));
  if (effect->n_changed > 0)
    g_ptr_array_add (parts, g_strdup_printf (ngettext ("%u entry would get its earlier text",
                                                       "%u entries would get their earlier text",
                                                       effect->n_changed),
                                             effect->n_changed));
  if (effect->n_gone > 0)
    g_ptr_array_add (
      parts, g_strdup_printf (ngettext ("%u newer entry would be removed",
                                        "%u newer entries would be removed", effect->n_gone),
                              effect->n_gone));
  if (parts->len == 0)
    return g_strdup (_ ("The same entries as now"));
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (char **) parts->pdata);
}

/* Not before: one would break “Restore” to have its row's title on one line. */
static void
cramped_cb (PoiseBackupsDialog *self)
{
  self->is_cramped = TRUE;
  poise_buttons_wrap (GTK_WIDGET (self->group));
}

static GtkWidget *
make_row (PoiseBackupsDialog *self, const PoiseRestorePoint *point)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_with_label (_ ("Restore"));
  g_autofree char *title = describe_point (point->name);
  g_autofree char *subtitle = describe_effect (&point->effect);
  g_autofree char *label = NULL;

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  if (self->is_cramped)
    poise_buttons_wrap (button);
  gtk_widget_set_sensitive (
    button, point->effect.n_back + point->effect.n_changed + point->effect.n_gone > 0);
  /* Translators: what a screen reader says of a button; %s is a row's title. */
  label = g_strdup_printf (_ ("Restore: %s"), title);
  poise_accessible_set_name (button, label);
  g_object_set_data_full (G_OBJECT (button), "point", g_strdup (point->name), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (restore_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return row;
}

static void
listed_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (PoiseBackupsDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) points =
    poise_store_list_points_finish (POISE_STORE (object), result, &error);

  if (self->group == NULL)
    return;
  if (points == NULL)
    {
      show_error (self, error);
      return;
    }
  for (guint i = 0; i < points->len; i++)
    adw_preferences_group_add (self->group, make_row (self, g_ptr_array_index (points, i)));
  gtk_stack_set_visible_child_name (self->stack, points->len > 0 ? "list" : "empty");
}

static void
poise_backups_dialog_dispose (GObject *object)
{
  PoiseBackupsDialog *self = POISE_BACKUPS_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), POISE_TYPE_BACKUPS_DIALOG);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (poise_backups_dialog_parent_class)->dispose (object);
}

static void
poise_backups_dialog_class_init (PoiseBackupsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = poise_backups_dialog_dispose;

  /**
   * PoiseBackupsDialog::restored:
   * @self: the dialog
   * @way: a #PoiseWayBack
   *
   * The journal is as it was at a point.
   */
  signals[SIGNAL_RESTORED] = g_signal_new ("restored", POISE_TYPE_BACKUPS_DIALOG, G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/poise_journal/Poise/window/poise-backups-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, PoiseBackupsDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, PoiseBackupsDialog, group);
  gtk_widget_class_bind_template_child (widget_class, PoiseBackupsDialog, failed);
  gtk_widget_class_bind_template_callback (widget_class, cramped_cb);
}

static void
poise_backups_dialog_init (PoiseBackupsDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * poise_backups_dialog_new:
 * @store: the journal's keeper, which has a folder
 *
 * Returns: (transfer floating): the dialog, which looks for the backups
 */
AdwDialog *
poise_backups_dialog_new (PoiseStore *store)
{
  PoiseBackupsDialog *self = g_object_new (POISE_TYPE_BACKUPS_DIALOG, NULL);

  self->store = g_object_ref (store);
  poise_store_list_points_async (store, NULL, listed_cb, g_object_ref (self));
  return ADW_DIALOG (self);
}
