/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The copies that sync tools leave where two machines changed one month. */

#pragma once

#include "poise-folder.h"

G_BEGIN_DECLS

gboolean poise_sync_is_copy (const char *name);
GPtrArray *poise_sync_list (PoiseFolder *folder, GError **error);
guint poise_sync_merge (PoiseFolder *folder, GDateTime *now, GPtrArray *problems, GError **error);

G_END_DECLS
