/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

typedef void (*PoiseKeepAnswered) (GtkWidget *parent, const char *response);

void poise_keep_alert_present (GtkWidget *parent, const char *question, PoiseKeepAnswered answered);

G_END_DECLS
