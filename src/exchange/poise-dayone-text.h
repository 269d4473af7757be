/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Day One's export as plain text. */

#pragma once

#include "poise-source.h"

G_BEGIN_DECLS

void poise_dayone_text_read (PoiseSource *source, PoiseImport *import);

G_END_DECLS
