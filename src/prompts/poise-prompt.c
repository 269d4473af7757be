/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-prompt.h"

#include <glib/gi18n-lib.h>

/**
 * poise_prompt_new:
 * @id: its id
 * @facet: the facet
 * @pole: the pole
 * @text: the question
 *
 * Makes a prompt for any day.
 *
 * Returns: (transfer full): the prompt
 */
PoisePrompt *
poise_prompt_new (const char *id, PoiseFacet facet, PoiseMode pole, const char *text)
{
  PoisePrompt *self = g_new0 (PoisePrompt, 1);

  self->id = g_strdup (id);
  self->facet = facet;
  self->pole = pole;
  self->text = g_strdup (text);
  return self;
}

/**
 * poise_prompt_copy:
 * @self: a prompt
 *
 * Returns: (transfer full): one that says the same
 */
PoisePrompt *
poise_prompt_copy (const PoisePrompt *self)
{
  PoisePrompt *copy = poise_prompt_new (self->id, self->facet, self->pole, self->text);

  copy->occasion = self->occasion;
  copy->is_own = self->is_own;
  copy->is_off = self->is_off;
  copy->extra = self->extra != NULL ? json_object_ref (self->extra) : NULL;
  return copy;
}

/**
 * poise_prompt_free:
 * @self: (transfer full): a prompt
 */
void
poise_prompt_free (PoisePrompt *self)
{
  g_free (self->id);
  g_free (self->text);
  g_clear_pointer (&self->extra, json_object_unref);
  g_free (self);
}

/**
 * poise_prompt_asks:
 * @self: a prompt
 * @facet: what its answers tend to show, or %POISE_FACET_NONE
 * @pole: towards which mode it leans, or %POISE_MODE_NONE
 * @text: a question's words
 *
 * Returns: whether it asks just this
 */
gboolean
poise_prompt_asks (const PoisePrompt *self, PoiseFacet facet, PoiseMode pole, const char *text)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->facet == facet && self->pole == pole && g_strcmp0 (self->text, text) == 0;
}

/**
 * poise_prompt_get_text:
 * @self: a prompt
 *
 * Returns: (transfer none): the question; translated where it is built in
 */
const char *
poise_prompt_get_text (const PoisePrompt *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->is_own ? self->text : _ (self->text);
}
