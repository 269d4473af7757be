/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The journal's file of the person's own prompts. It blocks. */

#pragma once

#include "poise-file-kind.h"
#include "poise-prompt-set.h"

G_BEGIN_DECLS

#define POISE_PROMPT_FILE "prompts.json"

const PoiseFileKind *poise_prompt_file_get_kind (void);
gboolean poise_prompt_file_read (PoiseFolder *folder, PoisePromptSet *set, GError **error);

G_END_DECLS
