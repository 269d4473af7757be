/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-packs.h"

#include <string.h>

/* The language that every journal can count on. */
#define FIRST_LANGUAGE "en"
#define SUFFIX ".model"

struct _PoisePacks
{
  char *folder;      /* %NULL where there is one model only */
  char *name;        /* of all models */
  GHashTable *packs; /* language → PoisePack, or %NULL where there is none */
};

static void
free_pack (gpointer pack)
{
  if (pack != NULL)
    poise_pack_free (pack);
}

static PoisePacks *
new_empty (void)
{
  PoisePacks *self = g_new0 (PoisePacks, 1);

  self->packs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_pack);
  return self;
}

/**
 * poise_packs_new:
 * @model: an English model
 *
 * Returns: (transfer full): packs of one language
 */
PoisePacks *
poise_packs_new (PoiseModel *model)
{
  PoisePacks *self = new_empty ();

  self->name = g_strdup (poise_model_get_name (model));
  g_hash_table_insert (self->packs, g_strdup (FIRST_LANGUAGE), poise_pack_new (model));
  return self;
}

static int
compare_names_cb (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The names that all models of the folder have in their heads, which are read
 * and no more. */
static char *
read_names (const char *folder, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, error);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *file;

  if (dir == NULL)
    return NULL;
  while ((file = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, file, NULL);
      char *name = g_str_has_suffix (file, SUFFIX) ? poise_model_read_name (path) : NULL;

      if (name != NULL)
        g_ptr_array_add (names, name);
    }
  g_ptr_array_sort (names, compare_names_cb);
  g_ptr_array_add (names, NULL);
  return g_strjoinv (" ", (char **) names->pdata);
}

static PoisePack *
load_pack (PoisePacks *self, const char *language, GError **error)
{
  g_autofree char *file = g_strconcat (language, SUFFIX, NULL);
  g_autofree char *path = g_build_filename (self->folder, file, NULL);
  g_autoptr (PoiseModel) model = poise_model_load (path, error);
  PoisePack *pack = model != NULL ? poise_pack_new (model) : NULL;

  g_hash_table_insert (self->packs, g_strdup (language), pack);
  return pack;
}

/**
 * poise_packs_open:
 * @folder: where the models are, as `en.model`
 * @error: return location
 *
 * Looks at what languages there are, and loads English. Errors are those of
 * poise_model_load() and #GFileError.
 *
 * Returns: (transfer full) (nullable): the packs, or %NULL with @error set
 */
PoisePacks *
poise_packs_open (const char *folder, GError **error)
{
  g_autoptr (PoisePacks) self = new_empty ();

  self->folder = g_strdup (folder);
  self->name = read_names (folder, error);
  if (self->name == NULL || load_pack (self, FIRST_LANGUAGE, error) == NULL)
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * poise_packs_free:
 * @self: (transfer full): packs
 */
void
poise_packs_free (PoisePacks *self)
{
  g_hash_table_unref (self->packs);
  g_free (self->folder);
  g_free (self->name);
  g_free (self);
}

/**
 * poise_packs_get_name:
 * @self: packs
 *
 * Names all that is read, so that an entry is tagged again when a model is
 * newer or a language was added.
 *
 * Returns: (transfer none): the models' names, as `de-1 en-6`
 */
const char *
poise_packs_get_name (PoisePacks *self)
{
  return self->name;
}

/**
 * poise_packs_get_first:
 * @self: packs
 *
 * Returns: (transfer none): the pack of English
 */
PoisePack *
poise_packs_get_first (PoisePacks *self)
{
  return g_hash_table_lookup (self->packs, FIRST_LANGUAGE);
}

/**
 * poise_packs_find:
 * @self: packs
 * @language: a language's code, as `de`
 *
 * Loads the pack when it is first asked for. One that cannot be read is as good
 * as none: its texts are in a language that Poise can't read.
 *
 * Returns: (transfer none) (nullable): the pack, or %NULL if there is none
 */
PoisePack *
poise_packs_find (PoisePacks *self, const char *language)
{
  gpointer pack = NULL;
  g_autoptr (GError) error = NULL;

  if (g_hash_table_lookup_extended (self->packs, language, NULL, &pack) || self->folder == NULL)
    return pack;
  pack = load_pack (self, language, &error);
  if (pack == NULL && !g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    g_warning ("%s", error->message);
  return pack;
}

/**
 * poise_packs_guess:
 * @self: packs
 * @language: what it is likeliest, though not clearly
 * @text: a sentence without a word that tells its language, valid UTF-8
 * @length: its length in bytes
 *
 * Returns: (transfer none): of the packs that were loaded, the one that knows
 *   most of the sentence; English if several do, @language's if none knows any
 */
PoisePack *
poise_packs_guess (PoisePacks *self, const char *language, const char *text, gsize length)
{
  PoisePack *best = poise_packs_get_first (self);
  guint most = poise_pack_count_known (best, text, length);
  GHashTableIter iter;
  gpointer pack;

  g_hash_table_iter_init (&iter, self->packs);
  while (g_hash_table_iter_next (&iter, NULL, &pack))
    {
      guint n = pack != NULL ? poise_pack_count_known (pack, text, length) : 0;

      if (n > most)
        {
          most = n;
          best = pack;
        }
    }
  pack = most == 0 ? poise_packs_find (self, language) : NULL;
  return pack != NULL ? pack : best;
}
