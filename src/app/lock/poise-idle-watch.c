/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-idle-watch.h"

#define KEY "lock-idle"

struct _PoiseIdleWatch
{
  GObject parent_instance;

  GSettings *settings;
  gint64 last; /* when a window was used last, by g_get_monotonic_time() */
  guint timeout_id;
  gboolean is_on;
};

enum
{
  SIGNAL_IDLE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PoiseIdleWatch, poise_idle_watch, G_TYPE_OBJECT)

static void wait_on (PoiseIdleWatch *self);

static gint64
get_limit (PoiseIdleWatch *self)
{
  return (gint64) g_settings_get_uint (self->settings, KEY) * G_USEC_PER_SEC;
}

static gboolean
timeout_cb (gpointer data)
{
  PoiseIdleWatch *self = data;

  self->timeout_id = 0;
  if (g_get_monotonic_time () - self->last >= get_limit (self))
    g_signal_emit (self, signals[SIGNAL_IDLE], 0);
  else
    wait_on (self);
  return G_SOURCE_REMOVE;
}

/* Until it would be long enough; most often somebody has used a window by then. */
static void
wait_on (PoiseIdleWatch *self)
{
  gint64 limit = get_limit (self);
  gint64 left = self->last + limit - g_get_monotonic_time ();

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  if (self->is_on && limit > 0)
    self->timeout_id = g_timeout_add ((guint) (MAX (left, 0) / 1000) + 1, timeout_cb, self);
}

static gboolean
event_cb (GtkEventControllerLegacy *controller, GdkEvent *event, PoiseIdleWatch *self)
{
  switch (gdk_event_get_event_type (event))
    {
    case GDK_MOTION_NOTIFY:
    case GDK_BUTTON_PRESS:
    case GDK_KEY_PRESS:
    case GDK_SCROLL:
    case GDK_TOUCH_BEGIN:
    case GDK_TOUCH_UPDATE:
      self->last = g_get_monotonic_time ();
      break;
    default:
      break;
    }
  return GDK_EVENT_PROPAGATE;
}

static void
poise_idle_watch_dispose (GObject *object)
{
  PoiseIdleWatch *self = POISE_IDLE_WATCH (object);

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (poise_idle_watch_parent_class)->dispose (object);
}

static void
poise_idle_watch_class_init (PoiseIdleWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = poise_idle_watch_dispose;

  /**
   * PoiseIdleWatch::idle:
   * @self: the watch
   *
   * Nobody has used a window for as long as the person's preferences say.
   */
  signals[SIGNAL_IDLE] = g_signal_new ("idle", POISE_TYPE_IDLE_WATCH, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 0);
}

static void
poise_idle_watch_init (PoiseIdleWatch *self)
{
}

/**
 * poise_idle_watch_new:
 * @settings: the person's preferences
 *
 * Returns: (transfer full): a watch, which is off
 */
PoiseIdleWatch *
poise_idle_watch_new (GSettings *settings)
{
  PoiseIdleWatch *self = g_object_new (POISE_TYPE_IDLE_WATCH, NULL);

  self->settings = g_object_ref (settings);
  g_signal_connect_object (settings, "changed::" KEY, G_CALLBACK (wait_on), self,
                           G_CONNECT_SWAPPED);
  return self;
}

/**
 * poise_idle_watch_set_on:
 * @self: a watch
 * @is_on: whether it counts, from now on
 */
void
poise_idle_watch_set_on (PoiseIdleWatch *self, gboolean is_on)
{
  g_return_if_fail (POISE_IS_IDLE_WATCH (self));

  self->is_on = is_on;
  self->last = g_get_monotonic_time ();
  wait_on (self);
}

/**
 * poise_idle_watch_add_window:
 * @self: a watch
 * @window: a window whose use counts
 */
void
poise_idle_watch_add_window (PoiseIdleWatch *self, GtkWidget *window)
{
  GtkEventController *controller;

  g_return_if_fail (POISE_IS_IDLE_WATCH (self));

  controller = gtk_event_controller_legacy_new ();
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_object (controller, "event", G_CALLBACK (event_cb), self, 0);
  gtk_widget_add_controller (window, controller);
}
