/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-logseq.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "poise-date-names.h"
#include "poise-fence.h"
#include "poise-front-matter.h"
#include "poise-hashtags.h"
#include "poise-import-text.h"

static gboolean
has_journals (PoiseSource *source)
{
  for (guint i = 0; i < source->files->len; i++)
    {
      const char *name = ((PoiseSourceFile *) g_ptr_array_index (source->files, i))->name;

      if (g_str_has_prefix (name, "journals/") || strstr (name, "/journals/") != NULL)
        return TRUE;
    }
  return FALSE;
}

/* `tags:: rota, depot` of a page or a block; the name, if it is such a line. */
static char *
get_property (const char *line, const char **value)
{
  const char *start = line + strspn (line, " \t-"), *end = strstr (start, "::");

  if (end == NULL || end == start || (end[2] != ' ' && end[2] != '\0'))
    return NULL;
  for (const char *p = start; p < end; p++)
    if (!g_ascii_isalnum (*p) && strchr ("-_.", *p) == NULL)
      return NULL;
  *value = end + 2 + strspn (end + 2, " ");
  return g_ascii_strdown (start, end - start);
}

/* A title that is only the day says nothing new. */
static gboolean
is_day (const char *title)
{
  g_auto (PoiseDate) date = { 0 };

  return poise_date_parse (title, POISE_DATE_ORDER_DAY_FIRST, &date) == POISE_DATE_READ &&
         date.end[strspn (date.end, " \t")] == '\0';
}

/* What Logseq notes for itself, beside a block; a person’s own words behind such a name stay. */
static gboolean
is_silent (const char *name, const char *value)
{
  static const struct
  {
    const char *name;
    const char *characters; /* of its values; NULL for any word */
  } properties[] = {
    { "id", "0123456789abcdef-" },      { "collapsed", NULL },
    { "background-color", NULL },       { "created-at", "0123456789" },
    { "updated-at", "0123456789" },     { "heading", NULL },
    { "logseq.order-list-type", NULL },
  };
  g_autofree char *word = g_strstrip (g_strdup (value));

  if (g_str_equal (name, "title"))
    return is_day (word);
  for (guint i = 0; i < G_N_ELEMENTS (properties); i++)
    if (g_str_equal (name, properties[i].name))
      return strpbrk (word, " \t") == NULL &&
             (properties[i].characters == NULL ||
              word[strspn (word, properties[i].characters)] == '\0');
  return FALSE;
}

/* ---- blocks that others show ---- */

/* `id:: 64f1…` below a block, or `:id: 64f1…` in its drawer. */
static char *
get_id (const char *line)
{
  const char *value = NULL;
  g_autofree char *name = NULL;

  line += strspn (line, " \t");
  if (g_str_has_prefix (line, ":id: "))
    return g_strstrip (g_strdup (line + strlen (":id: ")));
  name = get_property (line, &value);
  return g_strcmp0 (name, "id") == 0 ? g_strstrip (g_strdup (value)) : NULL;
}

/* The words of a line that begins a block. */
static const char *
get_block (const char *line)
{
  const char *start = line + strspn (line, " \t"), *words = start;

  if (*start == '*')
    words += strspn (start, "*");
  else if (*start == '-')
    words++;
  return words > start && *words == ' ' ? words + 1 : NULL;
}

static void
collect_blocks (const char *text, GHashTable *blocks)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  const char *block = NULL;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *id = get_id (lines[i]);

      if (id != NULL && block != NULL)
        g_hash_table_insert (blocks, g_steal_pointer (&id), g_strdup (block));
      else if (get_block (lines[i]) != NULL)
        block = get_block (lines[i]);
    }
}

static gboolean
replace_block_cb (const GMatchInfo *match, GString *out, gpointer data)
{
  g_autofree char *id = g_match_info_fetch_named (match, "id");
  g_autofree char *all = g_match_info_fetch (match, 0);
  const char *words = g_hash_table_lookup (data, id);

  g_string_append (out, words != NULL ? words : all);
  return FALSE;
}

/* `((64f1…))` and `{{embed ((64f1…))}}` show another block’s words. */
static char *
resolve_blocks (const char *text, GHashTable *blocks)
{
  static const char pattern[] = "\\{\\{embed \\(\\((?<id>[0-9a-f-]{36})\\)\\)\\}\\}|"
                                "\\(\\((?<id>[0-9a-f-]{36})\\)\\)";
  g_autoptr (GRegex) regex = g_regex_new (pattern, G_REGEX_DUPNAMES, 0, NULL);

  return g_regex_replace_eval (regex, text, -1, 0, 0, replace_block_cb, blocks, NULL);
}

/* ---- pages ---- */

/* What Logseq does not show: the clock’s book, and properties in Org. Returns the last line of
 * such a drawer, or @i. */
static guint
skip_drawer (char **lines, guint i)
{
  g_autofree char *start = g_strstrip (g_strdup (lines[i]));
  gboolean is_logbook = g_str_equal (start, ":LOGBOOK:");

  if (!is_logbook && !g_str_equal (start, ":PROPERTIES:"))
    return i;
  for (guint end = i + 1; lines[end] != NULL; end++)
    {
      g_autofree char *line = g_strstrip (g_strdup (lines[end]));
      g_autofree char *name =
        *line == ':' ? g_ascii_strdown (line + 1, (gssize) strcspn (line + 1, ":")) : NULL;

      if (g_strcmp0 (name, "end") == 0)
        return end;
      if (name != NULL && line[strlen (name) + 1] != ':')
        g_clear_pointer (&name, g_free);
      if (!is_logbook && (name == NULL || !is_silent (name, line + strlen (name) + 2)))
        return i;
    }
  return i;
}

static char *
clean_text (const char *text, JsonObject *extra, char **title)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GString *out = g_string_new (NULL);
  PoiseFence fence = { 0 };
  gboolean in_head = TRUE;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *value = NULL;
      g_autofree char *name = get_property (lines[i], &value);
      guint end = skip_drawer (lines, i);

      if (poise_fence_read (&fence, lines[i]))
        {
          g_string_append_printf (out, "%s\n", lines[i]);
          continue;
        }
      if (end > i)
        {
          i = end;
          continue;
        }
      /* The page’s own properties stand above everything else. */
      in_head = in_head && (name != NULL || lines[i][strspn (lines[i], " \t-")] == '\0');
      if (in_head && name != NULL && g_str_equal (name, "title") && *title == NULL &&
          !is_day (value))
        {
          *title = g_strdup (value);
          continue;
        }
      if (name != NULL && is_silent (name, value))
        continue;
      if (name != NULL && g_str_equal (name, "tags") &&
          !json_object_has_member (extra, POISE_EXTRA_TAGS))
        {
          g_autofree char *words = g_strdelimit (g_strdup (value), "[]#", ' ');

          poise_front_matter_read_tags (extra, words);
          continue;
        }
      g_string_append_printf (out, "%s\n", lines[i]);
    }
  return g_string_free (out, FALSE);
}

static void
read_page (const PoiseSourceFile *file,
           PoiseDateOrder order,
           GHashTable *blocks,
           PoiseImport *import)
{
  g_auto (PoiseDate) date = { 0 };
  gboolean is_own;
  PoiseDateStatus status = poise_date_parse_name (file->name, order, &date, &is_own);
  g_autofree char *text = NULL;
  g_autofree char *raw = NULL;
  g_autofree char *resolved = NULL;
  g_autofree char *words = NULL;
  g_autofree char *title = NULL;
  g_autofree char *titled = NULL;
  g_autoptr (JsonObject) extra = json_object_new ();

  if (status == POISE_DATE_NONE)
    {
      poise_import_fail (import, file->name, 0,
                         _ ("the name of this page of the journal is no day"));
      return;
    }
  if (status != POISE_DATE_READ)
    {
      poise_import_fail_date (import, file->name, 0, status);
      return;
    }
  poise_import_say_doubts (import, file->name, 0, &date);
  raw = poise_source_decode (file, import);
  text = poise_import_mend_lines (raw);
  resolved = resolve_blocks (text, blocks);
  words = clean_text (resolved != NULL ? resolved : text, extra, &title);
  if (words[strspn (words, " \t\n-")] != '\0')
    titled = poise_import_join_title (title, words);
  poise_hashtags_collect (words, extra);
  /* Read as plain Markdown it is the same entry. */
  poise_import_add (import, &(PoiseImportDraft) { .format = "markdown",
                                                  .id = file->name,
                                                  .day = date.day,
                                                  .text = titled != NULL ? titled : words,
                                                  .extra = extra });
}

/* Pages that are not read have blocks too; what is wrong with them is nobody’s matter. */
static GHashTable *
list_blocks (PoiseSource *source, PoiseImport *import)
{
  GHashTable *blocks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < source->files->len && !poise_import_is_stopped (import); i++)
    {
      const PoiseSourceFile *file = g_ptr_array_index (source->files, i);
      gsize length;
      const char *data = g_bytes_get_data (file->bytes, &length);
      g_autofree char *text = length > 0 ? g_utf8_make_valid (data, (gssize) length) : NULL;

      if (text != NULL)
        collect_blocks (g_strdelimit (text, "\r", ' '), blocks);
    }
  return blocks;
}

/**
 * poise_logseq_read:
 * @source: a graph's folder, or its folder `journals`
 * @import: what is filled
 *
 * Reads the pages of Logseq's journal. Other pages are left out, and so is what
 * Logseq keeps of earlier states.
 */
void
poise_logseq_read (PoiseSource *source, PoiseImport *import)
{
  PoiseDateOrder order = poise_source_guess_order (source, import);
  gboolean is_graph = has_journals (source);
  g_autoptr (GHashTable) blocks = list_blocks (source, import);

  for (guint i = 0; i < source->files->len && !poise_import_is_stopped (import); i++)
    {
      const PoiseSourceFile *file = g_ptr_array_index (source->files, i);

      if (!is_graph || g_str_has_prefix (file->name, "journals/") ||
          strstr (file->name, "/journals/") != NULL)
        read_page (file, order, blocks, import);
      else
        poise_import_leave_out (import, _ ("pages that do not belong to the journal"));
    }
}
