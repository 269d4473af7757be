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

gboolean poise_restore_compare (PoiseFolder *folder,
                                const char *name,
                                PoiseRestoreEffect *effect,
                                GError **error);
char *poise_restore_run (PoiseFolder *folder,
                         const char *name,
                         GDateTime *now,
                         guint *n_months,
                         GError **error);

G_END_DECLS
