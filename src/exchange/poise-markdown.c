/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-markdown.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "poise-date-names.h"
#include "poise-date-range.h"
#include "poise-hashtags.h"
#include "poise-import-text.h"
#include "poise-markdown-head.h"
#include "poise-markdown-own.h"
#include "poise-text-days.h"
#include "poise-text.h"

/* How a source is read. */
typedef struct
{
  PoiseDateOrder order;
  gboolean is_many;
  gboolean has_hashtags; /* `#rota` in a text is a tag */
} Manner;

/* Whether a file that is not named after a day has headings that are days; its front matter says
 * when the file was made. */
static gboolean
has_days (const char *body, const PoiseSourceFile *file, const Manner *manner, PoiseImport *import)
{
  g_auto (PoiseDate) date = { 0 };
  gboolean is_own;
  PoiseDateStatus status = poise_date_parse_name (file->name, manner->order, &date, &is_own);

  return (status == POISE_DATE_NONE || !is_own) &&
         poise_text_find_only_heading (body, poise_import_get_order (import, body)) ==
           POISE_DAY_INVALID;
}

/* The day of a note that says it neither in its name nor in its front matter: a line `Date:` of its
 * own, or the first of the month or the week that its name says. Returns: whether there is one */
static gboolean
find_day_otherwise (const char *body,
                    const PoiseSourceFile *file,
                    PoiseImport *import,
                    PoiseMarkdownWhen *when)
{
  g_auto (PoiseDate) date = { 0 };
  PoiseDateRange range;

  if (poise_text_find_only_label (body, poise_import_get_order (import, body), &date))
    {
      poise_import_say_doubts (import, file->name, 0, &date);
      when->day = poise_date_get_day (&date, import->zone);
      when->created = poise_date_get_time (&date, import->zone);
      return TRUE;
    }
  if (!poise_date_range_parse_name (file->name, &range) ||
      poise_date_range_get_first (&range) == POISE_DAY_INVALID)
    return FALSE;
  when->day = poise_date_range_get_first (&range);
  poise_import_say_range (import, file->name, 0, &range);
  return TRUE;
}

/* Whether the days of the entries stand in the text. */
static gboolean
has_entries (PoiseDateStatus status,
             const char *body,
             const PoiseSourceFile *file,
             const Manner *manner,
             PoiseImport *import)
{
  PoiseDateOrder order = poise_import_get_order (import, body);
  PoiseDateRange range;
  g_auto (PoiseDate) label = { 0 };
  gboolean is_named = poise_date_range_parse_name (file->name, &range) ||
                      poise_date_range_parse_year_name (file->name, &range);

  if (status != POISE_DATE_NONE && !has_days (body, file, manner, import))
    return FALSE;
  return (poise_text_begins_with_heading (body, order) &&
          (status == POISE_DATE_NONE || poise_text_has_days (body, order))) ||
         ((is_named || status == POISE_DATE_NONE) && poise_text_has_days_below (body, &range)) ||
         (poise_text_has_labels (body, order) && !poise_text_find_only_label (body, order, &label));
}

/* The person names one file for its days, also below an introduction. Only one
 * may as well be a date in a note that says its own day otherwise. */
static gboolean
has_days_lower_down (const char *body,
                     const Manner *manner,
                     gboolean may_be_one,
                     PoiseImport *import)
{
  PoiseDateOrder order = poise_import_get_order (import, body);
  g_auto (PoiseDate) label = { 0 };

  return !manner->is_many && poise_text_has_days (body, order) &&
         (may_be_one || (poise_text_find_only_heading (body, order) == POISE_DAY_INVALID &&
                         !poise_text_find_only_label (body, order, &label)));
}

/* The words of a note: those of its head come first; a title alone is enough. */
static char *
join_words (PoiseMarkdownHead *head,
            JsonObject *extra,
            const char *first,
            const char *rest,
            const char *named)
{
  const char *title = poise_markdown_head_get_title (head->yaml);
  g_autofree char *above = first != NULL ? g_strchomp (g_strdup (first)) : NULL;
  g_autofree char *body = above != NULL ? g_strconcat (above, "\n\n", rest, NULL) : g_strdup (rest);
  g_autofree char *titled =
    title != NULL ? poise_import_join_title (title, body) : poise_import_join_name (named, body);
  GString *text = g_string_new (titled);

  if (titled[strspn (titled, " \t\n")] == '\0')
    poise_markdown_head_append_words (extra, text);
  return g_string_free (text, FALSE);
}

static void
take_note (PoiseMarkdownHead *head,
           const PoiseMarkdownWhen *when,
           const char *body,
           const Manner *manner,
           const PoiseSourceFile *file,
           PoiseImport *import)
{
  const char *first = poise_markdown_head_get_body (head);
  g_autoptr (JsonObject) extra = poise_markdown_head_collect_extra (head);
  g_autofree char *named = poise_markdown_head_get_title (head->yaml) == NULL
                             ? poise_date_get_name_words (file->name, manner->order)
                             : NULL;
  g_autofree char *text = join_words (head, extra, first, body, named);

  if (manner->has_hashtags)
    poise_hashtags_collect (text, extra);
  poise_import_add (import, &(PoiseImportDraft) { .format = "markdown",
                                                  .id = file->name,
                                                  .day = when->day,
                                                  .created = when->created,
                                                  .modified = when->modified,
                                                  .text = text,
                                                  .extra = extra });
}

static void
add_note (PoiseYaml *yaml,
          const char *body,
          const Manner *manner,
          const PoiseSourceFile *file,
          PoiseImport *import)
{
  PoiseMarkdownHead head = { .yaml = yaml };
  g_auto (PoiseMarkdownWhen) when = { 0 };
  PoiseDateStatus status =
    poise_markdown_head_find_when (&head, file->name, manner->order, import, &when);
  gboolean has_many = FALSE;

  if (has_entries (status, body, file, manner, import) ||
      (status == POISE_DATE_NONE && has_days_lower_down (body, manner, FALSE, import)))
    has_many = TRUE;
  else if (status == POISE_DATE_NONE && find_day_otherwise (body, file, import, &when))
    status = POISE_DATE_READ;
  else if (status == POISE_DATE_NONE)
    has_many = has_days_lower_down (body, manner, TRUE, import);
  if (has_many)
    {
      if (yaml != NULL && yaml->keys != NULL && yaml->keys->len > 0)
        poise_import_leave_out (import, _ ("front matter of files with several days"));
      poise_text_read_headings (body, "markdown", manner->has_hashtags, file, import);
    }
  else if (status == POISE_DATE_READ)
    take_note (&head, &when, body, manner, file, import);
  else if (status == POISE_DATE_NONE)
    poise_import_leave_out (import, _ ("notes without a date in their front matter or name"));
  else
    poise_import_fail_date (import, file->name, 0, status);
}

static gboolean
is_named_after_day (const char *name, PoiseDateOrder order)
{
  g_auto (PoiseDate) date = { 0 };
  gboolean is_own;
  PoiseDateRange range;

  return poise_date_parse_name (name, order, &date, &is_own) != POISE_DATE_NONE ||
         poise_date_range_parse_name (name, &range);
}

static void
read_file (const PoiseSourceFile *file, const Manner *manner, PoiseImport *import)
{
  g_autofree char *raw = poise_source_decode (file, import);
  g_autofree char *text =
    strchr (raw, '\n') == NULL ? poise_import_mend_lines (raw) : g_strdup (raw);
  g_autofree char *rest = NULL;
  g_autofree char *whole = NULL;
  g_autofree char *body = NULL;
  g_autoptr (PoiseYaml) head = NULL;
  const char *kept = poise_markdown_head_split (text, file, &rest, &head, import);

  whole = g_strconcat (rest != NULL ? "\n" : "", rest != NULL ? rest : "", kept, NULL);
  /* What Poise wrote comes back to the letter. */
  if (head != NULL && poise_markdown_own_read_note (head, whole, import))
    return;
  if (poise_markdown_own_has_comment (kept))
    {
      poise_markdown_own_read_sections (kept, file, import);
      return;
    }
  body = poise_import_mend_lines (whole);
  if (head != NULL || manner->is_many || is_named_after_day (file->name, manner->order))
    add_note (head, body, manner, file, import);
  else
    poise_text_read_headings (body, "markdown", manner->has_hashtags, file, import);
}

static void
read_all (PoiseSource *source, gboolean has_hashtags, PoiseImport *import)
{
  const Manner manner = { poise_source_guess_order (source, import), source->is_many,
                          has_hashtags };

  for (guint i = 0; i < source->files->len && !poise_import_is_stopped (import); i++)
    read_file (g_ptr_array_index (source->files, i), &manner, import);
}

/**
 * poise_markdown_read:
 * @source: a folder with a file a day, or one file
 * @import: what is filled
 *
 * Reads Markdown. A file's day comes from its name, as Obsidian's daily notes have
 * it, or else from its front matter (`date`, `created`). A file without either is
 * read by its headings. `#rota` is a tag, as in Obsidian.
 */
void
poise_markdown_read (PoiseSource *source, PoiseImport *import)
{
  read_all (source, TRUE, import);
}

/**
 * poise_joplin_read:
 * @source: a folder that Joplin exported
 * @import: what is filled
 *
 * Reads Joplin's Markdown, whose tags stand in the front matter only.
 */
void
poise_joplin_read (PoiseSource *source, PoiseImport *import)
{
  read_all (source, FALSE, import);
}
