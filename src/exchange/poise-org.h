/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Org mode: days as headings, org-journal's files, and notes named after their days. */

#pragma once

#include "poise-source.h"

G_BEGIN_DECLS

void poise_org_read (PoiseSource *source, PoiseImport *import);

G_END_DECLS
