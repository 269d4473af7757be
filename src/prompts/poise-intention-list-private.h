/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the list and its JSON share. */

#pragma once

#include <json-glib/json-glib.h>

#include "poise-intention-list.h"
#include "poise-quiet-list.h"

G_BEGIN_DECLS

struct _PoiseIntentionList
{
  GObject parent_instance;

  /* Owned */
  GPtrArray *all;        /* the oldest first */
  GPtrArray *unreadable; /* nodes of the list that are no intentions */
  PoiseQuietList *quiet; /* entries that are never brought back */
  JsonObject *pause;     /* members of the pause that this version does not know */
  JsonObject *extra;

  PoiseDay paused;
};

void poise_intention_list_clear (PoiseIntentionList *self);
void poise_intention_list_sort (PoiseIntentionList *self);
void poise_intention_list_put (PoiseIntentionList *self, const PoiseIntention *intention);
void poise_intention_list_emit_changed (PoiseIntentionList *self);

G_END_DECLS
