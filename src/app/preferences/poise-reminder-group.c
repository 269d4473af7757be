/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-reminder-group.h"

#include <glib/gi18n.h>
#include <stdio.h>

#include "poise-accessible.h"
#include "poise-background.h"
#include "poise-reminder.h"

/* Of an hour. */
#define MINUTES 60

struct _PoiseReminderGroup
{
  AdwPreferencesGroup parent_instance;

  /* Template */
  AdwSwitchRow *switch_row;
  GtkWidget *time_row;
  GtkAdjustment *minutes;
  AdwSwitchRow *morning_row;
  GtkWidget *morning_time_row;
  GtkAdjustment *morning_minutes;
  GtkWidget *days_row;
  AdwWrapBox *days;

  /* Owned */
  GSettings *settings;

  gboolean is_showing;
};

enum
{
  PROP_CONTEXT = 1,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (PoiseReminderGroup, poise_reminder_group, ADW_TYPE_PREFERENCES_GROUP)

/* ---- the time of day, in minutes since midnight ---- */

static gboolean
show_time_cb (AdwSpinRow *row)
{
  int minutes = (int) adw_spin_row_get_value (row);
  g_autoptr (GDateTime) time =
    g_date_time_new_utc (2026, 11, 23, minutes / MINUTES, minutes % MINUTES, 0);
  /* Translators: the time of the reminder, by strftime(); as “19:30”. The hour has
   * to be the first number, from 0 to 23, the minute the second. */
  g_autofree char *text = g_date_time_format (time, C_ ("reminder", "%H:%M"));

  gtk_editable_set_text (GTK_EDITABLE (row), text);
  return TRUE;
}

/* “7” and “7.30” are times, too. */
static int
read_time_cb (AdwSpinRow *row, double *value)
{
  guint hour, minute = 0;

  if (sscanf (gtk_editable_get_text (GTK_EDITABLE (row)), "%2u%*[^0-9]%2u", &hour, &minute) < 1)
    return GTK_INPUT_ERROR;
  *value = MINUTES * MIN (hour, 23) + MIN (minute, MINUTES - 1);
  return TRUE;
}

/* ---- whether it comes ---- */

static const char *
get_key (PoiseReminderGroup *self, AdwSwitchRow *row)
{
  return row == self->morning_row ? "morning-question" : "reminder";
}

static void
show_note (PoiseReminderGroup *self, AdwSwitchRow *row)
{
  adw_action_row_set_subtitle (
    ADW_ACTION_ROW (row),
    row == self->switch_row
      ? _ ("Only on days without an entry. Shows nothing of what you wrote.")
      : _ ("A question on what you are good at. Your answer is not counted in the balance."));
}

/* What the desktop was asked for. It may take its time, and be asked for the other row meanwhile,
 * or answer when the dialog is closed. */
typedef struct
{
  AdwSwitchRow *row;
  GSettings *settings;
  const char *key;
} Asked;

static void
asked_free (Asked *asked)
{
  g_object_unref (asked->row);
  g_object_unref (asked->settings);
  g_free (asked);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asked, asked_free)

static void
background_set_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (Asked) asked = data;
  g_autoptr (GError) error = NULL;

  if (poise_background_set_finish (result, &error))
    return;
  g_settings_set_boolean (asked->settings, asked->key, FALSE);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (asked->row), error->message);
}

/* The desktop is asked here, where the person is, and can answer its question. */
static void
switched_cb (PoiseReminderGroup *self, GParamSpec *pspec, AdwSwitchRow *row)
{
  gboolean is_on = adw_switch_row_get_active (row);
  Asked *asked;

  if (is_on == g_settings_get_boolean (self->settings, get_key (self, row)))
    return;
  g_settings_set_boolean (self->settings, get_key (self, row), is_on);
  show_note (self, row);
  asked = g_new0 (Asked, 1);
  asked->row = g_object_ref (row);
  asked->settings = g_object_ref (self->settings);
  asked->key = get_key (self, row);
  poise_background_set_async (poise_reminder_is_wanted (self->settings), background_set_cb, asked);
}

static void
update_days (PoiseReminderGroup *self)
{
  gtk_widget_set_sensitive (self->days_row, poise_reminder_is_wanted (self->settings));
}

static void
bind (PoiseReminderGroup *self,
      AdwSwitchRow *row,
      const char *time_key,
      GtkAdjustment *minutes,
      GtkWidget *time_row)
{
  const char *key = get_key (self, row);
  g_autofree char *changed = g_strconcat ("changed::", key, NULL);

  g_settings_bind (self->settings, key, row, "active", G_SETTINGS_BIND_GET);
  g_settings_bind (self->settings, time_key, minutes, "value", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, key, time_row, "sensitive", G_SETTINGS_BIND_GET);
  g_signal_connect_object (self->settings, changed, G_CALLBACK (update_days), self,
                           G_CONNECT_SWAPPED);
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
set_context (PoiseReminderGroup *self, PoiseContext *context)
{
  PoiseDay first = poise_day_get_week (poise_context_get_today (context),
                                       poise_context_get_first_weekday (context));

  g_return_if_fail (self->settings == NULL);

  self->settings = g_object_ref (poise_context_get_settings (context));
  for (PoiseDay day = first; day < first + 7; day++)
    adw_wrap_box_append (self->days, create_day (self, day));
  bind (self, self->switch_row, "reminder-time", self->minutes, self->time_row);
  bind (self, self->morning_row, "morning-time", self->morning_minutes, self->morning_time_row);
  update_days (self);
  g_signal_connect_object (self->settings, "changed::reminder-days", G_CALLBACK (show_days), self,
                           G_CONNECT_SWAPPED);
  show_days (self);
}

static void
poise_reminder_group_set_property (GObject *object,
                                   guint id,
                                   const GValue *value,
                                   GParamSpec *pspec)
{
  if (id == PROP_CONTEXT)
    set_context (POISE_REMINDER_GROUP (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
poise_reminder_group_dispose (GObject *object)
{
  PoiseReminderGroup *self = POISE_REMINDER_GROUP (object);

  g_clear_object (&self->settings);
  gtk_widget_dispose_template (GTK_WIDGET (self), POISE_TYPE_REMINDER_GROUP);

  G_OBJECT_CLASS (poise_reminder_group_parent_class)->dispose (object);
}

static void
poise_reminder_group_class_init (PoiseReminderGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->set_property = poise_reminder_group_set_property;
  G_OBJECT_CLASS (klass)->dispose = poise_reminder_group_dispose;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/poise_journal/Poise/preferences/poise-reminder-group.ui");
  gtk_widget_class_bind_template_child (widget_class, PoiseReminderGroup, switch_row);
  gtk_widget_class_bind_template_child (widget_class, PoiseReminderGroup, time_row);
  gtk_widget_class_bind_template_child (widget_class, PoiseReminderGroup, minutes);
  gtk_widget_class_bind_template_child (widget_class, PoiseReminderGroup, morning_row);
  gtk_widget_class_bind_template_child (widget_class, PoiseReminderGroup, morning_time_row);
  gtk_widget_class_bind_template_child (widget_class, PoiseReminderGroup, morning_minutes);
  gtk_widget_class_bind_template_child (widget_class, PoiseReminderGroup, days_row);
  gtk_widget_class_bind_template_child (widget_class, PoiseReminderGroup, days);
  gtk_widget_class_bind_template_callback (widget_class, switched_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_time_cb);
  gtk_widget_class_bind_template_callback (widget_class, read_time_cb);

  /**
   * PoiseReminderGroup:context:
   *
   * Whose settings are shown; set once.
   */
  properties[PROP_CONTEXT] = g_param_spec_object ("context", NULL, NULL, POISE_TYPE_CONTEXT,
                                                  G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPERTIES, properties);
}

static void
poise_reminder_group_init (PoiseReminderGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  show_note (self, self->switch_row);
  show_note (self, self->morning_row);
}
