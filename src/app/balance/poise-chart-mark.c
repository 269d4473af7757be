/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-chart-mark.h"

struct _PoiseChartMark
{
  GtkWidget parent_instance;

  guint index;
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

static void
released_cb (PoiseChartMark *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0);
}

static void
poise_chart_mark_class_init (PoiseChartMarkClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_css_name (widget_class, "chartmark");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_BUTTON);
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
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  g_signal_connect_swapped (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

/**
 * poise_chart_mark_new:
 * @index: which of the chart's marks it is
 * @words: what a screen reader says and a tooltip shows of it
 *
 * Returns: (transfer floating): a mark
 */
GtkWidget *
poise_chart_mark_new (guint index, const char *words)
{
  PoiseChartMark *self = g_object_new (POISE_TYPE_CHART_MARK, NULL);

  self->index = index;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), words);
  return GTK_WIDGET (self);
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
