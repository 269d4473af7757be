/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-release-notes.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

#define METAINFO_RESOURCE "/io/github/poise_journal/Poise/metainfo.xml"

typedef struct
{
  GString *notes; /* in the markup of an about window */
  guint n_releases;
} Reader;

static gboolean
is_in_notes (const Reader *reader, GMarkupParseContext *context)
{
  const GSList *stack = g_markup_parse_context_get_element_stack (context);

  /* The newest release comes first. */
  for (const GSList *l = stack; reader->n_releases == 1 && l != NULL; l = l->next)
    if (g_str_equal (l->data, "release"))
      return TRUE;
  return FALSE;
}

static gboolean
is_kept (const char *name)
{
  return g_str_equal (name, "p") || g_str_equal (name, "ul") || g_str_equal (name, "li");
}

static void
start_cb (GMarkupParseContext *context,
          const char *name,
          const char **names,
          const char **values,
          gpointer data,
          GError **error)
{
  Reader *reader = data;

  if (g_str_equal (name, "release"))
    reader->n_releases++;
  else if (is_kept (name) && is_in_notes (reader, context))
    g_string_append_printf (reader->notes, "<%s>", name);
}

static void
end_cb (GMarkupParseContext *context, const char *name, gpointer data, GError **error)
{
  Reader *reader = data;

  if (is_kept (name) && is_in_notes (reader, context))
    g_string_append_printf (reader->notes, "</%s>", name);
}

static void
text_cb (GMarkupParseContext *context,
         const char *text,
         gsize length,
         gpointer data,
         GError **error)
{
  Reader *reader = data;
  g_autofree char *words = g_strstrip (g_strndup (text, length));
  g_autofree char *escaped = NULL;

  if (*words == '\0' || !is_in_notes (reader, context))
    return;
  /* Translators have seen the same words in the metainfo file. */
  escaped = g_markup_escape_text (_ (words), -1);
  g_string_append (reader->notes, escaped);
}

/**
 * poise_release_notes_get:
 *
 * Returns: (transfer full): what is new, translated, in an about window's markup
 */
char *
poise_release_notes_get (void)
{
  const GMarkupParser parser = { .start_element = start_cb,
                                 .end_element = end_cb,
                                 .text = text_cb };
  Reader reader = { .notes = g_string_new (NULL) };
  g_autoptr (GBytes) bytes =
    g_resources_lookup_data (METAINFO_RESOURCE, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr (GMarkupParseContext) context = NULL;
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (bytes != NULL, g_string_free (reader.notes, FALSE));

  context = g_markup_parse_context_new (&parser, G_MARKUP_DEFAULT_FLAGS, &reader, NULL);
  if (!g_markup_parse_context_parse (context, g_bytes_get_data (bytes, NULL),
                                     (gssize) g_bytes_get_size (bytes), &error))
    g_warning ("%s", error->message);
  return g_string_free (reader.notes, FALSE);
}
