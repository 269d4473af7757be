/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-store-private.h"

#include <glib/gi18n-lib.h>

/* Autosave runs this long after the first unsaved keystroke; it is not put
 * off by further ones, so that no more than this is ever at risk. */
#define AUTOSAVE_DELAY_MS 900
/* Sync tools and editors write in bursts. */
#define RELOAD_DELAY_MS 300
/* How long after a failure the folder is tried again. */
#define RETRY_DELAY_MS 3000

typedef enum
{
  PROP_AUTOSAVE_DELAY = 1,
  PROP_RELOAD_DELAY,
  PROP_RETRY_DELAY,
  PROP_STATE,
} PoiseStoreProperty;

enum
{
  SIGNAL_PROBLEMS_CHANGED,
  SIGNAL_COPIES_MERGED,
  SIGNAL_KEYS_CHANGED,
  SIGNAL_FILE_READ,
  SIGNAL_VANISHING,
  SIGNAL_AWAITED,
  N_SIGNALS,
};

static GParamSpec *properties[PROP_STATE + 1];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PoiseStore, poise_store, G_TYPE_OBJECT)

/* What works on the whole journal, and has not begun. */
typedef struct
{
  GTask *task;
  PoiseStoreTurnFunc begin;
  PoiseFolder *folder; /* (nullable): the journal that it was asked for */
} Turn;

static void
turn_free (Turn *turn)
{
  g_clear_object (&turn->task);
  g_clear_object (&turn->folder);
  g_free (turn);
}

static void
poise_store_dispose (GObject *object)
{
  PoiseStore *self = POISE_STORE (object);

  g_clear_handle_id (&self->autosave_id, g_source_remove);
  g_clear_handle_id (&self->reload_id, g_source_remove);
  if (self->monitor != NULL)
    g_file_monitor_cancel (self->monitor);
  g_clear_object (&self->monitor);
  g_clear_object (&self->file_monitor);
  g_clear_object (&self->trash_monitor);
  g_ptr_array_set_size (self->flushers, 0);
  g_queue_clear_full (&self->turns, (GDestroyNotify) turn_free);
  g_clear_object (&self->folder);
  g_clear_object (&self->journal);

  G_OBJECT_CLASS (poise_store_parent_class)->dispose (object);
}

static void
poise_store_finalize (GObject *object)
{
  PoiseStore *self = POISE_STORE (object);

  g_debug ("Let go of the journal");
  g_clear_error (&self->error);
  g_ptr_array_unref (self->problems);
  g_ptr_array_unref (self->flushers);
  g_clear_error (&self->round_error);
  g_hash_table_unref (self->dirty);
  g_hash_table_unref (self->deleted);
  g_hash_table_unref (self->edited);
  g_hash_table_unref (self->files);
  g_hash_table_unref (self->followed);
  g_hash_table_unref (self->saved);
  g_hash_table_unref (self->round);
  g_hash_table_unref (self->stamps);
  g_hash_table_unref (self->written);

  G_OBJECT_CLASS (poise_store_parent_class)->finalize (object);
}

static void
poise_store_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  PoiseStore *self = POISE_STORE (object);

  switch ((PoiseStoreProperty) prop_id)
    {
    case PROP_AUTOSAVE_DELAY:
      g_value_set_uint (value, self->autosave_delay);
      break;
    case PROP_RELOAD_DELAY:
      g_value_set_uint (value, self->reload_delay);
      break;
    case PROP_RETRY_DELAY:
      g_value_set_uint (value, self->retry_delay);
      break;
    case PROP_STATE:
      g_value_set_uint (value, self->state);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
poise_store_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  PoiseStore *self = POISE_STORE (object);

  switch ((PoiseStoreProperty) prop_id)
    {
    case PROP_AUTOSAVE_DELAY:
      self->autosave_delay = g_value_get_uint (value);
      break;
    case PROP_RELOAD_DELAY:
      self->reload_delay = g_value_get_uint (value);
      break;
    case PROP_RETRY_DELAY:
      self->retry_delay = g_value_get_uint (value);
      break;
    case PROP_STATE:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

/* In milliseconds. A change counts from the next time that it is waited for. */
static GParamSpec *
new_delay (const char *name, guint delay_ms)
{
  return g_param_spec_uint (name, NULL, NULL, 0, G_MAXINT, delay_ms,
                            G_PARAM_READWRITE | G_PARAM_CONSTRUCT | G_PARAM_STATIC_STRINGS);
}

/* What other computers and programs did. */
static void
add_signals_of_others (void)
{
  /**
   * PoiseStore::copies-merged:
   * @self: the store
   * @n_copies: how many there were
   *
   * Copies that a sync tool left were merged into their months.
   */
  signals[SIGNAL_COPIES_MERGED] =
    g_signal_new ("copies-merged", POISE_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_UINT);

  /**
   * PoiseStore::keys-changed:
   * @self: the store
   * @news: a #PoiseKeyNews: that it was opened for good, or its passphrase was changed
   *
   * Another computer or program did something to the lock of the open journal.
   */
  signals[SIGNAL_KEYS_CHANGED] = g_signal_new ("keys-changed", POISE_TYPE_STORE, G_SIGNAL_RUN_LAST,
                                               0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);

  /**
   * PoiseStore::vanishing:
   * @self: the store
   * @entry: an entry of the journal
   *
   * Another computer or program deleted @entry, which is about to be taken out of the journal.
   */
  signals[SIGNAL_VANISHING] = g_signal_new ("vanishing", POISE_TYPE_STORE, G_SIGNAL_RUN_LAST, 0,
                                            NULL, NULL, NULL, G_TYPE_NONE, 1, POISE_TYPE_ENTRY);
}

static void
add_signals (void)
{
  /**
   * PoiseStore::problems-changed:
   *
   * What poise_store_get_problems() gives has changed.
   */
  signals[SIGNAL_PROBLEMS_CHANGED] = g_signal_new (
    "problems-changed", POISE_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * PoiseStore::awaited:
   * @self: the store
   *
   * Nothing of poise_store_await() goes on any more.
   */
  signals[SIGNAL_AWAITED] = g_signal_new ("awaited", POISE_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);

  /**
   * PoiseStore::file-read:
   * @self: the store
   * @kind: a #PoiseFileKind
   * @decoded: (nullable): what is in the file, by @kind
   * @change: (nullable): the change that was just written to it; %NULL where the
   *   file was only read
   * @error: (nullable): why it could not be read
   *
   * What a followed file holds is not what was told last.
   */
  signals[SIGNAL_FILE_READ] =
    g_signal_new ("file-read", POISE_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 4, G_TYPE_POINTER, G_TYPE_POINTER, G_TYPE_POINTER, G_TYPE_ERROR);
}

static void
poise_store_class_init (PoiseStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = poise_store_dispose;
  object_class->finalize = poise_store_finalize;
  object_class->get_property = poise_store_get_property;
  object_class->set_property = poise_store_set_property;

  properties[PROP_AUTOSAVE_DELAY] = new_delay ("autosave-delay", AUTOSAVE_DELAY_MS);
  properties[PROP_RELOAD_DELAY] = new_delay ("reload-delay", RELOAD_DELAY_MS);
  properties[PROP_RETRY_DELAY] = new_delay ("retry-delay", RETRY_DELAY_MS);
  properties[PROP_STATE] = g_param_spec_uint ("state", NULL, NULL, 0, POISE_STORE_FAILED, 0,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  add_signals ();
  add_signals_of_others ();
}

static void
file_change_clear (PoiseStoreFileChange *self)
{
  self->kind->free_change (self->change);
}

/**
 * poise_store_file_change_ref:
 * @self: a change of a file
 *
 * Returns: (transfer full): @self
 */
PoiseStoreFileChange *
poise_store_file_change_ref (PoiseStoreFileChange *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * poise_store_file_change_unref:
 * @self: (transfer full): a change of a file
 */
void
poise_store_file_change_unref (PoiseStoreFileChange *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) file_change_clear);
}

static GHashTable *
new_table (GDestroyNotify free_value)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_value);
}

static void
poise_store_init (PoiseStore *self)
{
  self->problems = poise_problems_new ();
  self->flushers = g_ptr_array_new_with_free_func (g_object_unref);
  g_queue_init (&self->turns);
  self->dirty = new_table (NULL);
  self->deleted = new_table (g_object_unref);
  self->edited = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->files =
    g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) poise_store_file_change_unref);
  self->followed = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_bytes_unref);
  self->saved = poise_store_new_versions ();
  self->round = new_table (NULL);
  self->stamps = new_table (g_free);
  self->written = new_table (NULL);
}

/**
 * poise_store_new:
 * @folder: where the journal lies
 * @journal: the model that it keeps
 * @clock: (scope forever): tells the time
 * @clock_data: for @clock
 *
 * Makes a store. Call poise_store_load_async() to fill the journal.
 *
 * Returns: (transfer full): the store
 */
PoiseStore *
poise_store_new (PoiseFolder *folder,
                 PoiseJournal *journal,
                 PoiseClockFunc clock,
                 gpointer clock_data)
{
  PoiseStore *self = poise_store_new_in_memory (journal, clock, clock_data);

  g_return_val_if_fail (POISE_IS_FOLDER (folder), self);

  self->folder = g_object_ref (folder);
  return self;
}

/**
 * poise_store_new_in_memory:
 * @journal: the model that it keeps
 * @clock: (scope forever): tells the time
 * @clock_data: for @clock
 *
 * Makes a store that never touches a disk, as for the sample journal.
 *
 * Returns: (transfer full): the store
 */
PoiseStore *
poise_store_new_in_memory (PoiseJournal *journal, PoiseClockFunc clock, gpointer clock_data)
{
  PoiseStore *self;

  g_return_val_if_fail (POISE_IS_JOURNAL (journal), NULL);
  g_return_val_if_fail (clock != NULL, NULL);

  self = g_object_new (POISE_TYPE_STORE, NULL);
  self->journal = g_object_ref (journal);
  self->clock = clock;
  self->clock_data = clock_data;
  return self;
}

/**
 * poise_store_get_journal:
 * @self: a store
 *
 * Returns: (transfer none): the model that it keeps
 */
PoiseJournal *
poise_store_get_journal (PoiseStore *self)
{
  g_return_val_if_fail (POISE_IS_STORE (self), NULL);

  return self->journal;
}

/**
 * poise_store_get_folder:
 * @self: a store
 *
 * Returns: (transfer none) (nullable): where the journal lies, %NULL for a
 *   journal in memory
 */
PoiseFolder *
poise_store_get_folder (PoiseStore *self)
{
  g_return_val_if_fail (POISE_IS_STORE (self), NULL);

  return self->folder;
}

/**
 * poise_store_get_state:
 * @self: a store
 *
 * Returns: whether everything is on the disk
 */
PoiseStoreState
poise_store_get_state (PoiseStore *self)
{
  g_return_val_if_fail (POISE_IS_STORE (self), POISE_STORE_SAVED);

  return self->state;
}

static void
awaited_cb (PoiseStore *self)
{
  self->n_awaited--;
  if (self->n_awaited == 0)
    g_signal_emit (self, signals[SIGNAL_AWAITED], 0);
}

/**
 * poise_store_await:
 * @self: a store
 * @task: what works on the folder, and has not returned yet
 *
 * Has whoever wants to let go of the journal, or of its key, wait until @task has ended and its
 * callback was called.
 */
void
poise_store_await (PoiseStore *self, GTask *task)
{
  g_return_if_fail (POISE_IS_STORE (self));
  g_return_if_fail (G_IS_TASK (task));

  self->n_awaited++;
  g_signal_connect_object (task, "notify::completed", G_CALLBACK (awaited_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
take_turn (PoiseStore *self)
{
  Turn *turn = self->has_turn ? NULL : g_queue_pop_head (&self->turns);

  if (turn == NULL)
    return;
  self->has_turn = TRUE;
  if (poise_folder_is_same (turn->folder, self->folder))
    turn->begin (g_steal_pointer (&turn->task));
  else
    g_task_return_new_error (turn->task, G_IO_ERROR, G_IO_ERROR_CLOSED,
                             /* Translators: a journal's folder. */
                             _ ("“%s” is not the open journal any more. Nothing was done."),
                             poise_folder_get_path (turn->folder));
  turn_free (turn);
}

static void
turn_ended_cb (PoiseStore *self)
{
  self->has_turn = FALSE;
  take_turn (self);
}

/**
 * poise_store_await_turn:
 * @self: a store
 * @task: what works on the journal as a whole
 * @begin: begins it
 *
 * As poise_store_await(), and has @task begin once what was given before has ended: of two that
 * read the journal, do something to its files and read it again, each would take the other’s work
 * for what others wrote. If another journal is open by then, @task fails with %G_IO_ERROR_CLOSED.
 */
void
poise_store_await_turn (PoiseStore *self, GTask *task, PoiseStoreTurnFunc begin)
{
  Turn *turn;

  g_return_if_fail (POISE_IS_STORE (self));
  g_return_if_fail (G_IS_TASK (task));

  turn = g_new0 (Turn, 1);
  turn->task = g_object_ref (task);
  turn->begin = begin;
  turn->folder = self->folder != NULL ? g_object_ref (self->folder) : NULL;
  g_queue_push_tail (&self->turns, turn);
  poise_store_await (self, task);
  g_signal_connect_object (task, "notify::completed", G_CALLBACK (turn_ended_cb), self,
                           G_CONNECT_SWAPPED);
  take_turn (self);
}

/**
 * poise_store_is_awaiting:
 * @self: a store
 *
 * Returns: whether something of poise_store_await() still goes on
 */
gboolean
poise_store_is_awaiting (PoiseStore *self)
{
  g_return_val_if_fail (POISE_IS_STORE (self), FALSE);

  return self->n_awaited > 0;
}

/**
 * poise_store_get_error:
 * @self: a store
 *
 * Returns: (transfer none) (nullable): why the last write failed
 */
const GError *
poise_store_get_error (PoiseStore *self)
{
  g_return_val_if_fail (POISE_IS_STORE (self), NULL);

  return self->error;
}

/**
 * poise_store_get_problems:
 * @self: a store
 *
 * Returns: (transfer none) (element-type PoiseProblem): what was found wrong
 *   with the journal's files when they were read last
 */
GPtrArray *
poise_store_get_problems (PoiseStore *self)
{
  g_return_val_if_fail (POISE_IS_STORE (self), NULL);

  return self->problems;
}

/**
 * poise_store_get_lacks:
 * @self: a store
 *
 * Returns: what the file system that the journal lies on was found to be unable to do, as
 *   poise_file_get_lacks(), when something was read or written last
 */
PoiseFileLack
poise_store_get_lacks (PoiseStore *self)
{
  g_return_val_if_fail (POISE_IS_STORE (self), (PoiseFileLack) 0);

  return self->lacks;
}

/**
 * poise_store_get_now:
 * @self: a store
 *
 * Returns: (transfer full): this moment, by the store's clock
 */
GDateTime *
poise_store_get_now (PoiseStore *self)
{
  g_return_val_if_fail (POISE_IS_STORE (self), NULL);

  return self->clock (self->clock_data);
}

/**
 * poise_store_set_state:
 * @self: a store
 * @state: whether everything is on the disk
 * @error: (nullable) (transfer full): why not
 */
void
poise_store_set_state (PoiseStore *self, PoiseStoreState state, GError *error)
{
  gboolean changed = self->state != state || error != NULL || self->error != NULL;

  g_clear_error (&self->error);
  self->error = error;
  self->state = state;
  if (changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

/**
 * poise_store_new_versions:
 *
 * Returns: (transfer full): a table of ids → #PoiseVersion
 */
GHashTable *
poise_store_new_versions (void)
{
  return new_table ((GDestroyNotify) poise_version_free);
}

/**
 * poise_store_remember:
 * @self: a store
 * @entry: an entry as the disk holds it
 */
void
poise_store_remember (PoiseStore *self, PoiseEntry *entry)
{
  g_hash_table_replace (self->saved, g_strdup (poise_entry_get_id (entry)),
                        poise_version_new (entry));
}

/**
 * poise_store_take_lacks:
 * @self: a store
 * @lacks: what its disk was found to lack
 *
 * Says so, if that is news.
 */
void
poise_store_take_lacks (PoiseStore *self, PoiseFileLack lacks)
{
  if (lacks == self->lacks)
    return;
  self->lacks = lacks;
  poise_store_emit_problems_changed (self);
}

/**
 * poise_store_emit_problems_changed:
 * @self: a store
 */
void
poise_store_emit_problems_changed (PoiseStore *self)
{
  g_signal_emit (self, signals[SIGNAL_PROBLEMS_CHANGED], 0);
}

/**
 * poise_store_emit_copies_merged:
 * @self: a store
 * @n_copies: how many there were
 */
void
poise_store_emit_copies_merged (PoiseStore *self, guint n_copies)
{
  g_signal_emit (self, signals[SIGNAL_COPIES_MERGED], 0, n_copies);
}

/**
 * poise_store_emit_vanishing:
 * @self: a store
 * @entry: what others deleted
 */
void
poise_store_emit_vanishing (PoiseStore *self, PoiseEntry *entry)
{
  g_signal_emit (self, signals[SIGNAL_VANISHING], 0, entry);
}

/**
 * poise_store_emit_keys_changed:
 * @self: a store
 * @news: what others did to the keys
 */
void
poise_store_emit_keys_changed (PoiseStore *self, PoiseKeyNews news)
{
  g_signal_emit (self, signals[SIGNAL_KEYS_CHANGED], 0, news);
}

/**
 * poise_store_follow_file:
 * @self: a store
 * @kind: a kind of file, static
 *
 * Has ::file-read tell what the file holds, whenever the journal is read.
 */
void
poise_store_follow_file (PoiseStore *self, const PoiseFileKind *kind)
{
  g_return_if_fail (POISE_IS_STORE (self));

  g_hash_table_replace (self->followed, (gpointer) kind, g_bytes_new (NULL, 0));
}

/**
 * poise_store_take_file:
 * @self: a store
 * @kind: a kind of file
 * @bytes: (nullable): what it holds; %NULL if it is not there
 * @decoded: (nullable): that, decoded
 * @change: (nullable): the change that was just written
 * @error: (nullable): why it could not be read
 *
 * Tells its owner.
 */
void
poise_store_take_file (PoiseStore *self,
                       const PoiseFileKind *kind,
                       GBytes *bytes,
                       gpointer decoded,
                       gconstpointer change,
                       const GError *error)
{
  g_autoptr (GBytes) told = bytes != NULL ? g_bytes_ref (bytes) : g_bytes_new (NULL, 0);
  GBytes *last = g_hash_table_lookup (self->followed, kind);

  if (change == NULL && (error == NULL || bytes != NULL) && last != NULL &&
      g_bytes_equal (last, told))
    return;
  g_hash_table_replace (self->followed, (gpointer) kind, g_bytes_ref (told));
  g_signal_emit (self, signals[SIGNAL_FILE_READ], 0, kind, decoded, change, error);
}
