/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Initials in the place of names, for texts that others read. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *poise_names_to_initials (const char *text, const char *const *names);

G_END_DECLS
