/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "Do you agree?": the person judges ten sentences, then sees what Poise said. */

#pragma once

#include <adwaita.h>

#include "poise-context.h"

G_BEGIN_DECLS

#define POISE_TYPE_AGREEMENT_DIALOG (poise_agreement_dialog_get_type ())

G_DECLARE_FINAL_TYPE (PoiseAgreementDialog,
                      poise_agreement_dialog,
                      POISE,
                      AGREEMENT_DIALOG,
                      AdwDialog)

AdwDialog *poise_agreement_dialog_new (PoiseContext *context);

void poise_agreement_dialog_keep_draft (PoiseAgreementDialog *self);

G_END_DECLS
