/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-archive.h"

#include <glib/gi18n-lib.h>
#include <gmodule.h>

#include "poise-error.h"

/* Its interface has had this number since 2013. */
#define LIBRARY "libarchive.so.13"

static gboolean
fill (PoiseArchiveLibrary *library)
{
  GModule *module = g_module_open (LIBRARY, G_MODULE_BIND_LAZY | G_MODULE_BIND_LOCAL);
  gboolean is_whole = module != NULL;

#define RESOLVE(name)                                                                              \
  is_whole = is_whole && g_module_symbol (module, #name, (gpointer *) &library->name);
  POISE_ARCHIVE_FUNCTIONS (RESOLVE)
#undef RESOLVE
  if (is_whole)
    g_module_make_resident (module);
  return is_whole;
}

/**
 * poise_archive_load:
 * @error: return location
 *
 * Loads libarchive if it was not yet. Errors are %POISE_ERROR_INVALID.
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
  g_set_error (error, POISE_ERROR, POISE_ERROR_INVALID,
               _ ("archives cannot be opened here: %s is not installed"), LIBRARY);
  return NULL;
}
