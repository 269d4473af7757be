/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every shortcut in one table: what the keys do and what the window about them says. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void poise_shortcuts_install (GtkApplication *application);
void poise_shortcuts_show (GtkWindow *parent);

G_END_DECLS
