/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-restored.h"

#include <glib/gi18n-lib.h>

#include "poise-error.h"

struct _PoiseRestored
{
  GObject parent_instance;

  PoiseWayBack *way; /* owned: leads to the other state */

  gboolean is_in;
  gboolean is_working;
};

enum
{
  SIGNAL_DONE,
  SIGNAL_REFUSED,
  SIGNAL_SAYS,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PoiseRestored, poise_restored, G_TYPE_OBJECT)

static void
poise_restored_finalize (GObject *object)
{
  PoiseRestored *self = POISE_RESTORED (object);

  poise_way_back_unref (self->way);

  G_OBJECT_CLASS (poise_restored_parent_class)->finalize (object);
}

static void
poise_restored_class_init (PoiseRestoredClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = poise_restored_finalize;

  /**
   * PoiseRestored::done:
   * @self: what was restored
   *
   * The journal came to the state that it was to come to.
   */
  signals[SIGNAL_DONE] = g_signal_new ("done", POISE_TYPE_RESTORED, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 0);

  /**
   * PoiseRestored::refused:
   * @self: what was restored
   *
   * It was left as it is, since it would take out what was written since.
   */
  signals[SIGNAL_REFUSED] = g_signal_new ("refused", POISE_TYPE_RESTORED, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * PoiseRestored::says:
   * @self: what was restored
   * @words: how it went, for the person
   *
   * It was taken back, or could not be taken back or done again.
   */
  signals[SIGNAL_SAYS] = g_signal_new ("says", POISE_TYPE_RESTORED, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
poise_restored_init (PoiseRestored *self)
{
}

/**
 * poise_restored_new:
 * @way: what leads back from a going back that was done
 *
 * Returns: (transfer full): what can be taken back
 */
PoiseRestored *
poise_restored_new (PoiseWayBack *way)
{
  PoiseRestored *self = g_object_new (POISE_TYPE_RESTORED, NULL);

  self->way = poise_way_back_ref (way);
  self->is_in = TRUE;
  return self;
}

/**
 * poise_restored_is_in:
 * @self: what was restored
 *
 * Returns: whether the journal is as it was restored, not as it was before
 */
gboolean
poise_restored_is_in (PoiseRestored *self)
{
  g_return_val_if_fail (POISE_IS_RESTORED (self), FALSE);

  return self->is_in;
}

/**
 * poise_restored_is_working:
 * @self: what was restored
 *
 * Returns: whether a way is being gone, to the one state or the other
 */
gboolean
poise_restored_is_working (PoiseRestored *self)
{
  g_return_val_if_fail (POISE_IS_RESTORED (self), FALSE);

  return self->is_working;
}

static void
say (PoiseRestored *self, const char *words)
{
  g_signal_emit (self, signals[SIGNAL_SAYS], 0, words);
}

static void
ended_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (PoiseRestored) self = data;
  g_autoptr (GError) error = NULL;
  PoiseWayBack *way = poise_store_restore_finish (POISE_STORE (object), result, &error);

  self->is_working = FALSE;
  if (g_error_matches (error, POISE_ERROR, POISE_ERROR_OVERTAKEN))
    g_signal_emit (self, signals[SIGNAL_REFUSED], 0);
  else if (way == NULL)
    say (self, error->message);
  else
    {
      poise_way_back_unref (self->way);
      self->way = way;
      self->is_in = !self->is_in;
      g_signal_emit (self, signals[SIGNAL_DONE], 0);
      if (!self->is_in)
        say (self, _ ("The journal is as it was before"));
    }
}

/**
 * poise_restored_put:
 * @self: what was restored
 * @store: the journal's keeper
 * @is_in: whether the journal shall be as it was restored
 *
 * Saves what was typed, and goes to the state before, or to the restored one again: with
 * #PoiseRestored::refused not, where that would take out what was written since. Nothing happens
 * while a way is being gone, or where the journal is in that state.
 */
void
poise_restored_put (PoiseRestored *self, PoiseStore *store, gboolean is_in)
{
  g_return_if_fail (POISE_IS_RESTORED (self));
  g_return_if_fail (POISE_IS_STORE (store));

  if (self->is_working || is_in == self->is_in)
    return;
  self->is_working = TRUE;
  poise_store_restore_async (store, self->way->point, self->way, NULL, ended_cb,
                             g_object_ref (self));
}
