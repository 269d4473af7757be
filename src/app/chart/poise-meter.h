/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small bar that shows how a text or a week is split between the modes. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define POISE_TYPE_METER (poise_meter_get_type ())

G_DECLARE_FINAL_TYPE (PoiseMeter, poise_meter, POISE, METER, GtkWidget)

void poise_meter_set_share (PoiseMeter *self, gboolean has_share, double share);

G_END_DECLS
