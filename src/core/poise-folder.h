/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A journal on a disk: its folder, its files, and how changes reach them.
 *
 * Everything here blocks and knows no model, so that it can be called on any
 * thread and by the command line. A PoiseFolder never changes once it is made.
 */

#pragma once

#include "poise-change.h"
#include "poise-month.h"

G_BEGIN_DECLS

#define POISE_TYPE_FOLDER (poise_folder_get_type ())

G_DECLARE_FINAL_TYPE (PoiseFolder, poise_folder, POISE, FOLDER, GObject)

/**
 * PoiseProblem:
 * @path: the file
 * @error: what is wrong with it, in words for the person
 * @is_read_only: whether its entries were read, but must not be written
 */
typedef struct
{
  char *path;
  GError *error;
  gboolean is_read_only;
} PoiseProblem;

PoiseProblem *poise_problem_new (const char *path, GError *error, gboolean is_read_only);
void poise_problem_free (PoiseProblem *self);

PoiseFolder *poise_folder_new (const char *path);
char *poise_folder_get_default_path (void);
const char *poise_folder_get_path (PoiseFolder *self);

gboolean poise_folder_check_head (PoiseFolder *self, GError **error);
int poise_folder_prepare (PoiseFolder *self, GDateTime *now, GError **error);
GPtrArray *poise_folder_list_months (PoiseFolder *self, GError **error);
GPtrArray *poise_folder_list_trash_months (PoiseFolder *self, GError **error);
GPtrArray *poise_folder_list_entry_files (PoiseFolder *self, GError **error);
GPtrArray *poise_folder_read_month (PoiseFolder *self, const char *month, GPtrArray *problems);
GPtrArray *poise_folder_read_months (PoiseFolder *self, GPtrArray *months, GPtrArray *problems);
GPtrArray *poise_folder_read_all (PoiseFolder *self, GPtrArray *problems, GError **error);
GPtrArray *poise_folder_read_trash (PoiseFolder *self, GPtrArray *problems, GError **error);

gboolean poise_folder_apply (PoiseFolder *self,
                             const char *month,
                             GPtrArray *changes,
                             GDateTime *now,
                             GError **error);

gboolean poise_folder_replace (PoiseFolder *self,
                               const char *name,
                               const char *data,
                               gsize length,
                               GDateTime *now,
                               GError **error);

char *poise_folder_get_stamp (PoiseFolder *self, const char *month);
char *poise_folder_get_month_path (PoiseFolder *self, const char *month);
char *poise_folder_get_pending_path (PoiseFolder *self, const char *month);
char *poise_folder_get_trash_path (PoiseFolder *self, const char *month);
int poise_folder_lock (PoiseFolder *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PoiseProblem, poise_problem_free)

G_END_DECLS
