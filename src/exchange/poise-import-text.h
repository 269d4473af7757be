/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An imported entry's words: titles and lines. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *poise_import_mend_lines (const char *text);
char *poise_import_join_title (const char *title, const char *text);
char *poise_import_join_name (const char *words, const char *text);

G_END_DECLS
