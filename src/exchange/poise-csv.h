/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables: comma-separated values by RFC 4180. */

#pragma once

#include "poise-export.h"
#include "poise-source.h"

G_BEGIN_DECLS

void poise_csv_read (PoiseSource *source, PoiseImport *import);
GPtrArray *poise_csv_write (const PoiseExport *export, GError **error);
GPtrArray *poise_csv_write_weeks (const PoiseExport *export, GError **error);

G_END_DECLS
