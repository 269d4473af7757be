/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a name may hold: what finds names and what makes initials of them must agree on it. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

static inline gboolean
poise_name_char_is (gunichar c)
{
  return g_unichar_isalpha (c) || g_unichar_ismark (c) || c == 0x2019 || c == '\'' || c == '-';
}

G_END_DECLS
