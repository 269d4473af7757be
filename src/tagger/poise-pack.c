/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-pack.h"

#include <string.h>

struct _PoisePack
{
  char *language;
  PoiseModel *model;
  PoiseTokenizer *tokenizer;
  GArray *tokens;
  PoiseFeatures features;
};

/**
 * poise_pack_new:
 * @model: a language's model
 *
 * Returns: (transfer full): a pack that uses @model
 */
PoisePack *
poise_pack_new (PoiseModel *model)
{
  PoisePack *self = g_new0 (PoisePack, 1);
  const char *name = poise_model_get_name (model);

  self->language = g_strndup (name, strcspn (name, "-"));
  self->model = poise_model_ref (model);
  self->tokenizer =
    poise_tokenizer_new (poise_model_get_lexicon (model), poise_model_get_rules (model));
  self->tokens = g_array_new (FALSE, FALSE, sizeof (PoiseToken));
  poise_features_init (&self->features);
  return self;
}

/**
 * poise_pack_free:
 * @self: (transfer full): a pack
 */
void
poise_pack_free (PoisePack *self)
{
  g_free (self->language);
  poise_model_unref (self->model);
  poise_tokenizer_free (self->tokenizer);
  g_array_unref (self->tokens);
  poise_features_clear (&self->features);
  g_free (self);
}

/**
 * poise_pack_get_language:
 * @self: a pack
 *
 * Returns: (transfer none): its language's code, with which its model's name begins
 */
const char *
poise_pack_get_language (PoisePack *self)
{
  return self->language;
}

/**
 * poise_pack_get_model:
 * @self: a pack
 *
 * Returns: (transfer none): its model
 */
PoiseModel *
poise_pack_get_model (PoisePack *self)
{
  return self->model;
}

/**
 * poise_pack_tokenize:
 * @self: a pack
 * @text: a sentence, valid UTF-8
 * @length: its length in bytes
 *
 * Returns: (transfer none) (element-type PoiseToken): its tokens, until the
 *   next call
 */
const GArray *
poise_pack_tokenize (PoisePack *self, const char *text, gsize length)
{
  poise_tokenizer_run (self->tokenizer, text, length, self->tokens);
  return self->tokens;
}

/**
 * poise_pack_judge:
 * @self: a pack
 * @tokens: (element-type PoiseToken): a sentence's tokens
 * @verdict: (out caller-allocates): what the model says of it
 */
void
poise_pack_judge (PoisePack *self, const GArray *tokens, PoiseVerdict *verdict)
{
  poise_features_extract (&self->features, tokens);
  poise_model_judge (self->model, &self->features, verdict);
}

/**
 * poise_pack_count_known:
 * @self: a pack
 * @text: a sentence, valid UTF-8
 * @length: its length in bytes
 *
 * Returns: how much of the sentence the model has met before
 */
guint
poise_pack_count_known (PoisePack *self, const char *text, gsize length)
{
  poise_features_extract (&self->features, poise_pack_tokenize (self, text, length));
  return poise_model_count_known (self->model, &self->features);
}
