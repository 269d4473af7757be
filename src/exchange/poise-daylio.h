/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Daylio's table: a row a mood, with activities and a note. */

#pragma once

#include "poise-table.h"

G_BEGIN_DECLS

gboolean poise_daylio_is (const PoiseTable *table);
void poise_daylio_read_row (const PoiseTable *table,
                            GPtrArray *row,
                            PoiseDateOrder order,
                            const PoiseSourceFile *file,
                            PoiseImport *import);

G_END_DECLS
