/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-library.h"

#include <gmodule.h>

/**
 * poise_library_load:
 * @soname: the library's name
 * @names: (array zero-terminated=1): the names of its functions that are used
 * @functions: (out caller-allocates): one for each
 *
 * Loads a library, which then stays.
 *
 * Returns: %TRUE if it is there and has all of them
 */
gboolean
poise_library_load (const char *soname, const char *const *names, gpointer *functions)
{
  GModule *module = g_module_open (soname, G_MODULE_BIND_LAZY | G_MODULE_BIND_LOCAL);

  if (module == NULL)
    return FALSE;
  for (guint i = 0; names[i] != NULL; i++)
    if (!g_module_symbol (module, names[i], &functions[i]))
      {
        g_module_close (module);
        return FALSE;
      }
  g_module_make_resident (module);
  return TRUE;
}
