/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "poise-application.h"
#include "poise-process.h"
#include "poise-resources.h"

int
main (int argc, char **argv)
{
  g_autoptr (PoiseApplication) application = NULL;
  /* In the build folder they are elsewhere than where they will be installed. */
  const char *from_environment = g_getenv ("POISE_TRANSLATIONS");

  poise_process_protect ();
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, from_environment != NULL ? from_environment : LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_resources_register (poise_get_resource ());

  application = poise_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
