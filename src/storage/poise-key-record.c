/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-key-record.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

#include "poise-error.h"
#include "poise-recovery-key.h"

#define BY_PASSPHRASE "passphrase"
#define BY_RECOVERY "recovery"
#define BY_KEY "joined"
#define CHANGED "changed"
#define FORMER "former"
#define MIN_OPERATIONS 1
#define MAX_OPERATIONS 20
#define MIN_MEMORY (G_GINT64_CONSTANT (8) << 10)
#define MAX_MEMORY (G_GINT64_CONSTANT (2) << 30)

/* What deriving a key from a passphrase costs from now on: about half a second. */
static guint64 cost_operations = 3;
static gsize cost_memory = 128 * 1024 * 1024;

/* The key, encrypted. */
typedef struct
{
  guint8 salt[crypto_pwhash_SALTBYTES]; /* of a passphrase */
  gint64 operations;
  gint64 memory;
  guint8 by[POISE_KEY_ID_BYTES]; /* another key */
  guint8 bytes[POISE_KEY_WRAP_BYTES];
} Wrap;

/**
 * poise_key_record_new:
 * @id: the key's id, of %POISE_KEY_ID_BYTES
 * @created: when it was made
 *
 * Returns: (transfer full): a record that nothing opens yet
 */
PoiseKeyRecord *
poise_key_record_new (const guint8 *id, const char *created)
{
  PoiseKeyRecord *self = g_new0 (PoiseKeyRecord, 1);

  memcpy (self->id, id, sizeof self->id);
  self->created = g_strdup (created);
  self->by_passphrase = g_array_new (FALSE, TRUE, sizeof (Wrap));
  self->by_recovery = g_array_new (FALSE, TRUE, sizeof (Wrap));
  self->by_key = g_array_new (FALSE, TRUE, sizeof (Wrap));
  return self;
}

/**
 * poise_key_record_free:
 * @self: (transfer full): a record
 */
void
poise_key_record_free (PoiseKeyRecord *self)
{
  g_free (self->created);
  g_free (self->changed);
  g_array_unref (self->by_passphrase);
  g_array_unref (self->by_recovery);
  g_array_unref (self->by_key);
  g_free (self);
}

/**
 * poise_key_record_copy:
 * @self: a record
 *
 * Returns: (transfer full): the same
 */
PoiseKeyRecord *
poise_key_record_copy (const PoiseKeyRecord *self)
{
  PoiseKeyRecord *copy = poise_key_record_new (self->id, self->created);

  copy->changed = g_strdup (self->changed);
  copy->revision = self->revision;
  copy->is_former = self->is_former;
  g_array_append_vals (copy->by_passphrase, self->by_passphrase->data, self->by_passphrase->len);
  g_array_append_vals (copy->by_recovery, self->by_recovery->data, self->by_recovery->len);
  g_array_append_vals (copy->by_key, self->by_key->data, self->by_key->len);
  return copy;
}

/**
 * poise_key_record_compare_cb:
 * @a: (type PoiseKeyRecord): where a record is
 * @b: (type PoiseKeyRecord): where another one is
 *
 * Returns: less than 0 if @a's key is the older one
 */
int
poise_key_record_compare_cb (gconstpointer a, gconstpointer b)
{
  const PoiseKeyRecord *x = *(const PoiseKeyRecord *const *) a;
  const PoiseKeyRecord *y = *(const PoiseKeyRecord *const *) b;
  int order = strcmp (x->created, y->created);

  return order != 0 ? order : memcmp (x->id, y->id, sizeof x->id);
}

static int
compare_wraps_cb (gconstpointer a, gconstpointer b)
{
  return memcmp (((const Wrap *) a)->bytes, ((const Wrap *) b)->bytes, POISE_KEY_WRAP_BYTES);
}

/* By whose key, so that the order does not depend on chance. */
static int
compare_joints_cb (gconstpointer a, gconstpointer b)
{
  return memcmp (((const Wrap *) a)->by, ((const Wrap *) b)->by, POISE_KEY_ID_BYTES);
}

/* ---- reading ---- */

/**
 * poise_key_record_read_hex:
 * @object: an object
 * @member: its member
 * @bytes: (out caller-allocates): what it says
 * @length: how many bytes that must be
 *
 * Returns: %TRUE if it is so many, in hexadecimal digits
 */
gboolean
poise_key_record_read_hex (JsonObject *object, const char *member, guint8 *bytes, gsize length)
{
  const char *text = NULL;
  gsize found = 0;

  return poise_json_get_string (object, member, &text) && strlen (text) == 2 * length &&
         sodium_hex2bin (bytes, length, text, 2 * length, NULL, &found, NULL) == 0 &&
         found == length;
}

/**
 * poise_key_record_read_revision:
 * @object: an object
 * @revision: (out): its member `revision`
 *
 * Returns: %TRUE if it has one that can be
 */
gboolean
poise_key_record_read_revision (JsonObject *object, gint64 *revision)
{
  return poise_json_get_int (object, "revision", revision) && *revision > 0 &&
         *revision < POISE_KEY_MAX_REVISION;
}

static gboolean
read_passphrase (JsonObject *object, Wrap *wrap)
{
  const char *function = NULL;

  return poise_json_get_string (object, "function", &function) &&
         g_str_equal (function, "argon2id13") &&
         poise_key_record_read_hex (object, "salt", wrap->salt, sizeof wrap->salt) &&
         poise_json_get_int (object, "operations", &wrap->operations) &&
         poise_json_get_int (object, "memory", &wrap->memory);
}

/* Who changed the file, or a fault, shall neither fill the memory nor have a passphrase tried that
 * anybody could guess. */
static gboolean
check_memory (const Wrap *wrap, const char *name, GError **error)
{
  g_autofree char *wanted = NULL;
  g_autofree char *least = NULL;
  g_autofree char *most = NULL;

  if (wrap->memory >= MIN_MEMORY && wrap->memory <= MAX_MEMORY)
    return TRUE;
  wanted = g_format_size_full ((guint64) MAX (wrap->memory, 0), G_FORMAT_SIZE_IEC_UNITS);
  least = g_format_size_full (MIN_MEMORY, G_FORMAT_SIZE_IEC_UNITS);
  most = g_format_size_full (MAX_MEMORY, G_FORMAT_SIZE_IEC_UNITS);
  g_set_error (
    error, POISE_ERROR, POISE_ERROR_INVALID,
    /* Translators: a file's name, and three sizes as “64.0 GiB”. */
    _ ("“%s” asks for %s of memory to try a passphrase; Poise takes %s to %s. A good copy "
       "of the file may be in a backup or on another computer"),
    name, wanted, least, most);
  return FALSE;
}

static gboolean
check_operations (const Wrap *wrap, const char *name, GError **error)
{
  g_autofree char *wanted = g_strdup_printf ("%" G_GINT64_FORMAT, wrap->operations);

  if (wrap->operations >= MIN_OPERATIONS && wrap->operations <= MAX_OPERATIONS)
    return TRUE;
  g_set_error (
    error, POISE_ERROR, POISE_ERROR_INVALID,
    /* Translators: a file's name, and three numbers. A pass goes once through the memory. */
    _ ("“%s” names %s as the number of passes to try a passphrase; Poise makes %d to %d. A "
       "good copy of the file may be in a backup or on another computer"),
    name, wanted, MIN_OPERATIONS, MAX_OPERATIONS);
  return FALSE;
}

static gboolean
check_costs (const PoiseKeyRecord *self, const char *name, GError **error)
{
  for (guint i = 0; i < self->by_passphrase->len; i++)
    {
      const Wrap *wrap = &g_array_index (self->by_passphrase, Wrap, i);

      if (!check_memory (wrap, name, error) || !check_operations (wrap, name, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_recovery (JsonObject *object, Wrap *wrap)
{
  return TRUE;
}

static gboolean
read_joint (JsonObject *object, Wrap *wrap)
{
  return poise_key_record_read_hex (object, "by", wrap->by, sizeof wrap->by);
}

static gboolean
read_wraps (GArray *wraps,
            JsonObject *object,
            const char *member,
            gboolean (*read) (JsonObject *object, Wrap *wrap))
{
  JsonArray *array = poise_json_get_array (object, member);

  if (array == NULL || json_array_get_length (array) > POISE_KEY_MAX_WRAPS)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      Wrap wrap = { 0 };

      if (!JSON_NODE_HOLDS_OBJECT (node) || !read (json_node_get_object (node), &wrap) ||
          !poise_key_record_read_hex (json_node_get_object (node), "wrap", wrap.bytes,
                                      sizeof wrap.bytes))
        return FALSE;
      g_array_append_val (wraps, wrap);
    }
  return TRUE;
}

/* What is no time is not kept: it is only told, and opens nothing. */
static char *
read_changed (JsonObject *object)
{
  const char *text = NULL;
  g_autoptr (GDateTime) time = poise_json_get_string (object, CHANGED, &text)
                                 ? g_date_time_new_from_iso8601 (text, NULL)
                                 : NULL;

  return time != NULL ? g_strdup (text) : NULL;
}

/**
 * poise_key_record_read:
 * @self: a new record
 * @object: what `keys.json` says of it
 * @name: the file's name for messages
 * @error: return location
 *
 * Errors are %POISE_ERROR_INVALID where trying a passphrase would cost what Poise does not pay; it
 * is not set where the record is none.
 *
 * Returns: %TRUE if that can be
 */
gboolean
poise_key_record_read (PoiseKeyRecord *self, JsonObject *object, const char *name, GError **error)
{
  if (!poise_key_record_read_revision (object, &self->revision) ||
      !read_wraps (self->by_passphrase, object, BY_PASSPHRASE, read_passphrase) ||
      !read_wraps (self->by_recovery, object, BY_RECOVERY, read_recovery) ||
      (json_object_has_member (object, BY_KEY) &&
       !read_wraps (self->by_key, object, BY_KEY, read_joint)) ||
      !check_costs (self, name, error))
    return FALSE;
  self->changed = read_changed (object);
  self->is_former = poise_json_is_true (object, FORMER);
  g_array_sort (self->by_passphrase, compare_wraps_cb);
  g_array_sort (self->by_recovery, compare_wraps_cb);
  g_array_sort (self->by_key, compare_joints_cb);
  return TRUE;
}

/* ---- writing ---- */

/**
 * poise_key_record_add_hex:
 * @writer: a writer
 * @name: a member's name
 * @bytes: what it says
 * @length: how many bytes that are
 *
 * Writes bytes in hexadecimal digits.
 */
void
poise_key_record_add_hex (PoiseJsonWriter *writer,
                          const char *name,
                          const guint8 *bytes,
                          gsize length)
{
  g_autofree char *text = g_malloc (2 * length + 1);

  sodium_bin2hex (text, 2 * length + 1, bytes, length);
  poise_json_writer_add_string (writer, name, text);
}

static void
write_wraps (PoiseJsonWriter *writer, const char *name, GArray *wraps)
{
  poise_json_writer_begin (writer, name, '[');
  for (guint i = 0; i < wraps->len; i++)
    {
      const Wrap *wrap = &g_array_index (wraps, Wrap, i);

      poise_json_writer_begin (writer, NULL, '{');
      if (g_str_equal (name, BY_PASSPHRASE))
        {
          poise_json_writer_add_string (writer, "function", "argon2id13");
          poise_key_record_add_hex (writer, "salt", wrap->salt, sizeof wrap->salt);
          poise_json_writer_add_int (writer, "operations", wrap->operations);
          poise_json_writer_add_int (writer, "memory", wrap->memory);
        }
      if (g_str_equal (name, BY_KEY))
        poise_key_record_add_hex (writer, "by", wrap->by, sizeof wrap->by);
      poise_key_record_add_hex (writer, "wrap", wrap->bytes, sizeof wrap->bytes);
      poise_json_writer_end (writer, '}');
    }
  poise_json_writer_end (writer, ']');
}

/**
 * poise_key_record_write:
 * @self: a record
 * @writer: what writes `keys.json`
 */
void
poise_key_record_write (const PoiseKeyRecord *self, PoiseJsonWriter *writer)
{
  poise_json_writer_begin (writer, NULL, '{');
  poise_key_record_add_hex (writer, "id", self->id, sizeof self->id);
  poise_json_writer_add_string (writer, "created", self->created);
  if (self->changed != NULL)
    poise_json_writer_add_string (writer, CHANGED, self->changed);
  poise_json_writer_add_int (writer, "revision", self->revision);
  if (self->is_former)
    poise_json_writer_add_boolean (writer, FORMER, TRUE);
  write_wraps (writer, BY_PASSPHRASE, self->by_passphrase);
  write_wraps (writer, BY_RECOVERY, self->by_recovery);
  if (self->by_key->len > 0)
    write_wraps (writer, BY_KEY, self->by_key);
  poise_json_writer_end (writer, '}');
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

static Wrap *
find_joint (const PoiseKeyRecord *self, const guint8 *by)
{
  for (guint i = 0; i < self->by_key->len; i++)
    {
      Wrap *wrap = &g_array_index (self->by_key, Wrap, i);

      if (memcmp (wrap->by, by, sizeof wrap->by) == 0)
        return wrap;
    }
  return NULL;
}

/* One of each key: where two computers each made one, the same everywhere. */
static void
add_joints (PoiseKeyRecord *self, const PoiseKeyRecord *other)
{
  for (guint i = 0; i < other->by_key->len; i++)
    {
      const Wrap *wrap = &g_array_index (other->by_key, Wrap, i);
      Wrap *ours = find_joint (self, wrap->by);

      if (ours == NULL)
        g_array_append_vals (self->by_key, wrap, 1);
      else if (compare_wraps_cb (wrap, ours) < 0)
        *ours = *wrap;
    }
  g_array_sort (self->by_key, compare_joints_cb);
}

/* The later time; none where one has none, so that a Poise which writes none and one that does go
 * not on to rewrite the file in turns. */
static void
merge_changed (PoiseKeyRecord *self, const PoiseKeyRecord *ours, const PoiseKeyRecord *theirs)
{
  const char *later = NULL;

  if (ours->changed != NULL && theirs->changed != NULL)
    later = strcmp (ours->changed, theirs->changed) > 0 ? ours->changed : theirs->changed;
  g_free (self->changed);
  self->changed = g_strdup (later);
}

/**
 * poise_key_record_merge:
 * @ours: a record
 * @theirs: another one of the same key
 *
 * Makes one of both: what was changed last opens it, or each passphrase that was set at the same
 * time, and all keys that it was joined with.
 *
 * Returns: (transfer full): the merged record
 */
PoiseKeyRecord *
poise_key_record_merge (const PoiseKeyRecord *ours, const PoiseKeyRecord *theirs)
{
  PoiseKeyRecord *merged =
    poise_key_record_copy (theirs->revision > ours->revision ? theirs : ours);

  merged->is_former = ours->is_former || theirs->is_former;
  add_joints (merged, ours);
  add_joints (merged, theirs);
  if (ours->revision != theirs->revision)
    return merged;
  merge_changed (merged, ours, theirs);
  add_wraps (merged->by_passphrase, theirs->by_passphrase);
  add_wraps (merged->by_recovery, theirs->by_recovery);
  return merged;
}

/**
 * poise_key_record_note_change:
 * @self: a record of which what opens it was changed
 * @now: this moment, as `created` is written
 *
 * It counts before older versions of it from now on.
 */
void
poise_key_record_note_change (PoiseKeyRecord *self, const char *now)
{
  g_free (self->changed);
  self->changed = g_strdup (now);
  self->revision = MIN (self->revision + 1, POISE_KEY_MAX_REVISION - 1);
}

/* ---- passphrases ---- */

/* One passphrase may reach a program composed or decomposed, as keyboards go. GLib leaves copies of
 * what it composes in memory; of most there is nothing to compose. */
static char *
normalize (const char *passphrase)
{
  g_autofree char *composed = NULL;
  char *text;

  if (g_str_is_ascii (passphrase) || !g_utf8_validate (passphrase, -1, NULL))
    return poise_key_copy_text (passphrase);
  composed = g_utf8_normalize (passphrase, -1, G_NORMALIZE_NFC);
  text = poise_key_copy_text (composed);
  sodium_memzero (composed, strlen (composed));
  return text;
}

static gboolean
derive (const Wrap *wrap, const char *passphrase, guint8 *key, GError **error)
{
  char *text = normalize (passphrase);
  gboolean is_derived = crypto_pwhash (key, POISE_KEY_BYTES, text, strlen (text), wrap->salt,
                                       (guint64) wrap->operations, (gsize) wrap->memory,
                                       crypto_pwhash_ALG_ARGON2ID13) == 0;

  poise_key_wipe (text);
  if (!is_derived)
    g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_NOMEM,
                         _ ("There is not enough memory to try the passphrase"));
  return is_derived;
}

/**
 * poise_key_record_wrap_by_passphrase:
 * @self: a record
 * @key: its key
 * @passphrase: what shall open it from now on, and no other
 * @error: return location
 *
 * Takes about half a second. Errors are %G_FILE_ERROR_NOMEM.
 *
 * Returns: %TRUE if it opens it
 */
gboolean
poise_key_record_wrap_by_passphrase (PoiseKeyRecord *self,
                                     PoiseKey *key,
                                     const char *passphrase,
                                     GError **error)
{
  Wrap wrap = { .operations = (gint64) cost_operations, .memory = (gint64) cost_memory };
  guint8 *with = poise_key_allocate (POISE_KEY_BYTES);
  gboolean is_derived;

  randombytes_buf (wrap.salt, sizeof wrap.salt);
  is_derived = derive (&wrap, passphrase, with, error);
  if (is_derived)
    {
      poise_key_wrap (key, with, BY_PASSPHRASE, wrap.bytes);
      g_array_set_size (self->by_passphrase, 0);
      g_array_append_val (self->by_passphrase, wrap);
    }
  poise_key_wipe (with);
  return is_derived;
}

/**
 * poise_key_record_wrap_by_recovery:
 * @self: a record
 * @key: its key
 * @recovery: the recovery key that shall open it from now on, and no other
 */
void
poise_key_record_wrap_by_recovery (PoiseKeyRecord *self, PoiseKey *key, const char *recovery)
{
  Wrap wrap = { 0 };
  guint8 *with = poise_key_allocate (POISE_KEY_BYTES);

  if (poise_recovery_key_derive (recovery, with))
    {
      poise_key_wrap (key, with, BY_RECOVERY, wrap.bytes);
      g_array_set_size (self->by_recovery, 0);
      g_array_append_val (self->by_recovery, wrap);
    }
  poise_key_wipe (with);
}

/* ---- opening ---- */

/**
 * poise_key_record_open:
 * @self: a record
 * @passphrase: a passphrase
 * @error: return location
 *
 * Takes about half a second. Errors are %G_FILE_ERROR_NOMEM.
 *
 * Returns: (transfer full) (nullable): the key; %NULL, without an error, if the passphrase does
 *   not open it
 */
PoiseKey *
poise_key_record_open (const PoiseKeyRecord *self, const char *passphrase, GError **error)
{
  guint8 *with = poise_key_allocate (POISE_KEY_BYTES);
  PoiseKey *key = NULL;

  for (guint i = 0; i < self->by_passphrase->len && key == NULL; i++)
    {
      const Wrap *wrap = &g_array_index (self->by_passphrase, Wrap, i);

      if (!derive (wrap, passphrase, with, error))
        break;
      key = poise_key_unwrap (self->id, with, BY_PASSPHRASE, wrap->bytes);
    }
  poise_key_wipe (with);
  return key;
}

/**
 * poise_key_record_open_with_recovery:
 * @self: a record
 * @with: what poise_recovery_key_derive() made of a recovery key
 *
 * Returns: (transfer full) (nullable): the key; %NULL if that does not open it
 */
PoiseKey *
poise_key_record_open_with_recovery (const PoiseKeyRecord *self, const guint8 *with)
{
  PoiseKey *key = NULL;

  for (guint i = 0; i < self->by_recovery->len && key == NULL; i++)
    key = poise_key_unwrap (self->id, with, BY_RECOVERY,
                            g_array_index (self->by_recovery, Wrap, i).bytes);
  return key;
}

/* ---- by another key ---- */

/**
 * poise_key_record_wrap_by_key:
 * @self: a record
 * @key: its key
 * @with: another key, which shall open it, too
 *
 * Returns: %TRUE if it did not yet
 */
gboolean
poise_key_record_wrap_by_key (PoiseKeyRecord *self, PoiseKey *key, PoiseKey *with)
{
  Wrap wrap = { 0 };

  if (find_joint (self, poise_key_get_id (with)) != NULL ||
      self->by_key->len >= POISE_KEY_MAX_WRAPS)
    return FALSE;
  memcpy (wrap.by, poise_key_get_id (with), sizeof wrap.by);
  poise_key_wrap (key, poise_key_peek (with, POISE_KEY_JOINT), BY_KEY, wrap.bytes);
  g_array_append_val (self->by_key, wrap);
  g_array_sort (self->by_key, compare_joints_cb);
  return TRUE;
}

/**
 * poise_key_record_open_with_key:
 * @self: a record
 * @with: another key
 *
 * Returns: (transfer full) (nullable): the key; %NULL if @with does not open it
 */
PoiseKey *
poise_key_record_open_with_key (const PoiseKeyRecord *self, PoiseKey *with)
{
  const Wrap *wrap = find_joint (self, poise_key_get_id (with));

  return wrap != NULL ? poise_key_unwrap (self->id, poise_key_peek (with, POISE_KEY_JOINT), BY_KEY,
                                          wrap->bytes)
                      : NULL;
}

/**
 * poise_key_record_set_cost:
 * @operations: how often the memory is gone through
 * @bytes: how much memory
 *
 * Sets what new passphrases cost to try. For tests; what is written says what it costs.
 */
void
poise_key_record_set_cost (guint64 operations, gsize bytes)
{
  cost_operations = operations;
  cost_memory = bytes;
}
