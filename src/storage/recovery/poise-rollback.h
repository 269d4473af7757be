/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Taking back what touches many months and was cut short. */

#pragma once

#include "poise-folder.h"

G_BEGIN_DECLS

gboolean
poise_rollback_put_back (PoiseFolder *folder, const char *month, const char *copy, GError **error);
char *poise_rollback_begin (PoiseFolder *folder, GList *months, GDateTime *now, GError **error);
gboolean poise_rollback_finish (PoiseFolder *folder, GError **error);
gboolean poise_rollback_recover (PoiseFolder *folder, GError **error);
gboolean poise_rollback_is_half_done (PoiseFolder *folder);

G_END_DECLS
