/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tags that stand in a text, as `#rota`. */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

void poise_hashtags_collect (const char *text, JsonObject *extra);

G_END_DECLS
