/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A review for somebody else: which names become initials, and saving it. */

#pragma once

#include <adwaita.h>

#include "poise-context.h"

G_BEGIN_DECLS

#define POISE_TYPE_HANDOUT_PAGE (poise_handout_page_get_type ())

G_DECLARE_FINAL_TYPE (PoiseHandoutPage, poise_handout_page, POISE, HANDOUT_PAGE, AdwNavigationPage)

AdwNavigationPage *
poise_handout_page_new (PoiseContext *context, PoiseEntry *review, AdwToastOverlay *toasts);

G_END_DECLS
