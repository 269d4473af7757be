/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Tags a text buffer while it is written in: off the keystroke, on a thread,
 * and never with a stale result.
 */

#pragma once

#include <gtk/gtk.h>

#include "poise-tagger.h"

G_BEGIN_DECLS

#define POISE_TYPE_LIVE_TAGGER (poise_live_tagger_get_type ())

G_DECLARE_FINAL_TYPE (PoiseLiveTagger, poise_live_tagger, POISE, LIVE_TAGGER, GObject)

PoiseLiveTagger *poise_live_tagger_new (GtkTextBuffer *buffer, PoiseTagger *tagger);

void poise_live_tagger_set_tag (PoiseLiveTagger *self, PoiseTag *tag);
PoiseTag *poise_live_tagger_get_tag (PoiseLiveTagger *self);
void poise_live_tagger_run (PoiseLiveTagger *self);
void poise_live_tagger_set_underlines (PoiseLiveTagger *self, gboolean underlines);

G_END_DECLS
