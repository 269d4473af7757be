/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-balance-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

#include "poise-accessible.h"
#include "poise-balance-csv.h"
#include "poise-balance-description.h"
#include "poise-balance-output.h"
#include "poise-chart.h"
#include "poise-date-button.h"
#include "poise-facets-drawing.h"
#include "poise-figures-table.h"
#include "poise-file-save.h"
#include "poise-focus.h"
#include "poise-tag-choice.h"
#include "poise-tags.h"
#include "poise-weekly-drawing.h"
#include "poise-year-drawing.h"

/* The ranges in the order of the drop-down's rows, before all and custom. */
static const guint ranges[] = { 4, 12, 26, 52 };

/* Of a chart, in pixels. */
#define USUAL_WIDTH 600

#define ROW_ALL G_N_ELEMENTS (ranges)
#define ROW_CUSTOM (G_N_ELEMENTS (ranges) + 1)

struct _PoiseBalancePage
{
  GtkWidget parent_instance;

  /* Template */
  AdwToastOverlay *toasts;
  GtkStack *contents;
  AdwToggleGroup *view;
  GtkDropDown *range;
  GtkDropDown *tag;
  GtkWidget *custom;
  GtkStack *views;
  AdwStatusPage *nothing;
  GtkWidget *show_all;
  PoiseDateButton *from;
  PoiseDateButton *to;
  GtkLabel *sentence;
  PoiseChart *weekly_chart;
  GtkLabel *weekly_note;
  GtkLabel *interval_note;
  GtkLabel *facets_sentence;
  PoiseChart *facets_chart;
  GtkLabel *year_sentence;
  PoiseChart *year_chart;
  PoiseFiguresTable *table;

  /* Owned */
  PoiseContext *context;
  PoiseDrawing *weekly;
  PoiseDrawing *facets;
  PoiseDrawing *year;
  PoiseBalance *balance;
  PoiseBalance *before;
  GArray *days;

  guint refresh_id;
  guint measure_id;
  gboolean is_filling; /* the tags that can be chosen change, not the choice */
  gboolean is_stale;   /* something changed since the figures were worked out */
  gboolean has_tags;   /* the tags that can be chosen are those of the journal */
};

enum
{
  PROP_CONTEXT = 1,
  N_PROPERTIES,
};

enum
{
  SIGNAL_DAYS_ACTIVATED,
  SIGNAL_FACET_ACTIVATED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPERTIES];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PoiseBalancePage, poise_balance_page, GTK_TYPE_WIDGET)

/* ---- what is shown ---- */

/* The journal goes to a day, or to a week; of a longer period it is the newest one. */
static void
days_activated_cb (PoiseBalancePage *self, guint first, guint last)
{
  PoiseDay day = MIN (last, MAX (first, self->balance->range.last));

  if (last > first)
    day = poise_day_get_week (day, self->balance->first_weekday) + 6;
  g_signal_emit (self, signals[SIGNAL_DAYS_ACTIVATED], 0, day,
                 poise_tag_choice_get_tag (self->tag));
}

/* The marks are in the order of the facets. */
static void
facet_activated_cb (PoiseBalancePage *self, guint mark)
{
  g_signal_emit (self, signals[SIGNAL_FACET_ACTIVATED], 0, POISE_FACET_PURPOSE + mark,
                 self->balance->range.first, self->balance->range.last,
                 poise_tag_choice_get_tag (self->tag));
}

/* Which periods the weekly chart shows is known once it has a width. */
static void
laid_out_cb (PoiseBalancePage *self)
{
  const char *note =
    poise_unit_describe (poise_weekly_drawing_get_unit (POISE_WEEKLY_DRAWING (self->weekly)));

  gtk_label_set_text (self->weekly_note, note != NULL ? note : "");
  gtk_widget_set_visible (GTK_WIDGET (self->weekly_note), note != NULL);
}

static PoiseRange
get_range (PoiseBalancePage *self, PoiseJournal *journal, GDateWeekday first_weekday)
{
  PoiseDay today = poise_context_get_today (self->context);
  guint row = gtk_drop_down_get_selected (self->range);

  if (row == ROW_ALL)
    return poise_range_new_all (journal, today);
  if (row == ROW_CUSTOM && poise_date_button_get_day (self->from) != POISE_DAY_INVALID)
    return poise_range_new_days (poise_date_button_get_day (self->from),
                                 poise_date_button_get_day (self->to));
  return poise_range_new_weeks (today, ranges[MIN (row, G_N_ELEMENTS (ranges) - 1)], first_weekday);
}

static void
show_tags (PoiseBalancePage *self)
{
  g_auto (GStrv) tags = NULL;

  if (self->has_tags)
    return;
  tags = poise_tags_list (poise_context_get_journal (self->context));
  self->has_tags = TRUE;
  self->is_filling = TRUE;
  poise_tag_choice_set_tags (self->tag, (const char *const *) tags);
  self->is_filling = FALSE;
}

static void
compute (PoiseBalancePage *self)
{
  g_autoptr (PoiseJournal) journal = poise_tags_narrow (poise_context_get_journal (self->context),
                                                        poise_tag_choice_get_tag (self->tag));
  GDateWeekday first_weekday = poise_context_get_first_weekday (self->context);
  PoiseRange range = get_range (self, journal, first_weekday);

  g_clear_pointer (&self->balance, poise_balance_unref);
  g_clear_pointer (&self->before, poise_balance_unref);
  g_clear_pointer (&self->days, g_array_unref);
  self->balance = poise_balance_new_for_range (journal, &range, first_weekday,
                                               poise_context_get_accuracy (self->context));
  poise_intention_list_mark (poise_context_get_intentions (self->context), self->balance);
  self->before = poise_balance_new_before (journal, self->balance);
  self->days = poise_balance_list_year (journal, &range, &self->balance->accuracy);
}

static void
show_chart (PoiseChart *chart, GtkLabel *label, char *words)
{
  gtk_label_set_text (label, words);
  poise_chart_update (chart, words);
  g_free (words);
}

/* Whether there is anything to show in another range, of the same tag. */
static gboolean
has_other_entries (PoiseBalancePage *self)
{
  g_autoptr (PoiseJournal) journal = poise_tags_narrow (poise_context_get_journal (self->context),
                                                        poise_tag_choice_get_tag (self->tag));
  const PoiseRange all = poise_range_new_all (journal, poise_context_get_today (self->context));
  g_autoptr (PoiseBalance) balance =
    poise_balance_new_for_range (journal, &all, self->balance->first_weekday, NULL);

  return balance->n_entries > 0;
}

/* An empty grid would look as if something were wrong with it. */
static void
show_view (PoiseBalancePage *self)
{
  gboolean is_empty = self->balance != NULL && self->balance->n_entries == 0;

  gtk_widget_set_sensitive (GTK_WIDGET (self->view), !is_empty);
  if (is_empty)
    {
      g_autofree char *range = poise_range_to_words (&self->balance->range);

      adw_status_page_set_description (self->nothing, range);
      gtk_widget_set_visible (self->show_all, has_other_entries (self));
    }
  gtk_stack_set_visible_child_name (
    self->views, is_empty ? "nothing" : adw_toggle_group_get_active_name (self->view));
}

static void
show_figures (PoiseBalancePage *self)
{
  GSettings *settings = poise_context_get_settings (self->context);
  PoiseWeeklyDrawing *weekly = POISE_WEEKLY_DRAWING (self->weekly);

  poise_weekly_drawing_set_target (weekly, g_settings_get_double (settings, "target-low"),
                                   g_settings_get_double (settings, "target-high"));
  poise_weekly_drawing_set_balance (weekly, self->balance);
  poise_facets_drawing_set_balance (POISE_FACETS_DRAWING (self->facets), self->balance,
                                    self->before);
  poise_year_drawing_set_days (POISE_YEAR_DRAWING (self->year), self->days,
                               self->balance->first_weekday);
  show_chart (self->weekly_chart, self->sentence,
              poise_balance_describe (self->balance, self->before));
  show_chart (self->facets_chart, self->facets_sentence,
              poise_balance_describe_facets (self->balance, self->before));
  show_chart (self->year_chart, self->year_sentence, poise_balance_describe_year (self->days));
  poise_figures_table_set_figures (self->table, self->balance, self->before, self->days);
}

/* Works the figures out again and shows them. Until the journal was read nothing is
 * known of it, so that nothing is said. */
static void
refresh (PoiseBalancePage *self)
{
  self->is_stale = TRUE;
  if (!poise_context_is_loaded (self->context) || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  self->is_stale = FALSE;
  gtk_stack_set_visible_child_name (
    self->contents,
    g_list_model_get_n_items (G_LIST_MODEL (poise_context_get_journal (self->context))) > 0
      ? "figures"
      : "empty");
  show_tags (self);
  compute (self);
  show_figures (self);
  show_view (self);
}

static gboolean
refresh_cb (gpointer data)
{
  PoiseBalancePage *self = data;

  self->refresh_id = 0;
  refresh (self);
  return G_SOURCE_REMOVE;
}

/* Many entries may change at once; the figures are worked out once for all. */
static void
journal_changed_cb (PoiseBalancePage *self)
{
  self->is_stale = TRUE;
  self->has_tags = FALSE;
  if (self->refresh_id == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->refresh_id = g_idle_add (refresh_cb, self);
}

/* A custom range begins as the one that was shown. */
static void
range_selected_cb (PoiseBalancePage *self)
{
  gboolean is_custom = gtk_drop_down_get_selected (self->range) == ROW_CUSTOM;

  if (is_custom && self->balance != NULL)
    {
      poise_date_button_set_day (self->from, self->balance->range.first);
      poise_date_button_set_day (self->to, self->balance->range.last);
    }
  gtk_widget_set_visible (self->custom, is_custom);
  if (self->context != NULL && !is_custom)
    g_settings_set_uint (poise_context_get_settings (self->context), "balance-range",
                         gtk_drop_down_get_selected (self->range));
  refresh (self);
}

static void
tag_selected_cb (PoiseBalancePage *self)
{
  if (!self->is_filling && self->context != NULL)
    refresh (self);
}

/* The keyboard goes to what says what is shown now; the button is gone. */
static void
show_all_cb (PoiseBalancePage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->range));
  gtk_drop_down_set_selected (self->range, ROW_ALL);
}

/* ---- the menu ---- */

/* “poise-2026-09-07-2026-11-23.png”; whose figures are nobody's says so. */
static char *
make_name (PoiseBalancePage *self, const char *extension)
{
  g_autofree char *first = poise_day_to_string (self->balance->range.first);
  g_autofree char *last = poise_day_to_string (self->balance->range.last);

  return g_strdup_printf ("poise-%s%s-%s.%s",
                          poise_context_is_sample (self->context) ? "sample-" : "", first, last,
                          extension);
}

static PoisePicture *
make_picture (PoiseBalancePage *self)
{
  GSettings *settings = poise_context_get_settings (self->context);
  PoisePicture *picture = poise_picture_new (self->balance, self->before, self->days,
                                             poise_context_get_today (self->context));

  poise_picture_set_target (picture, g_settings_get_double (settings, "target-low"),
                            g_settings_get_double (settings, "target-high"));
  if (poise_context_is_sample (self->context))
    poise_picture_set_sample (picture);
  poise_picture_set_rtl (picture, gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL);
  return picture;
}

static void
save_picture_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PoiseBalancePage *self = POISE_BALANCE_PAGE (widget);
  g_autofree char *name = NULL;

  if (self->balance == NULL)
    return;
  name = make_name (self, "png");
  poise_balance_save_picture (self->toasts, poise_context_get_folder (self->context),
                              make_picture (self), name);
}

static void
save_figures_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PoiseBalancePage *self = POISE_BALANCE_PAGE (widget);
  g_autofree char *name = NULL;
  char *csv;

  if (self->balance == NULL)
    return;
  name = make_name (self, "csv");
  csv = poise_periods_to_csv (self->balance->weeks, "week");
  poise_file_save_bytes (self->toasts, poise_context_get_folder (self->context),
                         _ ("Save Figures (CSV)"), name, g_bytes_new_take (csv, strlen (csv)));
}

static void
print_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PoiseBalancePage *self = POISE_BALANCE_PAGE (widget);

  /* The keys are heard wherever the keyboard is, on the other pages too. */
  if (self->balance != NULL && gtk_widget_get_mapped (widget))
    poise_balance_print (self->toasts, make_picture (self));
}

/* Charts have letters of a size of their own. Most pages are made before they are shown, when
 * nothing else is to be done: their letters are looked for then, too, and kept. */
static gboolean
measure_cb (gpointer data)
{
  PoiseBalancePage *self = data;
  PoiseChart *charts[] = { self->weekly_chart, self->facets_chart, self->year_chart };

  self->measure_id = 0;
  for (guint i = 0; i < G_N_ELEMENTS (charts); i++)
    gtk_widget_measure (GTK_WIDGET (charts[i]), GTK_ORIENTATION_VERTICAL, USUAL_WIDTH, NULL, NULL,
                        NULL, NULL);
  return G_SOURCE_REMOVE;
}

/* ---- virtual functions ---- */

static void
poise_balance_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (poise_balance_page_parent_class)->map (widget);
  g_clear_handle_id (&POISE_BALANCE_PAGE (widget)->measure_id, g_source_remove);
  /* It is mapped anew whenever the window becomes narrow or wide, too. */
  if (POISE_BALANCE_PAGE (widget)->is_stale)
    refresh (POISE_BALANCE_PAGE (widget));
}

static void
poise_balance_page_constructed (GObject *object)
{
  static const char *const keys[] = { "changed::first-weekday", "changed::target-low",
                                      "changed::target-high" };
  PoiseBalancePage *self = POISE_BALANCE_PAGE (object);
  PoiseContext *context = self->context;
  GSettings *settings = poise_context_get_settings (context);

  G_OBJECT_CLASS (poise_balance_page_parent_class)->constructed (object);
  g_signal_connect_object (poise_context_get_journal (context), "items-changed",
                           G_CALLBACK (journal_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (poise_context_get_journal (context), "entry-changed",
                           G_CALLBACK (journal_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "accuracy-changed", G_CALLBACK (journal_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "loaded", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "day-changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (poise_context_get_intentions (context), "changed",
                           G_CALLBACK (journal_changed_cb), self, G_CONNECT_SWAPPED);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    g_signal_connect_object (settings, keys[i], G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  gtk_drop_down_set_selected (self->range,
                              MIN (g_settings_get_uint (settings, "balance-range"), ROW_ALL));
  refresh (self);
  self->measure_id = g_idle_add_full (G_PRIORITY_LOW, measure_cb, self, NULL);
}

static void
poise_balance_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_CONTEXT)
    g_value_set_object (value, POISE_BALANCE_PAGE (object)->context);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
poise_balance_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_CONTEXT)
    POISE_BALANCE_PAGE (object)->context = g_value_dup_object (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
poise_balance_page_dispose (GObject *object)
{
  PoiseBalancePage *self = POISE_BALANCE_PAGE (object);

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_clear_handle_id (&self->measure_id, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), POISE_TYPE_BALANCE_PAGE);
  g_clear_object (&self->context);
  g_clear_object (&self->weekly);
  g_clear_object (&self->facets);
  g_clear_object (&self->year);
  g_clear_pointer (&self->balance, poise_balance_unref);
  g_clear_pointer (&self->before, poise_balance_unref);
  g_clear_pointer (&self->days, g_array_unref);

  G_OBJECT_CLASS (poise_balance_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/poise_journal/Poise/balance/poise-balance-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PoiseBalancePage, toasts);
  gtk_widget_class_bind_template_child (widget_class, PoiseBalancePage, contents);
  gtk_widget_class_bind_template_child (widget_class, PoiseBalancePage, view);
  gtk_widget_class_bind_template_child (widget_class, PoiseBalancePage, range);
  gtk_widget_class_bind_template_child (widget_class, PoiseBalancePage, tag);
  gtk_widget_class_bind_template_child (widget_class, PoiseBalancePage, custom);
  gtk_widget_class_bind_template_child (widget_class, PoiseBalancePage, views);
  gtk_widget_class_bind_template_child (widget_class, PoiseBalancePage, nothing);
  gtk_widget_class_bind_template_child (widget_class, PoiseBalancePage, show_all);
  gtk_widget_class_bind_template_child (widget_class, PoiseBalancePage, from);
  gtk_widget_class_bind_template_child (widget_class, PoiseBalancePage, to);
  gtk_widget_class_bind_template_child (widget_class, PoiseBalancePage, sentence);
  gtk_widget_class_bind_template_child (widget_class, PoiseBalancePage, weekly_chart);
  gtk_widget_class_bind_template_child (widget_class, PoiseBalancePage, weekly_note);
  gtk_widget_class_bind_template_child (widget_class, PoiseBalancePage, interval_note);
  gtk_widget_class_bind_template_child (widget_class, PoiseBalancePage, facets_sentence);
  gtk_widget_class_bind_template_child (widget_class, PoiseBalancePage, facets_chart);
  gtk_widget_class_bind_template_child (widget_class, PoiseBalancePage, year_sentence);
  gtk_widget_class_bind_template_child (widget_class, PoiseBalancePage, year_chart);
  gtk_widget_class_bind_template_child (widget_class, PoiseBalancePage, table);
  gtk_widget_class_bind_template_callback (widget_class, poise_focus_keep);
  gtk_widget_class_bind_template_callback (widget_class, refresh);
  gtk_widget_class_bind_template_callback (widget_class, range_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, tag_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_view);
  gtk_widget_class_bind_template_callback (widget_class, show_all_cb);
  gtk_widget_class_bind_template_callback (widget_class, days_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, facet_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, laid_out_cb);
}

static void
poise_balance_page_class_init (PoiseBalancePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = poise_balance_page_constructed;
  object_class->get_property = poise_balance_page_get_property;
  object_class->set_property = poise_balance_page_set_property;
  object_class->dispose = poise_balance_page_dispose;
  widget_class->map = poise_balance_page_map;

  g_type_ensure (POISE_TYPE_CHART);
  g_type_ensure (POISE_TYPE_DATE_BUTTON);
  g_type_ensure (POISE_TYPE_FIGURES_TABLE);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "balance.save-picture", NULL, save_picture_cb);
  gtk_widget_class_install_action (widget_class, "balance.save-figures", NULL, save_figures_cb);
  gtk_widget_class_install_action (widget_class, "balance.print", NULL, print_cb);

  /**
   * PoiseBalancePage:context:
   *
   * What it shows.
   */
  properties[PROP_CONTEXT] =
    g_param_spec_object ("context", NULL, NULL, POISE_TYPE_CONTEXT,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  /**
   * PoiseBalancePage::days-activated:
   * @self: the page
   * @last: a day, or the last one of a week
   * @tag: (nullable): the tag of the entries of which the balance is; %NULL for all
   *
   * The person wants to see the entries of that day or week.
   */
  signals[SIGNAL_DAYS_ACTIVATED] =
    g_signal_new ("days-activated", POISE_TYPE_BALANCE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_STRING);

  /**
   * PoiseBalancePage::facet-activated:
   * @self: the page
   * @facet: a #PoiseFacet
   * @first: the first day of the balance
   * @last: its last day
   * @tag: (nullable): the tag of the entries of which the balance is; %NULL for all
   *
   * The person wants to see the entries of these days that show a facet.
   */
  signals[SIGNAL_FACET_ACTIVATED] =
    g_signal_new ("facet-activated", POISE_TYPE_BALANCE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 4, G_TYPE_UINT, G_TYPE_UINT, G_TYPE_UINT, G_TYPE_STRING);
}

static void
poise_balance_page_init (PoiseBalancePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_label_set_text (self->interval_note, poise_interval_explain ());
  poise_accessible_name_drop_down (self->range, _ ("Range"));
  poise_accessible_name_drop_down (self->tag, _ ("Tag"));
  poise_date_button_set_required (self->from);
  poise_date_button_set_required (self->to);
  self->weekly = poise_weekly_drawing_new ();
  self->facets = poise_facets_drawing_new ();
  self->year = poise_year_drawing_new ();
  poise_chart_set_drawing (self->weekly_chart, self->weekly);
  poise_chart_set_drawing (self->facets_chart, self->facets);
  poise_chart_set_drawing (self->year_chart, self->year);
}
