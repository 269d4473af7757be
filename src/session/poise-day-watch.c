/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-day-watch.h"

#include <errno.h>
#include <glib-unix.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include "poise-settings.h"

struct _PoiseDayWatch
{
  GObject parent_instance;

  /* Owned */
  PoiseStore *store;
  GSettings *settings;

  PoiseDay day;
  int timer; /* -1 where there is none */
  guint source_id;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PoiseDayWatch, poise_day_watch, G_TYPE_OBJECT)

static void
poise_day_watch_dispose (GObject *object)
{
  PoiseDayWatch *self = POISE_DAY_WATCH (object);

  g_clear_handle_id (&self->source_id, g_source_remove);
  if (self->timer >= 0)
    close (self->timer);
  self->timer = -1;
  g_clear_object (&self->store);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (poise_day_watch_parent_class)->dispose (object);
}

static void
poise_day_watch_class_init (PoiseDayWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = poise_day_watch_dispose;

  /**
   * PoiseDayWatch::changed:
   * @self: the watch
   * @before: the day that was today
   *
   * Another day is today.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", POISE_TYPE_DAY_WATCH, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
poise_day_watch_init (PoiseDayWatch *self)
{
  self->timer = -1;
}

static PoiseDay
find_day (PoiseDayWatch *self)
{
  g_autoptr (GDateTime) now = poise_store_get_now (self->store);

  return poise_settings_find_day (self->settings, now);
}

/* How long the day still lasts, in microseconds; at least a second, whatever the clock says. */
static gint64
find_rest (PoiseDayWatch *self)
{
  g_autoptr (GDateTime) now = poise_store_get_now (self->store);
  g_autoptr (GDateTime) end = NULL;
  guint year, month, dom;

  poise_day_get_ymd (self->day + 1, &year, &month, &dom);
  end = g_date_time_new (g_date_time_get_timezone (now), (int) year, (int) month, (int) dom,
                         (int) g_settings_get_uint (self->settings, "day-start-hour"), 0, 0);
  return end != NULL ? MAX (g_date_time_difference (end, now), G_TIME_SPAN_SECOND)
                     : G_TIME_SPAN_HOUR;
}

/* By the clock of the wall: the kernel's other timers stand still while the computer sleeps. Where
 * the clock is set the timer is cancelled, which wakes, too. */
static void
set_timer (PoiseDayWatch *self)
{
  gint64 end = g_get_real_time () + find_rest (self);
  const struct itimerspec when = { .it_value = { .tv_sec = end / G_USEC_PER_SEC,
                                                 .tv_nsec = end % G_USEC_PER_SEC * 1000 } };

  if (self->timer >= 0 &&
      timerfd_settime (self->timer, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &when, NULL) < 0)
    g_debug ("No timer for the day's end: %s", g_strerror (errno));
}

static gboolean
timer_cb (int fd, GIOCondition condition, gpointer data)
{
  guint64 n_expired;

  /* It fails where the clock was set. */
  if (read (fd, &n_expired, sizeof n_expired) < 0)
    g_debug ("The day's timer: %s", g_strerror (errno));
  poise_day_watch_look (data);
  return G_SOURCE_CONTINUE;
}

/**
 * poise_day_watch_new:
 * @store: the journal's keeper, whose clock counts
 * @settings: the person's preferences: at which hour a day begins
 *
 * Returns: (transfer full): a watch
 */
PoiseDayWatch *
poise_day_watch_new (PoiseStore *store, GSettings *settings)
{
  PoiseDayWatch *self = g_object_new (POISE_TYPE_DAY_WATCH, NULL);

  self->store = g_object_ref (store);
  self->settings = g_object_ref (settings);
  self->day = find_day (self);
  g_signal_connect_object (settings, "changed::day-start-hour", G_CALLBACK (poise_day_watch_look),
                           self, G_CONNECT_SWAPPED);
  self->timer = timerfd_create (CLOCK_REALTIME, TFD_NONBLOCK | TFD_CLOEXEC);
  if (self->timer >= 0)
    self->source_id = g_unix_fd_add (self->timer, G_IO_IN, timer_cb, self);
  set_timer (self);
  return self;
}

/**
 * poise_day_watch_look:
 * @self: a watch
 *
 * Looks which day it is. It does so by itself at the day's end.
 */
void
poise_day_watch_look (PoiseDayWatch *self)
{
  PoiseDay before;

  g_return_if_fail (POISE_IS_DAY_WATCH (self));

  before = self->day;
  self->day = find_day (self);
  set_timer (self);
  if (self->day != before)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0, before);
}
