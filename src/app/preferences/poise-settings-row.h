/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ties rows to settings where g_settings_bind() alone cannot. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void poise_settings_row_bind_enum (gpointer object,
                                   const char *property,
                                   GSettings *settings,
                                   const char *key);
void poise_settings_row_set_weekdays (AdwComboRow *row, const char *first);

G_END_DECLS
