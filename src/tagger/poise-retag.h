/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Entries that another model tagged, and what this one says of them. */

#pragma once

#include "poise-entry.h"
#include "poise-tagger.h"

G_BEGIN_DECLS

gboolean poise_retag_is_old (PoiseTagger *tagger, PoiseEntry *entry);
gboolean poise_retag_is_due (PoiseTagger *tagger, PoiseEntry *entry);

G_END_DECLS
