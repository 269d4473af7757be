/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tags of the open entry, which can be added and taken off. */

#pragma once

#include <adwaita.h>

#include "poise-document.h"

G_BEGIN_DECLS

#define POISE_TYPE_TAG_BAR (poise_tag_bar_get_type ())

G_DECLARE_FINAL_TYPE (PoiseTagBar, poise_tag_bar, POISE, TAG_BAR, GtkWidget)

void poise_tag_bar_set_document (PoiseTagBar *self, PoiseContext *context, PoiseDocument *document);
void poise_tag_bar_ask (PoiseTagBar *self);

G_END_DECLS
