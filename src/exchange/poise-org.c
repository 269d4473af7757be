/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-org.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "poise-date-names.h"
#include "poise-day-heading.h"
#include "poise-import-text.h"

#define ENCRYPTED "-----BEGIN PGP MESSAGE-----"

/* The lines of a file while they are read. */
typedef struct
{
  const PoiseSourceFile *file;
  PoiseImport *import;
  PoiseDateOrder order;
  PoiseDay file_day;          /* the day that the file's name says, or none */
  PoiseDay day;               /* the day whose lines are read, or none */
  guint day_level;            /* of its heading; 0 for the file */
  guint dated_level;          /* of the heading with a date that is read: deeper ones are text */
  guint clock_level;          /* likewise with a time */
  PoiseDayHeadingAbove above; /* the month or the week above the days, or none */
  JsonArray *range_tags;      /* that its days inherit */
  JsonArray *day_tags;        /* that the parts of the day inherit */
  gboolean is_dropping;
  gboolean is_begun; /* a heading was a day */
  guint n_orphans;
  guint first_orphan;

  /* The entry */
  PoiseDate date;
  char *id;
  JsonArray *tags;
  JsonArray *file_tags;
  JsonObject *properties;
  GString *text;
  gsize title_length; /* of the text that is the file's title, and nothing else */
} Reading;

static void
begin (Reading *reading, const PoiseDate *date)
{
  reading->date = *date;
  g_clear_pointer (&reading->id, g_free);
  g_clear_pointer (&reading->tags, json_array_unref);
  g_clear_pointer (&reading->properties, json_object_unref);
  reading->tags = json_array_new ();
  reading->properties = json_object_new ();
  g_string_truncate (reading->text, 0);
}

static void
add_words (JsonArray *tags, JsonArray *others)
{
  for (guint i = 0; i < json_array_get_length (others); i++)
    json_array_add_string_element (tags, json_array_get_string_element (others, i));
}

static JsonObject *
collect_extra (const Reading *reading)
{
  JsonObject *extra = json_object_new ();
  JsonArray *tags = json_array_new ();

  add_words (tags, reading->file_tags);
  add_words (tags, reading->range_tags);
  add_words (tags, reading->tags);
  if (json_array_get_length (tags) > 0)
    json_object_set_array_member (extra, POISE_EXTRA_TAGS, json_array_ref (tags));
  json_array_unref (tags);
  if (json_object_get_size (reading->properties) > 0)
    json_object_set_object_member (extra, "properties", json_object_ref (reading->properties));
  return extra;
}

static void
finish (Reading *reading)
{
  g_autoptr (GDateTime) created = NULL;
  g_autoptr (JsonObject) extra = NULL;

  if (strstr (reading->text->str, ENCRYPTED) != NULL)
    poise_import_fail (reading->import, reading->file->name, 0,
                       _ ("the text of an entry is encrypted; decrypt it in Emacs with "
                          "“org-decrypt-entries” and import the file again"));
  if (reading->day != POISE_DAY_INVALID && !reading->is_dropping &&
      !g_str_has_prefix (reading->text->str, ENCRYPTED) &&
      reading->text->str[strspn (reading->text->str, " \t\n")] != '\0')
    {
      created = poise_date_get_time (&reading->date, reading->import->zone);
      extra = collect_extra (reading);
      poise_import_add (reading->import, &(PoiseImportDraft) { .format = "org",
                                                               .id = reading->id,
                                                               .day = reading->date.day,
                                                               .created = created,
                                                               .text = reading->text->str,
                                                               .extra = extra });
    }
  g_string_truncate (reading->text, 0);
}

/* ---- headings ---- */

/* `:work:rota:` at a heading's end. */
static char *
take_tags (const char *heading, JsonArray *tags)
{
  g_autoptr (GRegex) regex = g_regex_new ("(?:^|\\s):([\\w@#%:]+):\\s*$", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *found = NULL;
  g_auto (GStrv) words = NULL;
  int start;

  if (!g_regex_match (regex, heading, 0, &match))
    return g_strdup (heading);
  found = g_match_info_fetch (match, 1);
  g_match_info_fetch_pos (match, 0, &start, NULL);
  words = g_strsplit (found, ":", -1);
  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      json_array_add_string_element (tags, words[i]);
  return g_strndup (heading, (gsize) start);
}

/* A date with which a text begins, in brackets or not; @rest is what follows. */
static PoiseDateStatus
parse_stamp (const char *text, PoiseDateOrder order, PoiseDate *date, const char **rest)
{
  char close = *text == '[' ? ']' : *text == '<' ? '>' : '\0';
  PoiseDateStatus status = poise_date_parse (text + (close != '\0'), order, date);
  const char *end;

  if (status == POISE_DATE_NONE)
    return status;
  end = close != '\0' ? strchr (date->end, close) : date->end;
  if (end == NULL)
    return POISE_DATE_NONE;
  end += close != '\0';
  *rest = end + strspn (end, " \t-:");
  return status;
}

/* “SCHEDULED: <2026-11-23 Mon>” stands between a heading and its drawer. */
static gboolean
is_planning (const char *line)
{
  line += strspn (line, " \t");
  return g_str_has_prefix (line, "SCHEDULED:") || g_str_has_prefix (line, "DEADLINE:") ||
         g_str_has_prefix (line, "CLOSED:");
}

static gboolean
is_drawer (const char *line)
{
  g_autofree char *stripped = g_strstrip (g_strdup (line));

  return g_ascii_strcasecmp (stripped, ":PROPERTIES:") == 0;
}

/* `:CREATED: [2026-11-23 Mon 18:09]` and `:CREATED: 20261123`, in the drawer below
 * a heading. */
static PoiseDateStatus
parse_created (char **lines, PoiseDateOrder order, PoiseDate *date)
{
  guint first = lines[1] != NULL && is_planning (lines[1]) ? 2 : 1;

  for (guint i = first; lines[i] != NULL && lines[i][strspn (lines[i], " \t")] == ':'; i++)
    {
      g_autofree char *line = g_strstrip (g_strdup (lines[i]));
      const char *value = line, *rest;
      gboolean is_own;

      if (g_ascii_strncasecmp (value, ":CREATED:", strlen (":CREATED:")) != 0)
        continue;
      value += strlen (":CREATED:");
      value += strspn (value, " \t");
      if (strlen (value) == 8 && strspn (value, "0123456789") == 8)
        return poise_date_parse_name (value, order, date, &is_own);
      return parse_stamp (value, order, date, &rest);
    }
  return POISE_DATE_NONE;
}

/* “TODO [2026-11-23 Mon] Call Odalys”: where the word ends that says the state. */
static const char *
skip_keyword (const char *title)
{
  static const char *const keywords[] = { "TODO ", "DONE ", "NEXT ", "WAITING ", "CANCELLED " };

  for (guint i = 0; i < G_N_ELEMENTS (keywords); i++)
    if (g_str_has_prefix (title, keywords[i]))
      return title + strlen (keywords[i]);
  return title;
}

/* “[2026-11-23 Mon 18:09]” or “Entered on [2026-11-23 Mon 18:09]”, as capture templates write it
 * below a heading. Days in pointed brackets are appointments. */
static PoiseDateStatus
parse_stamp_below (char **lines, PoiseDateOrder order, PoiseDate *date, char **stamp)
{
  static const char entered[] = "Entered on ";
  PoiseDateStatus status;
  const char *line, *rest = NULL;
  guint i = 1;

  if (lines[0] != NULL && lines[1] != NULL && is_drawer (lines[1]))
    while (lines[i] != NULL && lines[i][strspn (lines[i], " \t")] == ':')
      i++;
  if (lines[0] == NULL || lines[i] == NULL)
    return POISE_DATE_NONE;
  line = lines[i] + strspn (lines[i], " \t");
  if (g_str_has_prefix (line, entered))
    line += strlen (entered);
  if (*line != '[')
    return POISE_DATE_NONE;
  status = parse_stamp (line, order, date, &rest);
  if (status != POISE_DATE_NONE && *rest != '\0')
    {
      poise_date_clear (date);
      return POISE_DATE_NONE;
    }
  *stamp = lines[i];
  return status;
}

/* `** 14 Saturday` below `* March 2026`. */
static PoiseDateStatus
parse_below (Reading *reading,
             guint line,
             guint level,
             const char *title,
             PoiseDate *date,
             const char **rest)
{
  PoiseDateStatus status = POISE_DATE_NONE;
  PoiseDateRange range;
  const char *words;
  gboolean fits;

  *date = (PoiseDate) { 0 };
  if (reading->above.level > 0 && level > reading->above.level &&
      !poise_day_heading_parse_range (title, level, &reading->above, &range))
    status = poise_day_heading_parse_below (skip_keyword (title), &reading->above.range,
                                            reading->order, date, &words, &fits);
  if (status == POISE_DATE_NONE)
    return status;
  *rest = words != NULL ? words : "";
  if (!fits)
    poise_import_note (reading->import, reading->file->name, line,
                       _ ("this day has another weekday; is the month’s heading right?"));
  return status;
}

static void
add_title (Reading *reading, const char *title)
{
  g_autofree char *words = g_strstrip (g_strdup (title));

  if (*words != '\0')
    g_string_append_printf (reading->text, "%s\n", words);
}

/* “03/08/2026”: which of the two is the month says the drawer below, `:CREATED: 20260308`. */
static PoiseDateStatus
ask_drawer (Reading *reading,
            char **lines,
            const char *title,
            PoiseDateStatus status,
            PoiseDate *date,
            const char **rest)
{
  g_auto (PoiseDate) created = { 0 };
  PoiseDate other = { 0 };
  const char *behind;

  if ((status != POISE_DATE_AMBIGUOUS && status != POISE_DATE_READ) ||
      date->form != POISE_DATE_FORM_YEAR_LAST ||
      parse_created (lines, reading->order, &created) != POISE_DATE_READ ||
      (status == POISE_DATE_READ && created.day == date->day))
    return status;
  for (guint i = POISE_DATE_ORDER_DAY_FIRST; i <= POISE_DATE_ORDER_MONTH_FIRST; i++)
    {
      if (parse_stamp (title, (PoiseDateOrder) i, &other, &behind) == POISE_DATE_READ &&
          other.day == created.day)
        {
          poise_date_clear (date);
          *date = other;
          *rest = behind;
          return POISE_DATE_READ;
        }
      poise_date_clear (&other);
    }
  return status;
}

/* The day that a heading says, or else its drawer or the line below it, @stamp. */
static PoiseDateStatus
find_day (Reading *reading,
          char **lines,
          guint line,
          guint level,
          const char *title,
          PoiseDate *date,
          const char **rest,
          char **stamp)
{
  const char *words = skip_keyword (title);
  PoiseDateStatus status = parse_stamp (words, reading->order, date, rest);

  if (status != POISE_DATE_NONE)
    return ask_drawer (reading, lines, words, status, date, rest);
  *rest = title;
  poise_date_clear (date);
  status = parse_below (reading, line, level, title, date, rest);
  if (status != POISE_DATE_NONE)
    return status;
  status = parse_created (lines, reading->order, date);
  if (status != POISE_DATE_NONE)
    return status;
  /* Deeper than the days it would be the time of a part. */
  poise_date_clear (date);
  if (reading->file_day != POISE_DAY_INVALID)
    return POISE_DATE_NONE;
  return parse_stamp_below (lines, reading->order, date, stamp);
}

/* The title of a file in which days begin, “Journal”, is no entry. */
static void
finish_title (Reading *reading)
{
  if (reading->title_length > 0 && reading->text->len == reading->title_length)
    {
      g_string_truncate (reading->text, 0);
      poise_import_leave_out (reading->import, _ ("titles of Org files"));
    }
  reading->title_length = 0;
  finish (reading);
}

static void
begin_day (Reading *reading, const PoiseDate *date, guint level)
{
  begin (reading, date);
  reading->day = reading->is_dropping ? POISE_DAY_INVALID : date->day;
  reading->day_level = level;
  reading->clock_level = 0;
}

/* A heading with a date begins a day. */
static gboolean
take_day (Reading *reading, char **lines, guint line, guint level, const char *heading)
{
  PoiseDate date = { 0 };
  g_autoptr (JsonArray) tags = json_array_new ();
  g_autofree char *title = take_tags (heading, tags);
  const char *rest = title;
  char *stamp = NULL;
  PoiseDateStatus status;

  if (reading->dated_level > 0 && level > reading->dated_level)
    return FALSE;
  status = find_day (reading, lines, line, level, title, &date, &rest, &stamp);
  if (status == POISE_DATE_NONE)
    {
      poise_date_clear (&date);
      return FALSE;
    }
  finish_title (reading);
  /* Days below another one that is higher stay days. */
  reading->dated_level = MAX (reading->dated_level, level);
  reading->is_begun = TRUE;
  if (stamp != NULL)
    *stamp = '\0';
  reading->is_dropping = status != POISE_DATE_READ;
  if (reading->is_dropping)
    poise_import_fail_date (reading->import, reading->file->name, line, status);
  else
    poise_import_say_doubts (reading->import, reading->file->name, line, &date);
  /* Its zone is the person's; Org writes none. */
  poise_date_clear (&date);
  date.end = NULL;
  begin_day (reading, &date, level);
  add_words (reading->tags, tags);
  json_array_unref (reading->day_tags);
  reading->day_tags = g_steal_pointer (&tags);
  /* “TODO [2026-11-23 Mon]” says nothing that is to be done. */
  if (rest != title && rest[strspn (rest, " \t")] != '\0')
    g_string_append_len (reading->text, title, skip_keyword (title) - title);
  add_title (reading, rest);
  return TRUE;
}

/* `** 18:09 Title`, within a day. */
static gboolean
take_clock (Reading *reading, guint level, const char *title)
{
  PoiseDate date = { .day = reading->day };
  const char *end = poise_date_parse_clock (title, &date);
  g_autofree char *words = NULL;

  poise_date_clear (&date);
  if (reading->day == POISE_DAY_INVALID || !date.has_time ||
      (*end != ' ' && *end != '\t' && *end != '\0') ||
      (reading->clock_level > 0 && level != reading->clock_level))
    return FALSE;
  finish_title (reading);
  reading->clock_level = level;
  begin (reading, &date);
  add_words (reading->tags, reading->day_tags);
  words = take_tags (end, reading->tags);
  add_title (reading, words);
  return TRUE;
}

/* Words of a whole year, month or week stand on its first day, and it is said. */
static gboolean
take_words_of_range (Reading *reading, const char *text, guint line)
{
  PoiseDate date = { .day = poise_date_range_get_first (&reading->above.range) };

  if (reading->above.level == 0 || date.day == POISE_DAY_INVALID)
    return FALSE;
  begin_day (reading, &date, reading->above.level);
  g_string_append_printf (reading->text, "%s\n", text);
  poise_import_say_range (reading->import, reading->file->name, line, &reading->above.range);
  return TRUE;
}

/* Whether a heading is a day, or a month above days. */
static gboolean
leads_to_day (Reading *reading, char **lines, guint level, const char *title)
{
  g_auto (PoiseDate) date = { 0 };
  g_auto (PoiseDate) created = { 0 };
  g_auto (PoiseDate) below = { 0 };
  PoiseDateRange range;
  const char *rest;
  char *stamp;

  return parse_stamp (skip_keyword (title), reading->order, &date, &rest) != POISE_DATE_NONE ||
         parse_created (lines, reading->order, &created) != POISE_DATE_NONE ||
         parse_stamp_below (lines, reading->order, &below, &stamp) != POISE_DATE_NONE ||
         (poise_day_heading_parse_range (title, level, &reading->above, &range) && range.year > 0);
}

/* Whether a heading has days below it: then it says nothing itself. */
static gboolean
has_day_below (Reading *reading, char **lines, guint level)
{
  for (lines++; *lines != NULL; lines++)
    {
      guint below = (guint) strspn (*lines, "*");
      const char *title = *lines + below + strspn (*lines + below, " \t");

      if (below == 0 || title == *lines + below)
        continue;
      if (below <= level)
        return FALSE;
      if (leads_to_day (reading, lines, below, title))
        return TRUE;
    }
  return FALSE;
}

/* Headings above the days are left out, and so is the title of the whole; other words belong to no
 * day. */
static void
take_orphan (Reading *reading, char **lines, guint line)
{
  const char *text = *lines;
  guint level = (guint) strspn (text, "*");

  if (reading->is_dropping || text[strspn (text, " \t")] == '\0')
    return;
  if (g_str_has_prefix (text, "#+") || g_str_has_prefix (text, "# -*-"))
    poise_import_leave_out (reading->import, _ ("settings of Org files"));
  else if (take_words_of_range (reading, text, line))
    return;
  else if (level > 0 && ((!reading->is_begun && reading->n_orphans == 0) ||
                         has_day_below (reading, lines, level)))
    poise_import_leave_out (reading->import, _ ("lines of Org files that belong to no day"));
  else if (reading->n_orphans++ == 0)
    reading->first_orphan = line;
}

/* A folder of Org files has some that are no journal. */
static void
report_orphans (const Reading *reading, gboolean is_many)
{
  if (reading->n_orphans == 0)
    return;
  if (reading->is_begun || !is_many)
    poise_import_fail (reading->import, reading->file->name, reading->first_orphan, "%s (%u)",
                       _ ("lines of Org files that belong to no day"), reading->n_orphans);
  else
    for (guint i = 0; i < reading->n_orphans; i++)
      poise_import_leave_out (reading->import, _ ("lines of Org files that belong to no day"));
}

static void
leave_day (Reading *reading)
{
  PoiseDate date = { .day = reading->file_day };

  finish (reading);
  reading->day = reading->file_day;
  reading->day_level = 0;
  /* In a file that is a day, other days stand beside one another. */
  if (reading->file_day == POISE_DAY_INVALID)
    reading->dated_level = 0;
  reading->is_dropping = FALSE;
  json_array_unref (reading->day_tags);
  reading->day_tags = json_array_new ();
  begin (reading, &date);
}

/* Any other heading as high as that of a month ends the month. */
static void
leave_range (Reading *reading)
{
  reading->above.range = (PoiseDateRange) { 0 };
  reading->above.level = 0;
  json_array_unref (reading->range_tags);
  reading->range_tags = json_array_new ();
}

/* The years, months and weeks above the days: `* 2026`, `** 2026-03 March`. */
static gboolean
take_range (Reading *reading, guint level, const char *heading)
{
  PoiseDateRange range;
  g_autoptr (JsonArray) tags = json_array_new ();
  g_autofree char *title = take_tags (heading, tags);
  gboolean is_within = reading->above.level > 0 && reading->day_level == reading->above.level;
  gboolean is_range;

  if ((reading->day != POISE_DAY_INVALID && !is_within) ||
      (reading->is_dropping && level > reading->day_level))
    return FALSE;
  is_range = poise_day_heading_parse_range (title, level, &reading->above, &range);
  if (level <= reading->above.level)
    leave_range (reading);
  if (!is_range || range.year == 0)
    return FALSE;
  leave_day (reading);
  reading->above.range = range;
  reading->above.level = level;
  add_words (reading->range_tags, tags);
  return TRUE;
}

/* “** Febuary” below “* 2026”: of which month “*** 3” below it is cannot be told. */
static gboolean
take_unknown_month (Reading *reading, char **lines, guint line, guint level)
{
  if (reading->above.range.year == 0 || reading->above.range.month > 0 ||
      reading->above.range.week > 0 || level <= reading->above.level ||
      reading->day_level > reading->above.level || !poise_day_heading_has_number_below (lines, '*'))
    return FALSE;
  leave_day (reading);
  reading->day_level = level;
  reading->is_dropping = TRUE;
  poise_import_fail_date (reading->import, reading->file->name, line, POISE_DATE_NONE);
  return TRUE;
}

static void
take_heading (Reading *reading, char **lines, guint i, guint level)
{
  const char *title = lines[i] + level + strspn (lines[i] + level, " \t");

  if (take_day (reading, lines + i, i + 1, level, title) || take_clock (reading, level, title))
    return;
  if (reading->day_level > 0 && level <= reading->day_level)
    leave_day (reading);
  if (take_range (reading, level, title) || take_unknown_month (reading, lines + i, i + 1, level))
    return;
  if (reading->day != POISE_DAY_INVALID)
    {
      /* They stay in the text. */
      g_autofree char *words = take_tags (title, reading->tags);

      g_string_append_printf (reading->text, "%s\n", lines[i]);
    }
  else
    take_orphan (reading, lines + i, i + 1);
}

/* ---- drawers and settings ---- */

/* Several headings of a day may have the same ones. */
static void
keep_property (JsonObject *properties, const char *name, const char *value)
{
  const char *before = json_object_get_string_member_with_default (properties, name, NULL);
  g_autofree char *both =
    before != NULL && !g_str_equal (before, value) ? g_strjoin ("\n", before, value, NULL) : NULL;

  json_object_set_string_member (properties, name, both != NULL ? both : value);
}

/* `:PROPERTIES:` below a heading, or at the beginning of a file. Returns the last
 * line of it. */
static guint
read_properties (Reading *reading, char **lines, guint i)
{
  guint end = i + 1;

  while (lines[end] != NULL && g_ascii_strcasecmp (g_strstrip (lines[end]), ":END:") != 0)
    if (*lines[end++] != ':')
      return i;
  if (lines[end] == NULL)
    return i;
  if (reading->day == POISE_DAY_INVALID)
    {
      if (!reading->is_dropping)
        poise_import_leave_out (reading->import, _ ("settings of Org files"));
      return end;
    }
  for (guint j = i + 1; j < end; j++)
    {
      const char *name = lines[j] + 1, *colon = strchr (name, ':');
      g_autofree char *key = colon != NULL ? g_strndup (name, (gsize) (colon - name)) : NULL;
      const char *value = colon != NULL ? colon + 1 + strspn (colon + 1, " \t") : NULL;

      if (key == NULL || g_ascii_strcasecmp (key, "CREATED") == 0)
        continue;
      if (g_ascii_strcasecmp (key, "ID") == 0 && reading->id == NULL)
        reading->id = g_strdup (value);
      else
        keep_property (reading->properties, key, value);
    }
  return end;
}

/* What only tells Emacs how to show the file. */
static gboolean
is_silent_setting (const char *line)
{
  static const char *const names[] = { "STARTUP", "OPTIONS",     "PROPERTY", "LANGUAGE",
                                       "AUTHOR",  "EMAIL",       "DATE",     "CATEGORY",
                                       "ARCHIVE", "SETUPFILE",   "TODO",     "SEQ_TODO",
                                       "COLUMNS", "LATEX_CLASS", NULL };
  g_autofree char *name = g_ascii_strup (line + 2, (gssize) strcspn (line + 2, ":"));

  return g_strv_contains (names, name);
}

/* `#+TITLE:` and `#+FILETAGS:` of a file that is a day. */
static gboolean
take_setting (Reading *reading, const char *line)
{
  const char *value = strchr (line, ':');
  PoiseDate date;
  gboolean is_date;

  if (!g_str_has_prefix (line, "#+") || value == NULL)
    return FALSE;
  value += 1 + strspn (value + 1, " \t");
  if (g_ascii_strncasecmp (line, "#+FILETAGS:", strlen ("#+FILETAGS:")) == 0)
    {
      g_autofree char *rest = take_tags (value, reading->file_tags);

      return *rest == '\0';
    }
  if (reading->day != POISE_DAY_INVALID && is_silent_setting (line))
    {
      poise_import_leave_out (reading->import, _ ("settings of Org files"));
      return TRUE;
    }
  if (g_ascii_strncasecmp (line, "#+TITLE:", strlen ("#+TITLE:")) != 0 ||
      reading->day == POISE_DAY_INVALID)
    return FALSE;
  is_date = poise_date_parse (value, reading->order, &date) == POISE_DATE_READ;
  poise_date_clear (&date);
  if (!is_date && *value != '\0')
    {
      gboolean is_first = reading->text->len == 0;

      g_string_append_printf (reading->text, "%s\n", value);
      reading->title_length = is_first ? reading->text->len : 0;
    }
  return TRUE;
}

/* The name of a block, “#+begin_src python”. */
static char *
get_block_name (const char *line, const char *mark)
{
  line += strspn (line, " \t");
  if (g_ascii_strncasecmp (line, mark, strlen (mark)) != 0)
    return NULL;
  line += strlen (mark);
  return g_ascii_strdown (line, (gssize) strcspn (line, " \t"));
}

/* Returns: where each block ends that begins at a line; 0 for other lines */
static guint *
find_blocks (char **lines)
{
  guint n = g_strv_length (lines);
  guint *blocks = g_new0 (guint, n + 1);
  g_autoptr (GHashTable) ends = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = n; i > 0; i--)
    {
      g_autofree char *begin = get_block_name (lines[i - 1], "#+begin_");
      char *end = begin == NULL ? get_block_name (lines[i - 1], "#+end_") : NULL;

      if (end != NULL)
        g_hash_table_insert (ends, end, GUINT_TO_POINTER (i - 1));
      if (begin == NULL)
        continue;
      /* One that does not end before the next of its name is none. */
      blocks[i - 1] = GPOINTER_TO_UINT (g_hash_table_lookup (ends, begin));
      g_hash_table_remove (ends, begin);
    }
  return blocks;
}

static void
read_lines (Reading *reading, char **lines)
{
  g_autofree guint *blocks = find_blocks (lines);
  guint block_end = 0;

  for (guint i = 0; lines[i] != NULL && !poise_import_is_stopped (reading->import); i++)
    {
      guint level = (guint) strspn (lines[i], "*");

      if (i >= block_end)
        block_end = blocks[i];
      /* What stands in a block is no heading. */
      if (i < block_end && reading->day != POISE_DAY_INVALID)
        g_string_append_printf (reading->text, "%s\n", lines[i]);
      else if (i < block_end)
        take_orphan (reading, lines + i, i + 1);
      else if (level > 0 && (lines[i][level] == ' ' || lines[i][level] == '\t'))
        take_heading (reading, lines, i, level);
      else if (is_drawer (lines[i]) &&
               (i == 0 || *lines[i - 1] == '*' || is_planning (lines[i - 1])))
        i = read_properties (reading, lines, i);
      else if (take_setting (reading, lines[i]))
        continue;
      else if (reading->day != POISE_DAY_INVALID)
        g_string_append_printf (reading->text, "%s\n", lines[i]);
      else
        take_orphan (reading, lines + i, i + 1);
    }
  finish (reading);
}

static void
read_file (const PoiseSourceFile *file, PoiseDateOrder names, gboolean is_many, PoiseImport *import)
{
  g_autofree char *raw = poise_source_decode (file, import);
  g_autofree char *text = poise_import_mend_lines (raw);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autofree char *dates = g_strdelimit (g_strdup (text), "*", '#');
  g_autoptr (GString) words = g_string_new (NULL);
  PoiseDate date = { 0 };
  gboolean is_own;
  Reading reading = { .file = file,
                      .import = import,
                      .order = poise_import_get_order (import, dates),
                      .file_tags = json_array_new (),
                      .range_tags = json_array_new (),
                      .day_tags = json_array_new (),
                      .above.months = poise_day_heading_find_months (lines, '*'),
                      .text = words };

  if (poise_date_parse_name (file->name, names, &date, &is_own) == POISE_DATE_READ && is_own)
    reading.file_day = date.day;
  /* An offset in a name is no zone of what is written. */
  poise_date_clear (&date);
  if (reading.file_day == POISE_DAY_INVALID)
    date = (PoiseDate) { 0 };
  reading.day = reading.file_day;
  begin (&reading, &date);
  read_lines (&reading, lines);
  report_orphans (&reading, is_many);
  g_free (reading.id);
  json_array_unref (reading.tags);
  json_array_unref (reading.file_tags);
  json_array_unref (reading.range_tags);
  json_array_unref (reading.day_tags);
  json_object_unref (reading.properties);
}

/**
 * poise_org_read:
 * @source: an Org file, or a folder of them
 * @import: what is filled
 *
 * Reads days that are headings, `* 2026-11-23 Monday`, a date tree, days below their
 * month, `** 23 Monday` below `* November 2026`, org-journal's files and notes that are named after
 * their days. A heading with a time, `** 18:09 Title`, is an entry of its own. Tags and properties
 * are kept.
 */
void
poise_org_read (PoiseSource *source, PoiseImport *import)
{
  PoiseDateOrder names = poise_source_guess_order (source, import);

  for (guint i = 0; i < source->files->len && !poise_import_is_stopped (import); i++)
    read_file (g_ptr_array_index (source->files, i), names, source->is_many, import);
}
