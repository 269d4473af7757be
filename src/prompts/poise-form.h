/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Questions in an order, answered in one text: each is a heading in it. The entry's
 * prompt says which form it is, as “form-after-event”.
 */

#pragma once

#include "poise-entry.h"

G_BEGIN_DECLS

/* What was done, what else explains it, what is done next time. */
#define POISE_FORM_AFTER_EVENT "form-after-event"

gboolean poise_form_begin (PoiseEntry *entry, const char *id);
gboolean poise_form_is_unanswered (PoiseEntry *entry);

G_END_DECLS
