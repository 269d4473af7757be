/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text without case, accents and the finer points of type, for finding. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *poise_search_fold (const char *text, GArray *offsets);

G_END_DECLS
