/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mini Diary’s JSON. */

#pragma once

#include "poise-source.h"

G_BEGIN_DECLS

void poise_mini_diary_read (PoiseSource *source, PoiseImport *import);

G_END_DECLS
