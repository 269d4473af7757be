/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-application.h"

#include <glib-unix.h>
#include <glib/gi18n.h>

#include "poise-about.h"
#include "poise-clock.h"
#include "poise-colors.h"
#include "poise-context.h"
#include "poise-help.h"
#include "poise-idle-watch.h"
#include "poise-lock-page.h"
#include "poise-locker.h"
#include "poise-preferences-dialog.h"
#include "poise-reminder.h"
#include "poise-sample.h"
#include "poise-search-provider.h"
#include "poise-session-watch.h"
#include "poise-settings.h"
#include "poise-shortcuts-dialog.h"
#include "poise-shortcuts.h"
#include "poise-text-size.h"
#include "poise-window.h"

struct _PoiseApplication
{
  AdwApplication parent_instance;

  GSettings *settings;
  PoiseContext *context; /* (nullable) */
  PoiseLocker *locker;
  PoiseIdleWatch *idle_watch;
  PoiseSessionWatch *session_watch;
  PoiseReminder *reminder;
  PoiseSearchProvider *search_provider;
  PoiseWindow *window; /* a weak pointer, as is the next */
  PoiseWindow *sample_window;
  PoiseLockPage *lock_page; /* a weak pointer, too */
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

static PoiseTagger *
make_tagger (void)
{
  g_autoptr (GError) error = NULL;
  PoiseTagger *tagger = poise_tagger_new_default (&error);

  if (tagger == NULL)
    g_warning ("%s", error->message);
  return tagger;
}

static PoiseContext *
make_context (PoiseApplication *self)
{
  g_autoptr (PoiseJournal) journal = poise_journal_new ();
  g_autoptr (PoiseStore) store =
    poise_store_new (poise_locker_get_folder (self->locker), journal, poise_clock_read, NULL);
  g_autoptr (PoiseTagger) tagger = make_tagger ();

  return poise_context_new (store, tagger, self->settings);
}

static PoiseContext *
make_sample_context (PoiseApplication *self)
{
  g_autoptr (PoiseJournal) journal = poise_journal_new ();
  g_autoptr (PoiseTagger) tagger = make_tagger ();
  g_autoptr (GDateTime) now = poise_clock_read (NULL);
  g_autoptr (PoiseStore) store = poise_store_new_in_memory (journal, poise_clock_read, NULL);

  poise_sample_fill (journal, tagger, now);
  return poise_context_new (store, tagger, self->settings);
}

/* What could not be read is one of the store's problems, which the window shows. */
static void
loaded_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  poise_context_load_finish (POISE_CONTEXT (object), result, NULL);
  g_object_unref (data);
}

/* There is none while the journal is locked. */
static void
ensure_context (PoiseApplication *self)
{
  if (self->reminder == NULL)
    self->reminder =
      poise_reminder_new (G_APPLICATION (self), self->settings, poise_clock_read, NULL);
  if (self->context != NULL)
    return;
  if (poise_locker_is_locked (self->locker))
    {
      poise_reminder_set_context (self->reminder, NULL);
      return;
    }
  self->context = make_context (self);
  poise_reminder_set_context (self->reminder, self->context);
  poise_locker_set_context (self->locker, self->context);
  poise_context_load_async (self->context, NULL, loaded_cb, g_object_ref (self));
}

static PoiseWindow *
make_window (PoiseApplication *self, PoiseContext *context)
{
  PoiseWindow *window = poise_window_new (GTK_APPLICATION (self), self->settings, context);

  if (IS_DEVELOPMENT)
    gtk_widget_add_css_class (GTK_WIDGET (window), "devel");
  poise_idle_watch_add_window (self->idle_watch, GTK_WIDGET (window));
  return window;
}

/* ---- the lock ---- */

static void
opened_cb (PoiseApplication *self, PoiseKeyring *keyring)
{
  g_settings_set_boolean (self->settings, "lock-asks", FALSE);
  poise_locker_unlock (self->locker, keyring);
}

static void
cover_window (PoiseApplication *self)
{
  GtkWidget *page = poise_lock_page_new (
    poise_locker_get_folder (self->locker), poise_locker_is_holding (self->locker),
    poise_locker_is_by_others (self->locker), g_settings_get_boolean (self->settings, "lock-asks"));

  g_set_weak_pointer (&self->lock_page, POISE_LOCK_PAGE (page));
  g_signal_connect_object (page, "opened", G_CALLBACK (opened_cb), self, G_CONNECT_SWAPPED);
  poise_window_cover (self->window, page);
}

/* What was copied here is of the journal. */
static void
clear_clipboards (void)
{
  GdkDisplay *display = gdk_display_get_default ();
  GdkClipboard *clipboards[] = { gdk_display_get_clipboard (display),
                                 gdk_display_get_primary_clipboard (display) };

  for (guint i = 0; i < G_N_ELEMENTS (clipboards); i++)
    if (gdk_clipboard_is_local (clipboards[i]))
      gdk_clipboard_set_content (clipboards[i], NULL);
}

static void
enable_lock_actions (PoiseApplication *self)
{
  GAction *lock = g_action_map_lookup_action (G_ACTION_MAP (self), "lock");
  GAction *preferences = g_action_map_lookup_action (G_ACTION_MAP (self), "preferences");

  g_simple_action_set_enabled (G_SIMPLE_ACTION (lock), poise_locker_can_lock (self->locker));
  g_simple_action_set_enabled (G_SIMPLE_ACTION (preferences),
                               !poise_locker_is_locked (self->locker));
}

static void
lock (PoiseApplication *self)
{
  poise_locker_lock (self->locker,
                     self->window != NULL ? poise_window_get_document (self->window) : NULL);
}

/* By hand, or since the person left: only who knows the passphrase opens it again, though this
 * computer may remember it. */
static void
lock_until_asked (PoiseApplication *self)
{
  if (poise_locker_can_lock (self->locker))
    g_settings_set_boolean (self->settings, "lock-asks", TRUE);
  lock (self);
}

/* Who stays for reminders, or for the search, keeps no open journal. */
static void
window_closed_cb (PoiseApplication *self)
{
  g_clear_weak_pointer (&self->window);
  if (self->locker != NULL)
    lock (self);
}

static void
can_lock_changed_cb (PoiseApplication *self)
{
  gboolean can_lock = poise_locker_can_lock (self->locker);

  enable_lock_actions (self);
  poise_idle_watch_set_on (self->idle_watch, can_lock);
  poise_session_watch_set_on (self->session_watch, can_lock);
  if (!can_lock && !poise_locker_is_locked (self->locker))
    poise_session_watch_let_sleep (self->session_watch);
}

/* Nothing is shown before it is saved and let go of; that comes by ::release. */
static void
hide_journal (PoiseApplication *self)
{
  if (self->window != NULL)
    {
      /* It may have to be said that they are not saved yet. */
      poise_window_keep_drafts (self->window);
      cover_window (self);
    }
  if (self->sample_window != NULL)
    poise_window_cover (self->sample_window, NULL);
  clear_clipboards ();
}

static void
show_journal (PoiseApplication *self)
{
  ensure_context (self);
  if (self->window == NULL)
    return;
  poise_window_set_context (self->window, self->context);
  poise_window_uncover (self->window);
}

static void
locked_changed_cb (PoiseApplication *self)
{
  enable_lock_actions (self);
  if (poise_locker_is_locked (self->locker))
    hide_journal (self);
  else
    show_journal (self);
}

static void
release_cb (PoiseApplication *self)
{
  /* The program may be about to end. */
  if (self->reminder == NULL)
    return;
  poise_reminder_set_context (self->reminder, NULL);
  if (self->window != NULL)
    poise_window_set_context (self->window, NULL);
  g_clear_object (&self->context);
  /* It may have been on its way to another folder. */
  if (self->lock_page != NULL)
    poise_lock_page_set_folder (self->lock_page, poise_locker_get_folder (self->locker));
  poise_session_watch_let_sleep (self->session_watch);
}

static void
make_watches (PoiseApplication *self)
{
  self->idle_watch = poise_idle_watch_new (self->settings);
  self->session_watch = poise_session_watch_new ();
  g_signal_connect_object (self->idle_watch, "idle", G_CALLBACK (lock_until_asked), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session_watch, "left", G_CALLBACK (lock_until_asked), self,
                           G_CONNECT_SWAPPED);
}

static void
make_locker (PoiseApplication *self)
{
  g_autofree char *path = poise_settings_find_folder (self->settings);
  g_autoptr (PoiseFolder) folder = poise_folder_new (path);

  self->locker = poise_locker_new (folder);
  g_signal_connect_object (self->locker, "notify::locked", G_CALLBACK (locked_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->locker, "notify::can-lock", G_CALLBACK (can_lock_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->locker, "release", G_CALLBACK (release_cb), self,
                           G_CONNECT_SWAPPED);
  enable_lock_actions (self);
}

static PoiseWindow *
ensure_window (PoiseApplication *self)
{
  ensure_context (self);
  if (self->window != NULL)
    return self->window;
  g_set_weak_pointer (&self->window, make_window (self, self->context));
  g_signal_connect_object (self->window, "destroy", G_CALLBACK (window_closed_cb), self,
                           G_CONNECT_SWAPPED);
  if (poise_locker_is_locked (self->locker))
    cover_window (self);
  return self->window;
}

static PoiseWindow *
ensure_sample_window (PoiseApplication *self)
{
  if (self->sample_window == NULL)
    {
      g_autoptr (PoiseContext) context = make_sample_context (self);

      g_set_weak_pointer (&self->sample_window, make_window (self, context));
    }
  return self->sample_window;
}

/* Started without a window, it may still have to remind. */
static void
keep_reminding (PoiseApplication *self)
{
  if (poise_reminder_is_wanted (self->settings))
    ensure_context (self);
}

/* ---- the overview's search ---- */

static PoiseContext *
search_context_wanted_cb (PoiseApplication *self)
{
  if (self->settings == NULL || !g_settings_get_boolean (self->settings, "search-provider"))
    return NULL;
  ensure_context (self);
  /* Nor while it is open: what the overview shows is seen by whoever passes. */
  if (poise_locker_is_locked (self->locker) || poise_locker_can_lock (self->locker))
    return NULL;
  return g_object_ref (self->context);
}

static void
search_entry_wanted_cb (PoiseApplication *self, PoiseEntry *entry)
{
  PoiseWindow *window = ensure_window (self);

  gtk_window_present (GTK_WINDOW (window));
  poise_window_show_entry (window, entry);
}

static void
search_wanted_cb (PoiseApplication *self, const char *words)
{
  PoiseWindow *window = ensure_window (self);

  gtk_window_present (GTK_WINDOW (window));
  poise_window_search (window, words);
}

static gboolean
poise_application_dbus_register (GApplication *application,
                                 GDBusConnection *bus,
                                 const char *path,
                                 GError **error)
{
  PoiseApplication *self = POISE_APPLICATION (application);
  GApplicationClass *parent_class = G_APPLICATION_CLASS (poise_application_parent_class);

  if (!parent_class->dbus_register (application, bus, path, error))
    return FALSE;
  self->search_provider = poise_search_provider_new (application);
  g_signal_connect_object (self->search_provider, "context-wanted",
                           G_CALLBACK (search_context_wanted_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search_provider, "entry-wanted",
                           G_CALLBACK (search_entry_wanted_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search_provider, "search-wanted", G_CALLBACK (search_wanted_cb),
                           self, G_CONNECT_SWAPPED);
  return poise_search_provider_export (self->search_provider, bus, path, error);
}

static void
poise_application_dbus_unregister (GApplication *application,
                                   GDBusConnection *bus,
                                   const char *path)
{
  PoiseApplication *self = POISE_APPLICATION (application);

  if (self->search_provider != NULL)
    poise_search_provider_unexport (self->search_provider);
  g_clear_object (&self->search_provider);

  G_APPLICATION_CLASS (poise_application_parent_class)->dbus_unregister (application, bus, path);
}

/* ---- starting ---- */

static void
poise_application_activate (GApplication *application)
{
  gtk_window_present (GTK_WINDOW (ensure_window (POISE_APPLICATION (application))));
}

/* “Open With” in a file manager: another journal to be looked at and imported. */
static void
import_file (PoiseWindow *window, GFile *file)
{
  const char *path = g_file_peek_path (file);

  if (path != NULL)
    gtk_widget_activate_action (GTK_WIDGET (window), "win.import-file", "(ss)", "", path);
}

static void
poise_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  PoiseWindow *window = ensure_window (POISE_APPLICATION (application));

  gtk_window_present (GTK_WINDOW (window));
  if (n_files > 0)
    import_file (window, files[0]);
}

static gboolean
is_page (const char *page)
{
  return g_strv_contains ((const char *const[]) { "write", "journal", "balance", NULL }, page);
}

static int
poise_application_command_line (GApplication *application, GApplicationCommandLine *command_line)
{
  PoiseApplication *self = POISE_APPLICATION (application);
  GVariantDict *dict = g_application_command_line_get_options_dict (command_line);
  PoiseWindow *window =
    g_variant_dict_contains (dict, "sample") ? ensure_sample_window (self) : ensure_window (self);
  g_auto (GStrv) arguments = g_application_command_line_get_arguments (command_line, NULL);
  const char *page = NULL;

  gtk_window_present (GTK_WINDOW (window));
  if (g_variant_dict_lookup (dict, "page", "&s", &page))
    poise_window_show_page (window, page);
  if (g_variant_dict_contains (dict, "new"))
    gtk_widget_activate_action (GTK_WIDGET (window), "win.new-entry", NULL);
  if (arguments[0] != NULL && arguments[1] != NULL)
    {
      g_autoptr (GFile) file =
        g_application_command_line_create_file_for_arg (command_line, arguments[1]);

      import_file (window, file);
    }
  return 0;
}

static int
poise_application_handle_local_options (GApplication *application, GVariantDict *dict)
{
  const char *page = NULL;

  if (g_variant_dict_contains (dict, "version"))
    {
      g_print ("poise %s\n", PACKAGE_VERSION);
      return 0;
    }
  if (g_variant_dict_lookup (dict, "page", "&s", &page) && !is_page (page))
    {
      g_printerr (_ ("poise: there is no page “%s”; choose write, journal or balance\n"), page);
      return 2;
    }
  return -1;
}

/* ---- actions ---- */

static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkApplication *application = data;
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (application));

  if (windows == NULL)
    g_application_quit (G_APPLICATION (application));
  /* To be closed, a window would be asked: newer libadwaita then closes the dialog in it. */
  for (GList *l = windows; l != NULL; l = l->next)
    if (POISE_IS_WINDOW (l->data))
      poise_window_save_and_close (l->data);
    else
      gtk_window_close (l->data);
}

static GtkWindow *
get_parent (gpointer application)
{
  return gtk_application_get_active_window (GTK_APPLICATION (application));
}

/* Logging out, or a person at a terminal. A second signal ends the program where
 * the first could not, since something cannot be saved. */
static gboolean
terminate_cb (gpointer data)
{
  g_action_group_activate_action (G_ACTION_GROUP (data), "quit", NULL);
  return G_SOURCE_REMOVE;
}

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  poise_about_show (get_parent (data));
}

static void
shortcuts_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  adw_dialog_present (poise_shortcuts_dialog_new (), GTK_WIDGET (get_parent (data)));
}

static void
preferences_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PoiseApplication *self = data;

  ensure_context (self);
  adw_dialog_present (poise_preferences_dialog_new (self->context, self->locker),
                      GTK_WIDGET (get_parent (self)));
}

static void
lock_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  lock_until_asked (data);
}

static void
help_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  poise_help_show (get_parent (data));
}

static void
sample_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gtk_window_present (GTK_WINDOW (ensure_sample_window (data)));
}

/* From the desktop's menu and from the reminder. */
static void
new_entry_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PoiseWindow *window = ensure_window (data);

  gtk_window_present (GTK_WINDOW (window));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.new-entry", NULL);
}

static void
write_now_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PoiseWindow *window = ensure_window (data);

  gtk_window_present (GTK_WINDOW (window));
  poise_window_write_now (window);
}

static void
morning_question_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PoiseWindow *window = ensure_window (data);

  gtk_window_present (GTK_WINDOW (window));
  poise_window_ask_morning (window);
}

static void
apply_style_cb (GSettings *settings, const char *key, AdwStyleManager *manager)
{
  const AdwColorScheme schemes[] = { ADW_COLOR_SCHEME_DEFAULT, ADW_COLOR_SCHEME_FORCE_LIGHT,
                                     ADW_COLOR_SCHEME_FORCE_DARK };

  adw_style_manager_set_color_scheme (manager, schemes[g_settings_get_enum (settings, "style")]);
}

static void
follow_settings (PoiseApplication *self)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  self->settings = g_settings_new (APPLICATION_ID);
  g_signal_connect_object (self->settings, "changed::style", G_CALLBACK (apply_style_cb), manager,
                           0);
  apply_style_cb (self->settings, "style", manager);
  poise_colors_install (gdk_display_get_default ());
  poise_text_size_install (gdk_display_get_default (), self->settings);
}

static void
poise_application_startup (GApplication *application)
{
  static const GActionEntry actions[] = {
    { .name = "quit", .activate = quit_cb },
    { .name = "about", .activate = about_cb },
    { .name = "shortcuts", .activate = shortcuts_cb },
    { .name = "preferences", .activate = preferences_cb },
    { .name = "lock", .activate = lock_cb },
    { .name = "help", .activate = help_cb },
    { .name = "sample", .activate = sample_cb },
    { .name = "new-entry", .activate = new_entry_cb },
    { .name = "write-now", .activate = write_now_cb },
    { .name = "morning-question", .activate = morning_question_cb },
  };

  /* Before GTK looks for the application's icon: libadwaita's own startup would add its icons after
   * that, and have the whole icon theme read again. */
  adw_init ();
  G_APPLICATION_CLASS (poise_application_parent_class)->startup (application);
  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions),
                                   application);
  poise_shortcuts_install (GTK_APPLICATION (application));
  g_unix_signal_add (SIGTERM, terminate_cb, application);
  g_unix_signal_add (SIGINT, terminate_cb, application);
  g_unix_signal_add (SIGHUP, terminate_cb, application);
  follow_settings (POISE_APPLICATION (application));
  make_watches (POISE_APPLICATION (application));
  make_locker (POISE_APPLICATION (application));
  keep_reminding (POISE_APPLICATION (application));
  /* In an idle, the icon theme tells of libadwaita's icons, and has all that there is styled anew:
   * before the window is made that is nothing. */
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
poise_application_shutdown (GApplication *application)
{
  PoiseApplication *self = POISE_APPLICATION (application);

  g_clear_object (&self->reminder);
  g_clear_object (&self->context);
  g_clear_object (&self->locker);
  g_clear_object (&self->idle_watch);
  g_clear_object (&self->session_watch);

  G_APPLICATION_CLASS (poise_application_parent_class)->shutdown (application);
}

static void
poise_application_dispose (GObject *object)
{
  PoiseApplication *self = POISE_APPLICATION (object);

  g_clear_weak_pointer (&self->window);
  g_clear_weak_pointer (&self->sample_window);
  g_clear_object (&self->context);
  g_clear_object (&self->locker);
  g_clear_weak_pointer (&self->lock_page);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (poise_application_parent_class)->dispose (object);
}

static void
poise_application_class_init (PoiseApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = poise_application_dispose;
  application_class->startup = poise_application_startup;
  application_class->dbus_register = poise_application_dbus_register;
  application_class->dbus_unregister = poise_application_dbus_unregister;
  application_class->shutdown = poise_application_shutdown;
  application_class->activate = poise_application_activate;
  application_class->open = poise_application_open;
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
                       G_APPLICATION_HANDLES_COMMAND_LINE | G_APPLICATION_HANDLES_OPEN,
                       "resource-base-path", "/io/github/poise_journal/Poise", NULL);
}
