/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The journal's file of the person's own prompts. It blocks. */

#pragma once

#include "poise-file-kind.h"
#include "poise-prompt-set.h"

G_BEGIN_DECLS

#define POISE_PROMPT_FILE "prompts.json"

char *poise_prompt_file_get_path (PoiseFolder *folder);
const PoiseFileKind *poise_prompt_file_get_kind (void);
gpointer poise_prompt_change_new (const char *base, const char *now, GDateTime *time);
const char *poise_prompt_change_get_now (gconstpointer change);
gboolean poise_prompt_file_read (PoiseFolder *folder, PoisePromptSet *set, GError **error);

G_END_DECLS
