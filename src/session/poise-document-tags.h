/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tags that the person gives what is open. */

#pragma once

#include "poise-document.h"

G_BEGIN_DECLS

void poise_document_add_tag (PoiseDocument *self, const char *word);
void poise_document_remove_tag (PoiseDocument *self, const char *tag);

G_END_DECLS
