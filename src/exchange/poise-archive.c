/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-archive.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <gmodule.h>

/* Its interface has had this number since 2013. */
#define LIBRARY "libarchive.so.13"

#define NOTE_OWNER "FDO"
#define NOTE_TYPE 0x407c0c0a
#define NOTE_TEXT                                                                                  \
  "[{\"feature\":\"archive\",\"description\":\"Imports from zip archives\","                       \
  "\"priority\":\"recommended\",\"soname\":[\"" LIBRARY "\"]}]"

/* No list of linked libraries has it; what makes packages reads this instead, by
 * https://systemd.io/ELF_DLOPEN_METADATA/. */
__attribute__ ((used, section (".note.dlopen"), aligned (4))) static const struct
{
  guint32 owner_size;
  guint32 text_size;
  guint32 type;
  char owner[sizeof NOTE_OWNER];
  _Alignas (guint32) char text[sizeof NOTE_TEXT];
} note = { sizeof NOTE_OWNER, sizeof NOTE_TEXT, NOTE_TYPE, NOTE_OWNER, NOTE_TEXT };

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
               _ ("archives cannot be opened here: %s is not installed"), LIBRARY);
  return NULL;
}
