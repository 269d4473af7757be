/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-background.h"

#include <glib/gi18n.h>
#include <string.h>

#include "poise-portal.h"

#define REQUEST_INTERFACE "org.freedesktop.portal.Request"

#define AUTOSTART                                                                                  \
  "[Desktop Entry]\n"                                                                              \
  "Type=Application\n"                                                                             \
  "Name=Poise\n"                                                                                   \
  "Exec=" BINDIR "/poise --gapplication-service\n"                                                 \
  "Icon=" APPLICATION_ID "\n"                                                                      \
  "NoDisplay=true\n"                                                                               \
  "X-GNOME-UsesNotifications=true\n"

typedef struct
{
  GDBusConnection *bus;
  guint subscription;
  gboolean is_wanted;
} Request;

static void
stop_listening (Request *request)
{
  guint id = request->subscription;

  request->subscription = 0;
  if (id != 0)
    g_dbus_connection_signal_unsubscribe (request->bus, id);
}

static void
request_free (Request *request)
{
  stop_listening (request);
  g_clear_object (&request->bus);
  g_free (request);
}

/* ---- in a sandbox ---- */

static void
response_cb (GDBusConnection *bus,
             const char *sender,
             const char *path,
             const char *interface,
             const char *signal,
             GVariant *parameters,
             gpointer data)
{
  g_autoptr (GTask) task = g_object_ref (data);
  Request *request = g_task_get_task_data (task);
  g_autoptr (GVariant) results = NULL;
  gboolean is_granted = FALSE;
  guint response;

  stop_listening (request);
  g_variant_get (parameters, "(u@a{sv})", &response, &results);
  g_variant_lookup (results, "autostart", "b", &is_granted);
  if (response == 0 && is_granted == request->is_wanted)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED,
                             _ ("Poise may not run in the background. "
                                "You can allow it in Settings, under Apps."));
}

static void
requested_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Request *request = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply =
    g_dbus_connection_call_finish (G_DBUS_CONNECTION (object), result, &error);

  if (reply != NULL || request->subscription == 0)
    return;
  stop_listening (request);
  g_dbus_error_strip_remote_error (error);
  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED,
                           _ ("The desktop cannot start Poise for reminders: %s"), error->message);
}

static GVariant *
make_options (const char *token, gboolean is_wanted)
{
  const char *const command[] = { "poise", "--gapplication-service", NULL };
  GVariantDict options;

  g_variant_dict_init (&options, NULL);
  g_variant_dict_insert (&options, "handle_token", "s", token);
  g_variant_dict_insert (&options, "reason", "s", _ ("To remind you of writing"));
  g_variant_dict_insert (&options, "autostart", "b", is_wanted);
  g_variant_dict_insert_value (&options, "commandline", g_variant_new_strv (command, -1));
  g_variant_dict_insert (&options, "dbus-activatable", "b", FALSE);
  return g_variant_dict_end (&options);
}

static void
bus_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Request *request = g_task_get_task_data (task);
  g_autofree char *token = g_strdup_printf ("poise%u", g_random_int ());
  g_autofree char *sender = NULL;
  g_autofree char *path = NULL;
  GError *error = NULL;

  request->bus = g_bus_get_finish (result, &error);
  if (request->bus == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  /* The portal's rule for where it will answer. */
  sender = g_strdelimit (g_strdup (g_dbus_connection_get_unique_name (request->bus) + 1), ".", '_');
  path = g_strdup_printf (POISE_PORTAL_PATH "/request/%s/%s", sender, token);
  request->subscription = g_dbus_connection_signal_subscribe (
    request->bus, POISE_PORTAL_NAME, REQUEST_INTERFACE, "Response", path, NULL,
    G_DBUS_SIGNAL_FLAGS_NONE, response_cb, g_object_ref (task), g_object_unref);
  g_dbus_connection_call (
    request->bus, POISE_PORTAL_NAME, POISE_PORTAL_PATH, "org.freedesktop.portal.Background",
    "RequestBackground", g_variant_new ("(s@a{sv})", "", make_options (token, request->is_wanted)),
    G_VARIANT_TYPE ("(o)"), G_DBUS_CALL_FLAGS_NONE, -1, NULL, requested_cb, g_object_ref (task));
}

/* ---- elsewhere ---- */

static void
write_autostart_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Request *request = data;
  g_autofree char *folder = g_build_filename (g_get_user_config_dir (), "autostart", NULL);
  g_autofree char *path = g_build_filename (folder, APPLICATION_ID ".desktop", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GError *error = NULL;

  if (!request->is_wanted)
    {
      if (!g_file_delete (file, NULL, &error) &&
          !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
        {
          g_task_return_error (task, error);
          return;
        }
      g_clear_error (&error);
    }
  else if (g_mkdir_with_parents (folder, 0700) != 0 ||
           !g_file_set_contents (path, AUTOSTART, (gssize) strlen (AUTOSTART), &error))
    {
      g_clear_error (&error);
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED,
                               _ ("“%s” cannot be written, so Poise cannot start for reminders"),
                               path);
      return;
    }
  g_task_return_boolean (task, TRUE);
}

/**
 * poise_background_set_async:
 * @is_wanted: whether Poise shall start with the session
 * @callback: (nullable): called when that is settled
 * @data: passed to @callback
 *
 * Asks for being started, or no longer.
 */
void
poise_background_set_async (gboolean is_wanted, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, data);
  Request *request = g_new0 (Request, 1);

  request->is_wanted = is_wanted;
  g_task_set_source_tag (task, poise_background_set_async);
  g_task_set_task_data (task, request, (GDestroyNotify) request_free);
  if (poise_portal_is_used ())
    g_bus_get (G_BUS_TYPE_SESSION, NULL, bus_cb, g_object_ref (task));
  else
    g_task_run_in_thread (task, write_autostart_cb);
}

/**
 * poise_background_set_finish:
 * @result: what the callback was given
 * @error: return location for an error, in words for the person
 *
 * Returns: whether the desktop does what was wanted
 */
gboolean
poise_background_set_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
