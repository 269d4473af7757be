/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-coding.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "poise-error.h"

/* How the files below one folder are coded. */
typedef struct
{
  char *folder;
  const PoiseCoding *coding;
  GObject *owner;
} Rule;

/* One a folder; there are as many as there are open journals that are locked. */
static GPtrArray *rules;
G_LOCK_DEFINE_STATIC (rules);

static void
rule_free (Rule *rule)
{
  g_free (rule->folder);
  g_object_unref (rule->owner);
  g_free (rule);
}

static gboolean
lies_below (const char *path, const char *folder)
{
  gsize length = strlen (folder);

  return strncmp (path, folder, length) == 0 &&
         (path[length] == G_DIR_SEPARATOR || path[length] == '\0');
}

/* Holds the lock. */
static guint
find (const char *path, gboolean below)
{
  for (guint i = 0; rules != NULL && i < rules->len; i++)
    {
      const Rule *rule = g_ptr_array_index (rules, i);

      if (below ? lies_below (path, rule->folder) : g_str_equal (path, rule->folder))
        return i;
    }
  return G_MAXUINT;
}

/**
 * poise_coding_set:
 * @folder: a folder's absolute path
 * @coding: (nullable): how the files below it are coded, static; %NULL for as they are
 * @owner: (nullable) (type GObject): what @coding is given; it is kept
 *
 * Says how files below a folder are coded from now on. What another thread reads or writes at
 * this moment still goes by what was said before.
 */
void
poise_coding_set (const char *folder, const PoiseCoding *coding, gpointer owner)
{
  Rule *old = NULL;
  guint position;

  g_return_if_fail (folder != NULL);
  g_return_if_fail (coding == NULL || G_IS_OBJECT (owner));

  G_LOCK (rules);
  if (rules == NULL)
    rules = g_ptr_array_new ();
  position = find (folder, FALSE);
  if (position != G_MAXUINT)
    old = g_ptr_array_remove_index_fast (rules, position);
  if (coding != NULL)
    {
      Rule *rule = g_new0 (Rule, 1);

      rule->folder = g_strdup (folder);
      rule->coding = coding;
      rule->owner = g_object_ref (owner);
      g_ptr_array_add (rules, rule);
    }
  G_UNLOCK (rules);
  /* Not under the lock: an owner may do more than go. */
  g_clear_pointer (&old, rule_free);
}

/**
 * poise_coding_unset:
 * @folder: a folder's absolute path
 * @coding: what poise_coding_set() was given
 *
 * Has files below a folder lie as they are from now on, if @coding is what was said last.
 */
void
poise_coding_unset (const char *folder, const PoiseCoding *coding)
{
  Rule *old = NULL;
  guint position;

  G_LOCK (rules);
  position = find (folder, FALSE);
  if (position != G_MAXUINT && ((Rule *) g_ptr_array_index (rules, position))->coding == coding)
    old = g_ptr_array_remove_index_fast (rules, position);
  G_UNLOCK (rules);
  g_clear_pointer (&old, rule_free);
}

/* Says also which part of the path names the file in its folder. */
static GObject *
look_up (const char *path, gboolean below, const PoiseCoding **coding, const char **place)
{
  GObject *owner = NULL;
  guint position;

  G_LOCK (rules);
  position = find (path, below);
  if (position != G_MAXUINT)
    {
      const Rule *rule = g_ptr_array_index (rules, position);

      owner = g_object_ref (rule->owner);
      *coding = rule->coding;
      *place = path + strlen (rule->folder);
      if (**place == G_DIR_SEPARATOR)
        ++*place;
    }
  G_UNLOCK (rules);
  return owner;
}

/**
 * poise_coding_get_owner:
 * @folder: a folder's absolute path
 *
 * Returns: (transfer full) (nullable) (type GObject): what poise_coding_set() was given; %NULL
 *   where files are as they are
 */
gpointer
poise_coding_get_owner (const char *folder)
{
  const PoiseCoding *coding;
  const char *place;

  return look_up (folder, FALSE, &coding, &place);
}

/**
 * poise_coding_covers:
 * @path: a file's path
 *
 * Returns: %TRUE if poise_coding_set() said how it is coded
 */
gboolean
poise_coding_covers (const char *path)
{
  const PoiseCoding *coding;
  const char *place;
  g_autoptr (GObject) owner = look_up (path, TRUE, &coding, &place);

  return owner != NULL;
}

/**
 * poise_coding_fail_locked:
 * @path: the path of a file for which there is no key
 * @error: return location
 *
 * Returns: %FALSE, with %POISE_ERROR_LOCKED in @error
 */
gboolean
poise_coding_fail_locked (const char *path, GError **error)
{
  g_set_error (error, POISE_ERROR, POISE_ERROR_LOCKED,
               /* Translators: a file's name. */
               _ ("“%s” is locked: it opens with the journal’s passphrase only"), path);
  return FALSE;
}

/**
 * poise_coding_is_sealed:
 * @bytes: what lies on the disk, or its beginning
 *
 * Returns: %TRUE if it is sealed
 */
gboolean
poise_coding_is_sealed (GBytes *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  return length >= POISE_CODING_MAGIC_BYTES &&
         memcmp (data, POISE_CODING_MAGIC, POISE_CODING_MAGIC_BYTES) == 0;
}

/**
 * poise_coding_is_settled:
 * @path: a file's path
 * @head: what it begins with on the disk, at least %POISE_CODING_HEAD_BYTES if it is so long
 *
 * Returns: %TRUE if it lies there as a write would leave it: sealed, or not
 */
gboolean
poise_coding_is_settled (const char *path, GBytes *head)
{
  const PoiseCoding *coding;
  const char *place;
  g_autoptr (GObject) owner = look_up (path, TRUE, &coding, &place);

  return owner == NULL || g_bytes_get_size (head) == 0 ||
         coding->is_settled (owner, path, place, head);
}

/**
 * poise_coding_open:
 * @path: a file's path
 * @bytes: (transfer full): what lies there
 * @error: return location
 *
 * Opens what was read from a file, if it is sealed. Errors are %POISE_ERROR_LOCKED where there is
 * no key for it, and the coding's own.
 *
 * Returns: (transfer full) (nullable): what is in the file, or %NULL with @error set
 */
GBytes *
poise_coding_open (const char *path, GBytes *bytes, GError **error)
{
  g_autoptr (GBytes) found = bytes;
  const PoiseCoding *coding;
  const char *place;
  g_autoptr (GObject) owner = look_up (path, TRUE, &coding, &place);

  if (owner != NULL)
    return coding->open (owner, path, place, found, error);
  if (!poise_coding_is_sealed (found))
    return g_steal_pointer (&found);
  poise_coding_fail_locked (path, error);
  return NULL;
}

/**
 * poise_coding_seal:
 * @path: a file's path
 * @data: what shall be in it
 * @length: how many bytes that is
 * @error: return location
 *
 * Seals what is about to be written to a file, if it lies where files are sealed. Errors are
 * the coding's own.
 *
 * Returns: (transfer full) (nullable): what shall lie on the disk, which may be @data itself and
 *   lives no longer, or %NULL with @error set
 */
GBytes *
poise_coding_seal (const char *path, const char *data, gsize length, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, length);
  g_autoptr (GObject) owner = NULL;
  const PoiseCoding *coding;
  const char *place;

  owner = length > 0 ? look_up (path, TRUE, &coding, &place) : NULL;
  return owner != NULL ? coding->seal (owner, path, place, bytes, error) : g_steal_pointer (&bytes);
}
