/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-text-size.h"

#include <math.h>

#define KEY "text-scale"
#define STEPS_OF_ONE 10.0
#define SMALLEST 0.7
#define LARGEST 3.0
/* What style.css says of the editor. */
#define BASE_EM 1.1

static void
apply_cb (GtkCssProvider *provider, const char *key, GSettings *settings)
{
  char size[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *css = NULL;

  g_ascii_formatd (size, sizeof size, "%.3f", BASE_EM * g_settings_get_double (settings, KEY));
  css = g_strdup_printf ("textview.editor { font-size: %sem; }", size);
  gtk_css_provider_load_from_string (provider, css);
}

/**
 * poise_text_size_install:
 * @display: where the windows are
 * @settings: the person's preferences; they are followed from now on
 *
 * Shows what is written in the size that the person chose.
 */
void
poise_text_size_install (GdkDisplay *display, GSettings *settings)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  g_signal_connect_object (settings, "changed::" KEY, G_CALLBACK (apply_cb), provider,
                           G_CONNECT_SWAPPED);
  apply_cb (provider, KEY, settings);
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);
}

/**
 * poise_text_size_step:
 * @settings: the person's preferences
 * @steps: how many steps larger or smaller; 0 for the usual size
 */
void
poise_text_size_step (GSettings *settings, int steps)
{
  double scale =
    (round (g_settings_get_double (settings, KEY) * STEPS_OF_ONE) + steps) / STEPS_OF_ONE;

  if (steps == 0)
    g_settings_reset (settings, KEY);
  else
    g_settings_set_double (settings, KEY, CLAMP (scale, SMALLEST, LARGEST));
}
