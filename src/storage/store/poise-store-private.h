/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the store's files share. Each knows those before it only: poise-store.c, its reading, its
 * writing, and what is done to a journal as a whole (poise-store-recovery.c and
 * poise-store-move.c). */

#pragma once

#include "poise-key-file.h"
#include "poise-store.h"
#include "poise-version.h"

G_BEGIN_DECLS

struct _PoiseStore
{
  GObject parent_instance;

  /* Owned */
  PoiseFolder *folder; /* NULL: in memory only */
  PoiseJournal *journal;
  PoiseClockFunc clock;
  gpointer clock_data;

  guint autosave_delay; /* in milliseconds, as the next two */
  guint reload_delay;
  guint retry_delay;

  PoiseStoreState state;
  GError *error;
  GPtrArray *problems;

  /* Writing */
  GHashTable *dirty;    /* id → its entry's day, for entries that wait to be written */
  GHashTable *edited;   /* ids of those of them whose time of change is not known yet */
  GHashTable *deleted;  /* id → the entry as it was last, of those that wait for the trash */
  GHashTable *files;    /* kind → the #PoiseStoreFileChange that waits to be written */
  GHashTable *followed; /* kind → its bytes as they were told last */
  GHashTable *saved;    /* id → the version that the disk holds */
  GHashTable *round;    /* what this round of writes has tried */
  GError *round_error;
  guint autosave_id;
  gboolean is_writing;
  GPtrArray *flushers; /* GTasks that wait until nothing is dirty */

  /* Reading */
  GHashTable *stamps;  /* month → the state of its files when they were read or written last */
  GHashTable *written; /* month → when it was written last, by @serial */
  guint serial;        /* counts the beginnings and ends of writes, and what others changed */
  PoiseFileLack lacks; /* what the folder's disk was found to be unable to do */
  gboolean was_there;  /* the folder was seen: one that is not there has vanished */
  guint n_reading;     /* how many readings go on */
  guint n_awaited;     /* how many of poise_store_await() */
  GQueue turns;        /* those of them that wait for their turn */
  gboolean has_turn;   /* whether one of them is at work */
  GFileMonitor *monitor;
  GFileMonitor *file_monitor; /* of the files that are no months */
  GFileMonitor *trash_monitor;
  guint reload_id;
  gboolean is_purged;
};

void poise_store_set_state (PoiseStore *self, PoiseStoreState state, GError *error);
GHashTable *poise_store_new_versions (void);
void poise_store_remember (PoiseStore *self, PoiseEntry *entry);
void poise_store_take_lacks (PoiseStore *self, PoiseFileLack lacks);
void poise_store_emit_problems_changed (PoiseStore *self);
void poise_store_emit_copies_merged (PoiseStore *self, guint n_copies);
void poise_store_emit_vanishing (PoiseStore *self, PoiseEntry *entry);
void poise_store_emit_keys_changed (PoiseStore *self, PoiseKeyNews news);

void poise_store_watch (PoiseStore *self);
void poise_store_schedule_reload (PoiseStore *self);

/**
 * PoiseStoreFileChange:
 * @kind: of what file
 * @change: the owner's, freed by @kind
 */
typedef struct
{
  const PoiseFileKind *kind;
  gpointer change;
} PoiseStoreFileChange;

PoiseStoreFileChange *poise_store_file_change_ref (PoiseStoreFileChange *self);
void poise_store_file_change_unref (PoiseStoreFileChange *self);
void poise_store_take_file (PoiseStore *self,
                            const PoiseFileKind *kind,
                            GBytes *bytes,
                            gpointer decoded,
                            gconstpointer change,
                            const GError *error);

G_END_DECLS
