/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-document.h"

#include "poise-form.h"
#include "poise-replaced-text.h"
#include "poise-tag-runner.h"

/* A pause in typing that is long enough to be worth a look. */
#define PAUSE_MS 120

struct _PoiseDocument
{
  GObject parent_instance;

  /* Owned */
  PoiseContext *context;
  PoiseEntry *entry; /* (nullable) */
  GSignalGroup *entry_signals;
  PoiseTagRunner *runner; /* (nullable): none without a tagger */
  char *tagged_text;      /* what the entry's tag speaks of */
  PoiseTag *tag;          /* (nullable): the entry's, as it was noticed last */
  PoiseReplacedText *replaced;
  PoiseUndoOrder *order;

  PoiseDocumentState state; /* what was said last */
  gboolean is_edited;       /* what it shows is the person's work here, since it was opened */
  gboolean is_corrected;    /* or got a tag or lost one, since the text was changed last */
  gboolean is_writing;      /* the person's text is being set */
  gboolean is_tagging;      /* the tagger's word is being set */
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

enum
{
  SIGNAL_CHANGED_ELSEWHERE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PoiseDocument, poise_document, G_TYPE_OBJECT)

/* ---- whether it is saved ---- */

static PoiseDocumentState
find_state (PoiseDocument *self)
{
  PoiseStore *store = poise_context_get_store (self->context);

  if (poise_context_is_sample (self->context))
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

static gboolean
is_blank (PoiseDocument *self)
{
  return poise_entry_is_blank (self->entry) || poise_form_is_unanswered (self->entry);
}

/* A page that was never written on is no entry of the journal. */
static void
store_entry (PoiseDocument *self)
{
  if (!poise_document_is_stored (self) && is_blank (self))
    return;
  poise_store_put_edited (poise_context_get_store (self->context), self->entry);
  update_state (self);
}

/* The first tag of what was just written belongs to it. Another word on the same text, as what
 * was learned gives, is no change of the person's: it gets no time of its own, by which it would be
 * later than what was written elsewhere meanwhile. */
static void
store_tag (PoiseDocument *self, gboolean is_first)
{
  if (is_first)
    store_entry (self);
  else
    poise_store_put (poise_context_get_store (self->context), self->entry);
}

/* ---- tagging ---- */

/* An entry that is only read keeps the tag that it has. */
static gboolean
keeps_tag (PoiseDocument *self, PoiseTag *tag)
{
  return !self->is_edited && poise_entry_get_tag (self->entry) != NULL &&
         poise_document_is_tagged (self) &&
         !poise_tag_equal (poise_entry_get_tag (self->entry), tag);
}

static void
apply_tag (PoiseDocument *self, PoiseTag *tag)
{
  gboolean is_same = poise_tag_equal (poise_entry_get_tag (self->entry), tag);
  gboolean is_first = !poise_document_is_tagged (self);

  if (keeps_tag (self, tag))
    return;
  /* The same tag brings what a file does not keep: probabilities and weights. */
  self->is_tagging = TRUE;
  self->is_tag_news = self->is_edited && !self->is_corrected;
  poise_entry_set_tag (self->entry, tag);
  self->is_tagging = FALSE;
  /* Reading writes nothing: what others do to the file meanwhile counts. */
  if (self->is_edited && !is_same && poise_document_is_stored (self))
    store_tag (self, is_first);
}

/* The entry was left before the tagger was done. */
static void
apply_late_tag (PoiseDocument *self, const PoiseTagRun *run, PoiseTag *tag)
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
run_ready_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (PoiseDocument) self = data;
  PoiseTagRunner *runner = POISE_TAG_RUNNER (object);
  const PoiseTagRun *run = poise_tag_runner_get_run (result);
  g_autoptr (PoiseTag) tag = poise_tag_runner_run_finish (runner, result, NULL);

  if (tag == NULL)
    return;
  if (run->entry != self->entry)
    apply_late_tag (self, run, tag);
  else if (poise_tag_runner_is_current (runner, run))
    apply_tag (self, tag);
}

static void
start_run (PoiseDocument *self)
{
  if (self->entry != NULL && poise_entry_is_counted (self->entry))
    poise_tag_runner_run_async (self->runner, self->entry, self->tagged_text, self->is_edited, NULL,
                                run_ready_cb, g_object_ref (self));
}

static void
schedule_run (PoiseDocument *self, guint delay_ms)
{
  if (self->runner != NULL && poise_entry_is_counted (self->entry))
    poise_tag_runner_schedule (self->runner, delay_ms);
}

static gboolean
is_scheduled (PoiseDocument *self)
{
  return self->runner != NULL && poise_tag_runner_is_scheduled (self->runner);
}

/* ---- what changes in the entry ---- */

/* What is done here to the whole journal, as going back to a backup, has words of its own. */
static void
tell_of_others (PoiseDocument *self)
{
  if (!poise_store_is_awaiting (poise_context_get_store (self->context)))
    g_signal_emit (self, signals[SIGNAL_CHANGED_ELSEWHERE], 0);
}

static void
replaced_cb (PoiseDocument *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REPLACED]);
  /* Else the text changes, which tells of it. */
  if (poise_replaced_text_get (self->replaced) != NULL &&
      poise_replaced_text_is_other (self->replaced))
    tell_of_others (self);
}

static void
text_changed_cb (PoiseDocument *self)
{
  poise_replaced_text_note_change (self->replaced);
  self->is_corrected = FALSE;
  if (self->is_writing)
    poise_undo_order_note_typed (self->order);
  else
    self->is_edited = FALSE;
  schedule_run (self, PAUSE_MS);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
  if (!self->is_writing)
    tell_of_others (self);
}

static void
note_tag (PoiseDocument *self)
{
  PoiseTag *tag = self->entry != NULL ? poise_entry_get_tag (self->entry) : NULL;

  g_clear_pointer (&self->tag, poise_tag_unref);
  self->tag = tag != NULL ? poise_tag_ref (tag) : NULL;
  g_free (self->tagged_text);
  self->tagged_text = self->entry != NULL ? g_strdup (poise_entry_get_text (self->entry)) : NULL;
}

/* Another's word, as a correction, is never overwritten; the other sentences
 * are judged again beside it. Two programs whose taggers differ would take turns without end, so
 * that after another's word this one is stored only once the person has done something here. */
static void
tag_changed_cb (PoiseDocument *self)
{
  gboolean is_news = !poise_tag_equal (self->tag, poise_entry_get_tag (self->entry));

  note_tag (self);
  if (!self->is_tagging)
    {
      self->is_edited = self->is_edited && !is_news;
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

static void
stepped_cb (PoiseDocument *self, PoiseOperation *operation)
{
  if (self->entry != NULL)
    poise_undo_order_note_step (self->order, poise_entry_get_text (self->entry));
  if (self->entry == NULL || !poise_operation_corrects (operation, self->entry))
    return;
  self->is_corrected = TRUE;
  /* What a tag is about is not what the text shows. */
  if (poise_operation_get_n_corrections (operation) > 0)
    self->is_edited = TRUE;
}

/* ---- virtual functions ---- */

static void
poise_document_dispose (GObject *object)
{
  PoiseDocument *self = POISE_DOCUMENT (object);

  if (self->runner != NULL)
    poise_tag_runner_unschedule (self->runner);
  g_clear_object (&self->runner);
  g_clear_object (&self->entry_signals);
  if (self->replaced != NULL)
    poise_replaced_text_close (self->replaced);
  g_clear_object (&self->replaced);
  g_clear_object (&self->entry);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (poise_document_parent_class)->dispose (object);
}

static void
poise_document_finalize (GObject *object)
{
  PoiseDocument *self = POISE_DOCUMENT (object);

  g_free (self->tagged_text);
  g_clear_pointer (&self->tag, poise_tag_unref);
  g_clear_pointer (&self->order, poise_undo_order_free);

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
      g_value_set_string (value, poise_replaced_text_get (self->replaced));
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
   * Another text of the entry than the one that stays: what was written here, while one from
   * another window or computer has taken its place, or the other way round. %NULL if there is none.
   */
  properties[PROP_REPLACED] =
    g_param_spec_string ("replaced", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * PoiseDocument::changed-elsewhere:
   * @self: a document
   *
   * Another window or computer changed the text of the entry that is open, or wrote one that did
   * not stay.
   */
  signals[SIGNAL_CHANGED_ELSEWHERE] =
    g_signal_new ("changed-elsewhere", POISE_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
}

static void
poise_document_init (PoiseDocument *self)
{
  self->replaced = poise_replaced_text_new ();
  g_signal_connect_object (self->replaced, "notify::text", G_CALLBACK (replaced_cb), self,
                           G_CONNECT_SWAPPED);
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
  PoiseTagger *tagger = poise_context_get_tagger (context);

  self->context = g_object_ref (context);
  if (tagger != NULL)
    {
      self->runner = poise_tag_runner_new (tagger);
      g_signal_connect_object (self->runner, "due", G_CALLBACK (start_run), self,
                               G_CONNECT_SWAPPED);
    }
  self->state = find_state (self);
  g_signal_connect_object (poise_context_get_store (context), "notify::state",
                           G_CALLBACK (update_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (poise_context_get_journal (context), "items-changed",
                           G_CALLBACK (update_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (poise_context_get_learned (context), "changed",
                           G_CALLBACK (learned_changed_cb), self, G_CONNECT_SWAPPED);
  self->order = poise_undo_order_new (history);
  g_signal_connect_object (history, "run", G_CALLBACK (stepped_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (history, "undone", G_CALLBACK (stepped_cb), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * poise_document_get_context:
 * @self: a document
 *
 * Returns: (transfer none): what it works with
 */
PoiseContext *
poise_document_get_context (PoiseDocument *self)
{
  g_return_val_if_fail (POISE_IS_DOCUMENT (self), NULL);

  return self->context;
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
 * Leaves the entry. One that was emptied here is deleted; one that the tagger has
 * not read yet is still tagged. One that was emptied elsewhere may be written anew there.
 */
void
poise_document_close (PoiseDocument *self)
{
  g_return_if_fail (POISE_IS_DOCUMENT (self));

  if (self->entry == NULL)
    return;
  if (self->is_edited && poise_document_is_stored (self) && is_blank (self))
    poise_store_delete (poise_context_get_store (self->context), self->entry);
  else if (is_scheduled (self) && self->is_edited)
    start_run (self);
  if (self->runner != NULL)
    poise_tag_runner_unschedule (self->runner);
  g_signal_group_set_target (self->entry_signals, NULL);
  poise_replaced_text_close (self->replaced);
  g_clear_object (&self->entry);
  note_tag (self);
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
  note_tag (self);
  poise_undo_order_note_opened (self->order);
  self->is_edited = self->is_corrected = self->is_tag_news = FALSE;
  poise_replaced_text_open (self->replaced, poise_context_get_folder (self->context), entry);
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
  poise_replaced_text_note_written (self->replaced, text);
  self->is_writing = TRUE;
  poise_entry_set_text (self->entry, text);
  self->is_writing = FALSE;
  store_entry (self);
}

/**
 * poise_document_get_replaced:
 * @self: a document
 *
 * Returns: (transfer none) (nullable): another text of the entry, which did not stay
 */
const char *
poise_document_get_replaced (PoiseDocument *self)
{
  g_return_val_if_fail (POISE_IS_DOCUMENT (self), NULL);

  return poise_replaced_text_get (self->replaced);
}

/**
 * poise_document_get_text_of:
 * @self: a document with two texts
 * @is_other: whether the text that was written elsewhere
 *
 * Returns: (transfer none): the text that was written here, or elsewhere
 */
const char *
poise_document_get_text_of (PoiseDocument *self, gboolean is_other)
{
  g_return_val_if_fail (POISE_IS_DOCUMENT (self), NULL);

  return is_other == poise_replaced_text_is_other (self->replaced)
           ? poise_replaced_text_get (self->replaced)
           : poise_document_get_text (self);
}

/**
 * poise_document_settle:
 * @self: a document
 * @keeps_mine: whether what was written here is kept
 * @keeps_other: whether what was written elsewhere is kept
 *
 * The person has chosen between two texts of the entry, or wants both.
 */
void
poise_document_settle (PoiseDocument *self, gboolean keeps_mine, gboolean keeps_other)
{
  g_autofree char *replaced = NULL;
  g_autofree char *both = NULL;
  gboolean is_other;

  g_return_if_fail (POISE_IS_DOCUMENT (self) && self->entry != NULL);

  is_other = poise_replaced_text_is_other (self->replaced);
  replaced = poise_replaced_text_take (self->replaced);
  if (replaced == NULL || !(is_other ? keeps_other : keeps_mine))
    return;
  if (keeps_mine && keeps_other)
    both = g_strconcat (poise_document_get_text (self), "\n\n", replaced, NULL);
  poise_document_set_text (self, both != NULL ? both : replaced);
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
 * poise_document_update_tag:
 * @self: a document
 *
 * Has the text tagged now if it is newer than its tag, without waiting for a
 * pause: a correction is about the sentences of now.
 */
void
poise_document_update_tag (PoiseDocument *self)
{
  g_autoptr (PoiseTag) tag = NULL;

  g_return_if_fail (POISE_IS_DOCUMENT (self));

  if (self->entry == NULL || self->runner == NULL || !poise_entry_is_counted (self->entry) ||
      poise_document_is_tagged (self))
    return;
  tag = poise_tag_runner_run_now (self->runner, self->entry, self->tagged_text);
  apply_tag (self, tag);
}

/**
 * poise_document_get_order:
 * @self: a document
 *
 * Returns: (transfer none): in which order its text and all else are undone
 */
PoiseUndoOrder *
poise_document_get_order (PoiseDocument *self)
{
  g_return_val_if_fail (POISE_IS_DOCUMENT (self), NULL);

  return self->order;
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
flush (GTask *task)
{
  PoiseDocument *self = g_task_get_source_object (task);

  poise_store_flush_async (poise_context_get_store (self->context), g_task_get_cancellable (task),
                           flushed_cb, task);
}

static void
tagged_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  GError *error = NULL;

  if (poise_tag_runner_wait_finish (POISE_TAG_RUNNER (object), result, &error))
    {
      flush (task);
      return;
    }
  g_task_return_error (task, error);
  g_object_unref (task);
}

/**
 * poise_document_save_async:
 * @self: a document
 * @cancellable: (nullable): to wait no longer; what waits is written all the same, only later
 * @callback: (nullable): called when everything is saved
 * @data: for @callback
 *
 * Has everything written now, with the tag of the last words, unless the
 * tagger needs longer than two seconds.
 */
void
poise_document_save_async (PoiseDocument *self,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer data)
{
  GTask *task;

  g_return_if_fail (POISE_IS_DOCUMENT (self));

  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, poise_document_save_async);
  if (g_task_return_error_if_cancelled (task))
    {
      g_object_unref (task);
      return;
    }
  if (is_scheduled (self))
    start_run (self);
  if (self->runner == NULL || poise_tag_runner_is_idle (self->runner))
    flush (task);
  else
    poise_tag_runner_wait_async (self->runner, cancellable, tagged_cb, task);
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
