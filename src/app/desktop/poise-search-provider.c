/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-search-provider.h"

#include <glib/gi18n.h>

#include "poise-search.h"

/* More the overview does not show. */
#define MAX_RESULTS 20
#define MAX_DESCRIPTION 120

struct _PoiseSearchProvider
{
  GObject parent_instance;

  GApplication *application; /* outlives it */
  GDBusConnection *bus;
  guint registration_id;
};

enum
{
  SIGNAL_CONTEXT_WANTED,
  SIGNAL_ENTRY_WANTED,
  SIGNAL_SEARCH_WANTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PoiseSearchProvider, poise_search_provider, G_TYPE_OBJECT)

static const char introspection[] =
  "<node><interface name='org.gnome.Shell.SearchProvider2'>"
  "<method name='GetInitialResultSet'><arg type='as' direction='in'/>"
  "<arg type='as' direction='out'/></method>"
  "<method name='GetSubsearchResultSet'><arg type='as' direction='in'/>"
  "<arg type='as' direction='in'/><arg type='as' direction='out'/></method>"
  "<method name='GetResultMetas'><arg type='as' direction='in'/>"
  "<arg type='aa{sv}' direction='out'/></method>"
  "<method name='ActivateResult'><arg type='s' direction='in'/><arg type='as' direction='in'/>"
  "<arg type='u' direction='in'/></method>"
  "<method name='LaunchSearch'><arg type='as' direction='in'/><arg type='u' direction='in'/>"
  "</method></interface></node>";

/* ---- finding ---- */

static PoiseSearch *
make_search (const char *const *terms)
{
  g_autofree char *words = g_strjoinv (" ", (char **) terms);

  return poise_search_new (words);
}

static GVariant *
find (PoiseContext *context, const char *const *terms)
{
  PoiseJournal *journal = poise_context_get_journal (context);
  g_autoptr (PoiseSearch) search = make_search (terms);
  guint n_entries = poise_journal_get_n_entries (journal);
  GVariantBuilder ids;
  guint n_found = 0;

  g_variant_builder_init (&ids, G_VARIANT_TYPE_STRING_ARRAY);
  for (guint i = 0; i < n_entries && n_found < MAX_RESULTS && !poise_search_is_empty (search); i++)
    {
      PoiseEntry *entry = poise_journal_peek (journal, i);

      if (!poise_search_matches (search, entry))
        continue;
      g_variant_builder_add (&ids, "s", poise_entry_get_id (entry));
      n_found++;
    }
  return g_variant_new ("(as)", &ids);
}

static char *
describe (PoiseEntry *entry)
{
  g_autofree char *start =
    g_utf8_substring (poise_entry_get_text (entry), 0,
                      MIN (MAX_DESCRIPTION, g_utf8_strlen (poise_entry_get_text (entry), -1)));

  return g_strstrip (g_strdelimit (g_steal_pointer (&start), "\n", ' '));
}

static GVariant *
get_metas (PoiseContext *context, const char *const *ids)
{
  GVariantBuilder metas;

  g_variant_builder_init (&metas, G_VARIANT_TYPE ("aa{sv}"));
  for (guint i = 0; ids[i] != NULL; i++)
    {
      PoiseEntry *entry = poise_journal_lookup (poise_context_get_journal (context), ids[i]);
      g_autofree char *name = NULL;
      g_autofree char *description = NULL;

      if (entry == NULL)
        continue;
      /* Translators: an entry's day among what GNOME's search found, by strftime(). */
      name = poise_day_format (poise_entry_get_day (entry), C_ ("search", "%A, %-d %B %Y"));
      description = describe (entry);
      g_variant_builder_open (&metas, G_VARIANT_TYPE_VARDICT);
      g_variant_builder_add (&metas, "{sv}", "id", g_variant_new_string (ids[i]));
      g_variant_builder_add (&metas, "{sv}", "name", g_variant_new_string (name));
      g_variant_builder_add (&metas, "{sv}", "gicon", g_variant_new_string (APPLICATION_ID));
      g_variant_builder_add (&metas, "{sv}", "description", g_variant_new_string (description));
      g_variant_builder_close (&metas);
    }
  return g_variant_new ("(aa{sv})", &metas);
}

/* ---- calls ---- */

/* One call, which may have to wait until the journal was read. */
typedef struct
{
  PoiseSearchProvider *provider;
  PoiseContext *context;
  GDBusMethodInvocation *invocation; /* taken by the answer */
  gulong loaded_id;
} Call;

static void
call_free (Call *call)
{
  g_clear_signal_handler (&call->loaded_id, call->context);
  g_application_release (call->provider->application);
  g_clear_object (&call->context);
  g_object_unref (call->provider);
  g_free (call);
}

static GVariant *
answer_activation (Call *call, const char *method, GVariant *parameters)
{
  g_autofree const char **terms = NULL;
  g_autofree char *words = NULL;
  const char *id;

  if (g_str_equal (method, "ActivateResult"))
    {
      PoiseEntry *entry;

      g_variant_get_child (parameters, 0, "&s", &id);
      entry = poise_journal_lookup (poise_context_get_journal (call->context), id);
      if (entry != NULL)
        g_signal_emit (call->provider, signals[SIGNAL_ENTRY_WANTED], 0, entry);
      return NULL;
    }
  g_variant_get_child (parameters, 0, "^a&s", &terms);
  words = g_strjoinv (" ", (char **) terms);
  g_signal_emit (call->provider, signals[SIGNAL_SEARCH_WANTED], 0, words);
  return NULL;
}

/* The one place where a call ends. */
static void
answer (Call *call)
{
  const char *method = g_dbus_method_invocation_get_method_name (call->invocation);
  GVariant *parameters = g_dbus_method_invocation_get_parameters (call->invocation);
  g_autofree const char **strings = NULL;
  GVariant *result;

  if (g_str_equal (method, "GetInitialResultSet"))
    {
      g_variant_get_child (parameters, 0, "^a&s", &strings);
      result = find (call->context, strings);
    }
  else if (g_str_equal (method, "GetSubsearchResultSet"))
    {
      g_variant_get_child (parameters, 1, "^a&s", &strings);
      result = find (call->context, strings);
    }
  else if (g_str_equal (method, "GetResultMetas"))
    {
      g_variant_get_child (parameters, 0, "^a&s", &strings);
      result = get_metas (call->context, strings);
    }
  else
    result = answer_activation (call, method, parameters);
  g_dbus_method_invocation_return_value (call->invocation, result);
  call_free (call);
}

/* Who does not want to be found has nothing that could be. */
static void
refuse (GDBusMethodInvocation *invocation)
{
  const char *method = g_dbus_method_invocation_get_method_name (invocation);

  if (g_str_equal (method, "GetResultMetas"))
    g_dbus_method_invocation_return_value (invocation, g_variant_new_parsed ("(@aa{sv} [],)"));
  else if (g_str_has_prefix (method, "Get"))
    g_dbus_method_invocation_return_value (invocation, g_variant_new_parsed ("(@as [],)"));
  else
    g_dbus_method_invocation_return_value (invocation, NULL);
}

static void
method_call_cb (GDBusConnection *bus,
                const char *sender,
                const char *path,
                const char *interface,
                const char *method,
                GVariant *parameters,
                GDBusMethodInvocation *invocation,
                gpointer data)
{
  PoiseSearchProvider *self = data;
  PoiseContext *context = NULL;
  Call *call;

  g_signal_emit (self, signals[SIGNAL_CONTEXT_WANTED], 0, &context);
  if (context == NULL)
    {
      refuse (invocation);
      return;
    }
  call = g_new0 (Call, 1);
  call->provider = g_object_ref (self);
  call->context = context;
  call->invocation = invocation;
  g_application_hold (self->application);
  if (poise_context_is_loaded (context))
    answer (call);
  else
    call->loaded_id = g_signal_connect_swapped (context, "loaded", G_CALLBACK (answer), call);
}

static void
poise_search_provider_dispose (GObject *object)
{
  poise_search_provider_unexport (POISE_SEARCH_PROVIDER (object));

  G_OBJECT_CLASS (poise_search_provider_parent_class)->dispose (object);
}

static void
poise_search_provider_class_init (PoiseSearchProviderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = poise_search_provider_dispose;

  /**
   * PoiseSearchProvider::context-wanted:
   * @self: the provider
   *
   * Somebody searches.
   *
   * Returns: (transfer full) (nullable): what is searched; %NULL where the
   *   person does not want to be found
   */
  signals[SIGNAL_CONTEXT_WANTED] =
    g_signal_new ("context-wanted", POISE_TYPE_SEARCH_PROVIDER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, POISE_TYPE_CONTEXT, 0);
  /**
   * PoiseSearchProvider::entry-wanted:
   * @self: the provider
   * @entry: the entry that shall be opened
   */
  signals[SIGNAL_ENTRY_WANTED] =
    g_signal_new ("entry-wanted", POISE_TYPE_SEARCH_PROVIDER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 1, POISE_TYPE_ENTRY);
  /**
   * PoiseSearchProvider::search-wanted:
   * @self: the provider
   * @words: what shall be searched in the window
   */
  signals[SIGNAL_SEARCH_WANTED] =
    g_signal_new ("search-wanted", POISE_TYPE_SEARCH_PROVIDER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
poise_search_provider_init (PoiseSearchProvider *self)
{
}

/**
 * poise_search_provider_new:
 * @application: stays alive while a call is answered; it outlives the provider
 *
 * Returns: (transfer full): a provider
 */
PoiseSearchProvider *
poise_search_provider_new (GApplication *application)
{
  PoiseSearchProvider *self = g_object_new (POISE_TYPE_SEARCH_PROVIDER, NULL);

  self->application = application;
  return self;
}

/**
 * poise_search_provider_export:
 * @self: a provider
 * @bus: the session bus
 * @path: the application's own object path
 * @error: return location for an error
 *
 * Returns: whether the overview can call now
 */
gboolean
poise_search_provider_export (PoiseSearchProvider *self,
                              GDBusConnection *bus,
                              const char *path,
                              GError **error)
{
  static const GDBusInterfaceVTable vtable = { .method_call = method_call_cb };
  g_autoptr (GDBusNodeInfo) node = NULL;
  g_autofree char *own_path = g_strconcat (path, "/SearchProvider", NULL);

  g_return_val_if_fail (POISE_IS_SEARCH_PROVIDER (self), FALSE);

  node = g_dbus_node_info_new_for_xml (introspection, error);
  if (node == NULL)
    return FALSE;
  g_set_object (&self->bus, bus);
  self->registration_id = g_dbus_connection_register_object (bus, own_path, node->interfaces[0],
                                                             &vtable, self, NULL, error);
  return self->registration_id != 0;
}

/**
 * poise_search_provider_unexport:
 * @self: a provider
 *
 * Takes it off the bus.
 */
void
poise_search_provider_unexport (PoiseSearchProvider *self)
{
  g_return_if_fail (POISE_IS_SEARCH_PROVIDER (self));

  if (self->registration_id != 0)
    g_dbus_connection_unregister_object (self->bus, self->registration_id);
  self->registration_id = 0;
  g_clear_object (&self->bus);
}
