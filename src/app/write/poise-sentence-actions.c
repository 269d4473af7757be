/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-sentence-actions.h"

#define ACTIONS_KEY "poise-sentence-actions"

/* Belongs to the page, which it never outlives. */
typedef struct
{
  GtkWidget *page;
  GtkTextView *editor;
  PoiseDocument *document;
  PoiseExplainFunc explain;
} Actions;

static void
actions_free (Actions *self)
{
  g_object_unref (self->document);
  g_free (self);
}

/* The place in the tag of the sentence at the cursor, or -1. */
static int
find_sentence (Actions *self)
{
  int offset;

  g_object_get (gtk_text_view_get_buffer (self->editor), "cursor-position", &offset, NULL);
  return poise_document_find_sentence (self->document, (guint) offset);
}

static void
mark_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  Actions *self = data;
  int sentence = find_sentence (self);
  PoiseMode mode;

  if (sentence >= 0 && poise_mode_from_id (g_variant_get_string (parameter, NULL), &mode))
    poise_document_correct (self->document, sentence, mode);
}

static void
release_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  Actions *self = data;
  int sentence = find_sentence (self);

  if (sentence >= 0)
    poise_document_uncorrect (self->document, sentence);
}

static void
why_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  Actions *self = data;
  int sentence = find_sentence (self);

  if (sentence >= 0)
    self->explain (self->page, sentence);
}

static void
add_actions (Actions *self)
{
  static const GActionEntry entries[] = {
    { .name = "mark", .activate = mark_cb, .parameter_type = "s" },
    { .name = "release", .activate = release_cb },
    { .name = "why", .activate = why_cb },
  };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (self->page, "sentence", G_ACTION_GROUP (group));
}

/* What the menu is about is where it is opened. */
static void
menu_pressed_cb (Actions *self, int n, double x, double y)
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
add_menu (Actions *self, GMenuModel *sentence)
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
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (menu_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->editor), GTK_EVENT_CONTROLLER (click));
}

static gboolean
undo_cb (GtkWidget *editor, GVariant *arguments, gpointer data)
{
  return poise_document_undo (((Actions *) data)->document);
}

static gboolean
redo_cb (GtkWidget *editor, GVariant *arguments, gpointer data)
{
  return poise_document_redo (((Actions *) data)->document);
}

static void
add_key (GtkEventController *keys, GdkModifierType modifiers, GtkShortcutFunc func, Actions *self)
{
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (keys), gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_z, modifiers),
                                                      gtk_callback_action_new (func, self, NULL)));
}

/* Before the editor's own keys, which would undo what was written before the correction. */
static void
add_undo (Actions *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  add_key (keys, GDK_CONTROL_MASK, undo_cb, self);
  add_key (keys, GDK_CONTROL_MASK | GDK_SHIFT_MASK, redo_cb, self);
  gtk_widget_add_controller (GTK_WIDGET (self->editor), keys);
}

/**
 * poise_sentence_actions_attach:
 * @page: the editor's page
 * @editor: where the text is written
 * @document: what is open
 * @menu: what the editor's menu says of the sentence at the cursor
 * @explain: shows why a sentence is tagged as it is
 *
 * Adds to @page `sentence.mark`, which is told a mode, `sentence.release`, which
 * lets the tagger decide again, and `sentence.why`; and has corrections undone
 * by the keys that undo typing.
 */
void
poise_sentence_actions_attach (GtkWidget *page,
                               GtkTextView *editor,
                               PoiseDocument *document,
                               GMenuModel *menu,
                               PoiseExplainFunc explain)
{
  Actions *self = g_new0 (Actions, 1);

  self->page = page;
  self->editor = editor;
  self->document = g_object_ref (document);
  self->explain = explain;
  g_object_set_data_full (G_OBJECT (page), ACTIONS_KEY, self, (GDestroyNotify) actions_free);
  add_actions (self);
  add_menu (self, menu);
  add_undo (self);
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
