/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A journal on a disk: where its files lie. poise-folder-lock.h says how it is made and
 * locked, poise-folder-read.h and poise-folder-write.h what is done with its files.
 *
 * Everything here blocks and knows no model, so that it can be called on any
 * thread and by the command line. A PoiseFolder never changes once it is made.
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* How the names of a month's file and of the one that waits beside it end. */
#define POISE_MONTH_SUFFIX ".json"
#define POISE_PENDING_SUFFIX ".pending.json"

/* The stamp of a month that has no file. */
#define POISE_FOLDER_NO_STAMP ";;"

#define POISE_TYPE_FOLDER (poise_folder_get_type ())

G_DECLARE_FINAL_TYPE (PoiseFolder, poise_folder, POISE, FOLDER, GObject)

PoiseFolder *poise_folder_new (const char *path);
char *poise_folder_get_default_path (void);
const char *poise_folder_get_path (PoiseFolder *self);
gboolean poise_folder_is_same (PoiseFolder *self, PoiseFolder *other);
char *poise_folder_get_writer (PoiseFolder *self);

gboolean poise_folder_check_export (PoiseFolder *self, const char *path, GError **error);
gboolean poise_folder_is_there (PoiseFolder *self, GError **error);

char *poise_folder_get_stamp (PoiseFolder *self, const char *month);
const char *poise_folder_get_entries_path (PoiseFolder *self);
const char *poise_folder_get_trash_folder_path (PoiseFolder *self);
char *poise_folder_get_month_path (PoiseFolder *self, const char *month);
char *poise_folder_get_pending_path (PoiseFolder *self, const char *month);
char *poise_folder_get_trash_path (PoiseFolder *self, const char *month);

G_END_DECLS
