/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The entries of Day One 1: a property list each, in a .dayone folder. */

#pragma once

#include "poise-source.h"

G_BEGIN_DECLS

void poise_dayone_classic_read (PoiseSource *source, PoiseImport *import);

G_END_DECLS
