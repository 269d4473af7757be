/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-chart-mark.h"

struct _PoiseChartMark
{
  GtkWidget parent_instance;

  guint index;
  char *words;
};

enum
{
  SIGNAL_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PoiseChartMark, poise_chart_mark, GTK_TYPE_WIDGET)

static void
activate_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_ACTIVATED], 0);
}

/* A chart has hundreds of marks, of which few are pointed at. */
static gboolean
poise_chart_mark_query_tooltip (GtkWidget *widget,
                                int x,
                                int y,
                                gboolean by_keyboard,
                                GtkTooltip *tooltip)
{
  gtk_tooltip_set_text (tooltip, POISE_CHART_MARK (widget)->words);
  return TRUE;
}

static void
poise_chart_mark_finalize (GObject *object)
{
  g_free (POISE_CHART_MARK (object)->words);

  G_OBJECT_CLASS (poise_chart_mark_parent_class)->finalize (object);
}

static void
poise_chart_mark_class_init (PoiseChartMarkClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = poise_chart_mark_finalize;
  widget_class->query_tooltip = poise_chart_mark_query_tooltip;
  gtk_widget_class_set_css_name (widget_class, "chartmark");
  gtk_widget_class_install_action (widget_class, "mark.activate", NULL, activate_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, 0, "mark.activate", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, 0, "mark.activate", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_space, 0, "mark.activate", NULL);

  /**
   * PoiseChartMark::activated:
   *
   * The person wants to see what the mark stands for.
   */
  signals[SIGNAL_ACTIVATED] = g_signal_new ("activated", POISE_TYPE_CHART_MARK, G_SIGNAL_RUN_LAST,
                                            0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /* Screen readers press a mark as they press a button. */
  gtk_widget_class_set_activate_signal (widget_class, signals[SIGNAL_ACTIVATED]);
}

static void
poise_chart_mark_init (PoiseChartMark *self)
{
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
}

/**
 * poise_chart_mark_new:
 * @index: which of the chart's marks it is
 * @is_button: whether it can be reached and pressed; it is a picture where not
 *
 * Returns: (transfer floating): a mark
 */
GtkWidget *
poise_chart_mark_new (guint index, gboolean is_button)
{
  PoiseChartMark *self = g_object_new (
    POISE_TYPE_CHART_MARK, "accessible-role",
    is_button ? GTK_ACCESSIBLE_ROLE_BUTTON : GTK_ACCESSIBLE_ROLE_IMG, "focusable", is_button, NULL);

  self->index = index;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "mark.activate", is_button);
  return GTK_WIDGET (self);
}

/**
 * poise_chart_mark_set_words:
 * @self: a mark
 * @words: what a screen reader says and a tooltip shows of it
 */
void
poise_chart_mark_set_words (PoiseChartMark *self, const char *words)
{
  g_return_if_fail (POISE_IS_CHART_MARK (self));

  if (g_strcmp0 (self->words, words) == 0)
    return;
  g_free (self->words);
  self->words = g_strdup (words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

/**
 * poise_chart_mark_get_index:
 * @self: a mark
 *
 * Returns: which of the chart's marks it is
 */
guint
poise_chart_mark_get_index (PoiseChartMark *self)
{
  g_return_val_if_fail (POISE_IS_CHART_MARK (self), 0);

  return self->index;
}
