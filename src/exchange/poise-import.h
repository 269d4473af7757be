/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a reader of another journal's format found: entries, what Poise cannot
 * keep, and what could not be read, by file and line.
 *
 * Readers fill a PoiseImport and touch nothing else; whether anything reaches
 * the journal is decided when all is read.
 */

#pragma once

#include "poise-date-range.h"
#include "poise-dates.h"
#include "poise-entry.h"
#include "poise-intention-list.h"

G_BEGIN_DECLS

/* Members that entries of other journals bring along, by the same names from
 * every format. */
#define POISE_EXTRA_IMPORTED "imported"
#define POISE_EXTRA_TAGS "tags"
#define POISE_EXTRA_STARRED "starred"
#define POISE_EXTRA_LOCATION "location"
#define POISE_EXTRA_WEATHER "weather"
#define POISE_EXTRA_PHOTOS "photos"

/* A member of %POISE_EXTRA_IMPORTED: a checksum of what the source said, where its id is the name
 * of a file or a day. */
#define POISE_IMPORTED_WORDS "words"

/**
 * PoiseImportNote:
 * @file: (nullable): the file's name, as the person knows it
 * @line: the line, from 1; 0 where there is none
 * @message: what is to be said
 */
typedef struct
{
  char *file;
  guint line;
  char *message;
} PoiseImportNote;

/**
 * PoiseImportLoss:
 * @what: what Poise has no place for, in the person's words
 * @count: how often it was met
 */
typedef struct
{
  char *what;
  guint count;
} PoiseImportLoss;

/**
 * PoiseImportOptions:
 * @encoding: (nullable): how texts are encoded that are not UTF-8
 * @order: which of two numbers is the month, where the source does not tell
 * @is_partial: whether of a folder or an archive also the files come in whose bytes are damaged
 *
 * What a source does not say itself, and the person does.
 */
typedef struct
{
  const char *encoding;
  PoiseDateOrder order;
  gboolean is_partial;
} PoiseImportOptions;

/**
 * PoiseImport: (foreign)
 * @zone: the person's time zone, for formats that name none
 * @encoding: (nullable): as in #PoiseImportOptions
 * @order: as in #PoiseImportOptions
 * @is_partial: as in #PoiseImportOptions
 * @asks_encoding: whether there are texts that only wait for an encoding
 * @asks_order: whether there are dates that only wait for their order
 * @is_many: whether it was a folder or an archive, of which one bad file leaves
 *   the others as they are
 * @n_half_read: entries that are left out since the bytes of their file are damaged: once they
 *   are in the journal, the whole ones would be another version of them
 * @entries: (element-type PoiseEntry): what was read
 * @problems: (element-type PoiseImportNote): what could not be read
 * @notes: (element-type PoiseImportNote): what is good to know; nothing is lost
 * @losses: (element-type PoiseImportLoss): what is left out
 * @intentions: (nullable): what the person meant to do there
 * @cancellable: (nullable): what stops the reading
 */
typedef struct
{
  GTimeZone *zone;
  char *encoding;
  PoiseDateOrder order;
  gboolean is_partial;
  gboolean asks_encoding;
  gboolean asks_order;
  gboolean is_many;
  guint n_half_read;
  GPtrArray *entries;
  GPtrArray *problems;
  GPtrArray *notes;
  GPtrArray *losses;
  PoiseIntentionList *intentions;
  GCancellable *cancellable;

  /*< private >*/
  GHashTable *ids;
  GHashTable *words;
  GHashTable *places;       /* of files and their copies → the first entries */
  GHashTable *next;         /* moment and id of the source → the next number for an id */
  gboolean is_undecoded;    /* the text that was decoded last */
  gboolean is_half_read;    /* the same */
  gboolean has_short_years; /* and it was said */
} PoiseImport;

/**
 * PoiseImportDraft:
 * @format: the format's name, as in poise_exchange_lookup()
 * @id: (nullable): what the format calls the entry; %NULL where it has no ids
 * @day: the civil day, in the entry's own time zone
 * @created: (nullable): when it was begun; %NULL for noon of @day
 * @modified: (nullable): when it was changed last; %NULL for @created
 * @text: what was written
 * @extra: (nullable): what else is kept; of it, %POISE_EXTRA_TAGS become the entry's tags
 *
 * An entry on its way in.
 */
typedef struct
{
  const char *format;
  const char *id;
  PoiseDay day;
  GDateTime *created;
  GDateTime *modified;
  const char *text;
  JsonObject *extra;
} PoiseImportDraft;

PoiseImport *poise_import_new (GTimeZone *zone);
void poise_import_free (PoiseImport *self);
void poise_import_set_options (PoiseImport *self, const PoiseImportOptions *options);
void poise_import_set_cancellable (PoiseImport *self, GCancellable *cancellable);
gboolean poise_import_is_stopped (PoiseImport *self);
PoiseDateOrder poise_import_get_order (PoiseImport *self, const char *text);

PoiseEntry *poise_import_add (PoiseImport *self, const PoiseImportDraft *draft);
void poise_import_take (PoiseImport *self, PoiseEntry *entry);
PoiseEntry *
poise_import_rename (PoiseImport *self, PoiseEntry *entry, GHashTable *taken, GHashTable *numbers);
GStrv poise_import_take_tags (JsonObject *extra);
void poise_import_leave_out (PoiseImport *self, const char *what);
void poise_import_fail (PoiseImport *self, const char *file, guint line, const char *format, ...)
  G_GNUC_PRINTF (4, 5);
void
poise_import_fail_date (PoiseImport *self, const char *file, guint line, PoiseDateStatus status);
void
poise_import_say_doubts (PoiseImport *self, const char *file, guint line, const PoiseDate *date);
void poise_import_say_range (PoiseImport *self,
                             const char *file,
                             guint line,
                             const PoiseDateRange *range);
void poise_import_say_odd_time (PoiseImport *self, const char *file, guint line, const char *time);
GTimeZone *
poise_import_find_zone (PoiseImport *self, const char *file, guint line, const char *name);
gboolean poise_import_is_trashed (PoiseImport *self, JsonObject *object);
void poise_import_note (PoiseImport *self, const char *file, guint line, const char *format, ...)
  G_GNUC_PRINTF (4, 5);

char *poise_import_note_to_string (const PoiseImportNote *note);
GDateTime *poise_import_get_noon (PoiseImport *self, PoiseDay day);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PoiseImport, poise_import_free)

G_END_DECLS
