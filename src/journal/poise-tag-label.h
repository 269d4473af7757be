/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words for what a tag says, the same wherever it stands. */

#pragma once

#include "poise-tag.h"

G_BEGIN_DECLS

const char *poise_tag_label_get (PoiseTag *tag);
const char *poise_tag_label_get_entry_doubt (PoiseTag *tag);
const char *poise_tag_label_get_doubt (const PoiseSentenceTag *sentence);

G_END_DECLS
