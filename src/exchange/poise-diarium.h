/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Diarium's export as JSON. */

#pragma once

#include "poise-source.h"

G_BEGIN_DECLS

void poise_diarium_read (PoiseSource *source, PoiseImport *import);

G_END_DECLS
