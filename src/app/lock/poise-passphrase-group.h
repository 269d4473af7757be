/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a new passphrase is typed twice, with how hard it is to guess. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define POISE_TYPE_PASSPHRASE_GROUP (poise_passphrase_group_get_type ())

G_DECLARE_FINAL_TYPE (PoisePassphraseGroup,
                      poise_passphrase_group,
                      POISE,
                      PASSPHRASE_GROUP,
                      AdwPreferencesGroup)

const char *poise_passphrase_group_get_passphrase (PoisePassphraseGroup *self);
void poise_passphrase_group_clear (PoisePassphraseGroup *self);

G_END_DECLS
