/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the program is, who made it, and whose work is in it. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void poise_about_show (GtkWindow *parent);

G_END_DECLS
