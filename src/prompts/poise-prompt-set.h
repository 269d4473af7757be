/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All the questions there are: the built-in ones and the person's own. */

#pragma once

#include <glib-object.h>

#include "poise-prompt.h"

G_BEGIN_DECLS

#define POISE_TYPE_PROMPT_SET (poise_prompt_set_get_type ())

G_DECLARE_FINAL_TYPE (PoisePromptSet, poise_prompt_set, POISE, PROMPT_SET, GObject)

PoisePromptSet *poise_prompt_set_new (void);

GPtrArray *poise_prompt_set_get_own (PoisePromptSet *self);
GPtrArray *poise_prompt_set_get_built_in (PoisePromptSet *self);
PoisePrompt *poise_prompt_set_lookup (PoisePromptSet *self, const char *id);

void poise_prompt_set_insert (PoisePromptSet *self, guint position, PoisePrompt *prompt);
guint poise_prompt_set_remove (PoisePromptSet *self, const char *id);
void poise_prompt_set_change (PoisePromptSet *self,
                              const char *id,
                              PoiseFacet facet,
                              PoiseMode pole,
                              const char *text);
void poise_prompt_set_move (PoisePromptSet *self, const char *id, guint position);
void poise_prompt_set_switch (PoisePromptSet *self, const char *id, gboolean is_on);

void poise_prompt_set_hold (PoisePromptSet *self);
void poise_prompt_set_release (PoisePromptSet *self);

char *poise_prompt_set_to_json (PoisePromptSet *self);
gboolean poise_prompt_set_load_json (PoisePromptSet *self,
                                     const char *data,
                                     gsize length,
                                     const char *name,
                                     GError **error);
gboolean poise_prompt_set_import_json (PoisePromptSet *self,
                                       const char *data,
                                       gsize length,
                                       const char *name,
                                       guint *n_added,
                                       GError **error);

G_END_DECLS
