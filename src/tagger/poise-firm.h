/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sentences in which a person says firmly what they will do soon. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean poise_firm_is (const char *sentence);

G_END_DECLS
