/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-day-button.h"

#include <glib/gi18n.h>

#include "poise-accessible.h"
#include "poise-compat.h"

struct _PoiseDayButton
{
  GtkWidget parent_instance;

  /* Template */
  GtkMenuButton *button;
  GtkCalendar *calendar;

  /* Owned */
  PoiseDay day;
  char *title;
};

enum
{
  PROP_TITLE = 1,
  N_PROPERTIES,
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPERTIES];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PoiseDayButton, poise_day_button, GTK_TYPE_WIDGET)

static void
show_day (PoiseDayButton *self)
{
  /* Translators: a day on a button, by strftime(). */
  g_autofree char *day = poise_day_format (self->day, C_ ("day button", "%-d %b %Y"));
  /* Translators: for screen readers: “From” or “To”, then a date. */
  g_autofree char *words = g_strdup_printf (C_ ("day button", "%1$s %2$s"), self->title, day);

  gtk_menu_button_set_label (self->button, day);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), words);
  poise_accessible_set_name (GTK_WIDGET (self->button), words);
}

static void
day_selected_cb (PoiseDayButton *self)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (self->calendar);
  int year, month, dom;
  PoiseDay day;

  g_date_time_get_ymd (date, &year, &month, &dom);
  day = poise_day_new ((guint) year, (guint) month, (guint) dom);
  if (day == POISE_DAY_INVALID || day == self->day)
    return;
  self->day = day;
  show_day (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
poise_day_button_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_string (value, POISE_DAY_BUTTON (object)->title);
}

static void
poise_day_button_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  PoiseDayButton *self = POISE_DAY_BUTTON (object);

  g_free (self->title);
  self->title = g_value_dup_string (value);
}

static void
poise_day_button_dispose (GObject *object)
{
  PoiseDayButton *self = POISE_DAY_BUTTON (object);

  if (self->button != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->button));
  self->button = NULL;

  G_OBJECT_CLASS (poise_day_button_parent_class)->dispose (object);
}

static void
poise_day_button_finalize (GObject *object)
{
  g_free (POISE_DAY_BUTTON (object)->title);

  G_OBJECT_CLASS (poise_day_button_parent_class)->finalize (object);
}

static void
poise_day_button_class_init (PoiseDayButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = poise_day_button_get_property;
  object_class->set_property = poise_day_button_set_property;
  object_class->dispose = poise_day_button_dispose;
  object_class->finalize = poise_day_button_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/poise_journal/Poise/balance/poise-day-button.ui");
  gtk_widget_class_bind_template_child (widget_class, PoiseDayButton, button);
  gtk_widget_class_bind_template_child (widget_class, PoiseDayButton, calendar);
  gtk_widget_class_bind_template_callback (widget_class, day_selected_cb);

  /**
   * PoiseDayButton:title:
   *
   * What the day is for, as “From”; a screen reader says it.
   */
  properties[PROP_TITLE] =
    g_param_spec_string ("title", NULL, NULL, "", G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  /**
   * PoiseDayButton::changed:
   *
   * The person chose another day.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", POISE_TYPE_DAY_BUTTON, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
poise_day_button_init (PoiseDayButton *self)
{
  self->title = g_strdup ("");
  self->day = POISE_DAY_INVALID;
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * poise_day_button_get_day:
 * @self: a button
 *
 * Returns: the day, %POISE_DAY_INVALID until one was set
 */
PoiseDay
poise_day_button_get_day (PoiseDayButton *self)
{
  g_return_val_if_fail (POISE_IS_DAY_BUTTON (self), POISE_DAY_INVALID);

  return self->day;
}

/**
 * poise_day_button_set_day:
 * @self: a button
 * @day: a valid day
 *
 * Shows a day; nothing is signalled.
 */
void
poise_day_button_set_day (PoiseDayButton *self, PoiseDay day)
{
  g_autoptr (GDateTime) noon = NULL;
  guint year, month, dom;

  g_return_if_fail (POISE_IS_DAY_BUTTON (self) && poise_day_is_valid (day));

  self->day = day;
  poise_day_get_ymd (day, &year, &month, &dom);
  noon = g_date_time_new_local ((int) year, (int) month, (int) dom, 12, 0, 0);
  poise_compat_set_date (self->calendar, noon);
  show_day (self);
}
