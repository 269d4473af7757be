/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks for another tag of the open entry: a new one, or one that the person has. */

#pragma once

#include <gtk/gtk.h>

#include "poise-document.h"

G_BEGIN_DECLS

#define POISE_TYPE_TAG_POPOVER (poise_tag_popover_get_type ())

G_DECLARE_FINAL_TYPE (PoiseTagPopover, poise_tag_popover, POISE, TAG_POPOVER, GtkPopover)

GtkWidget *poise_tag_popover_new (PoiseContext *context, PoiseDocument *document);

G_END_DECLS
