/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-comparison-dialog.h"

#include <glib/gi18n.h>

#include "poise-balance-description.h"
#include "poise-chart.h"
#include "poise-choice-items.h"
#include "poise-comparison.h"
#include "poise-date-button.h"
#include "poise-facets-drawing.h"
#include "poise-keep-alert.h"
#include "poise-meter.h"
#include "poise-tags.h"
#include "poise-toast.h"
#include "poise-undo-keys.h"

/* Where nothing is marked yet: as many days ago. */
#define DEFAULT_DAYS 28

/* The buttons of a marked day's row. */
#define COMPARE "poise-compare"
#define UNMARK "poise-unmark"

/* In the order of the drop-down's rows. */
static const guint weeks[] = { 4, 8, 12, 26, 52 };

struct _PoiseComparisonDialog
{
  AdwDialog parent_instance;

  /* Template */
  AdwToastOverlay *toasts;
  PoiseDateButton *day;
  AdwComboRow *weeks;
  GtkEditable *name;
  GtkLabel *words;
  GtkLabel *range;
  AdwActionRow *before;
  AdwActionRow *after;
  PoiseMeter *before_meter;
  PoiseMeter *after_meter;
  GtkWidget *facets_group;
  PoiseChart *facets_chart;
  AdwPreferencesGroup *events;

  /* Owned */
  PoiseContext *context;
  PoiseDrawing *facets;
  GPtrArray *event_rows; /* of the page's own */
  AdwToast *undo_toast;  /* a weak pointer */

  guint refresh_id;
  guint moment; /* of the history, when the dialog was opened */
};

enum
{
  PROP_CONTEXT = 1,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (PoiseComparisonDialog, poise_comparison_dialog, ADW_TYPE_DIALOG)

/* ---- both sides ---- */

static void
show_side (AdwActionRow *row, PoiseMeter *meter, const PoiseBalance *side)
{
  g_autofree char *range = poise_range_to_words (&side->range);
  g_autofree char *share = poise_comparison_describe_side (side);
  g_autofree char *words = g_strdup_printf ("%s\n%s", range, share);

  adw_action_row_set_subtitle (row, words);
  poise_meter_set_share (meter, side->has_share, side->share);
}

static void
show_facets (PoiseComparisonDialog *self, const PoiseComparison *comparison)
{
  g_autofree char *words = poise_balance_describe_facets (comparison->after, comparison->before);

  poise_facets_drawing_set_balance (POISE_FACETS_DRAWING (self->facets), comparison->after,
                                    comparison->before);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self->facets_group), words);
  poise_chart_update (self->facets_chart, words);
  gtk_widget_set_visible (self->facets_group, comparison->finding != POISE_FINDING_TOO_LITTLE);
}

static void
refresh (PoiseComparisonDialog *self)
{
  PoiseDay day = poise_date_button_get_day (self->day);
  g_autoptr (PoiseComparison) comparison = NULL;
  g_autofree char *words = NULL;
  g_autofree char *range = NULL;

  if (self->context == NULL || day == POISE_DAY_INVALID || day <= 1)
    return;
  comparison = poise_comparison_new (
    poise_context_get_journal (self->context), day,
    weeks[MIN (adw_combo_row_get_selected (self->weeks), G_N_ELEMENTS (weeks) - 1)],
    poise_context_get_today (self->context), poise_context_get_first_weekday (self->context),
    poise_context_get_accuracy (self->context));
  words = poise_comparison_describe (comparison);
  range = poise_comparison_describe_range (comparison);
  gtk_label_set_text (self->words, words);
  gtk_label_set_text (self->range, range != NULL ? range : "");
  show_side (self->before, self->before_meter, comparison->before);
  show_side (self->after, self->after_meter, comparison->after);
  show_facets (self, comparison);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), words,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/* ---- the marked days ---- */

static void
dismiss (PoiseComparisonDialog *self)
{
  if (self->undo_toast != NULL)
    adw_toast_dismiss (self->undo_toast);
}

/* What was done here, and not what was done before behind it. */
static gboolean
step (GtkWidget *widget, gboolean is_undo)
{
  PoiseComparisonDialog *self = POISE_COMPARISON_DIALOG (widget);
  PoiseHistory *history = poise_context_get_history (self->context);

  return is_undo ? poise_history_undo_since (history, self->moment)
                 : poise_history_redo_since (history, self->moment);
}

static void
run (PoiseComparisonDialog *self, PoiseOperation *operation)
{
  guint number = poise_history_run (poise_context_get_history (self->context), operation);
  AdwToast *toast;

  dismiss (self);
  toast = poise_toast_new (poise_operation_get_title (operation), _ ("Undo"));
  g_set_weak_pointer (&self->undo_toast, toast);
  adw_toast_set_action_name (toast, "win.undo-operation");
  adw_toast_set_action_target_value (toast, g_variant_new_uint32 (number));
  /* It stays until the next one or the dialog goes: whoever reads slowly can undo. */
  adw_toast_set_timeout (toast, 0);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static char *
get_name (PoiseComparisonDialog *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (self->name)));
}

static void
mark_cb (PoiseComparisonDialog *self)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (PoiseOperation) operation = NULL;
  g_autofree char *name = get_name (self);
  g_autoptr (GDateTime) now = NULL;

  if (*name == '\0')
    return;
  now = poise_store_get_now (poise_context_get_store (self->context));
  g_ptr_array_add (entries,
                   poise_event_new_entry (name, poise_date_button_get_day (self->day), now));
  operation = poise_operation_new_put (entries, _ ("Day marked"));
  gtk_editable_set_text (self->name, "");
  run (self, operation);
}

static void
name_cb (PoiseComparisonDialog *self)
{
  g_autofree char *name = get_name (self);

  adw_dialog_set_can_close (ADW_DIALOG (self), *name == '\0');
}

static void
closing_answered_cb (GtkWidget *widget, const char *response)
{
  if (g_str_equal (response, "cancel"))
    return;
  if (g_str_equal (response, "keep"))
    mark_cb (POISE_COMPARISON_DIALOG (widget));
  adw_dialog_force_close (ADW_DIALOG (widget));
}

static void
close_attempt_cb (PoiseComparisonDialog *self)
{
  poise_keep_alert_present (GTK_WIDGET (self), _ ("Name This Day"), closing_answered_cb);
}

static void
unmark_cb (PoiseComparisonDialog *self, GtkWidget *button)
{
  PoiseEntry *entry = g_object_get_data (G_OBJECT (button), "entry");
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (PoiseOperation) operation = NULL;

  g_ptr_array_add (entries, g_object_ref (entry));
  operation = poise_operation_new_delete_as (entries, _ ("Marked day removed"));
  run (self, operation);
}

static void
choose_cb (PoiseComparisonDialog *self, GtkWidget *button)
{
  PoiseEntry *entry = g_object_get_data (G_OBJECT (button), "entry");

  poise_date_button_set_day (self->day, poise_entry_get_day (entry));
  refresh (self);
}

static void
add_button (PoiseComparisonDialog *self,
            AdwActionRow *row,
            PoiseEntry *entry,
            const char *name,
            const char *label,
            GCallback clicked_cb)
{
  GtkWidget *button = gtk_button_new_from_icon_name (
    g_str_equal (name, COMPARE) ? "poise-balance-symbolic" : "user-trash-symbolic");

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_object_set_data_full (G_OBJECT (button), "entry", g_object_ref (entry), g_object_unref);
  g_signal_connect_object (button, "clicked", clicked_cb, self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (row, button);
  g_object_set_data (G_OBJECT (row), name, button);
}

static void
add_event (PoiseComparisonDialog *self, PoiseEntry *entry)
{
  const char *name = poise_entry_get_text (entry);
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *day = poise_day_to_words (poise_entry_get_day (entry));
  /* Translators: %s is what a marked day is called, as “new team”. */
  g_autofree char *compare = g_strdup_printf (_ ("Compare Before and After “%s”"), name);
  /* Translators: %s is what a marked day is called, as “new team”. */
  g_autofree char *unmark = g_strdup_printf (_ ("Remove “%s”"), name);

  g_object_set (row, "use-markup", FALSE, "title", name, "subtitle", day, "title-lines", 2, NULL);
  add_button (self, ADW_ACTION_ROW (row), entry, COMPARE, compare, G_CALLBACK (choose_cb));
  add_button (self, ADW_ACTION_ROW (row), entry, UNMARK, unmark, G_CALLBACK (unmark_cb));
  adw_preferences_group_add (self->events, row);
  g_ptr_array_add (self->event_rows, row);
}

static gboolean
is_event (PoiseEntry *entry)
{
  return g_strcmp0 (poise_entry_get_kind (entry), POISE_ENTRY_EVENT) == 0;
}

static void
show_events (PoiseComparisonDialog *self)
{
  PoiseJournal *journal = poise_context_get_journal (self->context);
  guint n = poise_journal_get_n_entries (journal);

  for (guint i = 0; i < self->event_rows->len; i++)
    adw_preferences_group_remove (self->events, g_ptr_array_index (self->event_rows, i));
  g_ptr_array_set_size (self->event_rows, 0);
  for (guint i = 0; i < n; i++)
    if (is_event (poise_journal_peek (journal, i)))
      add_event (self, poise_journal_peek (journal, i));
  gtk_widget_set_visible (GTK_WIDGET (self->events), self->event_rows->len > 0);
}

static GtkWidget *
get_button (PoiseComparisonDialog *self, guint at, const char *name)
{
  return g_object_get_data (g_ptr_array_index (self->event_rows, at), name);
}

/* Which button of which marked day has the keyboard. */
static const char *
find_focused (PoiseComparisonDialog *self, guint *at)
{
  static const char *const names[] = { COMPARE, UNMARK };

  for (*at = 0; *at < self->event_rows->len; (*at)++)
    for (guint i = 0; i < G_N_ELEMENTS (names); i++)
      if (gtk_widget_is_focus (get_button (self, *at, names[i])))
        return names[i];
  return NULL;
}

/* What had the keyboard was made anew, maybe at another place, or went with its row. */
static void
focus_event (PoiseComparisonDialog *self, const char *name, guint at, const char *id)
{
  guint n = self->event_rows->len;

  for (guint i = 0; i < n; i++)
    if (g_str_equal (id, poise_entry_get_id (
                           g_object_get_data (G_OBJECT (get_button (self, i, name)), "entry"))))
      at = i;
  if (n > 0)
    gtk_widget_grab_focus (get_button (self, MIN (at, n - 1), name));
  else
    gtk_widget_child_focus (GTK_WIDGET (self->day), GTK_DIR_TAB_FORWARD);
}

static gboolean
refresh_cb (gpointer data)
{
  PoiseComparisonDialog *self = data;
  guint at;
  const char *focused = find_focused (self, &at);
  g_autofree char *id = NULL;

  self->refresh_id = 0;
  if (focused != NULL)
    {
      id = g_strdup (poise_entry_get_id (
        g_object_get_data (G_OBJECT (get_button (self, at, focused)), "entry")));
      /* Before its row goes: the window would take the keyboard away again that the next one gets.
       */
      gtk_root_set_focus (gtk_widget_get_root (GTK_WIDGET (self)), NULL);
    }
  show_events (self);
  if (focused != NULL)
    focus_event (self, focused, at, id);
  refresh (self);
  return G_SOURCE_REMOVE;
}

/* Many entries may change at once; both sides are worked out once for all. */
static void
journal_changed_cb (PoiseComparisonDialog *self)
{
  if (self->refresh_id == 0)
    self->refresh_id = g_idle_add (refresh_cb, self);
}

/* The last marked day, else some weeks ago. */
static PoiseDay
find_day (PoiseComparisonDialog *self)
{
  PoiseJournal *journal = poise_context_get_journal (self->context);
  PoiseDay today = poise_context_get_today (self->context);

  for (guint i = 0; i < poise_journal_get_n_entries (journal); i++)
    {
      PoiseEntry *entry = poise_journal_peek (journal, i);

      if (is_event (entry) && poise_entry_get_day (entry) <= today)
        return poise_entry_get_day (entry);
    }
  return today - DEFAULT_DAYS;
}

/* ---- virtual functions ---- */

static void
poise_comparison_dialog_constructed (GObject *object)
{
  PoiseComparisonDialog *self = POISE_COMPARISON_DIALOG (object);
  PoiseJournal *journal = poise_context_get_journal (self->context);
  PoiseHistory *history = poise_context_get_history (self->context);

  G_OBJECT_CLASS (poise_comparison_dialog_parent_class)->constructed (object);
  self->moment = poise_history_get_moment (history);
  g_signal_connect_object (history, "undone", G_CALLBACK (dismiss), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (journal, "items-changed", G_CALLBACK (journal_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (journal, "entry-changed", G_CALLBACK (journal_changed_cb), self,
                           G_CONNECT_SWAPPED);
  poise_date_button_set_day (self->day, find_day (self));
  show_events (self);
  refresh (self);
}

static void
poise_comparison_dialog_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_CONTEXT)
    g_value_set_object (value, POISE_COMPARISON_DIALOG (object)->context);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
poise_comparison_dialog_set_property (GObject *object,
                                      guint id,
                                      const GValue *value,
                                      GParamSpec *pspec)
{
  if (id == PROP_CONTEXT)
    POISE_COMPARISON_DIALOG (object)->context = g_value_dup_object (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
poise_comparison_dialog_dispose (GObject *object)
{
  PoiseComparisonDialog *self = POISE_COMPARISON_DIALOG (object);

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_clear_weak_pointer (&self->undo_toast);
  gtk_widget_dispose_template (GTK_WIDGET (self), POISE_TYPE_COMPARISON_DIALOG);
  g_clear_object (&self->facets);
  g_clear_object (&self->context);
  g_clear_pointer (&self->event_rows, g_ptr_array_unref);

  G_OBJECT_CLASS (poise_comparison_dialog_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/poise_journal/Poise/balance/poise-comparison-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, PoiseComparisonDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, PoiseComparisonDialog, day);
  gtk_widget_class_bind_template_child (widget_class, PoiseComparisonDialog, weeks);
  gtk_widget_class_bind_template_child (widget_class, PoiseComparisonDialog, name);
  gtk_widget_class_bind_template_child (widget_class, PoiseComparisonDialog, words);
  gtk_widget_class_bind_template_child (widget_class, PoiseComparisonDialog, range);
  gtk_widget_class_bind_template_child (widget_class, PoiseComparisonDialog, before);
  gtk_widget_class_bind_template_child (widget_class, PoiseComparisonDialog, after);
  gtk_widget_class_bind_template_child (widget_class, PoiseComparisonDialog, before_meter);
  gtk_widget_class_bind_template_child (widget_class, PoiseComparisonDialog, after_meter);
  gtk_widget_class_bind_template_child (widget_class, PoiseComparisonDialog, facets_group);
  gtk_widget_class_bind_template_child (widget_class, PoiseComparisonDialog, facets_chart);
  gtk_widget_class_bind_template_child (widget_class, PoiseComparisonDialog, events);
  gtk_widget_class_bind_template_callback (widget_class, refresh);
  gtk_widget_class_bind_template_callback (widget_class, name_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_attempt_cb);
  gtk_widget_class_bind_template_callback (widget_class, mark_cb);
}

static void
poise_comparison_dialog_class_init (PoiseComparisonDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = poise_comparison_dialog_constructed;
  object_class->get_property = poise_comparison_dialog_get_property;
  object_class->set_property = poise_comparison_dialog_set_property;
  object_class->dispose = poise_comparison_dialog_dispose;
  g_type_ensure (POISE_TYPE_CHART);
  g_type_ensure (POISE_TYPE_DATE_BUTTON);
  g_type_ensure (POISE_TYPE_METER);
  bind_template (GTK_WIDGET_CLASS (klass));

  /**
   * PoiseComparisonDialog:context:
   *
   * Whose journal it is.
   */
  properties[PROP_CONTEXT] =
    g_param_spec_object ("context", NULL, NULL, POISE_TYPE_CONTEXT,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
poise_comparison_dialog_init (PoiseComparisonDialog *self)
{
  self->event_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  poise_undo_keys_add (GTK_WIDGET (self), step);
  poise_date_button_set_required (self->day);
  poise_choice_items_name (GTK_WIDGET (self->weeks));
  self->facets = poise_facets_drawing_new ();
  poise_chart_set_drawing (self->facets_chart, self->facets);
  poise_chart_set_only_shown (self->facets_chart);
}

/**
 * poise_comparison_dialog_new:
 * @context: whose journal it is
 *
 * Returns: (transfer floating): the dialog
 */
AdwDialog *
poise_comparison_dialog_new (PoiseContext *context)
{
  return g_object_new (POISE_TYPE_COMPARISON_DIALOG, "context", context, NULL);
}

/**
 * poise_comparison_dialog_keep_draft:
 * @self: the dialog
 *
 * Marks the day whose name is typed, if one is; the dialog is about to go.
 */
void
poise_comparison_dialog_keep_draft (PoiseComparisonDialog *self)
{
  g_return_if_fail (POISE_IS_COMPARISON_DIALOG (self));

  mark_cb (self);
}
