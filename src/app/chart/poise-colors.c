/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-colors.h"

#include <adwaita.h>

/**
 * poise_colors_get:
 *
 * Returns: (transfer none): the colours to paint with now
 */
const PoisePalette *
poise_colors_get (void)
{
  AdwStyleManager *style = adw_style_manager_get_default ();

  return poise_palette_get (adw_style_manager_get_dark (style),
                            adw_style_manager_get_high_contrast (style));
}

/**
 * poise_colors_follow:
 * @object: what paints with them
 * @changed: called with @object when poise_colors_get() gives others
 */
void
poise_colors_follow (gpointer object, GCallback changed)
{
  AdwStyleManager *style = adw_style_manager_get_default ();

  g_signal_connect_object (style, "notify::dark", changed, object, G_CONNECT_SWAPPED);
  g_signal_connect_object (style, "notify::high-contrast", changed, object, G_CONNECT_SWAPPED);
}

static void
append_class (GString *css, const char *name, const PoiseColor *color)
{
  char red[G_ASCII_DTOSTR_BUF_SIZE], green[G_ASCII_DTOSTR_BUF_SIZE], blue[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_printf (css, ".%s { color: rgb(%s%% %s%% %s%%); }\n", name,
                          g_ascii_formatd (red, sizeof red, "%.1f", color->red * 100.0),
                          g_ascii_formatd (green, sizeof green, "%.1f", color->green * 100.0),
                          g_ascii_formatd (blue, sizeof blue, "%.1f", color->blue * 100.0));
}

static void
load_css (GtkCssProvider *provider)
{
  const PoisePalette *palette = poise_colors_get ();
  g_autoptr (GString) css = g_string_new (NULL);

  append_class (css, "management", &palette->management_text);
  append_class (css, "leadership", &palette->leadership_text);
  gtk_css_provider_load_from_string (provider, css->str);
}

/**
 * poise_colors_install:
 * @display: a display
 *
 * Gives the style classes `management` and `leadership` the palette's colours.
 */
void
poise_colors_install (GdkDisplay *display)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  load_css (provider);
  poise_colors_follow (provider, G_CALLBACK (load_css));
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}
