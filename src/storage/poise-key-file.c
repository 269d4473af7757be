/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-key-file.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

#include "poise-error.h"
#include "poise-json.h"
#include "poise-recovery-key.h"

#define FORMAT "poise-keys"
#define VERSION 1
#define BY_PASSPHRASE "passphrase"
#define BY_RECOVERY "recovery"
/* What JSON keeps exactly. */
#define MAX_REVISION (G_GINT64_CONSTANT (1) << 53)
/* A file of somebody else's must not hold the computer up. */
#define MAX_KEYS 64
#define MAX_OPERATIONS 20
#define MAX_MEMORY (G_GINT64_CONSTANT (1) << 31)

static const char *const state_names[] = { "plain", "opening", "sealed" };

/* What deriving a key from a passphrase costs from now on: about half a second. */
static guint64 cost_operations = 3;
static gsize cost_memory = 128 * 1024 * 1024;

/* The key, encrypted. */
typedef struct
{
  guint8 salt[crypto_pwhash_SALTBYTES]; /* of a passphrase */
  gint64 operations;
  gint64 memory;
  guint8 bytes[POISE_KEY_WRAP_BYTES];
} Wrap;

/* One key. Two computers that changed the passphrase at once leave two wraps. */
typedef struct
{
  guint8 id[POISE_KEY_ID_BYTES];
  char *created;
  gint64 revision;
  GArray *by_passphrase; /* of Wrap */
  GArray *by_recovery;
} Record;

struct _PoiseKeyFile
{
  PoiseKeyState state;
  gint64 revision; /* of the state */
  guint8 by[POISE_KEY_ID_BYTES];
  guint8 sum[POISE_KEY_BYTES]; /* by which that key vouches for the state */
  GPtrArray *records;          /* the oldest first */
};

/* ---- records ---- */

static Record *
record_new (const guint8 *id, const char *created)
{
  Record *self = g_new0 (Record, 1);

  memcpy (self->id, id, sizeof self->id);
  self->created = g_strdup (created);
  self->by_passphrase = g_array_new (FALSE, TRUE, sizeof (Wrap));
  self->by_recovery = g_array_new (FALSE, TRUE, sizeof (Wrap));
  return self;
}

static void
record_free (Record *self)
{
  g_free (self->created);
  g_array_unref (self->by_passphrase);
  g_array_unref (self->by_recovery);
  g_free (self);
}

static Record *
record_copy (const Record *record)
{
  Record *self = record_new (record->id, record->created);

  self->revision = record->revision;
  g_array_append_vals (self->by_passphrase, record->by_passphrase->data,
                       record->by_passphrase->len);
  g_array_append_vals (self->by_recovery, record->by_recovery->data, record->by_recovery->len);
  return self;
}

static Record *
find_record (PoiseKeyFile *self, const guint8 *id)
{
  for (guint i = 0; i < self->records->len; i++)
    {
      Record *record = g_ptr_array_index (self->records, i);

      if (memcmp (record->id, id, sizeof record->id) == 0)
        return record;
    }
  return NULL;
}

static int
compare_wraps_cb (gconstpointer a, gconstpointer b)
{
  return memcmp (((const Wrap *) a)->bytes, ((const Wrap *) b)->bytes, POISE_KEY_WRAP_BYTES);
}

static int
compare_records_cb (gconstpointer a, gconstpointer b)
{
  const Record *x = *(const Record *const *) a;
  const Record *y = *(const Record *const *) b;
  int order = strcmp (x->created, y->created);

  return order != 0 ? order : memcmp (x->id, y->id, sizeof x->id);
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

  self->records = g_ptr_array_new_with_free_func ((GDestroyNotify) record_free);
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

  copy->records = g_ptr_array_new_with_free_func ((GDestroyNotify) record_free);
  for (guint i = 0; i < self->records->len; i++)
    g_ptr_array_add (copy->records, record_copy (g_ptr_array_index (self->records, i)));
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
read_hex (JsonObject *object, const char *member, guint8 *bytes, gsize length)
{
  const char *text = NULL;
  gsize found = 0;

  return poise_json_get_string (object, member, &text) && strlen (text) == 2 * length &&
         sodium_hex2bin (bytes, length, text, 2 * length, NULL, &found, NULL) == 0 &&
         found == length;
}

static gboolean
read_cost (JsonObject *object, Wrap *wrap)
{
  const char *function = NULL;

  return poise_json_get_string (object, "function", &function) &&
         g_str_equal (function, "argon2id13") &&
         read_hex (object, "salt", wrap->salt, sizeof wrap->salt) &&
         poise_json_get_int (object, "operations", &wrap->operations) &&
         poise_json_get_int (object, "memory", &wrap->memory) &&
         wrap->operations >= (gint64) crypto_pwhash_OPSLIMIT_MIN &&
         wrap->operations <= MAX_OPERATIONS &&
         wrap->memory >= (gint64) crypto_pwhash_MEMLIMIT_MIN && wrap->memory <= MAX_MEMORY;
}

static gboolean
read_wraps (GArray *wraps, JsonObject *object, const char *member, gboolean has_cost)
{
  JsonArray *array = poise_json_get_array (object, member);

  if (array == NULL || json_array_get_length (array) > MAX_KEYS)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      Wrap wrap = { 0 };

      if (!JSON_NODE_HOLDS_OBJECT (node) ||
          (has_cost && !read_cost (json_node_get_object (node), &wrap)) ||
          !read_hex (json_node_get_object (node), "wrap", wrap.bytes, sizeof wrap.bytes))
        return FALSE;
      g_array_append_val (wraps, wrap);
    }
  g_array_sort (wraps, compare_wraps_cb);
  return TRUE;
}

static gboolean
read_revision (JsonObject *object, gint64 *revision)
{
  return poise_json_get_int (object, "revision", revision) && *revision > 0 &&
         *revision < MAX_REVISION;
}

static gboolean
read_record (PoiseKeyFile *self, JsonNode *node)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  guint8 id[POISE_KEY_ID_BYTES];
  const char *created = NULL;
  Record *record;

  if (object == NULL || !read_hex (object, "id", id, sizeof id) ||
      !poise_json_get_string (object, "created", &created) || find_record (self, id) != NULL)
    return FALSE;
  record = record_new (id, created);
  g_ptr_array_add (self->records, record);
  return read_revision (object, &record->revision) &&
         read_wraps (record->by_passphrase, object, BY_PASSPHRASE, TRUE) &&
         read_wraps (record->by_recovery, object, BY_RECOVERY, FALSE);
}

static gboolean
read_state (PoiseKeyFile *self, JsonObject *object)
{
  const char *state = NULL;

  if (!poise_json_get_string (object, "state", &state) ||
      !read_revision (object, &self->revision) ||
      !read_hex (object, "by", self->by, sizeof self->by) ||
      !read_hex (object, "sum", self->sum, sizeof self->sum))
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
read_records (PoiseKeyFile *self, JsonObject *object)
{
  JsonArray *keys = poise_json_get_array (object, "keys");

  if (keys == NULL || json_array_get_length (keys) == 0 || json_array_get_length (keys) > MAX_KEYS)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (keys); i++)
    if (!read_record (self, json_array_get_element (keys, i)))
      return FALSE;
  g_ptr_array_sort (self->records, compare_records_cb);
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
  JsonObject *object;
  const char *format = NULL;
  gint64 version = 0;

  if (root == NULL)
    return NULL;
  object = JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  if (object != NULL && poise_json_get_int (object, "version", &version) && version > VERSION)
    {
      g_set_error (error, POISE_ERROR, POISE_ERROR_NEWER,
                   _ ("“%s” was written by a newer version of Poise"), name);
      return NULL;
    }
  if (object != NULL && version == VERSION && poise_json_get_string (object, "format", &format) &&
      g_str_equal (format, FORMAT) && read_state (self, object) && read_records (self, object))
    return g_steal_pointer (&self);
  g_set_error (error, POISE_ERROR, POISE_ERROR_INVALID,
               _ ("“%s” does not hold the keys of a journal"), name);
  return NULL;
}

/* ---- writing ---- */

static void
add_hex (PoiseJsonWriter *writer, const char *name, const guint8 *bytes, gsize length)
{
  g_autofree char *text = g_malloc (2 * length + 1);

  sodium_bin2hex (text, 2 * length + 1, bytes, length);
  poise_json_writer_add_string (writer, name, text);
}

static void
write_wraps (PoiseJsonWriter *writer, const char *name, GArray *wraps, gboolean has_cost)
{
  poise_json_writer_begin (writer, name, '[');
  for (guint i = 0; i < wraps->len; i++)
    {
      const Wrap *wrap = &g_array_index (wraps, Wrap, i);

      poise_json_writer_begin (writer, NULL, '{');
      if (has_cost)
        {
          poise_json_writer_add_string (writer, "function", "argon2id13");
          add_hex (writer, "salt", wrap->salt, sizeof wrap->salt);
          poise_json_writer_add_int (writer, "operations", wrap->operations);
          poise_json_writer_add_int (writer, "memory", wrap->memory);
        }
      add_hex (writer, "wrap", wrap->bytes, sizeof wrap->bytes);
      poise_json_writer_end (writer, '}');
    }
  poise_json_writer_end (writer, ']');
}

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
  add_hex (&writer, "by", self->by, sizeof self->by);
  add_hex (&writer, "sum", self->sum, sizeof self->sum);
  poise_json_writer_begin (&writer, "keys", '[');
  for (guint i = 0; i < self->records->len; i++)
    {
      const Record *record = g_ptr_array_index (self->records, i);

      poise_json_writer_begin (&writer, NULL, '{');
      add_hex (&writer, "id", record->id, sizeof record->id);
      poise_json_writer_add_string (&writer, "created", record->created);
      poise_json_writer_add_int (&writer, "revision", record->revision);
      write_wraps (&writer, BY_PASSPHRASE, record->by_passphrase, TRUE);
      write_wraps (&writer, BY_RECOVERY, record->by_recovery, FALSE);
      poise_json_writer_end (&writer, '}');
    }
  poise_json_writer_end (&writer, ']');
  poise_json_writer_end (&writer, '}');
  g_string_append_c (text, '\n');
  return g_string_free_to_bytes (text);
}

/* ---- merging ---- */

static void
add_wraps (GArray *ours, GArray *theirs)
{
  for (guint i = 0; i < theirs->len; i++)
    {
      const Wrap *wrap = &g_array_index (theirs, Wrap, i);
      gboolean is_there = FALSE;

      for (guint j = 0; j < ours->len && !is_there; j++)
        is_there = compare_wraps_cb (&g_array_index (ours, Wrap, j), wrap) == 0;
      if (!is_there)
        g_array_append_vals (ours, wrap, 1);
    }
  g_array_sort (ours, compare_wraps_cb);
}

/* Each passphrase that was set at the same time opens it. */
static Record *
merge_records (const Record *ours, const Record *theirs)
{
  Record *merged = record_copy (theirs->revision > ours->revision ? theirs : ours);

  if (ours->revision != theirs->revision)
    return merged;
  add_wraps (merged->by_passphrase, theirs->by_passphrase);
  add_wraps (merged->by_recovery, theirs->by_recovery);
  return merged;
}

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
      const Record *record = g_ptr_array_index (ours->records, i);
      const Record *other = find_record (theirs, record->id);

      g_ptr_array_add (merged->records,
                       other != NULL ? merge_records (record, other) : record_copy (record));
    }
  for (guint i = 0; i < theirs->records->len; i++)
    {
      const Record *record = g_ptr_array_index (theirs->records, i);

      if (find_record (merged, record->id) == NULL)
        g_ptr_array_add (merged->records, record_copy (record));
    }
  g_ptr_array_sort (merged->records, compare_records_cb);
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
  self->revision = MIN (self->revision + 1, MAX_REVISION - 1);
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
 * poise_key_file_has_key:
 * @self: a file
 * @id: a key's id
 *
 * Returns: %TRUE if it has that key
 */
gboolean
poise_key_file_has_key (PoiseKeyFile *self, const guint8 *id)
{
  return find_record (self, id) != NULL;
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
    if (find_record (other, ((Record *) g_ptr_array_index (self->records, i))->id) != NULL)
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
      const Record *record = g_ptr_array_index (copy->records, i - 1);
      char hex[2 * POISE_KEY_ID_BYTES + 1];

      sodium_bin2hex (hex, sizeof hex, record->id, sizeof record->id);
      if (!g_hash_table_contains (ids, hex))
        g_ptr_array_remove_index (copy->records, i - 1);
    }
  return copy->records->len > 0 ? g_steal_pointer (&copy) : NULL;
}

/* ---- passphrases ---- */

/* One passphrase may reach a program composed or decomposed, as keyboards go. */
static char *
normalize (const char *passphrase, gsize *length)
{
  g_autofree char *composed = g_utf8_validate (passphrase, -1, NULL)
                                ? g_utf8_normalize (passphrase, -1, G_NORMALIZE_NFC)
                                : g_strdup (passphrase);
  char *text;

  *length = strlen (composed);
  text = poise_key_allocate (*length + 1);
  memcpy (text, composed, *length + 1);
  sodium_memzero (composed, *length);
  return text;
}

static gboolean
derive (const Wrap *wrap, const char *passphrase, guint8 *key, GError **error)
{
  gsize length;
  char *text = normalize (passphrase, &length);
  gboolean is_derived =
    crypto_pwhash (key, POISE_KEY_BYTES, text, length, wrap->salt, (guint64) wrap->operations,
                   (gsize) wrap->memory, crypto_pwhash_ALG_ARGON2ID13) == 0;

  poise_key_wipe (text);
  if (!is_derived)
    g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_NOMEM,
                         _ ("There is not enough memory to try the passphrase"));
  return is_derived;
}

static gboolean
wrap_by_passphrase (Record *record, PoiseKey *key, const char *passphrase, GError **error)
{
  Wrap wrap = { .operations = (gint64) cost_operations, .memory = (gint64) cost_memory };
  guint8 *with = poise_key_allocate (POISE_KEY_BYTES);
  gboolean is_derived;

  randombytes_buf (wrap.salt, sizeof wrap.salt);
  is_derived = derive (&wrap, passphrase, with, error);
  if (is_derived)
    {
      poise_key_wrap (key, with, BY_PASSPHRASE, wrap.bytes);
      g_array_set_size (record->by_passphrase, 0);
      g_array_append_val (record->by_passphrase, wrap);
    }
  poise_key_wipe (with);
  return is_derived;
}

static void
wrap_by_recovery (Record *record, PoiseKey *key, const char *recovery)
{
  Wrap wrap = { 0 };
  guint8 *with = poise_key_allocate (POISE_KEY_BYTES);

  if (poise_recovery_key_derive (recovery, with))
    {
      poise_key_wrap (key, with, BY_RECOVERY, wrap.bytes);
      g_array_set_size (record->by_recovery, 0);
      g_array_append_val (record->by_recovery, wrap);
    }
  poise_key_wipe (with);
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
  g_autoptr (GDateTime) utc = g_date_time_to_utc (now);
  g_autofree char *created = g_date_time_format (utc, "%Y-%m-%dT%H:%M:%SZ");
  Record *record = record_new (poise_key_get_id (key), created);

  record->revision = 1;
  if (!wrap_by_passphrase (record, key, passphrase, error))
    {
      record_free (record);
      return FALSE;
    }
  wrap_by_recovery (record, key, recovery);
  g_ptr_array_add (self->records, record);
  g_ptr_array_sort (self->records, compare_records_cb);
  return TRUE;
}

/**
 * poise_key_file_change:
 * @self: a file
 * @keys: (element-type PoiseKey): those of its keys that are known
 * @passphrase: what shall open them from now on, and no other
 * @recovery: (nullable): a new recovery key; %NULL to keep the old one
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
                       GError **error)
{
  for (guint i = 0; i < keys->len; i++)
    {
      PoiseKey *key = g_ptr_array_index (keys, i);
      Record *record = find_record (self, poise_key_get_id (key));

      if (record == NULL)
        continue;
      if (!wrap_by_passphrase (record, key, passphrase, error))
        return FALSE;
      if (recovery != NULL)
        wrap_by_recovery (record, key, recovery);
      record->revision = MIN (record->revision + 1, MAX_REVISION - 1);
    }
  return TRUE;
}

static PoiseKey *
open_record (const Record *record, const char *passphrase, GError **error)
{
  guint8 *with = poise_key_allocate (POISE_KEY_BYTES);
  PoiseKey *key = NULL;

  for (guint i = 0; i < record->by_passphrase->len && key == NULL; i++)
    {
      const Wrap *wrap = &g_array_index (record->by_passphrase, Wrap, i);

      if (!derive (wrap, passphrase, with, error))
        break;
      key = poise_key_unwrap (record->id, with, BY_PASSPHRASE, wrap->bytes);
    }
  poise_key_wipe (with);
  return key;
}

static PoiseKey *
open_record_with_recovery (const Record *record, const guint8 *with)
{
  PoiseKey *key = NULL;

  for (guint i = 0; i < record->by_recovery->len && key == NULL; i++)
    key = poise_key_unwrap (record->id, with, BY_RECOVERY,
                            g_array_index (record->by_recovery, Wrap, i).bytes);
  return key;
}

static GPtrArray *
new_keys (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) poise_key_unref);
}

/* Takes @keys over. */
static GPtrArray *
return_some (GPtrArray *keys, const char *message, GError **error)
{
  if (keys->len > 0)
    return keys;
  g_ptr_array_unref (keys);
  g_set_error_literal (error, POISE_ERROR, POISE_ERROR_PASSPHRASE, message);
  return NULL;
}

/**
 * poise_key_file_open:
 * @self: a file
 * @passphrase: the passphrase
 * @error: return location
 *
 * Finds the keys that the passphrase opens. Takes about half a second for each that there is.
 * Errors are %POISE_ERROR_PASSPHRASE and %G_FILE_ERROR_NOMEM.
 *
 * Returns: (transfer full) (element-type PoiseKey) (nullable): the keys, the newest first, or
 *   %NULL with @error set
 */
GPtrArray *
poise_key_file_open (PoiseKeyFile *self, const char *passphrase, GError **error)
{
  GPtrArray *keys = new_keys ();

  for (guint i = self->records->len; i > 0; i--)
    {
      g_autoptr (GError) local_error = NULL;
      PoiseKey *key =
        open_record (g_ptr_array_index (self->records, i - 1), passphrase, &local_error);

      if (local_error != NULL)
        {
          g_ptr_array_unref (keys);
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }
      if (key != NULL)
        g_ptr_array_add (keys, key);
    }
  return return_some (keys, _ ("The passphrase is not that of this journal"), error);
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
  GPtrArray *keys = new_keys ();
  guint8 *with = poise_key_allocate (POISE_KEY_BYTES);
  gboolean is_one = poise_recovery_key_derive (recovery, with);

  for (guint i = self->records->len; is_one && i > 0; i--)
    {
      PoiseKey *key = open_record_with_recovery (g_ptr_array_index (self->records, i - 1), with);

      if (key != NULL)
        g_ptr_array_add (keys, key);
    }
  poise_key_wipe (with);
  return return_some (keys,
                      is_one ? _ ("The recovery key is not that of this journal")
                             : _ ("This is no recovery key, or it was mistyped"),
                      error);
}

/**
 * poise_key_file_set_cost:
 * @operations: how often the memory is gone through
 * @bytes: how much memory
 *
 * Sets what new passphrases cost to try. For tests; what is written says what it costs.
 */
void
poise_key_file_set_cost (guint64 operations, gsize bytes)
{
  cost_operations = operations;
  cost_memory = bytes;
}
