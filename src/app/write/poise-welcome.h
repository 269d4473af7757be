/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an empty journal says of itself, above the first page. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define POISE_TYPE_WELCOME (poise_welcome_get_type ())

G_DECLARE_FINAL_TYPE (PoiseWelcome, poise_welcome, POISE, WELCOME, AdwBin)

void poise_welcome_set_revealed (PoiseWelcome *self, gboolean is_revealed);

G_END_DECLS
