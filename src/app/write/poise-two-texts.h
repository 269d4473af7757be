/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks which of two texts of an entry is kept, or whether both are. */

#pragma once

#include <adwaita.h>

#include "poise-document.h"

G_BEGIN_DECLS

AdwDialog *poise_two_texts_new (PoiseDocument *document);

G_END_DECLS
