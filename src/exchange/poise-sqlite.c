/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-sqlite.h"

PoiseSqliteLibrary poise_sqlite;

/**
 * poise_sqlite_load:
 *
 * Loads SQLite if it was not yet.
 *
 * Returns: %TRUE if it is installed
 */
gboolean
poise_sqlite_load (void)
{
  static const char *const names[] = { POISE_SQLITE_FUNCTIONS (POISE_LIBRARY_NAME) NULL };
  static gsize is_there;

  if (g_once_init_enter (&is_there))
    g_once_init_leave (&is_there,
                       poise_library_load (POISE_LIBRARY_SQLITE, names, &poise_sqlite) ? 1 : 2);
  return is_there == 1;
}
