/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who may read the journal: its passphrase, and the overview's search. */

#pragma once

#include <adwaita.h>

#include "poise-context.h"
#include "poise-locker.h"

G_BEGIN_DECLS

#define POISE_TYPE_PRIVACY_GROUP (poise_privacy_group_get_type ())

G_DECLARE_FINAL_TYPE (PoisePrivacyGroup,
                      poise_privacy_group,
                      POISE,
                      PRIVACY_GROUP,
                      AdwPreferencesGroup)

G_END_DECLS
