/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-percent-row.h"

#include <glib/gi18n.h>
#include <math.h>

/**
 * poise_percent_row_show:
 * @row: a row
 * @data: nothing
 *
 * For [signal@Adw.SpinRow::output].
 *
 * Returns: %TRUE: it is shown
 */
gboolean
poise_percent_row_show (AdwSpinRow *row, gpointer data)
{
  /* Translators: a number in a row of the preferences, as “40%”. */
  g_autofree char *text =
    g_strdup_printf (C_ ("preference", "%d%%"), (int) lround (adw_spin_row_get_value (row)));

  gtk_editable_set_text (GTK_EDITABLE (row), text);
  return TRUE;
}

/**
 * poise_percent_row_read:
 * @row: a row
 * @value: (out): the number
 * @data: nothing
 *
 * For [signal@Adw.SpinRow::input]: the first number of what was typed counts.
 *
 * Returns: %TRUE, or %GTK_INPUT_ERROR where there is no number
 */
int
poise_percent_row_read (AdwSpinRow *row, double *value, gpointer data)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (row));
  char *end;

  while (*text != '\0' && !g_ascii_isdigit (*text))
    text++;
  *value = g_strtod (text, &end);
  return end != text ? TRUE : GTK_INPUT_ERROR;
}

static gboolean
get_percent_cb (GValue *value, GVariant *variant, gpointer is_rest)
{
  double fraction = g_variant_get_double (variant);

  g_value_set_double (value, round (100.0 * (is_rest != NULL ? 1.0 - fraction : fraction)));
  return TRUE;
}

static GVariant *
set_percent_cb (const GValue *value, const GVariantType *type, gpointer is_rest)
{
  double percent = round (g_value_get_double (value));

  return g_variant_new_double ((is_rest != NULL ? 100.0 - percent : percent) / 100.0);
}

/**
 * poise_percent_row_bind:
 * @adjustment: a number of percent
 * @settings: the person's preferences
 * @key: the key of the same as a fraction
 *
 * Ties percents to a fraction.
 */
void
poise_percent_row_bind (GtkAdjustment *adjustment, GSettings *settings, const char *key)
{
  g_settings_bind_with_mapping (settings, key, adjustment, "value", G_SETTINGS_BIND_DEFAULT,
                                get_percent_cb, set_percent_cb, NULL, NULL);
}

/**
 * poise_percent_row_bind_rest:
 * @adjustment: a number of percent
 * @settings: the person's preferences
 * @key: the key of a fraction
 *
 * Ties percents to what a fraction leaves of the whole.
 */
void
poise_percent_row_bind_rest (GtkAdjustment *adjustment, GSettings *settings, const char *key)
{
  g_settings_bind_with_mapping (settings, key, adjustment, "value", G_SETTINGS_BIND_DEFAULT,
                                get_percent_cb, set_percent_cb, GINT_TO_POINTER (TRUE), NULL);
}
