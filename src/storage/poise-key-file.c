/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-key-file-private.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

#include "poise-error.h"
#include "poise-json.h"
#include "poise-recovery-key.h"

#define FORMAT "poise-keys"
#define VERSION 1

/* What is said of a file that is something else. */
#define OTHERWISE _ ("“%s” does not hold the keys of a journal")

static const char *const state_names[] = { "plain", "opening", "sealed" };

/**
 * poise_key_file_find_record:
 * @self: a file
 * @id: a key's id
 *
 * Returns: (transfer none) (nullable): what the file says of that key
 */
PoiseKeyRecord *
poise_key_file_find_record (PoiseKeyFile *self, const guint8 *id)
{
  for (guint i = 0; i < self->records->len; i++)
    {
      PoiseKeyRecord *record = g_ptr_array_index (self->records, i);

      if (memcmp (record->id, id, sizeof record->id) == 0)
        return record;
    }
  return NULL;
}

/**
 * poise_key_file_new:
 *
 * Returns: (transfer full): a file without keys, of a journal that is not locked
 */
PoiseKeyFile *
poise_key_file_new (void)
{
  PoiseKeyFile *self = g_new0 (PoiseKeyFile, 1);

  self->records = g_ptr_array_new_with_free_func ((GDestroyNotify) poise_key_record_free);
  return self;
}

/**
 * poise_key_file_copy:
 * @self: a file
 *
 * Returns: (transfer full): the same
 */
PoiseKeyFile *
poise_key_file_copy (PoiseKeyFile *self)
{
  PoiseKeyFile *copy = g_memdup2 (self, sizeof *self);

  copy->records = g_ptr_array_new_with_free_func ((GDestroyNotify) poise_key_record_free);
  for (guint i = 0; i < self->records->len; i++)
    g_ptr_array_add (copy->records, poise_key_record_copy (g_ptr_array_index (self->records, i)));
  return copy;
}

/**
 * poise_key_file_free:
 * @self: (transfer full): a file
 */
void
poise_key_file_free (PoiseKeyFile *self)
{
  g_ptr_array_unref (self->records);
  g_free (self);
}

/* ---- reading ---- */

static gboolean
read_record (PoiseKeyFile *self, JsonNode *node, const char *name, GError **error)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  guint8 id[POISE_KEY_ID_BYTES];
  const char *created = NULL;
  PoiseKeyRecord *record;

  if (object == NULL || !poise_key_record_read_hex (object, "id", id, sizeof id) ||
      !poise_json_get_string (object, "created", &created) ||
      poise_key_file_find_record (self, id) != NULL)
    return FALSE;
  record = poise_key_record_new (id, created);
  g_ptr_array_add (self->records, record);
  return poise_key_record_read (record, object, name, error);
}

static gboolean
read_state (PoiseKeyFile *self, JsonObject *object)
{
  const char *state = NULL;

  if (!poise_json_get_string (object, "state", &state) ||
      !poise_key_record_read_revision (object, &self->revision) ||
      !poise_key_record_read_hex (object, "by", self->by, sizeof self->by) ||
      !poise_key_record_read_hex (object, "sum", self->sum, sizeof self->sum))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (state_names); i++)
    if (g_str_equal (state, state_names[i]))
      {
        self->state = (PoiseKeyState) i;
        return TRUE;
      }
  return FALSE;
}

static gboolean
read_records (PoiseKeyFile *self, JsonObject *object, const char *name, GError **error)
{
  JsonArray *keys = poise_json_get_array (object, "keys");

  if (keys == NULL || json_array_get_length (keys) == 0 ||
      json_array_get_length (keys) > POISE_KEY_MAX_WRAPS)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (keys); i++)
    if (!read_record (self, json_array_get_element (keys, i), name, error))
      return FALSE;
  g_ptr_array_sort (self->records, poise_key_record_compare_cb);
  return TRUE;
}

/**
 * poise_key_file_parse:
 * @bytes: what is in the file
 * @name: its name for messages
 * @error: return location
 *
 * Reads `keys.json`. Errors are %POISE_ERROR_INVALID and %POISE_ERROR_NEWER.
 *
 * Returns: (transfer full) (nullable): what it says, or %NULL with @error set
 */
PoiseKeyFile *
poise_key_file_parse (GBytes *bytes, const char *name, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  g_autoptr (JsonNode) root = poise_json_parse (length > 0 ? data : "", length, name, error);
  g_autoptr (PoiseKeyFile) self = poise_key_file_new ();
  g_autoptr (GError) local_error = NULL;
  gint64 version = VERSION;
  JsonObject *object;

  if (root == NULL)
    return NULL;
  object = poise_json_read_head (root, name, FORMAT, &version, error, OTHERWISE, name);
  if (object == NULL)
    return NULL;
  if (read_state (self, object) && read_records (self, object, name, &local_error))
    return g_steal_pointer (&self);
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else
    g_set_error (error, POISE_ERROR, POISE_ERROR_INVALID, OTHERWISE, name);
  return NULL;
}

/* ---- writing ---- */

/**
 * poise_key_file_serialize:
 * @self: a file
 *
 * Returns: (transfer full): what shall be in `keys.json`
 */
GBytes *
poise_key_file_serialize (PoiseKeyFile *self)
{
  GString *text = g_string_new (NULL);
  PoiseJsonWriter writer;

  poise_json_writer_init (&writer, text);
  poise_json_writer_begin (&writer, NULL, '{');
  poise_json_writer_add_string (&writer, "format", FORMAT);
  poise_json_writer_add_int (&writer, "version", VERSION);
  poise_json_writer_add_string (&writer, "state", state_names[self->state]);
  poise_json_writer_add_int (&writer, "revision", self->revision);
  poise_key_record_add_hex (&writer, "by", self->by, sizeof self->by);
  poise_key_record_add_hex (&writer, "sum", self->sum, sizeof self->sum);
  poise_json_writer_begin (&writer, "keys", '[');
  for (guint i = 0; i < self->records->len; i++)
    poise_key_record_write (g_ptr_array_index (self->records, i), &writer);
  poise_json_writer_end (&writer, ']');
  poise_json_writer_end (&writer, '}');
  g_string_append_c (text, '\n');
  return g_string_free_to_bytes (text);
}

/* ---- merging ---- */

static gboolean
is_later (PoiseKeyFile *a, PoiseKeyFile *b)
{
  if (a->revision != b->revision)
    return a->revision > b->revision;
  if (a->state != b->state)
    return a->state > b->state;
  return memcmp (a->sum, b->sum, sizeof a->sum) > 0;
}

/**
 * poise_key_file_merge:
 * @ours: a file
 * @theirs: another one
 *
 * Makes one of both; which is which makes no difference: all keys, each as it was changed last,
 * and the later state. Where two states are of one moment, the journal is locked.
 *
 * Returns: (transfer full): the merged file
 */
PoiseKeyFile *
poise_key_file_merge (PoiseKeyFile *ours, PoiseKeyFile *theirs)
{
  PoiseKeyFile *later = is_later (theirs, ours) ? theirs : ours;
  PoiseKeyFile *merged = poise_key_file_copy (later);

  g_ptr_array_set_size (merged->records, 0);
  for (guint i = 0; i < ours->records->len; i++)
    {
      const PoiseKeyRecord *record = g_ptr_array_index (ours->records, i);
      const PoiseKeyRecord *other = poise_key_file_find_record (theirs, record->id);

      g_ptr_array_add (merged->records, other != NULL ? poise_key_record_merge (record, other)
                                                      : poise_key_record_copy (record));
    }
  for (guint i = 0; i < theirs->records->len; i++)
    {
      const PoiseKeyRecord *record = g_ptr_array_index (theirs->records, i);

      if (poise_key_file_find_record (merged, record->id) == NULL)
        g_ptr_array_add (merged->records, poise_key_record_copy (record));
    }
  g_ptr_array_sort (merged->records, poise_key_record_compare_cb);
  return merged;
}

/* ---- state ---- */

/**
 * poise_key_file_get_state:
 * @self: a file
 *
 * Returns: whether the journal is locked, as the file says; poise_key_file_is_vouched() tells
 *   whether somebody who had the key wrote that
 */
PoiseKeyState
poise_key_file_get_state (PoiseKeyFile *self)
{
  return self->state;
}

static void
sum_state (PoiseKeyFile *self, PoiseKey *key, guint8 *sum)
{
  g_autofree char *text =
    g_strdup_printf ("%s %" G_GINT64_FORMAT, state_names[self->state], self->revision);

  crypto_generichash (sum, POISE_KEY_BYTES, (const guint8 *) text, strlen (text),
                      poise_key_peek (key, POISE_KEY_STATE), POISE_KEY_BYTES);
}

/**
 * poise_key_file_set_state:
 * @self: a file
 * @state: whether the journal is locked from now on
 * @key: a key of the journal, which vouches for that
 */
void
poise_key_file_set_state (PoiseKeyFile *self, PoiseKeyState state, PoiseKey *key)
{
  self->state = state;
  self->revision = MIN (self->revision + 1, POISE_KEY_MAX_REVISION - 1);
  memcpy (self->by, poise_key_get_id (key), sizeof self->by);
  sum_state (self, key, self->sum);
}

/**
 * poise_key_file_is_vouched:
 * @self: a file
 * @keys: (element-type PoiseKey): keys of the journal
 *
 * Says whether the state was written by somebody who had one of the keys. Whoever carries the
 * file, as a server, could else have a journal opened for good.
 *
 * Returns: %TRUE if it was
 */
gboolean
poise_key_file_is_vouched (PoiseKeyFile *self, GPtrArray *keys)
{
  for (guint i = 0; i < keys->len; i++)
    {
      PoiseKey *key = g_ptr_array_index (keys, i);
      guint8 sum[POISE_KEY_BYTES];

      if (memcmp (poise_key_get_id (key), self->by, sizeof self->by) != 0)
        continue;
      sum_state (self, key, sum);
      return sodium_memcmp (sum, self->sum, sizeof sum) == 0;
    }
  return FALSE;
}

/**
 * poise_key_file_distrust:
 * @self: a file
 * @keys: (element-type PoiseKey): keys of the journal, at least one
 *
 * A state that poise_key_file_is_vouched() does not hold of does not open a journal: it is locked.
 */
void
poise_key_file_distrust (PoiseKeyFile *self, GPtrArray *keys)
{
  if (self->state != POISE_KEY_STATE_SEALED && !poise_key_file_is_vouched (self, keys))
    poise_key_file_set_state (self, POISE_KEY_STATE_SEALED, g_ptr_array_index (keys, 0));
}

/**
 * poise_key_file_get_n_keys:
 * @self: a file
 *
 * Returns: how many keys it has: one, unless two computers locked the journal by themselves, or it
 *   was locked again
 */
guint
poise_key_file_get_n_keys (PoiseKeyFile *self)
{
  return self->records->len;
}

/**
 * poise_key_file_get_revision:
 * @self: a file
 * @id: a key's id
 *
 * Returns: how often what opens that key was changed, with the first time; 0 if it has no such key
 */
gint64
poise_key_file_get_revision (PoiseKeyFile *self, const guint8 *id)
{
  const PoiseKeyRecord *record = poise_key_file_find_record (self, id);

  return record != NULL ? record->revision : 0;
}

/**
 * poise_key_file_shares_key:
 * @self: a file
 * @other: another one
 *
 * Returns: %TRUE if one key is in both, so that they are of one journal
 */
gboolean
poise_key_file_shares_key (PoiseKeyFile *self, PoiseKeyFile *other)
{
  for (guint i = 0; i < self->records->len; i++)
    if (poise_key_file_find_record (
          other, ((PoiseKeyRecord *) g_ptr_array_index (self->records, i))->id) != NULL)
      return TRUE;

  return FALSE;
}

/**
 * poise_key_file_select:
 * @self: a file
 * @ids: (element-type utf8): ids of keys in hexadecimal digits
 *
 * Returns: (transfer full) (nullable): the file with those keys only; %NULL if it has none of them
 */
PoiseKeyFile *
poise_key_file_select (PoiseKeyFile *self, GHashTable *ids)
{
  g_autoptr (PoiseKeyFile) copy = poise_key_file_copy (self);

  for (guint i = copy->records->len; i > 0; i--)
    {
      const PoiseKeyRecord *record = g_ptr_array_index (copy->records, i - 1);
      char hex[2 * POISE_KEY_ID_BYTES + 1];

      sodium_bin2hex (hex, sizeof hex, record->id, sizeof record->id);
      if (!g_hash_table_contains (ids, hex))
        g_ptr_array_remove_index (copy->records, i - 1);
    }
  return copy->records->len > 0 ? g_steal_pointer (&copy) : NULL;
}

/* ---- passphrases ---- */

static char *
format_time (GDateTime *time)
{
  g_autoptr (GDateTime) utc = g_date_time_to_utc (time);

  return g_date_time_format (utc, "%Y-%m-%dT%H:%M:%SZ");
}

/**
 * poise_key_file_add:
 * @self: a file
 * @key: a new key
 * @passphrase: what opens it
 * @recovery: what opens it, too, of poise_recovery_key_new()
 * @now: this moment
 * @error: return location
 *
 * Adds a key. Takes about half a second. Errors are %G_FILE_ERROR_NOMEM.
 *
 * Returns: %TRUE if it is in the file
 */
gboolean
poise_key_file_add (PoiseKeyFile *self,
                    PoiseKey *key,
                    const char *passphrase,
                    const char *recovery,
                    GDateTime *now,
                    GError **error)
{
  g_autofree char *created = format_time (now);
  PoiseKeyRecord *record = poise_key_record_new (poise_key_get_id (key), created);

  record->revision = 1;
  if (!poise_key_record_wrap_by_passphrase (record, key, passphrase, error))
    {
      poise_key_record_free (record);
      return FALSE;
    }
  poise_key_record_wrap_by_recovery (record, key, recovery);
  g_ptr_array_add (self->records, record);
  g_ptr_array_sort (self->records, poise_key_record_compare_cb);
  return TRUE;
}

/**
 * poise_key_file_change:
 * @self: a file
 * @keys: (element-type PoiseKey): those of its keys that are known
 * @passphrase: what shall open them from now on, and no other
 * @recovery: (nullable): a new recovery key; %NULL to keep the old one
 * @now: this moment
 * @error: return location
 *
 * Changes the passphrase. Takes about half a second for each key. Errors are
 * %G_FILE_ERROR_NOMEM, after which some may have changed.
 *
 * Returns: %TRUE if it opens all of them
 */
gboolean
poise_key_file_change (PoiseKeyFile *self,
                       GPtrArray *keys,
                       const char *passphrase,
                       const char *recovery,
                       GDateTime *now,
                       GError **error)
{
  g_autofree char *changed = format_time (now);

  for (guint i = 0; i < keys->len; i++)
    {
      PoiseKey *key = g_ptr_array_index (keys, i);
      PoiseKeyRecord *record = poise_key_file_find_record (self, poise_key_get_id (key));

      if (record == NULL)
        continue;
      if (!poise_key_record_wrap_by_passphrase (record, key, passphrase, error))
        return FALSE;
      if (recovery != NULL)
        poise_key_record_wrap_by_recovery (record, key, recovery);
      poise_key_record_note_change (record, changed);
    }
  return TRUE;
}

/* ---- opening ---- */

static GPtrArray *
new_keys (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) poise_key_unref);
}

static PoiseKey *
find_key (GPtrArray *keys, const guint8 *id)
{
  for (guint i = 0; i < keys->len; i++)
    if (memcmp (poise_key_get_id (g_ptr_array_index (keys, i)), id, POISE_KEY_ID_BYTES) == 0)
      return g_ptr_array_index (keys, i);

  return NULL;
}

/* The newest first, as it seals. */
static GPtrArray *
list_newest_first (PoiseKeyFile *self, GPtrArray *keys)
{
  GPtrArray *sorted = new_keys ();

  for (guint i = self->records->len; i > 0; i--)
    {
      const PoiseKeyRecord *record = g_ptr_array_index (self->records, i - 1);
      PoiseKey *key = find_key (keys, record->id);

      if (key != NULL)
        g_ptr_array_add (sorted, poise_key_ref (key));
    }
  return sorted;
}

static PoiseKey *
open_by_any (const PoiseKeyRecord *record, GPtrArray *keys)
{
  PoiseKey *key = NULL;

  for (guint i = 0; i < keys->len && key == NULL; i++)
    key = poise_key_record_open_with_key (record, g_ptr_array_index (keys, i));
  return key;
}

/* Adds what the keys open, and what that opens then. */
static void
reach (PoiseKeyFile *self, GPtrArray *keys)
{
  gboolean has_found;

  do
    {
      has_found = FALSE;
      for (guint i = 0; i < self->records->len; i++)
        {
          const PoiseKeyRecord *record = g_ptr_array_index (self->records, i);
          PoiseKey *key = find_key (keys, record->id) == NULL ? open_by_any (record, keys) : NULL;

          if (key == NULL)
            continue;
          g_ptr_array_add (keys, key);
          has_found = TRUE;
        }
    }
  while (has_found);
}

/**
 * poise_key_file_reach:
 * @self: a file
 * @keys: (element-type PoiseKey): keys of the journal
 *
 * Finds the keys of the file that are known, or that were joined with those and so are opened by
 * them.
 *
 * Returns: (transfer full) (element-type PoiseKey): these keys, the newest first
 */
GPtrArray *
poise_key_file_reach (PoiseKeyFile *self, GPtrArray *keys)
{
  g_autoptr (GPtrArray) all = new_keys ();

  for (guint i = 0; i < keys->len; i++)
    g_ptr_array_add (all, poise_key_ref (g_ptr_array_index (keys, i)));
  reach (self, all);
  return list_newest_first (self, all);
}

/**
 * poise_key_file_retire:
 * @self: a file
 *
 * Has none of its keys open one that is made from now on: the journal was opened for good, and is
 * locked anew. The new key opens them, since another computer may still bring files of theirs.
 */
void
poise_key_file_retire (PoiseKeyFile *self)
{
  for (guint i = 0; i < self->records->len; i++)
    {
      PoiseKeyRecord *record = g_ptr_array_index (self->records, i);

      record->is_former = TRUE;
    }
}

/* What opens a former key alone shall open nothing newer. */
static gboolean
may_open (PoiseKeyFile *self, PoiseKey *key, const PoiseKeyRecord *record)
{
  const PoiseKeyRecord *own = poise_key_file_find_record (self, poise_key_get_id (key));

  return record->is_former || own == NULL || !own->is_former;
}

/**
 * poise_key_file_join:
 * @self: a file
 * @keys: (element-type PoiseKey): keys of the journal that are open at once
 *
 * Has each of them open each other one from now on, but for a newer one than those that
 * poise_key_file_retire() was told of: where two computers locked a journal while they were apart,
 * what opens one key opens all of the journal as soon as somebody had both.
 *
 * Returns: %TRUE if some did not yet
 */
gboolean
poise_key_file_join (PoiseKeyFile *self, GPtrArray *keys)
{
  gboolean is_new = FALSE;

  for (guint i = 0; i < keys->len; i++)
    {
      PoiseKey *key = g_ptr_array_index (keys, i);
      PoiseKeyRecord *record = poise_key_file_find_record (self, poise_key_get_id (key));

      for (guint j = 0; record != NULL && j < keys->len; j++)
        if (j != i && may_open (self, g_ptr_array_index (keys, j), record) &&
            poise_key_record_wrap_by_key (record, key, g_ptr_array_index (keys, j)))
          is_new = TRUE;
    }
  return is_new;
}

static GPtrArray *
return_some (PoiseKeyFile *self, GPtrArray *keys, const char *message, GError **error)
{
  if (keys->len > 0)
    return list_newest_first (self, keys);
  g_set_error_literal (error, POISE_ERROR, POISE_ERROR_PASSPHRASE, message);
  return NULL;
}

/**
 * poise_key_file_open:
 * @self: a file
 * @passphrase: the passphrase
 * @error: return location
 *
 * Finds the keys that the passphrase opens, and those that were joined with them. Takes about half
 * a second for each that was not. Errors are %POISE_ERROR_PASSPHRASE and %G_FILE_ERROR_NOMEM.
 *
 * Returns: (transfer full) (element-type PoiseKey) (nullable): the keys, the newest first, or
 *   %NULL with @error set
 */
GPtrArray *
poise_key_file_open (PoiseKeyFile *self, const char *passphrase, GError **error)
{
  g_autoptr (GPtrArray) keys = new_keys ();

  for (guint i = self->records->len; i > 0; i--)
    {
      const PoiseKeyRecord *record = g_ptr_array_index (self->records, i - 1);
      g_autoptr (GError) local_error = NULL;
      PoiseKey *key;

      if (find_key (keys, record->id) != NULL)
        continue;
      key = poise_key_record_open (record, passphrase, &local_error);
      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }
      if (key == NULL)
        continue;
      g_ptr_array_add (keys, key);
      reach (self, keys);
    }
  return return_some (self, keys, _ ("The passphrase is not that of this journal"), error);
}

/**
 * poise_key_file_open_with_recovery:
 * @self: a file
 * @recovery: the recovery key, as it was typed
 * @error: return location
 *
 * As poise_key_file_open(), at once. Errors are %POISE_ERROR_PASSPHRASE.
 *
 * Returns: (transfer full) (element-type PoiseKey) (nullable): the keys, the newest first, or
 *   %NULL with @error set
 */
GPtrArray *
poise_key_file_open_with_recovery (PoiseKeyFile *self, const char *recovery, GError **error)
{
  g_autoptr (GPtrArray) keys = new_keys ();
  guint8 *with = poise_key_allocate (POISE_KEY_BYTES);
  gboolean is_one = poise_recovery_key_derive (recovery, with);

  for (guint i = self->records->len; is_one && i > 0; i--)
    {
      PoiseKey *key =
        poise_key_record_open_with_recovery (g_ptr_array_index (self->records, i - 1), with);

      if (key != NULL)
        g_ptr_array_add (keys, key);
    }
  poise_key_wipe (with);
  reach (self, keys);
  return return_some (self, keys,
                      is_one ? _ ("The recovery key is not that of this journal")
                             : _ ("This is no recovery key, or it was mistyped"),
                      error);
}
