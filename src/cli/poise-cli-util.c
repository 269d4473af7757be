/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#include "poise-cli.h"
#include "poise-entry-json.h"
#include "poise-error.h"
#include "poise-excerpt.h"
#include "poise-folder-lock.h"
#include "poise-agreement-file.h"
#include "poise-intention-file.h"
#include "poise-learned-change.h"
#include "poise-learned-file.h"
#include "poise-learned.h"
#include "poise-prompt-file.h"
#include "poise-side-file.h"

/* How much of an entry a line shows. */
#define EXCERPT_CHARS 60

/**
 * poise_cli_parse:
 * @argc: (inout): how many arguments there are
 * @argv: (inout): the arguments; the options are taken out
 * @options: (array zero-terminated=1): the command's options
 * @min_arguments: how many arguments it needs besides its options
 * @max_arguments: how many it takes
 *
 * Parses a command's options, and says what is wrong with them.
 *
 * Returns: %TRUE if they are right
 */
gboolean
poise_cli_parse (int *argc,
                 char ***argv,
                 const GOptionEntry *options,
                 int min_arguments,
                 int max_arguments)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;

  /* Help is the table's of commands. */
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_add_main_entries (context, options, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, argc, argv, &error))
    {
      poise_cli_warn ("%s", error->message);
      return FALSE;
    }
  if (*argc > 1 && g_str_equal ((*argv)[1], "--"))
    {
      memmove (*argv + 1, *argv + 2, (gsize) (*argc - 1) * sizeof **argv);
      (*argc)--;
    }
  if (*argc - 1 < min_arguments || *argc - 1 > max_arguments)
    {
      poise_cli_warn (*argc - 1 < min_arguments ? _ ("an argument is missing")
                                                : _ ("there are too many arguments"));
      return FALSE;
    }
  return TRUE;
}

/**
 * poise_cli_warn:
 * @format: a printf() format
 * @...: its arguments
 *
 * Prints a message to standard error, as `poise-cli: …`.
 */
void
poise_cli_warn (const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_printerr ("poise-cli: %s\n", message);
}

/**
 * poise_cli_fail:
 * @error: (transfer full): why
 *
 * Prints @error.
 *
 * Returns: the exit status of a failure
 */
int
poise_cli_fail (GError *error)
{
  poise_cli_warn ("%s", error->message);
  g_error_free (error);
  return CLI_FAILED;
}

/**
 * poise_cli_misuse:
 * @format: a printf() format
 * @...: its arguments
 *
 * Prints what is wrong with the command line.
 *
 * Returns: the exit status of wrong usage
 */
int
poise_cli_misuse (const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  poise_cli_warn ("%s", message);
  return CLI_USAGE;
}

/**
 * poise_cli_parse_day:
 * @option: the option's name, for the message
 * @text: (nullable): what was given for it
 * @day: (inout): the day; kept where @text is %NULL
 *
 * Returns: %TRUE unless @text is no day, which is said
 */
gboolean
poise_cli_parse_day (const char *option, const char *text, PoiseDay *day)
{
  PoiseDay parsed;

  if (text == NULL)
    return TRUE;
  parsed = poise_day_parse (text);
  if (parsed == POISE_DAY_INVALID)
    {
      poise_cli_warn (_ ("%s: “%s” is no day; write it as 2026-11-23"), option, text);
      return FALSE;
    }
  *day = parsed;
  return TRUE;
}

/**
 * poise_cli_parse_days:
 * @from: (nullable): what was given for --from
 * @to: (nullable): what was given for --to
 * @first: (inout): the first day; kept where @from is %NULL
 * @last: (inout): the last; kept where @to is %NULL
 *
 * Returns: %TRUE unless one is no day, or the first comes after the last, which is said
 */
gboolean
poise_cli_parse_days (const char *from, const char *to, PoiseDay *first, PoiseDay *last)
{
  if (!poise_cli_parse_day ("--from", from, first) || !poise_cli_parse_day ("--to", to, last))
    return FALSE;
  if (from == NULL || to == NULL || *first <= *last)
    return TRUE;
  poise_cli_warn (_ ("the day of --from comes after that of --to"));
  return FALSE;
}

/**
 * poise_cli_make_valid:
 * @bytes: what is to be text
 * @length: how many
 *
 * Says how many of the bytes are no UTF-8.
 *
 * Returns: (transfer full): the text, with a � for each of these
 */
char *
poise_cli_make_valid (const char *bytes, gsize length)
{
  const char *at = bytes, *end = bytes + length, *stop;
  guint n = 0;

  for (; !g_utf8_validate_len (at, (gsize) (end - at), &stop); at = stop + 1)
    n++;
  if (n > 0)
    poise_cli_warn (ngettext ("%u byte is no text; a � stands for it",
                              "%u bytes are no text; a � stands for each", n),
                    n);
  return g_utf8_make_valid (bytes, (gssize) length);
}

/**
 * poise_cli_read_input:
 * @error: return location
 *
 * Reads standard input to its end; what is not UTF-8 is replaced, which is said.
 *
 * Returns: (transfer full) (nullable): the text
 */
char *
poise_cli_read_input (GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  char buffer[65536];
  size_t n;

  while ((n = fread (buffer, 1, sizeof buffer, stdin)) > 0)
    g_string_append_len (text, buffer, (gssize) n);
  if (ferror (stdin))
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_IO, _ ("standard input cannot be read"));
      return NULL;
    }
  return poise_cli_make_valid (text->str, text->len);
}

/* Only a program that was not installed misses its model. */
static void
explain_missing_model (GError **error)
{
  if (error != NULL && g_getenv ("POISE_MODEL") == NULL &&
      g_error_matches (*error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    g_prefix_error (error, "%s: ",
                    _ ("the tagger’s model is not installed; from a build folder, run this in "
                       "“meson devenv”"));
}

/**
 * poise_cli_load_tagger:
 * @cli: what the commands share
 * @error: return location
 *
 * Loads the tagger with what it learned from the journal's corrections. A
 * damaged `learned.json` is reported and left out.
 *
 * Returns: (transfer full) (nullable): the tagger
 */
PoiseTagger *
poise_cli_load_tagger (PoiseCli *cli, GError **error)
{
  g_autoptr (PoiseTagger) tagger = poise_tagger_new_default (error);
  g_autoptr (PoiseLearner) learner = NULL;
  g_autoptr (GError) learned_error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *path = NULL;

  if (tagger == NULL)
    {
      explain_missing_model (error);
      return NULL;
    }
  learner = poise_learner_new ();
  path = g_build_filename (poise_folder_get_path (cli->folder), POISE_LEARNED_FILE, NULL);
  bytes = poise_side_file_read (cli->folder, POISE_LEARNED_FILE, NULL, &learned_error);
  if (bytes != NULL)
    poise_learner_from_json (learner, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                             path, &learned_error);
  if (learned_error != NULL && !g_error_matches (learned_error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    poise_cli_warn ("%s", learned_error->message);
  else
    poise_tagger_set_learner (tagger, learner);
  return g_steal_pointer (&tagger);
}

/**
 * poise_cli_load_accuracy:
 * @cli: what the commands share
 *
 * A damaged `agreement.json` is reported and left out.
 *
 * Returns: how often the tagger is right for this person
 */
PoiseAccuracy
poise_cli_load_accuracy (PoiseCli *cli)
{
  g_autoptr (GError) error = NULL;
  PoiseAccuracy accuracy = poise_agreement_file_read_accuracy (cli->folder, &error);

  if (error != NULL)
    poise_cli_warn ("%s", error->message);
  return accuracy;
}

/**
 * poise_cli_save_learned:
 * @cli: what the commands share
 * @base: what was learned when it was read
 * @now: what is learned now
 * @lessons: (element-type PoiseLearnedLesson): what taught it
 * @error: return location
 *
 * Brings what was learned since into this computer's part of `learned.json`. Errors are
 * those of poise_file_kind_write().
 *
 * Returns: %TRUE if it is on the disk
 */
gboolean
poise_cli_save_learned (PoiseCli *cli,
                        PoiseLearner *base,
                        PoiseLearner *now,
                        GPtrArray *lessons,
                        GError **error)
{
  g_autoptr (GPtrArray) none = poise_learned_lessons_new ();
  g_autofree char *by = poise_folder_get_writer (cli->folder);
  g_autoptr (PoiseLearnedChange) change = poise_learned_change_new (by, base, now, 0);
  g_autoptr (GBytes) bytes = NULL;

  poise_learned_change_set_lessons (change, none, lessons, cli->now);
  bytes = poise_file_kind_write (poise_learned_get_kind (), cli->folder, change, cli->now, error);
  return bytes != NULL;
}

/**
 * poise_cli_load_intentions:
 * @cli: what the commands share
 *
 * A damaged `intentions.json` is reported and left out.
 *
 * Returns: (transfer full): what the person meant to do
 */
PoiseIntentionList *
poise_cli_load_intentions (PoiseCli *cli)
{
  PoiseIntentionList *list = poise_intention_list_new ();
  g_autoptr (GError) error = NULL;

  if (!poise_intention_file_read (cli->folder, list, &error))
    poise_cli_warn ("%s", error->message);
  return list;
}

/**
 * poise_cli_load_prompts:
 * @cli: what the commands share
 * @error: return location
 *
 * Reads the questions, the person's own among them. Errors are those of
 * poise_prompt_file_read().
 *
 * Returns: (transfer full) (nullable): the prompts
 */
PoisePromptSet *
poise_cli_load_prompts (PoiseCli *cli, GError **error)
{
  g_autoptr (PoisePromptSet) set = poise_prompt_set_new ();

  return poise_prompt_file_read (cli->folder, set, error) ? g_steal_pointer (&set) : NULL;
}

/**
 * poise_cli_warn_missing:
 * @cli: what the commands share
 *
 * Says so where the journal's folder does not exist: its name may be misspelled.
 *
 * Returns: whether it is missing
 */
gboolean
poise_cli_warn_missing (PoiseCli *cli)
{
  const char *path = poise_folder_get_path (cli->folder);

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return FALSE;
  poise_cli_warn (_ ("there is no journal yet: the folder “%s” does not exist"), path);
  return TRUE;
}

/**
 * poise_cli_load_journal:
 * @cli: what the commands share
 * @error: return location
 *
 * Reads the journal; what is wrong with it is said on standard error.
 *
 * Returns: (transfer full) (nullable): the journal
 */
PoiseJournal *
poise_cli_load_journal (PoiseCli *cli, GError **error)
{
  g_autoptr (GPtrArray) problems = poise_problems_new ();
  g_autoptr (GPtrArray) months = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  PoiseJournal *journal;

  if (!poise_folder_recover (cli->folder, cli->now, error))
    return NULL;
  months = poise_folder_list_months (cli->folder, error);
  if (months != NULL)
    entries = poise_folder_read_months (cli->folder, months, cli->months, problems);
  for (guint i = 0; i < problems->len; i++)
    poise_cli_warn ("%s", ((PoiseProblem *) g_ptr_array_index (problems, i))->error->message);
  if (entries == NULL)
    return NULL;
  journal = poise_journal_new ();
  poise_journal_add_all (journal, entries);
  return journal;
}

/**
 * poise_cli_read_journal:
 * @cli: what the commands share
 * @error: return location
 *
 * As poise_cli_load_journal(), for commands that only look: where there is none it is said.
 *
 * Returns: (transfer full) (nullable): the journal
 */
PoiseJournal *
poise_cli_read_journal (PoiseCli *cli, GError **error)
{
  poise_cli_warn_missing (cli);
  return poise_cli_load_journal (cli, error);
}

/**
 * poise_cli_find_entry:
 * @journal: the journal
 * @id: an entry's id
 * @error: return location
 *
 * Returns: (transfer none) (nullable): the entry, or %NULL with @error set to
 *   %POISE_ERROR_NOT_FOUND
 */
PoiseEntry *
poise_cli_find_entry (PoiseJournal *journal, const char *id, GError **error)
{
  PoiseEntry *entry = poise_journal_lookup (journal, id);

  if (entry == NULL)
    g_set_error (error, POISE_ERROR, POISE_ERROR_NOT_FOUND, _ ("there is no entry “%s”"), id);
  return entry;
}

/**
 * poise_cli_apply:
 * @cli: what the commands share
 * @id: the entry's id
 * @day: its day
 * @entry: (nullable): what it shall be; %NULL to delete it
 * @base: (nullable): the version that was changed
 * @error: return location
 *
 * Writes one change.
 *
 * Returns: %TRUE if it is on the disk
 */
gboolean
poise_cli_apply (PoiseCli *cli,
                 const char *id,
                 PoiseDay day,
                 PoiseEntry *entry,
                 const PoiseVersion *base,
                 GError **error)
{
  g_autoptr (GPtrArray) changes = poise_changes_new ();
  g_autofree char *month = poise_day_to_month (day);

  g_ptr_array_add (changes, poise_change_new (id, entry, base));
  return poise_folder_apply (cli->folder, month, changes, cli->now, error);
}

/* Whether a character steers a terminal: escape, the C1 set, which some take for it, and all
 * others but line breaks and tabs. */
static gboolean
is_steering (gunichar c)
{
  return (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7f && c < 0xa0);
}

static char *
make_harmless (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *out = g_string_sized_new (strlen (valid));
  const char *rest = valid;

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    if (is_steering (g_utf8_get_char (p)))
      {
        g_string_append_len (out, rest, p - rest);
        g_string_append (out, "\357\277\275");
        rest = g_utf8_next_char (p);
      }
  g_string_append (out, rest);
  return g_string_free (out, FALSE);
}

static void
print_cb (const char *text)
{
  g_autofree char *harmless = make_harmless (text);

  fputs (harmless, stdout);
}

static void
print_error_cb (const char *text)
{
  g_autofree char *harmless = make_harmless (text);

  fputs (harmless, stderr);
}

/**
 * poise_cli_guard_terminal:
 *
 * Lets nothing that somebody wrote, in an entry or in a file's name, steer the terminal
 * that it is printed on.
 */
void
poise_cli_guard_terminal (void)
{
  g_set_print_handler (print_cb);
  g_set_printerr_handler (print_error_cb);
}

/**
 * poise_cli_begin_line:
 * @writer: (out caller-allocates): a writer
 * @out: what it writes to
 *
 * Begins a JSON value that stays on one line.
 */
void
poise_cli_begin_line (PoiseJsonWriter *writer, GString *out)
{
  g_string_truncate (out, 0);
  poise_json_writer_init (writer, out);
  writer->inline_depth = 1;
}

/**
 * poise_cli_write_file:
 * @cli: what the commands share
 * @path: a file outside of the journal
 * @contents: (array length=length): what it shall hold
 * @length: how much, in bytes
 * @error: return location
 *
 * Writes a file, for its owner only, unless it would be one of the journal's. Errors are of
 * #GFileError.
 *
 * Returns: %TRUE if it is written
 */
gboolean
poise_cli_write_file (PoiseCli *cli,
                      const char *path,
                      gconstpointer contents,
                      gsize length,
                      GError **error)
{
  return poise_folder_check_export (cli->folder, path, error) &&
         g_file_set_contents_full (path, contents, (gssize) length, G_FILE_SET_CONTENTS_CONSISTENT,
                                   POISE_FILE_MODE, error);
}

/**
 * poise_cli_describe_restore:
 * @cli: the journal
 * @point: a backup's name
 *
 * Returns: (transfer full): the command that makes the journal what it was then, to be
 *   typed into a shell
 */
char *
poise_cli_describe_restore (const PoiseCli *cli, const char *point)
{
  g_autofree char *folder = cli->journal != NULL ? g_shell_quote (cli->journal) : NULL;

  return g_strconcat ("poise-cli ", folder != NULL ? "--journal " : "",
                      folder != NULL ? folder : "", folder != NULL ? " " : "", "restore ", point,
                      NULL);
}

/* DEL and the C1 set, U+0080 to U+009F, whose first byte is 0xc2. */
static const char *
find_control (const char *text)
{
  for (const char *p = strpbrk (text, "\x7f\xc2"); p != NULL; p = strpbrk (p + 1, "\x7f\xc2"))
    if (g_utf8_get_char (p) < 0xa0)
      return p;

  return NULL;
}

/**
 * poise_cli_print_line:
 * @out: a JSON value
 *
 * Prints a line to standard output.
 */
void
poise_cli_print_line (GString *out)
{
  const char *start = out->str + strspn (out->str, " ");
  const char *control;

  /* The writer escapes what is below a space; these only stand in strings. */
  while ((control = find_control (start)) != NULL)
    {
      fwrite (start, 1, (gsize) (control - start), stdout);
      printf ("\\u%04x", g_utf8_get_char (control));
      start = g_utf8_next_char (control);
    }
  puts (start);
}

/**
 * poise_cli_print_entry:
 * @entry: an entry
 * @json: whether as JSON
 * @out: a buffer to reuse
 *
 * Prints an entry as one line.
 */
void
poise_cli_print_entry (PoiseEntry *entry, gboolean json, GString *out)
{
  PoiseTag *tag = poise_entry_get_tag (entry);
  const char *kind = poise_entry_get_kind (entry);
  g_autoptr (PoiseSearch) nothing = NULL;
  g_autoptr (GArray) spans = NULL;
  g_autofree char *day = NULL;
  g_autofree char *excerpt = NULL;

  if (json)
    {
      PoiseJsonWriter writer;

      poise_cli_begin_line (&writer, out);
      poise_entry_write_json (entry, &writer);
      poise_cli_print_line (out);
      return;
    }
  day = poise_day_to_string (poise_entry_get_day (entry));
  nothing = poise_search_new (NULL);
  excerpt = poise_excerpt_new (poise_entry_get_text (entry), nothing, EXCERPT_CHARS, &spans);
  g_print ("%s  %s  %-10s  %s\n", poise_entry_get_id (entry), day,
           kind != NULL                ? kind
           : poise_tag_is_unsure (tag) ? POISE_CLI_UNSURE
           : tag != NULL               ? poise_mode_to_id (tag->mode)
                                       : "-",
           excerpt);
}
