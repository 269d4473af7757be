/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Some lines of a text, with what was found marked in it, for rows of long lists. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define POISE_TYPE_EXCERPT_VIEW (poise_excerpt_view_get_type ())

G_DECLARE_FINAL_TYPE (PoiseExcerptView, poise_excerpt_view, POISE, EXCERPT_VIEW, GtkWidget)

void poise_excerpt_view_set_text (PoiseExcerptView *self, const char *text, GArray *spans);

G_END_DECLS
