/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether, when and on which days the person wants to be reminded. */

#pragma once

#include <adwaita.h>

#include "poise-context.h"

G_BEGIN_DECLS

#define POISE_TYPE_REMINDER_GROUP (poise_reminder_group_get_type ())

G_DECLARE_FINAL_TYPE (PoiseReminderGroup,
                      poise_reminder_group,
                      POISE,
                      REMINDER_GROUP,
                      AdwPreferencesGroup)

G_END_DECLS
