/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-intention-keeper.h"

#include <string.h>

#include "poise-intention-file.h"
#include "poise-side-change.h"

struct _PoiseIntentionKeeper
{
  GObject parent_instance;

  /* Owned */
  PoiseStore *store;
  PoiseIntentionList *list;
  char *saved;   /* what the file holds, or holds when what waits to be written is */
  GError *error; /* why the file must not be replaced */

  gconstpointer pending; /* the change that waits to be written, or is being written; @self if it
                            was taken back meanwhile */
};

G_DEFINE_FINAL_TYPE (PoiseIntentionKeeper, poise_intention_keeper, G_TYPE_OBJECT)

static void
poise_intention_keeper_dispose (GObject *object)
{
  PoiseIntentionKeeper *self = POISE_INTENTION_KEEPER (object);

  g_clear_object (&self->store);
  g_clear_object (&self->list);

  G_OBJECT_CLASS (poise_intention_keeper_parent_class)->dispose (object);
}

static void
poise_intention_keeper_finalize (GObject *object)
{
  PoiseIntentionKeeper *self = POISE_INTENTION_KEEPER (object);

  g_clear_error (&self->error);
  g_free (self->saved);

  G_OBJECT_CLASS (poise_intention_keeper_parent_class)->finalize (object);
}

static void
poise_intention_keeper_class_init (PoiseIntentionKeeperClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = poise_intention_keeper_dispose;
  G_OBJECT_CLASS (klass)->finalize = poise_intention_keeper_finalize;
}

static void
poise_intention_keeper_init (PoiseIntentionKeeper *self)
{
  self->list = poise_intention_list_new ();
  self->saved = poise_intention_list_to_json (self->list);
}

static void
changed_cb (PoiseIntentionKeeper *self)
{
  g_autofree char *json = poise_intention_list_to_json (self->list);
  g_autoptr (GDateTime) now = NULL;
  gpointer change;

  if (self->error != NULL || poise_store_get_folder (self->store) == NULL)
    return;
  if (g_str_equal (json, self->saved))
    {
      /* A change that is taken back while it is being written: once it is, what is here differs. */
      if (self->pending != NULL)
        self->pending = self;
      return;
    }
  now = poise_store_get_now (self->store);
  change = poise_side_change_new (self->saved, json, now);
  self->pending = change;
  poise_store_put_change (self->store, poise_intention_file_get_kind (), change);
}

static void
take (PoiseIntentionKeeper *self, const char *held)
{
  g_free (self->saved);
  self->saved = g_strdup (held);
}

static void
written (PoiseIntentionKeeper *self, const char *held, gconstpointer change)
{
  if (change != self->pending)
    {
      /* More was changed while that was written; the file's news come when this is. */
      take (self, poise_side_change_get_now (change));
      changed_cb (self);
      return;
    }
  self->pending = NULL;
  take (self, held);
  poise_intention_list_load_json (self->list, held, strlen (held), POISE_INTENTION_FILE, NULL);
}

static void
file_read_cb (PoiseIntentionKeeper *self,
              const PoiseFileKind *kind,
              gconstpointer held,
              gconstpointer change,
              const GError *error)
{
  if (kind != poise_intention_file_get_kind ())
    return;
  g_clear_error (&self->error);
  if (error != NULL)
    self->error = g_error_copy (error);
  /* What waits to be written is merged with what is there then. */
  else if (held != NULL && (change != NULL || self->pending == NULL))
    written (self, held, change);
}

/**
 * poise_intention_keeper_new:
 * @store: the journal's keeper
 *
 * Returns: (transfer full): a keeper of what the journal's file holds, once it is read
 */
PoiseIntentionKeeper *
poise_intention_keeper_new (PoiseStore *store)
{
  PoiseIntentionKeeper *self = g_object_new (POISE_TYPE_INTENTION_KEEPER, NULL);

  self->store = g_object_ref (store);
  poise_store_follow_file (store, poise_intention_file_get_kind ());
  g_signal_connect_object (store, "file-read", G_CALLBACK (file_read_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * poise_intention_keeper_get_list:
 * @self: a keeper
 *
 * Returns: (transfer none): the list; what is changed in it is saved
 */
PoiseIntentionList *
poise_intention_keeper_get_list (PoiseIntentionKeeper *self)
{
  g_return_val_if_fail (POISE_IS_INTENTION_KEEPER (self), NULL);

  return self->list;
}

/**
 * poise_intention_keeper_get_error:
 * @self: a keeper
 *
 * Returns: (transfer none) (nullable): why the file could not be read; while there is a reason,
 *   nothing is saved either
 */
const GError *
poise_intention_keeper_get_error (PoiseIntentionKeeper *self)
{
  g_return_val_if_fail (POISE_IS_INTENTION_KEEPER (self), NULL);

  return self->error;
}
