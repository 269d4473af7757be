/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Almanah's database. */

#pragma once

#include "poise-source.h"

G_BEGIN_DECLS

void poise_almanah_read (PoiseSource *source, PoiseImport *import);

G_END_DECLS
