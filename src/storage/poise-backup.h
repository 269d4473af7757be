/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Earlier states of the journal, in `backups/` of its folder.
 *
 * Before a month's file is changed for the first time on a day, it is copied to
 * `backups/2026-11-24/`: the folder of a day holds what that day changed, as it
 * was when the day began. The state of a day's beginning is thus, for every
 * month, the copy of that day or the next later one, or the month's file itself
 * where nothing changed since. The points of the last seven days on which the
 * journal changed are kept, and the first of each of twelve months.
 *
 * So it is with the files that are no months, as `intentions.json`; a repair takes them from
 * there, and going back leaves them as they are.
 */

#pragma once

#include "poise-folder.h"

G_BEGIN_DECLS

/**
 * PoiseBackup:
 * @name: the point in time, `2026-11-24`, or `2026-11-24T10-15-00` for one that
 *   a restoring made of what it replaced, with `-import` behind it for one that an import made
 * @n_months: how many months changed between it and the next point
 */
typedef struct
{
  char *name;
  guint n_months;
} PoiseBackup;

void poise_backup_free (PoiseBackup *self);

gboolean poise_backup_keep (PoiseFolder *folder, const char *month, GDateTime *now, GError **error);
void poise_backup_fold_in (PoiseFolder *folder, const char *point, GDateTime *now);
GPtrArray *poise_backup_list (PoiseFolder *folder, GError **error);

void poise_backup_keep_file (PoiseFolder *folder, const char *name, GBytes *bytes, GDateTime *now);
gboolean poise_backup_keeps_file (const char *name);
gboolean poise_backup_resembles_file (const char *name);
GPtrArray *poise_backup_list_file (PoiseFolder *folder, const char *name);
gboolean poise_backup_forget_files (PoiseFolder *folder, GError **error);

/* Says that a month had no file then. */
#define POISE_BACKUP_ABSENT_SUFFIX ".absent"

/* Ends the name of a point that is the journal as it was before an import. */
#define POISE_BACKUP_IMPORT_SUFFIX "-import"

char *poise_backup_get_day (const char *point);
gboolean poise_backup_is_of_import (const char *point);
char *poise_backup_get_undo_time (const char *point);

char *poise_backup_get_root (PoiseFolder *folder);
gboolean poise_backup_is_point (const char *root, const char *name);
GPtrArray *poise_backup_list_points (const char *root, GError **error);
GPtrArray *poise_backup_list_copies (const char *root, const char *point);
gboolean poise_backup_copy_month (PoiseFolder *folder,
                                  const char *root,
                                  const char *point,
                                  const char *month,
                                  GError **error);
gboolean
poise_backup_forget (PoiseFolder *folder, const char *month, GPtrArray *ids, GError **error);
void poise_backup_remove_point (const char *root, const char *point);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PoiseBackup, poise_backup_free)

G_END_DECLS
