/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * `keys.json`: whether a journal is locked, and its key, encrypted by the passphrase and by the
 * recovery key. Where two computers each made or changed one, both are in it.
 */

#pragma once

#include "poise-key.h"

G_BEGIN_DECLS

#define POISE_KEY_FILE "keys.json"

/**
 * PoiseKeyState:
 * @POISE_KEY_STATE_PLAIN: the journal was opened for good: its files are readable
 * @POISE_KEY_STATE_OPENING: it is being opened for good
 * @POISE_KEY_STATE_SEALED: its files are sealed, or are being sealed
 */
typedef enum
{
  POISE_KEY_STATE_PLAIN,
  POISE_KEY_STATE_OPENING,
  POISE_KEY_STATE_SEALED,
} PoiseKeyState;

/**
 * PoiseKeyNews:
 * @POISE_KEY_NEWS_NONE: nothing that a person has to know
 * @POISE_KEY_NEWS_LOCKED: the journal was locked
 * @POISE_KEY_NEWS_OPENED: it was opened for good
 * @POISE_KEY_NEWS_CHANGED: its passphrase was changed
 *
 * What somebody did to a journal's keys.
 */
typedef enum
{
  POISE_KEY_NEWS_NONE,
  POISE_KEY_NEWS_LOCKED,
  POISE_KEY_NEWS_OPENED,
  POISE_KEY_NEWS_CHANGED,
} PoiseKeyNews;

typedef struct _PoiseKeyFile PoiseKeyFile;

PoiseKeyFile *poise_key_file_new (void);
PoiseKeyFile *poise_key_file_copy (PoiseKeyFile *self);
void poise_key_file_free (PoiseKeyFile *self);

PoiseKeyFile *poise_key_file_parse (GBytes *bytes, const char *name, GError **error);
GBytes *poise_key_file_serialize (PoiseKeyFile *self);
PoiseKeyFile *poise_key_file_merge (PoiseKeyFile *ours, PoiseKeyFile *theirs);

PoiseKeyState poise_key_file_get_state (PoiseKeyFile *self);
void poise_key_file_set_state (PoiseKeyFile *self, PoiseKeyState state, PoiseKey *key);
gboolean poise_key_file_is_vouched (PoiseKeyFile *self, GPtrArray *keys);
void poise_key_file_distrust (PoiseKeyFile *self, GPtrArray *keys);

guint poise_key_file_get_n_keys (PoiseKeyFile *self);
gint64 poise_key_file_get_revision (PoiseKeyFile *self, const guint8 *id);
gboolean poise_key_file_shares_key (PoiseKeyFile *self, PoiseKeyFile *other);
PoiseKeyNews poise_key_file_compare (PoiseKeyFile *self, PoiseKeyFile *before);
PoiseKeyFile *poise_key_file_select (PoiseKeyFile *self, GHashTable *ids);

gboolean poise_key_file_add (PoiseKeyFile *self,
                             PoiseKey *key,
                             const char *passphrase,
                             const char *recovery,
                             GDateTime *now,
                             GError **error);
gboolean poise_key_file_change (PoiseKeyFile *self,
                                GPtrArray *keys,
                                const char *passphrase,
                                const char *recovery,
                                GDateTime *now,
                                GError **error);
GDateTime *poise_key_file_get_changed (PoiseKeyFile *self);
gboolean
poise_key_file_is_former (PoiseKeyFile *self, PoiseKeyFile *before, const char *passphrase);
void poise_key_file_retire (PoiseKeyFile *self);
gboolean poise_key_file_join (PoiseKeyFile *self, GPtrArray *keys);
GPtrArray *poise_key_file_reach (PoiseKeyFile *self, GPtrArray *keys);
GPtrArray *poise_key_file_open (PoiseKeyFile *self, const char *passphrase, GError **error);
GPtrArray *
poise_key_file_open_with_recovery (PoiseKeyFile *self, const char *recovery, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PoiseKeyFile, poise_key_file_free)

G_END_DECLS
