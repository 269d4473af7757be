/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-model.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "poise-error.h"

#define MODEL_MAGIC "POISEMDL"
#define MODEL_VERSION 3
#define MAX_BITS 20
/* A slot is the upper bits of a hash above a row's number plus one. */
#define ROW_BITS 20
#define ROW_MASK ((1u << ROW_BITS) - 1)

typedef struct
{
  char magic[8];
  guint32 version;
  guint32 bits;
  guint32 n_rows;
  guint32 scale;
  guint32 threshold;
  guint32 temperature;
  guint32 gram_weight;
  guint32 class_weight;
  guint32 lexicon_size;
  guint32 rules_size;
  char name[16];
  gint32 bias[POISE_MODEL_N_CLASSES];
} ModelHeader;

G_STATIC_ASSERT (sizeof (ModelHeader) == 128);

struct _PoiseModel
{
  gatomicrefcount ref_count;
  GBytes *bytes;
  PoiseLexicon *lexicon;
  PoiseWordRules *rules;
  const guint32 *slots;
  const gint16 (*rows)[POISE_MODEL_N_CLASSES];
  guint32 mask;
  guint32 n_rows;
  double unit;
  double temperature;
  double gram_weight;
  double class_weight;
  double threshold;
  double bias[POISE_MODEL_N_CLASSES];
  char name[17];
};

static gsize
measure_slots (const ModelHeader *header)
{
  return sizeof (guint32) << GUINT32_FROM_LE (header->bits);
}

static gsize
measure_rows (const ModelHeader *header)
{
  return (gsize) GUINT32_FROM_LE (header->n_rows) * POISE_MODEL_N_CLASSES * sizeof (gint16);
}

static gboolean
check_header (const ModelHeader *header, gsize size)
{
  guint32 bits = GUINT32_FROM_LE (header->bits);

  return memcmp (header->magic, MODEL_MAGIC, sizeof header->magic) == 0 &&
         GUINT32_FROM_LE (header->version) == MODEL_VERSION && bits >= 1 && bits <= MAX_BITS &&
         GUINT32_FROM_LE (header->n_rows) < ROW_MASK && GUINT32_FROM_LE (header->scale) > 0 &&
         GUINT32_FROM_LE (header->temperature) > 0 &&
         size == sizeof *header + measure_slots (header) + measure_rows (header) +
                   (gsize) GUINT32_FROM_LE (header->lexicon_size) +
                   GUINT32_FROM_LE (header->rules_size);
}

/* The rules end the file; the lexicon stands before them. */
static PoiseLexicon *
make_lexicon (GBytes *bytes, const ModelHeader *header)
{
  gsize size = GUINT32_FROM_LE (header->lexicon_size);
  gsize end = g_bytes_get_size (bytes) - GUINT32_FROM_LE (header->rules_size);
  g_autoptr (GBytes) part = g_bytes_new_from_bytes (bytes, end - size, size);

  return poise_lexicon_new (part);
}

static PoiseWordRules *
make_rules (GBytes *bytes, const ModelHeader *header)
{
  gsize size;
  gsize length = GUINT32_FROM_LE (header->rules_size);
  const char *data = g_bytes_get_data (bytes, &size);

  return poise_word_rules_new (data + size - length, length, NULL);
}

/**
 * poise_model_new_from_bytes:
 * @bytes: the content of a model's file
 * @name: the file's name for messages
 * @error: return location
 *
 * Makes a model of bytes that stay where they are. Errors are
 * %POISE_ERROR_INVALID.
 *
 * Returns: (transfer full) (nullable): the model, or %NULL with @error set
 */
PoiseModel *
poise_model_new_from_bytes (GBytes *bytes, const char *name, GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  ModelHeader header;
  g_autoptr (PoiseLexicon) lexicon = NULL;
  g_autoptr (PoiseWordRules) rules = NULL;
  PoiseModel *self;

  if (size >= sizeof header)
    memcpy (&header, data, sizeof header);
  if (size >= sizeof header && check_header (&header, size))
    {
      lexicon = make_lexicon (bytes, &header);
      rules = make_rules (bytes, &header);
    }
  if (lexicon == NULL || rules == NULL)
    {
      g_set_error (error, POISE_ERROR, POISE_ERROR_INVALID,
                   _ ("“%s” is not a model that this version of Poise can use"), name);
      return NULL;
    }

  self = g_new0 (PoiseModel, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->bytes = g_bytes_ref (bytes);
  self->lexicon = g_steal_pointer (&lexicon);
  self->rules = g_steal_pointer (&rules);
  self->slots = (gconstpointer) (data + sizeof header);
  self->rows = (gconstpointer) (data + sizeof header + measure_slots (&header));
  self->n_rows = GUINT32_FROM_LE (header.n_rows);
  self->mask = (1u << GUINT32_FROM_LE (header.bits)) - 1;
  self->unit = 1.0 / GUINT32_FROM_LE (header.scale);
  self->temperature = GUINT32_FROM_LE (header.temperature) / 1000.0;
  self->gram_weight = GUINT32_FROM_LE (header.gram_weight) / 1000.0;
  self->class_weight = GUINT32_FROM_LE (header.class_weight) / 1000.0;
  self->threshold = GUINT32_FROM_LE (header.threshold) / 1000.0;
  memcpy (self->name, header.name, sizeof header.name);
  for (guint i = 0; i < POISE_MODEL_N_CLASSES; i++)
    self->bias[i] = GINT32_FROM_LE (header.bias[i]) * self->unit;
  return self;
}

/**
 * poise_model_load:
 * @path: a model's file
 * @error: return location
 *
 * Maps a model's file into memory; nothing is parsed. Errors are of
 * #GFileError and %POISE_ERROR_INVALID.
 *
 * Returns: (transfer full) (nullable): the model, or %NULL with @error set
 */
PoiseModel *
poise_model_load (const char *path, GError **error)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, error);
  g_autoptr (GBytes) bytes = NULL;

  if (file == NULL)
    return NULL;
  bytes = g_mapped_file_get_bytes (file);
  return poise_model_new_from_bytes (bytes, path, error);
}

/**
 * poise_model_read_name:
 * @path: a model's file
 *
 * Reads no more than the head of a file.
 *
 * Returns: (transfer full) (nullable): the model's name, or %NULL if that is no
 *   model of this version
 */
char *
poise_model_read_name (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, NULL);
  ModelHeader header;
  gsize n;

  if (stream == NULL ||
      !g_input_stream_read_all (G_INPUT_STREAM (stream), &header, sizeof header, &n, NULL, NULL) ||
      n < sizeof header || memcmp (header.magic, MODEL_MAGIC, sizeof header.magic) != 0 ||
      GUINT32_FROM_LE (header.version) != MODEL_VERSION)
    return NULL;
  return g_strndup (header.name, sizeof header.name);
}

/**
 * poise_model_ref:
 * @self: a model
 *
 * Returns: (transfer full): @self
 */
PoiseModel *
poise_model_ref (PoiseModel *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * poise_model_unref:
 * @self: (transfer full): a model
 */
void
poise_model_unref (PoiseModel *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  poise_lexicon_unref (self->lexicon);
  poise_word_rules_unref (self->rules);
  g_bytes_unref (self->bytes);
  g_free (self);
}

/**
 * poise_model_get_name:
 * @self: a model
 *
 * Returns: (transfer none): the name that tags bear, as `en-1`
 */
const char *
poise_model_get_name (PoiseModel *self)
{
  return self->name;
}

/**
 * poise_model_get_threshold:
 * @self: a model
 *
 * Returns: the probability under which the tagger is unsure
 */
double
poise_model_get_threshold (PoiseModel *self)
{
  return self->threshold;
}

/**
 * poise_model_get_lexicon:
 * @self: a model
 *
 * Returns: (transfer none): what the model knows of words
 */
PoiseLexicon *
poise_model_get_lexicon (PoiseModel *self)
{
  return self->lexicon;
}

/**
 * poise_model_get_rules:
 * @self: a model
 *
 * Returns: (transfer none): the words and the stemmer of its language
 */
PoiseWordRules *
poise_model_get_rules (PoiseModel *self)
{
  return self->rules;
}

/* The row of weights of a feature, or NULL if training never met it. */
static const gint16 *
find_row (PoiseModel *self, guint32 hash)
{
  for (guint32 i = 0; i <= self->mask; i++)
    {
      guint32 slot = GUINT32_FROM_LE (self->slots[(hash + i) & self->mask]);
      guint32 row = (slot & ROW_MASK) - 1;

      if (slot == 0)
        return NULL;
      if (slot >> ROW_BITS == hash >> ROW_BITS)
        return row < self->n_rows ? self->rows[row] : NULL;
    }

  return NULL;
}

/**
 * poise_model_count_known:
 * @self: a model
 * @features: a sentence's features
 *
 * Returns: how many features of its words training has met
 */
guint
poise_model_count_known (PoiseModel *self, const PoiseFeatures *features)
{
  guint n = 0;

  for (guint i = 0; i < features->words->len; i++)
    n += find_row (self, g_array_index (features->words, guint32, i)) != NULL;
  return n;
}

static void
sum_rows (PoiseModel *self, const guint32 *hashes, guint n, gint32 *sums)
{
  for (guint i = 0; i < n; i++)
    {
      const gint16 *row = find_row (self, hashes[i]);

      if (row == NULL)
        continue;
      for (guint k = 0; k < POISE_MODEL_N_CLASSES; k++)
        sums[k] += (gint16) GINT16_FROM_LE (row[k]);
    }
}

/* A group weighs the less, the more features it has. */
static void
add_sums (PoiseModel *self, const gint32 *sums, guint n, double weight, double *scores)
{
  double norm;

  if (n == 0)
    return;
  norm = weight * self->unit / sqrt (n);
  for (guint k = 0; k < POISE_MODEL_N_CLASSES; k++)
    scores[k] += sums[k] * norm;
}

static void
add_hashes (PoiseModel *self, const GArray *hashes, double weight, double *scores)
{
  gint32 sums[POISE_MODEL_N_CLASSES] = { 0 };

  sum_rows (self, (const guint32 *) (gconstpointer) hashes->data, hashes->len, sums);
  add_sums (self, sums, hashes->len, weight, scores);
}

/* The n-grams are most of the features, and always the same for a word. */
static void
add_grams (PoiseModel *self, const GPtrArray *spelled, double *scores)
{
  gint32 sums[POISE_MODEL_N_CLASSES] = { 0 };
  guint n = 0;

  for (guint i = 0; i < spelled->len; i++)
    {
      PoiseWord *word = g_ptr_array_index (spelled, i);

      if (word->gram_sums == NULL)
        {
          word->gram_sums = g_new0 (gint32, POISE_MODEL_N_CLASSES);
          sum_rows (self, word->grams, word->n_grams, word->gram_sums);
        }
      n += word->n_grams;
      for (guint k = 0; k < POISE_MODEL_N_CLASSES; k++)
        sums[k] += word->gram_sums[k];
    }
  add_sums (self, sums, n, self->gram_weight, scores);
}

static guint
find_likeliest (const double *p, guint first, guint n)
{
  guint best = first;

  for (guint i = first + 1; i < first + n; i++)
    if (p[i] > p[best])
      best = i;
  return best;
}

static void
fill_verdict (PoiseVerdict *verdict)
{
  const double *classes = verdict->classes;
  guint first_leadership = POISE_N_FACETS - 1;
  guint first_none = 2 * first_leadership;

  memset (verdict->p, 0, sizeof verdict->p);
  for (guint k = 0; k < POISE_MODEL_N_CLASSES; k++)
    verdict->p[k < first_leadership ? POISE_MODE_MANAGEMENT
               : k < first_none     ? POISE_MODE_LEADERSHIP
                                    : POISE_MODE_NONE] += classes[k];

  verdict->omission =
    (PoiseOmission) (find_likeliest (classes, first_none, POISE_N_OMISSIONS) - first_none);
  if (verdict->p[POISE_MODE_MANAGEMENT] >= verdict->p[POISE_MODE_LEADERSHIP])
    verdict->facet = (PoiseFacet) (1 + find_likeliest (classes, 0, first_leadership));
  else
    verdict->facet =
      (PoiseFacet) (1 + find_likeliest (classes, first_leadership, first_leadership) -
                    first_leadership);
}

/**
 * poise_model_judge:
 * @self: a model
 * @features: a sentence's features
 * @verdict: (out caller-allocates): the probabilities
 *
 * Judges a sentence: a linear model with a softmax over sixteen classes, whose
 * probabilities add up to those of the modes. Weights are added as whole
 * numbers, so that the order of features cannot matter.
 */
void
poise_model_judge (PoiseModel *self, const PoiseFeatures *features, PoiseVerdict *verdict)
{
  double scores[POISE_MODEL_N_CLASSES];
  double top, sum = 0.0;

  memcpy (scores, self->bias, sizeof scores);
  add_hashes (self, features->words, 1.0, scores);
  add_grams (self, features->spelled, scores);
  add_hashes (self, features->classes, self->class_weight, scores);

  top = scores[find_likeliest (scores, 0, POISE_MODEL_N_CLASSES)];
  for (guint k = 0; k < POISE_MODEL_N_CLASSES; k++)
    sum += verdict->classes[k] = exp ((scores[k] - top) / self->temperature);
  for (guint k = 0; k < POISE_MODEL_N_CLASSES; k++)
    verdict->classes[k] /= sum;
  fill_verdict (verdict);
}
