/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A tag that the person gives an entry or takes off it. */

#pragma once

#include "poise-store.h"

G_BEGIN_DECLS

#define POISE_TYPE_TAGGING (poise_tagging_get_type ())

G_DECLARE_FINAL_TYPE (PoiseTagging, poise_tagging, POISE, TAGGING, GObject)

PoiseTagging *poise_tagging_new (PoiseEntry *entry, const char *tag, gboolean is_added);
const char *poise_tagging_get_entry_id (PoiseTagging *self);
char *poise_tagging_describe (PoiseTagging *self);
void poise_tagging_put (PoiseTagging *self, PoiseStore *store, gboolean is_in);

G_END_DECLS
