/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-shortcuts.h"

#include <glib/gi18n.h>

typedef struct
{
  const char *action; /* NULL where the platform itself makes the keys work */
  const char *keys[4];
  const char *title;
} Shortcut;

typedef struct
{
  const char *title;
  Shortcut shortcuts[13];
} Section;

static const Section sections[] = {
  { N_ ("Writing"),
    {
      { "win.new-entry", { "<Control>n" }, N_ ("New entry") },
      { "win.finish", { "<Control>Return", "<Control>KP_Enter" }, N_ ("Finish writing") },
      { "win.today", { "<Control>d" }, N_ ("Go to today") },
      { "win.step-day(-1)", { "<Alt>Page_Up" }, N_ ("Earlier day") },
      { "win.step-day(1)", { "<Alt>Page_Down" }, N_ ("Later day") },
      { NULL, { "<Control>z" }, N_ ("Undo") },
      { NULL, { "<Control><Shift>z" }, N_ ("Redo") },
      { NULL, { "<Control>period" }, N_ ("Insert an emoji") },
      { NULL, { "<Control><Shift>m" }, N_ ("This sentence shows management") },
      { NULL, { "<Control><Shift>l" }, N_ ("This sentence shows leadership") },
      { NULL, { "<Control><Shift>n" }, N_ ("This sentence shows neither") },
      { NULL, { "<Control><Shift>p" }, N_ ("Let Poise decide about this sentence") },
    } },
  { N_ ("View"),
    {
      { "win.show-page('write')", { "<Alt>1" }, N_ ("Write") },
      { "win.show-page('journal')", { "<Alt>2" }, N_ ("Journal") },
      { "win.show-page('balance')", { "<Alt>3" }, N_ ("Balance") },
      { "win.text-size(1)",
        { "<Control>plus", "<Control>equal", "<Control>KP_Add" },
        N_ ("Larger text") },
      { "win.text-size(-1)", { "<Control>minus", "<Control>KP_Subtract" }, N_ ("Smaller text") },
      { "win.text-size(0)", { "<Control>0", "<Control>KP_0" }, N_ ("Normal text size") },
      { "win.focus-mode", { "<Control><Shift>f" }, N_ ("Focus mode: only the text") },
      { "win.fullscreen", { "F11" }, N_ ("Full screen") },
    } },
  { N_ ("Journal"),
    {
      { "win.search", { "<Control>f" }, N_ ("Search the journal") },
      { "win.find(1)", { "<Control>g" }, N_ ("Next match") },
      { "win.find(-1)", { "<Control><Shift>g" }, N_ ("Previous match") },
      { NULL, { "<Control>e" }, N_ ("Export the selected entries") },
      { NULL, { "<Control>z" }, N_ ("Undo deleting, restoring or importing") },
      { NULL, { "<Control><Shift>z" }, N_ ("Redo") },
    } },
  { N_ ("Balance"),
    {
      { NULL, { "<Control>p" }, N_ ("Print the charts") },
    } },
  { N_ ("Calendar"),
    {
      { NULL, { "Page_Up" }, N_ ("Earlier month") },
      { NULL, { "Page_Down" }, N_ ("Later month") },
      { NULL, { "<Shift>Page_Up" }, N_ ("Earlier year") },
      { NULL, { "<Shift>Page_Down" }, N_ ("Later year") },
    } },
  { N_ ("General"),
    {
      { "app.preferences", { "<Control>comma" }, N_ ("Preferences") },
      { "app.shortcuts", { "<Control>question" }, N_ ("Keyboard shortcuts") },
      { "app.help", { "F1" }, N_ ("Help") },
      { NULL, { "F10" }, N_ ("Main menu") },
      { "window.close", { "<Control>w" }, N_ ("Close the window") },
      { "app.quit", { "<Control>q" }, N_ ("Quit") },
    } },
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
  for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
    for (const Shortcut *s = sections[i].shortcuts; s->title != NULL; s++)
      if (s->action != NULL)
        gtk_application_set_accels_for_action (application, s->action,
                                               (const char *const *) s->keys);
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

static GtkWidget *
create_group (const Section *section)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ (section->title));
  for (const Shortcut *s = section->shortcuts; s->title != NULL; s++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), create_row (s));
  return group;
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
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *window = g_object_new (ADW_TYPE_WINDOW, "transient-for", parent, "modal", TRUE,
                                    "title", _ ("Keyboard Shortcuts"), "default-width", 420,
                                    "default-height", 560, "destroy-with-parent", TRUE, NULL);
  GtkEventController *escape = gtk_shortcut_controller_new ();

  for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
    adw_preferences_page_add (ADW_PREFERENCES_PAGE (page),
                              ADW_PREFERENCES_GROUP (create_group (&sections[i])));
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
