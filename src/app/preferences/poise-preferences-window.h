/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the person can choose. Every row is a setting that takes effect at
 * once. (AdwPreferencesWindow is deprecated on newer libadwaita.)
 */

#pragma once

#include <adwaita.h>

#include "poise-context.h"

G_BEGIN_DECLS

#define POISE_TYPE_PREFERENCES_WINDOW (poise_preferences_window_get_type ())

G_DECLARE_FINAL_TYPE (PoisePreferencesWindow,
                      poise_preferences_window,
                      POISE,
                      PREFERENCES_WINDOW,
                      AdwWindow)

PoisePreferencesWindow *poise_preferences_window_new (GtkWindow *parent, PoiseContext *context);

G_END_DECLS
