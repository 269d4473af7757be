/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Markdown: a folder with a file a day, or one file. */

#pragma once

#include "poise-source.h"

G_BEGIN_DECLS

void poise_markdown_read (PoiseSource *source, PoiseImport *import);
void poise_joplin_read (PoiseSource *source, PoiseImport *import);

G_END_DECLS
