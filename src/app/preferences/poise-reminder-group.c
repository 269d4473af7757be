/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-reminder-group.h"

#include <glib/gi18n.h>

#include "poise-accessible.h"
#include "poise-background.h"

struct _PoiseReminderGroup
{
  AdwPreferencesGroup parent_instance;

  /* Template */
  AdwActionRow *switch_row;
  GtkSwitch *is_on;
  GtkWidget *time_row;
  GtkWidget *time;
  GtkAdjustment *hour;
  GtkAdjustment *minute;
  GtkWidget *days_row;
  GtkBox *days;

  /* Owned */
  GSettings *settings;

  gboolean is_showing;
};

G_DEFINE_FINAL_TYPE (PoiseReminderGroup, poise_reminder_group, ADW_TYPE_PREFERENCES_GROUP)

static gboolean
show_two_digits_cb (GtkSpinButton *button)
{
  g_autofree char *text = g_strdup_printf ("%02d", gtk_spin_button_get_value_as_int (button));

  gtk_editable_set_text (GTK_EDITABLE (button), text);
  return TRUE;
}

static void
time_changed_cb (PoiseReminderGroup *self)
{
  guint hour = (guint) gtk_adjustment_get_value (self->hour);
  guint minute = (guint) gtk_adjustment_get_value (self->minute);

  if (!self->is_showing && self->settings != NULL)
    g_settings_set_uint (self->settings, "reminder-time", 60 * hour + minute);
}

static void
show_time (PoiseReminderGroup *self)
{
  guint minutes = g_settings_get_uint (self->settings, "reminder-time");

  self->is_showing = TRUE;
  gtk_adjustment_set_value (self->hour, minutes / 60);
  gtk_adjustment_set_value (self->minute, minutes % 60);
  self->is_showing = FALSE;
}

static void
show_note (PoiseReminderGroup *self, const char *note)
{
  adw_action_row_set_subtitle (
    self->switch_row,
    note != NULL ? note : _ ("Only on days without an entry. Shows nothing of what you wrote."));
}

static void
background_set_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (PoiseReminderGroup) self = data;
  g_autoptr (GError) error = NULL;

  if (poise_background_set_finish (result, &error))
    {
      show_note (self, NULL);
      return;
    }
  g_settings_set_boolean (self->settings, "reminder", FALSE);
  show_note (self, error->message);
}

/* The desktop is asked here, where the person is, and can answer its question. */
static gboolean
state_set_cb (PoiseReminderGroup *self, gboolean is_on)
{
  if (is_on != g_settings_get_boolean (self->settings, "reminder"))
    {
      g_settings_set_boolean (self->settings, "reminder", is_on);
      poise_background_set_async (is_on, background_set_cb, g_object_ref (self));
    }
  return FALSE;
}

static guint
get_bit (GtkWidget *button)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "bit"));
}

static void
show_days (PoiseReminderGroup *self)
{
  guint days = g_settings_get_flags (self->settings, "reminder-days");

  self->is_showing = TRUE;
  for (GtkWidget *b = gtk_widget_get_first_child (GTK_WIDGET (self->days)); b != NULL;
       b = gtk_widget_get_next_sibling (b))
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (b), (days & get_bit (b)) != 0);
  self->is_showing = FALSE;
}

static void
day_toggled_cb (PoiseReminderGroup *self, GtkToggleButton *button)
{
  guint days = g_settings_get_flags (self->settings, "reminder-days");
  guint bit = get_bit (GTK_WIDGET (button));

  if (!self->is_showing)
    g_settings_set_flags (self->settings, "reminder-days",
                          gtk_toggle_button_get_active (button) ? days | bit : days & ~bit);
}

static GtkWidget *
create_day (PoiseReminderGroup *self, PoiseDay day)
{
  /* Translators: a weekday on a small button, by strftime(). */
  g_autofree char *label = poise_day_format (day, C_ ("weekday button", "%a"));
  g_autofree char *name = poise_day_format (day, "%A");
  GtkWidget *button = gtk_toggle_button_new_with_label (label);
  guint bit = 1u << (poise_day_get_weekday (day) - G_DATE_MONDAY);

  g_object_set_data (G_OBJECT (button), "bit", GUINT_TO_POINTER (bit));
  gtk_widget_add_css_class (button, "weekday");
  gtk_widget_set_tooltip_text (button, name);
  poise_accessible_set_name (button, name);
  g_signal_connect_object (button, "toggled", G_CALLBACK (day_toggled_cb), self, G_CONNECT_SWAPPED);
  return button;
}

static void
poise_reminder_group_dispose (GObject *object)
{
  PoiseReminderGroup *self = POISE_REMINDER_GROUP (object);

  g_clear_object (&self->settings);

  G_OBJECT_CLASS (poise_reminder_group_parent_class)->dispose (object);
}

static void
poise_reminder_group_class_init (PoiseReminderGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = poise_reminder_group_dispose;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/poise_journal/Poise/preferences/poise-reminder-group.ui");
  gtk_widget_class_bind_template_child (widget_class, PoiseReminderGroup, switch_row);
  gtk_widget_class_bind_template_child (widget_class, PoiseReminderGroup, is_on);
  gtk_widget_class_bind_template_child (widget_class, PoiseReminderGroup, time_row);
  gtk_widget_class_bind_template_child (widget_class, PoiseReminderGroup, time);
  gtk_widget_class_bind_template_child (widget_class, PoiseReminderGroup, hour);
  gtk_widget_class_bind_template_child (widget_class, PoiseReminderGroup, minute);
  gtk_widget_class_bind_template_child (widget_class, PoiseReminderGroup, days_row);
  gtk_widget_class_bind_template_child (widget_class, PoiseReminderGroup, days);
  gtk_widget_class_bind_template_callback (widget_class, time_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_two_digits_cb);
}

static void
poise_reminder_group_init (PoiseReminderGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* A time of day is read from left to right in Arabic, too. */
  gtk_widget_set_direction (self->time, GTK_TEXT_DIR_LTR);
  show_note (self, NULL);
}

/**
 * poise_reminder_group_set_context:
 * @self: a group
 * @context: whose settings are shown
 */
void
poise_reminder_group_set_context (PoiseReminderGroup *self, PoiseContext *context)
{
  PoiseDay first;

  g_return_if_fail (POISE_IS_REMINDER_GROUP (self));

  self->settings = g_object_ref (poise_context_get_settings (context));
  first = poise_day_get_week (poise_context_get_today (context),
                              poise_context_get_first_weekday (context));
  for (PoiseDay day = first; day < first + 7; day++)
    gtk_box_append (self->days, create_day (self, day));
  g_settings_bind (self->settings, "reminder", self->is_on, "active", G_SETTINGS_BIND_GET);
  g_settings_bind (self->settings, "reminder", self->time_row, "sensitive", G_SETTINGS_BIND_GET);
  g_settings_bind (self->settings, "reminder", self->days_row, "sensitive", G_SETTINGS_BIND_GET);
  g_signal_connect_object (self->is_on, "state-set", G_CALLBACK (state_set_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::reminder-time", G_CALLBACK (show_time), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::reminder-days", G_CALLBACK (show_days), self,
                           G_CONNECT_SWAPPED);
  show_time (self);
  show_days (self);
}
