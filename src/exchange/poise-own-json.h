/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Poise's own JSON: a whole journal in one file. */

#pragma once

#include "poise-export.h"
#include "poise-source.h"

G_BEGIN_DECLS

void poise_own_json_read (PoiseSource *source, PoiseImport *import);
GPtrArray *poise_own_json_write (const PoiseExport *export, GError **error);

G_END_DECLS
