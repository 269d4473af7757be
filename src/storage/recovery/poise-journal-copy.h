/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Taking a whole journal along into another folder. */

#pragma once

#include "poise-folder.h"

G_BEGIN_DECLS

typedef struct _PoiseJournalCopy PoiseJournalCopy;

PoiseJournalCopy *poise_journal_copy_new (PoiseFolder *from, PoiseFolder *to);
void poise_journal_copy_free (PoiseJournalCopy *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PoiseJournalCopy, poise_journal_copy_free)

gboolean poise_journal_copy_is_due (PoiseJournalCopy *self);
gboolean
poise_journal_copy_run (PoiseJournalCopy *self, GDateTime *now, guint *n_entries, GError **error);
void poise_journal_copy_end (PoiseJournalCopy *self);

G_END_DECLS
