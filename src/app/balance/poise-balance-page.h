/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the balance moves, week by week, in a chart and in words. */

#pragma once

#include <gtk/gtk.h>

#include "poise-context.h"

G_BEGIN_DECLS

#define POISE_TYPE_BALANCE_PAGE (poise_balance_page_get_type ())

G_DECLARE_FINAL_TYPE (PoiseBalancePage, poise_balance_page, POISE, BALANCE_PAGE, GtkWidget)

G_END_DECLS
