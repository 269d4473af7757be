/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * learned.json: what was learned, in a part for each computer that taught it.
 * A part is changed by its computer only, so that two versions of the file
 * merge by taking the later of each part, and nothing counts twice.
 */

#pragma once

#include "poise-learner.h"

G_BEGIN_DECLS

#define POISE_LEARNED_FILE "learned.json"

gpointer poise_learned_file_decode (GBytes *there, const char *path, GError **error);

G_END_DECLS
