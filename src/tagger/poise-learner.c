/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-learner.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdlib.h>

#include "poise-error.h"
#include "poise-json.h"

#define LEARNED_FORMAT "poise-learned"
#define LEARNED_VERSION 1

/* One step of gradient descent on the logistic loss of the corrected
 * sentence; large enough that the same sentence comes out right after one or
 * two corrections. */
#define LEARNING_RATE 1.5
/* No weight leaves this range: the shipped model's evidence for a clear
 * sentence is several times as much. */
#define MAX_WEIGHT 0.6
/* A person's corrections touch some fifty features each. */
#define MAX_FEATURES 200000

typedef struct
{
  double mode[POISE_N_SENTENCE_MODES];
} Weights;

struct _PoiseLearner
{
  GObject parent_instance;

  GHashTable *weights; /* feature's hash → Weights */
  guint n_corrections;
};

G_DEFINE_FINAL_TYPE (PoiseLearner, poise_learner, G_TYPE_OBJECT)

static void
poise_learner_finalize (GObject *object)
{
  g_hash_table_unref (POISE_LEARNER (object)->weights);

  G_OBJECT_CLASS (poise_learner_parent_class)->finalize (object);
}

static void
poise_learner_class_init (PoiseLearnerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = poise_learner_finalize;
}

static void
poise_learner_init (PoiseLearner *self)
{
  self->weights = g_hash_table_new_full (NULL, NULL, NULL, g_free);
}

/**
 * poise_learner_new:
 *
 * Makes a layer that has learned nothing.
 *
 * Returns: (transfer full): the layer
 */
PoiseLearner *
poise_learner_new (void)
{
  return g_object_new (POISE_TYPE_LEARNER, NULL);
}

/**
 * poise_learner_get_n_corrections:
 * @self: a layer
 *
 * Returns: how many corrections it has learned from
 */
guint
poise_learner_get_n_corrections (PoiseLearner *self)
{
  g_return_val_if_fail (POISE_IS_LEARNER (self), 0);

  return self->n_corrections;
}

/**
 * poise_learner_reset:
 * @self: a layer
 *
 * Forgets everything.
 */
void
poise_learner_reset (PoiseLearner *self)
{
  g_return_if_fail (POISE_IS_LEARNER (self));

  g_hash_table_remove_all (self->weights);
  self->n_corrections = 0;
}

/**
 * poise_learner_adjust:
 * @self: a layer
 * @features: a sentence's features
 * @scores: (inout) (array fixed-size=3): what is added to the scores of the
 *   modes, indexed by #PoiseMode
 *
 * Adds what was learned about the features of words.
 */
void
poise_learner_adjust (PoiseLearner *self,
                      const PoiseFeatures *features,
                      double scores[POISE_N_SENTENCE_MODES])
{
  double norm;

  g_return_if_fail (POISE_IS_LEARNER (self));

  if (features->words->len == 0 || g_hash_table_size (self->weights) == 0)
    return;
  norm = 1.0 / sqrt (features->words->len);
  for (guint i = 0; i < features->words->len; i++)
    {
      gpointer key = GUINT_TO_POINTER (g_array_index (features->words, guint32, i));
      const Weights *weights = g_hash_table_lookup (self->weights, key);

      for (guint m = 0; weights != NULL && m < POISE_N_SENTENCE_MODES; m++)
        scores[m] += weights->mode[m] * norm;
    }
}

static Weights *
ensure_weights (PoiseLearner *self, guint32 hash)
{
  Weights *weights = g_hash_table_lookup (self->weights, GUINT_TO_POINTER (hash));

  if (weights == NULL && g_hash_table_size (self->weights) < MAX_FEATURES)
    {
      weights = g_new0 (Weights, 1);
      g_hash_table_insert (self->weights, GUINT_TO_POINTER (hash), weights);
    }
  return weights;
}

/**
 * poise_learner_correct:
 * @self: a layer
 * @features: the corrected sentence's features
 * @p: (array fixed-size=3): what the tagger thought, indexed by #PoiseMode
 * @mode: what the person says
 *
 * Learns one correction: a gradient step of multinomial logistic regression,
 * bounded.
 */
void
poise_learner_correct (PoiseLearner *self,
                       const PoiseFeatures *features,
                       const double p[POISE_N_SENTENCE_MODES],
                       PoiseMode mode)
{
  double norm;

  g_return_if_fail (POISE_IS_LEARNER (self));
  g_return_if_fail ((guint) mode < POISE_N_SENTENCE_MODES);

  self->n_corrections++;
  if (features->words->len == 0)
    return;
  norm = 1.0 / sqrt (features->words->len);
  for (guint i = 0; i < features->words->len; i++)
    {
      Weights *weights = ensure_weights (self, g_array_index (features->words, guint32, i));

      for (guint m = 0; weights != NULL && m < POISE_N_SENTENCE_MODES; m++)
        {
          double step = LEARNING_RATE * norm * ((m == (guint) mode ? 1.0 : 0.0) - p[m]);

          weights->mode[m] = CLAMP (weights->mode[m] + step, -MAX_WEIGHT, MAX_WEIGHT);
        }
    }
}

static int
compare_hashes_cb (const void *a, const void *b)
{
  guint x = GPOINTER_TO_UINT (*(const gpointer *) a);
  guint y = GPOINTER_TO_UINT (*(const gpointer *) b);

  return x < y ? -1 : x > y;
}

/**
 * poise_learner_to_json:
 * @self: a layer
 *
 * Writes a layer as `learned.json` holds it.
 *
 * Returns: (transfer full): the file's text
 */
char *
poise_learner_to_json (PoiseLearner *self)
{
  GString *out = g_string_new (NULL);
  g_autofree gpointer *hashes = NULL;
  PoiseJsonWriter writer;
  guint n_hashes;

  g_return_val_if_fail (POISE_IS_LEARNER (self), NULL);

  hashes = g_hash_table_get_keys_as_array (self->weights, &n_hashes);
  qsort (hashes, n_hashes, sizeof *hashes, compare_hashes_cb);
  poise_json_writer_init (&writer, out);
  poise_json_writer_begin (&writer, NULL, '{');
  poise_json_writer_add_string (&writer, "format", LEARNED_FORMAT);
  poise_json_writer_add_int (&writer, "version", LEARNED_VERSION);
  poise_json_writer_add_int (&writer, "corrections", self->n_corrections);
  poise_json_writer_begin (&writer, "weights", '[');
  for (guint i = 0; i < n_hashes; i++)
    {
      gpointer hash = hashes[i];
      const Weights *weights = g_hash_table_lookup (self->weights, hash);

      poise_json_writer_begin_inline (&writer, NULL, '[');
      poise_json_writer_add_int (&writer, NULL, GPOINTER_TO_UINT (hash));
      for (guint m = 0; m < POISE_N_SENTENCE_MODES; m++)
        poise_json_writer_add_double (&writer, NULL, weights->mode[m]);
      poise_json_writer_end (&writer, ']');
    }
  poise_json_writer_end (&writer, ']');
  poise_json_writer_end (&writer, '}');
  g_string_append_c (out, '\n');
  return g_string_free (out, FALSE);
}

static gboolean
read_weights (PoiseLearner *self, JsonNode *node)
{
  JsonArray *row;
  Weights *weights;
  gint64 hash;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return FALSE;
  row = json_node_get_array (node);
  if (json_array_get_length (row) != 1 + POISE_N_SENTENCE_MODES)
    return FALSE;
  for (guint i = 0; i <= POISE_N_SENTENCE_MODES; i++)
    if (!JSON_NODE_HOLDS_VALUE (json_array_get_element (row, i)))
      return FALSE;

  hash = json_array_get_int_element (row, 0);
  if (hash < 0 || hash > G_MAXUINT32)
    return FALSE;
  weights = ensure_weights (self, (guint32) hash);
  for (guint m = 0; weights != NULL && m < POISE_N_SENTENCE_MODES; m++)
    {
      double weight = json_array_get_double_element (row, m + 1);

      weights->mode[m] = isfinite (weight) ? CLAMP (weight, -MAX_WEIGHT, MAX_WEIGHT) : 0.0;
    }
  return TRUE;
}

/**
 * poise_learner_from_json:
 * @self: a layer
 * @data: the bytes of `learned.json`
 * @length: how many there are
 * @name: the file's name for messages
 * @error: return location
 *
 * Reads what was learned, in place of what @self holds. Errors are
 * %POISE_ERROR_INVALID and %POISE_ERROR_NEWER; after one, @self holds
 * nothing.
 *
 * Returns: %TRUE if it could be read
 */
gboolean
poise_learner_from_json (PoiseLearner *self,
                         const char *data,
                         gsize length,
                         const char *name,
                         GError **error)
{
  g_autoptr (JsonNode) root = NULL;
  JsonObject *object = NULL;
  const char *format = NULL;
  gint64 version = 0, corrections = 0;
  JsonArray *rows = NULL;
  gboolean valid;

  g_return_val_if_fail (POISE_IS_LEARNER (self), FALSE);

  poise_learner_reset (self);
  root = poise_json_parse (data, length, name, error);
  if (root == NULL)
    return FALSE;
  if (JSON_NODE_HOLDS_OBJECT (root))
    object = json_node_get_object (root);
  valid = object != NULL && poise_json_get_string (object, "format", &format) &&
          g_str_equal (format, LEARNED_FORMAT) && poise_json_get_int (object, "version", &version);
  if (valid && version > LEARNED_VERSION)
    {
      g_set_error (error, POISE_ERROR, POISE_ERROR_NEWER,
                   _ ("“%s” was written by a newer version of Poise"), name);
      return FALSE;
    }
  valid = valid && (rows = poise_json_get_array (object, "weights")) != NULL &&
          poise_json_get_int (object, "corrections", &corrections) && corrections >= 0;
  for (guint i = 0; valid && i < json_array_get_length (rows); i++)
    valid = read_weights (self, json_array_get_element (rows, i));
  if (!valid)
    {
      poise_learner_reset (self);
      g_set_error (error, POISE_ERROR, POISE_ERROR_INVALID,
                   _ ("“%s” does not hold what Poise learned from corrections"), name);
      return FALSE;
    }
  self->n_corrections = (guint) MIN (corrections, G_MAXUINT);
  return TRUE;
}
