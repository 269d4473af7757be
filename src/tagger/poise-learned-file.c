/* SPDX-License-Identifier: GPL-3.0-or-later */
/* learned.json: what the learner holds, readable and the same for the same. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "poise-classes.h"
#include "poise-error.h"
#include "poise-json.h"
#include "poise-learner-private.h"

#define LEARNED_FORMAT "poise-learned"
#define LEARNED_VERSION 2

static int
compare_words_cb (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(PoiseLearnedWords *const *) a)->words,
                 (*(PoiseLearnedWords *const *) b)->words);
}

static void
write_modes (PoiseJsonWriter *writer, const double modes[POISE_N_SENTENCE_MODES])
{
  for (guint m = 0; m < POISE_N_SENTENCE_MODES; m++)
    poise_json_writer_add_double (writer, poise_mode_to_id ((PoiseMode) m), modes[m]);
}

/* For readers; the order tells it. */
static void
write_class (PoiseJsonWriter *writer, guint k)
{
  PoiseMode mode = poise_class_get_mode (k);

  poise_json_writer_add_string (writer, "mode", poise_mode_to_id (mode));
  poise_json_writer_add_string (writer, mode == POISE_MODE_NONE ? "omission" : "facet",
                                mode == POISE_MODE_NONE
                                  ? poise_omission_to_id (poise_class_get_omission (k))
                                  : poise_facet_to_id (poise_class_get_facet (k)));
}

static void
write_words (PoiseJsonWriter *writer, PoiseLearner *self)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->words);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    g_ptr_array_add (all, value);
  g_ptr_array_sort (all, compare_words_cb);
  poise_json_writer_begin (writer, "words", '[');
  for (guint i = 0; i < all->len; i++)
    {
      const PoiseLearnedWords *learned = g_ptr_array_index (all, i);

      poise_json_writer_begin_inline (writer, NULL, '{');
      poise_json_writer_add_string (writer, "words", learned->words);
      poise_json_writer_add_double (writer, "seen", learned->seen);
      write_modes (writer, learned->mode);
      poise_json_writer_end (writer, '}');
    }
  poise_json_writer_end (writer, ']');
}

/**
 * poise_learner_to_json:
 * @self: a layer
 *
 * Writes a layer as `learned.json` holds it.
 *
 * Returns: (transfer full): the JSON text
 */
char *
poise_learner_to_json (PoiseLearner *self)
{
  GString *out = g_string_new (NULL);
  PoiseJsonWriter writer;

  g_return_val_if_fail (POISE_IS_LEARNER (self), NULL);

  poise_json_writer_init (&writer, out);
  poise_json_writer_begin (&writer, NULL, '{');
  poise_json_writer_add_string (&writer, "format", LEARNED_FORMAT);
  poise_json_writer_add_int (&writer, "version", LEARNED_VERSION);
  poise_json_writer_add_int (&writer, "corrections", self->n_corrections);
  poise_json_writer_begin (&writer, "classes", '[');
  for (guint k = 0; k < POISE_MODEL_N_CLASSES; k++)
    {
      poise_json_writer_begin_inline (&writer, NULL, '{');
      write_class (&writer, k);
      write_modes (&writer, self->classes[k]);
      poise_json_writer_end (&writer, '}');
    }
  poise_json_writer_end (&writer, ']');
  write_words (&writer, self);
  poise_json_writer_end (&writer, '}');
  g_string_append_c (out, '\n');
  return g_string_free (out, FALSE);
}

static gboolean
read_count (JsonObject *object, const char *member, double least, double *count)
{
  return poise_json_get_double (object, member, count) && isfinite (*count) && *count >= least &&
         *count <= POISE_LEARNER_MAX_COUNT;
}

static gboolean
read_modes (JsonObject *object, double least, double modes[POISE_N_SENTENCE_MODES])
{
  for (guint m = 0; m < POISE_N_SENTENCE_MODES; m++)
    if (!read_count (object, poise_mode_to_id ((PoiseMode) m), least, &modes[m]))
      return FALSE;

  return TRUE;
}

/* Words that are none to this version's eyes are passed over. */
static gboolean
read_words (PoiseLearner *self, JsonNode *node)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  double modes[POISE_N_SENTENCE_MODES];
  const char *words = NULL;
  double seen;
  PoiseLearnedWords *learned;

  if (object == NULL || !poise_json_get_string (object, "words", &words) ||
      strlen (words) > POISE_LEARNER_MAX_WORDS_BYTES || !read_count (object, "seen", 0.0, &seen) ||
      !read_modes (object, -seen, modes))
    return FALSE;
  learned = poise_learner_ensure_words (self, poise_learner_find_feature (self, words), words,
                                        strlen (words));
  if (learned != NULL)
    {
      learned->seen = seen;
      memcpy (learned->mode, modes, sizeof modes);
    }
  return TRUE;
}

static gboolean
read_all (PoiseLearner *self, JsonArray *classes, JsonArray *words)
{
  if (json_array_get_length (classes) != POISE_MODEL_N_CLASSES)
    return FALSE;
  for (guint k = 0; k < POISE_MODEL_N_CLASSES; k++)
    {
      JsonNode *node = json_array_get_element (classes, k);

      if (!JSON_NODE_HOLDS_OBJECT (node) ||
          !read_modes (json_node_get_object (node), 0.0, self->classes[k]))
        return FALSE;
    }
  for (guint i = 0; i < json_array_get_length (words); i++)
    if (!read_words (self, json_array_get_element (words, i)))
      return FALSE;

  return TRUE;
}

static gboolean
read_head (JsonNode *root, gint64 *version)
{
  const char *format = NULL;

  return JSON_NODE_HOLDS_OBJECT (root) &&
         poise_json_get_string (json_node_get_object (root), "format", &format) &&
         g_str_equal (format, LEARNED_FORMAT) &&
         poise_json_get_int (json_node_get_object (root), "version", version) && *version >= 1;
}

/**
 * poise_learner_from_json:
 * @self: a layer
 * @data: the bytes of `learned.json`
 * @length: how many there are
 * @name: the file's name for messages
 * @error: return location
 *
 * Reads what was learned, in place of what @self holds. A file of version 1
 * told weights of features that no longer are: nothing is left of it. Errors
 * are %POISE_ERROR_INVALID and %POISE_ERROR_NEWER; after one, @self holds
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
  gint64 version = 0, corrections = 0;
  JsonArray *classes, *words;
  JsonObject *object;
  gboolean valid;

  g_return_val_if_fail (POISE_IS_LEARNER (self), FALSE);

  poise_learner_reset (self);
  root = poise_json_parse (data, length, name, error);
  if (root == NULL)
    return FALSE;
  valid = read_head (root, &version);
  if (valid && version > LEARNED_VERSION)
    {
      g_set_error (error, POISE_ERROR, POISE_ERROR_NEWER,
                   _ ("“%s” was written by a newer version of Poise"), name);
      return FALSE;
    }
  if (valid && version < LEARNED_VERSION)
    return TRUE;
  object = valid ? json_node_get_object (root) : NULL;
  valid = valid && (classes = poise_json_get_array (object, "classes")) != NULL &&
          (words = poise_json_get_array (object, "words")) != NULL &&
          poise_json_get_int (object, "corrections", &corrections) && corrections >= 0 &&
          read_all (self, classes, words);
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
