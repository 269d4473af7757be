/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-sentence-actions.h"

#include "poise-document-corrections.h"

struct _PoiseSentenceActions
{
  GObject parent_instance;

  /* Owned */
  PoiseDocument *document;
  GActionGroup *group;

  GtkTextView *editor; /* a weak pointer */
};

enum
{
  SIGNAL_EXPLAIN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PoiseSentenceActions, poise_sentence_actions, G_TYPE_OBJECT)

/* The place in the tag of the sentence at the cursor, or -1. */
static int
find_sentence (PoiseSentenceActions *self)
{
  int offset;

  g_object_get (gtk_text_view_get_buffer (self->editor), "cursor-position", &offset, NULL);
  return poise_document_find_sentence (self->document, (guint) offset);
}

static void
mark_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PoiseSentenceActions *self = data;
  int sentence = find_sentence (self);
  PoiseMode mode;

  if (sentence >= 0 && poise_mode_from_id (g_variant_get_string (parameter, NULL), &mode))
    poise_document_correct (self->document, sentence, mode);
}

static void
release_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PoiseSentenceActions *self = data;
  int sentence = find_sentence (self);

  if (sentence >= 0)
    poise_document_uncorrect (self->document, sentence);
}

static void
why_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PoiseSentenceActions *self = data;
  int sentence = find_sentence (self);

  if (sentence >= 0)
    g_signal_emit (self, signals[SIGNAL_EXPLAIN], 0, sentence);
}

static void
add_actions (PoiseSentenceActions *self)
{
  static const GActionEntry entries[] = {
    { .name = "mark", .activate = mark_cb, .parameter_type = "s" },
    { .name = "release", .activate = release_cb },
    { .name = "why", .activate = why_cb },
  };

  self->group = G_ACTION_GROUP (g_simple_action_group_new ());
  g_action_map_add_action_entries (G_ACTION_MAP (self->group), entries, G_N_ELEMENTS (entries),
                                   self);
}

/* What the menu is about is where it is opened. */
static void
menu_pressed_cb (PoiseSentenceActions *self, int n, double x, double y)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->editor);
  GtkTextIter iter;
  int buffer_x, buffer_y;

  if (gtk_text_buffer_get_has_selection (buffer))
    return;
  gtk_text_view_window_to_buffer_coords (self->editor, GTK_TEXT_WINDOW_WIDGET, (int) x, (int) y,
                                         &buffer_x, &buffer_y);
  gtk_text_view_get_iter_at_location (self->editor, &iter, buffer_x, buffer_y);
  gtk_text_buffer_place_cursor (buffer, &iter);
}

static void
add_menu (PoiseSentenceActions *self, GMenuModel *sentence)
{
  GMenuModel *spelling = gtk_text_view_get_extra_menu (self->editor);
  GtkGesture *click = gtk_gesture_click_new ();
  g_autoptr (GMenu) menu = g_menu_new ();

  g_menu_append_section (menu, NULL, sentence);
  if (spelling != NULL)
    g_menu_append_section (menu, NULL, spelling);
  gtk_text_view_set_extra_menu (self->editor, G_MENU_MODEL (menu));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect_object (click, "pressed", G_CALLBACK (menu_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->editor), GTK_EVENT_CONTROLLER (click));
}

static gboolean
undo_cb (GtkWidget *editor, GVariant *arguments, gpointer data)
{
  return poise_document_undo (POISE_SENTENCE_ACTIONS (data)->document);
}

static gboolean
redo_cb (GtkWidget *editor, GVariant *arguments, gpointer data)
{
  return poise_document_redo (POISE_SENTENCE_ACTIONS (data)->document);
}

static void
add_key (GtkEventController *keys,
         GdkModifierType modifiers,
         GtkShortcutFunc func,
         PoiseSentenceActions *self)
{
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (keys),
    gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_z, modifiers),
                      gtk_callback_action_new (func, g_object_ref (self), g_object_unref)));
}

/* Before the editor's own keys, which would undo what was written before the correction. */
static void
add_undo (PoiseSentenceActions *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  add_key (keys, GDK_CONTROL_MASK, undo_cb, self);
  add_key (keys, GDK_CONTROL_MASK | GDK_SHIFT_MASK, redo_cb, self);
  gtk_widget_add_controller (GTK_WIDGET (self->editor), keys);
}

static void
poise_sentence_actions_dispose (GObject *object)
{
  PoiseSentenceActions *self = POISE_SENTENCE_ACTIONS (object);

  g_clear_weak_pointer (&self->editor);
  g_clear_object (&self->group);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (poise_sentence_actions_parent_class)->dispose (object);
}

static void
poise_sentence_actions_class_init (PoiseSentenceActionsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = poise_sentence_actions_dispose;

  /**
   * PoiseSentenceActions::explain:
   * @self: the actions
   * @sentence: a sentence's place in the tag
   *
   * The person wants to see why a sentence is tagged as it is.
   */
  signals[SIGNAL_EXPLAIN] = g_signal_new ("explain", POISE_TYPE_SENTENCE_ACTIONS, G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
poise_sentence_actions_init (PoiseSentenceActions *self)
{
}

/**
 * poise_sentence_actions_new:
 * @editor: where the text is written
 * @document: what is open
 * @menu: what the editor's menu says of the sentence at the cursor
 *
 * Adds to the editor's menu, and has corrections undone by the keys that undo typing.
 *
 * Returns: (transfer full): actions on the sentence at the cursor
 */
PoiseSentenceActions *
poise_sentence_actions_new (GtkTextView *editor, PoiseDocument *document, GMenuModel *menu)
{
  PoiseSentenceActions *self = g_object_new (POISE_TYPE_SENTENCE_ACTIONS, NULL);

  g_set_weak_pointer (&self->editor, editor);
  self->document = g_object_ref (document);
  add_actions (self);
  add_menu (self, menu);
  add_undo (self);
  return self;
}

/**
 * poise_sentence_actions_get_group:
 * @self: actions
 *
 * Returns: (transfer none): `mark`, which is told a mode, `release`, which lets the
 *   tagger decide again, and `why`
 */
GActionGroup *
poise_sentence_actions_get_group (PoiseSentenceActions *self)
{
  g_return_val_if_fail (POISE_IS_SENTENCE_ACTIONS (self), NULL);

  return self->group;
}

/**
 * poise_sentence_actions_bind_keys:
 * @widget_class: the editor's page
 *
 * The keys are in the list of shortcuts, too.
 */
void
poise_sentence_actions_bind_keys (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint key;
    const char *mode;
  } keys[] = {
    { GDK_KEY_m, "management" },
    { GDK_KEY_l, "leadership" },
    { GDK_KEY_n, "none" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i].key,
                                         GDK_CONTROL_MASK | GDK_SHIFT_MASK, "sentence.mark", "s",
                                         keys[i].mode);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "sentence.release", NULL);
}
