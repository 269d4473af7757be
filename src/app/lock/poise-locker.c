/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-locker.h"

#include "poise-error.h"
#include "poise-lock-open.h"
#include "poise-lock-state.h"
#include "poise-lock-task.h"

struct _PoiseLocker
{
  GObject parent_instance;

  PoiseFolder *folder;   /* while there is no context */
  PoiseContext *context; /* (nullable) */
  GCancellable *looking; /* (nullable): whether others locked the journal */
  gboolean must_look;    /* once more, when that is known */
  gboolean is_locked;
  gboolean is_by_others; /* locked while it was open */
  gboolean is_saving;    /* what was written last, before the journal is let go of */
  gboolean can_lock;
};

enum
{
  PROP_LOCKED = 1,
  PROP_CAN_LOCK,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

enum
{
  SIGNAL_RELEASE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PoiseLocker, poise_locker, G_TYPE_OBJECT)

static void
set_locked (PoiseLocker *self, gboolean is_locked)
{
  if (self->is_locked == is_locked)
    return;
  self->is_locked = is_locked;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOCKED]);
}

/* Whether the journal that is open has a passphrase. It was opened by that, so the keyring that is
 * in use knows, and the disk is not asked. */
static gboolean
has_passphrase (PoiseLocker *self)
{
  PoiseFolder *folder = poise_locker_get_folder (self);
  g_autoptr (PoiseKeyring) keyring = poise_keyring_find (poise_folder_get_path (folder));

  return keyring != NULL && poise_keyring_get_state (keyring) != POISE_KEY_STATE_PLAIN;
}

/* ---- letting go of the journal ---- */

/* Whoever holds the context lets go of it; then the key is wiped. */
static void
release (PoiseLocker *self)
{
  g_autoptr (PoiseFolder) folder = g_object_ref (poise_locker_get_folder (self));

  g_set_object (&self->folder, folder);
  poise_locker_set_context (self, NULL);
  g_signal_emit (self, signals[SIGNAL_RELEASE], 0);
  poise_lock_forget (folder);
}

static void
release_if_saved (PoiseLocker *self)
{
  PoiseStore *store = self->context != NULL ? poise_context_get_store (self->context) : NULL;

  if (self->is_locked && !self->is_saving && store != NULL && !poise_store_is_awaiting (store) &&
      poise_store_get_state (store) == POISE_STORE_SAVED)
    release (self);
}

static gboolean
release_cb (gpointer data)
{
  release_if_saved (data);
  return G_SOURCE_REMOVE;
}

/* Not while the store tells its news. */
static void
release_soon (PoiseLocker *self)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, release_cb, g_object_ref (self), g_object_unref);
}

static void
saved_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (PoiseLocker) self = data;

  poise_document_save_finish (POISE_DOCUMENT (object), result, NULL);
  self->is_saving = FALSE;
  release_soon (self);
}

static void
flushed_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (PoiseLocker) self = data;

  poise_store_flush_finish (POISE_STORE (object), result, NULL);
  self->is_saving = FALSE;
  release_soon (self);
}

/* ---- what others do to the journal ---- */

/* What would still be found out is about a journal that was closed, locked or unlocked here
 * meanwhile. */
static void
stop_looking (PoiseLocker *self)
{
  if (self->looking != NULL)
    g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  self->must_look = FALSE;
}

/* Nobody reads or writes it here any more, and what was written last waits for the passphrase. */
static void
note_lock_by_others (PoiseLocker *self)
{
  stop_looking (self);
  self->is_by_others = TRUE;
  set_locked (self, TRUE);
  poise_locker_update (self);
  release_soon (self);
}

/* Then it is open here, whatever lies on the disk. */
static gboolean
has_keyring (PoiseFolder *folder)
{
  g_autoptr (PoiseKeyring) keyring = poise_keyring_find (poise_folder_get_path (folder));

  return keyring != NULL;
}

static void look (PoiseLocker *self);

static void
looked_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (PoiseLocker) self = data;
  PoiseFolder *folder = POISE_FOLDER (object);
  g_autoptr (GError) error = NULL;
  gboolean is_locked = poise_lock_find_locked_finish (folder, result, &error);
  gboolean must_look = self->must_look;

  if (error != NULL)
    return;
  stop_looking (self);
  /* It may have gone to another folder meanwhile, or got its passphrase from this program. */
  if (is_locked && folder == poise_locker_get_folder (self) && !has_keyring (folder))
    note_lock_by_others (self);
  else if (must_look)
    look (self);
}

/* On a thread: the disk may be slow, or not answer. */
static void
look (PoiseLocker *self)
{
  PoiseFolder *folder = poise_locker_get_folder (self);

  self->must_look = self->looking != NULL;
  if (self->looking != NULL || has_keyring (folder))
    return;
  self->looking = g_cancellable_new ();
  poise_lock_find_locked_async (folder, self->looking, looked_cb, g_object_ref (self));
}

/* Another computer or program may have locked it. */
static gboolean
is_lock_trouble (const GError *error)
{
  return g_error_matches (error, POISE_ERROR, POISE_ERROR_LOCKED);
}

static void
problems_changed_cb (PoiseLocker *self)
{
  GPtrArray *problems = poise_store_get_problems (poise_context_get_store (self->context));

  for (guint i = 0; i < problems->len && !self->is_locked; i++)
    if (is_lock_trouble (((PoiseProblem *) g_ptr_array_index (problems, i))->error))
      {
        look (self);
        return;
      }
}

/* What could not be saved when the journal was locked is saved as soon as the disk lets. */
static void
state_changed_cb (PoiseLocker *self)
{
  PoiseStore *store = poise_context_get_store (self->context);

  if (self->is_locked)
    release_soon (self);
  else if (is_lock_trouble (poise_store_get_error (store)))
    look (self);
}

/* ---- virtual functions ---- */

static void
poise_locker_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_LOCKED:
      g_value_set_boolean (value, POISE_LOCKER (object)->is_locked);
      break;
    case PROP_CAN_LOCK:
      g_value_set_boolean (value, POISE_LOCKER (object)->can_lock);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
poise_locker_dispose (GObject *object)
{
  PoiseLocker *self = POISE_LOCKER (object);

  stop_looking (self);
  g_clear_object (&self->context);
  g_clear_object (&self->folder);

  G_OBJECT_CLASS (poise_locker_parent_class)->dispose (object);
}

static void
poise_locker_class_init (PoiseLockerClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = poise_locker_get_property;
  object_class->dispose = poise_locker_dispose;

  /**
   * PoiseLocker:locked:
   *
   * Whether nothing of the journal may be shown.
   */
  properties[PROP_LOCKED] = g_param_spec_boolean ("locked", NULL, NULL, FALSE, flags);
  /**
   * PoiseLocker:can-lock:
   *
   * Whether it is open and has a passphrase.
   */
  properties[PROP_CAN_LOCK] = g_param_spec_boolean ("can-lock", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  /**
   * PoiseLocker::release:
   * @self: a locker
   *
   * Everything is saved: whoever holds the context lets go of it.
   */
  signals[SIGNAL_RELEASE] = g_signal_new ("release", POISE_TYPE_LOCKER, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
}

static void
poise_locker_init (PoiseLocker *self)
{
}

/* ---- public ---- */

/**
 * poise_locker_new:
 * @folder: where the journal lies
 *
 * Blocks for a moment, as two small files are read: before it is known whether the journal is
 * locked there is no window that could wait.
 *
 * Returns: (transfer full): what knows whether it is locked
 */
PoiseLocker *
poise_locker_new (PoiseFolder *folder)
{
  PoiseLocker *self;

  g_return_val_if_fail (POISE_IS_FOLDER (folder), NULL);

  self = g_object_new (POISE_TYPE_LOCKER, NULL);
  self->folder = g_object_ref (folder);
  self->is_locked = !poise_lock_state_check (folder, NULL);
  return self;
}

/**
 * poise_locker_get_folder:
 * @self: a locker
 *
 * Returns: (transfer none): where the journal lies
 */
PoiseFolder *
poise_locker_get_folder (PoiseLocker *self)
{
  g_return_val_if_fail (POISE_IS_LOCKER (self), NULL);

  return self->context != NULL ? poise_context_get_folder (self->context) : self->folder;
}

/**
 * poise_locker_is_locked:
 * @self: a locker
 *
 * Returns: whether nothing of the journal may be shown
 */
gboolean
poise_locker_is_locked (PoiseLocker *self)
{
  g_return_val_if_fail (POISE_IS_LOCKER (self), TRUE);

  return self->is_locked;
}

/**
 * poise_locker_is_holding:
 * @self: a locker
 *
 * Returns: whether something that was written could not be saved before the journal was locked
 */
gboolean
poise_locker_is_holding (PoiseLocker *self)
{
  PoiseStoreState state;

  g_return_val_if_fail (POISE_IS_LOCKER (self), FALSE);

  if (!self->is_locked || self->context == NULL)
    return FALSE;
  state = poise_store_get_state (poise_context_get_store (self->context));
  return state == POISE_STORE_FAILED || (state == POISE_STORE_UNSAVED && !self->is_saving);
}

/**
 * poise_locker_is_by_others:
 * @self: a locker
 *
 * Returns: whether another computer or program locked the journal while it was open
 */
gboolean
poise_locker_is_by_others (PoiseLocker *self)
{
  g_return_val_if_fail (POISE_IS_LOCKER (self), FALSE);

  return self->is_locked && self->is_by_others;
}

/**
 * poise_locker_can_lock:
 * @self: a locker
 *
 * Returns: whether the journal is open and has a passphrase
 */
gboolean
poise_locker_can_lock (PoiseLocker *self)
{
  g_return_val_if_fail (POISE_IS_LOCKER (self), FALSE);

  return self->can_lock;
}

/**
 * poise_locker_update:
 * @self: a locker
 *
 * Looks whether the journal has a passphrase: it was given one, or it was taken away.
 */
void
poise_locker_update (PoiseLocker *self)
{
  gboolean can_lock;

  g_return_if_fail (POISE_IS_LOCKER (self));

  can_lock = !self->is_locked && self->context != NULL && has_passphrase (self);
  if (self->can_lock == can_lock)
    return;
  self->can_lock = can_lock;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_LOCK]);
}

/**
 * poise_locker_set_context:
 * @self: a locker
 * @context: (nullable): the open journal
 *
 * From now on it hears when others lock the journal.
 */
void
poise_locker_set_context (PoiseLocker *self, PoiseContext *context)
{
  g_return_if_fail (POISE_IS_LOCKER (self));

  if (self->context != NULL)
    {
      PoiseStore *store = poise_context_get_store (self->context);

      g_signal_handlers_disconnect_by_func (store, problems_changed_cb, self);
      g_signal_handlers_disconnect_by_func (store, state_changed_cb, self);
      g_signal_handlers_disconnect_by_func (store, release_soon, self);
      g_signal_handlers_disconnect_by_func (store, poise_locker_update, self);
      stop_looking (self);
    }
  g_set_object (&self->context, context);
  if (context != NULL)
    {
      PoiseStore *store = poise_context_get_store (context);

      g_signal_connect_object (store, "problems-changed", G_CALLBACK (problems_changed_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (store, "notify::state", G_CALLBACK (state_changed_cb), self,
                               G_CONNECT_SWAPPED);
      /* Does nothing while it is not locked. */
      g_signal_connect_object (store, "awaited", G_CALLBACK (release_soon), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (store, "keys-changed", G_CALLBACK (poise_locker_update), self,
                               G_CONNECT_SWAPPED);
    }
  poise_locker_update (self);
}

/* Leaving an entry that was emptied deletes it; that must be saved, too. */
static void
drop_emptied (PoiseDocument *document)
{
  if (document != NULL && poise_document_is_stored (document) &&
      poise_entry_is_blank (poise_document_get_entry (document)))
    poise_document_close (document);
}

/**
 * poise_locker_lock:
 * @self: a locker
 * @document: (nullable): what the person writes in
 *
 * Locks the journal, if it has a passphrase: nothing is shown any more, what was written is saved,
 * and then the journal and its key are let go of. What cannot be saved stays in memory, unseen,
 * until it is.
 */
void
poise_locker_lock (PoiseLocker *self, PoiseDocument *document)
{
  g_return_if_fail (POISE_IS_LOCKER (self));

  if (!self->can_lock)
    return;
  stop_looking (self);
  self->is_saving = TRUE;
  self->is_by_others = FALSE;
  set_locked (self, TRUE);
  poise_locker_update (self);
  drop_emptied (document);
  if (document != NULL)
    poise_document_save_async (document, NULL, saved_cb, g_object_ref (self));
  else
    poise_store_flush_async (poise_context_get_store (self->context), NULL, flushed_cb,
                             g_object_ref (self));
}

/**
 * poise_locker_unlock:
 * @self: a locker
 * @keyring: (nullable): what opens the journal; %NULL where it is no longer locked
 *
 * Opens the journal. Where something waits to be saved, that is saved now.
 */
void
poise_locker_unlock (PoiseLocker *self, PoiseKeyring *keyring)
{
  g_return_if_fail (POISE_IS_LOCKER (self));

  if (keyring != NULL)
    poise_lock_use (poise_locker_get_folder (self), keyring);
  stop_looking (self);
  set_locked (self, FALSE);
  if (self->context != NULL)
    {
      PoiseStore *store = poise_context_get_store (self->context);

      poise_store_load_async (store, NULL, NULL, NULL);
      if (poise_store_get_state (store) != POISE_STORE_SAVED)
        poise_store_flush_async (store, NULL, NULL, NULL);
    }
  poise_locker_update (self);
}
