/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a journal's folder holds: months, entries, deleted entries. */

#pragma once

#include "poise-folder.h"
#include "poise-problem.h"

G_BEGIN_DECLS

GPtrArray *poise_folder_list_months (PoiseFolder *self, GError **error);
GPtrArray *poise_folder_list_trash_months (PoiseFolder *self, GError **error);

GPtrArray *poise_folder_read_month (PoiseFolder *self, const char *month, GPtrArray *problems);
GHashTable *poise_folder_new_months (void);
GPtrArray *poise_folder_read_months (PoiseFolder *self,
                                     GPtrArray *months,
                                     GHashTable *known,
                                     GPtrArray *problems);
GPtrArray *poise_folder_read_all (PoiseFolder *self, GPtrArray *problems, GError **error);
GPtrArray *poise_folder_read_trash (PoiseFolder *self, GPtrArray *problems, GError **error);

G_END_DECLS
