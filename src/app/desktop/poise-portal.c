/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-portal.h"

/**
 * poise_portal_is_used:
 *
 * Returns: whether the desktop is asked by portals, as in a sandbox
 */
gboolean
poise_portal_is_used (void)
{
  return g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS) ||
         g_strcmp0 (g_getenv ("GTK_USE_PORTAL"), "1") == 0;
}
