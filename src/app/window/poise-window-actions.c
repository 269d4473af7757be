/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-window-actions.h"

typedef struct
{
  PoiseContext *context;
  GPtrArray *names; /* of the actions that were added */

  /* Weak pointers */
  AdwApplicationWindow *window;
  AdwToastOverlay *toasts;
} PoiseWindowActionsPrivate;

enum
{
  PROP_CONTEXT = 1,
  PROP_WINDOW,
  PROP_TOASTS,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (PoiseWindowActions, poise_window_actions, G_TYPE_OBJECT)

static PoiseWindowActionsPrivate *
get_private (gpointer self)
{
  return poise_window_actions_get_instance_private (self);
}

static void
poise_window_actions_set_property (GObject *object,
                                   guint id,
                                   const GValue *value,
                                   GParamSpec *pspec)
{
  PoiseWindowActionsPrivate *priv = get_private (object);

  switch (id)
    {
    case PROP_CONTEXT:
      priv->context = g_value_dup_object (value);
      break;
    case PROP_WINDOW:
      g_set_weak_pointer (&priv->window, g_value_get_object (value));
      break;
    case PROP_TOASTS:
      g_set_weak_pointer (&priv->toasts, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
poise_window_actions_dispose (GObject *object)
{
  PoiseWindowActionsPrivate *priv = get_private (object);

  for (guint i = 0; priv->window != NULL && i < priv->names->len; i++)
    g_action_map_remove_action (G_ACTION_MAP (priv->window), g_ptr_array_index (priv->names, i));
  g_ptr_array_set_size (priv->names, 0);
  g_clear_weak_pointer (&priv->window);
  g_clear_weak_pointer (&priv->toasts);
  g_clear_object (&priv->context);

  G_OBJECT_CLASS (poise_window_actions_parent_class)->dispose (object);
}

static void
poise_window_actions_finalize (GObject *object)
{
  g_ptr_array_unref (get_private (object)->names);

  G_OBJECT_CLASS (poise_window_actions_parent_class)->finalize (object);
}

static void
poise_window_actions_class_init (PoiseWindowActionsClass *klass)
{
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = poise_window_actions_set_property;
  object_class->dispose = poise_window_actions_dispose;
  object_class->finalize = poise_window_actions_finalize;

  /**
   * PoiseWindowActions:context:
   *
   * What the pages work with.
   */
  properties[PROP_CONTEXT] = g_param_spec_object ("context", NULL, NULL, POISE_TYPE_CONTEXT, flags);
  /**
   * PoiseWindowActions:window:
   *
   * Whose actions they are.
   */
  properties[PROP_WINDOW] =
    g_param_spec_object ("window", NULL, NULL, ADW_TYPE_APPLICATION_WINDOW, flags);
  /**
   * PoiseWindowActions:toasts:
   *
   * Where to say how it went.
   */
  properties[PROP_TOASTS] =
    g_param_spec_object ("toasts", NULL, NULL, ADW_TYPE_TOAST_OVERLAY, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
poise_window_actions_init (PoiseWindowActions *self)
{
  get_private (self)->names = g_ptr_array_new ();
}

/**
 * poise_window_actions_add:
 * @self: a group
 * @entries: (array length=n_entries): the actions, with static names
 * @n_entries: how many
 *
 * Adds actions to the window. Their data is the group; they go when it is disposed of.
 */
void
poise_window_actions_add (PoiseWindowActions *self, const GActionEntry *entries, guint n_entries)
{
  PoiseWindowActionsPrivate *priv;

  g_return_if_fail (POISE_IS_WINDOW_ACTIONS (self));

  priv = get_private (self);
  g_action_map_add_action_entries (G_ACTION_MAP (priv->window), entries, (int) n_entries, self);
  for (guint i = 0; i < n_entries; i++)
    g_ptr_array_add (priv->names, (gpointer) entries[i].name);
}

/**
 * poise_window_actions_get_context:
 * @self: a group
 *
 * Returns: (transfer none): what the pages work with
 */
PoiseContext *
poise_window_actions_get_context (PoiseWindowActions *self)
{
  g_return_val_if_fail (POISE_IS_WINDOW_ACTIONS (self), NULL);

  return get_private (self)->context;
}

/**
 * poise_window_actions_get_window:
 * @self: a group
 *
 * Returns: (transfer none): whose actions they are
 */
GtkWidget *
poise_window_actions_get_window (PoiseWindowActions *self)
{
  g_return_val_if_fail (POISE_IS_WINDOW_ACTIONS (self), NULL);

  return GTK_WIDGET (get_private (self)->window);
}

/**
 * poise_window_actions_get_toasts:
 * @self: a group
 *
 * Returns: (transfer none): where to say how it went
 */
AdwToastOverlay *
poise_window_actions_get_toasts (PoiseWindowActions *self)
{
  g_return_val_if_fail (POISE_IS_WINDOW_ACTIONS (self), NULL);

  return get_private (self)->toasts;
}
