/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The journal's file of what the person meant to do. It blocks. */

#pragma once

#include "poise-file-kind.h"
#include "poise-intention-list.h"

G_BEGIN_DECLS

#define POISE_INTENTION_FILE "intentions.json"

const PoiseFileKind *poise_intention_file_get_kind (void);
gboolean poise_intention_file_read (PoiseFolder *folder, PoiseIntentionList *list, GError **error);

G_END_DECLS
