/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-shortcuts.h"

#include <glib/gi18n.h>

static const PoiseShortcutSection sections[] = {
  { N_ ("Writing"),
    {
      { "win.new-entry", { "<Control>n" }, N_ ("New entry") },
      { "win.finish", { "<Control>Return", "<Control>KP_Enter" }, N_ ("Finish writing") },
      { "win.today", { "<Alt>Home" }, N_ ("Go to today") },
      { "win.step-day(-1)", { "<Alt>Page_Up" }, N_ ("Earlier day") },
      { "win.step-day(1)", { "<Alt>Page_Down" }, N_ ("Later day") },
      { NULL, { "<Control>z" }, N_ ("Undo") },
      { NULL, { "<Control><Shift>z" }, N_ ("Redo") },
      { NULL, { "<Control>t" }, N_ ("Add a tag") },
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
      { NULL, { "Delete" }, N_ ("Delete the entry or the selected entries") },
      { NULL, { "space" }, N_ ("While selecting: select or deselect the entry") },
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
      { "app.lock", { "<Control>l" }, N_ ("Lock the journal") },
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
    for (const PoiseShortcut *s = sections[i].shortcuts; s->title != NULL; s++)
      if (s->action != NULL)
        gtk_application_set_accels_for_action (application, s->action,
                                               (const char *const *) s->keys);
}

/**
 * poise_shortcuts_list:
 * @n: (out): how many there are
 *
 * Returns: (array length=n): the sections
 */
const PoiseShortcutSection *
poise_shortcuts_list (guint *n)
{
  *n = G_N_ELEMENTS (sections);
  return sections;
}
