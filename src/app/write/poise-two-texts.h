/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks which of two texts of an entry is kept, or whether both are. */

#pragma once

#include <adwaita.h>

#include "poise-document.h"

G_BEGIN_DECLS

void poise_two_texts_ask (PoiseDocument *document, GtkWidget *parent);

G_END_DECLS
