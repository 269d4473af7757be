/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Says above the pages what is wrong with the journal, and what can be done. */

#pragma once

#include <adwaita.h>

#include "poise-store.h"

G_BEGIN_DECLS

#define POISE_TYPE_PROBLEM_BANNER (poise_problem_banner_get_type ())

G_DECLARE_FINAL_TYPE (PoiseProblemBanner, poise_problem_banner, POISE, PROBLEM_BANNER, GtkWidget)

void
poise_problem_banner_set_store (PoiseProblemBanner *self, PoiseStore *store, GSettings *settings);

G_END_DECLS
