/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines of a text that are headings: the questions of a form and the parts of a review. They
 * begin as in Markdown, in every language, and stay so however they are edited. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a heading begins with. */
#define POISE_HEADING "# "

gboolean poise_heading_is_at (const char *line);
void poise_heading_append (GString *text, const char *heading);
char *poise_heading_get_words (const char *line, gsize length);

/**
 * PoiseHeadingFunc:
 * @words: a heading without its mark, or the lines between two headings without empty lines at
 *   their ends
 * @is_heading: which of both
 * @data: what poise_heading_foreach() was given
 *
 * Takes a part of a text.
 */
typedef void (*PoiseHeadingFunc) (const char *words, gboolean is_heading, gpointer data);

/**
 * PoiseAnswer:
 * @heading: where a heading begins, in characters
 * @start: where the line below it begins, or the text ends
 * @end: where what stands below it ends, without white space; not before @start
 * @next: where the next heading begins, or the text ends
 */
typedef struct
{
  guint heading;
  guint start;
  guint end;
  guint next;
} PoiseAnswer;

GArray *poise_heading_find_answers (const char *text);
void poise_heading_foreach (const char *text, PoiseHeadingFunc func, gpointer data);

G_END_DECLS
