/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of people in a text, and initials in their place: for texts that others read. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

GStrv poise_names_find (const char *text);
char *poise_names_to_initials (const char *text, const char *const *names);

G_END_DECLS
