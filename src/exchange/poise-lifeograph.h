/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lifeograph's diaries. */

#pragma once

#include "poise-source.h"

G_BEGIN_DECLS

void poise_lifeograph_read (PoiseSource *source, PoiseImport *import);

G_END_DECLS
