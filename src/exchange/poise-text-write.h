/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plain text as poise-text reads it. */

#pragma once

#include "poise-export.h"

G_BEGIN_DECLS

GPtrArray *poise_text_write (const PoiseExport *export, GError **error);

G_END_DECLS
