/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-check-in-dialog.h"

#include <glib/gi18n.h>

#include "poise-intention-evidence.h"
#include "poise-keep-alert.h"

/* More sentences than these are not read beside an answer. */
#define MAX_SENTENCES 8

struct _PoiseCheckInDialog
{
  AdwDialog parent_instance;

  /* Template */
  GtkLabel *intention;
  AdwToggleGroup *outcome;
  GtkWidget *reason; /* the group of its row */
  GtkEditable *because;
  AdwPreferencesGroup *sentences;
  AdwToggleGroup *next;

  /* Owned */
  PoiseContext *context;
  PoiseIntention *asked; /* as it was when the dialog opened */

  gboolean wants_another; /* once it is closed */
};

enum
{
  SIGNAL_CHANGE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PoiseCheckInDialog, poise_check_in_dialog, ADW_TYPE_DIALOG)

/* ---- showing ---- */

static void
add_sentence (PoiseCheckInDialog *self, const PoiseEvidence *evidence)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *day = poise_day_to_words (poise_entry_get_day (evidence->entry));

  g_object_set (row, "use-markup", FALSE, "title", evidence->words, "subtitle", day, NULL);
  adw_preferences_group_add (self->sentences, row);
}

static void
show_sentences (PoiseCheckInDialog *self, const PoiseIntention *intention)
{
  g_autoptr (GPtrArray) found = poise_intention_find_evidence (
    intention, poise_context_get_journal (self->context), poise_context_get_today (self->context));
  gboolean is_about_something =
    intention->facet != POISE_FACET_NONE || intention->pole != POISE_MODE_NONE;

  gtk_widget_set_visible (GTK_WIDGET (self->sentences), is_about_something);
  adw_preferences_group_set_description (
    self->sentences, found->len > 0
                       ? _ ("These sentences since then may have to do with it.")
                       : _ ("No sentence since then shows it. It may have happened all the same."));
  for (guint i = 0; i < MIN (found->len, MAX_SENTENCES); i++)
    add_sentence (self, g_ptr_array_index (found, i));
}

static gboolean
has_reason (PoiseCheckInDialog *self)
{
  return *gtk_editable_get_text (self->because) != '\0';
}

static void
because_cb (PoiseCheckInDialog *self)
{
  adw_dialog_set_can_close (ADW_DIALOG (self), !has_reason (self));
}

/* What is done needs no reason, but one that is typed already stays in sight, and is kept. */
static void
outcome_cb (PoiseCheckInDialog *self)
{
  const char *name = adw_toggle_group_get_active_name (self->outcome);

  gtk_widget_set_visible (self->reason,
                          name != NULL && (!g_str_equal (name, "done") || has_reason (self)));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "check-in.save", name != NULL);
}

/* ---- saving ---- */

/* The focus goes back to what opened the dialog before that is hidden. Where nothing is animated
 * the dialog is then disposed of. */
static void
close_and_run (PoiseCheckInDialog *self, PoiseOperation *operation)
{
  g_autoptr (PoiseHistory) history = g_object_ref (poise_context_get_history (self->context));

  adw_dialog_force_close (ADW_DIALOG (self));
  poise_history_run (history, operation);
}

static void
finish (PoiseCheckInDialog *self, PoiseOutcome outcome, const char *because, gboolean shall_keep)
{
  PoiseIntentionList *list = poise_context_get_intentions (self->context);
  g_autoptr (PoiseIntentionList) after = poise_intention_list_copy (list);
  g_autoptr (GDateTime) now = poise_store_get_now (poise_context_get_store (self->context));
  PoiseDay today = poise_context_get_today (self->context);
  g_autoptr (PoiseOperation) operation = NULL;

  /* Another computer may have taken it back meanwhile; what is said of it here is kept. */
  poise_intention_list_bring_back (after, self->asked);
  if (shall_keep)
    poise_intention_list_keep (after, self->asked->id, outcome, because, now, today,
                               poise_context_get_first_weekday (self->context));
  else
    poise_intention_list_close (after, self->asked->id, outcome, because, today);
  operation = poise_operation_new_intending (
    list, after, outcome == POISE_OUTCOME_DROPPED ? _ ("Intention dropped") : _ ("Answer saved"));
  close_and_run (self, operation);
}

static void
save_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PoiseCheckInDialog *self = POISE_CHECK_IN_DIALOG (widget);
  g_autofree char *because = g_strstrip (g_strdup (gtk_editable_get_text (self->because)));
  const char *next = adw_toggle_group_get_active_name (self->next);
  PoiseOutcome outcome = POISE_OUTCOME_DROPPED;

  poise_outcome_from_id (adw_toggle_group_get_active_name (self->outcome), &outcome);
  self->wants_another = g_strcmp0 (next, "change") == 0;
  finish (self, outcome, *because != '\0' ? because : NULL, g_strcmp0 (next, "keep") == 0);
}

static void
skip_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PoiseCheckInDialog *self = POISE_CHECK_IN_DIALOG (widget);
  const PoiseIntention *now =
    poise_intention_list_lookup (poise_context_get_intentions (self->context), self->asked->id);

  /* What was said of it elsewhere meanwhile stays. */
  if (now != NULL && now->outcome == POISE_OUTCOME_OPEN)
    finish (self, POISE_OUTCOME_DROPPED, NULL, FALSE);
  else
    adw_dialog_force_close (ADW_DIALOG (self));
}

static void
closing_answered_cb (GtkWidget *widget, const char *response)
{
  if (g_str_equal (response, "keep"))
    gtk_widget_activate_action (widget, "check-in.save", NULL);
  else if (g_str_equal (response, "discard"))
    adw_dialog_force_close (ADW_DIALOG (widget));
}

static void
close_attempt_cb (PoiseCheckInDialog *self)
{
  poise_keep_alert_present (GTK_WIDGET (self), _ ("How Did It Go?"), closing_answered_cb);
}

/* ---- virtual functions ---- */

/* While it closes: once adw_dialog_close() returns it may be disposed of, as where nothing is
 * animated. */
static void
poise_check_in_dialog_closed (AdwDialog *dialog)
{
  PoiseCheckInDialog *self = POISE_CHECK_IN_DIALOG (dialog);

  if (self->wants_another)
    g_signal_emit (self, signals[SIGNAL_CHANGE], 0);
}

static void
poise_check_in_dialog_dispose (GObject *object)
{
  PoiseCheckInDialog *self = POISE_CHECK_IN_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), POISE_TYPE_CHECK_IN_DIALOG);
  g_clear_object (&self->context);
  g_clear_pointer (&self->asked, poise_intention_free);

  G_OBJECT_CLASS (poise_check_in_dialog_parent_class)->dispose (object);
}

static void
poise_check_in_dialog_class_init (PoiseCheckInDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = poise_check_in_dialog_dispose;
  ADW_DIALOG_CLASS (klass)->closed = poise_check_in_dialog_closed;
  gtk_widget_class_install_action (widget_class, "check-in.save", NULL, save_cb);
  gtk_widget_class_install_action (widget_class, "check-in.skip", NULL, skip_cb);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/poise_journal/Poise/write/poise-check-in-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, PoiseCheckInDialog, intention);
  gtk_widget_class_bind_template_child (widget_class, PoiseCheckInDialog, outcome);
  gtk_widget_class_bind_template_child (widget_class, PoiseCheckInDialog, because);
  gtk_widget_class_bind_template_child (widget_class, PoiseCheckInDialog, reason);
  gtk_widget_class_bind_template_child (widget_class, PoiseCheckInDialog, sentences);
  gtk_widget_class_bind_template_child (widget_class, PoiseCheckInDialog, next);
  gtk_widget_class_bind_template_callback (widget_class, because_cb);
  gtk_widget_class_bind_template_callback (widget_class, outcome_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_attempt_cb);

  /**
   * PoiseCheckInDialog::change:
   * @self: the dialog
   *
   * It was answered, and the person wants another intention.
   */
  signals[SIGNAL_CHANGE] = g_signal_new ("change", POISE_TYPE_CHECK_IN_DIALOG, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
poise_check_in_dialog_init (PoiseCheckInDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* Nothing is answered for the person. */
  adw_toggle_group_set_active (self->outcome, GTK_INVALID_LIST_POSITION);
  outcome_cb (self);
  adw_toggle_group_set_active_name (self->next, "drop");
}

/**
 * poise_check_in_dialog_new:
 * @context: whose intention it is; there is a current one
 *
 * Returns: (transfer floating): the dialog
 */
AdwDialog *
poise_check_in_dialog_new (PoiseContext *context)
{
  PoiseCheckInDialog *self = g_object_new (POISE_TYPE_CHECK_IN_DIALOG, NULL);
  const PoiseIntention *current =
    poise_intention_list_get_current (poise_context_get_intentions (context));

  self->context = g_object_ref (context);
  self->asked = poise_intention_copy (current);
  gtk_label_set_text (self->intention, current->text);
  show_sentences (self, current);
  adw_dialog_set_focus (ADW_DIALOG (self), GTK_WIDGET (self->outcome));
  return ADW_DIALOG (self);
}

/**
 * poise_check_in_dialog_keep_draft:
 * @self: the dialog
 *
 * Saves the answer that has a reason, which is typed; the dialog is about to go.
 */
void
poise_check_in_dialog_keep_draft (PoiseCheckInDialog *self)
{
  g_return_if_fail (POISE_IS_CHECK_IN_DIALOG (self));

  if (!adw_dialog_get_can_close (ADW_DIALOG (self)))
    gtk_widget_activate_action (GTK_WIDGET (self), "check-in.save", NULL);
}
