/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was learned from corrections, in plain language. */

#pragma once

#include "poise-learner.h"

G_BEGIN_DECLS

GPtrArray *poise_learner_describe_lessons (PoiseLearner *learner, guint max);

G_END_DECLS
