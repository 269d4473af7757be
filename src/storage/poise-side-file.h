/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The journal's files that are no months, as git may leave them: with both sides of a conflict in
 * them. */

#pragma once

#include "poise-folder.h"

G_BEGIN_DECLS

extern const char *const poise_side_file_names[];

GBytes *
poise_side_file_read (PoiseFolder *folder, const char *name, gboolean *is_conflict, GError **error);
gboolean poise_side_file_join (PoiseFolder *folder, const char *name, GError **error);

G_END_DECLS
