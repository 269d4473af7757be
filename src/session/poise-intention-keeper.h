/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keeps the list of intentions and the journal's file of them the same. */

#pragma once

#include "poise-intention-list.h"
#include "poise-store.h"

G_BEGIN_DECLS

#define POISE_TYPE_INTENTION_KEEPER (poise_intention_keeper_get_type ())

G_DECLARE_FINAL_TYPE (PoiseIntentionKeeper,
                      poise_intention_keeper,
                      POISE,
                      INTENTION_KEEPER,
                      GObject)

PoiseIntentionKeeper *poise_intention_keeper_new (PoiseStore *store);
PoiseIntentionList *poise_intention_keeper_get_list (PoiseIntentionKeeper *self);
const GError *poise_intention_keeper_get_error (PoiseIntentionKeeper *self);

G_END_DECLS
