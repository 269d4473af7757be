/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-agreement-dialog.h"

#include <glib/gi18n.h>

#include "poise-agreement-file.h"
#include "poise-buttons.h"

struct _PoiseAgreementDialog
{
  AdwDialog parent_instance;

  /* Template */
  GtkStack *stack;
  GtkLabel *progress;
  GtkLabel *words;
  GtkWidget *back;
  GtkWidget *management;
  AdwPreferencesGroup *result;
  GtkWidget *undo;

  /* Owned */
  PoiseContext *context;
  GPtrArray *sentences;
  PoiseOperation *operation; /* (nullable): what was learned */

  guint n_asked; /* before the one that is shown */
};

G_DEFINE_FINAL_TYPE (PoiseAgreementDialog, poise_agreement_dialog, ADW_TYPE_DIALOG)

/* ---- the questions ---- */

static void
show_sentence (PoiseAgreementDialog *self)
{
  const PoiseAgreementSentence *sentence = g_ptr_array_index (self->sentences, self->n_asked);
  /* Translators: the number of this sentence, and how many there are. */
  g_autofree char *progress =
    g_strdup_printf (_ ("%u of %u"), self->n_asked + 1, self->sentences->len);
  /* Translators: a sentence that the person wrote. */
  g_autofree char *words = g_strdup_printf (_ ("“%s”"), sentence->words);

  gtk_label_set_text (self->progress, progress);
  gtk_label_set_text (self->words, words);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "agreement.back", self->n_asked > 0);
  gtk_stack_set_visible_child_name (self->stack, "question");
}

/* The focus stays on the button that was pressed, and is asked to say the next. */
static void
announce_sentence (PoiseAgreementDialog *self)
{
  gtk_accessible_announce (GTK_ACCESSIBLE (self), gtk_label_get_text (self->words),
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/* ---- the result ---- */

static void
learn (PoiseAgreementDialog *self)
{
  g_autoptr (GPtrArray) corrections = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *title = NULL;

  for (guint i = 0; i < self->sentences->len; i++)
    {
      const PoiseAgreementSentence *sentence = g_ptr_array_index (self->sentences, i);
      int place =
        poise_correction_find_sentence (sentence->entry, sentence->sentence, sentence->words);

      if (poise_agreement_is_correction (sentence) && place >= 0)
        g_ptr_array_add (corrections, poise_correction_new (
                                        poise_context_get_learned (self->context), sentence->entry,
                                        place, POISE_TAG_SOURCE_PERSON, sentence->answer));
    }
  if (corrections->len == 0)
    return;
  title =
    g_strdup_printf (ngettext ("%u sentence corrected", "%u sentences corrected", corrections->len),
                     corrections->len);
  self->operation = poise_operation_new_corrections (corrections, title);
  poise_history_run (poise_context_get_history (self->context), self->operation);
}

static void
keep (PoiseAgreementDialog *self, const PoiseAgreementScore *score)
{
  PoiseTagger *tagger = poise_context_get_tagger (self->context);
  const char *model = tagger != NULL ? poise_tagger_get_name (tagger) : NULL;

  if (score->n_sure + score->n_unsure > 0)
    poise_agreement_file_keep (poise_context_get_store (self->context),
                               poise_context_get_today (self->context), model, score);
}

static void
add_result (PoiseAgreementDialog *self, const PoiseAgreementSentence *sentence)
{
  gboolean is_agreed = !poise_agreement_is_correction (sentence);
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *words = g_strdup_printf (_ ("“%s”"), sentence->words);
  g_autofree char *both = poise_agreement_describe_sentence (sentence);

  g_object_set (row, "use-markup", FALSE, "title", words, "subtitle", both, NULL);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             g_object_new (GTK_TYPE_IMAGE, "icon-name", "object-select-symbolic",
                                           "visible", is_agreed, "accessible-role",
                                           GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  adw_preferences_group_add (self->result, row);
}

static void
show_result (PoiseAgreementDialog *self)
{
  PoiseAgreementScore score = poise_agreement_score (self->sentences);
  g_autofree char *words = poise_agreement_describe (&score);
  g_autofree char *unsure = poise_agreement_describe_unsure (&score);

  if (score.n_sure + score.n_unsure == 0)
    {
      adw_dialog_force_close (ADW_DIALOG (self));
      return;
    }
  /* Before what was learned changes what stands in the entries. */
  for (guint i = 0; i < self->sentences->len; i++)
    if (((PoiseAgreementSentence *) g_ptr_array_index (self->sentences, i))->is_judged)
      add_result (self, g_ptr_array_index (self->sentences, i));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "agreement.answer", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "agreement.back", FALSE);
  adw_dialog_set_can_close (ADW_DIALOG (self), TRUE);
  keep (self, &score);
  learn (self);
  adw_preferences_group_set_title (self->result, words);
  adw_preferences_group_set_description (self->result, unsure);
  gtk_widget_set_visible (self->undo, self->operation != NULL);
  gtk_stack_set_visible_child_name (self->stack, "result");
  gtk_widget_child_focus (GTK_WIDGET (self->stack), GTK_DIR_TAB_FORWARD);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), words,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/* It may have been undone from the window, and other things done since. */
static void
undo_cb (PoiseAgreementDialog *self)
{
  PoiseHistory *history = poise_context_get_history (self->context);

  if (poise_history_peek_undo (history) == self->operation)
    poise_history_undo (history, 0);
  /* The keyboard goes on to the sentences; from nowhere Escape would not close. */
  gtk_widget_child_focus (GTK_WIDGET (self->stack), GTK_DIR_TAB_FORWARD);
  gtk_widget_set_sensitive (self->undo, FALSE);
}

static void
answer_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PoiseAgreementDialog *self = POISE_AGREEMENT_DIALOG (widget);
  PoiseMode mode;

  if (self->n_asked >= self->sentences->len)
    return;
  if (poise_mode_from_id (g_variant_get_string (parameter, NULL), &mode))
    poise_agreement_judge (g_ptr_array_index (self->sentences, self->n_asked), mode);
  /* Whoever closes it now sees what the answers so far come to: none is lost. */
  adw_dialog_set_can_close (ADW_DIALOG (self), FALSE);
  if (++self->n_asked == self->sentences->len)
    {
      show_result (self);
      return;
    }
  show_sentence (self);
  announce_sentence (self);
}

static void
back_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PoiseAgreementDialog *self = POISE_AGREEMENT_DIALOG (widget);
  PoiseAgreementSentence *sentence = g_ptr_array_index (self->sentences, --self->n_asked);

  sentence->is_judged = FALSE;
  /* The button cannot be pressed again, and the keyboard would be nowhere. */
  if (self->n_asked == 0 && gtk_widget_has_focus (self->back))
    gtk_widget_grab_focus (self->management);
  show_sentence (self);
  announce_sentence (self);
}

/* The last answer, or what was learned from all of them. Before the first the key does nothing: the
 * window would undo what was done before. */
static gboolean
undo_key_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  PoiseAgreementDialog *self = POISE_AGREEMENT_DIALOG (widget);

  if (!g_str_equal (gtk_stack_get_visible_child_name (self->stack), "question"))
    {
      if (gtk_widget_is_visible (self->undo) && gtk_widget_is_sensitive (self->undo))
        undo_cb (self);
    }
  else if (self->n_asked > 0)
    back_cb (widget, NULL, NULL);
  return TRUE;
}

/* The text is large, and the window narrow: else a word would be broken beside a title. */
static void
cramped_cb (PoiseAgreementDialog *self)
{
  poise_buttons_wrap (GTK_WIDGET (self->stack));
}

/* ---- virtual functions ---- */

static void
poise_agreement_dialog_dispose (GObject *object)
{
  PoiseAgreementDialog *self = POISE_AGREEMENT_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), POISE_TYPE_AGREEMENT_DIALOG);
  g_clear_object (&self->context);
  g_clear_object (&self->operation);
  g_clear_pointer (&self->sentences, g_ptr_array_unref);

  G_OBJECT_CLASS (poise_agreement_dialog_parent_class)->dispose (object);
}

static void
poise_agreement_dialog_class_init (PoiseAgreementDialogClass *klass)
{
  static const char *const answers[] = { "management", "leadership", "none", "skip" };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = poise_agreement_dialog_dispose;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/poise_journal/Poise/balance/poise-agreement-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, PoiseAgreementDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, PoiseAgreementDialog, progress);
  gtk_widget_class_bind_template_child (widget_class, PoiseAgreementDialog, words);
  gtk_widget_class_bind_template_child (widget_class, PoiseAgreementDialog, back);
  gtk_widget_class_bind_template_child (widget_class, PoiseAgreementDialog, management);
  gtk_widget_class_bind_template_child (widget_class, PoiseAgreementDialog, result);
  gtk_widget_class_bind_template_child (widget_class, PoiseAgreementDialog, undo);
  gtk_widget_class_bind_template_callback (widget_class, cramped_cb);
  gtk_widget_class_bind_template_callback (widget_class, undo_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_result);
  gtk_widget_class_install_action (widget_class, "agreement.answer", "s", answer_cb);
  gtk_widget_class_install_action (widget_class, "agreement.back", NULL, back_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, undo_key_cb, NULL);
  /* In the buttons' order, whatever the language calls them. */
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      gtk_widget_class_add_binding_action (widget_class, GDK_KEY_1 + i, 0, "agreement.answer", "s",
                                           answers[i]);
      gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_1 + i, 0, "agreement.answer",
                                           "s", answers[i]);
    }
}

static void
poise_agreement_dialog_init (PoiseAgreementDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "agreement.back", FALSE);
}

/**
 * poise_agreement_dialog_new:
 * @context: whose journal it is
 *
 * Returns: (transfer floating): the dialog, with sentences drawn at random
 */
AdwDialog *
poise_agreement_dialog_new (PoiseContext *context)
{
  PoiseAgreementDialog *self = g_object_new (POISE_TYPE_AGREEMENT_DIALOG, NULL);
  g_autoptr (GRand) random = g_rand_new ();

  self->context = g_object_ref (context);
  self->sentences =
    poise_agreement_choose (poise_context_get_journal (context), POISE_AGREEMENT_N, random);
  if (self->sentences->len > 0)
    {
      show_sentence (self);
      adw_dialog_set_focus (ADW_DIALOG (self), self->management);
    }
  return ADW_DIALOG (self);
}

/**
 * poise_agreement_dialog_keep_draft:
 * @self: the dialog
 *
 * Keeps what was judged so far; the dialog is about to go.
 */
void
poise_agreement_dialog_keep_draft (PoiseAgreementDialog *self)
{
  g_return_if_fail (POISE_IS_AGREEMENT_DIALOG (self));

  if (!adw_dialog_get_can_close (ADW_DIALOG (self)))
    show_result (self);
}
