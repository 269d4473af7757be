/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Libraries that are loaded when they are first needed, which is seldom: those that are linked
 * are loaded, and their symbols resolved, at every start.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define POISE_LIBRARY_NOTE_OWNER "FDO"

#define POISE_LIBRARY_NOTE_TEXT(soname, feature, description, priority)                            \
  "[{\"feature\":\"" feature "\",\"description\":\"" description "\",\"priority\":\"" priority     \
  "\",\"soname\":[\"" soname "\"]}]"

/**
 * POISE_LIBRARY_NOTE:
 * @text_: what %POISE_LIBRARY_NOTE_TEXT makes
 *
 * No list of linked libraries has such a library; what makes packages reads this instead, by
 * https://systemd.io/ELF_DLOPEN_METADATA/. Once in a file.
 */
#define POISE_LIBRARY_NOTE(text_)                                                                  \
  __attribute__ ((used, section (".note.dlopen"), aligned (4))) static const struct                \
  {                                                                                                \
    guint32 owner_size;                                                                            \
    guint32 text_size;                                                                             \
    guint32 type;                                                                                  \
    char owner[sizeof POISE_LIBRARY_NOTE_OWNER];                                                   \
    _Alignas (guint32) char text[sizeof text_];                                                    \
  } library_note = { sizeof POISE_LIBRARY_NOTE_OWNER, sizeof text_, 0x407c0c0a,                    \
                     POISE_LIBRARY_NOTE_OWNER, text_ };

gboolean poise_library_load (const char *soname, const char *const *names, gpointer *functions);

G_END_DECLS
