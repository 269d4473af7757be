/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many words a text has, as those count who read its script. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

guint poise_word_count (const char *text);

G_END_DECLS
