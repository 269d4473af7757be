/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shows a journal's recovery key, once, to be printed or saved. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define POISE_TYPE_RECOVERY_PAGE (poise_recovery_page_get_type ())

G_DECLARE_FINAL_TYPE (PoiseRecoveryPage,
                      poise_recovery_page,
                      POISE,
                      RECOVERY_PAGE,
                      AdwNavigationPage)

void poise_recovery_page_take_key (PoiseRecoveryPage *self, char *key);
void poise_recovery_page_forget (PoiseRecoveryPage *self);
void poise_recovery_page_set_label (PoiseRecoveryPage *self, const char *label);
void poise_recovery_page_set_busy (PoiseRecoveryPage *self, gboolean is_busy);
void poise_recovery_page_say (PoiseRecoveryPage *self, const char *words);

G_END_DECLS
