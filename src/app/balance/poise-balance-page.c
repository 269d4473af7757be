/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-balance-page.h"

#include <glib/gi18n.h>

#include "poise-weekly-chart.h"

/* The ranges in the order of the drop-down's rows; 0 is all. */
static const guint ranges[] = { 4, 12, 26, 52, 0 };

struct _PoiseBalancePage
{
  GtkWidget parent_instance;

  /* Template */
  GtkWidget *scroller;
  GtkDropDown *range;
  GtkLabel *sentence;
  PoiseWeeklyChart *chart;

  /* Owned */
  PoiseContext *context;
};

enum
{
  SIGNAL_WEEK_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PoiseBalancePage, poise_balance_page, GTK_TYPE_WIDGET)

static void
week_activated_cb (PoiseBalancePage *self, guint week)
{
  g_signal_emit (self, signals[SIGNAL_WEEK_ACTIVATED], 0, week);
}

static PoiseBalance *
compute (PoiseBalancePage *self, PoiseDay today, guint n_weeks)
{
  return poise_balance_new (poise_context_get_journal (self->context), today, n_weeks,
                            poise_context_get_first_weekday (self->context));
}

/**
 * poise_balance_page_refresh:
 * @self: a page
 *
 * Works the figures out again and shows them. The page does so itself when
 * it comes into view.
 */
void
poise_balance_page_refresh (PoiseBalancePage *self)
{
  guint n_weeks = ranges[MIN (gtk_drop_down_get_selected (self->range), G_N_ELEMENTS (ranges) - 1)];
  g_autoptr (PoiseBalance) before = NULL;
  g_autofree char *words = NULL;
  PoiseBalance *balance;
  GSettings *settings;
  PoiseDay today;

  if (self->context == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  today = poise_context_get_today (self->context);
  balance = compute (self, today, n_weeks);
  if (n_weeks > 0 && today > 7 * n_weeks)
    before = compute (self, today - 7 * n_weeks, n_weeks);
  words = poise_balance_describe (balance, before);
  gtk_label_set_text (self->sentence, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->chart), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words, -1);
  settings = poise_context_get_settings (self->context);
  poise_weekly_chart_set_target (self->chart, g_settings_get_double (settings, "target-low"),
                                 g_settings_get_double (settings, "target-high"));
  poise_weekly_chart_set_balance (self->chart, balance);
}

static void
poise_balance_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (poise_balance_page_parent_class)->map (widget);
  poise_balance_page_refresh (POISE_BALANCE_PAGE (widget));
}

static void
poise_balance_page_dispose (GObject *object)
{
  PoiseBalancePage *self = POISE_BALANCE_PAGE (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (poise_balance_page_parent_class)->dispose (object);
}

static void
poise_balance_page_class_init (PoiseBalancePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = poise_balance_page_dispose;
  widget_class->map = poise_balance_page_map;

  g_type_ensure (POISE_TYPE_WEEKLY_CHART);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/poise_journal/Poise/balance/poise-balance-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PoiseBalancePage, scroller);
  gtk_widget_class_bind_template_child (widget_class, PoiseBalancePage, range);
  gtk_widget_class_bind_template_child (widget_class, PoiseBalancePage, sentence);
  gtk_widget_class_bind_template_child (widget_class, PoiseBalancePage, chart);
  gtk_widget_class_bind_template_callback (widget_class, poise_balance_page_refresh);
  gtk_widget_class_bind_template_callback (widget_class, week_activated_cb);

  /**
   * PoiseBalancePage::week-activated:
   * @self: the page
   * @week: the week's first day
   *
   * The person wants to see a week's entries.
   */
  signals[SIGNAL_WEEK_ACTIVATED] =
    g_signal_new ("week-activated", POISE_TYPE_BALANCE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
poise_balance_page_init (PoiseBalancePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * poise_balance_page_set_context:
 * @self: a page
 * @context: what it shows
 */
void
poise_balance_page_set_context (PoiseBalancePage *self, PoiseContext *context)
{
  g_return_if_fail (POISE_IS_BALANCE_PAGE (self));

  g_set_object (&self->context, context);
  g_signal_connect_object (poise_context_get_journal (context), "items-changed",
                           G_CALLBACK (poise_balance_page_refresh), self, G_CONNECT_SWAPPED);
  poise_balance_page_refresh (self);
}
