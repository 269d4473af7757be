/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is done to the journal as a whole: the window's actions, and what is said of it. */

#pragma once

#include "poise-problem-banner.h"
#include "poise-retag-bar.h"
#include "poise-window-actions.h"

G_BEGIN_DECLS

#define POISE_TYPE_JOURNAL_ACTIONS (poise_journal_actions_get_type ())

G_DECLARE_FINAL_TYPE (PoiseJournalActions,
                      poise_journal_actions,
                      POISE,
                      JOURNAL_ACTIONS,
                      PoiseWindowActions)

PoiseJournalActions *poise_journal_actions_new (AdwApplicationWindow *window,
                                                PoiseContext *context,
                                                AdwToastOverlay *toasts,
                                                PoiseProblemBanner *problem_banner);
void poise_journal_actions_set_retag_bar (PoiseJournalActions *self, PoiseRetagBar *retag_bar);

G_END_DECLS
