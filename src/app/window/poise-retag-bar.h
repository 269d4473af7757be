/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Offers to tag again what an older model tagged, and shows how far that is. */

#pragma once

#include <adwaita.h>

#include "poise-context.h"

G_BEGIN_DECLS

#define POISE_TYPE_RETAG_BAR (poise_retag_bar_get_type ())

G_DECLARE_FINAL_TYPE (PoiseRetagBar, poise_retag_bar, POISE, RETAG_BAR, GtkWidget)

void poise_retag_bar_undo (PoiseRetagBar *self);

G_END_DECLS
