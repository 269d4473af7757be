/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window's actions that bring journals in and out. */

#pragma once

#include "poise-window-actions.h"

G_BEGIN_DECLS

#define POISE_TYPE_EXCHANGE_ACTIONS (poise_exchange_actions_get_type ())

G_DECLARE_FINAL_TYPE (PoiseExchangeActions,
                      poise_exchange_actions,
                      POISE,
                      EXCHANGE_ACTIONS,
                      PoiseWindowActions)

PoiseExchangeActions *poise_exchange_actions_new (AdwApplicationWindow *window,
                                                  PoiseContext *context,
                                                  AdwToastOverlay *toasts);

G_END_DECLS
