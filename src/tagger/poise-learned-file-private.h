/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What learned.json holds, for who changes it. */

#pragma once

#include "poise-learner.h"

G_BEGIN_DECLS

/* So many of a computer's corrections are told from each other. */
#define POISE_LEARNED_MAX_LESSONS 64
#define POISE_LEARNED_KEY_LENGTH 32

/* What the correction of one text taught. */
typedef struct
{
  char *key;
  gint64 time; /* in microseconds of the epoch */
  PoiseLearner *counts;
} PoiseLearnedRecord;

/* What one computer taught. */
typedef struct
{
  char *by;        /* empty: of before there were parts */
  gint64 revision; /* how often it was changed */
  PoiseLearner *counts;
  GPtrArray *lessons; /* of PoiseLearnedRecord: the last ones, which are in the counts, too */
} PoiseLearnedPart;

typedef struct
{
  gint64 forgotten; /* when, in microseconds of the epoch: what is older is not taken in again */
  GPtrArray *parts; /* by name */
  GPtrArray *lists; /* (nullable): the words of all, while they are read */
} PoiseLearnedFile;

PoiseLearnedFile *poise_learned_file_new (void);
void poise_learned_file_free (PoiseLearnedFile *self);
PoiseLearnedFile *
poise_learned_file_read (const char *data, gsize length, const char *name, GError **error);
char *poise_learned_file_write (PoiseLearnedFile *self);

PoiseLearnedPart *poise_learned_file_ensure_part (PoiseLearnedFile *self, const char *by);
const PoiseLearnedRecord *
poise_learned_part_find (const PoiseLearnedPart *part, const char *key, guint *position);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PoiseLearnedFile, poise_learned_file_free)

G_END_DECLS
