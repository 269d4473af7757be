/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-archive.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

static gboolean
fill (PoiseArchiveLibrary *library)
{
  static const char *const names[] = { POISE_ARCHIVE_FUNCTIONS (POISE_LIBRARY_NAME) NULL };

  return poise_library_load (POISE_LIBRARY_ARCHIVE, names, library);
}

/**
 * poise_archive_load:
 * @error: return location
 *
 * Loads libarchive if it was not yet. Errors are %G_IO_ERROR_NOT_SUPPORTED.
 *
 * Returns: (transfer none) (nullable): its functions, or %NULL with @error set
 */
const PoiseArchiveLibrary *
poise_archive_load (GError **error)
{
  static PoiseArchiveLibrary library;
  static gsize is_there;

  if (g_once_init_enter (&is_there))
    g_once_init_leave (&is_there, fill (&library) ? 1 : 2);
  if (is_there == 1)
    return &library;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
               _ ("archives cannot be opened here: %s is not installed"), POISE_LIBRARY_ARCHIVE);
  return NULL;
}
