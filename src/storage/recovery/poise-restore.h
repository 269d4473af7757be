/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Going back to an earlier state of the journal, and back from there. */

#pragma once

#include "poise-folder.h"

G_BEGIN_DECLS

/**
 * PoiseRestoreEffect:
 * @n_back: how many entries would be there again
 * @n_changed: how many would have another text
 * @n_gone: how many would not be there any more
 */
typedef struct
{
  guint n_back;
  guint n_changed;
  guint n_gone;
} PoiseRestoreEffect;

/**
 * PoiseWayBack:
 * @point: the backup that leads back from where was gone
 * @left: id → poise_version_sum() of each entry that this left in the months it put back
 * @months: the names of these months
 */
typedef struct
{
  char *point;
  GHashTable *left;
  GHashTable *months;
} PoiseWayBack;

PoiseWayBack *poise_way_back_ref (PoiseWayBack *self);
void poise_way_back_unref (PoiseWayBack *self);

gboolean poise_restore_compare (PoiseFolder *folder,
                                const char *name,
                                PoiseRestoreEffect *effect,
                                GError **error);
char *poise_restore_run (PoiseFolder *folder,
                         const char *name,
                         GDateTime *now,
                         guint *n_months,
                         GError **error);
PoiseWayBack *poise_restore_go (PoiseFolder *folder,
                                const char *name,
                                const PoiseWayBack *since,
                                GDateTime *now,
                                guint *n_months,
                                GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PoiseWayBack, poise_way_back_unref)

G_END_DECLS
