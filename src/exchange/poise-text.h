/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plain text with a heading that is a date before each entry. */

#pragma once

#include "poise-date-range.h"
#include "poise-source.h"

G_BEGIN_DECLS

/* Below the heading stand the tags, with a blank line after them. */
#define POISE_TEXT_TAGS "Tags: "

const char *poise_text_unindent (const char *line);
void poise_text_read (PoiseSource *source, PoiseImport *import);
PoiseDay poise_text_find_only_heading (const char *text, PoiseDateOrder order);
gboolean poise_text_begins_with_heading (const char *text, PoiseDateOrder order);
gboolean poise_text_has_days (const char *text, PoiseDateOrder order);
gboolean poise_text_has_labels (const char *text, PoiseDateOrder order);
gboolean poise_text_find_only_label (const char *text, PoiseDateOrder order, PoiseDate *date);
gboolean poise_text_has_days_below (const char *text, const PoiseDateRange *range);
void poise_text_read_headings (const char *text,
                               const char *format,
                               gboolean has_hashtags,
                               const PoiseSourceFile *file,
                               PoiseImport *import);

G_END_DECLS
