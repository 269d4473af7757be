/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How two versions of a file that is no month become one. They are judged by
 * what is in them alone, so that every computer makes the same bytes of them. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* So many of the last answers to “Do you agree?” are in `agreement.json`. */
#define POISE_SIDE_MAX_CHECKS 200

const char *poise_side_merge_find (const char *format);
GBytes *poise_side_merge (const char *name, GBytes *one, GBytes *other, GError **error);
gboolean
poise_side_merge_check (const char *name, GBytes *bytes, const char *shown_name, GError **error);
gboolean poise_side_merge_holds (const char *name, GBytes *bytes, GBytes *other);
char *poise_side_merge_stamp (const char *name, const char *base, const char *now, GDateTime *time);

G_END_DECLS
