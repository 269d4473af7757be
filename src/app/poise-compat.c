/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-compat.h"

#include <glib/gi18n.h>

#define WEBSITE "https://poise-journal.github.io"
#define ISSUES "https://github.com/poise-journal/poise/issues"

/* The same properties on both kinds of about window. */
#define ABOUT_PROPERTIES                                                                           \
  "application-name", _ ("Poise"), "application-icon", APPLICATION_ID, "version", PACKAGE_VERSION, \
    "developer-name", _ ("The Poise developers"), "license-type", GTK_LICENSE_GPL_3_0, "comments", \
    _ ("See how you spend yourself: on management or on leadership."), "website", WEBSITE,         \
    "issue-url", ISSUES, /* Translators: your name and, if you like, your address, a line each. */ \
    "translator-credits", _ ("translator-credits"), NULL

/**
 * poise_compat_show_about:
 * @parent: the window that it is shown over
 *
 * Shows what the program is.
 */
void
poise_compat_show_about (GtkWindow *parent)
{
#if ADW_CHECK_VERSION(1, 5, 0)
  adw_dialog_present (ADW_DIALOG (g_object_new (ADW_TYPE_ABOUT_DIALOG, ABOUT_PROPERTIES)),
                      GTK_WIDGET (parent));
#else
  GtkWindow *about = g_object_new (ADW_TYPE_ABOUT_WINDOW, ABOUT_PROPERTIES);

  gtk_window_set_transient_for (about, parent);
  gtk_window_present (about);
#endif
}
