/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The front matter of a note: whose day the note is, and what else is kept. */

#pragma once

#include "poise-source.h"
#include "poise-yaml.h"

G_BEGIN_DECLS

/**
 * PoiseMarkdownHead:
 * @yaml: (nullable): the front matter
 * @day: (nullable): the name whose value is the day
 * @created: (nullable): the name whose value says when the note was made
 * @modified: (nullable): the name whose value says when it was changed
 * @time: (nullable): the name whose value is the time of day
 * @body: (nullable): the name whose value is the text
 *
 * What a head is read for; each of its names that says more is kept.
 */
typedef struct
{
  PoiseYaml *yaml;
  const char *day;
  const char *created;
  const char *modified;
  const char *time;
  const char *body;
} PoiseMarkdownHead;

/**
 * PoiseMarkdownWhen:
 * @day: the day
 * @created: (nullable): when it was begun
 * @modified: (nullable): when it was changed
 *
 * What a note says of its day.
 */
typedef struct
{
  PoiseDay day;
  GDateTime *created;
  GDateTime *modified;
} PoiseMarkdownWhen;

const char *poise_markdown_head_split (const char *text,
                                       const PoiseSourceFile *file,
                                       char **rest,
                                       PoiseYaml **head,
                                       PoiseImport *import);
PoiseDateStatus poise_markdown_head_find_when (PoiseMarkdownHead *head,
                                               const char *name,
                                               PoiseDateOrder order,
                                               PoiseImport *import,
                                               PoiseMarkdownWhen *when);
JsonObject *poise_markdown_head_collect_extra (const PoiseMarkdownHead *head);
const char *poise_markdown_head_get_title (PoiseYaml *yaml);
const char *poise_markdown_head_get_body (PoiseMarkdownHead *head);
void poise_markdown_head_append_words (JsonObject *extra, GString *text);
void poise_markdown_when_clear (PoiseMarkdownWhen *when);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PoiseMarkdownWhen, poise_markdown_when_clear)

G_END_DECLS
