/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

AdwAlertDialog *poise_keep_alert_new (const char *question);

G_END_DECLS
