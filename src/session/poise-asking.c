/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-asking.h"

/* What a question is at one time. */
typedef struct
{
  PoisePrompt *prompt; /* (nullable): %NULL while there is none */
  guint position;      /* among the own ones */
} State;

struct _PoiseAsking
{
  GObject parent_instance;

  /* Owned */
  PoisePromptSet *set;
  char *id;
  State before;
  State after;

  gboolean has_removed; /* the change, or taking it back, is why the question is not there */
};

G_DEFINE_FINAL_TYPE (PoiseAsking, poise_asking, G_TYPE_OBJECT)

static void
poise_asking_dispose (GObject *object)
{
  g_clear_object (&POISE_ASKING (object)->set);

  G_OBJECT_CLASS (poise_asking_parent_class)->dispose (object);
}

static void
poise_asking_finalize (GObject *object)
{
  PoiseAsking *self = POISE_ASKING (object);

  g_free (self->id);
  g_clear_pointer (&self->before.prompt, poise_prompt_free);
  g_clear_pointer (&self->after.prompt, poise_prompt_free);

  G_OBJECT_CLASS (poise_asking_parent_class)->finalize (object);
}

static void
poise_asking_class_init (PoiseAskingClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = poise_asking_dispose;
  G_OBJECT_CLASS (klass)->finalize = poise_asking_finalize;
}

static void
poise_asking_init (PoiseAsking *self)
{
}

static void
note (PoiseAsking *self, State *state)
{
  PoisePrompt *prompt = poise_prompt_set_lookup (self->set, self->id);

  g_clear_pointer (&state->prompt, poise_prompt_free);
  if (prompt == NULL)
    return;
  state->prompt = poise_prompt_copy (prompt);
  g_ptr_array_find (poise_prompt_set_get_own (self->set), prompt, &state->position);
}

/**
 * poise_asking_begin:
 * @set: the questions
 * @id: one of them, or one that comes
 *
 * Notes what the question is before it is changed in @set.
 *
 * Returns: (transfer full): the change
 */
PoiseAsking *
poise_asking_begin (PoisePromptSet *set, const char *id)
{
  PoiseAsking *self = g_object_new (POISE_TYPE_ASKING, NULL);

  self->set = g_object_ref (set);
  self->id = g_strdup (id);
  note (self, &self->before);
  return self;
}

/**
 * poise_asking_new_added:
 * @set: the questions
 * @id: one of them that has just come in
 *
 * Returns: (transfer full): its coming, as a change that has ended
 */
PoiseAsking *
poise_asking_new_added (PoisePromptSet *set, const char *id)
{
  PoiseAsking *self = g_object_new (POISE_TYPE_ASKING, NULL);

  self->set = g_object_ref (set);
  self->id = g_strdup (id);
  note (self, &self->after);
  return self;
}

/**
 * poise_asking_end:
 * @self: a change that was begun
 *
 * Notes what the question is now that it was changed.
 */
void
poise_asking_end (PoiseAsking *self)
{
  g_return_if_fail (POISE_IS_ASKING (self));

  note (self, &self->after);
  self->has_removed = self->before.prompt != NULL && self->after.prompt == NULL;
}

/**
 * poise_asking_find:
 * @self: a change that has ended
 *
 * Returns: where the question is among the own ones, or was while it was there
 */
guint
poise_asking_find (PoiseAsking *self)
{
  guint position;

  g_return_val_if_fail (POISE_IS_ASKING (self), 0);

  if (g_ptr_array_find (poise_prompt_set_get_own (self->set),
                        poise_prompt_set_lookup (self->set, self->id), &position))
    return position;
  return self->after.prompt != NULL ? self->after.position : self->before.position;
}

static gboolean
says_the_same (const PoisePrompt *a, const PoisePrompt *b)
{
  return poise_prompt_asks (a, b->facet, b->pole, b->text);
}

static void
put_place (PoiseAsking *self, guint now, guint then)
{
  guint last = poise_prompt_set_get_own (self->set)->len - 1;

  if (now != MIN (then, last))
    poise_prompt_set_move (self->set, self->id, MIN (then, last));
}

static void
put_changes (PoiseAsking *self, const PoisePrompt *now, const State *from, const State *then)
{
  guint position;

  if (from->prompt->is_off != then->prompt->is_off)
    poise_prompt_set_switch (self->set, self->id, !then->prompt->is_off);
  if (!says_the_same (from->prompt, then->prompt) && says_the_same (now, from->prompt))
    poise_prompt_set_change (self->set, self->id, then->prompt->facet, then->prompt->pole,
                             then->prompt->text);
  if (from->position != then->position &&
      g_ptr_array_find (poise_prompt_set_get_own (self->set), now, &position))
    put_place (self, position, then->position);
}

/* Whoever removed it instead wants it gone. */
static void
bring_back (PoiseAsking *self, const State *then)
{
  if (!self->has_removed)
    return;
  self->has_removed = FALSE;
  poise_prompt_set_insert (self->set, then->position, poise_prompt_copy (then->prompt));
}

/* @from becomes what the question was last, as others may have switched it meanwhile. */
static void
take_away (PoiseAsking *self, State *from)
{
  note (self, from);
  self->has_removed = TRUE;
  poise_prompt_set_remove (self->set, self->id);
}

/* Others may have changed the set since: only what this change did is done or taken back, and no
 * words of theirs are. */
static void
put_state (PoiseAsking *self, State *from, const State *then)
{
  PoisePrompt *now = poise_prompt_set_lookup (self->set, self->id);

  if (from->prompt != NULL && then->prompt != NULL)
    {
      if (now != NULL)
        put_changes (self, now, from, then);
    }
  else if (then->prompt != NULL)
    {
      if (now == NULL)
        bring_back (self, then);
    }
  else if (from->prompt != NULL && now != NULL && says_the_same (now, from->prompt))
    take_away (self, from);
}

/**
 * poise_asking_moves:
 * @self: a change that has ended
 *
 * Returns: whether the question comes, goes, or gets another place
 */
gboolean
poise_asking_moves (PoiseAsking *self)
{
  g_return_val_if_fail (POISE_IS_ASKING (self), FALSE);

  return (self->before.prompt == NULL) != (self->after.prompt == NULL) ||
         self->before.position != self->after.position;
}

/**
 * poise_asking_put:
 * @self: a change that has ended
 * @is_in: whether it is made, or taken back
 *
 * Makes the change, unless it is made already, or takes it back; the other questions stay as
 * they are, and so does what others made of this one.
 */
void
poise_asking_put (PoiseAsking *self, gboolean is_in)
{
  g_return_if_fail (POISE_IS_ASKING (self));

  if (is_in)
    put_state (self, &self->before, &self->after);
  else
    put_state (self, &self->after, &self->before);
}

/**
 * poise_asking_put_all:
 * @askings: (element-type PoiseAsking): changes of one set, in their order; at least one
 * @is_in: whether they are made, or taken back
 *
 * Makes all of them, or takes them back with the last one first; the set says it once.
 */
void
poise_asking_put_all (GPtrArray *askings, gboolean is_in)
{
  g_autoptr (PoisePromptSet) set = NULL;

  g_return_if_fail (askings != NULL && askings->len > 0);

  set = g_object_ref (POISE_ASKING (g_ptr_array_index (askings, 0))->set);
  poise_prompt_set_hold (set);
  for (guint i = 0; i < askings->len; i++)
    poise_asking_put (g_ptr_array_index (askings, is_in ? i : askings->len - 1 - i), is_in);
  poise_prompt_set_release (set);
}
