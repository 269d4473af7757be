/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Taking back what touches many months and was cut short on this computer. */

#pragma once

#include "poise-entry.h"
#include "poise-folder.h"

G_BEGIN_DECLS

typedef struct _PoiseRollback PoiseRollback;

PoiseRollback *poise_rollback_new (void);
void poise_rollback_free (PoiseRollback *self);
void poise_rollback_add_month (PoiseRollback *self, const char *month);
void poise_rollback_add (PoiseRollback *self, const char *month, const char *id, PoiseEntry *entry);

char *poise_rollback_begin (PoiseRollback *self,
                            PoiseFolder *folder,
                            const char *suffix,
                            GDateTime *now,
                            GError **error);
gboolean poise_rollback_finish (PoiseFolder *folder, GError **error);
gboolean poise_rollback_recover (PoiseFolder *folder, GDateTime *now, GError **error);
gboolean poise_rollback_is_half_done (PoiseFolder *folder);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PoiseRollback, poise_rollback_free)

G_END_DECLS
