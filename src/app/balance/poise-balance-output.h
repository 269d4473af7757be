/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The balance outside of the window: in files, and on paper. */

#pragma once

#include <adwaita.h>

#include "poise-export.h"
#include "poise-folder.h"
#include "poise-picture.h"

G_BEGIN_DECLS

void poise_balance_save_picture (AdwToastOverlay *toasts,
                                 PoiseFolder *folder,
                                 PoisePicture *picture,
                                 const char *name);
void poise_balance_print (AdwToastOverlay *toasts, PoisePicture *picture);
void poise_balance_print_handout (AdwToastOverlay *toasts, PoiseExport *handout);

G_END_DECLS
