/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-reminder.h"

#include <glib/gi18n.h>

#include "poise-schedule.h"

#define NOTIFICATION "reminder"
/* Looked at every minute: clocks are set, machines sleep. */
#define INTERVAL 60

struct _PoiseReminder
{
  GObject parent_instance;

  GApplication *application; /* outlives it */
  GSettings *settings;
  PoiseClockFunc clock;
  gpointer clock_data;
  PoiseContext *context; /* (nullable): none while the journal is locked */
  guint timeout_id;
  gboolean is_holding;
};

G_DEFINE_FINAL_TYPE (PoiseReminder, poise_reminder, G_TYPE_OBJECT)

/* A locked journal does not tell. */
static gboolean
is_written (PoiseReminder *self, PoiseDay day)
{
  g_autoptr (GPtrArray) entries =
    self->context != NULL
      ? poise_journal_list_kind (poise_context_get_journal (self->context), NULL, day, day)
      : NULL;

  return entries != NULL && entries->len > 0;
}

static void
notify (PoiseReminder *self)
{
  g_autoptr (GNotification) notification = g_notification_new (_ ("Time to Reflect"));

  g_notification_set_body (notification, _ ("A few lines about today are enough."));
  g_notification_set_default_action (notification, "app.write-now");
  g_notification_add_button (notification, _ ("Write Now"), "app.write-now");
  g_application_send_notification (self->application, NOTIFICATION, notification);
}

static gboolean
is_due (PoiseReminder *self, PoiseDay today)
{
  g_autoptr (GDateTime) now = self->clock (self->clock_data);
  g_autofree char *reminded = g_settings_get_string (self->settings, "reminded-day");

  return poise_day_parse (reminded) != today && !is_written (self, today) &&
         poise_schedule_is_due (now, g_settings_get_uint (self->settings, "day-start-hour"),
                                g_settings_get_uint (self->settings, "reminder-time"),
                                g_settings_get_flags (self->settings, "reminder-days"));
}

static PoiseDay
get_today (PoiseReminder *self)
{
  g_autoptr (GDateTime) now = self->clock (self->clock_data);

  return poise_day_from_time (now, g_settings_get_uint (self->settings, "day-start-hour"));
}

static void
note_reminded (PoiseReminder *self, PoiseDay today)
{
  g_autofree char *day = poise_day_to_string (today);

  g_settings_set_string (self->settings, "reminded-day", day);
}

static void
look (PoiseReminder *self)
{
  PoiseDay today = get_today (self);

  if (!g_settings_get_boolean (self->settings, "reminder"))
    return;
  if (is_written (self, today))
    g_application_withdraw_notification (self->application, NOTIFICATION);
  if ((self->context != NULL && !poise_context_is_loaded (self->context)) || !is_due (self, today))
    return;
  note_reminded (self, today);
  notify (self);
}

static gboolean
interval_cb (gpointer data)
{
  look (data);
  return G_SOURCE_CONTINUE;
}

/* Without a window, the program stays only as long as it has to remind. */
static void
set_on (PoiseReminder *self, gboolean is_on)
{
  g_clear_handle_id (&self->timeout_id, g_source_remove);
  if (is_on)
    self->timeout_id = g_timeout_add_seconds (INTERVAL, interval_cb, self);
  if (is_on && !self->is_holding)
    g_application_hold (self->application);
  else if (!is_on && self->is_holding)
    g_application_release (self->application);
  self->is_holding = is_on;
}

static void
switched_cb (PoiseReminder *self)
{
  set_on (self, g_settings_get_boolean (self->settings, "reminder"));
  look (self);
}

/* Another time is another reminder, today already. */
static void
moved_cb (PoiseReminder *self)
{
  g_settings_reset (self->settings, "reminded-day");
  look (self);
}

static void
poise_reminder_dispose (GObject *object)
{
  PoiseReminder *self = POISE_REMINDER (object);

  set_on (self, FALSE);
  g_clear_object (&self->context);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (poise_reminder_parent_class)->dispose (object);
}

static void
poise_reminder_class_init (PoiseReminderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = poise_reminder_dispose;
}

static void
poise_reminder_init (PoiseReminder *self)
{
}

/**
 * poise_reminder_new:
 * @application: shows the notification; it outlives the reminder
 * @settings: what the person wants
 * @clock: (scope forever): tells the time
 * @clock_data: for @clock
 *
 * Returns: (transfer full): a reminder; poise_reminder_set_context() has it at work
 */
PoiseReminder *
poise_reminder_new (GApplication *application,
                    GSettings *settings,
                    PoiseClockFunc clock,
                    gpointer clock_data)
{
  PoiseReminder *self = g_object_new (POISE_TYPE_REMINDER, NULL);

  self->application = application;
  self->settings = g_object_ref (settings);
  self->clock = clock;
  self->clock_data = clock_data;
  g_signal_connect_object (settings, "changed::reminder", G_CALLBACK (switched_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::reminder-time", G_CALLBACK (moved_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::reminder-days", G_CALLBACK (moved_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

/**
 * poise_reminder_set_context:
 * @self: a reminder
 * @context: (nullable): what is written; %NULL while the journal is locked, when a day on which
 *   something was written is known to be one only if that was known before
 *
 * Has it at work.
 */
void
poise_reminder_set_context (PoiseReminder *self, PoiseContext *context)
{
  g_return_if_fail (POISE_IS_REMINDER (self));

  if (is_written (self, get_today (self)) && g_settings_get_boolean (self->settings, "reminder"))
    note_reminded (self, get_today (self));
  if (self->context != NULL)
    {
      g_signal_handlers_disconnect_by_func (self->context, look, self);
      g_signal_handlers_disconnect_by_func (poise_context_get_journal (self->context), look, self);
    }
  g_set_object (&self->context, context);
  if (context != NULL)
    {
      g_signal_connect_object (context, "loaded", G_CALLBACK (look), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (poise_context_get_journal (context), "items-changed",
                               G_CALLBACK (look), self, G_CONNECT_SWAPPED);
    }
  switched_cb (self);
}
