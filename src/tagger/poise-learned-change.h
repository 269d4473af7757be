/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a program learned since it read learned.json, on its way into its part of it. */

#pragma once

#include "poise-learner.h"

G_BEGIN_DECLS

/* What a lesson may be about. */
#define POISE_LESSON_SENTENCE "sentence"
#define POISE_LESSON_ENTRY "entry"
#define POISE_LESSON_ACCEPTED "accepted"

/**
 * PoiseLearnedLesson:
 * @key: of what text it is
 * @counts: what it taught
 *
 * The correction of a text. Each part names its last ones, so that one text counts once
 * even if it was corrected on two computers: by the later word.
 */
typedef struct
{
  char *key;
  PoiseLearner *counts;
} PoiseLearnedLesson;

PoiseLearnedLesson *
poise_learned_lesson_new (const char *kind, const char *text, PoiseLearner *counts);
GPtrArray *poise_learned_lessons_new (void);

/**
 * PoiseLearnedChange:
 * @by: whose part it goes into
 * @base: what was learned when it began
 * @now: what is learned now
 * @forgotten: when everything that the file holds was forgotten, in microseconds of
 *   the epoch; 0 if it was not
 * @before: (element-type PoiseLearnedLesson): the lessons of this program that are in @base
 * @lessons: (element-type PoiseLearnedLesson): those that are in @now
 * @time: when, in microseconds of the epoch
 * @era: for the owner, who may have let go of the lessons since
 */
typedef struct
{
  char *by;
  PoiseLearner *base;
  PoiseLearner *now;
  gint64 forgotten;
  GPtrArray *before;
  GPtrArray *lessons;
  gint64 time;
  guint era;
} PoiseLearnedChange;

PoiseLearnedChange *
poise_learned_change_new (const char *by, PoiseLearner *base, PoiseLearner *now, gint64 forgotten);
void poise_learned_change_set_lessons (PoiseLearnedChange *self,
                                       GPtrArray *before,
                                       GPtrArray *lessons,
                                       GDateTime *time);
void poise_learned_change_free (PoiseLearnedChange *self);
GBytes *poise_learned_change_apply (GBytes *there, gconstpointer change, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PoiseLearnedChange, poise_learned_change_free)

G_END_DECLS
