/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A review for a coach or a mentor: its text, with initials in the place of names, and the
 * charts of its time. */

#pragma once

#include "poise-export.h"

G_BEGIN_DECLS

PoiseExport *poise_handout_new (PoiseEntry *review,
                                PoiseJournal *journal,
                                PoiseIntentionList *intentions,
                                const char *const *names,
                                PoiseDay today,
                                GDateWeekday first_weekday,
                                const PoiseAccuracy *accuracy,
                                PoiseChartFunc draw_chart);
GPtrArray *poise_handout_make_pages (const PoiseExport *export, double width, double height);
GBytes *poise_handout_write (const PoiseExport *export, gboolean is_pdf, GError **error);

G_END_DECLS
