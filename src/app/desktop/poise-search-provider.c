/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-search-provider.h"

#include <glib/gi18n.h>

#include "poise-search.h"
#include "poise-shell-search-provider.h"

/* More the overview does not show. */
#define MAX_RESULTS 20
#define MAX_DESCRIPTION 120

struct _PoiseSearchProvider
{
  GObject parent_instance;

  GApplication *application; /* outlives it */
  PoiseShellSearchProvider2 *skeleton;
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

/* ---- finding ---- */

/* Without a context (the search is switched off) nothing is found. */
static char **
find (PoiseContext *context, const char *const *terms)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_autofree char *words = g_strjoinv (" ", (char **) terms);
  g_autoptr (PoiseSearch) search = poise_search_new (words);
  PoiseJournal *journal = context != NULL ? poise_context_get_journal (context) : NULL;
  guint n_entries =
    journal != NULL && !poise_search_is_empty (search) ? poise_journal_get_n_entries (journal) : 0;
  guint n_found = 0;

  for (guint i = 0; i < n_entries && n_found < MAX_RESULTS; i++)
    {
      PoiseEntry *entry = poise_journal_peek (journal, i);

      if (!poise_search_matches (search, entry))
        continue;
      g_strv_builder_add (ids, poise_entry_get_id (entry));
      n_found++;
    }
  return g_strv_builder_end (ids);
}

static PoiseEntry *
lookup (PoiseContext *context, const char *id)
{
  return context != NULL ? poise_journal_lookup (poise_context_get_journal (context), id) : NULL;
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
      PoiseEntry *entry = lookup (context, ids[i]);
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
  return g_variant_builder_end (&metas);
}

/* ---- calls ---- */

typedef struct Call Call;

/* One call, which may have to wait until the journal was read. */
struct Call
{
  PoiseSearchProvider *provider;
  PoiseContext *context;             /* nullable */
  GDBusMethodInvocation *invocation; /* taken by the answer */
  char **strings;
  void (*answer) (Call *call);
  gulong loaded_id;
};

static void
call_free (Call *call)
{
  if (call->context != NULL)
    g_clear_signal_handler (&call->loaded_id, call->context);
  g_application_release (call->provider->application);
  g_clear_object (&call->context);
  g_object_unref (call->provider);
  g_strfreev (call->strings);
  g_free (call);
}

static void
answer_find (Call *call)
{
  g_auto (GStrv) ids = find (call->context, (const char *const *) call->strings);

  poise_shell_search_provider2_complete_get_initial_result_set (
    call->provider->skeleton, call->invocation, (const char *const *) ids);
}

static void
answer_find_again (Call *call)
{
  g_auto (GStrv) ids = find (call->context, (const char *const *) call->strings);

  poise_shell_search_provider2_complete_get_subsearch_result_set (
    call->provider->skeleton, call->invocation, (const char *const *) ids);
}

static void
answer_metas (Call *call)
{
  poise_shell_search_provider2_complete_get_result_metas (
    call->provider->skeleton, call->invocation,
    get_metas (call->context, (const char *const *) call->strings));
}

static void
answer_activation (Call *call)
{
  PoiseEntry *entry = lookup (call->context, call->strings[0]);

  if (entry != NULL)
    g_signal_emit (call->provider, signals[SIGNAL_ENTRY_WANTED], 0, entry);
  poise_shell_search_provider2_complete_activate_result (call->provider->skeleton,
                                                         call->invocation);
}

static void
answer_launch (Call *call)
{
  g_autofree char *words = g_strjoinv (" ", call->strings);

  if (call->context != NULL)
    g_signal_emit (call->provider, signals[SIGNAL_SEARCH_WANTED], 0, words);
  poise_shell_search_provider2_complete_launch_search (call->provider->skeleton, call->invocation);
}

static void
answer (Call *call)
{
  call->answer (call);
  call_free (call);
}

/* Answers now, or once the journal was read. */
static gboolean
handle_call (PoiseSearchProvider *self,
             GDBusMethodInvocation *invocation,
             const char *const *strings,
             void (*answer_it) (Call *call))
{
  Call *call = g_new0 (Call, 1);

  call->provider = g_object_ref (self);
  call->invocation = invocation;
  call->strings = g_strdupv ((char **) strings);
  call->answer = answer_it;
  g_signal_emit (self, signals[SIGNAL_CONTEXT_WANTED], 0, &call->context);
  g_application_hold (self->application);
  if (call->context == NULL || poise_context_is_loaded (call->context))
    answer (call);
  else
    call->loaded_id = g_signal_connect_swapped (call->context, "loaded", G_CALLBACK (answer), call);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
get_initial_result_set_cb (PoiseSearchProvider *self,
                           GDBusMethodInvocation *invocation,
                           const char *const *terms)
{
  return handle_call (self, invocation, terms, answer_find);
}

static gboolean
get_subsearch_result_set_cb (PoiseSearchProvider *self,
                             GDBusMethodInvocation *invocation,
                             const char *const *previous,
                             const char *const *terms)
{
  return handle_call (self, invocation, terms, answer_find_again);
}

static gboolean
get_result_metas_cb (PoiseSearchProvider *self,
                     GDBusMethodInvocation *invocation,
                     const char *const *ids)
{
  return handle_call (self, invocation, ids, answer_metas);
}

static gboolean
activate_result_cb (PoiseSearchProvider *self, GDBusMethodInvocation *invocation, const char *id)
{
  return handle_call (self, invocation, (const char *const[]) { id, NULL }, answer_activation);
}

static gboolean
launch_search_cb (PoiseSearchProvider *self,
                  GDBusMethodInvocation *invocation,
                  const char *const *terms)
{
  return handle_call (self, invocation, terms, answer_launch);
}

static void
poise_search_provider_dispose (GObject *object)
{
  PoiseSearchProvider *self = POISE_SEARCH_PROVIDER (object);

  poise_search_provider_unexport (self);
  g_clear_object (&self->skeleton);

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
  static const struct
  {
    const char *signal;
    GCallback callback;
  } calls[] = {
    { "handle-get-initial-result-set", G_CALLBACK (get_initial_result_set_cb) },
    { "handle-get-subsearch-result-set", G_CALLBACK (get_subsearch_result_set_cb) },
    { "handle-get-result-metas", G_CALLBACK (get_result_metas_cb) },
    { "handle-activate-result", G_CALLBACK (activate_result_cb) },
    { "handle-launch-search", G_CALLBACK (launch_search_cb) },
  };

  self->skeleton = poise_shell_search_provider2_skeleton_new ();
  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    g_signal_connect_object (self->skeleton, calls[i].signal, calls[i].callback, self,
                             G_CONNECT_SWAPPED);
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
  g_autofree char *own_path = g_strconcat (path, "/SearchProvider", NULL);

  g_return_val_if_fail (POISE_IS_SEARCH_PROVIDER (self), FALSE);

  return g_dbus_interface_skeleton_export (G_DBUS_INTERFACE_SKELETON (self->skeleton), bus,
                                           own_path, error);
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

  if (g_dbus_interface_skeleton_get_connection (G_DBUS_INTERFACE_SKELETON (self->skeleton)) != NULL)
    g_dbus_interface_skeleton_unexport (G_DBUS_INTERFACE_SKELETON (self->skeleton));
}
