/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-intending.h"

struct _PoiseIntending
{
  GObject parent_instance;

  /* Owned */
  PoiseIntentionList *list;
  PoiseIntentionList *before;
  PoiseIntentionList *after;
};

G_DEFINE_FINAL_TYPE (PoiseIntending, poise_intending, G_TYPE_OBJECT)

static void
poise_intending_dispose (GObject *object)
{
  PoiseIntending *self = POISE_INTENDING (object);

  g_clear_object (&self->list);
  g_clear_object (&self->before);
  g_clear_object (&self->after);

  G_OBJECT_CLASS (poise_intending_parent_class)->dispose (object);
}

static void
poise_intending_class_init (PoiseIntendingClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = poise_intending_dispose;
}

static void
poise_intending_init (PoiseIntending *self)
{
}

/**
 * poise_intending_new:
 * @list: the intentions
 * @after: a copy of them in which the change was made
 *
 * Returns: (transfer full): the change, not made in @list yet
 */
PoiseIntending *
poise_intending_new (PoiseIntentionList *list, PoiseIntentionList *after)
{
  PoiseIntending *self = g_object_new (POISE_TYPE_INTENDING, NULL);

  self->list = g_object_ref (list);
  self->before = poise_intention_list_copy (list);
  self->after = g_object_ref (after);
  return self;
}

/**
 * poise_intending_put:
 * @self: a change
 * @is_in: whether it is made, or taken back
 *
 * Makes the change or takes it back; the other intentions stay as they are.
 */
void
poise_intending_put (PoiseIntending *self, gboolean is_in)
{
  g_return_if_fail (POISE_IS_INTENDING (self));

  if (is_in)
    poise_intention_list_apply (self->list, self->before, self->after);
  else
    poise_intention_list_apply (self->list, self->after, self->before);
}
