/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-learned-file.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "poise-classes.h"
#include "poise-error.h"
#include "poise-json.h"
#include "poise-learned-file-private.h"
#include "poise-learner-private.h"
#include "poise-time.h"
#include "poise-word-lists.h"

#define LEARNED_FORMAT "poise-learned"
#define LEARNED_VERSION 3

/* What is said of a file that is something else. */
#define OTHERWISE _ ("“%s” does not hold what Poise learned from corrections")

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

/* What stands for words of another language than English is written down, since a
 * reader of the file has no tokenizer of that language. */
static void
write_words (PoiseJsonWriter *writer, PoiseLearner *self, gboolean is_english)
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
      if (!is_english)
        poise_json_writer_add_int (writer, "feature", learned->feature);
      poise_json_writer_add_double (writer, "seen", learned->seen);
      write_modes (writer, learned->mode);
      poise_json_writer_end (writer, '}');
    }
  poise_json_writer_end (writer, ']');
}

static void
lesson_free (PoiseLearnedRecord *lesson)
{
  g_free (lesson->key);
  g_object_unref (lesson->counts);
  g_free (lesson);
}

static void
part_free (PoiseLearnedPart *part)
{
  g_free (part->by);
  g_object_unref (part->counts);
  g_ptr_array_unref (part->lessons);
  g_free (part);
}

/**
 * poise_learned_file_new:
 *
 * Returns: (transfer full): a file without parts
 */
PoiseLearnedFile *
poise_learned_file_new (void)
{
  PoiseLearnedFile *self = g_new0 (PoiseLearnedFile, 1);

  self->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) part_free);
  return self;
}

/**
 * poise_learned_file_free:
 * @self: (transfer full): a file
 */
void
poise_learned_file_free (PoiseLearnedFile *self)
{
  g_ptr_array_unref (self->parts);
  g_clear_pointer (&self->lists, g_ptr_array_unref);
  g_free (self);
}

static int
compare_parts_cb (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(PoiseLearnedPart *const *) a)->by, (*(PoiseLearnedPart *const *) b)->by);
}

/**
 * poise_learned_file_ensure_part:
 * @self: a file
 * @by: who taught it
 *
 * Returns: (transfer none): the part of who taught, a new one if there is none
 */
PoiseLearnedPart *
poise_learned_file_ensure_part (PoiseLearnedFile *self, const char *by)
{
  PoiseLearnedPart *part;

  for (guint i = 0; i < self->parts->len; i++)
    {
      part = g_ptr_array_index (self->parts, i);
      if (g_str_equal (part->by, by))
        return part;
    }
  part = g_new0 (PoiseLearnedPart, 1);
  part->by = g_strdup (by);
  part->counts = poise_learner_new ();
  part->lessons = g_ptr_array_new_with_free_func ((GDestroyNotify) lesson_free);
  g_ptr_array_add (self->parts, part);
  g_ptr_array_sort (self->parts, compare_parts_cb);
  return part;
}

static void
write_own_counts (PoiseJsonWriter *writer, PoiseLearner *counts, gboolean is_english)
{
  poise_json_writer_add_int (writer, "corrections", counts->n_corrections);
  poise_json_writer_begin (writer, "classes", '[');
  for (guint k = 0; k < POISE_MODEL_N_CLASSES; k++)
    {
      poise_json_writer_begin_inline (writer, NULL, '{');
      write_class (writer, k);
      write_modes (writer, counts->classes[k]);
      poise_json_writer_end (writer, '}');
    }
  poise_json_writer_end (writer, ']');
  write_words (writer, counts, is_english);
}

static gboolean
has_counts (PoiseLearner *counts)
{
  return counts->n_corrections > 0 || g_hash_table_size (counts->words) > 0;
}

/* What was learned of English, and what of other languages if anything was. */
static void
write_counts (PoiseJsonWriter *writer, PoiseLearner *counts)
{
  g_autoptr (GList) codes = g_hash_table_get_keys (counts->languages);

  write_own_counts (writer, counts, TRUE);
  if (codes == NULL)
    return;
  codes = g_list_sort (codes, (GCompareFunc) strcmp);
  poise_json_writer_begin (writer, "languages", '[');
  for (GList *l = codes; l != NULL; l = l->next)
    {
      PoiseLearner *other = poise_learner_find_language (counts, l->data);

      if (!has_counts (other))
        continue;
      poise_json_writer_begin (writer, NULL, '{');
      poise_json_writer_add_string (writer, "language", l->data);
      write_own_counts (writer, other, FALSE);
      poise_json_writer_end (writer, '}');
    }
  poise_json_writer_end (writer, ']');
}

static void
write_lessons (PoiseJsonWriter *writer, GPtrArray *lessons)
{
  poise_json_writer_begin (writer, "lessons", '[');
  for (guint i = 0; i < lessons->len; i++)
    {
      const PoiseLearnedRecord *lesson = g_ptr_array_index (lessons, i);

      poise_json_writer_begin (writer, NULL, '{');
      poise_json_writer_add_string (writer, "key", lesson->key);
      poise_json_writer_add_int (writer, "time", lesson->time);
      write_counts (writer, lesson->counts);
      poise_json_writer_end (writer, '}');
    }
  poise_json_writer_end (writer, ']');
}

static void
write_part (PoiseJsonWriter *writer, const PoiseLearnedPart *part)
{
  poise_json_writer_begin (writer, NULL, '{');
  poise_json_writer_add_string (writer, "by", part->by);
  poise_json_writer_add_int (writer, "revision", part->revision);
  write_counts (writer, part->counts);
  if (part->lessons->len > 0)
    write_lessons (writer, part->lessons);
  poise_json_writer_end (writer, '}');
}

/**
 * poise_learned_file_write:
 * @self: a file
 *
 * Returns: (transfer full): the JSON text
 */
char *
poise_learned_file_write (PoiseLearnedFile *self)
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
  g_autoptr (PoiseLearnedFile) file = poise_learned_file_new ();
  PoiseLearnedPart *part;

  g_return_val_if_fail (POISE_IS_LEARNER (self), NULL);

  part = poise_learned_file_ensure_part (file, "");
  part->revision = 1;
  poise_learner_add (part->counts, self, 1.0);
  return poise_learned_file_write (file);
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

static gboolean
is_count (double count, double least)
{
  return count >= least && count <= POISE_LEARNER_MAX_COUNT;
}

/* Words that are none to this version's eyes are passed over. Those of English have no
 * @feature in the file. */
static void
put_words (PoiseLearner *self, const char *words, gint64 feature, double seen, const double *modes)
{
  PoiseLearnedWords *learned;

  if (feature < 0 || feature > G_MAXUINT32)
    return;
  learned = poise_learner_ensure_words (
    self, feature != 0 ? (guint32) feature : poise_learner_find_feature (self, words), words,
    strlen (words));
  if (learned == NULL)
    return;
  learned->seen = seen;
  memcpy (learned->mode, modes, sizeof learned->mode);
}

static gboolean
read_words (PoiseLearner *self, JsonNode *node)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  double modes[POISE_N_SENTENCE_MODES];
  const char *words = NULL;
  double seen;
  gint64 feature = 0;

  if (object == NULL || !poise_json_get_string (object, "words", &words) ||
      strlen (words) > POISE_LEARNER_MAX_WORDS_BYTES || !read_count (object, "seen", 0.0, &seen) ||
      !read_modes (object, -seen, modes))
    return FALSE;
  poise_json_get_int (object, "feature", &feature);
  put_words (self, words, feature, seen, modes);
  return TRUE;
}

/* NULL if they are too long or no text. */
static char *
decode_words (const PoiseWordCount *count)
{
  g_autofree char *words = g_strndup (count->words, count->length);
  g_autofree char *json = NULL;
  g_autoptr (JsonNode) root = NULL;

  if (count->has_escapes)
    {
      json = g_strdup_printf ("[\"%s\"]", words);
      root = poise_json_parse (json, strlen (json), POISE_LEARNED_FILE, NULL);
      if (root == NULL)
        return NULL;
      g_free (words);
      words = g_strdup (json_array_get_string_element (json_node_get_array (root), 0));
    }
  return strlen (words) <= POISE_LEARNER_MAX_WORDS_BYTES ? g_steal_pointer (&words) : NULL;
}

static gboolean
is_sound (const PoiseWordCount *count)
{
  if (!is_count (count->seen, 0.0))
    return FALSE;
  for (guint m = 0; m < POISE_N_SENTENCE_MODES; m++)
    if (!is_count (count->mode[m], -count->seen))
      return FALSE;

  return TRUE;
}

/* As read_words(). Of a list that is longer than what is kept, the rest is not decoded. */
static gboolean
read_list (PoiseLearner *self, const GArray *list)
{
  for (guint i = 0; i < list->len; i++)
    {
      const PoiseWordCount *count = &g_array_index (list, PoiseWordCount, i);
      g_autofree char *words = NULL;

      if (!is_sound (count))
        return FALSE;
      if (poise_learner_is_full (self))
        continue;
      words = decode_words (count);
      if (words == NULL)
        return FALSE;
      put_words (self, words, (gint64) count->feature, count->seen, count->mode);
    }
  return TRUE;
}

static gboolean
read_classes (PoiseLearner *self, JsonArray *classes)
{
  if (classes == NULL || json_array_get_length (classes) != POISE_MODEL_N_CLASSES)
    return FALSE;
  for (guint k = 0; k < POISE_MODEL_N_CLASSES; k++)
    {
      JsonNode *node = json_array_get_element (classes, k);

      if (!JSON_NODE_HOLDS_OBJECT (node) ||
          !read_modes (json_node_get_object (node), 0.0, self->classes[k]))
        return FALSE;
    }
  return TRUE;
}

/* @lists: what poise_word_lists_cut() took out, or NULL. */
static gboolean
read_all_words (PoiseLearner *self, JsonObject *object, GPtrArray *lists)
{
  JsonArray *words = poise_json_get_array (object, "words");
  gint64 place = -1;

  if (lists != NULL)
    return poise_json_get_int (object, "words", &place) && place >= 0 && place < lists->len &&
           read_list (self, g_ptr_array_index (lists, place));
  for (guint i = 0; words != NULL && i < json_array_get_length (words); i++)
    if (!read_words (self, json_array_get_element (words, i)))
      return FALSE;

  return words != NULL;
}

static gboolean
read_own_counts (PoiseLearnedFile *self, PoiseLearner *counts, JsonObject *object)
{
  gint64 corrections = 0;

  if (!poise_json_get_int (object, "corrections", &corrections) || corrections < 0 ||
      !read_classes (counts, poise_json_get_array (object, "classes")) ||
      !read_all_words (counts, object, self->lists))
    return FALSE;
  counts->n_corrections = (guint) MIN (corrections, G_MAXINT);
  return TRUE;
}

static gboolean
read_language (PoiseLearnedFile *self, PoiseLearner *counts, JsonNode *node)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *code = NULL;

  return object != NULL && poise_json_get_string (object, "language", &code) &&
         poise_learner_find_language (counts, code) == NULL &&
         read_own_counts (self, poise_learner_ensure_language (counts, code), object);
}

static gboolean
read_counts (PoiseLearnedFile *self, PoiseLearner *counts, JsonObject *object)
{
  JsonArray *languages = poise_json_get_array (object, "languages");

  for (guint i = 0; languages != NULL && i < json_array_get_length (languages); i++)
    if (!read_language (self, counts, json_array_get_element (languages, i)))
      return FALSE;

  return read_own_counts (self, counts, object);
}

/* One that cannot be read is only not told from others. */
static void
read_lesson (PoiseLearnedFile *self, PoiseLearnedPart *part, JsonNode *node)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  g_autoptr (PoiseLearner) counts = poise_learner_new ();
  const char *key = NULL;
  PoiseLearnedRecord *lesson;
  gint64 time;

  if (object == NULL || !poise_json_get_string (object, "key", &key) ||
      strlen (key) != POISE_LEARNED_KEY_LENGTH || !poise_json_get_int (object, "time", &time) ||
      !read_counts (self, counts, object))
    return;
  lesson = g_new0 (PoiseLearnedRecord, 1);
  lesson->key = g_strdup (key);
  lesson->time = time;
  lesson->counts = g_steal_pointer (&counts);
  g_ptr_array_add (part->lessons, lesson);
}

static void
read_lessons (PoiseLearnedFile *self, PoiseLearnedPart *part, JsonObject *object)
{
  JsonArray *lessons = poise_json_get_array (object, "lessons");

  for (guint i = 0;
       lessons != NULL && i < MIN (json_array_get_length (lessons), POISE_LEARNED_MAX_LESSONS); i++)
    read_lesson (self, part, json_array_get_element (lessons, i));
}

static gboolean
read_part (PoiseLearnedFile *self, JsonNode *node)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *by = NULL;
  PoiseLearnedPart *part;

  if (object == NULL || !poise_json_get_string (object, "by", &by))
    return FALSE;
  part = poise_learned_file_ensure_part (self, by);
  /* Twice the same would count once only. */
  if (part->revision != 0 || !poise_json_get_int (object, "revision", &part->revision) ||
      part->revision <= 0 || !read_counts (self, part->counts, object))
    return FALSE;
  read_lessons (self, part, object);
  return TRUE;
}

static gboolean
read_parts (PoiseLearnedFile *self, JsonObject *object)
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
read_version (PoiseLearnedFile *self, JsonObject *object, gint64 version)
{
  PoiseLearnedPart *part;

  if (version < 2)
    return TRUE;
  if (version > 2)
    return read_parts (self, object);
  part = poise_learned_file_ensure_part (self, "");
  part->revision = 1;
  return read_counts (self, part->counts, object);
}

/* The words go the quick way, if they are just as they are written. */
static JsonNode *
parse (PoiseLearnedFile *self, const char *data, gsize length, const char *name, GError **error)
{
  g_autoptr (GString) rest = NULL;
  JsonNode *root;

  self->lists = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  rest = poise_word_lists_cut (data, length, self->lists);
  root = rest != NULL ? poise_json_parse (rest->str, rest->len, name, NULL) : NULL;
  if (root != NULL)
    return root;
  g_clear_pointer (&self->lists, g_ptr_array_unref);
  return poise_json_parse (data, length, name, error);
}

/**
 * poise_learned_file_read:
 * @data: the bytes of `learned.json`
 * @length: how many there are
 * @name: the file's name for messages
 * @error: return location
 *
 * Errors are %POISE_ERROR_INVALID and %POISE_ERROR_NEWER.
 *
 * Returns: (transfer full) (nullable): what it holds, or %NULL with @error set
 */
PoiseLearnedFile *
poise_learned_file_read (const char *data, gsize length, const char *name, GError **error)
{
  g_autoptr (PoiseLearnedFile) self = poise_learned_file_new ();
  g_autoptr (JsonNode) root = parse (self, data, length, name, error);
  gint64 version = LEARNED_VERSION;
  JsonObject *object;

  if (root == NULL)
    return NULL;
  object = poise_json_read_head (root, name, LEARNED_FORMAT, &version, error, OTHERWISE, name);
  if (object == NULL)
    return NULL;
  if (!read_version (self, object, version))
    {
      g_set_error (error, POISE_ERROR, POISE_ERROR_INVALID, OTHERWISE, name);
      return NULL;
    }
  return g_steal_pointer (&self);
}

/* ---- what all taught ---- */

/* Which of two lessons about one text counts: the later, on each computer the same. */
static gboolean
is_later (const PoiseLearnedRecord *lesson,
          const char *by,
          const PoiseLearnedRecord *other,
          const char *other_by)
{
  return lesson->time != other->time ? lesson->time > other->time : strcmp (by, other_by) > 0;
}

/**
 * poise_learned_part_find:
 * @part: a part
 * @key: of what text
 * @position: (out) (optional): where it stands
 *
 * Returns: (nullable): the last correction of the text
 */
const PoiseLearnedRecord *
poise_learned_part_find (const PoiseLearnedPart *part, const char *key, guint *position)
{
  for (guint i = 0; i < part->lessons->len; i++)
    {
      const PoiseLearnedRecord *lesson = g_ptr_array_index (part->lessons, i);

      if (!g_str_equal (lesson->key, key))
        continue;
      if (position != NULL)
        *position = i;
      return lesson;
    }
  return NULL;
}

static gboolean
is_overruled (PoiseLearnedFile *self,
              const PoiseLearnedPart *part,
              const PoiseLearnedRecord *lesson)
{
  for (guint i = 0; i < self->parts->len; i++)
    {
      const PoiseLearnedPart *other = g_ptr_array_index (self->parts, i);
      const PoiseLearnedRecord *its =
        other != part ? poise_learned_part_find (other, lesson->key, NULL) : NULL;

      if (its != NULL && is_later (its, other->by, lesson, part->by))
        return TRUE;
    }
  return FALSE;
}

/* A text that was corrected on several computers counts once. */
static void
add_all (PoiseLearnedFile *self, PoiseLearner *learner)
{
  for (guint i = 0; i < self->parts->len; i++)
    poise_learner_add (learner, ((PoiseLearnedPart *) g_ptr_array_index (self->parts, i))->counts,
                       1.0);
  for (guint i = 0; i < self->parts->len; i++)
    {
      const PoiseLearnedPart *part = g_ptr_array_index (self->parts, i);

      for (guint j = 0; j < part->lessons->len; j++)
        {
          const PoiseLearnedRecord *lesson = g_ptr_array_index (part->lessons, j);

          if (is_overruled (self, part, lesson))
            poise_learner_add (learner, lesson->counts, -1.0);
        }
    }
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
  g_autoptr (PoiseLearnedFile) file = NULL;

  g_return_val_if_fail (POISE_IS_LEARNER (self), FALSE);

  poise_learner_reset (self);
  file = poise_learned_file_read (data, length, name, error);
  if (file == NULL)
    return FALSE;
  add_all (file, self);
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
