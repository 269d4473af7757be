/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What somebody meant to do comes back after four and after twelve weeks, as a question. */

#pragma once

#include "poise-intention-list.h"
#include "poise-journal.h"

G_BEGIN_DECLS

PoisePrompt *
poise_recall_find (PoiseJournal *journal, PoiseIntentionList *intentions, PoiseDay day);
GPtrArray *poise_recall_list_on_this_day (PoiseJournal *journal,
                                          PoiseIntentionList *intentions,
                                          PoiseDay day,
                                          guint n);
char *poise_recall_get_subject (const char *prompt_id);

G_END_DECLS
