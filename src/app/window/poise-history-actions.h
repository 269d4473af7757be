/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window's actions that delete entries, and that undo and redo. */

#pragma once

#include "poise-window-actions.h"

G_BEGIN_DECLS

#define POISE_TYPE_HISTORY_ACTIONS (poise_history_actions_get_type ())

G_DECLARE_FINAL_TYPE (PoiseHistoryActions,
                      poise_history_actions,
                      POISE,
                      HISTORY_ACTIONS,
                      PoiseWindowActions)

PoiseHistoryActions *poise_history_actions_new (AdwApplicationWindow *window,
                                                PoiseContext *context,
                                                AdwToastOverlay *toasts);

G_END_DECLS
