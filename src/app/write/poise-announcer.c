/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-announcer.h"

struct _PoiseAnnouncer
{
  GObject parent_instance;

  guint pause;
  PoiseAnnounceFunc func;
  gpointer data;

  GHashTable *said;    /* matter → what was said of it last */
  GHashTable *waiting; /* matter → what is to be said of it */
  guint timeout_id;
};

G_DEFINE_FINAL_TYPE (PoiseAnnouncer, poise_announcer, G_TYPE_OBJECT)

static gboolean
pause_cb (gpointer data)
{
  PoiseAnnouncer *self = data;
  GHashTableIter iter;
  const char *matter, *text;

  self->timeout_id = 0;
  g_hash_table_iter_init (&iter, self->waiting);
  while (g_hash_table_iter_next (&iter, (gpointer *) &matter, (gpointer *) &text))
    {
      if (g_strcmp0 (text, g_hash_table_lookup (self->said, matter)) != 0)
        {
          g_hash_table_insert (self->said, g_strdup (matter), g_strdup (text));
          self->func (text, self->data);
        }
      g_hash_table_iter_remove (&iter);
    }

  return G_SOURCE_REMOVE;
}

static void
poise_announcer_finalize (GObject *object)
{
  PoiseAnnouncer *self = POISE_ANNOUNCER (object);

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  g_hash_table_unref (self->said);
  g_hash_table_unref (self->waiting);

  G_OBJECT_CLASS (poise_announcer_parent_class)->finalize (object);
}

static void
poise_announcer_class_init (PoiseAnnouncerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = poise_announcer_finalize;
}

static void
poise_announcer_init (PoiseAnnouncer *self)
{
  self->said = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->waiting = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/**
 * poise_announcer_new:
 * @pause: how long it must be quiet before something is said, in milliseconds
 * @func: (scope forever): says it
 * @data: passed to @func
 *
 * Returns: (transfer full): an announcer
 */
PoiseAnnouncer *
poise_announcer_new (guint pause, PoiseAnnounceFunc func, gpointer data)
{
  PoiseAnnouncer *self = g_object_new (POISE_TYPE_ANNOUNCER, NULL);

  self->pause = pause;
  self->func = func;
  self->data = data;
  return self;
}

/**
 * poise_announcer_hold:
 * @self: an announcer
 *
 * The person is writing: what waits goes on waiting for a pause.
 */
void
poise_announcer_hold (PoiseAnnouncer *self)
{
  g_return_if_fail (POISE_IS_ANNOUNCER (self));

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  if (g_hash_table_size (self->waiting) > 0)
    self->timeout_id = g_timeout_add (self->pause, pause_cb, self);
}

/**
 * poise_announcer_set:
 * @self: an announcer
 * @matter: what it is about, as “tag”
 * @text: what is so now
 *
 * Says it in the next pause, if it is then still so and new.
 */
void
poise_announcer_set (PoiseAnnouncer *self, const char *matter, const char *text)
{
  g_return_if_fail (POISE_IS_ANNOUNCER (self));

  g_hash_table_insert (self->waiting, g_strdup (matter), g_strdup (text));
  poise_announcer_hold (self);
}

/**
 * poise_announcer_know:
 * @self: an announcer
 * @matter: what it is about
 * @text: what is so now
 *
 * Takes note of what the person knows without being told, as what an entry
 * shows that they have just opened.
 */
void
poise_announcer_know (PoiseAnnouncer *self, const char *matter, const char *text)
{
  g_return_if_fail (POISE_IS_ANNOUNCER (self));

  g_hash_table_remove (self->waiting, matter);
  g_hash_table_insert (self->said, g_strdup (matter), g_strdup (text));
}
