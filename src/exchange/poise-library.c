/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-library.h"

#include <gmodule.h>

#define NOTE_OWNER "FDO"
#define NOTE_TYPE 0x407c0c0a
#define NOTE_FEATURE(feature, description, library)                                                \
  "{\"feature\":\"" feature "\",\"description\":\"" description                                    \
  "\",\"priority\":\"recommended\",\"soname\":[\"" library "\"]}"
#define NOTE_ARCHIVE NOTE_FEATURE ("archive", "Imports from zip archives", POISE_LIBRARY_ARCHIVE)
#define NOTE_SQLITE NOTE_FEATURE ("sqlite", "Imports from Almanah", POISE_LIBRARY_SQLITE)
#define NOTE_TEXT "[" NOTE_ARCHIVE "," NOTE_SQLITE "]"

/* No list of linked libraries has them; what makes packages reads this instead, by
 * https://systemd.io/ELF_DLOPEN_METADATA/. */
__attribute__ ((used, section (".note.dlopen"), aligned (4))) static const struct
{
  guint32 owner_size;
  guint32 text_size;
  guint32 type;
  char owner[sizeof NOTE_OWNER];
  _Alignas (guint32) char text[sizeof NOTE_TEXT];
} note = { sizeof NOTE_OWNER, sizeof NOTE_TEXT, NOTE_TYPE, NOTE_OWNER, NOTE_TEXT };

/**
 * poise_library_load:
 * @library: a library, one of `POISE_LIBRARY_`
 * @names: (array zero-terminated=1): names of functions in it
 * @functions: (out caller-allocates): where to note them, one pointer each
 *
 * Loads a library, for good.
 *
 * Returns: %TRUE if it is installed and has them all
 */
gboolean
poise_library_load (const char *library, const char *const *names, gpointer functions)
{
  GModule *module = g_module_open (library, G_MODULE_BIND_LAZY | G_MODULE_BIND_LOCAL);

  if (module == NULL)
    return FALSE;
  for (guint i = 0; names[i] != NULL; i++)
    if (!g_module_symbol (module, names[i], (gpointer *) functions + i))
      {
        g_module_close (module);
        return FALSE;
      }
  g_module_make_resident (module);
  return TRUE;
}
