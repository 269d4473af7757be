/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-review-dialog.h"

#include <glib/gi18n.h>

#include "poise-accessible.h"
#include "poise-balance-description.h"
#include "poise-chart.h"
#include "poise-choice-items.h"
#include "poise-handout-page.h"
#include "poise-intention-list.h"
#include "poise-keep-alert.h"
#include "poise-review.h"
#include "poise-toast.h"
#include "poise-undo-keys.h"
#include "poise-weekly-drawing.h"

/* How many months and quarters can be looked back on, this one included. */
#define N_MONTHS 12
#define N_QUARTERS 4
/* Of this month little has passed in its first days: the one before is meant. */
#define MONTH_BEGINS 10

struct _PoiseReviewDialog
{
  AdwDialog parent_instance;

  /* Template */
  AdwToastOverlay *toasts;
  AdwNavigationView *pages;
  AdwPreferencesPage *page;
  AdwComboRow *period;
  AdwPreferencesGroup *balance_group;
  GtkWidget *chart_card;
  PoiseChart *chart;
  AdwPreferencesGroup *intentions;
  AdwPreferencesGroup *sentences_group;
  GtkListBox *sentences;

  /* Owned */
  PoiseContext *context;
  PoiseDrawing *weekly;
  PoiseBalance *balance;
  PoiseBalance *before;
  GPtrArray *found;    /* what can be picked */
  GPtrArray *switches; /* one for each */

  GtkTextBuffer *answers[POISE_REVIEW_N_QUESTIONS];
  AdwPreferencesGroup *kept;
  GPtrArray *kept_rows;
  GPtrArray *intention_rows;

  guint moment; /* of the history, when the dialog was opened */
};

G_DEFINE_FINAL_TYPE (PoiseReviewDialog, poise_review_dialog, ADW_TYPE_DIALOG)

/* ---- the time ---- */

static PoiseDay
step_back (PoiseUnit unit, PoiseDay first)
{
  return poise_unit_get_first (unit, first - 1, G_DATE_MONDAY);
}

/* Months, the newest first, then quarters. */
static PoiseUnit
get_period (PoiseReviewDialog *self, guint row, PoiseDay *first)
{
  PoiseUnit unit = row < N_MONTHS ? POISE_UNIT_MONTH : POISE_UNIT_QUARTER;

  *first = poise_unit_get_first (unit, poise_context_get_today (self->context), G_DATE_MONDAY);
  for (guint n = row < N_MONTHS ? row : row - N_MONTHS; n > 0; n--)
    *first = step_back (unit, *first);
  return unit;
}

static PoiseUnit
get_chosen (PoiseReviewDialog *self, PoiseDay *first)
{
  guint row = adw_combo_row_get_selected (self->period);

  return get_period (self, row != GTK_INVALID_LIST_POSITION ? row : 0, first);
}

static void
fill_periods (PoiseReviewDialog *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint dom;

  for (guint row = 0; row < N_MONTHS + N_QUARTERS; row++)
    {
      PoisePeriod period = { 0 };
      PoiseUnit unit = get_period (self, row, &period.first);

      gtk_string_list_take (names, poise_period_get_name (&period, unit));
    }
  adw_combo_row_set_model (self->period, G_LIST_MODEL (names));
  poise_day_get_ymd (poise_context_get_today (self->context), NULL, NULL, &dom);
  adw_combo_row_set_selected (self->period, dom < MONTH_BEGINS ? 1 : 0);
}

/* ---- what was in it ---- */

static void
show_balance (PoiseReviewDialog *self, const PoiseRange *range)
{
  GSettings *settings = poise_context_get_settings (self->context);
  PoiseWeeklyDrawing *weekly = POISE_WEEKLY_DRAWING (self->weekly);
  PoiseJournal *journal = poise_context_get_journal (self->context);
  g_autofree char *words = NULL;

  g_clear_pointer (&self->balance, poise_balance_unref);
  g_clear_pointer (&self->before, poise_balance_unref);
  self->balance =
    poise_balance_new_for_range (journal, range, poise_context_get_first_weekday (self->context),
                                 poise_context_get_accuracy (self->context));
  poise_intention_list_mark (poise_context_get_intentions (self->context), self->balance);
  self->before = poise_balance_new_before (journal, self->balance);
  words = poise_balance_describe (self->balance, self->before);
  adw_preferences_group_set_description (self->balance_group, words);
  poise_weekly_drawing_set_target (weekly, g_settings_get_double (settings, "target-low"),
                                   g_settings_get_double (settings, "target-high"));
  poise_weekly_drawing_set_balance (weekly, self->balance);
  poise_chart_update (self->chart, words);
  gtk_widget_set_visible (self->chart_card, self->balance->has_share);
}

static gboolean
has_answers (PoiseReviewDialog *self)
{
  for (guint i = 0; i < POISE_REVIEW_N_QUESTIONS; i++)
    if (gtk_text_buffer_get_char_count (self->answers[i]) > 0)
      return TRUE;
  return FALSE;
}

static guint
get_n_picked (PoiseReviewDialog *self)
{
  guint n = 0;

  for (guint i = 0; i < self->switches->len; i++)
    n += gtk_switch_get_active (g_ptr_array_index (self->switches, i));
  return n;
}

static gboolean
is_begun (PoiseReviewDialog *self)
{
  return has_answers (self) || get_n_picked (self) > 0;
}

/* What was typed or picked is not lost by closing. */
static void
update_can_close (PoiseReviewDialog *self)
{
  adw_dialog_set_can_close (ADW_DIALOG (self), !is_begun (self));
}

static void
add_intention (PoiseReviewDialog *self, const PoiseIntention *intention)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *day = poise_day_to_words (intention->day);
  const char *outcome = poise_outcome_get_label (intention->outcome);
  gboolean has_because = intention->because != NULL && *intention->because != '\0';
  g_autofree char *words =
    /* Translators: the day since when something is meant, what became of it, as “Not”, and why. */
    has_because
      ? g_strdup_printf (C_ ("intention", "%1$s · %2$s: %3$s"), day, outcome, intention->because)
      /* Translators: the day since when something is meant, and what became of it. */
      : g_strdup_printf (C_ ("intention", "%1$s · %2$s"), day, outcome);

  g_object_set (row, "use-markup", FALSE, "title", intention->text, "subtitle", words, NULL);
  adw_preferences_group_add (self->intentions, row);
  g_ptr_array_add (self->intention_rows, row);
}

static void
show_intentions (PoiseReviewDialog *self, const PoiseRange *range)
{
  g_autoptr (GPtrArray) found =
    poise_review_list_intentions (poise_context_get_intentions (self->context), range,
                                  poise_context_get_first_weekday (self->context));

  for (guint i = 0; i < self->intention_rows->len; i++)
    adw_preferences_group_remove (self->intentions, g_ptr_array_index (self->intention_rows, i));
  g_ptr_array_set_size (self->intention_rows, 0);
  for (guint i = 0; i < found->len; i++)
    add_intention (self, g_ptr_array_index (found, i));
  gtk_widget_set_visible (GTK_WIDGET (self->intentions), found->len > 0);
}

static void
count_picked (PoiseReviewDialog *self)
{
  guint n = get_n_picked (self);
  g_autofree char *words =
    g_strdup_printf (ngettext ("%u sentence picked", "%u sentences picked", n), n);

  adw_preferences_group_set_description (self->sentences_group, words);
  update_can_close (self);
}

static void
add_sentence (PoiseReviewDialog *self, const PoiseReviewSentence *sentence)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *toggle = gtk_switch_new ();
  g_autofree char *day = poise_day_to_words (sentence->day);
  /* Translators: a day, then what a sentence shows, as “Leadership”. */
  g_autofree char *subtitle =
    g_strdup_printf (C_ ("sentence", "%1$s · %2$s"), day, poise_mode_get_label (sentence->mode));

  g_object_set (row, "use-markup", FALSE, "title", sentence->text, "subtitle", subtitle, NULL);
  gtk_widget_set_valign (toggle, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), toggle);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), toggle);
  g_signal_connect_object (toggle, "notify::active", G_CALLBACK (count_picked), self,
                           G_CONNECT_SWAPPED);
  gtk_list_box_append (self->sentences, row);
  g_ptr_array_add (self->switches, toggle);
}

static void
show_sentences (PoiseReviewDialog *self, const PoiseRange *range)
{
  gtk_list_box_remove_all (self->sentences);
  g_ptr_array_set_size (self->switches, 0);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  self->found = poise_review_list_sentences (poise_context_get_journal (self->context), range);
  for (guint i = 0; i < self->found->len; i++)
    add_sentence (self, g_ptr_array_index (self->found, i));
  count_picked (self);
  gtk_widget_set_visible (GTK_WIDGET (self->sentences_group), self->found->len > 0);
}

static void
refresh (PoiseReviewDialog *self)
{
  PoiseDay first;
  PoiseUnit unit;
  PoiseRange range;

  if (self->context == NULL)
    return;
  unit = get_chosen (self, &first);
  range = poise_review_get_range (unit, first, poise_context_get_today (self->context));
  show_balance (self, &range);
  show_intentions (self, &range);
  show_sentences (self, &range);
}

/* ---- the questions ---- */

static void
add_question (PoiseReviewDialog *self, guint index)
{
  const char *question = poise_review_get_question (index);
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *label = gtk_label_new (question);
  GtkWidget *view = gtk_text_view_new ();

  /* A group's own title does not wrap. */
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_widget_add_css_class (label, "heading");
  /* Tab goes on to the next question. */
  g_object_set (view, "accepts-tab", FALSE, "wrap-mode", GTK_WRAP_WORD_CHAR, "top-margin", 12,
                "bottom-margin", 12, "left-margin", 12, "right-margin", 12, "height-request", 96,
                NULL);
  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (view, "answer");
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, question,
                                  -1);
  gtk_box_append (GTK_BOX (card), view);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), card);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), box);
  adw_preferences_page_add (self->page, ADW_PREFERENCES_GROUP (group));
  self->answers[index] = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  g_signal_connect_object (self->answers[index], "changed", G_CALLBACK (update_can_close), self,
                           G_CONNECT_SWAPPED);
}

static char *
get_answer (PoiseReviewDialog *self, guint index)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (self->answers[index], &start, &end);
  return gtk_text_buffer_get_text (self->answers[index], &start, &end, FALSE);
}

/* ---- keeping it ---- */

static void
push_handout (PoiseReviewDialog *self, PoiseEntry *review)
{
  adw_navigation_view_push (self->pages,
                            poise_handout_page_new (self->context, review, self->toasts));
}

static char *
make_text (PoiseReviewDialog *self)
{
  g_autoptr (GPtrArray) picked = g_ptr_array_new ();
  g_auto (GStrv) answers = g_new0 (char *, POISE_REVIEW_N_QUESTIONS + 1);

  for (guint i = 0; i < self->found->len; i++)
    if (gtk_switch_get_active (g_ptr_array_index (self->switches, i)))
      g_ptr_array_add (picked, g_ptr_array_index (self->found, i));
  for (guint i = 0; i < POISE_REVIEW_N_QUESTIONS; i++)
    answers[i] = get_answer (self, i);
  return poise_review_make_text (self->balance, self->before,
                                 poise_context_get_intentions (self->context), picked,
                                 (const char *const *) answers);
}

static void
offer_undo (PoiseReviewDialog *self, const char *title, guint number)
{
  AdwToast *toast = poise_toast_new (title, _ ("Undo"));

  adw_toast_set_action_name (toast, "win.undo-operation");
  adw_toast_set_action_target_value (toast, g_variant_new_uint32 (number));
  adw_toast_overlay_add_toast (self->toasts, toast);
}

/* What was done here, and not what was done before behind it. */
static gboolean
step (GtkWidget *widget, gboolean is_undo)
{
  PoiseReviewDialog *self = POISE_REVIEW_DIALOG (widget);
  PoiseHistory *history = poise_context_get_history (self->context);

  return is_undo ? poise_history_undo_since (history, self->moment)
                 : poise_history_redo_since (history, self->moment);
}

static PoiseEntry *
keep (PoiseReviewDialog *self)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GDateTime) now = poise_store_get_now (poise_context_get_store (self->context));
  g_autofree char *text = make_text (self);
  g_autoptr (PoiseOperation) operation = NULL;
  PoiseDay first;
  PoiseUnit unit = get_chosen (self, &first);
  PoiseEntry *review =
    poise_review_new_entry (unit, first, text, poise_context_get_today (self->context), now);
  guint number;

  g_ptr_array_add (entries, g_object_ref (review));
  operation = poise_operation_new_put (entries, _ ("Review kept"));
  number = poise_history_run (poise_context_get_history (self->context), operation);
  for (guint i = 0; i < POISE_REVIEW_N_QUESTIONS; i++)
    gtk_text_buffer_set_text (self->answers[i], "", 0);
  for (guint i = 0; i < self->switches->len; i++)
    gtk_switch_set_active (g_ptr_array_index (self->switches, i), FALSE);
  offer_undo (self, _ ("Review kept"), number);
  return review;
}

static void
keep_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PoiseReviewDialog *self = POISE_REVIEW_DIALOG (widget);
  g_autoptr (PoiseEntry) review = keep (self);

  push_handout (self, review);
}

static void
closing_answered_cb (GtkWidget *widget, const char *response)
{
  PoiseReviewDialog *self = POISE_REVIEW_DIALOG (widget);
  g_autoptr (PoiseEntry) review = NULL;

  if (g_str_equal (response, "cancel"))
    return;
  if (g_str_equal (response, "keep"))
    review = keep (self);
  adw_dialog_force_close (ADW_DIALOG (self));
}

static void
close_attempt_cb (PoiseReviewDialog *self)
{
  poise_keep_alert_present (GTK_WIDGET (self), _ ("Keep This Review?"), closing_answered_cb);
}

/* ---- what was kept ---- */

static void
handout_cb (PoiseReviewDialog *self, GtkWidget *button)
{
  push_handout (self, g_object_get_data (G_OBJECT (button), "entry"));
}

static void
add_kept (PoiseReviewDialog *self, PoiseEntry *review)
{
  const char *prompt = poise_entry_get_prompt_text (review);
  const char *title = prompt != NULL ? prompt : C_ ("entry", "Review");
  g_autofree char *day = poise_day_to_words (poise_entry_get_day (review));
  /* Translators: %s is a review, as “Review: October 2026”. */
  g_autofree char *words = g_strdup_printf (_ ("Hand Out “%s”"), title);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Hand Out…"));

  g_object_set (row, "use-markup", FALSE, "title", title, "subtitle", day, NULL);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  poise_accessible_set_name (button, words);
  g_object_set_data_full (G_OBJECT (button), "entry", g_object_ref (review), g_object_unref);
  g_signal_connect_object (button, "clicked", G_CALLBACK (handout_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (self->kept, row);
  g_ptr_array_add (self->kept_rows, row);
}

static void
show_kept (PoiseReviewDialog *self)
{
  g_autoptr (GPtrArray) reviews = poise_review_list (poise_context_get_journal (self->context));

  for (guint i = 0; i < self->kept_rows->len; i++)
    adw_preferences_group_remove (self->kept, g_ptr_array_index (self->kept_rows, i));
  g_ptr_array_set_size (self->kept_rows, 0);
  for (guint i = 0; i < reviews->len; i++)
    add_kept (self, g_ptr_array_index (reviews, i));
  gtk_widget_set_visible (GTK_WIDGET (self->kept), reviews->len > 0);
}

/* ---- virtual functions ---- */

static void
poise_review_dialog_dispose (GObject *object)
{
  PoiseReviewDialog *self = POISE_REVIEW_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), POISE_TYPE_REVIEW_DIALOG);
  g_clear_object (&self->context);
  g_clear_object (&self->weekly);
  g_clear_pointer (&self->balance, poise_balance_unref);
  g_clear_pointer (&self->before, poise_balance_unref);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  g_clear_pointer (&self->switches, g_ptr_array_unref);
  g_clear_pointer (&self->intention_rows, g_ptr_array_unref);
  g_clear_pointer (&self->kept_rows, g_ptr_array_unref);

  G_OBJECT_CLASS (poise_review_dialog_parent_class)->dispose (object);
}

static void
poise_review_dialog_class_init (PoiseReviewDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = poise_review_dialog_dispose;
  g_type_ensure (POISE_TYPE_CHART);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/poise_journal/Poise/balance/poise-review-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, PoiseReviewDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, PoiseReviewDialog, pages);
  gtk_widget_class_bind_template_child (widget_class, PoiseReviewDialog, page);
  gtk_widget_class_bind_template_child (widget_class, PoiseReviewDialog, period);
  gtk_widget_class_bind_template_child (widget_class, PoiseReviewDialog, balance_group);
  gtk_widget_class_bind_template_child (widget_class, PoiseReviewDialog, chart_card);
  gtk_widget_class_bind_template_child (widget_class, PoiseReviewDialog, chart);
  gtk_widget_class_bind_template_child (widget_class, PoiseReviewDialog, intentions);
  gtk_widget_class_bind_template_child (widget_class, PoiseReviewDialog, sentences_group);
  gtk_widget_class_bind_template_child (widget_class, PoiseReviewDialog, sentences);
  gtk_widget_class_bind_template_callback (widget_class, refresh);
  gtk_widget_class_bind_template_callback (widget_class, close_attempt_cb);
  gtk_widget_class_install_action (widget_class, "review.keep", NULL, keep_cb);
}

static void
poise_review_dialog_init (PoiseReviewDialog *self)
{
  self->switches = g_ptr_array_new ();
  self->intention_rows = g_ptr_array_new ();
  self->kept_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  poise_undo_keys_add (GTK_WIDGET (self), step);
  poise_choice_items_name (GTK_WIDGET (self->period));
  self->weekly = poise_weekly_drawing_new ();
  poise_weekly_drawing_set_compact (POISE_WEEKLY_DRAWING (self->weekly), TRUE);
  poise_chart_set_drawing (self->chart, self->weekly);
  poise_chart_set_only_shown (self->chart);
  for (guint i = 0; i < POISE_REVIEW_N_QUESTIONS; i++)
    add_question (self, i);
  self->kept = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->kept, _ ("Kept Reviews"));
  adw_preferences_page_add (self->page, self->kept);
}

/**
 * poise_review_dialog_new:
 * @context: whose journal it is
 *
 * Returns: (transfer floating): the dialog
 */
AdwDialog *
poise_review_dialog_new (PoiseContext *context)
{
  PoiseReviewDialog *self = g_object_new (POISE_TYPE_REVIEW_DIALOG, NULL);

  self->context = g_object_ref (context);
  self->moment = poise_history_get_moment (poise_context_get_history (context));
  g_signal_connect_object (poise_context_get_history (context), "undone",
                           G_CALLBACK (adw_toast_overlay_dismiss_all), self->toasts,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (poise_context_get_journal (context), "items-changed",
                           G_CALLBACK (show_kept), self, G_CONNECT_SWAPPED);
  fill_periods (self);
  refresh (self);
  show_kept (self);
  return ADW_DIALOG (self);
}

/**
 * poise_review_dialog_keep_draft:
 * @self: the dialog
 *
 * Keeps the review where anything was typed or picked, without asking: the dialog is about to go.
 */
void
poise_review_dialog_keep_draft (PoiseReviewDialog *self)
{
  g_autoptr (PoiseEntry) review = NULL;

  g_return_if_fail (POISE_IS_REVIEW_DIALOG (self));

  if (is_begun (self))
    review = keep (self);
}
