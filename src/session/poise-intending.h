/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A change of what the person means to do. */

#pragma once

#include "poise-intention-list.h"

G_BEGIN_DECLS

#define POISE_TYPE_INTENDING (poise_intending_get_type ())

G_DECLARE_FINAL_TYPE (PoiseIntending, poise_intending, POISE, INTENDING, GObject)

PoiseIntending *poise_intending_new (PoiseIntentionList *list, PoiseIntentionList *after);
void poise_intending_put (PoiseIntending *self, gboolean is_in);

G_END_DECLS
