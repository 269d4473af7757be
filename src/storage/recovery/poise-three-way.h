/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Merges three versions of a journal's file, as git's merge drivers do. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GBytes *poise_three_way_merge (GBytes *base,
                               GBytes *ours,
                               GBytes *theirs,
                               gboolean *is_whole,
                               GError **error);

G_END_DECLS
