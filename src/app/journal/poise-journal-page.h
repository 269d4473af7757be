/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every entry, newest first, grouped by week, and found again by its words. */

#pragma once

#include <gtk/gtk.h>

#include "poise-context.h"
#include "poise-search.h"

G_BEGIN_DECLS

#define POISE_TYPE_JOURNAL_PAGE (poise_journal_page_get_type ())

G_DECLARE_FINAL_TYPE (PoiseJournalPage, poise_journal_page, POISE, JOURNAL_PAGE, GtkWidget)

void poise_journal_page_show_day (PoiseJournalPage *self, PoiseDay day, const char *tag);
void poise_journal_page_show_facet (PoiseJournalPage *self,
                                    PoiseFacet facet,
                                    PoiseDay first,
                                    PoiseDay last,
                                    const char *tag);
void poise_journal_page_search (PoiseJournalPage *self, const char *words);
void poise_journal_page_focus_search (PoiseJournalPage *self);
gboolean poise_journal_page_go_back (PoiseJournalPage *self);

PoiseSearch *poise_journal_page_get_search (PoiseJournalPage *self);
PoiseEntry *poise_journal_page_get_next (PoiseJournalPage *self, PoiseEntry *entry, int direction);

G_END_DECLS
