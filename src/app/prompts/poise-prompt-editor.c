/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-prompt-editor.h"

#include <string.h>

#include "poise-choice-items.h"
#include "poise-uuid.h"

struct _PoisePromptEditor
{
  AdwNavigationPage parent_instance;

  /* Template */
  GtkEditable *text;
  GtkTextView *questions;
  AdwComboRow *facet;
  AdwComboRow *pole;

  /* Owned */
  PoiseContext *context;
  char *id;    /* NULL for a question that is new */
  char *saved; /* the text as it was opened, or saved */
};

G_DEFINE_FINAL_TYPE (PoisePromptEditor, poise_prompt_editor, ADW_TYPE_NAVIGATION_PAGE)

static char *
get_name (PoisePromptEditor *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (self->text)));
}

/* A form’s questions come after its name, a line each. Without a name the first line is it. */
static char *
get_text (PoisePromptEditor *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->questions);
  g_autofree char *name = get_name (self);
  g_autofree char *questions = NULL;
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  questions = g_strstrip (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));
  if (*name == '\0')
    return g_steal_pointer (&questions);
  return *questions != '\0' ? g_strjoin ("\n", name, questions, NULL) : g_steal_pointer (&name);
}

static void
set_text (PoisePromptEditor *self, const char *text)
{
  const char *end = text + strcspn (text, "\n");
  g_autofree char *name = g_strndup (text, (gsize) (end - text));

  gtk_editable_set_text (self->text, name);
  if (*end == '\n')
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->questions), end + 1, -1);
}

static void
text_changed_cb (PoisePromptEditor *self)
{
  g_autofree char *text = get_name (self);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "editor.save", *text != '\0');
}

static void
take_new_id (PoisePromptEditor *self)
{
  g_autoptr (GDateTime) now = poise_store_get_now (poise_context_get_store (self->context));
  g_autofree char *uuid = poise_uuid_new (now, NULL);

  g_free (self->id);
  self->id = g_strconcat ("own-", uuid, NULL);
}

static void
put (PoisePromptEditor *self, PoiseFacet facet, PoiseMode pole, const char *text)
{
  PoisePromptSet *prompts = poise_context_get_prompts (self->context);
  const PoisePrompt *old = poise_prompt_set_lookup (prompts, self->id);
  gboolean is_new = old == NULL;
  g_autoptr (PoiseAsking) asking = NULL;

  /* What changes nothing is nothing to undo. */
  if (!is_new && poise_prompt_asks (old, facet, pole, text))
    return;
  if (is_new)
    take_new_id (self);
  asking = poise_asking_begin (prompts, self->id);
  if (is_new)
    poise_prompt_set_insert (prompts, G_MAXUINT, poise_prompt_new (self->id, facet, pole, text));
  else
    poise_prompt_set_change (prompts, self->id, facet, pole, text);
  poise_history_run_asking (poise_context_get_history (self->context), asking);
}

/**
 * poise_prompt_editor_save:
 * @self: the page
 *
 * Saves what was typed.
 */
void
poise_prompt_editor_save (PoisePromptEditor *self)
{
  /* The rows are in the order of the facets and of the modes, anything first. */
  PoiseFacet facet = (PoiseFacet) adw_combo_row_get_selected (self->facet);
  PoiseMode pole = (PoiseMode) adw_combo_row_get_selected (self->pole);
  g_autofree char *text = get_text (self);

  if (*text == '\0')
    return;
  g_free (self->saved);
  self->saved = g_strdup (text);
  put (self, facet, pole, text);
}

static void
save (PoisePromptEditor *self)
{
  g_autofree char *name = get_name (self);

  if (*name == '\0')
    return;
  poise_prompt_editor_save (self);
  gtk_widget_activate_action (GTK_WIDGET (self), "navigation.pop", NULL);
}

static void
save_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  save (POISE_PROMPT_EDITOR (widget));
}

/* One came here to type. */
static gboolean
poise_prompt_editor_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (POISE_PROMPT_EDITOR (widget)->text));
}

static void
poise_prompt_editor_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), POISE_TYPE_PROMPT_EDITOR);
  g_clear_object (&POISE_PROMPT_EDITOR (object)->context);

  G_OBJECT_CLASS (poise_prompt_editor_parent_class)->dispose (object);
}

static void
poise_prompt_editor_finalize (GObject *object)
{
  PoisePromptEditor *self = POISE_PROMPT_EDITOR (object);

  g_free (self->id);
  g_free (self->saved);

  G_OBJECT_CLASS (poise_prompt_editor_parent_class)->finalize (object);
}

static void
poise_prompt_editor_class_init (PoisePromptEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = poise_prompt_editor_dispose;
  G_OBJECT_CLASS (klass)->finalize = poise_prompt_editor_finalize;
  widget_class->grab_focus = poise_prompt_editor_grab_focus;
  gtk_widget_class_install_action (widget_class, "editor.save", NULL, save_cb);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/poise_journal/Poise/prompts/poise-prompt-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, PoisePromptEditor, text);
  gtk_widget_class_bind_template_child (widget_class, PoisePromptEditor, questions);
  gtk_widget_class_bind_template_child (widget_class, PoisePromptEditor, facet);
  gtk_widget_class_bind_template_child (widget_class, PoisePromptEditor, pole);
  gtk_widget_class_bind_template_callback (widget_class, text_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, save);
}

static void
poise_prompt_editor_init (PoisePromptEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  poise_choice_items_name (GTK_WIDGET (self->facet));
  poise_choice_items_name (GTK_WIDGET (self->pole));
  text_changed_cb (self);
}

/**
 * poise_prompt_editor_new:
 * @context: whose prompts are changed
 * @prompt: (nullable): an own prompt; %NULL for a new one
 *
 * Returns: (transfer floating): the page, to be pushed into an [class@Adw.NavigationView]
 */
AdwNavigationPage *
poise_prompt_editor_new (PoiseContext *context, const PoisePrompt *prompt)
{
  PoisePromptEditor *self = g_object_new (POISE_TYPE_PROMPT_EDITOR, NULL);

  self->context = g_object_ref (context);
  if (prompt != NULL)
    {
      self->id = g_strdup (prompt->id);
      set_text (self, prompt->text);
      adw_combo_row_set_selected (self->facet, prompt->facet);
      adw_combo_row_set_selected (self->pole, prompt->pole);
    }
  self->saved = get_text (self);
  return ADW_NAVIGATION_PAGE (self);
}

/**
 * poise_prompt_editor_is_changed:
 * @self: the page
 *
 * Returns: whether something was typed that is not saved
 */
gboolean
poise_prompt_editor_is_changed (PoisePromptEditor *self)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (POISE_IS_PROMPT_EDITOR (self), FALSE);

  text = get_text (self);
  return *text != '\0' && !g_str_equal (text, self->saved);
}
