/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Every entry that was read or written, newest first, as a GListModel.
 *
 * The journal is only the model: it never touches a disk. The store fills it
 * and writes what it holds.
 */

#pragma once

#include <gio/gio.h>

#include "poise-entry.h"

G_BEGIN_DECLS

#define POISE_TYPE_JOURNAL (poise_journal_get_type ())

G_DECLARE_FINAL_TYPE (PoiseJournal, poise_journal, POISE, JOURNAL, GObject)

PoiseJournal *poise_journal_new (void);

guint poise_journal_get_n_entries (PoiseJournal *self);
PoiseEntry *poise_journal_peek (PoiseJournal *self, guint position);
PoiseEntry *poise_journal_lookup (PoiseJournal *self, const char *id);
GPtrArray *poise_journal_lookup_all (PoiseJournal *self, const char *const *ids);
gboolean poise_journal_get_position (PoiseJournal *self, PoiseEntry *entry, guint *position);

gboolean poise_journal_add (PoiseJournal *self, PoiseEntry *entry);
void poise_journal_add_all (PoiseJournal *self, GPtrArray *entries);
void poise_journal_take_all (PoiseJournal *self, PoiseJournal *other);
gboolean poise_journal_remove (PoiseJournal *self, PoiseEntry *entry);
void poise_journal_clear (PoiseJournal *self);

GPtrArray *poise_journal_list_days (PoiseJournal *self, PoiseDay first, PoiseDay last);
GPtrArray *
poise_journal_list_kind (PoiseJournal *self, const char *kind, PoiseDay first, PoiseDay last);
GPtrArray *poise_journal_list_day (PoiseJournal *self, PoiseDay day);
GPtrArray *poise_journal_list_month (PoiseJournal *self, const char *month);

G_END_DECLS
