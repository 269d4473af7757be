/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How what was found is marked: dark on yellow, on light and dark alike. */

#pragma once

#include <pango/pango.h>

G_BEGIN_DECLS

#define POISE_MARK_BACKGROUND "#f9f06b"
#define POISE_MARK_CURRENT "#ffa348"
#define POISE_MARK_FOREGROUND "#241f31"

void poise_marks_add (PangoAttrList *attributes, const char *text, guint start, guint end);

G_END_DECLS
