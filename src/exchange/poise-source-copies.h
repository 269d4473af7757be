/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copies of files beside their originals, among what a person chose to import. */

#pragma once

#include "poise-source.h"

G_BEGIN_DECLS

void poise_source_drop_copies (PoiseSource *self, PoiseImport *import);

G_END_DECLS
