/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-window-state.h"

/**
 * poise_window_place_clear:
 * @self: a place
 *
 * Forgets it.
 */
void
poise_window_place_clear (PoiseWindowPlace *self)
{
  g_free (self->entry);
  *self = (PoiseWindowPlace) { 0 };
}

/**
 * poise_window_state_restore_size:
 * @settings: the person's preferences
 * @window: a window that is not shown yet
 *
 * Gives a window the size that the last one had.
 */
void
poise_window_state_restore_size (GSettings *settings, GtkWindow *window)
{
  int width, height;

  g_settings_get (settings, "window-size", "(ii)", &width, &height);
  gtk_window_set_default_size (window, width, height);
  if (g_settings_get_boolean (settings, "window-maximized"))
    gtk_window_maximize (window);
}

/**
 * poise_window_state_save_size:
 * @settings: the person's preferences
 * @window: a window that is about to close
 *
 * Remembers a window's size.
 */
void
poise_window_state_save_size (GSettings *settings, GtkWindow *window)
{
  int width, height;

  gtk_window_get_default_size (window, &width, &height);
  g_settings_set (settings, "window-size", "(ii)", width, height);
  g_settings_set_boolean (settings, "window-maximized", gtk_window_is_maximized (window));
}

/**
 * poise_window_state_save_place:
 * @settings: the person's preferences
 * @page: the page that is shown
 * @entry: (nullable): the id of the entry that is open, if it is stored
 * @today: the day that is
 *
 * Remembers where the person was.
 */
void
poise_window_state_save_place (GSettings *settings,
                               const char *page,
                               const char *entry,
                               PoiseDay today)
{
  g_autofree char *day = poise_day_to_string (today);

  g_settings_set_string (settings, "last-page", page);
  g_settings_set_string (settings, "last-entry", entry != NULL ? entry : "");
  g_settings_set_string (settings, "last-day", day);
}

static gboolean
is_of_day (GSettings *settings, PoiseDay today)
{
  g_autofree char *day = g_settings_get_string (settings, "last-day");

  return poise_day_parse (day) == today;
}

/**
 * poise_window_state_get_page:
 * @settings: the person's preferences
 * @today: the day that is
 *
 * A new day begins where one writes.
 *
 * Returns: (transfer full): the page that was shown last today
 */
char *
poise_window_state_get_page (GSettings *settings, PoiseDay today)
{
  return is_of_day (settings, today) ? g_settings_get_string (settings, "last-page")
                                     : g_strdup ("write");
}

/**
 * poise_window_state_get_entry:
 * @settings: the person's preferences
 * @today: the day that is
 *
 * A new day begins on its own page: an entry is come back to on the day on
 * which it was left.
 *
 * Returns: (transfer full) (nullable): the id of the entry that was open last
 */
char *
poise_window_state_get_entry (GSettings *settings, PoiseDay today)
{
  g_autofree char *id = g_settings_get_string (settings, "last-entry");

  return *id != '\0' && is_of_day (settings, today) ? g_steal_pointer (&id) : NULL;
}
