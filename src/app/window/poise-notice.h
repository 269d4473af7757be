/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Says above the pages what is wrong with the journal, and what can be done. */

#pragma once

#include <adwaita.h>

#include "poise-store.h"

G_BEGIN_DECLS

#define POISE_TYPE_NOTICE (poise_notice_get_type ())

G_DECLARE_FINAL_TYPE (PoiseNotice, poise_notice, POISE, NOTICE, GtkWidget)

void poise_notice_set_store (PoiseNotice *self, PoiseStore *store, GSettings *settings);

G_END_DECLS
