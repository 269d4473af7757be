/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-intention-dialog.h"

#include <glib/gi18n.h>

#include "poise-choice-items.h"
#include "poise-keep-alert.h"
#include "poise-prompt-picker.h"

/* So many suggestions are shown at once: two poles of two facets, more or less. */
#define N_SHOWN 4

struct _PoiseIntentionDialog
{
  AdwDialog parent_instance;

  /* Template */
  GtkEditable *text;
  AdwComboRow *facet;
  AdwComboRow *pole;
  AdwPreferencesGroup *suggestions;

  /* Owned */
  PoiseContext *context;
  GPtrArray *ranked;
  GPtrArray *rows; /* owned by their group */

  guint first; /* of those that are shown */
};

enum
{
  SIGNAL_SAVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PoiseIntentionDialog, poise_intention_dialog, ADW_TYPE_DIALOG)

static char *
get_text (PoiseIntentionDialog *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (self->text)));
}

static void
text_changed_cb (PoiseIntentionDialog *self)
{
  g_autofree char *text = get_text (self);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "intending.save", *text != '\0');
  adw_dialog_set_can_close (ADW_DIALOG (self), *text == '\0');
}

/* ---- suggestions ---- */

static void
take_cb (GtkWidget *button, PoiseIntentionDialog *self)
{
  const PoisePrompt *prompt = g_object_get_data (G_OBJECT (button), "suggestion");

  gtk_editable_set_text (self->text, poise_prompt_get_text (prompt));
  /* The rows are in the order of the facets and of the modes, anything first. */
  adw_combo_row_set_selected (self->facet, prompt->facet);
  adw_combo_row_set_selected (self->pole, prompt->pole);
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
}

static GtkWidget *
create_button (PoiseIntentionDialog *self, PoisePrompt *prompt)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("list-add-symbolic");

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _ ("Take This One"));
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  poise_prompt_get_text (prompt), -1);
  g_object_set_data (G_OBJECT (button), "suggestion", prompt);
  g_signal_connect_object (button, "clicked", G_CALLBACK (take_cb), self, 0);
  return button;
}

static GtkWidget *
create_row (PoiseIntentionDialog *self, PoisePrompt *prompt)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = create_button (self, prompt);

  g_object_set (row, "use-markup", FALSE, "title", poise_prompt_get_text (prompt), "subtitle",
                poise_facet_get_pole_label (prompt->facet, prompt->pole), NULL);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  return row;
}

static void
show_suggestions (PoiseIntentionDialog *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->suggestions, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < N_SHOWN; i++)
    {
      guint place = (self->first + i) % self->ranked->len;
      GtkWidget *row = create_row (self, g_ptr_array_index (self->ranked, place));

      g_ptr_array_add (self->rows, row);
      adw_preferences_group_add (self->suggestions, row);
    }
}

static void
others_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PoiseIntentionDialog *self = POISE_INTENTION_DIALOG (widget);

  self->first = (self->first + N_SHOWN) % self->ranked->len;
  show_suggestions (self);
}

/* ---- saving ---- */

static void
save (PoiseIntentionDialog *self)
{
  g_autoptr (PoiseHistory) history = g_object_ref (poise_context_get_history (self->context));
  PoiseIntentionList *list = poise_context_get_intentions (self->context);
  g_autoptr (PoiseIntentionList) after = poise_intention_list_copy (list);
  g_autoptr (GDateTime) now = poise_store_get_now (poise_context_get_store (self->context));
  g_autofree char *text = get_text (self);
  g_autoptr (PoiseOperation) operation = NULL;

  if (*text == '\0')
    return;
  poise_intention_list_set (
    after,
    poise_intention_new_now (now, text, (PoiseFacet) adw_combo_row_get_selected (self->facet),
                             (PoiseMode) adw_combo_row_get_selected (self->pole),
                             poise_context_get_today (self->context)));
  operation = poise_operation_new_intending (list, after, _ ("Intention set"));
  g_signal_emit (self, signals[SIGNAL_SAVED], 0);
  /* The focus goes back to what opened the dialog before that is hidden. Where nothing is animated
   * the dialog is then disposed of. */
  adw_dialog_force_close (ADW_DIALOG (self));
  poise_history_run (history, operation);
}

static void
closing_answered_cb (GtkWidget *widget, const char *response)
{
  PoiseIntentionDialog *self = POISE_INTENTION_DIALOG (widget);

  if (g_str_equal (response, "keep"))
    save (self);
  else if (g_str_equal (response, "discard"))
    adw_dialog_force_close (ADW_DIALOG (self));
}

static void
close_attempt_cb (PoiseIntentionDialog *self)
{
  poise_keep_alert_present (GTK_WIDGET (self), _ ("Your Intention"), closing_answered_cb);
}

static void
save_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  save (POISE_INTENTION_DIALOG (widget));
}

static void
poise_intention_dialog_dispose (GObject *object)
{
  PoiseIntentionDialog *self = POISE_INTENTION_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), POISE_TYPE_INTENTION_DIALOG);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->ranked, g_ptr_array_unref);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (poise_intention_dialog_parent_class)->dispose (object);
}

static void
poise_intention_dialog_class_init (PoiseIntentionDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = poise_intention_dialog_dispose;
  /**
   * PoiseIntentionDialog::saved:
   * @self: the dialog
   *
   * An intention is about to be saved, and the dialog to close.
   */
  signals[SIGNAL_SAVED] = g_signal_new ("saved", POISE_TYPE_INTENTION_DIALOG, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_install_action (widget_class, "intending.save", NULL, save_cb);
  gtk_widget_class_install_action (widget_class, "intending.others", NULL, others_cb);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/poise_journal/Poise/write/poise-intention-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, PoiseIntentionDialog, text);
  gtk_widget_class_bind_template_child (widget_class, PoiseIntentionDialog, facet);
  gtk_widget_class_bind_template_child (widget_class, PoiseIntentionDialog, pole);
  gtk_widget_class_bind_template_child (widget_class, PoiseIntentionDialog, suggestions);
  gtk_widget_class_bind_template_callback (widget_class, text_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_attempt_cb);
  gtk_widget_class_bind_template_callback (widget_class, save);
}

static void
poise_intention_dialog_init (PoiseIntentionDialog *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  poise_choice_items_name (GTK_WIDGET (self->facet));
  poise_choice_items_name (GTK_WIDGET (self->pole));
  text_changed_cb (self);
}

/**
 * poise_intention_dialog_new:
 * @context: whose intention it is
 *
 * Returns: (transfer floating): the dialog
 */
AdwDialog *
poise_intention_dialog_new (PoiseContext *context)
{
  PoiseIntentionDialog *self = g_object_new (POISE_TYPE_INTENTION_DIALOG, NULL);
  PoiseDay today = poise_context_get_today (context);

  self->context = g_object_ref (context);
  self->ranked = poise_prompt_picker_suggest (
    poise_context_get_journal (context),
    poise_day_get_week (today, poise_context_get_first_weekday (context)));
  show_suggestions (self);
  return ADW_DIALOG (self);
}

/**
 * poise_intention_dialog_keep_draft:
 * @self: the dialog
 *
 * Saves the intention that is typed, if there is one; the dialog is about to go.
 */
void
poise_intention_dialog_keep_draft (PoiseIntentionDialog *self)
{
  g_return_if_fail (POISE_IS_INTENTION_DIALOG (self));

  save (self);
}
