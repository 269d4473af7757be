/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why an entry is tagged as it is, sentence by sentence, and the person's word on it. */

#pragma once

#include <gtk/gtk.h>

#include "poise-tagger.h"

G_BEGIN_DECLS

#define POISE_TYPE_REASONS_POPOVER (poise_reasons_popover_get_type ())

G_DECLARE_FINAL_TYPE (PoiseReasonsPopover,
                      poise_reasons_popover,
                      POISE,
                      REASONS_POPOVER,
                      GtkPopover)

void poise_reasons_popover_show_tag (PoiseReasonsPopover *self,
                                     PoiseTagger *tagger,
                                     const char *text,
                                     PoiseTag *tag);

G_END_DECLS
