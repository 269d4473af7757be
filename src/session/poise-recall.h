/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What somebody meant to do comes back after four and after twelve weeks, as a question. */

#pragma once

#include "poise-intention-list.h"
#include "poise-journal.h"
#include "poise-operation.h"

G_BEGIN_DECLS

PoisePrompt *
poise_recall_find (PoiseJournal *journal, PoiseIntentionList *intentions, PoiseDay day);
GPtrArray *poise_recall_list_on_this_day (PoiseJournal *journal,
                                          PoiseIntentionList *intentions,
                                          PoiseDay day,
                                          guint n);
char *poise_recall_get_subject (const char *prompt_id);
PoiseOperation *
poise_recall_new_keep_out (PoiseIntentionList *intentions, const char *id, gboolean is_out);

G_END_DECLS
