/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-jrnl.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "poise-date-names.h"
#include "poise-json-list.h"
#include "poise-json.h"

/* An entry while its lines are read. */
typedef struct
{
  PoiseDate date;
  gboolean is_open;
  gboolean is_starred;
  GString *text;
  JsonArray *tags; /* said apart from the text, or NULL */
} Reading;

/* jrnl's tags are words of the text that begin with an at sign or, since its version 3, with a
 * number sign; `#12` and `##` are none. */
static void
collect_tags (const char *text, JsonObject *extra)
{
  g_autoptr (GRegex) regex = g_regex_new ("(?<!\\S)(?:@|#(?=\\d*\\pL))[-+*#/\\w]+", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  JsonArray *tags = json_array_new ();

  for (g_regex_match (regex, text, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    {
      g_autofree char *word = g_match_info_fetch (match, 0);
      char *tag = g_utf8_strdown (word + 1, -1);

      if (!g_hash_table_contains (seen, tag))
        json_array_add_string_element (tags, tag);
      g_hash_table_add (seen, tag);
    }
  if (json_array_get_length (tags) > 0)
    json_object_set_array_member (extra, POISE_EXTRA_TAGS, tags);
  else
    json_array_unref (tags);
}

/* The same entry has the same id in jrnl's text and in its JSON. */
static void
finish_entry (Reading *reading, PoiseImport *import)
{
  g_autoptr (GDateTime) created = NULL;
  g_autoptr (JsonObject) extra = NULL;

  if (!reading->is_open)
    return;
  created = poise_date_get_time (&reading->date, import->zone);
  extra = json_object_new ();
  if (reading->tags != NULL && json_array_get_length (reading->tags) > 0)
    json_object_set_array_member (extra, POISE_EXTRA_TAGS, json_array_ref (reading->tags));
  else
    collect_tags (reading->text->str, extra);
  if (reading->is_starred)
    json_object_set_boolean_member (extra, POISE_EXTRA_STARRED, TRUE);
  poise_import_add (import,
                    &(PoiseImportDraft) { .format = "jrnl",
                                          .day = poise_date_get_day (&reading->date, import->zone),
                                          .created = created,
                                          .text = reading->text->str,
                                          .extra = extra });
  poise_date_clear (&reading->date);
  reading->is_open = FALSE;
}

/* A title that ends in a star is starred. */
static char *
take_star (const char *title, gboolean *is_starred)
{
  char *text = g_strchomp (g_strdup (title));
  gsize length = strlen (text);

  *is_starred = length > 0 && text[length - 1] == '*' && (length == 1 || text[length - 2] == ' ');
  if (*is_starred)
    {
      text[length - 1] = '\0';
      g_strchomp (text);
    }
  return text;
}

/* ---- heads ---- */

/* How a journal writes the line with which an entry begins: `[2026-11-23 18:09]
 * Title`, or without brackets as jrnl 1 wrote it, or with the time only where a
 * file is a day. The first one says it, and no other line begins an entry; but in
 * brackets jrnl knows the formats too that were set before. */
typedef struct
{
  gboolean has_bracket;
  gboolean has_day;
  gboolean has_time;
  gboolean has_short_year; /* as chat programs write it in brackets */
  PoiseDateForm form;
} Shape;

/* A line that may begin an entry. */
typedef struct
{
  guint line;
  Shape shape;
  PoiseDateStatus status;
  PoiseDate date;
  const char *title;
  gboolean has_odd_time; /* that no clock shows: [2026-11-23 09:61] */
} Head;

static void
head_clear (Head *head)
{
  poise_date_clear (&head->date);
}

static gboolean
is_same_shape (const Shape *a, const Shape *b)
{
  return a->has_bracket == b->has_bracket && a->has_day == b->has_day &&
         a->has_time == b->has_time && a->has_short_year == b->has_short_year &&
         (a->has_bracket || a->form == b->form);
}

/* `[18:09] Title`, in a file that is named after its day. */
static gboolean
parse_clock_head (const char *line, PoiseDay day, Head *head)
{
  const char *end;

  if (*line != '[' || day == POISE_DAY_INVALID)
    return FALSE;
  head->date = (PoiseDate) { .day = day };
  end = poise_date_parse_clock (line + 1, &head->date);
  if (!head->date.has_time || *end != ']')
    {
      poise_date_clear (&head->date);
      return FALSE;
    }
  head->status = POISE_DATE_READ;
  head->shape = (Shape) { .has_bracket = TRUE, .has_time = TRUE };
  head->title = end + 1 + strspn (end + 1, " ");
  return TRUE;
}

/* Where the brackets end; names of zones and the like may stand before that. */
static const char *
find_bracket (const char *line, const char *end)
{
  const char *bracket = strchr (end, ']');

  return bracket != NULL && bracket - line <= 60 ? bracket : NULL;
}

/* “ 09:61” before the bracket. */
static gboolean
has_odd_time (const char *text, const char *bracket)
{
  text += strspn (text, " T");
  return g_ascii_isdigit (*text) && text < bracket &&
         text + strspn (text, "0123456789:") == bracket &&
         memchr (text, ':', (gsize) (bracket - text)) != NULL;
}

static gboolean
parse_head (const char *line, PoiseDateOrder order, PoiseDay day, Head *head)
{
  gboolean has_bracket = *line == '[';
  const char *end;

  *head = (Head) { 0 };
  if (parse_clock_head (line, day, head))
    return TRUE;
  head->status = has_bracket || g_ascii_isdigit (*line)
                   ? poise_date_parse (line + has_bracket, order, &head->date)
                   : POISE_DATE_NONE;
  if (head->status == POISE_DATE_NONE)
    return FALSE;
  end = has_bracket ? find_bracket (line, head->date.end) : head->date.end;
  /* A date that is not read has no time yet. */
  head->shape =
    (Shape) { has_bracket, TRUE, head->date.has_time, head->date.has_short_year, head->date.form };
  if (head->status != POISE_DATE_READ)
    head->shape.has_time = strchr (head->date.end, ':') != NULL;
  else if (has_bracket && end != NULL && !head->date.has_time)
    head->shape.has_time = head->has_odd_time = has_odd_time (head->date.end, end);
  if (end == NULL || (has_bracket ? end[1] != ' ' && end[1] != '\0' : !head->shape.has_time))
    {
      poise_date_clear (&head->date);
      return FALSE;
    }
  head->title = end + has_bracket + strspn (end + has_bracket, " ");
  return TRUE;
}

static GArray *
find_heads (char **lines, PoiseDateOrder order, PoiseDay day, PoiseImport *import)
{
  GArray *heads = g_array_new (FALSE, FALSE, sizeof (Head));
  Shape first = { 0 };
  Head head;

  g_array_set_clear_func (heads, (GDestroyNotify) head_clear);
  for (guint i = 0; lines[i] != NULL && !poise_import_is_stopped (import); i++)
    {
      if (!parse_head (lines[i], order, day, &head))
        continue;
      if (heads->len == 0)
        first = head.shape;
      head.line = i;
      if (is_same_shape (&head.shape, &first))
        g_array_append_val (heads, head);
      else
        head_clear (&head);
    }
  return heads;
}

/* How many of some heads, from each one on, are in order at most. */
static guint *
measure_runs (GArray *heads, const gboolean *are_some)
{
  guint *lengths = g_new0 (guint, heads->len);
  /* The latest head with which so many begin; the more, the earlier. */
  g_autofree const PoiseDate **firsts = g_new0 (const PoiseDate *, heads->len);
  guint n = 0;

  for (guint i = heads->len; i > 0; i--)
    {
      const Head *head = &g_array_index (heads, Head, i - 1);
      guint low = 0, high = n;

      if (!are_some[i - 1])
        continue;
      while (low < high)
        {
          guint middle = (low + high) / 2;

          if (poise_date_compare (firsts[middle], &head->date) >= 0)
            low = middle + 1;
          else
            high = middle;
        }
      firsts[low] = &head->date;
      n = MAX (n, low + 1);
      lengths[i - 1] = low + 1;
    }
  return lengths;
}

/* As many of some heads as can be are in order; of two ways the one that begins first is taken. */
static gboolean *
find_run (GArray *heads, const gboolean *are_some)
{
  g_autofree guint *lengths = measure_runs (heads, are_some);
  gboolean *are_in = g_new0 (gboolean, heads->len);
  const PoiseDate *last = NULL;
  guint n = 0;

  for (guint i = 0; i < heads->len; i++)
    n = MAX (n, lengths[i]);
  for (guint i = 0; i < heads->len && n > 0; i++)
    {
      const PoiseDate *date = &g_array_index (heads, Head, i).date;

      if (lengths[i] != n || (last != NULL && poise_date_compare (date, last) < 0))
        continue;
      are_in[i] = TRUE;
      last = date;
      n--;
    }
  return are_in;
}

static gboolean
is_below_blank (const Head *head, char **lines)
{
  return head->line == 0 || lines[head->line - 1][strspn (lines[head->line - 1], " \t")] == '\0';
}

static gboolean *
find_heads_below_blanks (GArray *heads, char **lines)
{
  gboolean *are_some = g_new0 (gboolean, heads->len);

  for (guint i = 0; i < heads->len; i++)
    {
      const Head *head = &g_array_index (heads, Head, i);

      are_some[i] = head->status == POISE_DATE_READ && is_below_blank (head, lines);
    }
  return are_some;
}

/* Those that are, and all that do not lie outside of the two of them that stand around. */
static gboolean *
find_heads_between (GArray *heads, const gboolean *are_in)
{
  gboolean *are_some = g_new0 (gboolean, heads->len);
  const PoiseDate *last = NULL, *next = NULL;

  for (guint i = 0; i < heads->len; i++)
    {
      const Head *head = &g_array_index (heads, Head, i);

      last = are_in[i] ? &head->date : last;
      are_some[i] = head->status == POISE_DATE_READ &&
                    (last == NULL || poise_date_compare (&head->date, last) >= 0);
    }
  for (guint i = heads->len; i > 0; i--)
    {
      const Head *head = &g_array_index (heads, Head, i - 1);

      next = are_in[i - 1] ? &head->date : next;
      are_some[i - 1] =
        are_some[i - 1] && (next == NULL || poise_date_compare (&head->date, next) <= 0);
    }
  return are_some;
}

/* jrnl ends each entry with a blank line, so that the heads below one say the order, however many
 * dates a text has. */
static gboolean *
find_order (GArray *heads, char **lines)
{
  g_autofree gboolean *below_blanks = find_heads_below_blanks (heads, lines);
  g_autofree gboolean *are_in = find_run (heads, below_blanks);
  g_autofree gboolean *between = find_heads_between (heads, are_in);

  return find_run (heads, between);
}

static gboolean
is_nearly_in_order (GArray *heads)
{
  guint n_back = 0, n_on = 0;

  for (guint i = 1; i < heads->len; i++)
    {
      const Head *head = &g_array_index (heads, Head, i);
      int order = poise_date_compare (&head->date, &(head - 1)->date);

      if (head->status != POISE_DATE_READ || (head - 1)->status != POISE_DATE_READ)
        continue;
      n_back += order < 0;
      n_on += order >= 0;
    }
  return n_back > 0 && n_back <= n_on;
}

/* Behind a blank line brackets begin an entry, as jrnl itself reads them: one that was put there by
 * hand. */
static gboolean
stands_apart (const Head *head, char **lines)
{
  return head->shape.has_bracket && is_below_blank (head, lines);
}

/* jrnl keeps its entries in order, so a line whose date is out of it is part of a text: of a log or
 * a plan that somebody pasted. A journal that is not in order at all was sorted by somebody else.
 */
static void
drop_others (GArray *heads, char **lines, const PoiseSourceFile *file, PoiseImport *import)
{
  g_autofree gboolean *are_in = NULL;
  g_autoptr (GArray) dropped = g_array_new (FALSE, FALSE, sizeof (guint));
  const PoiseDate *last = NULL;

  if (!is_nearly_in_order (heads))
    return;
  are_in = find_order (heads, lines);
  for (guint i = 0; i < heads->len; i++)
    {
      const Head *head = &g_array_index (heads, Head, i);

      if (are_in[i])
        last = &head->date;
      if (are_in[i] || head->status != POISE_DATE_READ || stands_apart (head, lines))
        continue;
      poise_import_note (
        import, file->name, head->line + 1,
        last != NULL && poise_date_compare (&head->date, last) < 0
          ? _ ("this date is earlier than the one above; it is taken for a part of "
               "the text, since jrnl keeps its entries in order")
          : _ ("this date is later than the one below; it is taken for a part of the text, since "
               "jrnl keeps its entries in order"));
      g_array_append_val (dropped, i);
    }
  for (guint i = dropped->len; i > 0; i--)
    g_array_remove_index (heads, g_array_index (dropped, guint, i - 1));
}

/* ---- reading ---- */

static void
add_entry (const Head *head, char **lines, guint end, PoiseImport *import)
{
  gboolean is_starred;
  g_autofree char *title = take_star (head->title, &is_starred);
  g_autoptr (GString) text = g_string_new (title);
  Reading reading = { .date = head->date, .is_open = TRUE, .is_starred = is_starred, .text = text };

  reading.date.offset = g_strdup (head->date.offset);
  for (guint i = head->line + 1; i < end; i++)
    {
      g_string_append_c (text, '\n');
      g_string_append (text, lines[i]);
    }
  finish_entry (&reading, import);
}

/* Text before the first date: of the file's day, if its name says one. */
static void
read_beginning (char **lines,
                guint end,
                PoiseDay day,
                const PoiseSourceFile *file,
                PoiseImport *import)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (JsonObject) extra = json_object_new ();
  guint first = 0;

  while (first < end && lines[first][strspn (lines[first], " \t")] == '\0')
    first++;
  if (first == end)
    return;
  for (guint i = first; i < end; i++)
    g_string_append_printf (text, "%s\n", lines[i]);
  collect_tags (text->str, extra);
  if (day != POISE_DAY_INVALID)
    poise_import_add (import, &(PoiseImportDraft) {
                                .format = "jrnl", .day = day, .text = text->str, .extra = extra });
  else
    poise_import_fail (import, file->name, first + 1,
                       ngettext ("this line stands before the first date; it is not read",
                                 "these %u lines stand before the first date; they are not read",
                                 end - first),
                       end - first);
}

static void
say_odd_time (const Head *head, const char *line, const PoiseSourceFile *file, PoiseImport *import)
{
  g_autofree char *words = g_strndup (line, (gsize) (head->title - line));

  poise_import_say_odd_time (import, file->name, head->line + 1, words);
}

static PoiseDay
find_day (const PoiseSourceFile *file, PoiseImport *import)
{
  g_auto (PoiseDate) date = { 0 };
  gboolean is_own;

  return poise_date_parse_name (file->name, import->order, &date, &is_own) == POISE_DATE_READ &&
             is_own
           ? date.day
           : POISE_DAY_INVALID;
}

static void
read_file (const PoiseSourceFile *file, PoiseImport *import)
{
  g_autofree char *text = poise_source_decode (file, import);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  PoiseDay day = find_day (file, import);
  g_autoptr (GArray) heads = find_heads (lines, poise_import_get_order (import, text), day, import);
  guint n_lines = g_strv_length (lines);

  drop_others (heads, lines, file, import);
  read_beginning (lines, heads->len > 0 ? g_array_index (heads, Head, 0).line : n_lines, day, file,
                  import);
  for (guint i = 0; i < heads->len && !poise_import_is_stopped (import); i++)
    {
      const Head *head = &g_array_index (heads, Head, i);
      guint end = i + 1 < heads->len ? g_array_index (heads, Head, i + 1).line : n_lines;

      if (head->has_odd_time)
        say_odd_time (head, lines[head->line], file, import);
      if (head->status == POISE_DATE_READ)
        add_entry (head, lines, end, import);
      else
        poise_import_fail_date (import, file->name, head->line + 1, head->status);
    }
}

/**
 * poise_jrnl_read:
 * @source: a jrnl text file, or a folder `2026/11/23.txt`
 * @import: what is filled
 *
 * Reads jrnl's text, or the files of its folder. The title becomes the first
 * line, tags and the star are kept.
 */
void
poise_jrnl_read (PoiseSource *source, PoiseImport *import)
{
  for (guint i = 0; i < source->files->len && !poise_import_is_stopped (import); i++)
    read_file (g_ptr_array_index (source->files, i), import);
}

/* They begin with a character that can be chosen: `@rota`, `#rota`. */
static JsonArray *
list_tags (JsonObject *object)
{
  JsonArray *theirs = poise_json_get_array (object, "tags"), *tags = json_array_new ();

  for (guint i = 0; theirs != NULL && i < json_array_get_length (theirs); i++)
    {
      JsonNode *node = json_array_get_element (theirs, i);
      const char *tag = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;

      if (tag != NULL && g_ascii_ispunct (*tag))
        tag++;
      if (tag != NULL && *tag != '\0')
        json_array_add_string_element (tags, tag);
    }
  return tags;
}

static void
read_item (const PoiseJsonItem *item, const PoiseSourceFile *file, PoiseImport *import)
{
  const char *title = "", *body = "", *date = "", *time = NULL;
  g_autofree char *when = NULL;
  g_autoptr (JsonArray) tags = list_tags (item->object);
  Reading reading = { .tags = tags };

  poise_json_get_string (item->object, "title", &title);
  poise_json_get_string (item->object, "body", &body);
  poise_json_get_string (item->object, "date", &date);
  poise_json_get_string (item->object, "time", &time);
  when = time != NULL ? g_strconcat (date, " ", time, NULL) : g_strdup (date);
  if (poise_date_parse (when, POISE_DATE_ORDER_UNKNOWN, &reading.date) != POISE_DATE_READ)
    {
      poise_import_fail (import, file->name, item->line,
                         _ ("the entry that begins here has no date that exists: “%s”"), date);
      return;
    }
  reading.is_open = TRUE;
  reading.is_starred = poise_json_is_true (item->object, "starred");
  reading.text = g_string_new (title);
  g_string_append_c (reading.text, '\n');
  g_string_append (reading.text, body);
  finish_entry (&reading, import);
  g_string_free (reading.text, TRUE);
}

/**
 * poise_jrnl_json_read:
 * @source: what `jrnl --format json` wrote
 * @import: what is filled
 *
 * Reads jrnl's JSON. An entry has the same id as in jrnl's text.
 */
void
poise_jrnl_json_read (PoiseSource *source, PoiseImport *import)
{
  poise_json_list_foreach (source, "entries", read_item, import);
}
