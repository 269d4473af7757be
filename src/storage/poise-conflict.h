/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files in which git left its conflict markers: both sides are states of the file. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean poise_conflict_is_in (const char *data, gsize length);
gboolean poise_conflict_split (const char *data, gsize length, GBytes **ours, GBytes **theirs);

G_END_DECLS
