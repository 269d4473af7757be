/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A change of one of the questions that are asked. */

#pragma once

#include "poise-prompt-set.h"

G_BEGIN_DECLS

#define POISE_TYPE_ASKING (poise_asking_get_type ())

G_DECLARE_FINAL_TYPE (PoiseAsking, poise_asking, POISE, ASKING, GObject)

PoiseAsking *poise_asking_begin (PoisePromptSet *set, const char *id);
PoiseAsking *poise_asking_new_added (PoisePromptSet *set, const char *id);
void poise_asking_end (PoiseAsking *self);
guint poise_asking_find (PoiseAsking *self);
gboolean poise_asking_moves (PoiseAsking *self);
void poise_asking_put (PoiseAsking *self, gboolean is_in);
void poise_asking_put_all (GPtrArray *askings, gboolean is_in);

G_END_DECLS
