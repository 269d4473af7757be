/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-intention-actions.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "poise-check-in-dialog.h"
#include "poise-intention-dialog.h"

struct _PoiseIntentionActions
{
  GObject parent_instance;

  /* Owned */
  PoiseContext *context;
  GActionMap *group;

  GtkWidget *parent; /* a weak pointer */
};

enum
{
  SIGNAL_DONE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PoiseIntentionActions, poise_intention_actions, G_TYPE_OBJECT)

static PoiseIntentionList *
get_list (PoiseIntentionActions *self)
{
  return poise_context_get_intentions (self->context);
}

static void
run (PoiseIntentionActions *self, PoiseIntentionList *after, const char *title)
{
  g_autoptr (PoiseOperation) operation =
    poise_operation_new_intending (get_list (self), after, title);

  poise_history_run (poise_context_get_history (self->context), operation);
}

static void
tell_done (PoiseIntentionActions *self)
{
  g_signal_emit (self, signals[SIGNAL_DONE], 0);
}

/* What opened a dialog may be gone or hidden as that closes, where another computer changed what
 * is meant. */
static void
closed_cb (PoiseIntentionActions *self, AdwDialog *dialog)
{
  GtkWidget *focus;

  /* The window may be going, too. */
  if (self->parent == NULL || !gtk_widget_get_mapped (self->parent))
    return;
  focus = gtk_root_get_focus (gtk_widget_get_root (self->parent));
  if (focus == NULL || !gtk_widget_get_mapped (focus) ||
      gtk_widget_is_ancestor (focus, GTK_WIDGET (dialog)))
    tell_done (self);
}

static void
present (PoiseIntentionActions *self, AdwDialog *dialog)
{
  g_signal_connect_object (dialog, "closed", G_CALLBACK (closed_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, self->parent);
}

/* @signal: at which of the dialog's signals the person goes on to write */
static void
present_choice (PoiseIntentionActions *self, const char *signal)
{
  AdwDialog *dialog = poise_intention_dialog_new (self->context);

  g_signal_connect_object (dialog, signal, G_CALLBACK (tell_done), self, G_CONNECT_SWAPPED);
  present (self, dialog);
}

static void
choose_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  present_choice (data, "saved");
}

/* What had the focus before may be gone with the answer. */
static void
change_cb (PoiseIntentionActions *self)
{
  present_choice (self, "closed");
}

static void
check_in_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PoiseIntentionActions *self = data;
  AdwDialog *dialog;

  if (poise_intention_list_get_current (get_list (self)) == NULL)
    return;
  dialog = poise_check_in_dialog_new (self->context);
  g_signal_connect_object (dialog, "change", G_CALLBACK (change_cb), self, G_CONNECT_SWAPPED);
  present (self, dialog);
}

static void
drop_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PoiseIntentionActions *self = data;
  g_autoptr (PoiseIntentionList) after = poise_intention_list_copy (get_list (self));

  const PoiseIntention *current = poise_intention_list_get_current (after);

  if (current == NULL)
    return;
  poise_intention_list_close (after, current->id, POISE_OUTCOME_DROPPED, NULL,
                              poise_context_get_today (self->context));
  run (self, after, _ ("Intention dropped"));
  /* The row goes whose menu had the keyboard. */
  tell_done (self);
}

static void
skip_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PoiseIntentionActions *self = data;
  g_autofree char *week = poise_day_to_string (poise_day_get_week (
    poise_context_get_today (self->context), poise_context_get_first_weekday (self->context)));

  g_settings_set_string (poise_context_get_settings (self->context), "intention-skipped", week);
  tell_done (self);
}

static void
pause_cb (GSimpleAction *action, GVariant *value, gpointer data)
{
  PoiseIntentionActions *self = data;
  g_autoptr (PoiseIntentionList) after = poise_intention_list_copy (get_list (self));
  PoiseDay today = poise_context_get_today (self->context);

  if (g_variant_get_boolean (value))
    poise_intention_list_pause (after, today);
  else
    poise_intention_list_resume (after, today, poise_context_get_first_weekday (self->context));
  run (self, after,
       g_variant_get_boolean (value) ? _ ("Intentions paused") : _ ("Intentions resumed"));
  tell_done (self);
}

static void
set_enabled (PoiseIntentionActions *self, const char *name, gboolean is_enabled)
{
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (self->group, name)),
                               is_enabled);
}

static void
update (PoiseIntentionActions *self)
{
  gboolean is_kept = poise_context_get_intentions_error (self->context) == NULL;
  gboolean has_current = poise_intention_list_get_current (get_list (self)) != NULL;
  gboolean is_paused = poise_intention_list_get_paused (get_list (self)) != POISE_DAY_INVALID;

  set_enabled (self, "choose", is_kept);
  set_enabled (self, "check-in", is_kept && has_current);
  set_enabled (self, "drop", is_kept && has_current);
  set_enabled (self, "pause", is_kept);
  g_simple_action_set_state (G_SIMPLE_ACTION (g_action_map_lookup_action (self->group, "pause")),
                             g_variant_new_boolean (is_paused));
}

static void
poise_intention_actions_dispose (GObject *object)
{
  PoiseIntentionActions *self = POISE_INTENTION_ACTIONS (object);

  g_clear_weak_pointer (&self->parent);
  g_clear_object (&self->group);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (poise_intention_actions_parent_class)->dispose (object);
}

static void
poise_intention_actions_class_init (PoiseIntentionActionsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = poise_intention_actions_dispose;
  /**
   * PoiseIntentionActions::done:
   * @self: the actions
   *
   * The person said what they mean to do, or skipped, dropped or paused that, or changed their
   * mind twice; they go on to write.
   */
  signals[SIGNAL_DONE] = g_signal_new ("done", POISE_TYPE_INTENTION_ACTIONS, G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
poise_intention_actions_init (PoiseIntentionActions *self)
{
  static const GActionEntry entries[] = {
    { .name = "choose", .activate = choose_cb },
    { .name = "check-in", .activate = check_in_cb },
    { .name = "drop", .activate = drop_cb },
    { .name = "skip", .activate = skip_cb },
    { .name = "pause", .state = "false", .change_state = pause_cb },
  };

  self->group = G_ACTION_MAP (g_simple_action_group_new ());
  g_action_map_add_action_entries (self->group, entries, G_N_ELEMENTS (entries), self);
}

/**
 * poise_intention_actions_new:
 * @context: what the pages work with
 * @parent: where dialogs are shown; it outlives them
 *
 * Returns: (transfer full): the actions
 */
PoiseIntentionActions *
poise_intention_actions_new (PoiseContext *context, GtkWidget *parent)
{
  PoiseIntentionActions *self = g_object_new (POISE_TYPE_INTENTION_ACTIONS, NULL);

  self->context = g_object_ref (context);
  g_set_weak_pointer (&self->parent, parent);
  g_signal_connect_object (get_list (self), "changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "loaded", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return self;
}

/**
 * poise_intention_actions_get_group:
 * @self: actions
 *
 * Returns: (transfer none): `choose`, `check-in`, `drop`, `skip` and the switch `pause`
 */
GActionGroup *
poise_intention_actions_get_group (PoiseIntentionActions *self)
{
  g_return_val_if_fail (POISE_IS_INTENTION_ACTIONS (self), NULL);

  return G_ACTION_GROUP (self->group);
}
