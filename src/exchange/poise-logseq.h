/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Logseq's graph: the journal's pages, without the drafts that Logseq keeps. */

#pragma once

#include "poise-source.h"

G_BEGIN_DECLS

void poise_logseq_read (PoiseSource *source, PoiseImport *import);

G_END_DECLS
