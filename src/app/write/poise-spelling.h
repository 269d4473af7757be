/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Marks misspelled words, where libspelling was there when Poise was built. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

gboolean poise_spelling_is_available (void);
void poise_spelling_attach (GtkTextView *view, GSettings *settings);

G_END_DECLS
