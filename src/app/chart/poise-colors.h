/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The palette that suits the window now: dark or light, in high contrast or not. */

#pragma once

#include <gtk/gtk.h>

#include "poise-palette.h"

G_BEGIN_DECLS

const PoisePalette *poise_colors_get (void);
void poise_colors_follow (gpointer object, GCallback changed);
void poise_colors_install (GdkDisplay *display);

G_END_DECLS
