/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words and phrases that a person looks for. */

#pragma once

#include "poise-entry.h"

G_BEGIN_DECLS

/**
 * PoiseSpan:
 * @start: the first character, counted in Unicode characters of the text
 * @end: one past the last character
 */
typedef struct
{
  guint start;
  guint end;
} PoiseSpan;

/**
 * PoiseSearch: (copy-func poise_search_ref) (free-func poise_search_unref)
 *
 * What a person searches for.
 */
typedef struct _PoiseSearch PoiseSearch;

PoiseSearch *poise_search_new (const char *words);
PoiseSearch *poise_search_ref (PoiseSearch *self);
void poise_search_unref (PoiseSearch *self);
gboolean poise_search_is_empty (const PoiseSearch *self);
gboolean poise_search_narrows (const PoiseSearch *self, const PoiseSearch *other);
gboolean poise_search_matches (const PoiseSearch *self, PoiseEntry *entry);
GArray *poise_search_find (const PoiseSearch *self, const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PoiseSearch, poise_search_unref)

G_END_DECLS
