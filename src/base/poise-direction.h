/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean poise_direction_is_rtl (const char *text);

G_END_DECLS
