/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which entries a person looks for: words, phrases, and what they show. */

#pragma once

#include "poise-entry.h"

G_BEGIN_DECLS

typedef struct _PoiseSearch PoiseSearch;

PoiseSearch *poise_search_new (const char *words);
void poise_search_free (PoiseSearch *self);
gboolean poise_search_is_empty (const PoiseSearch *self);
gboolean poise_search_matches (const PoiseSearch *self, const char *text);

char *poise_search_fold (const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PoiseSearch, poise_search_free)

G_END_DECLS
