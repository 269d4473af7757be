/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A book: a title, the charts, a chapter a month. */

#pragma once

#include "poise-export.h"

G_BEGIN_DECLS

GPtrArray *poise_pdf_make_pages (const PoiseExport *export, double width, double height);
GPtrArray *poise_pdf_write (const PoiseExport *export, GError **error);

G_END_DECLS
