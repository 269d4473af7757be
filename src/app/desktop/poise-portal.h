/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the desktop is asked by portals. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define POISE_PORTAL_NAME "org.freedesktop.portal.Desktop"
#define POISE_PORTAL_PATH "/org/freedesktop/portal/desktop"

gboolean poise_portal_is_used (void);

G_END_DECLS
