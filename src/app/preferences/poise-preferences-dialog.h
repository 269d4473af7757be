/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the person can choose. Every row is a setting that takes effect at once. */

#pragma once

#include <adwaita.h>

#include "poise-context.h"
#include "poise-locker.h"

G_BEGIN_DECLS

#define POISE_TYPE_PREFERENCES_DIALOG (poise_preferences_dialog_get_type ())

G_DECLARE_FINAL_TYPE (PoisePreferencesDialog,
                      poise_preferences_dialog,
                      POISE,
                      PREFERENCES_DIALOG,
                      AdwPreferencesDialog)

AdwDialog *poise_preferences_dialog_new (PoiseContext *context, PoiseLocker *locker);

G_END_DECLS
