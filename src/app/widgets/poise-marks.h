/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How what was found is marked: dark on yellow, on light and dark alike. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define POISE_MARK_BACKGROUND "#f9f06b"
#define POISE_MARK_CURRENT "#ffa348"
#define POISE_MARK_FOREGROUND "#241f31"

void poise_marks_set_text (GtkInscription *inscription, const char *text, GArray *spans);

G_END_DECLS
