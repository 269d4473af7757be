/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the journal lies, and what Poise learned from its corrections. */

#pragma once

#include <adwaita.h>

#include "poise-context.h"

G_BEGIN_DECLS

#define POISE_TYPE_JOURNAL_GROUP (poise_journal_group_get_type ())

G_DECLARE_FINAL_TYPE (PoiseJournalGroup,
                      poise_journal_group,
                      POISE,
                      JOURNAL_GROUP,
                      AdwPreferencesGroup)

G_END_DECLS
