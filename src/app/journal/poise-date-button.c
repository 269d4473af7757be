/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-date-button.h"

#include <glib/gi18n.h>

#include "poise-accessible.h"
#include "poise-month-calendar.h"

struct _PoiseDateButton
{
  GtkWidget parent_instance;

  /* Owned by their parent */
  GtkWidget *button;
  GtkWidget *words;
  GtkWidget *popover;
  GtkWidget *calendar;
  GtkWidget *any;

  /* Owned */
  PoiseContext *context;
  char *label; /* where no day is chosen */

  PoiseDay day; /* POISE_DAY_INVALID for any */
};

typedef enum
{
  PROP_CONTEXT = 1,
  PROP_LABEL,
} PoiseDateButtonProperty;

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static GParamSpec *properties[PROP_LABEL + 1];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PoiseDateButton, poise_date_button, GTK_TYPE_WIDGET)

static void
show_day (PoiseDateButton *self)
{
  /* Translators: a day that the journal's list begins or ends with, by strftime(). */
  g_autofree char *date = self->day != POISE_DAY_INVALID
                            ? poise_day_format (self->day, C_ ("filter", "%-d %b %Y"))
                            : g_strdup (self->label);
  /* Translators: for screen readers: “From” or “Until”, then a date. */
  g_autofree char *name = g_strdup_printf (C_ ("day button", "%1$s %2$s"), self->label, date);

  gtk_label_set_text (GTK_LABEL (self->words), date);
  poise_accessible_set_name (GTK_WIDGET (self->button),
                             self->day != POISE_DAY_INVALID ? name : self->label);
}

static void
fill_cb (GtkMenuButton *button, gpointer data)
{
  PoiseDateButton *self = data;
  PoiseDay today = poise_context_get_today (self->context);

  poise_month_calendar_show (POISE_MONTH_CALENDAR (self->calendar),
                             poise_context_get_journal (self->context),
                             self->day != POISE_DAY_INVALID ? self->day : today, today,
                             poise_context_get_first_weekday (self->context));
}

static void
choose_cb (PoiseDateButton *self, guint day)
{
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  if (self->day == day)
    return;
  poise_date_button_set_day (self, day);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
clear_cb (PoiseDateButton *self)
{
  choose_cb (self, POISE_DAY_INVALID);
}

static void
poise_date_button_set_property (GObject *object,
                                guint prop_id,
                                const GValue *value,
                                GParamSpec *pspec)
{
  PoiseDateButton *self = POISE_DATE_BUTTON (object);

  switch ((PoiseDateButtonProperty) prop_id)
    {
    case PROP_CONTEXT:
      g_set_object (&self->context, g_value_get_object (value));
      break;
    case PROP_LABEL:
      g_free (self->label);
      self->label = g_value_dup_string (value);
      show_day (self);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
poise_date_button_dispose (GObject *object)
{
  PoiseDateButton *self = POISE_DATE_BUTTON (object);

  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (poise_date_button_parent_class)->dispose (object);
}

static void
poise_date_button_finalize (GObject *object)
{
  g_free (POISE_DATE_BUTTON (object)->label);

  G_OBJECT_CLASS (poise_date_button_parent_class)->finalize (object);
}

static void
poise_date_button_class_init (PoiseDateButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = poise_date_button_set_property;
  object_class->dispose = poise_date_button_dispose;
  object_class->finalize = poise_date_button_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);

  /**
   * PoiseDateButton:context:
   *
   * What knows today and what was written.
   */
  properties[PROP_CONTEXT] = g_param_spec_object ("context", NULL, NULL, POISE_TYPE_CONTEXT,
                                                  G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  /**
   * PoiseDateButton:label:
   *
   * What stands on it where no day is chosen.
   */
  properties[PROP_LABEL] =
    g_param_spec_string ("label", NULL, NULL, "", G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * PoiseDateButton::changed:
   *
   * The person chose another day, or any.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", POISE_TYPE_DATE_BUTTON, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
poise_date_button_init (PoiseDateButton *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->any = gtk_button_new_with_label (_ ("Any Day"));
  self->calendar = poise_month_calendar_new ();
  g_signal_connect_swapped (self->calendar, "day-activated", G_CALLBACK (choose_cb), self);
  g_signal_connect_swapped (self->any, "clicked", G_CALLBACK (clear_cb), self);
  gtk_box_append (GTK_BOX (box), self->calendar);
  gtk_box_append (GTK_BOX (box), self->any);
  self->popover = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (self->popover), box);
  /* As in the drop-downs that it stands among. */
  self->words = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->words), 0.0f);
  gtk_widget_set_hexpand (self->words, TRUE);
  self->button = gtk_menu_button_new ();
  /* It fills the button, and the button no more than its place. */
  gtk_widget_set_hexpand (self->button, FALSE);
  gtk_menu_button_set_child (GTK_MENU_BUTTON (self->button), self->words);
  gtk_menu_button_set_always_show_arrow (GTK_MENU_BUTTON (self->button), TRUE);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), self->popover);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->button), fill_cb, self, NULL);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
}

/**
 * poise_date_button_set_required:
 * @self: a button
 *
 * Lets only days be chosen, not any.
 */
void
poise_date_button_set_required (PoiseDateButton *self)
{
  g_return_if_fail (POISE_IS_DATE_BUTTON (self));

  gtk_widget_set_visible (self->any, FALSE);
}

/**
 * poise_date_button_set_day:
 * @self: a button
 * @day: a day, or %POISE_DAY_INVALID for any
 */
void
poise_date_button_set_day (PoiseDateButton *self, PoiseDay day)
{
  g_return_if_fail (POISE_IS_DATE_BUTTON (self));

  self->day = day;
  show_day (self);
}

/**
 * poise_date_button_get_day:
 * @self: a button
 *
 * Returns: the day, or %POISE_DAY_INVALID for any
 */
PoiseDay
poise_date_button_get_day (PoiseDateButton *self)
{
  g_return_val_if_fail (POISE_IS_DATE_BUTTON (self), POISE_DAY_INVALID);

  return self->day;
}
