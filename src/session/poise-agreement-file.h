/* SPDX-License-Identifier: GPL-3.0-or-later */
/* agreement.json beside the journal: how often the person and the tagger said the same. */

#pragma once

#include "poise-agreement.h"
#include "poise-store.h"

G_BEGIN_DECLS

#define POISE_AGREEMENT_FILE "agreement.json"

const PoiseFileKind *poise_agreement_file_get_kind (void);
char *poise_agreement_file_add (const char *data,
                                gsize length,
                                PoiseDay day,
                                const char *model,
                                const PoiseAgreementScore *score,
                                GError **error);
gboolean poise_agreement_file_sum (const char *data,
                                   gsize length,
                                   PoiseDay since,
                                   PoiseAgreementScore *score,
                                   GError **error);
PoiseAccuracy poise_agreement_file_read_accuracy (PoiseFolder *folder, GError **error);
gboolean poise_agreement_file_write (PoiseFolder *folder,
                                     PoiseDay day,
                                     const char *model,
                                     const PoiseAgreementScore *score,
                                     GDateTime *now,
                                     GError **error);
void poise_agreement_file_keep (PoiseStore *store,
                                PoiseDay day,
                                const char *model,
                                const PoiseAgreementScore *score);

G_END_DECLS
