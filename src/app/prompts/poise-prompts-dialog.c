/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-prompts-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

#include "poise-accessible.h"
#include "poise-choosers.h"
#include "poise-file-save.h"
#include "poise-form.h"
#include "poise-keep-alert.h"
#include "poise-prompt-editor.h"
#include "poise-toast.h"

/* On a row: its prompt's id, its switch if it has one, and the button of its menu. */
#define ID_DATA "poise-id"
#define SWITCH_DATA "poise-switch"
#define MENU_DATA "poise-menu"
/* On a switch: its prompt's id. */
#define PROMPT_DATA "poise-prompt"

struct _PoisePromptsDialog
{
  AdwDialog parent_instance;

  /* Template */
  AdwNavigationView *pages;
  AdwToastOverlay *toasts;
  GtkWidget *add_button;
  AdwPreferencesGroup *own;
  AdwPreferencesGroup *built_in;

  /* Owned */
  PoiseContext *context;
  GPtrArray *own_rows;  /* owned by their group */
  GPtrArray *switches;  /* of the built-in ones, owned by their rows */
  guint undo_number;    /* the history's, of what the toast speaks of */
  guint focus_at;       /* the own row that gets the focus next */
  AdwToast *undo_toast; /* a weak pointer */

  PoisePromptEditor *left; /* left unsaved, while the person is asked about it */
};

G_DEFINE_FINAL_TYPE (PoisePromptsDialog, poise_prompts_dialog, ADW_TYPE_DIALOG)

static PoisePromptSet *
get_prompts (PoisePromptsDialog *self)
{
  return poise_context_get_prompts (self->context);
}

/* ---- rows ---- */

static void show_own (PoisePromptsDialog *self);

/* The last change is what a person wants to undo; the toast speaks of one before. */
static void
dismiss (PoisePromptsDialog *self)
{
  if (self->undo_toast != NULL)
    adw_toast_dismiss (self->undo_toast);
}

/* What was done to a question since @asking was begun can be undone from here on. */
static guint
run (PoisePromptsDialog *self, PoiseAsking *asking)
{
  return poise_history_run_asking (poise_context_get_history (self->context), asking);
}

/* The row stays: the switch is still at work. */
static void
switched_cb (GtkSwitch *toggle, GParamSpec *pspec, PoisePromptsDialog *self)
{
  const char *id = g_object_get_data (G_OBJECT (toggle), PROMPT_DATA);
  PoisePrompt *prompt = poise_prompt_set_lookup (get_prompts (self), id);
  g_autoptr (PoiseAsking) asking = NULL;

  /* It follows what was undone. */
  if (prompt == NULL || prompt->is_off != gtk_switch_get_active (toggle))
    return;
  asking = poise_asking_begin (get_prompts (self), id);
  g_signal_handlers_block_by_func (get_prompts (self), show_own, self);
  poise_prompt_set_switch (get_prompts (self), id, gtk_switch_get_active (toggle));
  g_signal_handlers_unblock_by_func (get_prompts (self), show_own, self);
  run (self, asking);
}

static GtkWidget *
create_switch (PoisePromptsDialog *self, const PoisePrompt *prompt)
{
  GtkWidget *toggle = gtk_switch_new ();

  gtk_widget_set_valign (toggle, GTK_ALIGN_CENTER);
  gtk_switch_set_active (GTK_SWITCH (toggle), !prompt->is_off);
  gtk_widget_set_sensitive (toggle, poise_context_get_prompts_error (self->context) == NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  poise_prompt_get_text (prompt), -1);
  g_object_set_data_full (G_OBJECT (toggle), PROMPT_DATA, g_strdup (prompt->id), g_free);
  g_signal_connect_object (toggle, "notify::active", G_CALLBACK (switched_cb), self, 0);
  return toggle;
}

/* What a question asks about, as “People, leadership”. */
static char *
describe (const PoisePrompt *prompt)
{
  guint n = 0;

  const char *facet = poise_facet_get_label (prompt->facet);
  const char *mode = poise_mode_get_label (prompt->pole);

  if (prompt->occasion == POISE_OCCASION_WEEK_END)
    return g_strdup (_ ("At the end of a week"));
  if (prompt->occasion == POISE_OCCASION_MORNING)
    return g_strdup (_ ("In the morning, if you want"));
  for (const char *p = prompt->text; (p = strchr (p, '\n')) != NULL; p++)
    n++;
  if (poise_prompt_is_form (prompt))
    /* Translators: several questions that are answered in one entry. */
    return g_strdup_printf (ngettext ("Form · %u question", "Form · %u questions", n), n);
  if (prompt->facet != POISE_FACET_NONE && prompt->pole != POISE_MODE_NONE)
    /* Translators: a facet and a mode, as “People · Leadership”. */
    return g_strdup_printf (C_ ("question", "%s · %s"), facet, mode);
  if (prompt->facet != POISE_FACET_NONE)
    return g_strdup (facet);
  return g_strdup (prompt->pole != POISE_MODE_NONE ? mode : _ ("Anything"));
}

/* What that looks like at work, as “Directing people”. */
static char *
describe_in_words (const PoisePrompt *prompt)
{
  const char *words;
  g_autofree char *first = NULL;

  if (prompt->occasion == POISE_OCCASION_WEEK_END || prompt->facet == POISE_FACET_NONE ||
      prompt->pole == POISE_MODE_NONE)
    return NULL;
  words = poise_facet_get_pole_label (prompt->facet, prompt->pole);
  first = g_utf8_strup (words, g_utf8_next_char (words) - words);
  return g_strconcat (first, g_utf8_next_char (words), NULL);
}

static GtkWidget *
create_row (PoisePromptsDialog *self, const PoisePrompt *prompt)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *name = poise_prompt_get_name (prompt);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  /* A form is begun by the person, and never asked. */
  if (!poise_prompt_is_form (prompt))
    {
      GtkWidget *toggle = create_switch (self, prompt);

      adw_action_row_add_suffix (ADW_ACTION_ROW (row), toggle);
      g_object_set_data (G_OBJECT (row), SWITCH_DATA, toggle);
    }
  g_object_set_data_full (G_OBJECT (row), ID_DATA, g_strdup (prompt->id), g_free);
  return row;
}

static void
append_item (GMenu *menu, const char *label, const char *action, const char *id)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", id);
  g_menu_append_item (menu, item);
}

static GtkWidget *
create_menu_button (const PoisePrompt *prompt)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  GtkWidget *button = gtk_menu_button_new ();
  g_autofree char *words = poise_prompt_get_name (prompt);
  /* Translators: %s is one of the person's own questions; read aloud by a screen reader. */
  g_autofree char *name = g_strdup_printf (_ ("Change the Question “%s”"), words);
  const char *id = prompt->id;

  if (poise_prompt_is_form (prompt))
    append_item (menu, _ ("_Begin an Entry"), "prompts.begin", id);
  append_item (menu, _ ("_Edit…"), "prompts.edit", id);
  append_item (menu, _ ("Move _Up"), "prompts.move-up", id);
  append_item (menu, _ ("Move Dow_n"), "prompts.move-down", id);
  append_item (menu, _ ("_Delete"), "prompts.delete", id);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("Change This Question"));
  poise_accessible_set_name (button, name);
  return button;
}

static gboolean
holds (GtkWidget *widget, GtkWidget *focus)
{
  return widget != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

/* The row that has the focus, and which part of it has it; -1 if none has. */
static int
find_focus (PoisePromptsDialog *self, const char **part)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  *part = NULL;
  for (guint i = 0; focus != NULL && i < self->own_rows->len; i++)
    {
      GObject *row = g_ptr_array_index (self->own_rows, i);

      if (!holds (GTK_WIDGET (row), focus))
        continue;
      if (holds (g_object_get_data (row, MENU_DATA), focus))
        *part = MENU_DATA;
      else if (holds (g_object_get_data (row, SWITCH_DATA), focus))
        *part = SWITCH_DATA;
      return (int) i;
    }
  return -1;
}

static gboolean
focus_row (PoisePromptsDialog *self, const char *id, const char *part)
{
  for (guint i = 0; i < self->own_rows->len; i++)
    {
      GObject *row = g_ptr_array_index (self->own_rows, i);
      GtkWidget *widget = part != NULL ? g_object_get_data (row, part) : NULL;

      if (g_strcmp0 (g_object_get_data (row, ID_DATA), id) == 0)
        return gtk_widget_grab_focus (widget != NULL ? widget : GTK_WIDGET (row));
    }
  return FALSE;
}

static void
focus_near (PoisePromptsDialog *self, guint position)
{
  guint n = self->own_rows->len;

  if (n == 0)
    gtk_widget_grab_focus (self->add_button);
  else
    gtk_widget_grab_focus (
      g_object_get_data (g_ptr_array_index (self->own_rows, MIN (position, n - 1)), MENU_DATA));
}

/* The rows are made anew, and the same part of the same question keeps the focus, or one near it
 * where it went. */
static void
show_own (PoisePromptsDialog *self)
{
  GPtrArray *own = poise_prompt_set_get_own (get_prompts (self));
  const GError *error = poise_context_get_prompts_error (self->context);
  const char *words =
    error != NULL  ? error->message
    : own->len > 0 ? _ ("They are asked in this order, among the others.")
                   : _ ("What would you like to be asked? Add it, and it comes among the others.");
  /* The description is markup, and a path may hold any sign. */
  g_autofree char *description = g_markup_escape_text (words, -1);
  const char *part;
  int focused = find_focus (self, &part);
  g_autoptr (GPtrArray) old_rows = g_steal_pointer (&self->own_rows);

  self->own_rows = g_ptr_array_new ();
  for (guint i = 0; i < own->len; i++)
    {
      const PoisePrompt *prompt = g_ptr_array_index (own, i);
      g_autofree char *subject = describe (prompt);
      GtkWidget *row = create_row (self, prompt);
      GtkWidget *button = create_menu_button (prompt);

      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subject);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
      g_object_set_data (G_OBJECT (row), MENU_DATA, button);
      adw_preferences_group_add (self->own, row);
      g_ptr_array_add (self->own_rows, row);
    }
  adw_preferences_group_set_description (self->own, description);
  /* Before the row that has it goes, which would leave it to the first one, or to none. */
  if (focused >= 0 &&
      !focus_row (self, g_object_get_data (g_ptr_array_index (old_rows, focused), ID_DATA), part))
    focus_near (self, (guint) focused);
  for (guint i = 0; i < old_rows->len; i++)
    adw_preferences_group_remove (self->own, g_ptr_array_index (old_rows, i));
}

static GtkWidget *
create_group (const PoisePrompt *first)
{
  GtkWidget *group = adw_expander_row_new ();
  g_autofree char *subject = describe (first);
  g_autofree char *words = describe_in_words (first);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (group), words != NULL ? words : subject);
  if (words != NULL)
    adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (group), subject);
  return group;
}

static void
add_built_in (PoisePromptsDialog *self, GtkWidget *group, const PoisePrompt *prompt)
{
  GtkWidget *row = create_row (self, prompt);
  gpointer toggle = g_object_get_data (G_OBJECT (row), SWITCH_DATA);

  adw_expander_row_add_row (ADW_EXPANDER_ROW (group), row);
  if (toggle != NULL)
    g_ptr_array_add (self->switches, toggle);
}

static void
show_built_in (PoisePromptsDialog *self)
{
  GPtrArray *prompts = poise_prompt_set_get_built_in (get_prompts (self));
  g_autoptr (GHashTable) groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < prompts->len; i++)
    {
      const PoisePrompt *prompt = g_ptr_array_index (prompts, i);
      g_autofree char *subject = describe (prompt);
      GtkWidget *group = g_hash_table_lookup (groups, subject);

      if (group == NULL)
        {
          group = create_group (prompt);
          adw_preferences_group_add (self->built_in, group);
          g_hash_table_insert (groups, g_steal_pointer (&subject), group);
        }
      add_built_in (self, group, prompt);
    }
}

static void
follow_built_in (PoisePromptsDialog *self)
{
  for (guint i = 0; i < self->switches->len; i++)
    {
      GObject *toggle = g_ptr_array_index (self->switches, i);
      const PoisePrompt *prompt =
        poise_prompt_set_lookup (get_prompts (self), g_object_get_data (toggle, PROMPT_DATA));

      if (prompt != NULL)
        gtk_switch_set_active (GTK_SWITCH (toggle), !prompt->is_off);
    }
}

/* ---- changing ---- */

static gboolean
focus_cb (gpointer data)
{
  PoisePromptsDialog *self = data;

  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    focus_near (self, self->focus_at);
  return G_SOURCE_REMOVE;
}

/* All rows were made anew; once the menu has closed, the next key is for the question that
 * was moved or came back, or for what took the place of one that went, or for adding one. */
static void
focus_soon (PoisePromptsDialog *self, guint position)
{
  self->focus_at = position;
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, focus_cb, g_object_ref (self), g_object_unref);
}

static void
push_editor (PoisePromptsDialog *self, AdwNavigationPage *editor)
{
  adw_navigation_view_push (self->pages, editor);
  adw_dialog_set_can_close (ADW_DIALOG (self), FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (editor));
}

static void
open_editor (PoisePromptsDialog *self, const PoisePrompt *prompt)
{
  push_editor (self, poise_prompt_editor_new (self->context, prompt));
}

static void
add_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  open_editor (POISE_PROMPTS_DIALOG (widget), NULL);
}

static void
edit_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PoisePromptsDialog *self = POISE_PROMPTS_DIALOG (widget);
  PoisePrompt *prompt =
    poise_prompt_set_lookup (get_prompts (self), g_variant_get_string (parameter, NULL));

  if (prompt != NULL)
    open_editor (self, prompt);
}

static void
move_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PoisePromptsDialog *self = POISE_PROMPTS_DIALOG (widget);
  const char *id = g_variant_get_string (parameter, NULL);
  GPtrArray *own = poise_prompt_set_get_own (get_prompts (self));
  gboolean up = g_str_equal (action, "prompts.move-up");
  g_autoptr (PoiseAsking) asking = NULL;
  guint position;

  if (!g_ptr_array_find (own, poise_prompt_set_lookup (get_prompts (self), id), &position) ||
      (up ? position == 0 : position + 1 >= own->len))
    return;
  position = up ? position - 1 : position + 1;
  asking = poise_asking_begin (get_prompts (self), id);
  poise_prompt_set_move (get_prompts (self), id, position);
  run (self, asking);
  focus_soon (self, position);
}

/* The toast stays while the dialog does, or until something else is done. */
static void
offer_undo (PoisePromptsDialog *self, const char *title, guint number)
{
  AdwToast *toast = poise_toast_new (title, _ ("Undo"));

  self->undo_number = number;
  g_set_weak_pointer (&self->undo_toast, toast);
  adw_toast_set_action_name (toast, "prompts.undo");
  adw_toast_set_timeout (toast, 0);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
delete_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PoisePromptsDialog *self = POISE_PROMPTS_DIALOG (widget);
  const char *id = g_variant_get_string (parameter, NULL);
  g_autoptr (PoiseAsking) asking = NULL;

  if (poise_prompt_set_lookup (get_prompts (self), id) == NULL)
    return;
  asking = poise_asking_begin (get_prompts (self), id);
  focus_soon (self, poise_prompt_set_remove (get_prompts (self), id));
  offer_undo (self, _ ("Question deleted"), run (self, asking));
}

static void
begin_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PoisePromptsDialog *self = POISE_PROMPTS_DIALOG (widget);
  const PoisePrompt *prompt =
    poise_prompt_set_lookup (get_prompts (self), g_variant_get_string (parameter, NULL));
  g_autofree char *id = prompt != NULL ? poise_form_get_id (prompt) : NULL;
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (widget));

  if (id == NULL)
    return;
  /* Closing gives the keyboard back to what opened the dialog, and the entry takes it then. */
  adw_dialog_close (ADW_DIALOG (self));
  gtk_widget_activate_action (window, "win.new-form", "s", id);
}

static void
undo_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PoisePromptsDialog *self = POISE_PROMPTS_DIALOG (widget);

  poise_history_undo (poise_context_get_history (self->context), self->undo_number);
}

/* What was done elsewhere is not undone from here, where it would not be seen; and what is
 * typed has an undo of its own. */
static gboolean
is_ours (PoisePromptsDialog *self, PoiseOperation *operation)
{
  return operation != NULL && poise_operation_get_asking (operation) != NULL &&
         !POISE_IS_PROMPT_EDITOR (adw_navigation_view_get_visible_page (self->pages));
}

/* The next key is for what came back or moved, or for what is left where a question went. What
 * stayed in its place keeps the keyboard. */
static void
follow_operation (PoisePromptsDialog *self, PoiseOperation *operation)
{
  PoiseAsking *asking = poise_operation_get_asking (operation);

  if (asking != NULL && poise_asking_moves (asking))
    focus_soon (self, poise_asking_find (asking));
}

static void
undone_cb (PoisePromptsDialog *self, PoiseOperation *operation)
{
  dismiss (self);
  follow_operation (self, operation);
}

static gboolean
history_key_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  PoisePromptsDialog *self = POISE_PROMPTS_DIALOG (widget);
  PoiseHistory *history = poise_context_get_history (self->context);
  gboolean is_undo;

  g_variant_get (arguments, "(b)", &is_undo);
  if (!is_ours (self,
                is_undo ? poise_history_peek_undo (history) : poise_history_peek_redo (history)))
    return GDK_EVENT_PROPAGATE;
  if (is_undo)
    poise_history_undo (history, 0);
  else
    {
      poise_history_redo (history);
      follow_operation (self, poise_history_peek_undo (history));
    }
  return GDK_EVENT_STOP;
}

/* ---- leaving the editor ---- */

static void
leaving_answered_cb (GtkWidget *widget, const char *response)
{
  PoisePromptsDialog *self = POISE_PROMPTS_DIALOG (widget);
  g_autoptr (PoisePromptEditor) editor = g_steal_pointer (&self->left);

  /* It was kept without an answer. */
  if (editor == NULL)
    return;
  if (g_str_equal (response, "keep"))
    poise_prompt_editor_save (editor);
  else if (g_str_equal (response, "cancel"))
    push_editor (self, ADW_NAVIGATION_PAGE (editor));
}

/* What was typed is not lost by going back. */
static void
popped_cb (PoisePromptsDialog *self, AdwNavigationPage *page)
{
  adw_dialog_set_can_close (ADW_DIALOG (self), TRUE);
  if (!POISE_IS_PROMPT_EDITOR (page) ||
      !poise_prompt_editor_is_changed (POISE_PROMPT_EDITOR (page)))
    return;
  g_set_object (&self->left, POISE_PROMPT_EDITOR (page));
  poise_keep_alert_present (GTK_WIDGET (self), _ ("Keep This Question?"), leaving_answered_cb);
}

/* Swiped away on a narrow window, the editor is left first. */
static void
close_attempt_cb (PoisePromptsDialog *self)
{
  adw_navigation_view_pop (self->pages);
}

/* ---- in and out ---- */

static void
import_read_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (PoisePromptsDialog) self = data;
  g_autofree char *name = g_file_get_parse_name (G_FILE (object));
  g_autofree char *contents = NULL;
  g_autofree char *words = NULL;
  g_autoptr (PoiseOperation) operation = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;
  guint n, first;

  /* The dialog is closed, as when the journal was locked. */
  if (self->context == NULL)
    return;
  first = poise_prompt_set_get_own (get_prompts (self))->len;
  if (!g_file_load_contents_finish (G_FILE (object), result, &contents, &length, NULL, &error) ||
      !poise_prompt_set_import_json (get_prompts (self), contents, length, name, &n, &error))
    {
      poise_toast_show (self->toasts, error->message);
      return;
    }
  words = g_strdup_printf (ngettext ("%u question added", "%u questions added", n), n);
  if (n > 0)
    {
      operation = poise_operation_new_asking_added (get_prompts (self), first);
      offer_undo (self, words,
                  poise_history_run (poise_context_get_history (self->context), operation));
    }
  else
    poise_toast_show (self->toasts, words);
}

static void
import_chosen_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (PoisePromptsDialog) self = data;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (object), result, NULL);

  if (file != NULL)
    g_file_load_contents_async (file, NULL, import_read_cb, g_steal_pointer (&self));
}

static void
import_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (widget));
  g_autoptr (GtkFileDialog) chooser = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (chooser, _ ("Import Questions"));
  gtk_file_dialog_open (chooser, window, poise_choosers_get_cancellable (window), import_chosen_cb,
                        g_object_ref (widget));
}

static void
export_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PoisePromptsDialog *self = POISE_PROMPTS_DIALOG (widget);

  char *json = poise_prompt_set_to_json (get_prompts (self));

  poise_file_save_bytes (self->toasts, poise_context_get_folder (self->context),
                         _ ("Export Questions"), "prompts.json",
                         g_bytes_new_take (json, strlen (json)));
}

/* ---- virtual functions ---- */

static void
poise_prompts_dialog_dispose (GObject *object)
{
  PoisePromptsDialog *self = POISE_PROMPTS_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), POISE_TYPE_PROMPTS_DIALOG);
  g_clear_object (&self->context);
  g_clear_object (&self->left);
  g_clear_weak_pointer (&self->undo_toast);

  G_OBJECT_CLASS (poise_prompts_dialog_parent_class)->dispose (object);
}

static void
poise_prompts_dialog_finalize (GObject *object)
{
  PoisePromptsDialog *self = POISE_PROMPTS_DIALOG (object);

  g_ptr_array_unref (self->own_rows);
  g_ptr_array_unref (self->switches);

  G_OBJECT_CLASS (poise_prompts_dialog_parent_class)->finalize (object);
}

static void
poise_prompts_dialog_class_init (PoisePromptsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = poise_prompts_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = poise_prompts_dialog_finalize;
  gtk_widget_class_install_action (widget_class, "prompts.add", NULL, add_cb);
  gtk_widget_class_install_action (widget_class, "prompts.edit", "s", edit_cb);
  gtk_widget_class_install_action (widget_class, "prompts.move-up", "s", move_cb);
  gtk_widget_class_install_action (widget_class, "prompts.move-down", "s", move_cb);
  gtk_widget_class_install_action (widget_class, "prompts.delete", "s", delete_cb);
  gtk_widget_class_install_action (widget_class, "prompts.begin", "s", begin_cb);
  gtk_widget_class_install_action (widget_class, "prompts.undo", NULL, undo_cb);
  gtk_widget_class_install_action (widget_class, "prompts.import", NULL, import_cb);
  gtk_widget_class_install_action (widget_class, "prompts.export", NULL, export_cb);
  /* A dialog keeps its keys from the window. */
  gtk_widget_class_add_binding (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, history_key_cb, "(b)",
                                TRUE);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                history_key_cb, "(b)", FALSE);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/poise_journal/Poise/prompts/poise-prompts-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, PoisePromptsDialog, pages);
  gtk_widget_class_bind_template_child (widget_class, PoisePromptsDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, PoisePromptsDialog, add_button);
  gtk_widget_class_bind_template_child (widget_class, PoisePromptsDialog, own);
  gtk_widget_class_bind_template_child (widget_class, PoisePromptsDialog, built_in);
  gtk_widget_class_bind_template_callback (widget_class, popped_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_attempt_cb);
}

static void
poise_prompts_dialog_init (PoisePromptsDialog *self)
{
  self->own_rows = g_ptr_array_new ();
  self->switches = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * poise_prompts_dialog_new:
 * @context: whose prompts are shown
 *
 * Returns: (transfer floating): the dialog
 */
AdwDialog *
poise_prompts_dialog_new (PoiseContext *context)
{
  PoisePromptsDialog *self = g_object_new (POISE_TYPE_PROMPTS_DIALOG, NULL);

  self->context = g_object_ref (context);
  g_signal_connect_object (get_prompts (self), "changed", G_CALLBACK (show_own), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (get_prompts (self), "changed", G_CALLBACK (follow_built_in), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (poise_context_get_history (context), "run", G_CALLBACK (dismiss), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (poise_context_get_history (context), "undone", G_CALLBACK (undone_cb),
                           self, G_CONNECT_SWAPPED);
  show_own (self);
  show_built_in (self);
  if (poise_context_get_prompts_error (context) != NULL)
    {
      gtk_widget_action_set_enabled (GTK_WIDGET (self), "prompts.add", FALSE);
      gtk_widget_action_set_enabled (GTK_WIDGET (self), "prompts.import", FALSE);
    }
  return ADW_DIALOG (self);
}

/**
 * poise_prompts_dialog_keep_draft:
 * @self: the dialog
 *
 * Keeps the question that is being typed, without asking: the dialog is about to go.
 */
void
poise_prompts_dialog_keep_draft (PoisePromptsDialog *self)
{
  g_autoptr (PoisePromptEditor) left = NULL;
  AdwNavigationPage *page;

  g_return_if_fail (POISE_IS_PROMPTS_DIALOG (self));

  left = g_steal_pointer (&self->left);
  page =
    left != NULL ? ADW_NAVIGATION_PAGE (left) : adw_navigation_view_get_visible_page (self->pages);
  if (POISE_IS_PROMPT_EDITOR (page) && poise_prompt_editor_is_changed (POISE_PROMPT_EDITOR (page)))
    poise_prompt_editor_save (POISE_PROMPT_EDITOR (page));
}
