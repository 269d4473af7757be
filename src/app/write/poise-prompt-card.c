/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-prompt-card.h"

#include <glib/gi18n.h>
#include <math.h>

#include "poise-balance-description.h"
#include "poise-buttons.h"
#include "poise-chart.h"
#include "poise-entry-kind.h"
#include "poise-lazy-menu.h"
#include "poise-prompt-picker.h"
#include "poise-recall.h"
#include "poise-weekly-drawing.h"

/* A week is looked at beside the three before it. */
#define LOOK_BACK_WEEKS 4

struct _PoisePromptCard
{
  GtkWidget parent_instance;

  /* Template */
  GtkWidget *box;
  GtkStack *stack;
  GtkLabel *question;
  GtkMenuButton *why_button;
  GtkWidget *then_button;
  GtkWidget *another_button;
  GtkMenuButton *menu_button;
  GMenuModel *menu;
  GtkWidget *week_box;
  PoiseChart *week_chart;
  GtkLabel *week_words;

  /* Owned */
  PoiseContext *context;
  PoiseEntry *entry;
  PoiseDrawing *weekly;
  PoisePrompt *recalled; /* (nullable): what comes back on the day that asks */

  guint index;         /* of the question among the day's */
  gboolean is_chosen;  /* the person turned to another question, or to none */
  gboolean can_change; /* nothing was written yet */
  gboolean is_short;   /* there is room for one line only */
};

enum
{
  PROP_CONTEXT = 1,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

enum
{
  SIGNAL_CHOSEN,
  SIGNAL_OPEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PoisePromptCard, poise_prompt_card, GTK_TYPE_WIDGET)

static PoiseJournal *
get_journal (PoisePromptCard *self)
{
  return poise_context_get_journal (self->context);
}

static gboolean
is_morning (PoisePromptCard *self)
{
  return g_strcmp0 (poise_entry_get_kind (self->entry), POISE_ENTRY_MORNING) == 0;
}

/* ---- showing ---- */

static char *
describe_week (const PoisePeriod *week)
{
  g_autofree char *leadership = poise_share_to_words (week->share);
  g_autofree char *management = poise_share_to_words ((100 - lround (week->share * 100.0)) / 100.0);

  if (!week->has_share)
    return g_strdup_printf (ngettext ("You wrote %u entry this week.",
                                      "You wrote %u entries this week.", week->n_entries),
                            week->n_entries);
  if (week->n_counted == week->n_entries)
    return g_strdup_printf (
      /* Translators: a number of entries, then two shares, as “55%” and “45%”. */
      ngettext ("You wrote %1$u entry this week; what you described is %2$s management and %3$s "
                "leadership.",
                "You wrote %1$u entries this week; what you described is %2$s management and %3$s "
                "leadership.",
                week->n_entries),
      week->n_entries, management, leadership);
  return g_strdup_printf (
    /* Translators: a number of entries (at least 2), how many of them show management or
     * leadership, then two shares, as “55%” and “45%”. */
    ngettext ("You wrote %1$u entry this week; what you described in %2$u of them is %3$s "
              "management and %4$s leadership.",
              "You wrote %1$u entries this week; what you described in %2$u of them is %3$s "
              "management and %4$s leadership.",
              week->n_entries),
    week->n_entries, week->n_counted, management, leadership);
}

static void
show_week (PoisePromptCard *self)
{
  GSettings *settings = poise_context_get_settings (self->context);
  GDateWeekday first_weekday = poise_context_get_first_weekday (self->context);
  PoiseRange range =
    poise_range_new_weeks (poise_entry_get_day (self->entry), LOOK_BACK_WEEKS, first_weekday);
  g_autoptr (PoiseBalance) balance = poise_balance_new_for_range (
    get_journal (self), &range, first_weekday, poise_context_get_accuracy (self->context));
  const PoisePeriod *week = &g_array_index (balance->weeks, PoisePeriod, balance->weeks->len - 1);
  g_autofree char *words = describe_week (week);

  poise_intention_list_mark (poise_context_get_intentions (self->context), balance);
  gtk_label_set_text (self->week_words, words);
  poise_weekly_drawing_set_target (POISE_WEEKLY_DRAWING (self->weekly),
                                   g_settings_get_double (settings, "target-low"),
                                   g_settings_get_double (settings, "target-high"));
  poise_weekly_drawing_set_balance (POISE_WEEKLY_DRAWING (self->weekly), balance);
  poise_chart_update (self->week_chart, words);
}

static const PoisePrompt *
get_prompt (PoisePromptCard *self)
{
  return poise_prompt_set_lookup (poise_context_get_prompts (self->context),
                                  poise_entry_get_prompt_id (self->entry));
}

static GtkWidget *
create_why_popover (void)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 32);
  gtk_widget_add_css_class (label, "popover-text");
  gtk_popover_set_child (GTK_POPOVER (popover), label);
  return popover;
}

static void
show_why_cb (GtkMenuButton *button, gpointer data)
{
  PoisePromptCard *self = data;
  const PoisePrompt *prompt = get_prompt (self);
  g_autofree char *why = NULL;
  GtkWidget *label;

  if (prompt == NULL)
    return;
  if (gtk_menu_button_get_popover (button) == NULL)
    gtk_menu_button_set_popover (button, create_why_popover ());
  label = gtk_popover_get_child (gtk_menu_button_get_popover (button));
  why = poise_prompt_explain (
    prompt,
    poise_prompt_picker_get_reason (prompt, get_journal (self), poise_entry_get_day (self->entry)));
  gtk_label_set_text (GTK_LABEL (label), why);
}

/* The entry of weeks ago that the question is about. */
static PoiseEntry *
find_then (PoisePromptCard *self)
{
  g_autofree char *subject = poise_recall_get_subject (poise_entry_get_prompt_id (self->entry));

  return subject != NULL ? poise_journal_lookup (get_journal (self), subject) : NULL;
}

static void
show_then (PoisePromptCard *self)
{
  g_autofree char *subject = poise_recall_get_subject (poise_entry_get_prompt_id (self->entry));

  gtk_widget_set_visible (self->then_button, find_then (self) != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "prompt.keep-out",
                                 subject != NULL && self->can_change);
}

static void
show_question (PoisePromptCard *self)
{
  const char *text = poise_entry_get_prompt_text (self->entry);
  const PoisePrompt *prompt = get_prompt (self);
  gboolean is_look_back = prompt != NULL && prompt->occasion == POISE_OCCASION_WEEK_END;

  gtk_widget_set_visible (self->box, text != NULL || self->can_change);
  gtk_stack_set_visible_child_name (self->stack, text != NULL ? "question" : "none");
  gtk_label_set_text (self->question, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->why_button), prompt != NULL);
  gtk_widget_set_visible (self->another_button, text != NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->question), self->is_short ? text : NULL);
  gtk_widget_set_visible (self->week_box, is_look_back && !self->is_short);
  show_then (self);
  if (is_look_back)
    show_week (self);
}

/* ---- asking ---- */

static void
set_prompt (PoisePromptCard *self, const PoisePrompt *prompt)
{
  poise_entry_set_prompt (self->entry, prompt != NULL ? prompt->id : NULL,
                          prompt != NULL ? poise_prompt_get_text (prompt) : NULL);
  show_question (self);
}

static gboolean
is_answered (GPtrArray *entries, const PoisePrompt *prompt)
{
  for (guint i = 0; i < entries->len; i++)
    if (g_strcmp0 (poise_entry_get_prompt_id (g_ptr_array_index (entries, i)), prompt->id) == 0)
      return TRUE;

  return FALSE;
}

/* After a look back on the week, and before what the day asks. */
static void
add_recalled (PoisePromptCard *self, GPtrArray *ranked)
{
  const PoisePrompt *first = ranked->len > 0 ? g_ptr_array_index (ranked, 0) : NULL;

  g_clear_pointer (&self->recalled, poise_prompt_free);
  self->recalled =
    poise_recall_find (get_journal (self), poise_context_get_intentions (self->context),
                       poise_entry_get_day (self->entry));
  if (self->recalled != NULL)
    g_ptr_array_insert (ranked, first != NULL && first->occasion == POISE_OCCASION_WEEK_END ? 1 : 0,
                        self->recalled);
}

static GPtrArray *
rank (PoisePromptCard *self, PoiseDay day)
{
  PoisePromptSet *prompts = poise_context_get_prompts (self->context);
  GPtrArray *ranked;

  if (is_morning (self))
    return poise_prompt_picker_rank_morning (prompts, get_journal (self), day);
  ranked = poise_prompt_picker_rank (prompts, get_journal (self), day,
                                     poise_context_get_first_weekday (self->context));
  add_recalled (self, ranked);
  return ranked;
}

/* The index-th of the day's questions that no other entry of the day answers. */
static void
pick (PoisePromptCard *self)
{
  PoiseDay day = poise_entry_get_day (self->entry);
  g_autoptr (GPtrArray) entries = poise_journal_list_day (get_journal (self), day);
  g_autoptr (GPtrArray) ranked = rank (self, day);

  for (guint i = ranked->len; i > 0; i--)
    if (is_answered (entries, g_ptr_array_index (ranked, i - 1)))
      g_ptr_array_remove_index (ranked, i - 1);
  set_prompt (self, ranked->len > 0 ? g_ptr_array_index (ranked, self->index % ranked->len) : NULL);
}

static void
note_choice (PoisePromptCard *self)
{
  self->is_chosen = TRUE;
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0);
}

static void
ask_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PoisePromptCard *self = POISE_PROMPT_CARD (widget);

  pick (self);
  note_choice (self);
}

static void
another_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  POISE_PROMPT_CARD (widget)->index++;
  ask_cb (widget, action, parameter);
}

static void
none_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PoisePromptCard *self = POISE_PROMPT_CARD (widget);

  set_prompt (self, NULL);
  note_choice (self);
}

static void
then_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PoisePromptCard *self = POISE_PROMPT_CARD (widget);
  PoiseEntry *then = find_then (self);

  if (then != NULL)
    g_signal_emit (self, signals[SIGNAL_OPEN], 0, then);
}

/* For good; another question is asked instead. */
static void
keep_out_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PoisePromptCard *self = POISE_PROMPT_CARD (widget);
  g_autofree char *subject = poise_recall_get_subject (poise_entry_get_prompt_id (self->entry));
  g_autoptr (PoiseOperation) operation = NULL;

  if (subject == NULL)
    return;
  operation =
    poise_recall_new_keep_out (poise_context_get_intentions (self->context), subject, TRUE);
  poise_history_run (poise_context_get_history (self->context), operation);
  pick (self);
  note_choice (self);
}

static void
look_back_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PoisePromptCard *self = POISE_PROMPT_CARD (widget);
  const PoisePrompt *prompt =
    poise_prompt_picker_look_back (poise_context_get_prompts (self->context), get_journal (self),
                                   poise_entry_get_day (self->entry));

  if (prompt != NULL)
    set_prompt (self, prompt);
  note_choice (self);
}

/* The journal or the questions were loaded or changed: what was picked before
 * was picked without knowing them. */
static void
reconsider_cb (PoisePromptCard *self)
{
  if (self->entry == NULL || !self->can_change || self->is_chosen ||
      poise_journal_lookup (get_journal (self), poise_entry_get_id (self->entry)) != NULL)
    return;
  pick (self);
}

static void
set_context (PoisePromptCard *self, PoiseContext *context)
{
  g_return_if_fail (self->context == NULL && context != NULL);

  self->context = g_object_ref (context);
  g_signal_connect_object (poise_context_get_journal (context), "items-changed",
                           G_CALLBACK (reconsider_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (poise_context_get_prompts (context), "changed",
                           G_CALLBACK (reconsider_cb), self, G_CONNECT_SWAPPED);
}

static void
poise_prompt_card_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_CONTEXT)
    set_context (POISE_PROMPT_CARD (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
poise_prompt_card_dispose (GObject *object)
{
  PoisePromptCard *self = POISE_PROMPT_CARD (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), POISE_TYPE_PROMPT_CARD);
  g_clear_object (&self->entry);
  g_clear_object (&self->weekly);
  g_clear_pointer (&self->recalled, poise_prompt_free);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (poise_prompt_card_parent_class)->dispose (object);
}

static void
poise_prompt_card_class_init (PoisePromptCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->set_property = poise_prompt_card_set_property;
  G_OBJECT_CLASS (klass)->dispose = poise_prompt_card_dispose;
  g_type_ensure (POISE_TYPE_CHART);
  gtk_widget_class_install_action (widget_class, "prompt.ask", NULL, ask_cb);
  gtk_widget_class_install_action (widget_class, "prompt.another", NULL, another_cb);
  gtk_widget_class_install_action (widget_class, "prompt.none", NULL, none_cb);
  gtk_widget_class_install_action (widget_class, "prompt.look-back", NULL, look_back_cb);
  gtk_widget_class_install_action (widget_class, "prompt.then", NULL, then_cb);
  gtk_widget_class_install_action (widget_class, "prompt.keep-out", NULL, keep_out_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/poise_journal/Poise/write/poise-prompt-card.ui");
  gtk_widget_class_bind_template_child (widget_class, PoisePromptCard, box);
  gtk_widget_class_bind_template_child (widget_class, PoisePromptCard, stack);
  gtk_widget_class_bind_template_child (widget_class, PoisePromptCard, question);
  gtk_widget_class_bind_template_child (widget_class, PoisePromptCard, why_button);
  gtk_widget_class_bind_template_child (widget_class, PoisePromptCard, then_button);
  gtk_widget_class_bind_template_child (widget_class, PoisePromptCard, another_button);
  gtk_widget_class_bind_template_child (widget_class, PoisePromptCard, menu_button);
  gtk_widget_class_bind_template_child (widget_class, PoisePromptCard, menu);
  gtk_widget_class_bind_template_child (widget_class, PoisePromptCard, week_box);
  gtk_widget_class_bind_template_child (widget_class, PoisePromptCard, week_chart);
  gtk_widget_class_bind_template_child (widget_class, PoisePromptCard, week_words);

  /**
   * PoisePromptCard:context:
   *
   * Where the questions come from; set once.
   */
  properties[PROP_CONTEXT] = g_param_spec_object ("context", NULL, NULL, POISE_TYPE_CONTEXT,
                                                  G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPERTIES, properties);

  /**
   * PoisePromptCard::chosen:
   * @self: the card
   *
   * The person turned to a question, or to none, and wants to write.
   */
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", POISE_TYPE_PROMPT_CARD, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * PoisePromptCard::open:
   * @self: the card
   * @entry: an entry of weeks ago
   *
   * The person wants to see what the question is about.
   */
  signals[SIGNAL_OPEN] = g_signal_new ("open", POISE_TYPE_PROMPT_CARD, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 1, POISE_TYPE_ENTRY);
}

static void
poise_prompt_card_init (PoisePromptCard *self)
{
  self->can_change = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  poise_buttons_wrap (GTK_WIDGET (self));
  /* What opens is made when it does: today's page does not wait for it. */
  gtk_menu_button_set_create_popup_func (self->why_button, show_why_cb, self, NULL);
  poise_lazy_menu_set (self->menu_button, self->menu);
  self->weekly = poise_weekly_drawing_new ();
  poise_weekly_drawing_set_compact (POISE_WEEKLY_DRAWING (self->weekly), TRUE);
  poise_weekly_drawing_set_count_told (POISE_WEEKLY_DRAWING (self->weekly));
  poise_chart_set_drawing (self->week_chart, self->weekly);
  poise_chart_set_only_shown (self->week_chart);
}

/* A morning is not the time to look back, and its entry is there for its question. */
static void
enable_actions (PoisePromptCard *self)
{
  gboolean is_free = self->can_change && (self->entry == NULL || !is_morning (self));

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "prompt.ask", self->can_change);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "prompt.another", self->can_change);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "prompt.none", is_free);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "prompt.look-back", is_free);
}

/**
 * poise_prompt_card_set_can_change:
 * @self: a card
 * @can_change: whether another question may be asked: nothing was written yet
 */
void
poise_prompt_card_set_can_change (PoisePromptCard *self, gboolean can_change)
{
  g_return_if_fail (POISE_IS_PROMPT_CARD (self));

  if (self->can_change == !!can_change)
    return;
  self->can_change = can_change;
  enable_actions (self);
}

/**
 * poise_prompt_card_set_short:
 * @self: a card
 * @is_short: whether there is room for one line only
 */
void
poise_prompt_card_set_short (PoisePromptCard *self, gboolean is_short)
{
  g_return_if_fail (POISE_IS_PROMPT_CARD (self));

  gtk_label_set_wrap (self->question, !is_short);
  gtk_label_set_ellipsize (self->question, is_short ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
  self->is_short = is_short;
  if (self->entry != NULL)
    show_question (self);
}

/**
 * poise_prompt_card_show:
 * @self: a card
 * @entry: an entry
 *
 * Shows the question that @entry answers.
 */
void
poise_prompt_card_show (PoisePromptCard *self, PoiseEntry *entry)
{
  g_return_if_fail (POISE_IS_PROMPT_CARD (self));
  g_return_if_fail (POISE_IS_ENTRY (entry));

  if (g_set_object (&self->entry, entry))
    {
      self->index = 0;
      self->is_chosen = FALSE;
    }
  self->can_change = poise_entry_is_blank (entry);
  enable_actions (self);
  show_question (self);
}

/**
 * poise_prompt_card_ask:
 * @self: a card
 * @entry: a blank entry
 *
 * Gives @entry its day's question and shows it.
 */
void
poise_prompt_card_ask (PoisePromptCard *self, PoiseEntry *entry)
{
  poise_prompt_card_show (self, entry);
  pick (self);
}
