/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The words by which a person sorts entries: work, family, a project. What an
 * entry shows is its #PoiseTag; these are beside it.
 */

#pragma once

#include "poise-journal.h"

G_BEGIN_DECLS

char *poise_tags_clean (const char *word);
GStrv poise_tags_clean_all (const char *const *words);
gboolean poise_tags_contain (const char *const *tags, const char *tag);
GStrv poise_tags_add (const char *const *tags, const char *tag, guint position);
GStrv poise_tags_remove (const char *const *tags, const char *tag);

GStrv poise_tags_list (PoiseJournal *journal);
PoiseJournal *poise_tags_narrow (PoiseJournal *journal, const char *tag);

G_END_DECLS
