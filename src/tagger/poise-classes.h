/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the model's sixteen classes stand for: each facet at each pole, each omission. */

#pragma once

#include "poise-mode.h"

G_BEGIN_DECLS

PoiseMode poise_class_get_mode (guint class);
PoiseFacet poise_class_get_facet (guint class);
PoiseOmission poise_class_get_omission (guint class);

G_END_DECLS
