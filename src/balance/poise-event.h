/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days with a name, as “new team”: entries of a kind of their own, so that they merge, are
 * backed up and can be undone as all others. */

#pragma once

#include "poise-entry-kind.h"
#include "poise-range.h"

G_BEGIN_DECLS

/**
 * PoiseEvent:
 * @day: the day
 * @name: what happened
 */
typedef struct
{
  PoiseDay day;
  char *name;
} PoiseEvent;

PoiseEntry *poise_event_new_entry (const char *name, PoiseDay day, GDateTime *now);
GPtrArray *poise_events_list (GPtrArray *entries);
char *poise_events_join (GPtrArray *events, PoiseDay first, PoiseDay last);

G_END_DECLS
