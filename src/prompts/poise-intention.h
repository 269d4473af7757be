/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person means to do in a week, as “If …, then I …”. */

#pragma once

#include <json-glib/json-glib.h>

#include "poise-day.h"
#include "poise-json.h"
#include "poise-mode.h"
#include "poise-outcome.h"
#include "poise-prompt.h"

G_BEGIN_DECLS

/**
 * PoiseIntention: (copy-func poise_intention_copy) (free-func poise_intention_free)
 * @id: its name in files
 * @text: what is meant
 * @facet: the facet that it is about; %POISE_FACET_NONE for none in particular
 * @pole: management or leadership; %POISE_MODE_NONE for neither
 * @day: since when it is meant
 * @outcome: what became of it
 * @because: (nullable): the person's words on that
 * @closed: when they said so; %POISE_DAY_INVALID where it is open
 * @extra: (nullable): members of its JSON object that this version does not know
 */
typedef struct
{
  char *id;
  char *text;
  PoiseFacet facet;
  PoiseMode pole;
  PoiseDay day;
  PoiseOutcome outcome;
  char *because;
  PoiseDay closed;
  JsonObject *extra;
} PoiseIntention;

PoiseIntention *poise_intention_new (const char *id,
                                     const char *text,
                                     PoiseFacet facet,
                                     PoiseMode pole,
                                     PoiseDay day);
PoiseIntention *poise_intention_new_now (GDateTime *now,
                                         const char *text,
                                         PoiseFacet facet,
                                         PoiseMode pole,
                                         PoiseDay day);
PoiseIntention *poise_intention_copy (const PoiseIntention *self);
void poise_intention_free (PoiseIntention *self);
void poise_intention_close (PoiseIntention *self,
                            PoiseOutcome outcome,
                            const char *because,
                            PoiseDay day);
gboolean poise_intention_equal (const PoiseIntention *a, const PoiseIntention *b);

PoiseDay poise_intention_get_week (const PoiseIntention *self, GDateWeekday first_weekday);
PoiseDay poise_intention_get_next_day (const PoiseIntention *self,
                                       PoiseDay today,
                                       GDateWeekday first_weekday);
gboolean
poise_intention_is_due (const PoiseIntention *self, PoiseDay today, GDateWeekday first_weekday);

void poise_intention_write_json (const PoiseIntention *self, PoiseJsonWriter *writer);
PoiseIntention *poise_intention_read_json (JsonNode *node);

const PoiseBuiltInPrompt *poise_intention_suggestions (guint *n_suggestions);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PoiseIntention, poise_intention_free)

G_END_DECLS
