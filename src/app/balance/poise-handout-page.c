/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-handout-page.h"

#include <glib/gi18n.h>

#include "poise-balance-output.h"
#include "poise-buttons.h"
#include "poise-file-save.h"
#include "poise-handout.h"
#include "poise-heading.h"
#include "poise-name-finder.h"
#include "poise-names.h"
#include "poise-review.h"
#include "poise-toast.h"

struct _PoiseHandoutPage
{
  AdwNavigationPage parent_instance;

  /* Template */
  AdwPreferencesGroup *names;
  GtkEditable *name;
  GtkWidget *blind;
  GtkLabel *text;

  /* Owned */
  PoiseContext *context;
  PoiseEntry *review;
  GPtrArray *switches; /* of the page's own; each is called as its name */

  AdwToastOverlay *toasts; /* that it is in */
};

G_DEFINE_FINAL_TYPE (PoiseHandoutPage, poise_handout_page, ADW_TYPE_NAVIGATION_PAGE)

/* ---- names ---- */

static GStrv
list_names (PoiseHandoutPage *self)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; i < self->switches->len; i++)
    if (gtk_switch_get_active (g_ptr_array_index (self->switches, i)))
      g_strv_builder_add (names, gtk_widget_get_name (g_ptr_array_index (self->switches, i)));
  return g_strv_builder_end (names);
}

static void
append_part_cb (const char *words, gboolean is_heading, gpointer data)
{
  GString *markup = data;
  g_autofree char *escaped = g_markup_escape_text (words, -1);

  g_string_append_printf (markup, is_heading ? "%s<b>%s</b>" : "%s%s",
                          markup->len == 0 ? ""
                          : is_heading     ? "\n\n"
                                           : "\n",
                          escaped);
}

static void
show_text (PoiseHandoutPage *self)
{
  g_auto (GStrv) names = list_names (self);
  g_autofree char *text =
    poise_names_to_initials (poise_entry_get_text (self->review), (const char *const *) names);
  g_autoptr (GString) markup = g_string_new (NULL);

  poise_heading_foreach (text, append_part_cb, markup);
  gtk_label_set_markup (self->text, markup->str);
}

static void
add_name (PoiseHandoutPage *self, const char *name, gboolean is_on)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *toggle = gtk_switch_new ();

  g_object_set (row, "use-markup", FALSE, "title", name, NULL);
  g_object_set (toggle, "name", name, "active", is_on, "valign", GTK_ALIGN_CENTER, NULL);
  g_signal_connect_object (toggle, "notify::active", G_CALLBACK (show_text), self,
                           G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), toggle);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), toggle);
  adw_preferences_group_add (self->names, row);
  g_ptr_array_add (self->switches, toggle);
}

static void
add_name_cb (PoiseHandoutPage *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (self->name)));

  if (*name == '\0')
    return;
  add_name (self, name, TRUE);
  gtk_editable_set_text (self->name, "");
  show_text (self);
}

/* ---- printing and saving ---- */

static PoiseExport *
make_handout (PoiseHandoutPage *self)
{
  g_auto (GStrv) names = list_names (self);
  PoiseExport *handout;

  handout = poise_handout_new (self->review, poise_context_get_journal (self->context),
                               poise_context_get_intentions (self->context),
                               (const char *const *) names, poise_context_get_today (self->context),
                               poise_context_get_first_weekday (self->context),
                               poise_context_get_accuracy (self->context), poise_picture_draw);
  handout->is_sample = poise_context_is_sample (self->context);
  return handout;
}

static void
print_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PoiseHandoutPage *self = POISE_HANDOUT_PAGE (widget);

  poise_balance_print_handout (self->toasts, make_handout (self));
}

static void
save_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PoiseHandoutPage *self = POISE_HANDOUT_PAGE (widget);
  gboolean is_pdf = g_str_equal (g_variant_get_string (parameter, NULL), "pdf");
  const char *id = poise_entry_get_prompt_id (self->review);
  g_autoptr (PoiseExport) handout = make_handout (self);
  g_autofree char *file =
    g_strdup_printf ("%s.%s", id != NULL ? id : "review", is_pdf ? "pdf" : "html");
  g_autoptr (GError) error = NULL;
  GBytes *bytes = poise_handout_write (handout, is_pdf, &error);

  if (bytes != NULL)
    poise_file_save_bytes (self->toasts, poise_context_get_folder (self->context),
                           _ ("Save Hand-Out"), file, bytes);
  else
    poise_toast_show (self->toasts, error->message);
}

/* ---- virtual functions ---- */

static void
poise_handout_page_dispose (GObject *object)
{
  PoiseHandoutPage *self = POISE_HANDOUT_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), POISE_TYPE_HANDOUT_PAGE);
  g_clear_object (&self->context);
  g_clear_object (&self->review);
  g_clear_pointer (&self->switches, g_ptr_array_unref);

  G_OBJECT_CLASS (poise_handout_page_parent_class)->dispose (object);
}

static void
poise_handout_page_class_init (PoiseHandoutPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = poise_handout_page_dispose;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/poise_journal/Poise/balance/poise-handout-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PoiseHandoutPage, names);
  gtk_widget_class_bind_template_child (widget_class, PoiseHandoutPage, name);
  gtk_widget_class_bind_template_child (widget_class, PoiseHandoutPage, blind);
  gtk_widget_class_bind_template_child (widget_class, PoiseHandoutPage, text);
  gtk_widget_class_bind_template_callback (widget_class, add_name_cb);
  gtk_widget_class_install_action (widget_class, "handout.print", NULL, print_cb);
  gtk_widget_class_install_action (widget_class, "handout.save", "s", save_cb);
}

static void
poise_handout_page_init (PoiseHandoutPage *self)
{
  self->switches = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  poise_buttons_wrap (GTK_WIDGET (self));
}

/**
 * poise_handout_page_new:
 * @context: whose journal it is
 * @review: a review that was kept
 * @toasts: what it will be in, and where it says how saving went
 *
 * Returns: (transfer floating): the page; words that may be names stand on it, all switched off
 */
AdwNavigationPage *
poise_handout_page_new (PoiseContext *context, PoiseEntry *review, AdwToastOverlay *toasts)
{
  PoiseHandoutPage *self = g_object_new (POISE_TYPE_HANDOUT_PAGE, NULL);
  const char *text = poise_entry_get_text (review);
  g_auto (GStrv) own = poise_review_list_own_words ();
  g_auto (GStrv) names = poise_name_finder_find (text, (const char *const *) own);

  self->context = g_object_ref (context);
  self->review = g_object_ref (review);
  self->toasts = toasts;
  gtk_widget_set_visible (self->blind, poise_name_finder_is_blind (text));
  for (guint i = 0; names[i] != NULL; i++)
    add_name (self, names[i], FALSE);
  show_text (self);
  return ADW_NAVIGATION_PAGE (self);
}
