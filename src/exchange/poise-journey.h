/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Journey's zip: a JSON file an entry. */

#pragma once

#include "poise-source.h"

G_BEGIN_DECLS

void poise_journey_read (PoiseSource *source, PoiseImport *import);

G_END_DECLS
