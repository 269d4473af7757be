/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-learned-file.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "poise-classes.h"
#include "poise-error.h"
#include "poise-json.h"
#include "poise-learner-private.h"

#define LEARNED_FORMAT "poise-learned"
#define LEARNED_VERSION 3

/* What one computer taught. */
typedef struct
{
  char *by;        /* empty: of before there were parts */
  gint64 revision; /* how often it was changed */
  PoiseLearner *counts;
} Part;

typedef struct
{
  gint64 forgotten; /* when, in microseconds of the epoch: what is older is not taken in again */
  GPtrArray *parts; /* by name */
} LearnedFile;

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

static void
part_free (Part *part)
{
  g_free (part->by);
  g_object_unref (part->counts);
  g_free (part);
}

static LearnedFile *
learned_file_new (void)
{
  LearnedFile *self = g_new0 (LearnedFile, 1);

  self->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) part_free);
  return self;
}

static void
learned_file_free (LearnedFile *self)
{
  g_ptr_array_unref (self->parts);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LearnedFile, learned_file_free)

static int
compare_parts_cb (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(Part *const *) a)->by, (*(Part *const *) b)->by);
}

static Part *
ensure_part (LearnedFile *self, const char *by)
{
  Part *part;

  for (guint i = 0; i < self->parts->len; i++)
    {
      part = g_ptr_array_index (self->parts, i);
      if (g_str_equal (part->by, by))
        return part;
    }
  part = g_new0 (Part, 1);
  part->by = g_strdup (by);
  part->counts = poise_learner_new ();
  g_ptr_array_add (self->parts, part);
  g_ptr_array_sort (self->parts, compare_parts_cb);
  return part;
}

static void
write_part (PoiseJsonWriter *writer, const Part *part)
{
  poise_json_writer_begin (writer, NULL, '{');
  poise_json_writer_add_string (writer, "by", part->by);
  poise_json_writer_add_int (writer, "revision", part->revision);
  poise_json_writer_add_int (writer, "corrections", part->counts->n_corrections);
  poise_json_writer_begin (writer, "classes", '[');
  for (guint k = 0; k < POISE_MODEL_N_CLASSES; k++)
    {
      poise_json_writer_begin_inline (writer, NULL, '{');
      write_class (writer, k);
      write_modes (writer, part->counts->classes[k]);
      poise_json_writer_end (writer, '}');
    }
  poise_json_writer_end (writer, ']');
  write_words (writer, part->counts);
  poise_json_writer_end (writer, '}');
}

static char *
write_file (LearnedFile *self)
{
  GString *out = g_string_new (NULL);
  PoiseJsonWriter writer;

  poise_json_writer_init (&writer, out);
  poise_json_writer_begin (&writer, NULL, '{');
  poise_json_writer_add_string (&writer, "format", LEARNED_FORMAT);
  poise_json_writer_add_int (&writer, "version", LEARNED_VERSION);
  poise_json_writer_add_int (&writer, "forgotten", self->forgotten);
  poise_json_writer_begin (&writer, "parts", '[');
  for (guint i = 0; i < self->parts->len; i++)
    write_part (&writer, g_ptr_array_index (self->parts, i));
  poise_json_writer_end (&writer, ']');
  poise_json_writer_end (&writer, '}');
  g_string_append_c (out, '\n');
  return g_string_free (out, FALSE);
}

/**
 * poise_learner_to_json:
 * @self: a layer
 *
 * Writes a layer as `learned.json` holds it, as one part.
 *
 * Returns: (transfer full): the JSON text
 */
char *
poise_learner_to_json (PoiseLearner *self)
{
  g_autoptr (LearnedFile) file = learned_file_new ();
  Part *part;

  g_return_val_if_fail (POISE_IS_LEARNER (self), NULL);

  part = ensure_part (file, "");
  part->revision = 1;
  poise_learner_add (part->counts, self, 1.0);
  return write_file (file);
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

static gboolean
read_counts (PoiseLearner *counts, JsonObject *object)
{
  JsonArray *classes = poise_json_get_array (object, "classes");
  JsonArray *words = poise_json_get_array (object, "words");
  gint64 corrections = 0;

  if (classes == NULL || words == NULL ||
      !poise_json_get_int (object, "corrections", &corrections) || corrections < 0 ||
      !read_all (counts, classes, words))
    return FALSE;
  counts->n_corrections = (guint) MIN (corrections, G_MAXINT);
  return TRUE;
}

static gboolean
read_part (LearnedFile *self, JsonNode *node)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *by = NULL;
  Part *part;

  if (object == NULL || !poise_json_get_string (object, "by", &by))
    return FALSE;
  part = ensure_part (self, by);
  /* Twice the same would count once only. */
  return part->revision == 0 && poise_json_get_int (object, "revision", &part->revision) &&
         part->revision > 0 && read_counts (part->counts, object);
}

static gboolean
read_parts (LearnedFile *self, JsonObject *object)
{
  JsonArray *parts = poise_json_get_array (object, "parts");

  if (parts == NULL || !poise_json_get_int (object, "forgotten", &self->forgotten) ||
      self->forgotten < 0)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (parts); i++)
    if (!read_part (self, json_array_get_element (parts, i)))
      return FALSE;

  return TRUE;
}

/* A file of version 1 told weights of features that no longer are: nothing is
 * left of it. One of version 2 had no parts. */
static gboolean
read_version (LearnedFile *self, JsonObject *object, gint64 version)
{
  Part *part;

  if (version < 2)
    return TRUE;
  if (version > 2)
    return read_parts (self, object);
  part = ensure_part (self, "");
  part->revision = 1;
  return read_counts (part->counts, object);
}

static LearnedFile *
read_file (const char *data, gsize length, const char *name, GError **error)
{
  g_autoptr (LearnedFile) self = learned_file_new ();
  g_autoptr (JsonNode) root = poise_json_parse (data, length, name, error);
  gint64 version = 0;

  if (root == NULL)
    return NULL;
  if (read_head (root, &version) && version > LEARNED_VERSION)
    {
      g_set_error (error, POISE_ERROR, POISE_ERROR_NEWER,
                   _ ("“%s” was written by a newer version of Poise"), name);
      return NULL;
    }
  if (version < 1 || !read_version (self, json_node_get_object (root), version))
    {
      g_set_error (error, POISE_ERROR, POISE_ERROR_INVALID,
                   _ ("“%s” does not hold what Poise learned from corrections"), name);
      return NULL;
    }
  return g_steal_pointer (&self);
}

/**
 * poise_learner_from_json:
 * @self: a layer
 * @data: the bytes of `learned.json`
 * @length: how many there are
 * @name: the file's name for messages
 * @error: return location
 *
 * Reads what was learned on all computers, in place of what @self holds. Errors
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
  g_autoptr (LearnedFile) file = NULL;

  g_return_val_if_fail (POISE_IS_LEARNER (self), FALSE);

  poise_learner_reset (self);
  file = read_file (data, length, name, error);
  if (file == NULL)
    return FALSE;
  for (guint i = 0; i < file->parts->len; i++)
    poise_learner_add (self, ((Part *) g_ptr_array_index (file->parts, i))->counts, 1.0);
  return TRUE;
}

/**
 * poise_learned_file_decode:
 * @there: (nullable): the bytes of `learned.json`
 * @path: its path for messages
 * @error: return location
 *
 * Returns: (transfer full) (nullable): a #PoiseLearner with what was learned on all
 *   computers, or %NULL with @error set
 */
gpointer
poise_learned_file_decode (GBytes *there, const char *path, GError **error)
{
  g_autoptr (PoiseLearner) learner = poise_learner_new ();

  if (there != NULL && !poise_learner_from_json (learner, g_bytes_get_data (there, NULL),
                                                 g_bytes_get_size (there), path, error))
    return NULL;
  return g_steal_pointer (&learner);
}

/**
 * poise_learned_change_new:
 * @by: whose part it goes into
 * @base: what was learned when it began
 * @now: what is learned now
 * @forgotten: when everything was forgotten before, in microseconds of the epoch, or 0
 *
 * Returns: (transfer full): what was learned since, to be brought into the file
 */
PoiseLearnedChange *
poise_learned_change_new (const char *by, PoiseLearner *base, PoiseLearner *now, gint64 forgotten)
{
  PoiseLearnedChange *self = g_new0 (PoiseLearnedChange, 1);

  self->by = g_strdup (by);
  self->base = poise_learner_copy (base);
  self->now = poise_learner_copy (now);
  self->forgotten = forgotten;
  return self;
}

/**
 * poise_learned_change_free:
 * @self: (transfer full): a change
 */
void
poise_learned_change_free (PoiseLearnedChange *self)
{
  g_free (self->by);
  g_object_unref (self->base);
  g_object_unref (self->now);
  g_free (self);
}

/**
 * poise_learned_change_apply:
 * @there: (nullable): the bytes of `learned.json`
 * @change: a #PoiseLearnedChange
 * @error: return location
 *
 * Brings a change into its part of the file. Errors are those of
 * poise_learner_from_json().
 *
 * Returns: (transfer full) (nullable): the file's new bytes
 */
GBytes *
poise_learned_change_apply (GBytes *there, gconstpointer change, GError **error)
{
  const PoiseLearnedChange *self = change;
  g_autoptr (LearnedFile) file =
    there == NULL ? learned_file_new ()
                  : read_file (g_bytes_get_data (there, NULL), g_bytes_get_size (there),
                               POISE_LEARNED_FILE, error);
  Part *part;
  char *json;

  if (file == NULL)
    return NULL;
  if (self->forgotten != 0)
    {
      g_ptr_array_set_size (file->parts, 0);
      file->forgotten = MAX (self->forgotten, file->forgotten + 1);
    }
  part = ensure_part (file, self->by);
  part->revision++;
  poise_learner_add (part->counts, self->now, 1.0);
  poise_learner_add (part->counts, self->base, -1.0);
  json = write_file (file);
  return g_bytes_new_take (json, strlen (json));
}
