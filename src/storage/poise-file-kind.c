/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-file-kind.h"

#include "poise-backup.h"
#include "poise-error.h"
#include "poise-file-aside.h"
#include "poise-file-lock.h"
#include "poise-file-replace.h"
#include "poise-file.h"
#include "poise-folder-lock.h"
#include "poise-side-file.h"
#include "poise-unseen-side.h"

static char *
get_path (const PoiseFileKind *self, PoiseFolder *folder)
{
  return g_build_filename (poise_folder_get_path (folder), self->name, NULL);
}

/**
 * poise_file_kind_read:
 * @self: a kind of file
 * @folder: a journal's folder
 * @error: return location
 *
 * Errors are those of poise_side_file_read(); that there is no such file is none.
 *
 * Returns: (transfer full) (nullable): the file's bytes; %NULL if there is none, or with @error set
 */
GBytes *
poise_file_kind_read (const PoiseFileKind *self, PoiseFolder *folder, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  GBytes *bytes = poise_side_file_read (folder, self->name, NULL, &local_error);

  if (bytes == NULL && !g_error_matches (local_error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    g_propagate_error (error, g_steal_pointer (&local_error));
  return bytes;
}

/* To what this computer wrote last, if that is known. */
static GBytes *
apply_to_kept (const PoiseFileKind *self, PoiseFolder *folder, gconstpointer change, GError **error)
{
  g_autoptr (GBytes) kept = poise_unseen_side_complete (folder, self->name, NULL);
  GBytes *bytes = kept != NULL ? self->apply (kept, change, NULL) : NULL;

  return bytes != NULL ? bytes : self->apply (NULL, change, error);
}

/* To the newest state that can be read, with what this computer wrote since; or else as if there
 * were no file. */
static GBytes *
apply_to_backup (const PoiseFileKind *self,
                 PoiseFolder *folder,
                 gconstpointer change,
                 GError **error)
{
  g_autoptr (GPtrArray) copies = poise_backup_list_file (folder, self->name);

  for (guint i = 0; i < copies->len; i++)
    {
      g_autoptr (GBytes) then = poise_file_read (g_ptr_array_index (copies, i), NULL);
      g_autoptr (GBytes) all =
        then != NULL ? poise_unseen_side_complete (folder, self->name, then) : NULL;
      GBytes *bytes = all != NULL ? self->apply (all, change, NULL) : NULL;

      if (bytes != NULL)
        return bytes;
    }
  return apply_to_kept (self, folder, change, error);
}

/* A damaged file is set aside, and the change is made to what there was before. */
static GBytes *
apply (const PoiseFileKind *self,
       PoiseFolder *folder,
       const char *path,
       GBytes *there,
       gconstpointer change,
       GDateTime *now,
       GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *kept = NULL;
  GBytes *bytes = self->apply (there, change, &local_error);

  if (bytes != NULL)
    return bytes;
  if (!g_error_matches (local_error, POISE_ERROR, POISE_ERROR_INVALID))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  kept = poise_file_set_aside (path, "damaged", now, error);
  return kept != NULL ? apply_to_backup (self, folder, change, error) : NULL;
}

/* What another key locked is a copy for whoever has that, and merged then; what no key opens any
 * more is kept. */
static gboolean
set_sealed_aside (const char *path, const GError *reason, GDateTime *now, GError **error)
{
  g_autofree char *kept = NULL;

  if (g_error_matches (reason, POISE_ERROR, POISE_ERROR_LOCKED))
    kept = poise_file_set_aside (path, "locked", now, error);
  else if (g_error_matches (reason, POISE_ERROR, POISE_ERROR_DAMAGED))
    kept = poise_file_set_aside (path, "damaged", now, error);
  else
    g_propagate_error (error, g_error_copy (reason));
  return kept != NULL;
}

/* What a change is made to: what is there, and what this computer wrote and a sync tool lost. */
static GBytes *
make_bytes (const PoiseFileKind *self,
            PoiseFolder *folder,
            GBytes *found,
            const GError *found_error,
            gconstpointer change,
            GDateTime *now,
            GError **error)
{
  g_autofree char *path = get_path (self, folder);
  g_autoptr (GBytes) there = NULL;

  if (g_error_matches (found_error, POISE_ERROR, POISE_ERROR_DAMAGED))
    return apply_to_backup (self, folder, change, error);
  if (found_error != NULL)
    return apply_to_kept (self, folder, change, error);
  there = found != NULL ? poise_unseen_side_complete (folder, self->name, found) : NULL;
  return apply (self, folder, path, there, change, now, error);
}

static GBytes *
write_locked (const PoiseFileKind *self,
              PoiseFolder *folder,
              gconstpointer change,
              GDateTime *now,
              GError **error)
{
  g_autofree char *path = get_path (self, folder);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GBytes) found = poise_file_kind_read (self, folder, &local_error);
  g_autoptr (GBytes) bytes = NULL;

  if (local_error != NULL && !set_sealed_aside (path, local_error, now, error))
    return NULL;
  bytes = make_bytes (self, folder, found, local_error, change, now, error);
  if (bytes == NULL)
    return NULL;
  if (found != NULL && g_bytes_equal (found, bytes))
    return g_steal_pointer (&bytes);
  /* What was set aside is no state to go back to. */
  if (found != NULL && g_file_test (path, G_FILE_TEST_EXISTS))
    poise_backup_keep_file (folder, self->name, found, now);
  if (!poise_file_replace (path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), error))
    return NULL;
  poise_unseen_side_note (folder, self->name, bytes);
  return g_steal_pointer (&bytes);
}

/**
 * poise_file_kind_write:
 * @self: a kind of file
 * @folder: a journal's folder
 * @change: a change
 * @now: this moment
 * @error: return location
 *
 * Brings a change to the disk, durably, under the journal's lock. Errors are
 * those of poise_folder_prepare(), poise_file_replace() and @self's own.
 *
 * Returns: (transfer full) (nullable): what the file holds now, or %NULL with @error set
 */
GBytes *
poise_file_kind_write (const PoiseFileKind *self,
                       PoiseFolder *folder,
                       gconstpointer change,
                       GDateTime *now,
                       GError **error)
{
  GBytes *bytes;
  int lock;

  g_return_val_if_fail (POISE_IS_FOLDER (folder), NULL);

  lock = poise_folder_prepare (folder, now, error);
  if (lock < 0)
    return NULL;
  bytes = write_locked (self, folder, change, now, error);
  poise_file_unlock (lock);
  return bytes;
}
