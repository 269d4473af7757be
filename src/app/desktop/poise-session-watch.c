/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-session-watch.h"

#include <gio/gunixfdlist.h>
#include <glib/gi18n.h>
#include <unistd.h>

#include "poise-portal.h"

#define INHIBIT_INTERFACE "org.freedesktop.portal.Inhibit"
#define LOGIN_NAME "org.freedesktop.login1"
#define LOGIN_PATH "/org/freedesktop/login1"
#define LOGIN_INTERFACE "org.freedesktop.login1.Manager"
/* Of the portal's session-state. */
#define QUERY_END 2

/* Who tells outside a sandbox that the screen is locked. */
static const char *const savers[] = { "org.gnome.ScreenSaver", "org.freedesktop.ScreenSaver" };

/* One bus, and what is listened to on it. */
typedef struct
{
  GDBusConnection *connection; /* (nullable) */
  GArray *subscriptions;
} Bus;

struct _PoiseSessionWatch
{
  GObject parent_instance;

  GCancellable *cancellable; /* (nullable): while it is on */
  Bus session;
  Bus system;
  char *portal_session; /* (nullable) */
  int sleep_lock;       /* held while the computer must not sleep yet, or -1 */
};

enum
{
  SIGNAL_LEFT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PoiseSessionWatch, poise_session_watch, G_TYPE_OBJECT)

static void
leave (PoiseSessionWatch *self)
{
  g_signal_emit (self, signals[SIGNAL_LEFT], 0);
}

static void
listen (PoiseSessionWatch *self,
        Bus *bus,
        const char *sender,
        const char *interface,
        const char *signal,
        GDBusSignalCallback callback)
{
  guint id =
    g_dbus_connection_signal_subscribe (bus->connection, sender, interface, signal, NULL, NULL,
                                        G_DBUS_SIGNAL_FLAGS_NONE, callback, self, NULL);

  g_array_append_val (bus->subscriptions, id);
}

static void
bus_clear (Bus *bus)
{
  for (guint i = 0; i < bus->subscriptions->len; i++)
    g_dbus_connection_signal_unsubscribe (bus->connection,
                                          g_array_index (bus->subscriptions, guint, i));
  g_array_set_size (bus->subscriptions, 0);
  g_clear_object (&bus->connection);
}

/* What a signal says that says yes or no. */
static gboolean
read_flag (GVariant *parameters)
{
  gboolean flag = FALSE;

  if (g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(b)")))
    g_variant_get (parameters, "(b)", &flag);
  return flag;
}

/* ---- the screen ---- */

static void
saver_cb (GDBusConnection *bus,
          const char *sender,
          const char *path,
          const char *interface,
          const char *signal,
          GVariant *parameters,
          gpointer data)
{
  if (read_flag (parameters))
    leave (data);
}

static void
portal_state_cb (GDBusConnection *bus,
                 const char *sender,
                 const char *path,
                 const char *interface,
                 const char *signal,
                 GVariant *parameters,
                 gpointer data)
{
  PoiseSessionWatch *self = data;
  g_autoptr (GVariant) state = NULL;
  const char *handle;
  gboolean is_active = FALSE;
  guint session_state = 0;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(oa{sv})")))
    return;
  g_variant_get (parameters, "(&o@a{sv})", &handle, &state);
  if (g_strcmp0 (handle, self->portal_session) != 0)
    return;
  g_variant_lookup (state, "screensaver-active", "b", &is_active);
  g_variant_lookup (state, "session-state", "u", &session_state);
  if (is_active)
    leave (self);
  /* Who is asked whether the session may end has a second to answer; the window saves when it is
   * closed. */
  if (session_state == QUERY_END)
    g_dbus_connection_call (bus, POISE_PORTAL_NAME, POISE_PORTAL_PATH, INHIBIT_INTERFACE,
                            "QueryEndResponse", g_variant_new ("(o)", handle), NULL,
                            G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL, NULL);
}

static void
create_monitor (PoiseSessionWatch *self)
{
  g_autofree char *token = g_strdup_printf ("poise%u", g_random_int ());
  g_autofree char *sender = g_strdelimit (
    g_strdup (g_dbus_connection_get_unique_name (self->session.connection) + 1), ".", '_');
  GVariantDict options;

  self->portal_session = g_strdup_printf (POISE_PORTAL_PATH "/session/%s/%s", sender, token);
  g_variant_dict_init (&options, NULL);
  g_variant_dict_insert (&options, "handle_token", "s", token);
  g_variant_dict_insert (&options, "session_handle_token", "s", token);
  g_dbus_connection_call (self->session.connection, POISE_PORTAL_NAME, POISE_PORTAL_PATH,
                          INHIBIT_INTERFACE, "CreateMonitor",
                          g_variant_new ("(s@a{sv})", "", g_variant_dict_end (&options)), NULL,
                          G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL, NULL);
}

static void
session_bus_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (PoiseSessionWatch) self = data;
  g_autoptr (GDBusConnection) connection = g_bus_get_finish (result, NULL);

  if (connection == NULL || self->cancellable == NULL || self->session.connection != NULL)
    return;
  self->session.connection = g_steal_pointer (&connection);
  if (poise_portal_is_used ())
    {
      listen (self, &self->session, POISE_PORTAL_NAME, INHIBIT_INTERFACE, "StateChanged",
              portal_state_cb);
      create_monitor (self);
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (savers); i++)
    listen (self, &self->session, savers[i], savers[i], "ActiveChanged", saver_cb);
}

static void
close_monitor (PoiseSessionWatch *self)
{
  if (self->portal_session != NULL)
    g_dbus_connection_call (self->session.connection, POISE_PORTAL_NAME, self->portal_session,
                            "org.freedesktop.portal.Session", "Close", NULL, NULL,
                            G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL, NULL);
  g_clear_pointer (&self->portal_session, g_free);
}

/* ---- sleep ---- */

static void
release_sleep_lock (PoiseSessionWatch *self)
{
  if (self->sleep_lock >= 0)
    close (self->sleep_lock);
  self->sleep_lock = -1;
}

static void
inhibited_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (PoiseSessionWatch) self = data;
  g_autoptr (GUnixFDList) fds = NULL;
  g_autoptr (GVariant) reply = g_dbus_connection_call_with_unix_fd_list_finish (
    G_DBUS_CONNECTION (object), &fds, result, NULL);

  if (reply == NULL || fds == NULL || g_unix_fd_list_get_length (fds) == 0)
    return;
  release_sleep_lock (self);
  self->sleep_lock = g_unix_fd_list_get (fds, 0, NULL);
  if (self->cancellable == NULL)
    release_sleep_lock (self);
}

/* A moment's delay before the computer sleeps, to save what was written. */
static void
take_sleep_lock (PoiseSessionWatch *self)
{
  g_dbus_connection_call_with_unix_fd_list (
    self->system.connection, LOGIN_NAME, LOGIN_PATH, LOGIN_INTERFACE, "Inhibit",
    g_variant_new ("(ssss)", "sleep", "Poise", _ ("The journal is being locked"), "delay"),
    G_VARIANT_TYPE ("(h)"), G_DBUS_CALL_FLAGS_NONE, -1, NULL, self->cancellable, inhibited_cb,
    g_object_ref (self));
}

static void
sleep_cb (GDBusConnection *bus,
          const char *sender,
          const char *path,
          const char *interface,
          const char *signal,
          GVariant *parameters,
          gpointer data)
{
  PoiseSessionWatch *self = data;

  /* Before it sleeps, and when it is awake again. */
  if (read_flag (parameters))
    leave (self);
  else if (self->sleep_lock < 0)
    take_sleep_lock (self);
}

static void
system_bus_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (PoiseSessionWatch) self = data;
  g_autoptr (GDBusConnection) connection = g_bus_get_finish (result, NULL);

  if (connection == NULL || self->cancellable == NULL || self->system.connection != NULL)
    return;
  self->system.connection = g_steal_pointer (&connection);
  listen (self, &self->system, LOGIN_NAME, LOGIN_INTERFACE, "PrepareForSleep", sleep_cb);
  take_sleep_lock (self);
}

/* ---- virtual functions ---- */

static void
poise_session_watch_dispose (GObject *object)
{
  poise_session_watch_set_on (POISE_SESSION_WATCH (object), FALSE);
  release_sleep_lock (POISE_SESSION_WATCH (object));

  G_OBJECT_CLASS (poise_session_watch_parent_class)->dispose (object);
}

static void
poise_session_watch_finalize (GObject *object)
{
  PoiseSessionWatch *self = POISE_SESSION_WATCH (object);

  g_array_unref (self->session.subscriptions);
  g_array_unref (self->system.subscriptions);

  G_OBJECT_CLASS (poise_session_watch_parent_class)->finalize (object);
}

static void
poise_session_watch_class_init (PoiseSessionWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = poise_session_watch_dispose;
  G_OBJECT_CLASS (klass)->finalize = poise_session_watch_finalize;

  /**
   * PoiseSessionWatch::left:
   * @self: the watch
   *
   * The screen was locked, or the computer is about to sleep; poise_session_watch_let_sleep() says
   * that nothing is to be done any more.
   */
  signals[SIGNAL_LEFT] = g_signal_new ("left", POISE_TYPE_SESSION_WATCH, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 0);
}

static void
poise_session_watch_init (PoiseSessionWatch *self)
{
  self->session.subscriptions = g_array_new (FALSE, FALSE, sizeof (guint));
  self->system.subscriptions = g_array_new (FALSE, FALSE, sizeof (guint));
  self->sleep_lock = -1;
}

/**
 * poise_session_watch_new:
 *
 * Returns: (transfer full): a watch, which is off
 */
PoiseSessionWatch *
poise_session_watch_new (void)
{
  return g_object_new (POISE_TYPE_SESSION_WATCH, NULL);
}

/**
 * poise_session_watch_set_on:
 * @self: a watch
 * @is_on: whether it listens, and has the computer wait a moment before it sleeps
 *
 * Off, it still has the computer wait until poise_session_watch_let_sleep().
 */
void
poise_session_watch_set_on (PoiseSessionWatch *self, gboolean is_on)
{
  g_return_if_fail (POISE_IS_SESSION_WATCH (self));

  if (is_on == (self->cancellable != NULL))
    return;
  if (is_on)
    {
      self->cancellable = g_cancellable_new ();
      g_bus_get (G_BUS_TYPE_SESSION, self->cancellable, session_bus_cb, g_object_ref (self));
      /* A sandbox has none; there the screen is locked before the computer sleeps. */
      if (!poise_portal_is_used ())
        g_bus_get (G_BUS_TYPE_SYSTEM, self->cancellable, system_bus_cb, g_object_ref (self));
      return;
    }
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  close_monitor (self);
  bus_clear (&self->session);
  bus_clear (&self->system);
}

/**
 * poise_session_watch_let_sleep:
 * @self: a watch
 *
 * Lets the computer sleep.
 */
void
poise_session_watch_let_sleep (PoiseSessionWatch *self)
{
  g_return_if_fail (POISE_IS_SESSION_WATCH (self));

  release_sleep_lock (self);
}
