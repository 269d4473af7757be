/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The elements of a Lifeograph diary, out of lines that each begin with what they
 * are: in the forms of Lifeograph 1 (1010 to 1050), 2 (2000) and 3.
 */

#pragma once

#include "poise-source.h"

G_BEGIN_DECLS

typedef struct _PoiseLifeographEntry PoiseLifeographEntry;

/**
 * PoiseLifeographEntry:
 * @line: where it begins
 * @id: what Lifeograph calls it
 * @date: its date as it is written
 * @day: the day that @date is; %POISE_DAY_INVALID where it is none
 * @is_dated: whether it belongs to a day, and not to a place in a list
 * @is_chapter: whether a time begins with it
 * @is_trashed: whether it is in the trash
 * @is_starred: whether it is a favorite
 * @todo: (nullable): its state, as `open`
 * @created: (nullable): when it was begun
 * @modified: (nullable): when it was changed last
 * @text: its paragraphs; the first is its name
 * @tags: (element-type utf8): names, and ids of other entries
 * @places: its points on the map
 * @parent: (nullable): what it stands below
 */
struct _PoiseLifeographEntry
{
  guint line;
  char *id;
  char *date;
  PoiseDay day;
  gboolean is_dated;
  gboolean is_chapter;
  gboolean is_trashed;
  gboolean is_starred;
  const char *todo;
  GDateTime *created;
  GDateTime *modified;
  GString *text;
  GPtrArray *tags;
  JsonArray *places;
  PoiseLifeographEntry *parent;
};

/**
 * PoiseLifeographDiary: (foreign)
 * @version: the form's version
 * @entries: (element-type PoiseLifeographEntry): in the file's order
 * @by_id: (element-type utf8 PoiseLifeographEntry): by their ids
 */
typedef struct
{
  guint version;
  GPtrArray *entries;
  GHashTable *by_id;
} PoiseLifeographDiary;

PoiseLifeographDiary *
poise_lifeograph_diary_read (const PoiseSourceFile *file, PoiseImport *import);
void poise_lifeograph_diary_free (PoiseLifeographDiary *self);

char *poise_lifeograph_entry_get_name (const PoiseLifeographEntry *entry);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PoiseLifeographDiary, poise_lifeograph_diary_free)

G_END_DECLS
