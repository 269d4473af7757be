/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words of a text that may be names of people, for the person to choose from. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

GStrv poise_name_finder_find (const char *text, const char *const *own);
gboolean poise_name_finder_is_blind (const char *text);

G_END_DECLS
