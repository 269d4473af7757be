/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-entry-actions.h"

#include "poise-recall.h"

struct _PoiseEntryActions
{
  GObject parent_instance;

  /* Owned */
  PoiseContext *context;
  PoiseEntry *entry; /* (nullable) */
  GActionMap *group;
  GSimpleAction *keep_out;
  GSimpleAction *delete;
};

G_DEFINE_FINAL_TYPE (PoiseEntryActions, poise_entry_actions, G_TYPE_OBJECT)

static gboolean
is_stored (PoiseEntryActions *self)
{
  return self->entry != NULL && poise_journal_lookup (poise_context_get_journal (self->context),
                                                      poise_entry_get_id (self->entry)) != NULL;
}

static void
update (PoiseEntryActions *self)
{
  gboolean is_out = self->entry != NULL &&
                    poise_intention_list_is_quiet (poise_context_get_intentions (self->context),
                                                   poise_entry_get_id (self->entry));

  /* What has a kind of its own does not come back anyway. */
  g_simple_action_set_enabled (self->keep_out,
                               is_stored (self) && poise_entry_is_counted (self->entry) &&
                                 poise_context_get_intentions_error (self->context) == NULL);
  g_simple_action_set_enabled (self->delete, is_stored (self));
  g_simple_action_set_state (self->keep_out, g_variant_new_boolean (is_out));
}

static void
keep_out_cb (PoiseEntryActions *self, GVariant *value)
{
  g_autoptr (PoiseOperation) operation =
    poise_recall_new_keep_out (poise_context_get_intentions (self->context),
                               poise_entry_get_id (self->entry), g_variant_get_boolean (value));

  poise_history_run (poise_context_get_history (self->context), operation);
}

static void
delete_cb (PoiseEntryActions *self)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (PoiseOperation) operation = NULL;

  g_ptr_array_add (entries, g_object_ref (self->entry));
  operation = poise_operation_new_delete (entries);
  poise_history_run (poise_context_get_history (self->context), operation);
}

static void
poise_entry_actions_dispose (GObject *object)
{
  PoiseEntryActions *self = POISE_ENTRY_ACTIONS (object);

  g_clear_object (&self->keep_out);
  g_clear_object (&self->delete);
  g_clear_object (&self->group);
  g_clear_object (&self->entry);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (poise_entry_actions_parent_class)->dispose (object);
}

static void
poise_entry_actions_class_init (PoiseEntryActionsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = poise_entry_actions_dispose;
}

static void
poise_entry_actions_init (PoiseEntryActions *self)
{
  self->group = G_ACTION_MAP (g_simple_action_group_new ());
  self->keep_out = g_simple_action_new_stateful ("keep-out", NULL, g_variant_new_boolean (FALSE));
  g_action_map_add_action (self->group, G_ACTION (self->keep_out));
  self->delete = g_simple_action_new ("delete", NULL);
  g_action_map_add_action (self->group, G_ACTION (self->delete));
  g_signal_connect_object (self->delete, "activate", G_CALLBACK (delete_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->keep_out, "change-state", G_CALLBACK (keep_out_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * poise_entry_actions_new:
 * @context: whose entries they are
 *
 * Returns: (transfer full): actions without an entry
 */
PoiseEntryActions *
poise_entry_actions_new (PoiseContext *context)
{
  PoiseEntryActions *self = g_object_new (POISE_TYPE_ENTRY_ACTIONS, NULL);

  self->context = g_object_ref (context);
  g_signal_connect_object (poise_context_get_intentions (context), "changed", G_CALLBACK (update),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (poise_context_get_journal (context), "items-changed",
                           G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return self;
}

/**
 * poise_entry_actions_set_entry:
 * @self: actions
 * @entry: (nullable): what they act on
 */
void
poise_entry_actions_set_entry (PoiseEntryActions *self, PoiseEntry *entry)
{
  g_return_if_fail (POISE_IS_ENTRY_ACTIONS (self));

  g_set_object (&self->entry, entry);
  update (self);
}

/**
 * poise_entry_actions_get_group:
 * @self: actions
 *
 * Returns: (transfer none): `delete`, and the switch `keep-out`: neither a question nor its day
 *   brings the entry back
 */
GActionGroup *
poise_entry_actions_get_group (PoiseEntryActions *self)
{
  g_return_val_if_fail (POISE_IS_ENTRY_ACTIONS (self), NULL);

  return G_ACTION_GROUP (self->group);
}
