/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-lifeograph-diary.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define FIRST_LINE "LIFEOGRAPHDB"
#define HEAD_BYTES 128
/* How much of a paragraph is looked through for an address that it may hold. */
#define SEARCHED_BYTES 65536

#define VERSION_MIN 1010u
#define VERSION_MAX 3999u

/* A place in a list in the stead of a date, in the versions before 3. */
#define ORDINAL 0x80000000u
#define ORDER_2 0xffc00u
#define ORDER_3 0x3ffu

typedef struct
{
  PoiseLifeographDiary *diary;
  PoiseLifeographEntry *entry; /* the one whose lines are read */
  const PoiseSourceFile *file;
  PoiseImport *import;
  GHashTable *ordinals; /* place in a list → entry */
  const char *id;       /* of the element that comes next */
  guint line;
  gsize paragraph;     /* where the last one begins */
  gboolean in_entries; /* behind the definitions, in version 1 */
  gboolean is_puzzled;
  gboolean is_last_named; /* an id was read, and not yet what has it */
} Reading;

static void
entry_free (PoiseLifeographEntry *entry)
{
  g_free (entry->id);
  g_free (entry->date);
  g_clear_pointer (&entry->created, g_date_time_unref);
  g_clear_pointer (&entry->modified, g_date_time_unref);
  g_string_free (entry->text, TRUE);
  g_ptr_array_unref (entry->tags);
  json_array_unref (entry->places);
  g_free (entry);
}

/**
 * poise_lifeograph_diary_free:
 * @self: (transfer full): a diary
 */
void
poise_lifeograph_diary_free (PoiseLifeographDiary *self)
{
  g_hash_table_unref (self->by_id);
  g_ptr_array_unref (self->entries);
  g_free (self);
}

/**
 * poise_lifeograph_entry_get_name:
 * @entry: an entry
 *
 * Returns: (transfer full): its first paragraph
 */
char *
poise_lifeograph_entry_get_name (const PoiseLifeographEntry *entry)
{
  return g_strstrip (g_strndup (entry->text->str, strcspn (entry->text->str, "\n")));
}

/* What stands behind the letters of a line; none of a damaged one's characters is
 * cut in two. */
static const char *
get_rest (const char *line, gsize n_letters)
{
  const char *rest = line + MIN (n_letters, strlen (line));

  while (((guint8) *rest & 0xc0) == 0x80)
    rest++;
  return rest;
}

/* ---- dates ---- */

/* Version 3 writes 202611250083000 for 8:30 that day, with a zero between. */
static GDateTime *
parse_stamp (const char *text, GTimeZone *zone)
{
  guint64 value = g_ascii_strtoull (text, NULL, 10);

  return g_date_time_new (zone, (int) (value / 100000000000 % 10000),
                          (int) (value / 1000000000 % 100), (int) (value / 10000000 % 100),
                          (int) (value / 10000 % 100), (int) (value / 100 % 100),
                          (double) (value % 100));
}

static GDateTime *
parse_time (const Reading *reading, const char *text)
{
  g_autoptr (GDateTime) utc = NULL;

  if (reading->diary->version > 2000)
    return parse_stamp (text, reading->import->zone);
  utc = g_date_time_new_from_unix_utc (g_ascii_strtoll (text, NULL, 10));
  return utc != NULL ? g_date_time_to_timezone (utc, reading->import->zone) : NULL;
}

static void
set_time (GDateTime **time, GDateTime *value)
{
  g_clear_pointer (time, g_date_time_unref);
  *time = value;
}

/* Before version 3 a number holds year, month, day and a place within the day. */
static void
set_date (Reading *reading, PoiseLifeographEntry *entry, const char *text)
{
  guint64 value = 0;
  g_autoptr (GDateTime) stamp = NULL;

  entry->date = g_strndup (text, strspn (text, "0123456789"));
  if (!g_ascii_string_to_unsigned (entry->date, 10, 1, G_MAXINT64, &value, NULL))
    return;
  if (reading->diary->version > 2000)
    {
      stamp = parse_stamp (entry->date, reading->import->zone);
      entry->day = stamp != NULL ? poise_day_from_time (stamp, 0) : POISE_DAY_INVALID;
      return;
    }
  entry->is_dated = (value & ORDINAL) == 0;
  if (entry->is_dated)
    entry->day = poise_day_new ((guint) (value >> 19 & 0xfff), (guint) (value >> 15 & 0xf),
                                (guint) (value >> 10 & 0x1f));
  else
    g_hash_table_insert (reading->ordinals, GUINT_TO_POINTER ((guint) value), entry);
}

/* ---- elements ---- */

static PoiseLifeographEntry *
begin_entry (Reading *reading, const char *date)
{
  PoiseLifeographEntry *entry = g_new0 (PoiseLifeographEntry, 1);

  entry->line = reading->line;
  entry->id = g_strdup (reading->id != NULL ? reading->id : "");
  entry->text = g_string_new (NULL);
  entry->tags = g_ptr_array_new_with_free_func (g_free);
  entry->places = json_array_new ();
  entry->is_dated = TRUE;
  set_date (reading, entry, date);
  g_ptr_array_add (reading->diary->entries, entry);
  g_hash_table_insert (reading->diary->by_id, entry->id, entry);
  reading->entry = entry;
  return entry;
}

/* Small letters were said by the person, capitals follow from the text's boxes. */
static const char *
get_todo (char letter)
{
  static const char letters[] = "tpdc";
  static const char *const states[] = { "open", "progressed", "done", "canceled" };
  const char *found = letter != '\0' ? strchr (letters, g_ascii_tolower (letter)) : NULL;

  return found != NULL ? states[found - letters] : NULL;
}

static void
add_paragraph (Reading *reading, const char *text)
{
  GString *out = reading->entry->text;

  if (reading->paragraph != G_MAXSIZE)
    g_string_append_c (out, '\n');
  reading->paragraph = out->len;
  g_string_append (out, text);
}

/* What a paragraph says besides its words, and does not say yet. */
static void
add_address (Reading *reading, const char *address)
{
  GString *out = reading->entry->text;
  const char *paragraph = reading->paragraph != G_MAXSIZE ? out->str + reading->paragraph : "";

  if (g_strstr_len (paragraph, SEARCHED_BYTES, address) != NULL)
    return;
  if (*paragraph == '\0')
    g_string_append (out, address);
  else
    g_string_append_printf (out, " (%s)", address);
}

/* Latitude and longitude are a line each. */
static void
add_coordinate (Reading *reading, char which, const char *text)
{
  JsonArray *places = reading->entry->places;
  guint n = json_array_get_length (places);
  JsonObject *place;

  if (which == 'a')
    {
      place = json_object_new ();
      json_object_set_double_member (place, "latitude", g_ascii_strtod (text, NULL));
      json_array_add_object_element (places, place);
    }
  else if (which == 'o' && n > 0)
    {
      place = json_array_get_object_element (places, n - 1);
      json_object_set_double_member (place, "longitude", g_ascii_strtod (text, NULL));
    }
}

static void
leave_out_detail (Reading *reading)
{
  poise_import_leave_out (reading->import, _ ("themes, colors, units and languages of entries"));
}

static void
note_strange_line (Reading *reading)
{
  if (!reading->is_puzzled)
    poise_import_fail (reading->import, reading->file->name, reading->line,
                       _ ("this line is not understood; the diary may be damaged here"));
  else
    poise_import_leave_out (reading->import, _ ("further lines that are not understood"));
  reading->is_puzzled = TRUE;
}

/* ---- version 1 ---- */

/* `CT1056225280<tab>Name`: a time that begins then, or a list. */
static void
read_chapter_1 (Reading *reading, const char *line)
{
  const char *name = strchr (line, '\t');
  PoiseLifeographEntry *entry = begin_entry (reading, get_rest (line, 2));

  entry->is_chapter = TRUE;
  g_string_append (entry->text, name != NULL ? name + 1 : "");
}

static void
read_definition_1 (Reading *reading, const char *line)
{
  if (strchr ("ocd", *line) != NULL && line[1] != '\0' && g_ascii_isdigit (line[2]))
    read_chapter_1 (reading, line);
  else if (*line == 'C' && line[1] != '\0' && strchr ("TOG", line[1]) != NULL)
    read_chapter_1 (reading, line);
  else if (g_str_has_prefix (line, "mb"))
    poise_import_leave_out (reading->import, _ ("themes, charts, tables and filters"));
  else if (strchr ("TtumfodcCOlSL", *line) == NULL)
    note_strange_line (reading);
}

/* `E`, or `e` in the trash, then favorite, hidden, state and date. */
static void
read_head_1 (Reading *reading, const char *line)
{
  PoiseLifeographEntry *entry = begin_entry (reading, get_rest (line, 4));

  reading->paragraph = G_MAXSIZE;
  entry->is_trashed = *line == 'e';
  if (strlen (line) <= 4)
    return;
  entry->is_starred = line[1] == 'f';
  entry->todo = get_todo (line[3]);
}

static void
read_line_1 (Reading *reading, const char *line)
{
  PoiseLifeographEntry *entry = reading->entry;

  if (!reading->in_entries)
    read_definition_1 (reading, line);
  else if (*line == 'E' || *line == 'e')
    read_head_1 (reading, line);
  else if (entry == NULL)
    note_strange_line (reading);
  else if (*line == 'P')
    add_paragraph (reading, get_rest (line, 2));
  else if (*line == 'T')
    g_ptr_array_add (entry->tags, g_strdup (get_rest (line, 2)));
  else if (g_str_has_prefix (line, "Dr"))
    set_time (&entry->created, parse_time (reading, get_rest (line, 2)));
  else if (g_str_has_prefix (line, "Dh"))
    set_time (&entry->modified, parse_time (reading, get_rest (line, 2)));
  else if (*line == 'l' || *line == 'L')
    leave_out_detail (reading);
  else if (*line != 'D')
    note_strange_line (reading);
}

/* ---- versions 2 and 3 ---- */

/* `E`, a plus for chapters in version 2, favorite, trash, state, fold, and in
 * version 3 the kind of title: by name or number it stands in a list; then the
 * date. */
static void
read_head (Reading *reading, const char *line)
{
  gsize date = reading->diary->version > 2000 ? 17 : 6;
  PoiseLifeographEntry *entry = begin_entry (reading, get_rest (line, date));

  reading->paragraph = G_MAXSIZE;
  if (strlen (line) <= date)
    return;
  entry->is_starred = line[2] == 'F';
  entry->is_trashed = line[3] == 'T';
  entry->todo = get_todo (line[4]);
  if (reading->diary->version <= 2000)
    {
      entry->is_chapter = line[1] == '+';
      return;
    }
  entry->is_chapter = line[6] == 'M';
  entry->is_dated = line[6] != 'N' && line[6] != 'B';
}

/* Version 3 says apart from the text that a paragraph is an item of a list. */
static const char *
get_bullet (char letter)
{
  static const char letters[] = "_O~+X";
  static const char *const bullets[] = { "", "[ ] ", "[~] ", "[+] ", "[x] " };
  const char *found = letter != '\0' ? strchr (letters, letter) : NULL;

  return found != NULL ? bullets[found - letters] : "• ";
}

static void
read_paragraph_3 (Reading *reading, const char *line)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (line[2] == 'D')
    {
      add_paragraph (reading, get_rest (line, 3));
      return;
    }
  if (strlen (line) < 18)
    {
      note_strange_line (reading);
      return;
    }
  for (int i = g_ascii_digit_value (line[7]); i > 0; i--)
    g_string_append_c (text, '\t');
  g_string_append (text, get_bullet (line[4]));
  g_string_append (text, get_rest (line, 18));
  add_paragraph (reading, text->str);
  if (line[8] == 'C' || line[8] == 'T')
    poise_import_leave_out (reading->import, _ ("charts and tables in the text"));
}

/* A line that begins with `Ep`: a paragraph, or more about the last one. */
static void
read_paragraph (Reading *reading, const char *line)
{
  if (reading->diary->version <= 2000)
    add_paragraph (reading, get_rest (line, 3));
  else if (line[2] == 'l')
    add_coordinate (reading, line[3], get_rest (line, 4));
  else if (line[2] == 'r' && !g_ascii_isdigit (line[3]))
    add_address (reading, get_rest (line, 3));
  else if (line[2] == 'c' || line[2] == 'g' || line[2] == 'u')
    leave_out_detail (reading);
  else if (line[2] != 't' && line[2] != 'r')
    read_paragraph_3 (reading, line);
}

/* `EfL3|9|https://…`: how some characters look, or what they lead to. */
static void
read_format (Reading *reading, const char *line)
{
  g_auto (GStrv) parts = g_strsplit (line, "|", 3);

  if (g_strv_length (parts) < 3)
    note_strange_line (reading);
  else if (line[2] == 'T')
    g_ptr_array_add (reading->entry->tags, g_strdup (parts[2]));
  else if (line[2] == 'L')
    add_address (reading, parts[2]);
  else if (strchr ("BIHSUFCP", line[2]) != NULL)
    poise_import_leave_out (reading->import, _ ("text styles (the words are kept)"));
}

/* `Eha` and an id: behind that entry; `Ehu`: the first below it. */
static void
read_hierarchy (Reading *reading, const char *line)
{
  PoiseLifeographEntry *other = g_hash_table_lookup (reading->diary->by_id, get_rest (line, 3));

  if (other != NULL && other != reading->entry)
    reading->entry->parent = line[2] == 'u' ? other : other->parent;
}

static void
read_attribute (Reading *reading, const char *line)
{
  PoiseLifeographEntry *entry = reading->entry;

  switch (line[1])
    {
    case 'p':
      read_paragraph (reading, line);
      break;
    case 'c':
      set_time (&entry->created, parse_time (reading, get_rest (line, 2)));
      break;
    case 'e':
      set_time (&entry->modified, parse_time (reading, get_rest (line, 2)));
      break;
    case 'f':
      read_format (reading, line);
      break;
    case 'h':
      read_hierarchy (reading, line);
      break;
    case 'l':
    case 'r':
      add_coordinate (reading, line[2], get_rest (line, 3));
      break;
    case 't':
      break;
    default:
      leave_out_detail (reading);
      break;
    }
}

static void
read_line (Reading *reading, const char *line)
{
  if (*line == 'E' && (line[1] == ' ' || line[1] == '+'))
    read_head (reading, line);
  else if (*line == 'E' && reading->entry != NULL)
    read_attribute (reading, line);
  else if (strchr ("TFGM", *line) != NULL && line[1] == ' ')
    poise_import_leave_out (reading->import, _ ("themes, charts, tables and filters"));
  else if (strchr ("DTFGMCNWH", *line) == NULL)
    note_strange_line (reading);
}

/* ---- the file ---- */

/* Said in the head, which is plain. */
static gboolean
is_encrypted (const PoiseSourceFile *file)
{
  gsize length;
  const char *data = g_bytes_get_data (file->bytes, &length);

  return data != NULL && g_strstr_len (data, (gssize) MIN (length, HEAD_BYTES), "\nE y") != NULL;
}

static gboolean
read_head_line (Reading *reading, const char *line)
{
  switch (*line)
    {
    case 'V':
      reading->diary->version = (guint) g_ascii_strtoull (line + 1, NULL, 10);
      return TRUE;
    case 'E':
    case 'I':
      return TRUE;
    default:
      return FALSE;
    }
}

/* Says why a diary cannot be read, in words that lead on. */
static const char *
find_obstacle (const Reading *reading)
{
  if (reading->diary->version == 0)
    return _ ("the diary’s head is cut off: it does not say its version");
  if (reading->diary->version < VERSION_MIN)
    return _ (
      "this diary is older than Lifeograph 1; save it with a newer one and import it again");
  if (reading->diary->version > VERSION_MAX)
    return _ ("this diary is of a newer Lifeograph than Poise knows; export it there as text");
  return NULL;
}

static gboolean
read_head_lines (Reading *reading, char **lines)
{
  const char *obstacle;

  for (reading->line = 1; lines[reading->line] != NULL; reading->line++)
    if (!read_head_line (reading, lines[reading->line]))
      break;
  obstacle = find_obstacle (reading);
  if (obstacle != NULL)
    poise_import_fail (reading->import, reading->file->name, 0, "%s", obstacle);
  return obstacle == NULL;
}

static void
read_body (Reading *reading, char **lines)
{
  for (; *lines != NULL && !poise_import_is_stopped (reading->import); lines++)
    {
      reading->line++;
      if (**lines == '\0')
        reading->in_entries = TRUE;
      else if (g_str_has_prefix (*lines, "ID"))
        {
          reading->id = *lines + 2;
          reading->is_last_named = TRUE;
          continue;
        }
      else if (reading->diary->version < 2000)
        read_line_1 (reading, *lines);
      else
        read_line (reading, *lines);
      /* Version 3 names paragraphs too. */
      reading->is_last_named = (reading->is_last_named && **lines == '\0') ||
                               (reading->diary->version > 2000 && strncmp (*lines, "N ", 2) == 0);
    }
}

/* Every entry has its times and, but for days that were left blank before version
 * 3, a paragraph with its name. The text of version 1 ends with its last line. */
static gboolean
is_cut_off (const Reading *reading, const char *text)
{
  const PoiseLifeographDiary *diary = reading->diary;
  const PoiseLifeographEntry *last =
    diary->entries->len > 0 ? g_ptr_array_index (diary->entries, diary->entries->len - 1) : NULL;

  if (diary->version < 2000)
    return *text != '\0' && !g_str_has_suffix (text, "\n");
  if (last == NULL)
    return FALSE;
  return reading->is_last_named || last->created == NULL || last->modified == NULL ||
         (diary->version > 2000 && last->text->len == 0);
}

/* Before version 3 what stands below what follows from the places in the lists. */
static void
find_parents (Reading *reading)
{
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, reading->ordinals);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      guint place = GPOINTER_TO_UINT (key);
      guint above = (place & ORDER_3) != 0 ? place & ~ORDER_3 : place & ~ORDER_2;

      if (above != place)
        ((PoiseLifeographEntry *) value)->parent =
          g_hash_table_lookup (reading->ordinals, GUINT_TO_POINTER (above));
    }
}

/**
 * poise_lifeograph_diary_read:
 * @file: a diary
 * @import: where is noted what could not be read
 *
 * Returns: (transfer full) (nullable): what it holds, or %NULL where it cannot
 *   be read at all
 */
PoiseLifeographDiary *
poise_lifeograph_diary_read (const PoiseSourceFile *file, PoiseImport *import)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (PoiseLifeographDiary) diary = g_new0 (PoiseLifeographDiary, 1);
  g_autoptr (GHashTable) ordinals = g_hash_table_new (NULL, NULL);
  Reading reading = { .diary = diary, .file = file, .import = import, .ordinals = ordinals };

  diary->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);
  diary->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  if (is_encrypted (file))
    {
      poise_import_fail (
        import, file->name, 0,
        _ ("this diary is encrypted; take its password off in Lifeograph and import it again"));
      return NULL;
    }
  text = poise_source_decode (file, import);
  lines = g_strsplit (text, "\n", -1);
  if (*text == '\0' && import->asks_encoding)
    return NULL;
  if (g_strcmp0 (lines[0], FIRST_LINE) != 0)
    {
      poise_import_fail (import, file->name, 1,
                         _ ("this is no diary of Lifeograph: it would begin with %s"), FIRST_LINE);
      return NULL;
    }
  if (!read_head_lines (&reading, lines))
    return NULL;
  if (lines[reading.line] != NULL)
    {
      reading.line++;
      read_body (&reading, lines + reading.line);
    }
  if (is_cut_off (&reading, text))
    poise_import_fail (import, file->name, reading.line,
                       _ ("the diary ends in the midst of an entry: the file was cut off"));
  find_parents (&reading);
  return g_steal_pointer (&diary);
}
