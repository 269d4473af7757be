/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A row for a passphrase. As AdwPasswordEntryRow, which tells every program on the accessibility
 * bus what is typed: the row is an editable, and GTK hands out the text of those. This one tells of
 * dots.
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define POISE_TYPE_PASSPHRASE_ROW (poise_passphrase_row_get_type ())

G_DECLARE_FINAL_TYPE (PoisePassphraseRow, poise_passphrase_row, POISE, PASSPHRASE_ROW, AdwEntryRow)

G_END_DECLS
