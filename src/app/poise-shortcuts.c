/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-shortcuts.h"

#include <glib/gi18n.h>

typedef struct
{
  const char *action;
  const char *keys[3];
  const char *title;
} Shortcut;

static const Shortcut shortcuts[] = {
  { "win.new-entry", { "<Control>n" }, N_ ("New entry") },
  { "win.today", { "<Control>d" }, N_ ("Go to today") },
  { "win.step-day(-1)", { "<Alt>Page_Up" }, N_ ("Earlier day") },
  { "win.step-day(1)", { "<Alt>Page_Down" }, N_ ("Later day") },
  { "win.search", { "<Control>f" }, N_ ("Search the journal") },
  { "win.undo-delete", { "<Control><Shift>z" }, N_ ("Bring a deleted entry back") },
  { "win.show-page('write')", { "<Alt>1" }, N_ ("Write") },
  { "win.show-page('journal')", { "<Alt>2" }, N_ ("Journal") },
  { "win.show-page('balance')", { "<Alt>3" }, N_ ("Balance") },
  { "app.shortcuts", { "<Control>question" }, N_ ("Keyboard shortcuts") },
  { "window.close", { "<Control>w" }, N_ ("Close the window") },
  { "app.quit", { "<Control>q" }, N_ ("Quit") },
};

/**
 * poise_shortcuts_install:
 * @application: the application
 *
 * Makes the keys work.
 */
void
poise_shortcuts_install (GtkApplication *application)
{
  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    gtk_application_set_accels_for_action (application, shortcuts[i].action,
                                           (const char *const *) shortcuts[i].keys);
}

static GtkWidget *
create_row (const Shortcut *shortcut)
{
  GtkWidget *row = adw_action_row_new ();
  guint key;
  GdkModifierType modifiers;
  g_autofree char *label = NULL;
  GtkWidget *keys;

  gtk_accelerator_parse (shortcut->keys[0], &key, &modifiers);
  label = gtk_accelerator_get_label (key, modifiers);
  keys = gtk_label_new (label);
  gtk_widget_add_css_class (keys, "dim-label");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (shortcut->title));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), keys);
  return row;
}

/**
 * poise_shortcuts_show:
 * @parent: the window that it is shown over
 *
 * Lists the shortcuts. (GtkShortcutsWindow is deprecated on newer GTK.)
 */
void
poise_shortcuts_show (GtkWindow *parent)
{
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *window =
    g_object_new (ADW_TYPE_WINDOW, "transient-for", parent, "modal", TRUE, "title",
                  _ ("Keyboard Shortcuts"), "default-width", 420, "default-height", 560, NULL);
  GtkEventController *escape = gtk_shortcut_controller_new ();

  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), create_row (&shortcuts[i]));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
  gtk_widget_set_vexpand (page, TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), page);
  adw_window_set_content (ADW_WINDOW (window), box);
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (escape), gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                                                        gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (window, escape);
  gtk_window_present (GTK_WINDOW (window));
}
