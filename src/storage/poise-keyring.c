/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-keyring.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "poise-coding.h"
#include "poise-error.h"
#include "poise-month.h"
#include "poise-seal.h"

struct _PoiseKeyring
{
  GObject parent_instance;

  GMutex mutex;    /* of what follows */
  GPtrArray *keys; /* the newest first: it seals; replaced, never changed */
  PoiseKeyFile *file;
  char *stamp; /* of keys.json, where that says just what @file does */
  gboolean is_sealing;
  PoiseKeyNews news; /* of what others did, that nobody was told of */
};

G_DEFINE_FINAL_TYPE (PoiseKeyring, poise_keyring, G_TYPE_OBJECT)

static void
poise_keyring_finalize (GObject *object)
{
  PoiseKeyring *self = POISE_KEYRING (object);

  g_clear_pointer (&self->keys, g_ptr_array_unref);
  g_clear_pointer (&self->file, poise_key_file_free);
  g_free (self->stamp);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (poise_keyring_parent_class)->finalize (object);
}

static void
poise_keyring_class_init (PoiseKeyringClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = poise_keyring_finalize;
}

static void
poise_keyring_init (PoiseKeyring *self)
{
  g_mutex_init (&self->mutex);
}

/* ---- what a file is for ---- */

static gboolean
begins_with_month (const char *base)
{
  g_autofree char *month = g_strndup (base, strlen ("YYYY-MM"));

  return poise_month_name_is_valid (month);
}

/* The month that a name has anywhere: copies are named as sync tools like. */
static char *
find_month (const char *base)
{
  for (const char *p = base; strlen (p) >= strlen ("YYYY-MM"); p++)
    if (begins_with_month (p))
      return g_strndup (p, strlen ("YYYY-MM"));

  return g_strdup ("");
}

/* New files bear a dot before the name that they will have. */
static const char *
skip_dot (const char *base)
{
  return *base == '.' ? base + 1 : base;
}

static char *
get_stem (const char *base)
{
  return g_strndup (base, strcspn (base, "."));
}

/* Which role a file has, by where it lies, and which name. */
static const char *
find_role (const char *place, char **name)
{
  g_auto (GStrv) parts = g_strsplit (place, G_DIR_SEPARATOR_S, 0);
  guint n = g_strv_length (parts);
  const char *base = n > 0 ? skip_dot (parts[n - 1]) : "";
  const char *role = POISE_SEAL_FILE;

  if (n == 2 && g_str_equal (parts[0], "trash"))
    role = POISE_SEAL_TRASH;
  else if ((n == 2 && g_str_equal (parts[0], "entries")) ||
           (n == 3 && g_str_equal (parts[0], "backups")))
    role = POISE_SEAL_ENTRIES;
  else if (n == 2 && g_str_equal (parts[0], POISE_SEAL_STATE))
    role = POISE_SEAL_STATE;
  *name = g_str_equal (role, POISE_SEAL_FILE) || g_str_equal (role, POISE_SEAL_STATE)
            ? get_stem (base)
            : find_month (base);
  return role;
}

/* What has to be read before there is a key, and holds nothing that anybody wrote. */
static gboolean
stays_readable (const char *place)
{
  return strchr (place, G_DIR_SEPARATOR) == NULL &&
         (g_str_has_prefix (skip_dot (place), "keys.") ||
          g_str_has_prefix (skip_dot (place), "journal."));
}

/* A name of Poise's own says what the file is; that of a copy may be any. */
static gboolean
is_own_name (const char *place, const char *role, const char *name)
{
  g_autofree char *base = g_path_get_basename (place);
  g_autofree char *own = g_strconcat (name, ".json", NULL);

  if (g_str_equal (role, POISE_SEAL_FILE) || g_str_equal (role, POISE_SEAL_STATE))
    return g_str_equal (base, own);
  return begins_with_month (skip_dot (base));
}

/* One file in the place of another, each sealed by the right key, is no accident. */
static gboolean
is_in_its_place (GBytes *sealed, const char *place)
{
  g_autofree char *role = NULL;
  g_autofree char *name = NULL;
  g_autofree char *name_here = NULL;
  const char *role_here = find_role (place, &name_here);

  return poise_seal_read_head (sealed, &role, &name) && g_str_equal (role, role_here) &&
         (g_str_equal (name, name_here) || !is_own_name (place, role, name_here));
}

/* ---- coding ---- */

static gboolean
is_sealing (PoiseKeyring *self)
{
  gboolean is_sealing;

  g_mutex_lock (&self->mutex);
  is_sealing = self->is_sealing;
  g_mutex_unlock (&self->mutex);
  return is_sealing;
}

static PoiseKey *
find_key (PoiseKeyring *self, GBytes *head)
{
  g_autoptr (GPtrArray) keys = poise_keyring_get_keys (self);

  for (guint i = 0; i < keys->len; i++)
    if (poise_seal_has_key (head, poise_key_get_id (g_ptr_array_index (keys, i))))
      return poise_key_ref (g_ptr_array_index (keys, i));

  return NULL;
}

/* By what it must have been sealed with, whatever its head says. */
static GBytes *
open_by_place (PoiseKeyring *self, const char *place, GBytes *sealed)
{
  g_autoptr (GPtrArray) keys = poise_keyring_get_keys (self);
  g_autofree char *name = NULL;
  const char *role = find_role (place, &name);
  GBytes *content = NULL;

  for (guint i = 0; i < keys->len && content == NULL; i++)
    content = poise_seal_open_as (g_ptr_array_index (keys, i), role, name, sealed);
  return content;
}

static GBytes *
fail_other_key (const char *path, GError **error)
{
  g_set_error (error, POISE_ERROR, POISE_ERROR_LOCKED,
               _ ("“%s” is locked by another key than the rest of this journal; it is left "
                  "as it is"),
               path);
  return NULL;
}

static GBytes *
fail_misplaced (const char *path, GError **error)
{
  g_set_error (error, POISE_ERROR, POISE_ERROR_DAMAGED,
               _ ("“%s” is another locked file of this journal than its name says; it is left as "
                  "it is"),
               path);
  return NULL;
}

/* Without a head that names a key: too short for one, damaged, or of another key. */
static GBytes *
open_unknown (PoiseKeyring *self,
              const char *path,
              const char *place,
              GBytes *sealed,
              GError **error)
{
  GBytes *content = open_by_place (self, place, sealed);

  if (content != NULL)
    return content;
  if (g_bytes_get_size (sealed) < POISE_CODING_HEAD_BYTES ||
      poise_keyring_has_damaged_head (self, sealed))
    return poise_seal_fail_damaged (path, error);
  return fail_other_key (path, error);
}

static GBytes *
open_file (gpointer owner, const char *path, const char *place, GBytes *bytes, GError **error)
{
  g_autoptr (PoiseKey) key = NULL;
  g_autoptr (GBytes) content = NULL;
  g_autoptr (GError) local_error = NULL;

  if (!poise_coding_is_sealed (bytes) && !poise_keyring_has_damaged_head (owner, bytes))
    return g_bytes_ref (bytes);
  key = find_key (owner, bytes);
  if (key == NULL)
    return open_unknown (owner, path, place, bytes, error);
  content = poise_seal_open (key, bytes, path, &local_error);
  if (content != NULL)
    return is_in_its_place (bytes, place) ? g_steal_pointer (&content)
                                          : fail_misplaced (path, error);
  content = open_by_place (owner, place, bytes);
  if (content == NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  return g_steal_pointer (&content);
}

static GBytes *
seal_file (gpointer owner, const char *path, const char *place, GBytes *bytes, GError **error)
{
  g_autoptr (PoiseKey) key = poise_keyring_get_first (owner);
  g_autofree char *name = NULL;
  const char *role;

  if (!is_sealing (owner) || stays_readable (place))
    return g_bytes_ref (bytes);
  role = find_role (place, &name);
  return poise_seal_close (key, role, name, bytes);
}

/* What a repair set aside was tried before. */
static gboolean
is_set_aside (const char *place)
{
  return strstr (place, ".damaged-") != NULL;
}

/* What no key here opens is as good as it gets; what another than the first one sealed is not, nor
 * is a damaged head, which a write makes whole where the content can still be opened. */
static gboolean
is_file_settled (gpointer owner, const char *path, const char *place, GBytes *head)
{
  gboolean shall_be_sealed = is_sealing (owner) && !stays_readable (place);
  g_autoptr (PoiseKey) key = NULL;
  g_autoptr (PoiseKey) first = NULL;

  if (poise_keyring_has_damaged_head (owner, head))
    return is_set_aside (place);
  if (!poise_coding_is_sealed (head))
    return !shall_be_sealed;
  key = find_key (owner, head);
  if (key == NULL)
    return TRUE;
  first = poise_keyring_get_first (owner);
  return shall_be_sealed && key == first;
}

static const PoiseCoding coding = {
  .open = open_file,
  .seal = seal_file,
  .is_settled = is_file_settled,
};

/* ---- a journal whose keys are forgotten ---- */

static GBytes *
open_closed (gpointer owner, const char *path, const char *place, GBytes *bytes, GError **error)
{
  if (!poise_coding_is_sealed (bytes))
    return g_bytes_ref (bytes);
  poise_coding_fail_locked (path, error);
  return NULL;
}

/* Whoever was at work with the keys may not go on without them. */
static GBytes *
seal_closed (gpointer owner, const char *path, const char *place, GBytes *bytes, GError **error)
{
  if (stays_readable (place))
    return g_bytes_ref (bytes);
  poise_coding_fail_locked (path, error);
  return NULL;
}

static gboolean
is_closed_file_settled (gpointer owner, const char *path, const char *place, GBytes *head)
{
  return TRUE;
}

static const PoiseCoding closed_coding = {
  .open = open_closed,
  .seal = seal_closed,
  .is_settled = is_closed_file_settled,
};

/* ---- public ---- */

/**
 * poise_keyring_new:
 * @keys: (transfer full) (element-type PoiseKey): keys, the newest first; at least one
 * @file: (transfer full): what `keys.json` says
 *
 * Returns: (transfer full): the keyring; its keys are wiped when nobody holds it any more
 */
PoiseKeyring *
poise_keyring_new (GPtrArray *keys, PoiseKeyFile *file)
{
  PoiseKeyring *self;

  g_return_val_if_fail (keys != NULL && keys->len > 0, NULL);

  self = g_object_new (POISE_TYPE_KEYRING, NULL);
  self->keys = keys;
  poise_keyring_take_file (self, file);
  return self;
}

/**
 * poise_keyring_get_keys:
 * @self: a keyring
 *
 * Returns: (transfer full) (element-type PoiseKey): its keys, the newest first
 */
GPtrArray *
poise_keyring_get_keys (PoiseKeyring *self)
{
  GPtrArray *keys;

  g_return_val_if_fail (POISE_IS_KEYRING (self), NULL);

  g_mutex_lock (&self->mutex);
  keys = g_ptr_array_ref (self->keys);
  g_mutex_unlock (&self->mutex);
  return keys;
}

/**
 * poise_keyring_get_first:
 * @self: a keyring
 *
 * Returns: (transfer full): the key by which files are sealed
 */
PoiseKey *
poise_keyring_get_first (PoiseKeyring *self)
{
  g_autoptr (GPtrArray) keys = poise_keyring_get_keys (self);

  return poise_key_ref (g_ptr_array_index (keys, 0));
}

/**
 * poise_keyring_has_damaged_head:
 * @self: a keyring
 * @head: a file, or the first %POISE_CODING_HEAD_BYTES of it
 *
 * Returns: %TRUE if it is sealed by one of the keys, but for what its first bytes say of that
 */
gboolean
poise_keyring_has_damaged_head (PoiseKeyring *self, GBytes *head)
{
  g_autoptr (GPtrArray) keys = NULL;
  gboolean resembles = FALSE;

  g_return_val_if_fail (POISE_IS_KEYRING (self), FALSE);

  keys = poise_keyring_get_keys (self);
  for (guint i = 0; i < keys->len; i++)
    {
      const guint8 *id = poise_key_get_id (g_ptr_array_index (keys, i));

      if (poise_seal_has_key (head, id))
        return FALSE;
      resembles |= poise_seal_resembles (head, id);
    }
  return resembles;
}

/**
 * poise_keyring_take_keys:
 * @self: a keyring
 * @keys: (transfer full) (element-type PoiseKey): its keys from now on, the newest first; at least
 *   those that it has
 *
 * Another key of the journal is known. Any thread may call it.
 */
void
poise_keyring_take_keys (PoiseKeyring *self, GPtrArray *keys)
{
  g_autoptr (GPtrArray) old = NULL;

  g_return_if_fail (POISE_IS_KEYRING (self));
  g_return_if_fail (keys != NULL && keys->len > 0);

  g_mutex_lock (&self->mutex);
  old = self->keys;
  self->keys = keys;
  g_mutex_unlock (&self->mutex);
}

/**
 * poise_keyring_copy_file:
 * @self: a keyring
 *
 * Returns: (transfer full): what is known of `keys.json`
 */
PoiseKeyFile *
poise_keyring_copy_file (PoiseKeyring *self)
{
  PoiseKeyFile *file;

  g_return_val_if_fail (POISE_IS_KEYRING (self), NULL);

  g_mutex_lock (&self->mutex);
  file = poise_key_file_copy (self->file);
  g_mutex_unlock (&self->mutex);
  return file;
}

/**
 * poise_keyring_get_state:
 * @self: a keyring
 *
 * Any thread may ask, and none waits for a disk.
 *
 * Returns: whether the journal is locked, as the keyring knows
 */
PoiseKeyState
poise_keyring_get_state (PoiseKeyring *self)
{
  PoiseKeyState state;

  g_return_val_if_fail (POISE_IS_KEYRING (self), POISE_KEY_STATE_SEALED);

  g_mutex_lock (&self->mutex);
  state = poise_key_file_get_state (self->file);
  g_mutex_unlock (&self->mutex);
  return state;
}

/**
 * poise_keyring_take_file:
 * @self: a keyring
 * @file: (transfer full): what `keys.json` says now; its state must be one that is vouched for
 *
 * From now on files are sealed, or written as they are, as @file says. Any thread may call it.
 */
void
poise_keyring_take_file (PoiseKeyring *self, PoiseKeyFile *file)
{
  PoiseKeyFile *old;

  g_return_if_fail (POISE_IS_KEYRING (self));

  g_mutex_lock (&self->mutex);
  old = self->file;
  self->file = file;
  g_clear_pointer (&self->stamp, g_free);
  self->is_sealing = poise_key_file_get_state (file) == POISE_KEY_STATE_SEALED;
  g_mutex_unlock (&self->mutex);
  g_clear_pointer (&old, poise_key_file_free);
}

/**
 * poise_keyring_set_stamp:
 * @self: a keyring
 * @stamp: what poise_file_get_stamp() told of `keys.json` before it was read, which said just what
 *   the keyring knows
 */
void
poise_keyring_set_stamp (PoiseKeyring *self, const char *stamp)
{
  g_return_if_fail (POISE_IS_KEYRING (self));

  g_mutex_lock (&self->mutex);
  g_free (self->stamp);
  self->stamp = g_strdup (stamp);
  g_mutex_unlock (&self->mutex);
}

/**
 * poise_keyring_has_stamp:
 * @self: a keyring
 * @stamp: what poise_file_get_stamp() tells of `keys.json`
 *
 * Returns: %TRUE if that still says just what the keyring knows
 */
gboolean
poise_keyring_has_stamp (PoiseKeyring *self, const char *stamp)
{
  gboolean has_stamp;

  g_return_val_if_fail (POISE_IS_KEYRING (self), FALSE);

  g_mutex_lock (&self->mutex);
  has_stamp = g_strcmp0 (self->stamp, stamp) == 0;
  g_mutex_unlock (&self->mutex);
  return has_stamp;
}

/**
 * poise_keyring_add_news:
 * @self: a keyring
 * @news: what another computer or program did to the keys
 *
 * Keeps it for poise_keyring_take_news(). Any thread may call it.
 */
void
poise_keyring_add_news (PoiseKeyring *self, PoiseKeyNews news)
{
  g_return_if_fail (POISE_IS_KEYRING (self));

  if (news == POISE_KEY_NEWS_NONE)
    return;
  g_mutex_lock (&self->mutex);
  self->news = news;
  g_mutex_unlock (&self->mutex);
}

/**
 * poise_keyring_take_news:
 * @self: a keyring
 *
 * Returns: what others did to the keys since this was asked last
 */
PoiseKeyNews
poise_keyring_take_news (PoiseKeyring *self)
{
  PoiseKeyNews news;

  g_return_val_if_fail (POISE_IS_KEYRING (self), POISE_KEY_NEWS_NONE);

  g_mutex_lock (&self->mutex);
  news = self->news;
  self->news = POISE_KEY_NEWS_NONE;
  g_mutex_unlock (&self->mutex);
  return news;
}

/**
 * poise_keyring_use:
 * @self: a keyring
 * @folder: the absolute path of its journal's folder
 *
 * Has the folder's files opened and sealed by it from now on.
 */
void
poise_keyring_use (PoiseKeyring *self, const char *folder)
{
  g_return_if_fail (POISE_IS_KEYRING (self));

  poise_coding_set (folder, &coding, self);
}

/**
 * poise_keyring_find:
 * @folder: the absolute path of a journal's folder
 *
 * Returns: (transfer full) (nullable): the keyring that is in use there
 */
PoiseKeyring *
poise_keyring_find (const char *folder)
{
  g_autoptr (GObject) owner = poise_coding_get_owner (folder);

  return POISE_IS_KEYRING (owner) ? POISE_KEYRING (g_steal_pointer (&owner)) : NULL;
}

/**
 * poise_keyring_forget:
 * @folder: the absolute path of a journal's folder
 *
 * Has the folder's files opened by none any more. The keys are wiped as soon as no thread works
 * with them. Where the files were sealed none is written any more, as it would be readable.
 */
void
poise_keyring_forget (const char *folder)
{
  g_autoptr (PoiseKeyring) self = poise_keyring_find (folder);
  g_autoptr (GObject) nobody = g_object_new (G_TYPE_OBJECT, NULL);

  if (self != NULL)
    poise_coding_set (folder, is_sealing (self) ? &closed_coding : NULL, nobody);
}

/**
 * poise_keyring_let_write:
 * @folder: the absolute path of a journal's folder that is not locked
 *
 * Has its files written as they are, whatever poise_keyring_forget() said before: others took the
 * lock off.
 */
void
poise_keyring_let_write (const char *folder)
{
  poise_coding_unset (folder, &closed_coding);
}
