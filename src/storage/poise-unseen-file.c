/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-unseen-file.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "poise-backup.h"
#include "poise-coding.h"
#include "poise-file-replace.h"
#include "poise-file.h"
#include "poise-folder-read.h"
#include "poise-month-file.h"
#include "poise-seal.h"
#include "poise-side-merge.h"

#define PREFIX "unseen-"
/* Of the files that are no months. */
#define SIDE_FOLDER "files"
/* So long after this computer wrote in a month last, nobody's file will take its words' place. */
#define KEPT_SECONDS (60 * 24 * 3600)
/* Times that no file of a journal has: nobody knows what it was, and there was none. */
#define DOUBT "0.000000000/"
#define ABSENT "0.000000001/"

static char *
get_states_path (void)
{
  return g_build_filename (g_get_user_state_dir (), USER_FOLDER, NULL);
}

/* What a folder is, wherever it is moved to on its disk: another one that is put in its place, and
 * each copy of it, was made at another time. A file system that does not tell when has its paths.
 */
static char *
name_folder (PoiseFolder *folder)
{
  g_autoptr (GFile) file = g_file_new_for_path (poise_folder_get_path (folder));
  g_autoptr (GFileInfo) info = g_file_query_info (
    file, "unix::inode,time::created,time::created-nsec", G_FILE_QUERY_INFO_NONE, NULL, NULL);
  g_autofree char *all = NULL;
  g_autofree char *sum = NULL;

  if (info == NULL)
    return NULL;
  all = g_strdup_printf (
    "%" G_GUINT64_FORMAT "/%" G_GUINT64_FORMAT ".%09u/%s",
    g_file_info_get_attribute_uint64 (info, "unix::inode"),
    g_file_info_get_attribute_uint64 (info, "time::created"),
    g_file_info_get_attribute_uint32 (info, "time::created-nsec"),
    g_file_info_has_attribute (info, "time::created") ? "" : poise_folder_get_path (folder));
  sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, all, -1);
  return g_strdup_printf (PREFIX "%.16s", sum);
}

/**
 * poise_unseen_file_find_folder:
 * @folder: a journal's folder
 *
 * Returns: (transfer full) (nullable): where its unseen words lie, by month as in a journal;
 *   %NULL if the journal's folder is not there
 */
PoiseFolder *
poise_unseen_file_find_folder (PoiseFolder *folder)
{
  g_autofree char *states = get_states_path ();
  g_autofree char *name = name_folder (folder);
  g_autofree char *path = NULL;

  if (name == NULL)
    return NULL;
  path = g_build_filename (states, name, NULL);
  return poise_folder_new (path);
}

/**
 * poise_unseen_file_list_folders:
 *
 * Returns: (transfer full) (element-type PoiseFolder): where unseen words lie, of whatever journal
 */
GPtrArray *
poise_unseen_file_list_folders (void)
{
  GPtrArray *folders = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *states = get_states_path ();
  g_autoptr (GPtrArray) names = poise_file_list (states, "", NULL);

  for (guint i = 0; names != NULL && i < names->len; i++)
    if (g_str_has_prefix (g_ptr_array_index (names, i), PREFIX))
      {
        g_autofree char *path = g_build_filename (states, g_ptr_array_index (names, i), NULL);

        g_ptr_array_add (folders, poise_folder_new (path));
      }
  return folders;
}

/**
 * poise_unseen_file_get_side_path:
 * @own: where unseen words lie
 * @name: a file that is no month, as `learned.json`
 *
 * Returns: (transfer full): the path of what is kept of it
 */
char *
poise_unseen_file_get_side_path (PoiseFolder *own, const char *name)
{
  return g_build_filename (poise_folder_get_path (own), SIDE_FOLDER, name, NULL);
}

static GPtrArray *
list_names (const char *at)
{
  g_autoptr (GPtrArray) names = poise_file_list (at, ".json", NULL);

  for (guint i = names != NULL ? names->len : 0; i > 0; i--)
    if (!poise_backup_keeps_file (g_ptr_array_index (names, i - 1)))
      g_ptr_array_remove_index (names, i - 1);
  return names != NULL ? g_steal_pointer (&names) : g_ptr_array_new_with_free_func (g_free);
}

/**
 * poise_unseen_file_list_side:
 * @own: where unseen words lie
 *
 * Returns: (transfer full) (element-type utf8): the names of the files that are no months and of
 *   which something is kept
 */
GPtrArray *
poise_unseen_file_list_side (PoiseFolder *own)
{
  g_autofree char *at = poise_unseen_file_get_side_path (own, NULL);

  return list_names (at);
}

/* By what it is sealed, if the journal is locked. */
static char *
build_coding_path (const char *path, PoiseFolder *folder)
{
  g_autofree char *at = g_path_get_dirname (path);
  g_autofree char *role = g_path_get_basename (at);
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *name = g_strconcat (role, "-", base, NULL);

  return g_build_filename (poise_folder_get_path (folder), POISE_SEAL_STATE, name, NULL);
}

/**
 * poise_unseen_file_read_bytes:
 * @path: a file's path
 * @folder: its journal's folder
 *
 * Returns: (transfer full) (nullable): what it holds; %NULL if it cannot be read
 */
GBytes *
poise_unseen_file_read_bytes (const char *path, PoiseFolder *folder)
{
  g_autofree char *as = build_coding_path (path, folder);

  return poise_file_read_as (path, as, NULL);
}

/**
 * poise_unseen_file_write_bytes:
 * @bytes: what it shall hold
 * @path: its path
 * @folder: its journal's folder
 *
 * Writes a file without waiting for the disk. A failure costs a safeguard and no save.
 */
void
poise_unseen_file_write_bytes (GBytes *bytes, const char *path, PoiseFolder *folder)
{
  g_autofree char *as = build_coding_path (path, folder);
  g_autofree char *at = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  if (!poise_unseen_file_is_there (path))
    poise_unseen_file_prune (g_get_real_time () / G_USEC_PER_SEC);
  if (!poise_file_make_folder (at, TRUE, &error) ||
      !poise_file_replace_soon (path, as, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                                &error))
    g_debug ("Not kept apart: %s", error->message);
}

/**
 * poise_unseen_file_read:
 * @path: a file's path
 * @folder: its journal's folder
 * @month: its month, `YYYY-MM`
 *
 * Returns: (transfer full): what it holds; nothing if it cannot be read
 */
PoiseMonth *
poise_unseen_file_read (const char *path, PoiseFolder *folder, const char *month)
{
  g_autoptr (GBytes) bytes = poise_unseen_file_read_bytes (path, folder);
  PoiseMonth *content = bytes != NULL
                          ? poise_month_parse (g_bytes_get_data (bytes, NULL),
                                               g_bytes_get_size (bytes), month, path, NULL)
                          : NULL;

  return content != NULL ? content : poise_month_new (month);
}

/**
 * poise_unseen_file_write:
 * @month: what it shall hold
 * @path: its path
 * @folder: its journal's folder
 *
 * As poise_unseen_file_write_bytes(), of a month.
 */
void
poise_unseen_file_write (PoiseMonth *month, const char *path, PoiseFolder *folder)
{
  g_autoptr (GBytes) bytes = NULL;

  poise_month_sort (month);
  bytes = g_string_free_to_bytes (poise_month_serialize (month));
  poise_unseen_file_write_bytes (bytes, path, folder);
}

/**
 * poise_unseen_file_remove:
 * @path: a file's path
 */
void
poise_unseen_file_remove (const char *path)
{
  g_autofree char *at = g_path_get_dirname (path);
  g_autofree char *root = g_path_get_dirname (at);

  g_unlink (path);
  g_rmdir (at);
  g_rmdir (root);
}

static void
prune_in (const char *at, gint64 before)
{
  g_autoptr (GPtrArray) names = poise_file_list (at, "", NULL);

  for (guint i = 0; names != NULL && i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (at, g_ptr_array_index (names, i), NULL);
      GStatBuf info;

      /* The time of modification is a step. */
      if (g_lstat (path, &info) == 0 && (gint64) info.st_ctime < before)
        poise_unseen_file_remove (path);
    }
}

/**
 * poise_unseen_file_prune:
 * @now: this moment, in seconds of the epoch
 *
 * Removes what was kept for long, also of journals that are not there any more.
 */
void
poise_unseen_file_prune (gint64 now)
{
  g_autoptr (GPtrArray) folders = poise_unseen_file_list_folders ();
  gint64 before = now - KEPT_SECONDS;

  for (guint i = 0; i < folders->len; i++)
    {
      g_autofree char *side =
        poise_unseen_file_get_side_path (g_ptr_array_index (folders, i), NULL);

      prune_in (side, before);
      prune_in (poise_folder_get_entries_path (g_ptr_array_index (folders, i)), before);
      prune_in (poise_folder_get_trash_folder_path (g_ptr_array_index (folders, i)), before);
    }
}

/* ---- steps ---- */

/*
 * A file bears the time of modification that the journal's file had when this computer wrote or
 * read it last: so it is told without reading either whether anybody else wrote it since.
 */

static const char *
get_step (const char *stamp)
{
  return *stamp != '\0' ? stamp : ABSENT;
}

static gboolean
has_time (const char *path, const char *step)
{
  g_autofree char *own = poise_file_get_stamp (path);
  gsize length = strcspn (step, "/");

  return strcspn (own, "/") == length && strncmp (own, step, length) == 0;
}

/**
 * poise_unseen_file_is_there:
 * @path: a file's path
 *
 * Returns: %TRUE if it is there
 */
gboolean
poise_unseen_file_is_there (const char *path)
{
  return g_file_test (path, G_FILE_TEST_IS_REGULAR);
}

/**
 * poise_unseen_file_is_in_step:
 * @path: a file's path
 * @stamp: the stamp of the journal's file, as poise_file_get_stamp() tells it
 *
 * Returns: %TRUE if that one is as this computer knows it
 */
gboolean
poise_unseen_file_is_in_step (const char *path, const char *stamp)
{
  return has_time (path, get_step (stamp));
}

/**
 * poise_unseen_file_is_in_doubt:
 * @path: a file's path
 *
 * Returns: %TRUE if the journal's file was written here since another's was found in its place
 */
gboolean
poise_unseen_file_is_in_doubt (const char *path)
{
  return has_time (path, DOUBT);
}

/**
 * poise_unseen_file_set_step:
 * @path: a file's path
 * @stamp: (nullable): the stamp of the journal's file; %NULL for doubt
 */
void
poise_unseen_file_set_step (const char *path, const char *stamp)
{
  const char *step = stamp != NULL ? get_step (stamp) : DOUBT;
  struct timespec times[2] = { { .tv_nsec = UTIME_OMIT } };
  char *end;

  times[1].tv_sec = (time_t) g_ascii_strtoll (step, &end, 10);
  times[1].tv_nsec = *end == '.' ? (long) g_ascii_strtoll (end + 1, NULL, 10) : 0;
  if (utimensat (AT_FDCWD, path, times, AT_SYMLINK_NOFOLLOW) != 0)
    g_debug ("No step for %s", path);
}

/* ---- locked journals ---- */

static void
add_unsettled (GPtrArray *paths, PoiseFolder *folder, char *path)
{
  g_autofree char *as = build_coding_path (path, folder);
  g_autoptr (GBytes) head = poise_file_read_head (path, POISE_CODING_HEAD_BYTES);

  if (head != NULL && !poise_coding_is_settled (as, head))
    g_ptr_array_add (paths, path);
  else
    g_free (path);
}

static GPtrArray *
list_unsettled (PoiseFolder *folder)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (PoiseFolder) own = poise_unseen_file_find_folder (folder);
  g_autoptr (GPtrArray) months = own != NULL ? poise_folder_list_months (own, NULL) : NULL;
  g_autoptr (GPtrArray) names = own != NULL ? poise_unseen_file_list_side (own) : NULL;

  for (guint i = 0; months != NULL && i < months->len; i++)
    {
      const char *month = g_ptr_array_index (months, i);

      add_unsettled (paths, folder, poise_folder_get_month_path (own, month));
      add_unsettled (paths, folder, poise_folder_get_trash_path (own, month));
    }
  for (guint i = 0; names != NULL && i < names->len; i++)
    add_unsettled (paths, folder,
                   poise_unseen_file_get_side_path (own, g_ptr_array_index (names, i)));
  return paths;
}

/* Where unseen words lie that are not of this folder. */
static GPtrArray *
list_other_folders (PoiseFolder *folder)
{
  g_autoptr (PoiseFolder) own = poise_unseen_file_find_folder (folder);
  GPtrArray *folders = poise_unseen_file_list_folders ();

  for (guint i = folders->len; i > 0; i--)
    if (own == NULL || g_str_equal (poise_folder_get_path (own),
                                    poise_folder_get_path (g_ptr_array_index (folders, i - 1))))
      g_ptr_array_remove_index (folders, i - 1);
  return folders;
}

static gboolean
has_any (PoiseMonth *kept, GPtrArray *entries)
{
  for (guint i = 0; i < entries->len; i++)
    if (poise_month_find (kept, poise_entry_get_id (g_ptr_array_index (entries, i)), NULL) != NULL)
      return TRUE;

  return FALSE;
}

/* Whether what is readable there is of this journal. */
static gboolean
is_of (PoiseFolder *folder, const char *path, const char *month)
{
  g_autofree char *trash_path = poise_folder_get_trash_path (folder, month);
  g_autoptr (PoiseMonth) trash = poise_month_file_read (trash_path, month, NULL);
  g_autoptr (GPtrArray) entries = poise_folder_read_month (folder, month, NULL);
  g_autoptr (GBytes) bytes = poise_file_read (path, NULL);
  g_autoptr (PoiseMonth) kept = bytes != NULL
                                  ? poise_month_parse (g_bytes_get_data (bytes, NULL),
                                                       g_bytes_get_size (bytes), month, path, NULL)
                                  : NULL;

  return kept != NULL &&
         (has_any (kept, entries) || (trash != NULL && has_any (kept, trash->entries)));
}

/* What is kept there and the journal's files hold: of it, or nothing that it lacks. */
static GPtrArray *
list_side_in (PoiseFolder *folder, PoiseFolder *other)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) names = poise_unseen_file_list_side (other);

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autofree char *path = poise_unseen_file_get_side_path (other, name);
      g_autofree char *own = g_build_filename (poise_folder_get_path (folder), name, NULL);
      g_autoptr (GBytes) kept = poise_unseen_file_read_bytes (path, folder);
      g_autoptr (GBytes) found = poise_file_read (own, NULL);

      if (kept != NULL && found != NULL && poise_side_merge_holds (name, found, kept))
        g_ptr_array_add (paths, g_steal_pointer (&path));
    }
  return paths;
}

/**
 * poise_unseen_file_list_former_side:
 * @folder: a journal's folder
 *
 * Returns: (transfer full) (element-type filename): what was kept of its files that are no months
 *   where it lay before; these files hold it
 */
GPtrArray *
poise_unseen_file_list_former_side (PoiseFolder *folder)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) folders = list_other_folders (folder);

  for (guint i = 0; i < folders->len; i++)
    g_ptr_array_extend_and_steal (paths, list_side_in (folder, g_ptr_array_index (folders, i)));
  return paths;
}

static void
list_former_in (GPtrArray *paths, PoiseFolder *folder, PoiseFolder *other)
{
  g_autoptr (GPtrArray) months = poise_folder_list_months (other, NULL);
  g_autoptr (GPtrArray) deleted = poise_folder_list_trash_months (other, NULL);
  g_autoptr (GPtrArray) side = list_side_in (folder, other);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; months != NULL && i < months->len; i++)
    {
      const char *month = g_ptr_array_index (months, i);
      g_autofree char *path = poise_folder_get_month_path (other, month);

      if (is_of (folder, path, month))
        add_unsettled (found, folder, g_steal_pointer (&path));
    }
  for (guint i = 0; deleted != NULL && i < deleted->len; i++)
    {
      const char *month = g_ptr_array_index (deleted, i);
      g_autofree char *path = poise_folder_get_trash_path (other, month);

      if (is_of (folder, path, month))
        add_unsettled (found, folder, g_steal_pointer (&path));
    }
  for (guint i = 0; i < side->len; i++)
    add_unsettled (found, folder, g_strdup (g_ptr_array_index (side, i)));
  g_ptr_array_extend_and_steal (paths, g_steal_pointer (&found));
}

/* What is readable of a locked journal that lay in another folder before: it was moved by copying,
 * or restored, and nothing looks for those words any more. */
static GPtrArray *
list_former (PoiseFolder *folder)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) folders = list_other_folders (folder);

  for (guint i = 0; i < folders->len; i++)
    list_former_in (paths, folder, g_ptr_array_index (folders, i));
  return paths;
}

/**
 * poise_unseen_file_is_settled:
 * @folder: a journal's folder
 *
 * Returns: %TRUE if all that is kept of it lies there as a write would leave it: sealed, if the
 *   journal is locked
 */
gboolean
poise_unseen_file_is_settled (PoiseFolder *folder)
{
  g_autoptr (GPtrArray) paths = list_unsettled (folder);
  g_autoptr (GPtrArray) former = list_former (folder);

  return paths->len == 0 && former->len == 0;
}

/**
 * poise_unseen_file_settle:
 * @folder: a journal's folder, whose lock the caller holds
 *
 * Seals what is kept of a journal that was locked, and opens it where that is not any more. What
 * cannot be rewritten goes, and so does what is readable of it from another folder in which it lay.
 */
void
poise_unseen_file_settle (PoiseFolder *folder)
{
  g_autoptr (GPtrArray) paths = list_unsettled (folder);
  g_autoptr (GPtrArray) former = list_former (folder);

  for (guint i = 0; i < former->len; i++)
    poise_unseen_file_remove (g_ptr_array_index (former, i));
  for (guint i = 0; i < paths->len; i++)
    {
      const char *path = g_ptr_array_index (paths, i);
      g_autofree char *as = build_coding_path (path, folder);
      g_autofree char *step = poise_file_get_stamp (path);
      g_autoptr (GBytes) bytes = poise_file_read_as (path, as, NULL);

      if (bytes != NULL && poise_file_replace_soon (path, as, g_bytes_get_data (bytes, NULL),
                                                    g_bytes_get_size (bytes), NULL))
        poise_unseen_file_set_step (path, step);
      else
        poise_unseen_file_remove (path);
    }
}
