/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-mode-choice.h"

#include <glib/gi18n.h>

#include "poise-accessible.h"

struct _PoiseModeChoice
{
  AdwBin parent_instance;

  GtkDropDown *drop_down; /* the child */
  GtkStringList *items;   /* the drop-down's: the modes, and perhaps one more */
  guint n_modes;
  guint tell_id;
  gboolean is_filling;
  gboolean has_balanced;
};

enum
{
  PROP_HAS_BALANCED = 1,
  N_PROPERTIES,
};

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPERTIES];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PoiseModeChoice, poise_mode_choice, ADW_TYPE_BIN)

/* The list that closed may have left the focus to nobody; the next key is for this. */
static gboolean
focus_cb (gpointer data)
{
  PoiseModeChoice *self = data;

  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_grab_focus (GTK_WIDGET (self->drop_down));
  return G_SOURCE_REMOVE;
}

/* Also where nothing was chosen. */
static void
list_closed_cb (PoiseModeChoice *self)
{
  g_idle_add_full (G_PRIORITY_HIGH_IDLE, focus_cb, g_object_ref (self), g_object_unref);
}

static void
tell (PoiseModeChoice *self)
{
  guint selected = gtk_drop_down_get_selected (self->drop_down);

  g_clear_handle_id (&self->tell_id, g_source_remove);
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, selected < self->n_modes ? (int) selected : -1);
}

static gboolean
tell_cb (gpointer data)
{
  PoiseModeChoice *self = data;

  self->tell_id = 0;
  tell (self);
  return focus_cb (self);
}

/* Once the list has closed: what the choice leads to changes its items. */
static void
selected_cb (PoiseModeChoice *self)
{
  if (!self->is_filling && self->tell_id == 0)
    self->tell_id =
      g_idle_add_full (G_PRIORITY_HIGH_IDLE, tell_cb, g_object_ref (self), g_object_unref);
}

/* ---- virtual functions ---- */

static void
poise_mode_choice_unmap (GtkWidget *widget)
{
  poise_mode_choice_flush (POISE_MODE_CHOICE (widget));
  GTK_WIDGET_CLASS (poise_mode_choice_parent_class)->unmap (widget);
}

static void
poise_mode_choice_constructed (GObject *object)
{
  PoiseModeChoice *self = POISE_MODE_CHOICE (object);

  G_OBJECT_CLASS (poise_mode_choice_parent_class)->constructed (object);
  self->n_modes = self->has_balanced ? POISE_MODE_BALANCED + 1 : POISE_N_SENTENCE_MODES;
  for (guint m = 0; m < self->n_modes; m++)
    gtk_string_list_append (self->items, poise_mode_get_label ((PoiseMode) m));
  g_signal_connect_object (self->drop_down, "notify::selected", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
poise_mode_choice_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_HAS_BALANCED)
    g_value_set_boolean (value, POISE_MODE_CHOICE (object)->has_balanced);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
poise_mode_choice_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_HAS_BALANCED)
    POISE_MODE_CHOICE (object)->has_balanced = g_value_get_boolean (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
poise_mode_choice_class_init (PoiseModeChoiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = poise_mode_choice_constructed;
  object_class->get_property = poise_mode_choice_get_property;
  object_class->set_property = poise_mode_choice_set_property;
  GTK_WIDGET_CLASS (klass)->unmap = poise_mode_choice_unmap;
  /**
   * PoiseModeChoice:has-balanced:
   *
   * Whether an entry is spoken of, which may be balanced; else a sentence.
   */
  properties[PROP_HAS_BALANCED] =
    g_param_spec_boolean ("has-balanced", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  /**
   * PoiseModeChoice::chosen:
   * @self: the choice
   * @mode: what the person says, or -1 to let Poise decide
   */
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", POISE_TYPE_MODE_CHOICE, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
}

/* The list is the drop-down's popover. */
static void
follow_list (PoiseModeChoice *self)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->drop_down));

  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_POPOVER (child))
      g_signal_connect_object (child, "closed", G_CALLBACK (list_closed_cb), self,
                               G_CONNECT_SWAPPED);
}

static void
poise_mode_choice_init (PoiseModeChoice *self)
{
  self->items = gtk_string_list_new (NULL);
  self->drop_down = GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (self->items), NULL));
  gtk_widget_set_valign (GTK_WIDGET (self->drop_down), GTK_ALIGN_CENTER);
  follow_list (self);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->drop_down));
}

/**
 * poise_mode_choice_set_name:
 * @self: a choice
 * @name: what a screen reader calls it
 */
void
poise_mode_choice_set_name (PoiseModeChoice *self, const char *name)
{
  g_return_if_fail (POISE_IS_MODE_CHOICE (self));

  poise_accessible_name_drop_down (self->drop_down, name);
}

/**
 * poise_mode_choice_get_drop_down:
 * @self: a choice
 *
 * Returns: (transfer none): what takes the keyboard
 */
GtkWidget *
poise_mode_choice_get_drop_down (PoiseModeChoice *self)
{
  g_return_val_if_fail (POISE_IS_MODE_CHOICE (self), NULL);

  return GTK_WIDGET (self->drop_down);
}

/**
 * poise_mode_choice_flush:
 * @self: a choice
 *
 * What was chosen in this moment is told now, before what shows the choice goes.
 */
void
poise_mode_choice_flush (PoiseModeChoice *self)
{
  g_return_if_fail (POISE_IS_MODE_CHOICE (self));

  if (self->tell_id != 0)
    tell (self);
}

/**
 * poise_mode_choice_show:
 * @self: a choice
 * @mode: what it shows
 * @by: who says so
 * @doubt: (nullable): what stands there instead where the tagger would rather
 *   not say
 *
 * Shows what was said. What the person said can be taken back.
 */
void
poise_mode_choice_show (PoiseModeChoice *self, PoiseMode mode, PoiseTagSource by, const char *doubt)
{
  const char *more[] = { by == POISE_TAG_SOURCE_PERSON ? _ ("Let Poise Decide") : doubt, NULL };
  guint n;

  g_return_if_fail (POISE_IS_MODE_CHOICE (self));

  self->is_filling = TRUE;
  n = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  if (n <= self->n_modes ||
      g_strcmp0 (gtk_string_list_get_string (self->items, self->n_modes), more[0]) != 0)
    gtk_string_list_splice (self->items, self->n_modes, n - self->n_modes,
                            more[0] != NULL ? more : NULL);
  gtk_drop_down_set_selected (
    self->drop_down, by != POISE_TAG_SOURCE_PERSON && doubt != NULL ? self->n_modes : (guint) mode);
  self->is_filling = FALSE;
}
