/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-welcome.h"

struct _PoiseWelcome
{
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (PoiseWelcome, poise_welcome, ADW_TYPE_BIN)

static void
poise_welcome_class_init (PoiseWelcomeClass *klass)
{
  gtk_widget_class_set_template_from_resource (
    GTK_WIDGET_CLASS (klass), "/io/github/poise_journal/Poise/write/poise-welcome.ui");
}

static void
poise_welcome_init (PoiseWelcome *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
