/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is done to the journal as a whole: the window's actions, and what is said of it. */

#pragma once

#include <adwaita.h>

#include "poise-context.h"
#include "poise-notice.h"
#include "poise-retag-bar.h"

G_BEGIN_DECLS

void poise_journal_actions_add (AdwApplicationWindow *window,
                                PoiseContext *context,
                                AdwToastOverlay *toasts,
                                PoiseNotice *notice,
                                PoiseRetagBar *retag_bar);

G_END_DECLS
