/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-application.h"

#include <glib/gi18n.h>

#include "poise-clock.h"
#include "poise-compat.h"
#include "poise-context.h"
#include "poise-sample.h"
#include "poise-shortcuts.h"
#include "poise-window.h"

struct _PoiseApplication
{
  AdwApplication parent_instance;

  PoiseContext *context;
  PoiseWindow *window; /* a weak pointer */
  gboolean is_sample;
};

G_DEFINE_FINAL_TYPE (PoiseApplication, poise_application, ADW_TYPE_APPLICATION)

static const GOptionEntry options[] = {
  { "new", 'n', 0, G_OPTION_ARG_NONE, NULL, N_ ("Begin a new entry"), NULL },
  { "page", 'p', 0, G_OPTION_ARG_STRING, NULL, N_ ("Open a page: write, journal or balance"),
    N_ ("PAGE") },
  { "sample", 0, 0, G_OPTION_ARG_NONE, NULL,
    N_ ("Look around in a sample journal; nothing is saved"), NULL },
  { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Print the version and exit"), NULL },
  G_OPTION_ENTRY_NULL,
};

static void
loaded_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (PoiseApplication) self = data;
  g_autoptr (GError) error = NULL;

  if (!poise_store_load_finish (POISE_STORE (object), result, &error) && self->window != NULL)
    poise_window_set_notice (self->window, error->message);
}

static char *
get_journal_path (GSettings *settings)
{
  const char *from_environment = g_getenv ("POISE_JOURNAL");
  g_autofree char *chosen = g_settings_get_string (settings, "journal-folder");

  if (from_environment != NULL && *from_environment != '\0')
    return g_strdup (from_environment);
  return *chosen != '\0' ? g_steal_pointer (&chosen) : poise_folder_get_default_path ();
}

static PoiseStore *
make_store (PoiseApplication *self, GSettings *settings, PoiseTagger *tagger)
{
  g_autoptr (PoiseJournal) journal = poise_journal_new ();
  g_autofree char *path = NULL;
  g_autoptr (PoiseFolder) folder = NULL;

  if (self->is_sample)
    {
      g_autoptr (GDateTime) now = poise_clock_read (NULL);

      poise_sample_fill (journal, tagger, now);
      return poise_store_new_in_memory (journal, poise_clock_read, NULL);
    }
  path = get_journal_path (settings);
  folder = poise_folder_new (path);
  return poise_store_new (folder, journal, poise_clock_read, NULL);
}

static void
ensure_context (PoiseApplication *self)
{
  g_autoptr (GSettings) settings = NULL;
  g_autoptr (PoiseTagger) tagger = NULL;
  g_autoptr (PoiseStore) store = NULL;
  g_autoptr (GError) error = NULL;

  if (self->context != NULL)
    return;
  settings = g_settings_new (APPLICATION_ID);
  tagger = poise_tagger_new_default (&error);
  if (tagger == NULL)
    g_warning ("%s", error->message);
  store = make_store (self, settings, tagger);
  self->context = poise_context_new (store, tagger, settings);
}

static void
ensure_window (PoiseApplication *self)
{
  if (self->window != NULL)
    return;
  ensure_context (self);
  g_set_weak_pointer (&self->window, poise_window_new (GTK_APPLICATION (self), self->context));
  if (IS_DEVELOPMENT)
    gtk_widget_add_css_class (GTK_WIDGET (self->window), "devel");
  poise_store_load_async (poise_context_get_store (self->context), NULL, loaded_cb,
                          g_object_ref (self));
  poise_context_load_prompts (self->context);
}

static void
poise_application_activate (GApplication *application)
{
  PoiseApplication *self = POISE_APPLICATION (application);

  ensure_window (self);
  gtk_window_present (GTK_WINDOW (self->window));
}

static int
poise_application_command_line (GApplication *application, GApplicationCommandLine *command_line)
{
  PoiseApplication *self = POISE_APPLICATION (application);
  GVariantDict *dict = g_application_command_line_get_options_dict (command_line);
  const char *page = NULL;

  if (self->context == NULL)
    self->is_sample = g_variant_dict_contains (dict, "sample");
  g_application_activate (application);
  if (g_variant_dict_lookup (dict, "page", "&s", &page))
    poise_window_show_page (self->window, page);
  if (g_variant_dict_contains (dict, "new"))
    gtk_widget_activate_action (GTK_WIDGET (self->window), "win.new-entry", NULL);
  return 0;
}

static int
poise_application_handle_local_options (GApplication *application, GVariantDict *dict)
{
  if (!g_variant_dict_contains (dict, "version"))
    return -1;
  g_print ("poise %s\n", PACKAGE_VERSION);
  return 0;
}

static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PoiseApplication *self = data;

  /* Closing the window saves first. */
  if (self->window != NULL)
    gtk_window_close (GTK_WINDOW (self->window));
  else
    g_application_quit (G_APPLICATION (self));
}

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  poise_compat_show_about (GTK_WINDOW (POISE_APPLICATION (data)->window));
}

static void
shortcuts_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  poise_shortcuts_show (GTK_WINDOW (POISE_APPLICATION (data)->window));
}

static void
poise_application_startup (GApplication *application)
{
  static const GActionEntry actions[] = {
    { .name = "quit", .activate = quit_cb },
    { .name = "about", .activate = about_cb },
    { .name = "shortcuts", .activate = shortcuts_cb },
  };

  G_APPLICATION_CLASS (poise_application_parent_class)->startup (application);
  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions),
                                   application);
  poise_shortcuts_install (GTK_APPLICATION (application));
}

static void
poise_application_dispose (GObject *object)
{
  PoiseApplication *self = POISE_APPLICATION (object);

  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (poise_application_parent_class)->dispose (object);
}

static void
poise_application_class_init (PoiseApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = poise_application_dispose;
  application_class->startup = poise_application_startup;
  application_class->activate = poise_application_activate;
  application_class->command_line = poise_application_command_line;
  application_class->handle_local_options = poise_application_handle_local_options;
}

static void
poise_application_init (PoiseApplication *self)
{
  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

/**
 * poise_application_new:
 *
 * Returns: (transfer full): the application
 */
PoiseApplication *
poise_application_new (void)
{
  return g_object_new (POISE_TYPE_APPLICATION, "application-id", APPLICATION_ID, "flags",
                       G_APPLICATION_HANDLES_COMMAND_LINE, "resource-base-path",
                       "/io/github/poise_journal/Poise", NULL);
}
