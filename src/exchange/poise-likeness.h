/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether two texts are states of one. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _PoiseLikeness PoiseLikeness;

PoiseLikeness *poise_likeness_new (void);
void poise_likeness_free (PoiseLikeness *self);
gboolean poise_likeness_holds (PoiseLikeness *self, const char *whole, const char *part);
gboolean poise_likeness_is_mistyped (PoiseLikeness *self, const char *a, const char *b);
gboolean poise_likeness_is_edited (PoiseLikeness *self, const char *a, const char *b);
gboolean poise_likeness_is_grown (PoiseLikeness *self, const char *before, const char *after);
char *poise_likeness_fold (const char *text);
gboolean poise_likeness_has_lines (const char *whole, const char *part);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PoiseLikeness, poise_likeness_free)

G_END_DECLS
