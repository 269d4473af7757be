/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Markdown: a folder with a file a day, or one file. */

#pragma once

#include "poise-export.h"
#include "poise-source.h"

G_BEGIN_DECLS

void poise_markdown_read (PoiseSource *source, PoiseImport *import);
void poise_joplin_read (PoiseSource *source, PoiseImport *import);
GPtrArray *poise_markdown_write_file (const PoiseExport *export, GError **error);
GPtrArray *poise_markdown_write_folder (const PoiseExport *export, GError **error);

G_END_DECLS
