/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-settings-row.h"

#include <math.h>

#include "poise-day.h"

#define KEY_DATA "poise-settings-key"

static const char *
get_key (AdwComboRow *row)
{
  return g_object_get_data (G_OBJECT (row), KEY_DATA);
}

static void
show_enum_cb (GSettings *settings, const char *key, AdwComboRow *row)
{
  adw_combo_row_set_selected (row, (guint) g_settings_get_enum (settings, key));
}

static void
selected_cb (AdwComboRow *row, GParamSpec *pspec, GSettings *settings)
{
  int selected = (int) adw_combo_row_get_selected (row);

  if (selected != g_settings_get_enum (settings, get_key (row)))
    g_settings_set_enum (settings, get_key (row), selected);
}

/**
 * poise_settings_row_bind_enum:
 * @row: a row whose choices are the values of an enumeration, from 0 on
 * @settings: the person's preferences
 * @key: (scope forever): the enumeration's key
 *
 * Shows a setting in a row and takes over what is chosen there.
 */
void
poise_settings_row_bind_enum (AdwComboRow *row, GSettings *settings, const char *key)
{
  g_autofree char *detailed = g_strconcat ("changed::", key, NULL);

  g_object_set_data_full (G_OBJECT (row), KEY_DATA, g_strdup (key), g_free);
  show_enum_cb (settings, key, row);
  g_signal_connect_object (settings, detailed, G_CALLBACK (show_enum_cb), row, 0);
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (selected_cb), settings, 0);
}

static gboolean
get_percent_cb (GValue *value, GVariant *variant, gpointer data)
{
  g_value_set_double (value, round (100.0 * g_variant_get_double (variant)));
  return TRUE;
}

static GVariant *
set_percent_cb (const GValue *value, const GVariantType *type, gpointer data)
{
  return g_variant_new_double (round (g_value_get_double (value)) / 100.0);
}

/**
 * poise_settings_row_bind_percent:
 * @adjustment: a number of percent
 * @settings: the person's preferences
 * @key: the key of the same as a fraction
 *
 * Ties percents to a fraction.
 */
void
poise_settings_row_bind_percent (GtkAdjustment *adjustment, GSettings *settings, const char *key)
{
  g_settings_bind_with_mapping (settings, key, adjustment, "value", G_SETTINGS_BIND_DEFAULT,
                                get_percent_cb, set_percent_cb, NULL, NULL);
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
