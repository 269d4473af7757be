/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a window shows of a locked journal: where its passphrase, or its recovery key, is typed. */

#pragma once

#include <adwaita.h>

#include "poise-folder.h"

G_BEGIN_DECLS

#define POISE_TYPE_LOCK_PAGE (poise_lock_page_get_type ())

G_DECLARE_FINAL_TYPE (PoiseLockPage, poise_lock_page, POISE, LOCK_PAGE, GtkWidget)

GtkWidget *poise_lock_page_new (PoiseFolder *folder,
                                gboolean is_holding,
                                gboolean is_by_others,
                                gboolean shall_ask);
void poise_lock_page_set_folder (PoiseLockPage *self, PoiseFolder *folder);

G_END_DECLS
