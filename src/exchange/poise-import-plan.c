/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-import-plan.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "poise-intention-file.h"
#include "poise-json.h"
#include "poise-likeness.h"
#include "poise-side-change.h"

/* How often a long work says how far it is. */
#define PROGRESS_STEP 50

static gboolean
has_same_words (PoiseEntry *a, PoiseEntry *b)
{
  g_autofree char *first = poise_likeness_fold (poise_entry_get_text (a));
  g_autofree char *second = poise_likeness_fold (poise_entry_get_text (b));

  return g_str_equal (first, second);
}

/* ---- what is there already ---- */

/* Entries can be known by their ids, by what they were called where they were
 * imported from, and by their words: jrnl's text and its JSON, or a journal that
 * went from one program to another, hold the same entries. An entry of the journal is one of the
 * source and no more: who writes “Quiet day.” twice has two. */
typedef struct
{
  GHashTable *ids;     /* id → entry */
  GHashTable *sources; /* format and id of the source → entries */
  GHashTable *words;   /* what get_key() makes of an entry → entries */
  GHashTable *matched; /* entries that the source has */
  GHashTable *numbers; /* for poise_import_rename() */
} Known;

/* An entry of the source, and which of the journal it is. */
typedef struct
{
  PoiseEntry *entry;
  char *source;
  char *words; /* their checksum */
  PoiseEntry *found;
} Sought;

/* What an import keeps of where an entry came from. */
static const char *
get_origin (PoiseEntry *entry, const char *member)
{
  JsonObject *extra = poise_entry_get_extra (entry);
  JsonObject *imported = extra != NULL ? poise_json_get_object (extra, POISE_EXTRA_IMPORTED) : NULL;
  const char *value = NULL;

  if (imported != NULL)
    poise_json_get_string (imported, member, &value);
  return value;
}

static char *
get_source (PoiseEntry *entry)
{
  const char *format = get_origin (entry, "format"), *id = get_origin (entry, "id");

  return format != NULL && id != NULL ? g_strconcat (format, "\n", id, NULL) : NULL;
}

static char *
get_words (PoiseEntry *entry)
{
  g_autofree char *folded = poise_likeness_fold (poise_entry_get_text (entry));

  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, folded, -1);
}

/* How the same words are looked for: first those of the same source, then of the same moment. */
typedef enum
{
  KEY_SOURCE_WORDS, /* the words are the same */
  KEY_SOURCE_SUM,   /* they were when they were imported */
  KEY_MOMENT,
  KEY_DAY,
  N_KEYS
} Key;

static char *
get_key (Key key, PoiseEntry *entry, const char *source, const char *words)
{
  const char *sum = get_origin (entry, POISE_IMPORTED_WORDS);

  switch (key)
    {
    case KEY_SOURCE_WORDS:
      return source != NULL ? g_strdup_printf ("%d\n%s\n%s", key, source, words) : NULL;
    case KEY_SOURCE_SUM:
      return source != NULL && sum != NULL ? g_strdup_printf ("%d\n%s\n%s", key, source, sum)
                                           : NULL;
    case KEY_MOMENT:
      return g_strdup_printf ("%d\n%u\n%" G_GINT64_FORMAT "\n%s", key, poise_entry_get_day (entry),
                              g_date_time_to_unix (poise_entry_get_created (entry)), words);
    case KEY_DAY:
      return g_strdup_printf ("%d\n%u\n%s", key, poise_entry_get_day (entry), words);
    case N_KEYS:
    default:
      g_assert_not_reached ();
    }
}

/* Takes the key. */
static void
add_to_list (GHashTable *lists, char *key, PoiseEntry *entry)
{
  GQueue *entries = g_hash_table_lookup (lists, key);

  if (entries == NULL)
    {
      entries = g_queue_new ();
      g_hash_table_insert (lists, g_strdup (key), entries);
    }
  g_queue_push_tail (entries, entry);
  g_free (key);
}

static GHashTable *
lists_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_queue_free);
}

static void
known_init (Known *known, PoiseImport *import, GPtrArray *present)
{
  known->ids = g_hash_table_new (g_str_hash, g_str_equal);
  known->sources = lists_new ();
  known->words = lists_new ();
  known->matched = g_hash_table_new (NULL, NULL);
  known->numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < present->len && !poise_import_is_stopped (import); i++)
    {
      PoiseEntry *entry = g_ptr_array_index (present, i);
      g_autofree char *source = get_source (entry);
      g_autofree char *words = get_words (entry);

      g_hash_table_insert (known->ids, (char *) poise_entry_get_id (entry), entry);
      for (Key key = 0; key < N_KEYS; key++)
        {
          char *name = get_key (key, entry, source, words);

          if (name != NULL)
            add_to_list (known->words, name, entry);
        }
      if (source != NULL)
        add_to_list (known->sources, g_steal_pointer (&source), entry);
    }
}

static void
known_clear (Known *known)
{
  g_hash_table_unref (known->ids);
  g_hash_table_unref (known->sources);
  g_hash_table_unref (known->words);
  g_hash_table_unref (known->matched);
  g_hash_table_unref (known->numbers);
}

/* Whether @found, whose source had the same id and other words, is an earlier state of @entry. Two
 * folders may have files of the same name, which are not. */
static gboolean
is_version (PoiseLikeness *likeness, PoiseEntry *found, PoiseEntry *entry)
{
  if (get_origin (entry, POISE_IMPORTED_WORDS) == NULL)
    return TRUE;
  if (poise_entry_get_day (found) == poise_entry_get_day (entry))
    return poise_likeness_is_edited (likeness, poise_entry_get_text (found),
                                     poise_entry_get_text (entry));
  return poise_likeness_holds (likeness, poise_entry_get_text (found),
                               poise_entry_get_text (entry));
}

/* The first of a list that is none of the source yet. */
static PoiseEntry *
known_find_words (Known *known, Key key, const Sought *sought)
{
  g_autofree char *name = get_key (key, sought->entry, sought->source, sought->words);
  GQueue *entries = name != NULL ? g_hash_table_lookup (known->words, name) : NULL;

  while (entries != NULL && entries->length > 0 &&
         g_hash_table_contains (known->matched, entries->head->data))
    g_queue_pop_head (entries);
  return entries != NULL ? g_queue_peek_head (entries) : NULL;
}

/* The words may be others: what is said to be the same may have been edited. */
static PoiseEntry *
known_find_id (Known *known, PoiseLikeness *likeness, const Sought *sought)
{
  PoiseEntry *found = g_hash_table_lookup (known->ids, poise_entry_get_id (sought->entry));

  return found != NULL && !g_hash_table_contains (known->matched, found) &&
             is_version (likeness, found, sought->entry)
           ? found
           : NULL;
}

static PoiseEntry *
known_find_source (Known *known, PoiseLikeness *likeness, const Sought *sought)
{
  GQueue *entries =
    sought->source != NULL ? g_hash_table_lookup (known->sources, sought->source) : NULL;
  GList *next;

  for (GList *l = entries != NULL ? entries->head : NULL; l != NULL; l = next)
    {
      next = l->next;
      if (g_hash_table_contains (known->matched, l->data))
        g_queue_delete_link (entries, l);
      else if (is_version (likeness, l->data, sought->entry))
        return l->data;
    }
  return NULL;
}

/* ---- one for one ---- */

static void
sought_clear (Sought *sought)
{
  g_free (sought->source);
  g_free (sought->words);
}

static GArray *
list_sought (PoiseImport *import)
{
  GArray *all = g_array_sized_new (FALSE, FALSE, sizeof (Sought), import->entries->len);

  g_array_set_clear_func (all, (GDestroyNotify) sought_clear);
  for (guint i = 0; i < import->entries->len && !poise_import_is_stopped (import); i++)
    {
      PoiseEntry *entry = g_ptr_array_index (import->entries, i);
      Sought sought = { entry, get_source (entry), get_words (entry), NULL };

      g_array_append_val (all, sought);
    }
  return all;
}

/* In what order is looked for the entry: what is surest takes its own before others can. */
typedef enum
{
  STEP_ID_AND_WORDS,
  STEP_SOURCE_AND_WORDS,
  STEP_SOURCE_AND_SUM,
  STEP_ID,
  STEP_SOURCE,
  STEP_MOMENT,
  STEP_DAY,
  N_STEPS
} Step;

static PoiseEntry *
find_in_step (Known *known, PoiseLikeness *likeness, Step step, const Sought *sought)
{
  PoiseEntry *found;

  switch (step)
    {
    case STEP_ID_AND_WORDS:
      found = g_hash_table_lookup (known->ids, poise_entry_get_id (sought->entry));
      return found != NULL && has_same_words (found, sought->entry) ? found : NULL;
    case STEP_SOURCE_AND_WORDS:
      return known_find_words (known, KEY_SOURCE_WORDS, sought);
    case STEP_SOURCE_AND_SUM:
      return known_find_words (known, KEY_SOURCE_SUM, sought);
    case STEP_ID:
      return known_find_id (known, likeness, sought);
    case STEP_SOURCE:
      return known_find_source (known, likeness, sought);
    case STEP_MOMENT:
      return known_find_words (known, KEY_MOMENT, sought);
    case STEP_DAY:
      return known_find_words (known, KEY_DAY, sought);
    case N_STEPS:
    default:
      g_assert_not_reached ();
    }
}

static void
find_all (Known *known, PoiseImport *import, PoiseLikeness *likeness, GArray *all)
{
  for (Step step = 0; step < N_STEPS; step++)
    for (guint i = 0; i < all->len && !poise_import_is_stopped (import); i++)
      {
        Sought *sought = &g_array_index (all, Sought, i);

        if (sought->found == NULL)
          sought->found = find_in_step (known, likeness, step, sought);
        if (sought->found != NULL)
          g_hash_table_add (known->matched, sought->found);
      }
}

/* ---- another version ---- */

/* Formats without ids tell their entries apart by time and text, so one that was
 * corrected there looks new. It is known by its day and its words; of those in the
 * journal only what the source has no longer is looked at. */

/* The entries of the journal that the source does not hold as they are, by day. */
static GHashTable *
list_unmatched (GPtrArray *present, GHashTable *matched)
{
  GHashTable *days = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < present->len; i++)
    {
      PoiseEntry *entry = g_ptr_array_index (present, i);
      gpointer day = GUINT_TO_POINTER (poise_entry_get_day (entry));
      GPtrArray *entries = g_hash_table_lookup (days, day);

      if (get_origin (entry, "format") == NULL || g_hash_table_contains (matched, entry))
        continue;
      if (entries == NULL)
        {
          entries = g_ptr_array_new ();
          g_hash_table_insert (days, day, entries);
        }
      g_ptr_array_add (entries, entry);
    }
  return days;
}

/* Entries whose source says no hour stand at noon: that two of them do says nothing. */
static gboolean
is_at_noon (PoiseEntry *entry)
{
  GDateTime *created = poise_entry_get_created (entry);

  return g_date_time_get_hour (created) == 12 && g_date_time_get_minute (created) == 0 &&
         g_date_time_get_seconds (created) <= 0.0;
}

static gboolean
is_edited (PoiseLikeness *likeness, PoiseEntry *other, PoiseEntry *entry)
{
  const char *before = poise_entry_get_text (other), *after = poise_entry_get_text (entry);

  if (!g_date_time_equal (poise_entry_get_created (other), poise_entry_get_created (entry)))
    return FALSE;
  return (!is_at_noon (entry) && poise_likeness_is_edited (likeness, before, after)) ||
         poise_likeness_is_mistyped (likeness, before, after);
}

static gboolean
has_words_of (PoiseLikeness *likeness, PoiseEntry *other, PoiseEntry *entry)
{
  return poise_likeness_holds (likeness, poise_entry_get_text (other),
                               poise_entry_get_text (entry));
}

/* Of the same day, whether it has a time or not. */
static gboolean
is_grown (PoiseLikeness *likeness, PoiseEntry *other, PoiseEntry *entry)
{
  return poise_likeness_is_grown (likeness, poise_entry_get_text (other),
                                  poise_entry_get_text (entry));
}

/* Takes the first one out of @entries that is a state of @entry, by what @is_state says. */
static gboolean
take_first (GPtrArray *entries,
            gboolean (*is_state) (PoiseLikeness *, PoiseEntry *, PoiseEntry *),
            PoiseLikeness *likeness,
            PoiseEntry *entry)
{
  const char *format = get_origin (entry, "format");

  for (guint i = 0; i < entries->len; i++)
    {
      PoiseEntry *other = g_ptr_array_index (entries, i);

      if (g_strcmp0 (get_origin (other, "format"), format) != 0 ||
          !is_state (likeness, other, entry))
        continue;
      g_ptr_array_remove_index (entries, i);
      return TRUE;
    }
  return FALSE;
}

/* Takes what is another state of @entry out of @days: rather one of the same moment. */
static gboolean
take_other_version (GHashTable *days, PoiseLikeness *likeness, PoiseEntry *entry)
{
  GPtrArray *entries = g_hash_table_lookup (days, GUINT_TO_POINTER (poise_entry_get_day (entry)));

  return entries != NULL && (take_first (entries, is_edited, likeness, entry) ||
                             take_first (entries, has_words_of, likeness, entry) ||
                             take_first (entries, is_grown, likeness, entry));
}

/* The id may be that of a file of the same name. */
static void
take_new (PoiseImportPlan *self, PoiseImport *import, Known *known, PoiseEntry *entry)
{
  PoiseEntry *taken = g_hash_table_contains (known->ids, poise_entry_get_id (entry))
                        ? poise_import_rename (import, entry, known->ids, known->numbers)
                        : g_object_ref (entry);

  g_hash_table_insert (known->ids, (char *) poise_entry_get_id (taken), taken);
  g_ptr_array_add (self->entries, taken);
}

static void
measure (PoiseImportPlan *self)
{
  g_autoptr (GHashTable) days = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < self->entries->len; i++)
    {
      PoiseDay day = poise_entry_get_day (g_ptr_array_index (self->entries, i));

      g_hash_table_add (days, GUINT_TO_POINTER (day));
      self->first = i == 0 ? day : MIN (self->first, day);
      self->last = MAX (self->last, day);
    }
  self->n_days = g_hash_table_size (days);
}

/**
 * poise_import_plan_new:
 * @import: what was read
 * @present: (element-type PoiseEntry): what the journal holds
 *
 * Finds what the journal does not have yet. Nothing is changed.
 *
 * Returns: (transfer full) (nullable): the plan; %NULL where poise_import_is_stopped()
 */
PoiseImportPlan *
poise_import_plan_new (PoiseImport *import, GPtrArray *present)
{
  g_autoptr (PoiseImportPlan) self = g_new0 (PoiseImportPlan, 1);
  g_autoptr (GPtrArray) unknown = g_ptr_array_new ();
  g_autoptr (GArray) all = list_sought (import);
  g_autoptr (GHashTable) days = NULL;
  g_autoptr (PoiseLikeness) likeness = poise_likeness_new ();
  Known known;

  self->entries = g_ptr_array_new_with_free_func (g_object_unref);
  self->changed = g_ptr_array_new_with_free_func (g_object_unref);
  known_init (&known, import, present);
  find_all (&known, import, likeness, all);
  for (guint i = 0; i < all->len && !poise_import_is_stopped (import); i++)
    {
      const Sought *sought = &g_array_index (all, Sought, i);

      if (sought->found == NULL)
        g_ptr_array_add (unknown, sought->entry);
      else if (has_same_words (sought->found, sought->entry))
        self->n_present++;
      else
        g_ptr_array_add (self->changed, g_object_ref (sought->entry));
    }
  days = list_unmatched (present, known.matched);
  for (guint i = 0; i < unknown->len && !poise_import_is_stopped (import); i++)
    {
      PoiseEntry *entry = g_ptr_array_index (unknown, i);

      if (take_other_version (days, likeness, entry))
        g_ptr_array_add (self->changed, g_object_ref (entry));
      else
        take_new (self, import, &known, entry);
    }
  known_clear (&known);
  measure (self);
  return !poise_import_is_stopped (import) ? g_steal_pointer (&self) : NULL;
}

/**
 * poise_import_plan_free:
 * @self: (transfer full): a plan
 */
void
poise_import_plan_free (PoiseImportPlan *self)
{
  g_ptr_array_unref (self->entries);
  g_ptr_array_unref (self->changed);
  g_clear_object (&self->before);
  g_clear_object (&self->after);
  g_free (self);
}

/**
 * poise_import_plan_add_intentions:
 * @self: a plan
 * @import: what was read
 * @folder: the journal's folder
 *
 * Finds what the journal's intentions.json does not have yet of the intentions, the entries that
 * are left in peace and the pause. Blocks. Where that file cannot be read, it is noted in @import
 * that these do not come in.
 */
void
poise_import_plan_add_intentions (PoiseImportPlan *self, PoiseImport *import, PoiseFolder *folder)
{
  g_autoptr (PoiseIntentionList) before = poise_intention_list_new ();
  g_autoptr (PoiseIntentionList) after = NULL;
  g_autofree char *is = NULL;
  g_autofree char *was = NULL;
  g_autoptr (GError) error = NULL;

  if (import->intentions == NULL)
    return;
  if (!poise_intention_file_read (folder, before, &error))
    {
      poise_import_note (import, NULL, 0, _ ("the intentions are not imported: %s"),
                         error->message);
      return;
    }
  after = poise_intention_list_copy (before);
  /* The copy has not what this version does not know. */
  self->before = poise_intention_list_copy (before);
  self->n_intentions = poise_intention_list_import (after, import->intentions);
  was = poise_intention_list_to_json (self->before);
  is = poise_intention_list_to_json (after);
  if (g_str_equal (was, is))
    g_clear_object (&self->before);
  else
    self->after = g_steal_pointer (&after);
}

/**
 * poise_import_plan_has_intentions:
 * @self: a plan
 *
 * Returns: whether intentions, entries that are left in peace, or a pause come in
 */
gboolean
poise_import_plan_has_intentions (const PoiseImportPlan *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->after != NULL;
}

/**
 * poise_import_plan_is_empty:
 * @self: a plan
 *
 * Returns: whether nothing comes in
 */
gboolean
poise_import_plan_is_empty (const PoiseImportPlan *self)
{
  g_return_val_if_fail (self != NULL, TRUE);

  return self->entries->len == 0 && self->after == NULL;
}

/* ---- doing it ---- */

/* An entry that the person corrected keeps their word; the tagger adds the
 * sentences. */
static void
tag_entry (PoiseEntry *entry, PoiseImportTagFunc tag, gpointer data)
{
  PoiseTag *own = poise_entry_get_tag (entry);
  g_autoptr (PoiseTag) said = NULL;
  g_autoptr (PoiseTag) corrected = NULL;

  if (own != NULL && (own->sentences->len > 0 || own->by != POISE_TAG_SOURCE_PERSON))
    return;
  said = tag (poise_entry_get_text (entry), data);
  if (own != NULL && said != NULL)
    corrected = poise_tag_with_mode (said, own->mode);
  if (said != NULL)
    poise_entry_set_tag (entry, corrected != NULL ? corrected : said);
}

/**
 * poise_import_plan_tag:
 * @self: a plan
 * @tag: (scope call): tags a text
 * @tag_data: for @tag
 * @progress: (nullable) (scope call): told how far it is
 * @progress_data: for @progress
 * @cancellable: (nullable): to stop it
 * @error: return location
 *
 * Tags the entries that have no tag. Takes its time; for a thread.
 *
 * Returns: %TRUE unless it was stopped
 */
gboolean
poise_import_plan_tag (PoiseImportPlan *self,
                       PoiseImportTagFunc tag,
                       gpointer tag_data,
                       PoiseProgressFunc progress,
                       gpointer progress_data,
                       GCancellable *cancellable,
                       GError **error)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (progress != NULL && i % PROGRESS_STEP == 0)
        progress (i, self->entries->len, progress_data);
      if (poise_entry_is_counted (g_ptr_array_index (self->entries, i)))
        tag_entry (g_ptr_array_index (self->entries, i), tag, tag_data);
    }
  return TRUE;
}

static PoiseBatch *
make_batch (PoiseImportPlan *self, gboolean shall_undo)
{
  PoiseBatch *batch = poise_batch_new ();

  for (guint i = 0; i < self->entries->len; i++)
    {
      PoiseEntry *entry = g_ptr_array_index (self->entries, i);

      if (shall_undo)
        poise_batch_discard (batch, entry);
      else
        poise_batch_add (batch, entry);
    }
  return batch;
}

/* What was changed in intentions.json otherwise stays. */
static gboolean
put_intentions (PoiseImportPlan *self,
                PoiseFolder *folder,
                gboolean is_in,
                GDateTime *now,
                GError **error)
{
  const PoiseFileKind *kind = poise_intention_file_get_kind ();
  g_autoptr (PoiseIntentionList) list = poise_intention_list_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *base = NULL;
  g_autofree char *json = NULL;
  gpointer change;

  if (self->after == NULL)
    return TRUE;
  if (!poise_intention_file_read (folder, list, error))
    return FALSE;
  base = poise_intention_list_to_json (list);
  poise_intention_list_apply (list, is_in ? self->before : self->after,
                              is_in ? self->after : self->before);
  json = poise_intention_list_to_json (list);
  change = poise_side_change_new (base, json, now);
  bytes = poise_file_kind_write (kind, folder, change, now, error);
  kind->free_change (change);
  return bytes != NULL;
}

/**
 * poise_import_plan_put:
 * @self: a plan
 * @folder: the journal's folder
 * @batch: what becomes of the entries; may be without changes
 * @is_in: whether the intentions come into the journal, or are taken out again
 * @now: this moment
 * @progress: (nullable) (scope call): told how many months are written
 * @progress_data: for @progress
 * @cancellable: (nullable): to stop it
 * @undo: (out) (optional): the backup that is the journal as it was before; not set where @batch
 *   is without changes
 * @error: return location
 *
 * Writes the intentions, then the entries, and takes the intentions back where these fail. What
 * was changed in intentions.json otherwise stays. Errors are those of poise_file_kind_write() and
 * poise_batch_apply().
 *
 * Returns: %TRUE if all is on the disk
 */
gboolean
poise_import_plan_put (PoiseImportPlan *self,
                       PoiseFolder *folder,
                       PoiseBatch *batch,
                       gboolean is_in,
                       GDateTime *now,
                       PoiseProgressFunc progress,
                       gpointer progress_data,
                       GCancellable *cancellable,
                       char **undo,
                       GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (!put_intentions (self, folder, is_in, now, error))
    return FALSE;
  if (poise_batch_is_empty (batch) ||
      poise_batch_apply (batch, folder, now, progress, progress_data, cancellable, undo, error))
    return TRUE;
  put_intentions (self, folder, !is_in, now, NULL);
  return FALSE;
}

/**
 * poise_import_plan_apply:
 * @self: a plan
 * @folder: the journal's folder
 * @now: this moment
 * @progress: (nullable) (scope call): told how many months are written
 * @progress_data: for @progress
 * @cancellable: (nullable): to stop it
 * @undo: (out) (optional): the backup that is the journal as it was before; %NULL where no entry
 *   comes in
 * @error: return location
 *
 * Brings the entries and the intentions into the journal, all or none. Errors are those of
 * poise_import_plan_put().
 *
 * Returns: %TRUE if they are all on the disk
 */
gboolean
poise_import_plan_apply (PoiseImportPlan *self,
                         PoiseFolder *folder,
                         GDateTime *now,
                         PoiseProgressFunc progress,
                         gpointer progress_data,
                         GCancellable *cancellable,
                         char **undo,
                         GError **error)
{
  g_autoptr (PoiseBatch) batch = make_batch (self, FALSE);

  return poise_import_plan_put (self, folder, batch, TRUE, now, progress, progress_data,
                                cancellable, undo, error);
}

/**
 * poise_import_plan_undo:
 * @self: a plan that was applied
 * @folder: the journal's folder
 * @now: this moment
 * @error: return location
 *
 * Takes the entries out again. Those that were changed since go to the trash; of
 * the others nothing is left, but in the backup of a later day than that of the import. So it is
 * with the intentions. Errors are those of poise_import_plan_put().
 *
 * Returns: %TRUE if all are gone; else none is
 */
gboolean
poise_import_plan_undo (PoiseImportPlan *self, PoiseFolder *folder, GDateTime *now, GError **error)
{
  g_autoptr (PoiseBatch) batch = make_batch (self, TRUE);

  return poise_import_plan_put (self, folder, batch, FALSE, now, NULL, NULL, NULL, NULL, error);
}
