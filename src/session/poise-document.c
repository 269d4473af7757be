/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-document.h"

#include <string.h>

#include "poise-tags.h"

/* A pause in typing that is long enough to be worth a look. */
#define PAUSE_MS 120
/* Saving waits so long for the tagger, and no longer. */
#define MAX_WAIT_MS 2000

struct _PoiseDocument
{
  GObject parent_instance;

  /* Owned */
  PoiseContext *context;
  PoiseEntry *entry; /* (nullable) */
  GSignalGroup *entry_signals;
  char *tagged_text; /* what the entry's tag speaks of */
  char *written;     /* (nullable): what was written here last */
  char *replaced;    /* (nullable): of that, what another program's text took the place of */
  GPtrArray *savers; /* tasks that wait for the tagger */

  guint64 serial; /* of text, tag and what was learned; what an older run found is dropped */
  guint pause_id;
  guint wait_id;
  guint n_runs;             /* on threads */
  PoiseDocumentState state; /* what was said last */
  gboolean is_edited;       /* since it was opened */
  gboolean is_corrected;    /* or got a tag or lost one, since the text was changed last */
  gboolean is_tagging;      /* the tagger's word is being set */
  gboolean is_writing;      /* the person's text is being set */
  gboolean is_tag_news;
};

typedef enum
{
  PROP_TEXT = 1,
  PROP_TAG,
  PROP_TAGS,
  PROP_STATE,
  PROP_REPLACED,
} PoiseDocumentProperty;

static GParamSpec *properties[PROP_REPLACED + 1];

G_DEFINE_FINAL_TYPE (PoiseDocument, poise_document, G_TYPE_OBJECT)

/* ---- whether it is saved ---- */

static PoiseDocumentState
find_state (PoiseDocument *self)
{
  PoiseStore *store = poise_context_get_store (self->context);

  if (poise_store_get_folder (store) == NULL)
    return POISE_DOCUMENT_SAMPLE;
  if (!poise_document_is_stored (self))
    return POISE_DOCUMENT_BLANK;
  switch (poise_store_get_state (store))
    {
    case POISE_STORE_SAVED:
      return POISE_DOCUMENT_SAVED;
    case POISE_STORE_UNSAVED:
      return POISE_DOCUMENT_UNSAVED;
    case POISE_STORE_FAILED:
    default:
      return POISE_DOCUMENT_FAILED;
    }
}

static void
update_state (PoiseDocument *self)
{
  PoiseDocumentState state = find_state (self);

  if (state == self->state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

/* A page that was never written on is no entry of the journal. */
static void
store_entry (PoiseDocument *self)
{
  PoiseStore *store = poise_context_get_store (self->context);
  g_autoptr (GDateTime) now = poise_store_get_now (store);

  if (!poise_document_is_stored (self) && poise_entry_is_blank (self->entry))
    return;
  poise_entry_touch (self->entry, now);
  poise_store_put (store, self->entry);
  update_state (self);
}

/* ---- tagging ---- */

typedef struct
{
  PoiseTagger *tagger;
  PoiseEntry *entry; /* for the main thread */
  char *text;
  PoiseTag *old;
  char *old_text;
  guint64 serial;
  gboolean is_edited;
} Run;

static void
run_free (Run *run)
{
  g_object_unref (run->tagger);
  g_object_unref (run->entry);
  g_free (run->text);
  g_clear_pointer (&run->old, poise_tag_unref);
  g_free (run->old_text);
  g_free (run);
}

/* An entry that is only read keeps the tag that it has. */
static gboolean
keeps_tag (PoiseDocument *self, PoiseTag *tag)
{
  return !self->is_edited && poise_entry_get_tag (self->entry) != NULL &&
         poise_document_is_tagged (self) &&
         !poise_tag_equal (poise_entry_get_tag (self->entry), tag);
}

static void
take_tag (PoiseDocument *self, PoiseTag *tag)
{
  gboolean is_same = poise_tag_equal (poise_entry_get_tag (self->entry), tag);

  if (keeps_tag (self, tag))
    return;
  /* The same tag brings what a file does not keep: probabilities and weights. */
  self->is_tagging = TRUE;
  self->is_tag_news = self->is_edited && !self->is_corrected;
  poise_entry_set_tag (self->entry, tag);
  self->is_tagging = FALSE;
  /* Reading writes nothing: what others do to the file meanwhile counts. */
  if (self->is_edited && !is_same && poise_document_is_stored (self))
    store_entry (self);
}

/* The entry was left before the tagger was done. */
static void
take_late_tag (PoiseDocument *self, const Run *run, PoiseTag *tag)
{
  if ((run->old != NULL && !run->is_edited) || poise_entry_get_tag (run->entry) != run->old ||
      !g_str_equal (poise_entry_get_text (run->entry), run->text) ||
      !poise_journal_get_position (poise_context_get_journal (self->context), run->entry, NULL))
    return;
  poise_entry_set_tag (run->entry, tag);
  if (run->is_edited)
    poise_store_put (poise_context_get_store (self->context), run->entry);
}

static void
flushed_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (poise_store_flush_finish (POISE_STORE (object), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
flush_savers (PoiseDocument *self)
{
  g_clear_handle_id (&self->wait_id, g_source_remove);
  while (self->savers->len > 0)
    poise_store_flush_async (poise_context_get_store (self->context), NULL, flushed_cb,
                             g_ptr_array_steal_index (self->savers, 0));
}

static void
run_thread_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Run *run = data;

  g_task_return_pointer (task, poise_tagger_retag (run->tagger, run->text, run->old, run->old_text),
                         (GDestroyNotify) poise_tag_unref);
}

static void
run_ready_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  PoiseDocument *self = POISE_DOCUMENT (object);
  Run *run = g_task_get_task_data (G_TASK (result));
  g_autoptr (PoiseTag) tag = g_task_propagate_pointer (G_TASK (result), NULL);

  self->n_runs--;
  if (run->entry != self->entry)
    take_late_tag (self, run, tag);
  else if (run->serial == self->serial)
    take_tag (self, tag);
  if (self->n_runs == 0 && self->pause_id == 0)
    flush_savers (self);
}

static void
start_run (PoiseDocument *self)
{
  PoiseTagger *tagger = poise_context_get_tagger (self->context);
  PoiseTag *tag = poise_document_get_tag (self);
  g_autoptr (GTask) task = NULL;
  Run *run;

  g_clear_handle_id (&self->pause_id, g_source_remove);
  if (tagger == NULL || self->entry == NULL)
    return;
  run = g_new0 (Run, 1);
  run->tagger = g_object_ref (tagger);
  run->entry = g_object_ref (self->entry);
  run->text = g_strdup (poise_document_get_text (self));
  run->old = tag != NULL ? poise_tag_ref (tag) : NULL;
  run->old_text = g_strdup (self->tagged_text);
  run->serial = self->serial;
  run->is_edited = self->is_edited;
  self->n_runs++;
  task = g_task_new (self, NULL, run_ready_cb, NULL);
  g_task_set_source_tag (task, start_run);
  g_task_set_task_data (task, run, (GDestroyNotify) run_free);
  g_task_run_in_thread (task, run_thread_cb);
}

static gboolean
pause_cb (gpointer data)
{
  start_run (data);
  return G_SOURCE_REMOVE;
}

/* What a run finds from now on belongs to something older. */
static void
schedule_run (PoiseDocument *self, guint delay_ms)
{
  self->serial++;
  g_clear_handle_id (&self->pause_id, g_source_remove);
  self->pause_id = g_timeout_add (delay_ms, pause_cb, self);
}

/* A correction is about the sentences of now. */
static void
tag_now (PoiseDocument *self)
{
  PoiseTagger *tagger = poise_context_get_tagger (self->context);
  g_autoptr (PoiseTag) tag = NULL;

  if (self->entry == NULL || tagger == NULL || poise_document_is_tagged (self))
    return;
  g_clear_handle_id (&self->pause_id, g_source_remove);
  self->serial++;
  tag = poise_tagger_retag (tagger, poise_document_get_text (self), poise_document_get_tag (self),
                            self->tagged_text);
  take_tag (self, tag);
}

/* ---- what changes in the entry ---- */

static void
set_replaced (PoiseDocument *self, const char *text)
{
  if (g_strcmp0 (self->replaced, text) == 0)
    return;
  g_free (self->replaced);
  self->replaced = g_strdup (text);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REPLACED]);
}

/* What the person wrote here must not vanish because it was changed elsewhere, too. */
static void
note_other_text (PoiseDocument *self)
{
  const char *text = poise_entry_get_text (self->entry);

  if (self->is_writing || self->written == NULL || *self->written == '\0' ||
      strstr (text, self->written) != NULL)
    return;
  set_replaced (self, self->written);
  g_clear_pointer (&self->written, g_free);
}

static void
text_changed_cb (PoiseDocument *self)
{
  note_other_text (self);
  self->is_corrected = FALSE;
  schedule_run (self, PAUSE_MS);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
}

/* Another's word, as a correction, is never overwritten; the other sentences
 * are judged again beside it. */
static void
tag_changed_cb (PoiseDocument *self)
{
  g_free (self->tagged_text);
  self->tagged_text = g_strdup (poise_entry_get_text (self->entry));
  if (!self->is_tagging)
    {
      self->is_tag_news = FALSE;
      schedule_run (self, 0);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TAG]);
}

static void
tags_changed_cb (PoiseDocument *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TAGS]);
}

static void
learned_changed_cb (PoiseDocument *self)
{
  if (self->entry != NULL && !poise_entry_is_blank (self->entry))
    schedule_run (self, 0);
}

static gboolean
is_about_this (PoiseDocument *self, PoiseOperation *operation)
{
  const char *id = operation != NULL ? poise_operation_get_open_id (operation) : NULL;

  return id != NULL && self->entry != NULL && g_str_equal (id, poise_entry_get_id (self->entry));
}

static void
corrected_cb (PoiseDocument *self, PoiseOperation *operation)
{
  if (!is_about_this (self, operation))
    return;
  self->is_corrected = TRUE;
  /* What a tag is about is not what the text shows. */
  if (poise_operation_is_correction (operation))
    self->is_edited = TRUE;
}

/* ---- life ---- */

static void
poise_document_dispose (GObject *object)
{
  PoiseDocument *self = POISE_DOCUMENT (object);

  g_clear_handle_id (&self->pause_id, g_source_remove);
  g_clear_handle_id (&self->wait_id, g_source_remove);
  g_clear_object (&self->entry_signals);
  g_clear_object (&self->entry);

  G_OBJECT_CLASS (poise_document_parent_class)->dispose (object);
}

static void
poise_document_finalize (GObject *object)
{
  PoiseDocument *self = POISE_DOCUMENT (object);

  g_ptr_array_unref (self->savers);
  g_free (self->tagged_text);
  g_free (self->written);
  g_free (self->replaced);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (poise_document_parent_class)->finalize (object);
}

static void
poise_document_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  PoiseDocument *self = POISE_DOCUMENT (object);

  switch ((PoiseDocumentProperty) prop_id)
    {
    case PROP_TEXT:
      g_value_set_string (value, poise_document_get_text (self));
      break;
    case PROP_TAG:
      g_value_set_boxed (value, poise_document_get_tag (self));
      break;
    case PROP_TAGS:
      g_value_set_boxed (value, poise_document_get_tags (self));
      break;
    case PROP_STATE:
      g_value_set_uint (value, self->state);
      break;
    case PROP_REPLACED:
      g_value_set_string (value, self->replaced);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
poise_document_class_init (PoiseDocumentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = poise_document_dispose;
  object_class->finalize = poise_document_finalize;
  object_class->get_property = poise_document_get_property;

  /**
   * PoiseDocument:text:
   *
   * What is written.
   */
  properties[PROP_TEXT] =
    g_param_spec_string ("text", NULL, NULL, "", G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  /**
   * PoiseDocument:tag:
   *
   * What the text shows.
   */
  properties[PROP_TAG] = g_param_spec_boxed ("tag", NULL, NULL, POISE_TYPE_TAG,
                                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  /**
   * PoiseDocument:tags:
   *
   * The words by which the person sorts it.
   */
  properties[PROP_TAGS] =
    g_param_spec_boxed ("tags", NULL, NULL, G_TYPE_STRV, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  /**
   * PoiseDocument:state:
   *
   * Whether it is saved, a #PoiseDocumentState.
   */
  properties[PROP_STATE] =
    g_param_spec_uint ("state", NULL, NULL, 0, POISE_DOCUMENT_FAILED, POISE_DOCUMENT_BLANK,
                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  /**
   * PoiseDocument:replaced:
   *
   * What was written here, while another text of the entry, from another window or
   * computer, has taken its place; %NULL if none has.
   */
  properties[PROP_REPLACED] =
    g_param_spec_string ("replaced", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
poise_document_init (PoiseDocument *self)
{
  self->savers = g_ptr_array_new_with_free_func (g_object_unref);
  self->entry_signals = g_signal_group_new (POISE_TYPE_ENTRY);
  g_signal_group_connect_swapped (self->entry_signals, "notify::text", G_CALLBACK (text_changed_cb),
                                  self);
  g_signal_group_connect_swapped (self->entry_signals, "notify::tag", G_CALLBACK (tag_changed_cb),
                                  self);
  g_signal_group_connect_swapped (self->entry_signals, "notify::tags", G_CALLBACK (tags_changed_cb),
                                  self);
}

/**
 * poise_document_new:
 * @context: what it works with
 *
 * Returns: (transfer full): a document without an entry
 */
PoiseDocument *
poise_document_new (PoiseContext *context)
{
  PoiseDocument *self = g_object_new (POISE_TYPE_DOCUMENT, NULL);
  PoiseHistory *history = poise_context_get_history (context);

  self->context = g_object_ref (context);
  self->state = find_state (self);
  g_signal_connect_object (poise_context_get_store (context), "notify::state",
                           G_CALLBACK (update_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (poise_context_get_journal (context), "items-changed",
                           G_CALLBACK (update_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (poise_context_get_learned (context), "changed",
                           G_CALLBACK (learned_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (history, "run", G_CALLBACK (corrected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (history, "undone", G_CALLBACK (corrected_cb), self, G_CONNECT_SWAPPED);
  return self;
}

/* ---- the entry ---- */

/**
 * poise_document_get_entry:
 * @self: a document
 *
 * Returns: (transfer none) (nullable): the entry that is open
 */
PoiseEntry *
poise_document_get_entry (PoiseDocument *self)
{
  g_return_val_if_fail (POISE_IS_DOCUMENT (self), NULL);

  return self->entry;
}

/**
 * poise_document_close:
 * @self: a document
 *
 * Leaves the entry. One that was emptied is deleted; one that the tagger has
 * not read yet is still tagged.
 */
void
poise_document_close (PoiseDocument *self)
{
  g_return_if_fail (POISE_IS_DOCUMENT (self));

  if (self->entry == NULL)
    return;
  if (poise_document_is_stored (self) && poise_entry_is_blank (self->entry))
    poise_store_delete (poise_context_get_store (self->context), self->entry);
  else if (self->pause_id != 0 && self->is_edited)
    start_run (self);
  g_clear_handle_id (&self->pause_id, g_source_remove);
  g_signal_group_set_target (self->entry_signals, NULL);
  g_clear_pointer (&self->written, g_free);
  g_clear_object (&self->entry);
  g_clear_pointer (&self->tagged_text, g_free);
}

/**
 * poise_document_open:
 * @self: a document
 * @entry: an entry of the journal, or one that is not in it yet
 *
 * Opens another entry.
 */
void
poise_document_open (PoiseDocument *self, PoiseEntry *entry)
{
  g_return_if_fail (POISE_IS_DOCUMENT (self));
  g_return_if_fail (POISE_IS_ENTRY (entry));

  g_object_ref (entry);
  poise_document_close (self);
  self->entry = entry;
  self->tagged_text = g_strdup (poise_entry_get_text (entry));
  self->is_edited = self->is_corrected = self->is_tag_news = FALSE;
  set_replaced (self, NULL);
  g_signal_group_set_target (self->entry_signals, entry);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TAG]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TAGS]);
  update_state (self);
  if (!poise_entry_is_blank (entry))
    schedule_run (self, 0);
}

/**
 * poise_document_is_stored:
 * @self: a document
 *
 * Returns: whether its entry is in the journal
 */
gboolean
poise_document_is_stored (PoiseDocument *self)
{
  g_return_val_if_fail (POISE_IS_DOCUMENT (self), FALSE);

  return self->entry != NULL &&
         poise_journal_get_position (poise_context_get_journal (self->context), self->entry, NULL);
}

/**
 * poise_document_get_text:
 * @self: a document
 *
 * Returns: what is written
 */
const char *
poise_document_get_text (PoiseDocument *self)
{
  g_return_val_if_fail (POISE_IS_DOCUMENT (self), "");

  return self->entry != NULL ? poise_entry_get_text (self->entry) : "";
}

/**
 * poise_document_set_text:
 * @self: a document with an entry
 * @text: what the person wrote
 *
 * Takes the person's edit and has it saved.
 */
void
poise_document_set_text (PoiseDocument *self, const char *text)
{
  g_return_if_fail (POISE_IS_DOCUMENT (self) && self->entry != NULL);
  g_return_if_fail (text != NULL);

  self->is_edited = TRUE;
  g_free (self->written);
  self->written = g_strdup (text);
  self->is_writing = TRUE;
  poise_entry_set_text (self->entry, text);
  self->is_writing = FALSE;
  store_entry (self);
}

/**
 * poise_document_get_replaced:
 * @self: a document
 *
 * Returns: (transfer none) (nullable): what was written here, while another program's
 *   text has taken its place
 */
const char *
poise_document_get_replaced (PoiseDocument *self)
{
  g_return_val_if_fail (POISE_IS_DOCUMENT (self), NULL);

  return self->replaced;
}

/**
 * poise_document_settle:
 * @self: a document
 * @keeps_mine: whether what was written here is kept
 * @keeps_other: whether the text that took its place is kept
 *
 * The person has chosen between two texts of the entry, or wants both.
 */
void
poise_document_settle (PoiseDocument *self, gboolean keeps_mine, gboolean keeps_other)
{
  g_autofree char *mine = NULL;
  g_autofree char *both = NULL;

  g_return_if_fail (POISE_IS_DOCUMENT (self) && self->entry != NULL);

  mine = g_steal_pointer (&self->replaced);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REPLACED]);
  if (mine == NULL || !keeps_mine)
    return;
  both = keeps_other ? g_strconcat (poise_document_get_text (self), "\n\n", mine, NULL) : NULL;
  poise_document_set_text (self, both != NULL ? both : mine);
}

/**
 * poise_document_get_tag:
 * @self: a document
 *
 * Returns: (transfer none) (nullable): what the text shows
 */
PoiseTag *
poise_document_get_tag (PoiseDocument *self)
{
  g_return_val_if_fail (POISE_IS_DOCUMENT (self), NULL);

  return self->entry != NULL ? poise_entry_get_tag (self->entry) : NULL;
}

/**
 * poise_document_is_tagged:
 * @self: a document
 *
 * Returns: whether the tag speaks of the text as it is now
 */
gboolean
poise_document_is_tagged (PoiseDocument *self)
{
  g_return_val_if_fail (POISE_IS_DOCUMENT (self), FALSE);

  return poise_document_get_tag (self) != NULL &&
         g_strcmp0 (self->tagged_text, poise_document_get_text (self)) == 0;
}

/**
 * poise_document_is_tag_news:
 * @self: a document
 *
 * Returns: whether the tag is about what the person has just written
 */
gboolean
poise_document_is_tag_news (PoiseDocument *self)
{
  g_return_val_if_fail (POISE_IS_DOCUMENT (self), FALSE);

  return self->is_tag_news;
}

/**
 * poise_document_get_state:
 * @self: a document
 *
 * Returns: whether it is saved
 */
PoiseDocumentState
poise_document_get_state (PoiseDocument *self)
{
  g_return_val_if_fail (POISE_IS_DOCUMENT (self), POISE_DOCUMENT_BLANK);

  return self->state;
}

/* ---- saving ---- */

static gboolean
waited_cb (gpointer data)
{
  PoiseDocument *self = data;

  self->wait_id = 0;
  flush_savers (self);
  return G_SOURCE_REMOVE;
}

/**
 * poise_document_save_async:
 * @self: a document
 * @callback: (nullable): called when everything is saved
 * @data: for @callback
 *
 * Has everything written now, with the tag of the last words, unless the
 * tagger needs longer than two seconds.
 */
void
poise_document_save_async (PoiseDocument *self, GAsyncReadyCallback callback, gpointer data)
{
  GTask *task;

  g_return_if_fail (POISE_IS_DOCUMENT (self));

  task = g_task_new (self, NULL, callback, data);
  g_task_set_source_tag (task, poise_document_save_async);
  g_ptr_array_add (self->savers, task);
  if (self->pause_id != 0)
    start_run (self);
  if (self->n_runs == 0)
    flush_savers (self);
  else if (self->wait_id == 0)
    self->wait_id = g_timeout_add (MAX_WAIT_MS, waited_cb, self);
}

/**
 * poise_document_save_finish:
 * @self: a document
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: whether everything is saved
 */
gboolean
poise_document_save_finish (PoiseDocument *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* ---- the person's corrections ---- */

static void
run_correction (PoiseDocument *self, int sentence, PoiseTagSource by, PoiseMode mode)
{
  g_autoptr (PoiseCorrection) correction = NULL;
  g_autoptr (PoiseOperation) operation = NULL;

  correction = poise_correction_new (poise_context_get_learned (self->context), self->entry,
                                     sentence, by, mode);
  operation = poise_operation_new_correction (correction);
  poise_history_run (poise_context_get_history (self->context), operation);
}

/* What is said of a sentence, or of the entry; FALSE where there is no such. */
static gboolean
get_word (PoiseDocument *self, int sentence, PoiseTagSource *by, PoiseMode *mode)
{
  PoiseTag *tag = poise_document_get_tag (self);

  if (tag == NULL || sentence >= (int) tag->sentences->len || !poise_document_is_stored (self))
    return FALSE;
  *by = tag->by;
  *mode = tag->mode;
  if (sentence >= 0)
    {
      *by = g_array_index (tag->sentences, PoiseSentenceTag, sentence).by;
      *mode = g_array_index (tag->sentences, PoiseSentenceTag, sentence).mode;
    }
  return TRUE;
}

/**
 * poise_document_find_sentence:
 * @self: a document
 * @offset: a place in the text, in characters
 *
 * Finds the sentence in which, or right behind which, a place is. The text is
 * tagged first if it is newer than its tag.
 *
 * Returns: the sentence's place in the tag, or -1
 */
int
poise_document_find_sentence (PoiseDocument *self, guint offset)
{
  PoiseTag *tag;
  int found = -1;

  g_return_val_if_fail (POISE_IS_DOCUMENT (self), -1);

  tag_now (self);
  tag = poise_document_get_tag (self);
  for (guint i = 0; tag != NULL && i < tag->sentences->len; i++)
    {
      const PoiseSentenceTag *sentence = &g_array_index (tag->sentences, PoiseSentenceTag, i);

      if (offset >= sentence->start && offset <= sentence->end)
        found = (int) i;
    }
  return found;
}

/**
 * poise_document_correct:
 * @self: a document
 * @sentence: a sentence's place in the tag, or -1 for the whole entry
 * @mode: what the person says it shows
 *
 * Takes the person's word, which Poise learns from; it can be undone.
 */
void
poise_document_correct (PoiseDocument *self, int sentence, PoiseMode mode)
{
  PoiseTagSource by;
  PoiseMode before;

  g_return_if_fail (POISE_IS_DOCUMENT (self));

  tag_now (self);
  if (get_word (self, sentence, &by, &before) && (by != POISE_TAG_SOURCE_PERSON || before != mode))
    run_correction (self, sentence, POISE_TAG_SOURCE_PERSON, mode);
}

/**
 * poise_document_uncorrect:
 * @self: a document
 * @sentence: a sentence's place in the tag, or -1 for the whole entry
 *
 * Takes the person's word back: the tagger decides again.
 */
void
poise_document_uncorrect (PoiseDocument *self, int sentence)
{
  PoiseTagSource by;
  PoiseMode before;

  g_return_if_fail (POISE_IS_DOCUMENT (self));

  tag_now (self);
  if (get_word (self, sentence, &by, &before) && by == POISE_TAG_SOURCE_PERSON)
    run_correction (self, sentence, POISE_TAG_SOURCE_TAGGER, before);
}

/**
 * poise_document_accept:
 * @self: a document
 *
 * The person corrected some sentences and looked at the others, too: Poise
 * learns that these are right.
 */
void
poise_document_accept (PoiseDocument *self)
{
  g_return_if_fail (POISE_IS_DOCUMENT (self));

  if (poise_document_is_tagged (self))
    poise_learned_accept (poise_context_get_learned (self->context), poise_document_get_text (self),
                          poise_document_get_tag (self));
}

/* ---- the person's tags ---- */

/**
 * poise_document_get_tags:
 * @self: a document
 *
 * Returns: (transfer none) (array zero-terminated=1): the words by which the person
 *   sorts it
 */
const char *const *
poise_document_get_tags (PoiseDocument *self)
{
  static const char *const none[] = { NULL };

  g_return_val_if_fail (POISE_IS_DOCUMENT (self), none);

  return self->entry != NULL ? poise_entry_get_tags (self->entry) : none;
}

static void
run_tagging (PoiseDocument *self, const char *tag, gboolean is_added)
{
  g_autoptr (PoiseTagging) tagging = poise_tagging_new (self->entry, tag, is_added);
  g_autoptr (PoiseOperation) operation = poise_operation_new_tagging (tagging);

  poise_history_run (poise_context_get_history (self->context), operation);
}

/**
 * poise_document_add_tag:
 * @self: a document with an entry
 * @word: what the person typed
 *
 * Gives the entry a tag, which can be undone once something is written. Nothing
 * happens if it has it, or no word is left of it.
 */
void
poise_document_add_tag (PoiseDocument *self, const char *word)
{
  g_autofree char *tag = NULL;
  g_auto (GStrv) tags = NULL;

  g_return_if_fail (POISE_IS_DOCUMENT (self) && self->entry != NULL);

  tag = poise_tags_clean (word);
  if (tag == NULL || poise_tags_contain (poise_document_get_tags (self), tag))
    return;
  if (poise_document_is_stored (self))
    {
      run_tagging (self, tag, TRUE);
      return;
    }
  tags = poise_tags_add (poise_document_get_tags (self), tag, G_MAXUINT);
  poise_entry_set_tags (self->entry, (const char *const *) tags);
}

/**
 * poise_document_remove_tag:
 * @self: a document with an entry
 * @tag: one of its tags
 *
 * Takes a tag off the entry.
 */
void
poise_document_remove_tag (PoiseDocument *self, const char *tag)
{
  g_auto (GStrv) tags = NULL;

  g_return_if_fail (POISE_IS_DOCUMENT (self) && self->entry != NULL);

  if (!g_strv_contains (poise_document_get_tags (self), tag))
    return;
  if (poise_document_is_stored (self))
    {
      run_tagging (self, tag, FALSE);
      return;
    }
  tags = poise_tags_remove (poise_document_get_tags (self), tag);
  poise_entry_set_tags (self->entry, (const char *const *) tags);
}

/**
 * poise_document_undo:
 * @self: a document
 *
 * Undoes a correction, or a change of tags, if that is what the person did last.
 *
 * Returns: whether there was one
 */
gboolean
poise_document_undo (PoiseDocument *self)
{
  PoiseHistory *history;

  g_return_val_if_fail (POISE_IS_DOCUMENT (self), FALSE);

  history = poise_context_get_history (self->context);
  if (!self->is_corrected || !is_about_this (self, poise_history_peek_undo (history)))
    return FALSE;
  poise_history_undo (history, 0);
  return TRUE;
}

/**
 * poise_document_redo:
 * @self: a document
 *
 * Does again what poise_document_undo() undid, if nothing was written since.
 *
 * Returns: whether there was one
 */
gboolean
poise_document_redo (PoiseDocument *self)
{
  PoiseHistory *history;

  g_return_val_if_fail (POISE_IS_DOCUMENT (self), FALSE);

  history = poise_context_get_history (self->context);
  if (!self->is_corrected || !is_about_this (self, poise_history_peek_redo (history)))
    return FALSE;
  poise_history_redo (history);
  return TRUE;
}
