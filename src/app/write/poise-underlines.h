/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Underlines in a text buffer what its document's tag says of the sentences. */

#pragma once

#include <gtk/gtk.h>

#include "poise-document.h"

G_BEGIN_DECLS

#define POISE_TYPE_UNDERLINES (poise_underlines_get_type ())

G_DECLARE_FINAL_TYPE (PoiseUnderlines, poise_underlines, POISE, UNDERLINES, GObject)

PoiseUnderlines *poise_underlines_new (GtkTextBuffer *buffer, PoiseDocument *document);
void poise_underlines_set_shown (PoiseUnderlines *self, gboolean shown);

G_END_DECLS
