/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Day One's JSON export, as a file or in its zip. */

#pragma once

#include "poise-source.h"

G_BEGIN_DECLS

void poise_dayone_read (PoiseSource *source, PoiseImport *import);

G_END_DECLS
