/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One key of `keys.json`, encrypted: by passphrases, by recovery keys, and by other keys of the
 * journal, where two computers locked it while they were apart and somebody opened both.
 */

#pragma once

#include <gio/gio.h>

#include "poise-json.h"
#include "poise-key.h"

G_BEGIN_DECLS

typedef struct
{
  guint8 id[POISE_KEY_ID_BYTES];
  char *created;
  char *changed; /* when its passphrase was; %NULL if it never was, or that is not known */
  gint64 revision;
  gboolean is_former;    /* of before the journal was opened for good: it opens no newer key */
  GArray *by_passphrase; /* two computers that changed the passphrase at once leave two wraps */
  GArray *by_recovery;
  GArray *by_key;
} PoiseKeyRecord;

PoiseKeyRecord *poise_key_record_new (const guint8 *id, const char *created);
PoiseKeyRecord *poise_key_record_copy (const PoiseKeyRecord *self);
void poise_key_record_free (PoiseKeyRecord *self);
int poise_key_record_compare_cb (gconstpointer a, gconstpointer b);

gboolean
poise_key_record_read (PoiseKeyRecord *self, JsonObject *object, const char *name, GError **error);
void poise_key_record_write (const PoiseKeyRecord *self, PoiseJsonWriter *writer);
PoiseKeyRecord *poise_key_record_merge (const PoiseKeyRecord *ours, const PoiseKeyRecord *theirs);
void poise_key_record_note_change (PoiseKeyRecord *self, const char *now);

gboolean poise_key_record_wrap_by_passphrase (PoiseKeyRecord *self,
                                              PoiseKey *key,
                                              const char *passphrase,
                                              GError **error);
void poise_key_record_wrap_by_recovery (PoiseKeyRecord *self, PoiseKey *key, const char *recovery);
gboolean poise_key_record_wrap_by_key (PoiseKeyRecord *self, PoiseKey *key, PoiseKey *with);

PoiseKey *
poise_key_record_open (const PoiseKeyRecord *self, const char *passphrase, GError **error);
PoiseKey *poise_key_record_open_with_recovery (const PoiseKeyRecord *self, const guint8 *with);
PoiseKey *poise_key_record_open_with_key (const PoiseKeyRecord *self, PoiseKey *with);

gboolean
poise_key_record_read_hex (JsonObject *object, const char *member, guint8 *bytes, gsize length);
gboolean poise_key_record_read_revision (JsonObject *object, gint64 *revision);
void poise_key_record_add_hex (PoiseJsonWriter *writer,
                               const char *name,
                               const guint8 *bytes,
                               gsize length);

void poise_key_record_set_cost (guint64 operations, gsize bytes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PoiseKeyRecord, poise_key_record_free)

/* What JSON keeps exactly. */
#define POISE_KEY_MAX_REVISION (G_GINT64_CONSTANT (1) << 53)
/* A file of somebody else's must not hold the computer up. */
#define POISE_KEY_MAX_WRAPS 64

G_END_DECLS
