/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A page as it will be on paper. (GTK's own preview is another program, which
 * need not be installed, and then nothing at all is shown.)
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define POISE_TYPE_PRINT_PREVIEW (poise_print_preview_get_type ())

G_DECLARE_FINAL_TYPE (PoisePrintPreview, poise_print_preview, POISE, PRINT_PREVIEW, AdwDialog)

AdwDialog *poise_print_preview_new (GtkPrintOperationPreview *operation,
                                    GtkPrintContext *context,
                                    GtkWindow *parent);

G_END_DECLS
