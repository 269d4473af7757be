/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plain text with a heading that is a date before each entry. */

#pragma once

#include "poise-source.h"

G_BEGIN_DECLS

/* Below the heading stand the tags, with a blank line after them. */
#define POISE_TEXT_TAGS "Tags: "

const char *poise_text_unindent (const char *line);
void poise_text_read (PoiseSource *source, PoiseImport *import);
void poise_text_read_headings (const char *text,
                               const char *format,
                               gboolean has_hashtags,
                               const PoiseSourceFile *file,
                               PoiseImport *import);

G_END_DECLS
