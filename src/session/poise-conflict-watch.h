/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Hears of texts of an entry that lost against the one that stays: whoever merges two versions,
 * here or on another computer, puts the older one into the trash.
 */

#pragma once

#include "poise-entry.h"
#include "poise-folder.h"

G_BEGIN_DECLS

#define POISE_TYPE_CONFLICT_WATCH (poise_conflict_watch_get_type ())

G_DECLARE_FINAL_TYPE (PoiseConflictWatch, poise_conflict_watch, POISE, CONFLICT_WATCH, GObject)

PoiseConflictWatch *poise_conflict_watch_new (PoiseFolder *folder, PoiseEntry *entry);

G_END_DECLS
