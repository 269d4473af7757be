/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-side-repair.h"

#include <glib/gi18n-lib.h>

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
get_path (PoiseFolder *folder, const PoiseFileKind *kind)
{
  return g_build_filename (poise_folder_get_path (folder), kind->name, NULL);
}

static gboolean
can_decode (const PoiseFileKind *kind, GBytes *bytes, const char *path, GError **error)
{
  gpointer decoded = kind->decode (bytes, path, error);

  if (decoded != NULL)
    kind->free_decoded (decoded);
  return decoded != NULL;
}

/* What a newer Poise wrote, and what another key locked, is not damaged. */
static gboolean
is_damage (const GError *error)
{
  return g_error_matches (error, POISE_ERROR, POISE_ERROR_INVALID) ||
         g_error_matches (error, POISE_ERROR, POISE_ERROR_DAMAGED);
}

/**
 * poise_side_repair_is_needed:
 * @folder: a journal's folder
 * @kind: a kind of file
 *
 * Returns: %TRUE if the file is there and damaged
 */
gboolean
poise_side_repair_is_needed (PoiseFolder *folder, const PoiseFileKind *kind)
{
  g_autofree char *path = get_path (folder, kind);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (POISE_IS_FOLDER (folder), FALSE);
  g_return_val_if_fail (kind != NULL, FALSE);

  bytes = poise_side_file_read (folder, kind->name, NULL, &error);
  return (bytes == NULL || !can_decode (kind, bytes, path, &error)) && is_damage (error);
}

/* The newest state of the file that can be read, with what this computer wrote since, and its day,
 * if it has one. */
static GBytes *
find_backup (PoiseFolder *folder, const PoiseFileKind *kind, char **day)
{
  g_autoptr (GPtrArray) copies = poise_backup_list_file (folder, kind->name);
  g_autoptr (GBytes) kept = NULL;

  for (guint i = 0; i < copies->len; i++)
    {
      const char *copy = g_ptr_array_index (copies, i);
      g_autoptr (GBytes) bytes = poise_file_read (copy, NULL);

      if (bytes != NULL && can_decode (kind, bytes, copy, NULL))
        {
          g_autofree char *at = g_path_get_dirname (copy);
          g_autofree char *point = g_path_get_basename (at);

          *day = poise_backup_get_day (point);
          return poise_unseen_side_complete (folder, kind->name, bytes);
        }
    }
  kept = poise_unseen_side_complete (folder, kind->name, NULL);
  return kept != NULL && can_decode (kind, kept, kind->name, NULL) ? g_steal_pointer (&kept) : NULL;
}

static PoiseRepairReport *
repair_locked (PoiseFolder *folder, const PoiseFileKind *kind, GDateTime *now, GError **error)
{
  g_autofree char *path = get_path (folder, kind);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *day = NULL;
  PoiseRepairReport *report;

  if (!poise_side_repair_is_needed (folder, kind))
    {
      g_set_error (error, POISE_ERROR, POISE_ERROR_NOT_FOUND, _ ("“%s” is not damaged"), path);
      return NULL;
    }
  bytes = find_backup (folder, kind, &day);
  if (bytes == NULL)
    {
      g_set_error (error, POISE_ERROR, POISE_ERROR_NOT_FOUND,
                   _ ("“%s” is damaged, and no backup of it can be read"), path);
      return NULL;
    }
  kept = poise_file_keep_as_is (path, "damaged", now, error);
  if (kept == NULL ||
      !poise_file_replace (path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), error))
    return NULL;
  poise_unseen_side_note (folder, kind->name, bytes);
  report = poise_repair_report_new (path, kept);
  report->is_side = TRUE;
  report->backup_day = g_steal_pointer (&day);
  return report;
}

/**
 * poise_side_repair_run:
 * @folder: a journal's folder
 * @kind: a kind of file
 * @now: this moment
 * @error: return location
 *
 * Brings back what the newest backup that can be read has of a damaged file, and what this
 * computer wrote into it since, as far as that is kept apart; and keeps the damaged one beside it.
 * Errors are %POISE_ERROR_NOT_FOUND where the file is not damaged or there is neither, and those of
 * poise_folder_prepare() and poise_file_replace().
 *
 * Returns: (transfer full) (nullable): what it came to, or %NULL with @error set
 */
PoiseRepairReport *
poise_side_repair_run (PoiseFolder *folder,
                       const PoiseFileKind *kind,
                       GDateTime *now,
                       GError **error)
{
  PoiseRepairReport *report;
  int lock;

  g_return_val_if_fail (POISE_IS_FOLDER (folder), NULL);
  g_return_val_if_fail (kind != NULL, NULL);

  lock = poise_folder_prepare (folder, now, error);
  if (lock < 0)
    return NULL;
  report = repair_locked (folder, kind, now, error);
  poise_file_unlock (lock);
  return report;
}
