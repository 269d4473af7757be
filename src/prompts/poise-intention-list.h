/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person has meant to do, week by week; one thing at a time. */

#pragma once

#include <glib-object.h>

#include "poise-balance.h"
#include "poise-intention.h"

G_BEGIN_DECLS

#define POISE_TYPE_INTENTION_LIST (poise_intention_list_get_type ())

G_DECLARE_FINAL_TYPE (PoiseIntentionList, poise_intention_list, POISE, INTENTION_LIST, GObject)

PoiseIntentionList *poise_intention_list_new (void);

GPtrArray *poise_intention_list_get_all (PoiseIntentionList *self);
const PoiseIntention *poise_intention_list_lookup (PoiseIntentionList *self, const char *id);
const PoiseIntention *poise_intention_list_get_current (PoiseIntentionList *self);
const PoiseIntention *poise_intention_list_find_week (PoiseIntentionList *self,
                                                      PoiseDay week,
                                                      GDateWeekday first_weekday);

gboolean poise_intention_list_has_text (PoiseIntentionList *self, const char *text);

void poise_intention_list_mark (PoiseIntentionList *self, PoiseBalance *balance);

void poise_intention_list_set (PoiseIntentionList *self, PoiseIntention *intention);
void poise_intention_list_bring_back (PoiseIntentionList *self, const PoiseIntention *intention);
void poise_intention_list_close (PoiseIntentionList *self,
                                 const char *id,
                                 PoiseOutcome outcome,
                                 const char *because,
                                 PoiseDay day);
void poise_intention_list_keep (PoiseIntentionList *self,
                                const char *id,
                                PoiseOutcome outcome,
                                const char *because,
                                GDateTime *now,
                                PoiseDay day,
                                GDateWeekday first_weekday);
PoiseDay poise_intention_list_get_paused (PoiseIntentionList *self);
void poise_intention_list_pause (PoiseIntentionList *self, PoiseDay day);
void
poise_intention_list_resume (PoiseIntentionList *self, PoiseDay day, GDateWeekday first_weekday);

gboolean poise_intention_list_is_quiet (PoiseIntentionList *self, const char *id);
void poise_intention_list_set_quiet (PoiseIntentionList *self, const char *id, gboolean is_quiet);

PoiseIntentionList *poise_intention_list_copy (PoiseIntentionList *self);
void poise_intention_list_apply (PoiseIntentionList *self,
                                 PoiseIntentionList *from,
                                 PoiseIntentionList *to);

char *poise_intention_list_to_json (PoiseIntentionList *self);
gboolean poise_intention_list_load_json (PoiseIntentionList *self,
                                         const char *data,
                                         gsize length,
                                         const char *name,
                                         GError **error);
guint poise_intention_list_import (PoiseIntentionList *self, PoiseIntentionList *other);
gboolean poise_intention_list_import_json (PoiseIntentionList *self,
                                           const char *data,
                                           gsize length,
                                           const char *name,
                                           guint *n_added,
                                           GError **error);

G_END_DECLS
