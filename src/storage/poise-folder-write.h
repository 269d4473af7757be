/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How changes reach a journal's folder. */

#pragma once

#include "poise-change.h"
#include "poise-folder.h"
#include "poise-month.h"

G_BEGIN_DECLS

gboolean poise_folder_apply (PoiseFolder *self,
                             const char *month,
                             GPtrArray *changes,
                             GDateTime *now,
                             GError **error);
gboolean poise_folder_apply_known (PoiseFolder *self,
                                   const char *month,
                                   GPtrArray *changes,
                                   GDateTime *now,
                                   const char *known,
                                   char **stamp,
                                   GError **error);
gboolean poise_folder_apply_locked (PoiseFolder *self,
                                    const char *month,
                                    PoiseMonth *content,
                                    GPtrArray *changes,
                                    GHashTable *known,
                                    GDateTime *now,
                                    GError **error);

gboolean poise_folder_merge_locked (PoiseFolder *self,
                                    const char *month,
                                    PoiseMonth *copy,
                                    PoiseMonth *trash,
                                    GDateTime *now,
                                    GError **error);

gboolean poise_folder_replace (PoiseFolder *self,
                               const char *name,
                               const char *data,
                               gsize length,
                               GDateTime *now,
                               GError **error);

G_END_DECLS
