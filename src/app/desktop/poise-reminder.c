/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-reminder.h"

#include <glib/gi18n.h>

#include "poise-entry-kind.h"
#include "poise-schedule.h"
#include "poise-settings.h"

/* Looked at every minute: clocks are set, machines sleep. */
#define INTERVAL 60

/* Of what it reminds. */
typedef struct
{
  const char *name;  /* of the notification */
  const char *is_on; /* a setting, as the next two */
  const char *time;  /* in minutes after midnight */
  const char *noted; /* the day on which it came last */
  const char *kind;  /* of the entries that make it needless */
  guint lasting;     /* for how many minutes it is due; 0 for the rest of the day */
  const char *title;
  const char *body;
  const char *button;
  const char *action;
} Occasion;

static const Occasion occasions[] = {
  { "reminder", "reminder", "reminder-time", "reminded-day", NULL, 0, N_ ("Time to Reflect"),
    N_ ("A few lines about today are enough."), N_ ("Write Now"), "app.write-now" },
  /* Who opens the lid at noon begins no day. */
  { "morning", "morning-question", "morning-time", "morning-asked-day", POISE_ENTRY_MORNING, 240,
    N_ ("Good Morning"), N_ ("There is a question for you, on what you are good at."),
    N_ ("Answer It"), "app.morning-question" },
};

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
is_written (PoiseReminder *self, const Occasion *occasion, PoiseDay day)
{
  g_autoptr (GPtrArray) entries =
    self->context != NULL ? poise_journal_list_kind (poise_context_get_journal (self->context),
                                                     occasion->kind, day, day)
                          : NULL;

  return entries != NULL && entries->len > 0;
}

static void
notify (PoiseReminder *self, const Occasion *occasion)
{
  g_autoptr (GNotification) notification = g_notification_new (_ (occasion->title));

  g_notification_set_body (notification, _ (occasion->body));
  g_notification_set_default_action (notification, occasion->action);
  g_notification_add_button (notification, _ (occasion->button), occasion->action);
  g_application_send_notification (self->application, occasion->name, notification);
}

static gboolean
is_due (PoiseReminder *self, const Occasion *occasion, PoiseDay today)
{
  g_autoptr (GDateTime) now = self->clock (self->clock_data);
  g_autofree char *noted = g_settings_get_string (self->settings, occasion->noted);

  return poise_day_parse (noted) != today && !is_written (self, occasion, today) &&
         poise_schedule_is_due (now, g_settings_get_uint (self->settings, "day-start-hour"),
                                g_settings_get_uint (self->settings, occasion->time),
                                occasion->lasting,
                                g_settings_get_flags (self->settings, "reminder-days"));
}

static PoiseDay
get_today (PoiseReminder *self)
{
  g_autoptr (GDateTime) now = self->clock (self->clock_data);

  return poise_settings_find_day (self->settings, now);
}

static void
note (PoiseReminder *self, const Occasion *occasion, PoiseDay today)
{
  g_autofree char *day = poise_day_to_string (today);

  g_settings_set_string (self->settings, occasion->noted, day);
}

static void
look_at (PoiseReminder *self, const Occasion *occasion)
{
  PoiseDay today = get_today (self);

  if (!g_settings_get_boolean (self->settings, occasion->is_on))
    return;
  if (is_written (self, occasion, today))
    g_application_withdraw_notification (self->application, occasion->name);
  if ((self->context != NULL && !poise_context_is_loaded (self->context)) ||
      !is_due (self, occasion, today))
    return;
  note (self, occasion, today);
  notify (self, occasion);
}

static void
look (PoiseReminder *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (occasions); i++)
    look_at (self, &occasions[i]);
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
  set_on (self, poise_reminder_is_wanted (self->settings));
  look (self);
}

/* Whether its time is over today, on whatever weekdays it comes. */
static gboolean
is_past (PoiseReminder *self, const Occasion *occasion)
{
  g_autoptr (GDateTime) now = self->clock (self->clock_data);

  return poise_schedule_is_due (now, g_settings_get_uint (self->settings, "day-start-hour"),
                                g_settings_get_uint (self->settings, occasion->time), 0, G_MAXUINT);
}

/* A later time is another reminder, today already; an earlier one is not. */
static void
moved_cb (PoiseReminder *self, const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (occasions); i++)
    if (g_str_equal (key, occasions[i].time) && !is_past (self, &occasions[i]))
      g_settings_reset (self->settings, occasions[i].noted);
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
 * poise_reminder_is_wanted:
 * @settings: what the person wants
 *
 * Returns: whether there is anything to remind of
 */
gboolean
poise_reminder_is_wanted (GSettings *settings)
{
  for (guint i = 0; i < G_N_ELEMENTS (occasions); i++)
    if (g_settings_get_boolean (settings, occasions[i].is_on))
      return TRUE;

  return FALSE;
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
  for (guint i = 0; i < G_N_ELEMENTS (occasions); i++)
    {
      g_autofree char *switched = g_strconcat ("changed::", occasions[i].is_on, NULL);
      g_autofree char *moved = g_strconcat ("changed::", occasions[i].time, NULL);

      g_signal_connect_object (settings, switched, G_CALLBACK (switched_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (settings, moved, G_CALLBACK (moved_cb), self, G_CONNECT_SWAPPED);
    }
  g_signal_connect_object (settings, "changed::reminder-days", G_CALLBACK (look), self,
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

  for (guint i = 0; i < G_N_ELEMENTS (occasions); i++)
    if (is_written (self, &occasions[i], get_today (self)) &&
        g_settings_get_boolean (self->settings, occasions[i].is_on))
      note (self, &occasions[i], get_today (self));
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
