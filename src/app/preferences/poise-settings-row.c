/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-settings-row.h"

#include "poise-day.h"

/* What is tied to a key, as long as the object lives. */
typedef struct
{
  char *key;
  char *property;
} Tie;

#define TIE_DATA "poise-settings-tie"

static void
tie_free (Tie *tie)
{
  g_free (tie->key);
  g_free (tie->property);
  g_free (tie);
}

static void
show_enum_cb (GSettings *settings, const char *key, GObject *object)
{
  const Tie *tie = g_object_get_data (object, TIE_DATA);

  g_object_set (object, tie->property, (guint) g_settings_get_enum (settings, key), NULL);
}

static void
chosen_cb (GObject *object, GParamSpec *pspec, GSettings *settings)
{
  const Tie *tie = g_object_get_data (object, TIE_DATA);
  guint chosen;

  g_object_get (object, tie->property, &chosen, NULL);
  if ((int) chosen != g_settings_get_enum (settings, tie->key))
    g_settings_set_enum (settings, tie->key, (int) chosen);
}

/**
 * poise_settings_row_bind_enum:
 * @object: where one of an enumeration's values, from 0 on, is chosen
 * @property: the property that tells which, a #guint
 * @settings: the person's preferences
 * @key: the enumeration's key
 *
 * Shows a setting and takes over what is chosen.
 */
void
poise_settings_row_bind_enum (gpointer object,
                              const char *property,
                              GSettings *settings,
                              const char *key)
{
  g_autofree char *changed = g_strconcat ("changed::", key, NULL);
  g_autofree char *notify = g_strconcat ("notify::", property, NULL);
  Tie *tie = g_new0 (Tie, 1);

  tie->key = g_strdup (key);
  tie->property = g_strdup (property);
  g_object_set_data_full (object, TIE_DATA, tie, (GDestroyNotify) tie_free);
  show_enum_cb (settings, key, object);
  g_signal_connect_object (settings, changed, G_CALLBACK (show_enum_cb), object, 0);
  g_signal_connect_object (object, notify, G_CALLBACK (chosen_cb), settings, 0);
}

/**
 * poise_settings_row_set_weekdays:
 * @row: a row
 * @first: what stands before the seven days
 *
 * Lets the person choose one of the days from Monday to Sunday, or @first.
 */
void
poise_settings_row_set_weekdays (AdwComboRow *row, const char *first)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  PoiseDay monday = poise_day_new (2026, 11, 23);

  gtk_string_list_append (list, first);
  for (guint i = 0; i < 7; i++)
    gtk_string_list_take (list, poise_day_format (monday + i, "%A"));
  adw_combo_row_set_model (row, G_LIST_MODEL (list));
}
