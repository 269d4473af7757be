/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RedNotebook's month files. */

#pragma once

#include "poise-source.h"

G_BEGIN_DECLS

void poise_rednotebook_read (PoiseSource *source, PoiseImport *import);

G_END_DECLS
