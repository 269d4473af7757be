/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-settings.h"

#include "poise-clock.h"
#include "poise-folder.h"

/**
 * poise_settings_find_day:
 * @settings: the program's settings
 * @now: a local time
 *
 * Returns: the day that it is at @now, by the hour at which the person's days begin
 */
PoiseDay
poise_settings_find_day (GSettings *settings, GDateTime *now)
{
  g_return_val_if_fail (G_IS_SETTINGS (settings) && now != NULL, 0);

  return poise_day_from_time (now, g_settings_get_uint (settings, "day-start-hour"));
}

/**
 * poise_settings_find_first_weekday:
 * @settings: the program's settings
 *
 * Returns: the day on which weeks begin: the person's choice or the locale's
 */
GDateWeekday
poise_settings_find_first_weekday (GSettings *settings)
{
  GDateWeekday chosen;

  g_return_val_if_fail (G_IS_SETTINGS (settings), G_DATE_MONDAY);

  chosen = (GDateWeekday) g_settings_get_enum (settings, "first-weekday");
  return chosen != G_DATE_BAD_WEEKDAY ? chosen : poise_clock_get_first_weekday ();
}

/**
 * poise_settings_find_folder:
 * @settings: (nullable): the program's settings, where it is installed
 *
 * Returns: (transfer full): the path of the journal's folder: what the environment's
 *   `POISE_JOURNAL` names, or the person chose, or the usual one
 */
char *
poise_settings_find_folder (GSettings *settings)
{
  const char *from_environment = g_getenv ("POISE_JOURNAL");
  g_autofree char *chosen = NULL;

  if (from_environment != NULL && *from_environment != '\0')
    return g_strdup (from_environment);
  if (settings != NULL)
    chosen = g_settings_get_string (settings, "journal-folder");
  if (chosen != NULL && *chosen != '\0')
    return g_steal_pointer (&chosen);
  return poise_folder_get_default_path ();
}
