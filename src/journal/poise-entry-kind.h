/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Entries that are not what people write day by day. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A day with a name, as “new team”: its text is the name. */
#define POISE_ENTRY_EVENT "event"
/* An answer to a morning question. */
#define POISE_ENTRY_MORNING "morning"
/* A look back on a month or a quarter. */
#define POISE_ENTRY_REVIEW "review"

const char *poise_entry_kind_get_label (const char *kind);

G_END_DECLS
