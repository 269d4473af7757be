/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Markdown that Poise writes, and reads again as it was. */

#pragma once

#include "poise-export.h"
#include "poise-source.h"
#include "poise-yaml.h"

G_BEGIN_DECLS

gboolean poise_markdown_own_read_note (PoiseYaml *head, const char *body, PoiseImport *import);
gboolean poise_markdown_own_has_comment (const char *text);
void poise_markdown_own_read_sections (const char *text,
                                       const PoiseSourceFile *file,
                                       PoiseImport *import);
GPtrArray *poise_markdown_write_file (const PoiseExport *export, GError **error);
GPtrArray *poise_markdown_write_folder (const PoiseExport *export, GError **error);

G_END_DECLS
