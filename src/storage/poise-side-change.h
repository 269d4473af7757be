/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person made of a file such as prompts.json, on its way to the disk. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

gpointer poise_side_change_new (const char *base, const char *now, GDateTime *time);
void poise_side_change_free (gpointer change);
const char *poise_side_change_get_now (gconstpointer change);
GBytes *poise_side_change_stamp (gconstpointer change, const char *name);

G_END_DECLS
