/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page for the browser, whole in itself. */

#pragma once

#include "poise-export.h"

G_BEGIN_DECLS

GPtrArray *poise_html_write (const PoiseExport *export, GError **error);

G_END_DECLS
