/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-agreement-file.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "poise-error.h"
#include "poise-json.h"
#include "poise-side-merge.h"

#define FORMAT "poise-agreement"
#define VERSION 1

/* What is said of a file that is something else. */
#define OTHERWISE _ ("“%s” does not hold what you and Poise said of sentences")

/* ---- reading ---- */

/* NULL and no error where there is nothing yet. */
static gboolean
parse (const char *data, gsize length, JsonNode **root, JsonArray **checks, GError **error)
{
  gint64 version = VERSION;
  JsonObject *object;

  *root = NULL;
  *checks = NULL;
  if (length == 0)
    return TRUE;
  *root = poise_json_parse (data, length, POISE_AGREEMENT_FILE, error);
  if (*root == NULL)
    return FALSE;
  object = poise_json_read_head (*root, POISE_AGREEMENT_FILE, FORMAT, &version, error, OTHERWISE,
                                 POISE_AGREEMENT_FILE);
  if (object == NULL)
    return FALSE;
  *checks = poise_json_get_array (object, "checks");
  if (*checks == NULL)
    g_set_error (error, POISE_ERROR, POISE_ERROR_INVALID, OTHERWISE, POISE_AGREEMENT_FILE);
  return *checks != NULL;
}

static guint
read_count (JsonObject *object, const char *member)
{
  gint64 count = 0;

  return poise_json_get_int (object, member, &count) ? (guint) CLAMP (count, 0, 1000) : 0;
}

static void
add_counts (JsonObject *check, PoiseAgreementScore *score)
{
  JsonObject *said = poise_json_get_object (check, "counts");

  score->n_unsure += read_count (check, "unsure");
  for (guint m = 0; said != NULL && m < POISE_N_SENTENCE_MODES; m++)
    {
      JsonObject *row = poise_json_get_object (said, poise_mode_to_id ((PoiseMode) m));

      for (guint a = 0; row != NULL && a < POISE_N_SENTENCE_MODES; a++)
        {
          guint n = read_count (row, poise_mode_to_id ((PoiseMode) a));

          score->counts[m][a] += n;
          score->n_sure += n;
          score->n_agreed += m == a ? n : 0;
        }
    }
}

/**
 * poise_agreement_file_sum:
 * @data: (nullable): the bytes of the file, if there is one
 * @length: how many there are
 * @since: the first day that counts
 * @score: (out): everything since together
 * @error: return location
 *
 * Errors are %POISE_ERROR_INVALID and %POISE_ERROR_NEWER.
 *
 * Returns: whether it could be read
 */
gboolean
poise_agreement_file_sum (const char *data,
                          gsize length,
                          PoiseDay since,
                          PoiseAgreementScore *score,
                          GError **error)
{
  g_autoptr (JsonNode) root = NULL;
  JsonArray *checks;

  g_return_val_if_fail (score != NULL, FALSE);

  *score = (PoiseAgreementScore) { 0 };
  if (!parse (data, length, &root, &checks, error))
    return FALSE;
  for (guint i = 0; checks != NULL && i < json_array_get_length (checks); i++)
    {
      JsonNode *node = json_array_get_element (checks, i);
      const char *text = NULL;
      PoiseDay day;

      if (JSON_NODE_HOLDS_OBJECT (node) &&
          poise_json_get_string (json_node_get_object (node), "day", &text) &&
          (day = poise_day_parse (text)) != POISE_DAY_INVALID && day >= since)
        add_counts (json_node_get_object (node), score);
    }
  return TRUE;
}

/* ---- writing ---- */

/* One round of judging. */
typedef struct
{
  char *id; /* two of one day may say the same, and are two */
  PoiseDay day;
  char *model;
  PoiseAgreementScore score;
} Check;

static Check *
check_new (PoiseDay day, const char *model, const PoiseAgreementScore *score)
{
  Check *self = g_new0 (Check, 1);

  self->id = g_uuid_string_random ();
  self->day = day;
  self->model = g_strdup (model);
  self->score = *score;
  return self;
}

static void
check_free (Check *self)
{
  g_free (self->id);
  g_free (self->model);
  g_free (self);
}

static void
write_check (PoiseJsonWriter *writer, const Check *check)
{
  const PoiseAgreementScore *score = &check->score;
  g_autofree char *text = poise_day_to_string (check->day);

  poise_json_writer_begin_inline (writer, NULL, '{');
  poise_json_writer_add_string (writer, "id", check->id);
  poise_json_writer_add_string (writer, "day", text);
  if (check->model != NULL)
    poise_json_writer_add_string (writer, "model", check->model);
  poise_json_writer_add_int (writer, "unsure", score->n_unsure);
  poise_json_writer_begin_inline (writer, "counts", '{');
  for (guint m = 0; m < POISE_N_SENTENCE_MODES; m++)
    {
      poise_json_writer_begin_inline (writer, poise_mode_to_id ((PoiseMode) m), '{');
      for (guint a = 0; a < POISE_N_SENTENCE_MODES; a++)
        poise_json_writer_add_int (writer, poise_mode_to_id ((PoiseMode) a), score->counts[m][a]);
      poise_json_writer_end (writer, '}');
    }
  poise_json_writer_end (writer, '}');
  poise_json_writer_end (writer, '}');
}

static gboolean
is_there (JsonArray *checks, const Check *check)
{
  for (guint i = 0; checks != NULL && i < json_array_get_length (checks); i++)
    {
      JsonNode *node = json_array_get_element (checks, i);
      const char *id = NULL;

      if (JSON_NODE_HOLDS_OBJECT (node) &&
          poise_json_get_string (json_node_get_object (node), "id", &id) &&
          g_str_equal (id, check->id))
        return TRUE;
    }
  return FALSE;
}

/* What is in the file, and these rounds, but for those that it has already. */
static char *
add_checks (const char *data, gsize length, const GPtrArray *added, GError **error)
{
  g_autoptr (JsonNode) root = NULL;
  GString *out;
  PoiseJsonWriter writer;
  JsonArray *checks;
  guint n, limit = POISE_SIDE_MAX_CHECKS - MIN (added->len, POISE_SIDE_MAX_CHECKS);

  if (!parse (data, length, &root, &checks, error))
    return NULL;
  out = g_string_new (NULL);
  n = checks != NULL ? json_array_get_length (checks) : 0;
  poise_json_writer_init (&writer, out);
  poise_json_writer_begin (&writer, NULL, '{');
  poise_json_writer_add_string (&writer, "format", FORMAT);
  poise_json_writer_add_int (&writer, "version", VERSION);
  poise_json_writer_begin (&writer, "checks", '[');
  for (guint i = n > limit ? n - limit : 0; i < n; i++)
    poise_json_writer_add_node (&writer, NULL, json_array_get_element (checks, i));
  for (guint i = 0; i < added->len; i++)
    if (!is_there (checks, g_ptr_array_index (added, i)))
      write_check (&writer, g_ptr_array_index (added, i));
  poise_json_writer_end (&writer, ']');
  poise_json_writer_end (&writer, '}');
  g_string_append_c (out, '\n');
  return g_string_free (out, FALSE);
}

/* ---- keeping it ---- */

static GPtrArray *
new_checks (PoiseDay day, const char *model, const PoiseAgreementScore *score)
{
  GPtrArray *checks = g_ptr_array_new_with_free_func ((GDestroyNotify) check_free);

  g_ptr_array_add (checks, check_new (day, model, score));
  return checks;
}

/**
 * poise_agreement_file_add:
 * @data: (nullable): the bytes of the file, if there is one
 * @length: how many there are
 * @day: when the person judged
 * @model: (nullable): the name of the tagger's model
 * @score: how often both said the same
 * @error: return location
 *
 * Adds a score to the file. One with an error must not be replaced; errors are
 * %POISE_ERROR_INVALID and %POISE_ERROR_NEWER.
 *
 * Returns: (transfer full) (nullable): the new JSON text
 */
char *
poise_agreement_file_add (const char *data,
                          gsize length,
                          PoiseDay day,
                          const char *model,
                          const PoiseAgreementScore *score,
                          GError **error)
{
  g_autoptr (GPtrArray) checks = NULL;

  g_return_val_if_fail (score != NULL, NULL);

  checks = new_checks (day, model, score);
  return add_checks (data, length, checks, error);
}

static GBytes *
apply (GBytes *there, gconstpointer change, GError **error)
{
  gsize length = 0;
  const char *data = there != NULL ? g_bytes_get_data (there, &length) : NULL;
  char *json = add_checks (data, length, change, error);

  return json != NULL ? g_bytes_new_take (json, strlen (json)) : NULL;
}

static gpointer
copy_check (gconstpointer src, gpointer data)
{
  const Check *check = src;
  Check *copy = check_new (check->day, check->model, &check->score);

  g_free (copy->id);
  copy->id = g_strdup (check->id);
  return copy;
}

/* The older ones may be on their way to the disk. */
static gpointer
join (gconstpointer older, gpointer newer)
{
  GPtrArray *checks = g_ptr_array_copy ((GPtrArray *) older, copy_check, NULL);

  g_ptr_array_extend_and_steal (checks, newer);
  return checks;
}

static void
free_checks (gpointer data)
{
  g_ptr_array_unref (data);
}

static gboolean
sum_all (GBytes *there, PoiseAgreementScore *score, GError **error)
{
  gsize length = 0;
  const char *data = there != NULL ? g_bytes_get_data (there, &length) : NULL;

  return poise_agreement_file_sum (data, length, 0, score, error);
}

static gpointer
decode (GBytes *there, const char *path, GError **error)
{
  PoiseAgreementScore score;

  return sum_all (there, &score, error) ? g_memdup2 (&score, sizeof score) : NULL;
}

static const PoiseFileKind agreement_kind = {
  .name = POISE_AGREEMENT_FILE,
  .apply = apply,
  .decode = decode,
  .join = join,
  .free_change = free_checks,
  .free_decoded = g_free,
};

/**
 * poise_agreement_file_get_kind:
 *
 * Returns: what agreement.json is to a store; it is decoded to a #PoiseAgreementScore of all
 *   that it holds
 */
const PoiseFileKind *
poise_agreement_file_get_kind (void)
{
  return &agreement_kind;
}

/**
 * poise_agreement_file_read_accuracy:
 * @folder: a journal's folder
 * @error: return location
 *
 * Reads what the person judged; there may be no file. Errors are those of
 * poise_file_kind_read() and poise_agreement_file_sum().
 *
 * Returns: how often the tagger is right for this person; with @error set, as if they had
 *   judged nothing
 */
PoiseAccuracy
poise_agreement_file_read_accuracy (PoiseFolder *folder, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GBytes) bytes = poise_file_kind_read (&agreement_kind, folder, &local_error);
  PoiseAgreementScore score = { 0 };

  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else if (!sum_all (bytes, &score, error))
    score = (PoiseAgreementScore) { 0 };
  return poise_agreement_get_accuracy (&score);
}

/**
 * poise_agreement_file_write:
 * @folder: a journal's folder
 * @day: when the person judged
 * @model: (nullable): the name of the tagger's model
 * @score: how often both said the same
 * @now: this moment
 * @error: return location
 *
 * Adds a score to the journal's file at once. Errors are those of poise_file_kind_write().
 *
 * Returns: %TRUE if it is on the disk
 */
gboolean
poise_agreement_file_write (PoiseFolder *folder,
                            PoiseDay day,
                            const char *model,
                            const PoiseAgreementScore *score,
                            GDateTime *now,
                            GError **error)
{
  g_autoptr (GPtrArray) checks = new_checks (day, model, score);
  g_autoptr (GBytes) bytes = poise_file_kind_write (&agreement_kind, folder, checks, now, error);

  return bytes != NULL;
}

/**
 * poise_agreement_file_keep:
 * @store: the journal's keeper
 * @day: when the person judged
 * @model: (nullable): the name of the tagger's model
 * @score: how often both said the same
 *
 * Adds a score to the journal's file. A journal in memory has none.
 */
void
poise_agreement_file_keep (PoiseStore *store,
                           PoiseDay day,
                           const char *model,
                           const PoiseAgreementScore *score)
{
  g_return_if_fail (POISE_IS_STORE (store));

  poise_store_put_change (store, &agreement_kind, new_checks (day, model, score));
}
