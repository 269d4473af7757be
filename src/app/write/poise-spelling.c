/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-spelling.h"

#ifdef HAVE_LIBSPELLING
#include <libspelling.h>
#endif

/**
 * poise_spelling_is_available:
 *
 * Returns: whether this Poise can mark misspelled words
 */
gboolean
poise_spelling_is_available (void)
{
#ifdef HAVE_LIBSPELLING
  return TRUE;
#else
  return FALSE;
#endif
}

/**
 * poise_spelling_attach:
 * @view: what the person writes in; it gets another buffer
 * @settings: the person's preferences; "check-spelling" is followed
 *
 * Marks the words that are misspelled, with suggestions in the context menu.
 * Does nothing where there is no spelling checker.
 */
void
poise_spelling_attach (GtkTextView *view, GSettings *settings)
{
#ifdef HAVE_LIBSPELLING
  /* libspelling works on this kind of buffer only. */
  g_autoptr (GtkSourceBuffer) buffer = gtk_source_buffer_new (NULL);
  g_autoptr (SpellingTextBufferAdapter) adapter =
    spelling_text_buffer_adapter_new (buffer, spelling_checker_get_default ());

  gtk_source_buffer_set_highlight_syntax (buffer, FALSE);
  gtk_source_buffer_set_highlight_matching_brackets (buffer, FALSE);
  gtk_text_view_set_buffer (view, GTK_TEXT_BUFFER (buffer));
  gtk_text_view_set_extra_menu (view, spelling_text_buffer_adapter_get_menu_model (adapter));
  gtk_widget_insert_action_group (GTK_WIDGET (view), "spelling", G_ACTION_GROUP (adapter));
  g_settings_bind (settings, "check-spelling", adapter, "enabled", G_SETTINGS_BIND_GET);
#endif
}
