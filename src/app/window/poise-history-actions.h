/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window's actions that delete entries, and that undo and redo. */

#pragma once

#include <adwaita.h>

#include "poise-context.h"

G_BEGIN_DECLS

void poise_history_actions_add (AdwApplicationWindow *window,
                                PoiseContext *context,
                                AdwToastOverlay *toasts);

G_END_DECLS
