/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-folder.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdlib.h>

struct _PoiseFolder
{
  GObject parent_instance;

  char *path;
  char *entries;
  char *trash;
};

G_DEFINE_FINAL_TYPE (PoiseFolder, poise_folder, G_TYPE_OBJECT)

static void
poise_folder_finalize (GObject *object)
{
  PoiseFolder *self = POISE_FOLDER (object);

  g_free (self->path);
  g_free (self->entries);
  g_free (self->trash);

  G_OBJECT_CLASS (poise_folder_parent_class)->finalize (object);
}

static void
poise_folder_class_init (PoiseFolderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = poise_folder_finalize;
}

static void
poise_folder_init (PoiseFolder *self)
{
}

/**
 * poise_folder_new:
 * @path: where the journal lies
 *
 * Names a journal's folder. Nothing is read or made yet.
 *
 * Returns: (transfer full): the folder
 */
PoiseFolder *
poise_folder_new (const char *path)
{
  PoiseFolder *self;

  g_return_val_if_fail (path != NULL, NULL);

  self = g_object_new (POISE_TYPE_FOLDER, NULL);
  self->path = g_canonicalize_filename (path, NULL);
  self->entries = g_build_filename (self->path, "entries", NULL);
  self->trash = g_build_filename (self->path, "trash", NULL);
  return self;
}

/**
 * poise_folder_get_default_path:
 *
 * Returns: (transfer full): where the journal lies if the person chose no
 *   other place, `$XDG_DATA_HOME/poise/journal` (`poise-devel` in a development build)
 */
char *
poise_folder_get_default_path (void)
{
  return g_build_filename (g_get_user_data_dir (), USER_FOLDER, "journal", NULL);
}

/**
 * poise_folder_get_writer:
 * @self: a folder
 *
 * Names this folder among all the copies that sync tools make of it: programs
 * that share the journal's lock have the same name, others have another one.
 *
 * Returns: (transfer full): the name, which tells nothing about the computer
 */
char *
poise_folder_get_writer (PoiseFolder *self)
{
  g_autofree char *machine = NULL;
  g_autofree char *path = NULL;
  g_autofree char *all = NULL;
  g_autofree char *sum = NULL;

  g_return_val_if_fail (POISE_IS_FOLDER (self), NULL);

  g_file_get_contents ("/etc/machine-id", &machine, NULL, NULL);
  path = g_canonicalize_filename (self->path, NULL);
  all = g_strdup_printf ("%s\n%s\n%s\n%s", machine != NULL ? machine : "", g_get_host_name (),
                         g_get_user_name (), path);
  sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, all, -1);
  return g_strndup (sum, 16);
}

/**
 * poise_folder_get_path:
 * @self: a folder
 *
 * Returns: (transfer none): its absolute path
 */
const char *
poise_folder_get_path (PoiseFolder *self)
{
  g_return_val_if_fail (POISE_IS_FOLDER (self), NULL);

  return self->path;
}

/**
 * poise_folder_is_same:
 * @self: (nullable): a folder
 * @other: (nullable): another one
 *
 * Returns: whether both are at the same path, or there are none
 */
gboolean
poise_folder_is_same (PoiseFolder *self, PoiseFolder *other)
{
  return self == other || (self != NULL && other != NULL && g_str_equal (self->path, other->path));
}

/* What a path means after the links of its folder are followed. */
static char *
resolve_parent (const char *path)
{
  g_autofree char *parent = g_path_get_dirname (path);
  char *real = realpath (parent, NULL);

  return real != NULL ? real : g_steal_pointer (&parent);
}

/**
 * poise_folder_check_export:
 * @self: (nullable): the journal's folder; without one every file may be written
 * @path: the file that is to be written outside of the journal
 * @error: return location
 *
 * Finds out whether a file would be taken for one of the journal's, or be one: questions that are
 * exported as `prompts (2).json` beside the journal's own are merged as a copy, and the file
 * goes. Sets %G_FILE_ERROR_PERM.
 *
 * Returns: %TRUE if the file may be written
 */
gboolean
poise_folder_check_export (PoiseFolder *self, const char *path, GError **error)
{
  g_autofree char *parent = NULL;
  const char *own[3];

  g_return_val_if_fail (self == NULL || POISE_IS_FOLDER (self), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  if (self == NULL || !g_str_has_suffix (path, POISE_MONTH_SUFFIX))
    return TRUE;
  parent = resolve_parent (path);
  own[0] = self->path;
  own[1] = self->entries;
  own[2] = self->trash;
  for (guint i = 0; i < G_N_ELEMENTS (own); i++)
    {
      g_autofree char *real = realpath (own[i], NULL);

      if (g_strcmp0 (parent, real) != 0)
        continue;
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_PERM,
                   _ ("“%s” would lie among the journal’s own files and be taken for one of them. "
                      "Choose another folder."),
                   path);
      return FALSE;
    }
  return TRUE;
}

/**
 * poise_folder_get_entries_path:
 * @self: a folder
 *
 * Returns: (transfer none): the path of the folder that holds the months
 */
const char *
poise_folder_get_entries_path (PoiseFolder *self)
{
  g_return_val_if_fail (POISE_IS_FOLDER (self), NULL);

  return self->entries;
}

/**
 * poise_folder_get_trash_folder_path:
 * @self: a folder
 *
 * Returns: (transfer none): the path of the folder that holds deleted entries
 */
const char *
poise_folder_get_trash_folder_path (PoiseFolder *self)
{
  g_return_val_if_fail (POISE_IS_FOLDER (self), NULL);

  return self->trash;
}

static char *
build_path (const char *folder, const char *month, const char *suffix)
{
  g_autofree char *name = g_strconcat (month, suffix, NULL);

  return g_build_filename (folder, name, NULL);
}

/**
 * poise_folder_get_month_path:
 * @self: a folder
 * @month: a month, `YYYY-MM`
 *
 * Returns: (transfer full): the path of the month's file
 */
char *
poise_folder_get_month_path (PoiseFolder *self, const char *month)
{
  return build_path (self->entries, month, POISE_MONTH_SUFFIX);
}

/**
 * poise_folder_get_pending_path:
 * @self: a folder
 * @month: a month, `YYYY-MM`
 *
 * What is written while a month's own file is damaged, or of a newer version,
 * waits in a file beside it, since that one must not be overwritten. It is
 * merged by the first write that finds the month's file in order again.
 *
 * Returns: (transfer full): the path of that file
 */
char *
poise_folder_get_pending_path (PoiseFolder *self, const char *month)
{
  return build_path (self->entries, month, POISE_PENDING_SUFFIX);
}

/**
 * poise_folder_get_trash_path:
 * @self: a folder
 * @month: a month, `YYYY-MM`
 *
 * Returns: (transfer full): the path of the file with the month's deleted
 *   entries
 */
char *
poise_folder_get_trash_path (PoiseFolder *self, const char *month)
{
  return build_path (self->trash, month, POISE_MONTH_SUFFIX);
}

static void
append_stamp (GString *stamp, const char *path)
{
  GStatBuf info;

  if (g_lstat (path, &info) == 0)
    g_string_append_printf (
      stamp, "%" G_GINT64_FORMAT ".%09ld/%" G_GINT64_FORMAT "/%" G_GUINT64_FORMAT ";",
      (gint64) info.st_mtim.tv_sec, (long) info.st_mtim.tv_nsec, (gint64) info.st_size,
      (guint64) info.st_ino);
  else
    g_string_append_c (stamp, ';');
}

/**
 * poise_folder_get_stamp:
 * @self: a folder
 * @month: a month, `YYYY-MM`
 *
 * Tells one state of a month's files from another without reading them.
 *
 * Returns: (transfer full): their times, sizes and inodes
 */
char *
poise_folder_get_stamp (PoiseFolder *self, const char *month)
{
  GString *stamp = g_string_new (NULL);
  g_autofree char *path = poise_folder_get_month_path (self, month);
  g_autofree char *pending = poise_folder_get_pending_path (self, month);

  append_stamp (stamp, path);
  append_stamp (stamp, pending);
  return g_string_free (stamp, FALSE);
}

/**
 * poise_folder_is_there:
 * @self: a folder
 * @error: return location
 *
 * Looks for the months' folder. A journal that was there and is not any more
 * lies on a disk that was taken out, or was moved: whoever knew it must not
 * begin another in its place. Errors are %G_FILE_ERROR_NOENT.
 *
 * Returns: %TRUE if it is there
 */
gboolean
poise_folder_is_there (PoiseFolder *self, GError **error)
{
  g_return_val_if_fail (POISE_IS_FOLDER (self), FALSE);

  if (g_file_test (self->entries, G_FILE_TEST_IS_DIR))
    return TRUE;
  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT,
               _ ("The journal’s folder “%s” is not there any more: its disk was taken out, or it "
                  "was moved or removed. Bring it back, and Poise goes on by itself"),
               self->path);
  return FALSE;
}
