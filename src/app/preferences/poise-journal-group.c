/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-journal-group.h"

#include <glib/gi18n.h>

#include "poise-accessible.h"
#include "poise-choosers.h"

/* The strongest of what was learned. */
#define MAX_LESSONS 8
/* So many corrected sentences are listed, the newest first. */
#define MAX_CORRECTIONS 30

/* On the button of a correction. */
#define ENTRY_DATA "poise-entry"
#define SENTENCE_DATA "poise-sentence"
#define WORDS_DATA "poise-words"
/* On the row of a correction. */
#define BUTTON_DATA "poise-button"

struct _PoiseJournalGroup
{
  AdwPreferencesGroup parent_instance;

  /* Template */
  AdwActionRow *folder_row;
  GtkWidget *usual_button;
  GtkWidget *choose_button;
  AdwExpanderRow *learned_row;
  GtkButton *forget_button;

  /* Owned */
  PoiseContext *context;
  GPtrArray *learned_rows;

  guint focus_at; /* the correction that gets the focus next */
};

enum
{
  PROP_CONTEXT = 1,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (PoiseJournalGroup, poise_journal_group, ADW_TYPE_PREFERENCES_GROUP)

static void show_learned (PoiseJournalGroup *self);

/* The button alone would not tell what it forgets. */
static void
show_button (PoiseJournalGroup *self)
{
  PoiseLearned *learned = poise_context_get_learned (self->context);
  gboolean is_forgotten = poise_learned_can_recall (learned);
  const char *words =
    is_forgotten
      ? _ ("Poise learns again what it has just forgotten.")
      : _ ("Poise forgets what it learned from your corrections. The sentences stay as you "
           "corrected them.");

  gtk_button_set_label (self->forget_button, is_forgotten ? _ ("Undo") : _ ("Forget"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->forget_button), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->forget_button),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
}

static char *
describe_n_learned (guint n, guint n_lessons)
{
  if (n == 0)
    return g_strdup (_ ("Nothing yet. Poise learns when you correct what a sentence shows."));
  if (n_lessons == 0)
    return g_strdup_printf (
      ngettext ("From %u correction, of which no words stand out yet; kept on this computer",
                "From %u corrections, of which no words stand out yet; kept on this computer", n),
      n);
  return g_strdup_printf (ngettext ("From %u correction; kept on this computer",
                                    "From %u corrections; kept on this computer", n),
                          n);
}

static void
show_n_learned (PoiseJournalGroup *self, guint n_lessons)
{
  PoiseLearned *learned = poise_context_get_learned (self->context);
  guint n = poise_learned_get_n_corrections (learned);
  g_autofree char *subtitle = describe_n_learned (n, n_lessons);

  adw_expander_row_set_subtitle (self->learned_row, subtitle);
  show_button (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->forget_button),
                            n > 0 || poise_learned_can_recall (learned));
}

/* ---- the folder ---- */

static void
show_folder (PoiseJournalGroup *self, const char *note)
{
  PoiseFolder *folder = poise_context_get_folder (self->context);
  const char *path = folder != NULL ? poise_folder_get_path (folder) : _ ("Only in memory");
  g_autofree char *usual = poise_folder_get_default_path ();
  gboolean is_fixed = folder == NULL || g_getenv ("POISE_JOURNAL") != NULL;
  g_autofree char *subtitle = note != NULL ? g_strdup_printf ("%s\n%s", path, note) : NULL;

  gtk_widget_set_sensitive (self->choose_button, !is_fixed);
  gtk_widget_set_visible (self->usual_button, !is_fixed && !g_str_equal (path, usual));
  adw_action_row_set_subtitle (self->folder_row, subtitle != NULL ? subtitle : path);
}

static void
folder_set_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (PoiseJournalGroup) self = data;
  g_autoptr (GError) error = NULL;
  gboolean is_done = poise_context_set_folder_finish (POISE_CONTEXT (object), result, &error);

  if (self->context == NULL)
    return;
  show_folder (self, is_done ? NULL : error->message);
}

static void
move_to (PoiseJournalGroup *self, const char *path)
{
  poise_context_set_folder_async (self->context, path, NULL, folder_set_cb, g_object_ref (self));
}

static void
folder_chosen_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (PoiseJournalGroup) self = data;
  g_autoptr (GFile) folder =
    gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (object), result, NULL);

  if (folder == NULL || self->context == NULL)
    return;
  if (g_file_peek_path (folder) != NULL)
    move_to (self, g_file_peek_path (folder));
  else
    show_folder (self, _ ("The journal can only lie in a folder of this computer."));
}

static void
choose_folder_cb (PoiseJournalGroup *self)
{
  PoiseFolder *folder = poise_context_get_folder (self->context);
  g_autoptr (GFile) initial = g_file_new_for_path (poise_folder_get_path (folder));
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  g_autoptr (GtkFileDialog) chooser = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (chooser, _ ("Choose the Journal’s Folder"));
  gtk_file_dialog_set_initial_folder (chooser, initial);
  gtk_file_dialog_select_folder (chooser, window, poise_choosers_get_cancellable (window),
                                 folder_chosen_cb, g_object_ref (self));
}

static void
usual_folder_cb (PoiseJournalGroup *self)
{
  g_autofree char *path = poise_folder_get_default_path ();

  move_to (self, path);
}

/* ---- what was learned ---- */

static void
add_learned_row (PoiseJournalGroup *self, GtkWidget *row)
{
  adw_expander_row_add_row (self->learned_row, row);
  g_ptr_array_add (self->learned_rows, row);
}

/* What the corrections below come to, in words. */
static guint
list_lessons (PoiseJournalGroup *self)
{
  g_autoptr (GPtrArray) lines =
    poise_learned_describe (poise_context_get_learned (self->context), MAX_LESSONS);

  for (guint i = 0; i < lines->len; i++)
    {
      GtkWidget *row = adw_action_row_new ();

      g_object_set (row, "use-markup", FALSE, "title", g_ptr_array_index (lines, i), NULL);
      add_learned_row (self, row);
    }
  return lines->len;
}

/* The buttons of the corrections, in their order. */
static GPtrArray *
list_buttons (PoiseJournalGroup *self)
{
  GPtrArray *buttons = g_ptr_array_new ();

  for (guint i = 0; i < self->learned_rows->len; i++)
    {
      GtkWidget *button =
        g_object_get_data (g_ptr_array_index (self->learned_rows, i), BUTTON_DATA);

      if (button != NULL)
        g_ptr_array_add (buttons, button);
    }
  return buttons;
}

/* The next key is for the correction that took the place of the forgotten one. */
static gboolean
show_learned_cb (gpointer data)
{
  PoiseJournalGroup *self = data;
  g_autoptr (GPtrArray) buttons = NULL;

  if (self->context == NULL)
    return G_SOURCE_REMOVE;
  show_learned (self);
  buttons = list_buttons (self);
  if (buttons->len > 0)
    gtk_widget_grab_focus (g_ptr_array_index (buttons, MIN (self->focus_at, buttons->len - 1)));
  return G_SOURCE_REMOVE;
}

/* The tagger decides again, and what was learned from it is taken back; that can be
 * undone. The row goes once its button is done. */
static void
forget_correction_cb (GtkWidget *button, PoiseJournalGroup *self)
{
  PoiseEntry *entry = g_object_get_data (G_OBJECT (button), ENTRY_DATA);
  int i = poise_correction_find_sentence (
    entry, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), SENTENCE_DATA)),
    g_object_get_data (G_OBJECT (button), WORDS_DATA));
  PoiseTag *tag = poise_entry_get_tag (entry);
  g_autoptr (GPtrArray) buttons = list_buttons (self);
  g_autoptr (PoiseCorrection) correction = NULL;
  g_autoptr (PoiseOperation) operation = NULL;

  if (i < 0)
    return;
  correction = poise_correction_new (poise_context_get_learned (self->context), entry, i,
                                     POISE_TAG_SOURCE_TAGGER,
                                     g_array_index (tag->sentences, PoiseSentenceTag, i).mode);
  operation = poise_operation_new_correction (correction);
  if (!g_ptr_array_find (buttons, button, &self->focus_at))
    self->focus_at = 0;
  gtk_widget_grab_focus (GTK_WIDGET (self->learned_row));
  poise_history_run (poise_context_get_history (self->context), operation);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, show_learned_cb, g_object_ref (self), g_object_unref);
}

static GtkWidget *
create_forget_button (PoiseJournalGroup *self,
                      PoiseEntry *entry,
                      guint i,
                      const char *words,
                      const char *quote)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Forget"));
  /* Translators: %s is a sentence, quoted, which the person corrected. */
  g_autofree char *name = g_strdup_printf (_ ("Forget %s"), quote);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("Let Poise decide again what this sentence shows"));
  poise_accessible_set_name (button, name);
  g_object_set_data_full (G_OBJECT (button), ENTRY_DATA, g_object_ref (entry), g_object_unref);
  g_object_set_data (G_OBJECT (button), SENTENCE_DATA, GUINT_TO_POINTER (i));
  g_object_set_data_full (G_OBJECT (button), WORDS_DATA, g_strdup (words), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (forget_correction_cb), self, 0);
  return button;
}

static GtkWidget *
create_correction (PoiseJournalGroup *self, PoiseEntry *entry, guint i)
{
  const PoiseSentenceTag *sentence =
    &g_array_index (poise_entry_get_tag (entry)->sentences, PoiseSentenceTag, i);
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *text =
    g_utf8_substring (poise_entry_get_text (entry), (glong) sentence->start, (glong) sentence->end);
  /* Translators: a sentence of the person's, which they corrected. */
  g_autofree char *quote =
    g_strdup_printf (_ ("“%s”"), g_strstrip (g_strdelimit (text, "\n\t", ' ')));
  /* Translators: %s is a mode, as “Leadership”, which the person said that a sentence shows. */
  g_autofree char *mode =
    g_strdup_printf (_ ("You said: %s"), poise_mode_get_label (sentence->mode));

  GtkWidget *button = create_forget_button (self, entry, i, text, quote);

  g_object_set (row, "use-markup", FALSE, "title", quote, "subtitle", mode, NULL);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  g_object_set_data (G_OBJECT (row), BUTTON_DATA, button);
  return row;
}

static guint
list_corrections (PoiseJournalGroup *self, PoiseEntry *entry, guint n_left)
{
  PoiseTag *tag = poise_entry_get_tag (entry);
  glong length = g_utf8_strlen (poise_entry_get_text (entry), -1);
  guint n = 0;

  for (guint i = 0; tag != NULL && i < tag->sentences->len && n < n_left; i++)
    {
      const PoiseSentenceTag *sentence = &g_array_index (tag->sentences, PoiseSentenceTag, i);

      if (sentence->by != POISE_TAG_SOURCE_PERSON || sentence->end > length)
        continue;
      add_learned_row (self, create_correction (self, entry, i));
      n++;
    }
  return n;
}

static void
show_learned (PoiseJournalGroup *self)
{
  PoiseJournal *journal = poise_context_get_journal (self->context);
  guint n_left = MAX_CORRECTIONS;
  guint n_entries = poise_journal_get_n_entries (journal);
  guint n_lessons;

  for (guint i = 0; i < self->learned_rows->len; i++)
    adw_expander_row_remove (self->learned_row, g_ptr_array_index (self->learned_rows, i));
  g_ptr_array_set_size (self->learned_rows, 0);
  n_lessons = list_lessons (self);
  show_n_learned (self, n_lessons);
  for (guint i = 0; i < n_entries && n_left > 0; i++)
    n_left -= list_corrections (self, poise_journal_peek (journal, i), n_left);
  adw_expander_row_set_enable_expansion (self->learned_row,
                                         n_lessons > 0 || n_left < MAX_CORRECTIONS);
}

static void
forget_cb (PoiseJournalGroup *self)
{
  PoiseLearned *learned = poise_context_get_learned (self->context);

  if (poise_learned_can_recall (learned))
    poise_learned_recall (learned);
  else
    poise_learned_forget (learned);
}

static void
set_context (PoiseJournalGroup *self, PoiseContext *context)
{
  g_return_if_fail (self->context == NULL && context != NULL);

  self->context = g_object_ref (context);
  show_folder (self, NULL);
  show_learned (self);
  g_signal_connect_object (poise_context_get_learned (context), "changed",
                           G_CALLBACK (show_learned), self, G_CONNECT_SWAPPED);
}

static void
poise_journal_group_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_CONTEXT)
    set_context (POISE_JOURNAL_GROUP (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
poise_journal_group_dispose (GObject *object)
{
  PoiseJournalGroup *self = POISE_JOURNAL_GROUP (object);

  g_clear_object (&self->context);
  g_clear_pointer (&self->learned_rows, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), POISE_TYPE_JOURNAL_GROUP);

  G_OBJECT_CLASS (poise_journal_group_parent_class)->dispose (object);
}

static void
poise_journal_group_class_init (PoiseJournalGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->set_property = poise_journal_group_set_property;
  G_OBJECT_CLASS (klass)->dispose = poise_journal_group_dispose;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/poise_journal/Poise/preferences/poise-journal-group.ui");
  gtk_widget_class_bind_template_child (widget_class, PoiseJournalGroup, folder_row);
  gtk_widget_class_bind_template_child (widget_class, PoiseJournalGroup, usual_button);
  gtk_widget_class_bind_template_child (widget_class, PoiseJournalGroup, choose_button);
  gtk_widget_class_bind_template_child (widget_class, PoiseJournalGroup, learned_row);
  gtk_widget_class_bind_template_child (widget_class, PoiseJournalGroup, forget_button);
  gtk_widget_class_bind_template_callback (widget_class, choose_folder_cb);
  gtk_widget_class_bind_template_callback (widget_class, usual_folder_cb);
  gtk_widget_class_bind_template_callback (widget_class, forget_cb);

  /**
   * PoiseJournalGroup:context:
   *
   * Whose journal it is about; set once.
   */
  properties[PROP_CONTEXT] = g_param_spec_object ("context", NULL, NULL, POISE_TYPE_CONTEXT,
                                                  G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPERTIES, properties);
}

static void
poise_journal_group_init (PoiseJournalGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->learned_rows = g_ptr_array_new ();
}
