/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

AdwToast *poise_toast_new (const char *text, const char *button);
void poise_toast_show (AdwToastOverlay *toasts, const char *text);

G_END_DECLS
