/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-word-rules.h"

struct _PoiseWordRules
{
  gatomicrefcount ref_count;
  char *stemmer;
  PoiseBoundaries boundaries;
  PoiseApostrophe apostrophe;
  gboolean is_beginner;
  GHashTable *flags; /* folded spelling → PoiseWordFlags */
  char *purpose;     /* (nullable): what would give contact a purpose */
  char *giving;      /* (nullable): what would give a feeling to somebody */
};

typedef struct
{
  const char *key;
  PoiseWordFlags flag;
} FlagKey;

static const FlagKey flag_keys[] = {
  { "FirstPerson", POISE_WORD_FIRST_PERSON },
  { "OtherPerson", POISE_WORD_OTHER_PERSON },
  { "Negation", POISE_WORD_NEGATION },
  { "Instead", POISE_WORD_INSTEAD },
  { "Wish", POISE_WORD_WISH },
  { "Conjunction", POISE_WORD_CONJUNCTION },
};

static void
add_words (PoiseWordRules *self, const char *list, PoiseWordFlags flag)
{
  g_auto (GStrv) words = g_strsplit (list, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    g_hash_table_replace (
      self->flags, g_strdup (words[i]),
      GUINT_TO_POINTER (poise_word_rules_get_flags (self, words[i]) | (guint) flag));
}

static gboolean
read_flags (PoiseWordRules *self, GKeyFile *file, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (flag_keys); i++)
    {
      g_autofree char *list = g_key_file_get_string (file, "Words", flag_keys[i].key, error);

      if (list == NULL)
        return FALSE;
      add_words (self, list, flag_keys[i].flag);
    }
  return TRUE;
}

/* What a sentence may lack: no language needs it. */
static void
read_completions (PoiseWordRules *self, GKeyFile *file)
{
  g_autofree char *contact = g_key_file_get_string (file, "Missing", "Contact", NULL);
  g_autofree char *felt = g_key_file_get_string (file, "Missing", "Felt", NULL);

  if (contact != NULL)
    add_words (self, contact, POISE_WORD_CONTACT);
  if (felt != NULL)
    add_words (self, felt, POISE_WORD_FELT);
  self->purpose = g_key_file_get_string (file, "Missing", "Purpose", NULL);
  self->giving = g_key_file_get_string (file, "Missing", "Giving", NULL);
}

static PoiseApostrophe
read_apostrophe (GKeyFile *file)
{
  g_autofree char *name = g_key_file_get_string (file, "Language", "Apostrophe", NULL);

  if (g_strcmp0 (name, "contraction") == 0)
    return POISE_APOSTROPHE_CONTRACTION;
  return g_strcmp0 (name, "elision") == 0 ? POISE_APOSTROPHE_ELISION : POISE_APOSTROPHE_LETTER;
}

static PoiseBoundaries
read_boundaries (GKeyFile *file)
{
  g_autofree char *name = g_key_file_get_string (file, "Language", "Boundaries", NULL);

  return g_strcmp0 (name, "dictionary") == 0 ? POISE_BOUNDARIES_DICTIONARY
                                             : POISE_BOUNDARIES_SPACES;
}

/**
 * poise_word_rules_new:
 * @data: a key file's text
 * @length: its length in bytes
 * @error: return location
 *
 * Reads rules. The group `Language` has `Stemmer`, a name of libstemmer's or
 * empty, `Boundaries` (spaces or dictionary), `Apostrophe` (letter, contraction or elision) and
 * `Beginner`; the group `Words` has `FirstPerson`, `OtherPerson`, `Negation`, `Instead`, `Wish` and
 * `Conjunction`, each words in small letters with spaces between them. The group `Missing` may be
 * left out: `Contact` and `Felt` are such words, `Purpose` and `Giving` the end of a sentence that
 * has them, see poise_tagger_find_missing(). Errors are of #GKeyFileError.
 *
 * Returns: (transfer full) (nullable): the rules, or %NULL with @error set
 */
PoiseWordRules *
poise_word_rules_new (const char *data, gsize length, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (PoiseWordRules) self = g_new0 (PoiseWordRules, 1);

  g_return_val_if_fail (data != NULL || length == 0, NULL);

  g_atomic_ref_count_init (&self->ref_count);
  self->flags = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!g_key_file_load_from_data (file, data, length, G_KEY_FILE_NONE, error) ||
      !read_flags (self, file, error))
    return NULL;
  self->stemmer = g_key_file_get_string (file, "Language", "Stemmer", error);
  if (self->stemmer == NULL)
    return NULL;
  self->boundaries = read_boundaries (file);
  self->apostrophe = read_apostrophe (file);
  self->is_beginner = g_key_file_get_boolean (file, "Language", "Beginner", NULL);
  read_completions (self, file);
  return g_steal_pointer (&self);
}

/**
 * poise_word_rules_ref:
 * @self: rules
 *
 * Returns: (transfer full): @self
 */
PoiseWordRules *
poise_word_rules_ref (PoiseWordRules *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * poise_word_rules_unref:
 * @self: (transfer full): rules
 */
void
poise_word_rules_unref (PoiseWordRules *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_hash_table_unref (self->flags);
  g_free (self->stemmer);
  g_free (self->purpose);
  g_free (self->giving);
  g_free (self);
}

/**
 * poise_word_rules_get_stemmer:
 * @self: rules
 *
 * Returns: (transfer none): the name of libstemmer's algorithm, or an empty
 *   string
 */
const char *
poise_word_rules_get_stemmer (PoiseWordRules *self)
{
  return self->stemmer;
}

/**
 * poise_word_rules_get_boundaries:
 * @self: rules
 *
 * Returns: what tells where a word ends
 */
PoiseBoundaries
poise_word_rules_get_boundaries (PoiseWordRules *self)
{
  return self->boundaries;
}

/**
 * poise_word_rules_get_apostrophe:
 * @self: rules
 *
 * Returns: what an apostrophe inside of a word does
 */
PoiseApostrophe
poise_word_rules_get_apostrophe (PoiseWordRules *self)
{
  return self->apostrophe;
}

/**
 * poise_word_rules_get_is_beginner:
 * @self: rules
 *
 * Returns: %TRUE if the language is read less well than English, which is said
 *   to the person
 */
gboolean
poise_word_rules_get_is_beginner (PoiseWordRules *self)
{
  return self->is_beginner;
}

/**
 * poise_word_rules_get_flags:
 * @self: rules
 * @folded: a word in small letters
 *
 * Returns: its #PoiseWordFlags
 */
guint
poise_word_rules_get_flags (PoiseWordRules *self, const char *folded)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->flags, folded));
}

/**
 * poise_word_rules_get_completion:
 * @self: rules
 * @flag: %POISE_WORD_CONTACT or %POISE_WORD_FELT
 *
 * Returns: (transfer none) (nullable): an end of a sentence by which contact has a purpose, or a
 *   feeling reaches somebody; %NULL if the language's rules have none
 */
const char *
poise_word_rules_get_completion (PoiseWordRules *self, PoiseWordFlags flag)
{
  return flag == POISE_WORD_CONTACT ? self->purpose : self->giving;
}
