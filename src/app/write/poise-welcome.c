/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-welcome.h"

#include "poise-buttons.h"

struct _PoiseWelcome
{
  AdwBin parent_instance;

  /* Template */
  GtkRevealer *revealer;
  GtkWidget *language;
  GtkButton *sample_button;
};

G_DEFINE_FINAL_TYPE (PoiseWelcome, poise_welcome, ADW_TYPE_BIN)

/* Once it is closed, the box around it spaces nothing. */
static void
revealed_cb (PoiseWelcome *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), gtk_revealer_get_reveal_child (self->revealer) ||
                                               gtk_revealer_get_child_revealed (self->revealer));
}

static void
poise_welcome_dispose (GObject *object)
{
  PoiseWelcome *self = POISE_WELCOME (object);

  /* An AdwBin would keep a pointer to a child that the template takes away. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), POISE_TYPE_WELCOME);

  G_OBJECT_CLASS (poise_welcome_parent_class)->dispose (object);
}

static void
poise_welcome_class_init (PoiseWelcomeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = poise_welcome_dispose;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/poise_journal/Poise/write/poise-welcome.ui");
  gtk_widget_class_bind_template_child (widget_class, PoiseWelcome, revealer);
  gtk_widget_class_bind_template_child (widget_class, PoiseWelcome, language);
  gtk_widget_class_bind_template_child (widget_class, PoiseWelcome, sample_button);
  gtk_widget_class_bind_template_callback (widget_class, revealed_cb);
}

/* In another language than English, the person may be about to write in it. */
static gboolean
is_english (void)
{
  const char *language = g_get_language_names ()[0];

  return g_str_has_prefix (language, "en") || g_str_equal (language, "C") ||
         g_str_has_prefix (language, "C.") || g_str_equal (language, "POSIX");
}

static void
poise_welcome_init (PoiseWelcome *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  poise_buttons_wrap (GTK_WIDGET (self));
  gtk_widget_set_visible (self->language, !is_english ());
  gtk_label_set_wrap (GTK_LABEL (gtk_button_get_child (self->sample_button)), TRUE);
}

/**
 * poise_welcome_set_revealed:
 * @self: the welcome
 * @is_revealed: whether it is to be seen
 *
 * Slides it in or out.
 */
void
poise_welcome_set_revealed (PoiseWelcome *self, gboolean is_revealed)
{
  g_return_if_fail (POISE_IS_WELCOME (self));

  if (is_revealed)
    gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_revealer_set_reveal_child (self->revealer, is_revealed);
}
