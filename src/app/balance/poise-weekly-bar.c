/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-weekly-bar.h"

#include <glib/gi18n.h>

struct _PoiseWeeklyBar
{
  GtkWidget parent_instance;

  PoiseDay week;
};

enum
{
  SIGNAL_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PoiseWeeklyBar, poise_weekly_bar, GTK_TYPE_WIDGET)

static void
activate_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_ACTIVATED], 0);
}

static void
released_cb (PoiseWeeklyBar *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0);
}

static void
poise_weekly_bar_class_init (PoiseWeeklyBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_css_name (widget_class, "weekbar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_BUTTON);
  gtk_widget_class_install_action (widget_class, "bar.activate", NULL, activate_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, 0, "bar.activate", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, 0, "bar.activate", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_space, 0, "bar.activate", NULL);

  /**
   * PoiseWeeklyBar::activated:
   *
   * The person wants to see the week's entries.
   */
  signals[SIGNAL_ACTIVATED] = g_signal_new ("activated", POISE_TYPE_WEEKLY_BAR, G_SIGNAL_RUN_LAST,
                                            0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /* Screen readers press a bar as they press a button. */
  gtk_widget_class_set_activate_signal (widget_class, signals[SIGNAL_ACTIVATED]);
}

static void
poise_weekly_bar_init (PoiseWeeklyBar *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  g_signal_connect_swapped (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

/**
 * poise_weekly_bar_describe:
 * @week: a week
 *
 * Returns: (transfer full): what a screen reader says and a tooltip shows of
 *   it, translated
 */
char *
poise_weekly_bar_describe (const PoiseWeek *week)
{
  /* Translators: the first day of a week within a sentence, by strftime(). */
  g_autofree char *first = poise_day_format (week->first, C_ ("week of", "%-d %B %Y"));
  g_autofree char *entries =
    g_strdup_printf (ngettext ("%u entry", "%u entries", week->n_entries), week->n_entries);

  if (!week->has_share)
    /* Translators: first a date, then “5 entries”. */
    return g_strdup_printf (_ ("Week of %s: nothing to show, %s"), first, entries);
  /* Translators: first a date, then a share, then “5 entries”. */
  return g_strdup_printf (_ ("Week of %s: %d%% leadership, %s"), first,
                          (int) (week->share * 100.0 + 0.5), entries);
}

/**
 * poise_weekly_bar_new:
 * @week: the week it stands for
 *
 * Returns: (transfer floating): a bar
 */
GtkWidget *
poise_weekly_bar_new (const PoiseWeek *week)
{
  PoiseWeeklyBar *self = g_object_new (POISE_TYPE_WEEKLY_BAR, NULL);
  g_autofree char *words = poise_weekly_bar_describe (week);

  self->week = week->first;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), words);
  return GTK_WIDGET (self);
}

/**
 * poise_weekly_bar_get_week:
 * @self: a bar
 *
 * Returns: its week's first day
 */
PoiseDay
poise_weekly_bar_get_week (PoiseWeeklyBar *self)
{
  g_return_val_if_fail (POISE_IS_WEEKLY_BAR (self), POISE_DAY_INVALID);

  return self->week;
}
