/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "poise-cli.h"
#include "poise-clock.h"
#include "poise-file-lack.h"
#include "poise-file.h"
#include "poise-folder-read.h"
#include "poise-lock-open.h"
#include "poise-process.h"
#include "poise-settings.h"
#include "poise-sync.h"

static const PoiseCommand commands[] = {
  { "add", poise_cli_run_add, "[--day D] [--prompt ID|--form NAME] [--tag T]... [TEXT]",
    N_ ("add an entry (standard input without TEXT) and print its id") },
  { "agree", poise_cli_run_agree, "[--json]",
    N_ ("judge ten of your sentences, and see whether Poise says the same") },
  { "balance", poise_cli_run_balance,
    "[--weeks N|--all|[--from D] [--to D]] [--by day|week|month|quarter|facet] "
    "[--first-weekday WEEKDAY] [--tag T] "
    "[--json|--csv|[--target LOW-HIGH] --png FILE|--svg FILE|--pdf FILE]",
    N_ ("the weekly balance, as text, figures or a picture") },
  { "check", poise_cli_run_check, "[--repair]",
    N_ ("verify the whole journal, say what is wrong, file by file"), .is_bare = TRUE },
  { "compare", poise_cli_run_compare, "--date D [--weeks N] [--mark NAME] [--json]",
    N_ ("compare as many weeks before a day as after it, and name that day") },
  { "correct", poise_cli_run_correct, "ID MODE", N_ ("say what an entry really shows") },
  { "decrypt", poise_cli_run_decrypt, "[--recovery-file F]",
    N_ ("open a locked journal for good: its files become readable"), .is_bare = TRUE },
  { "delete", poise_cli_run_delete, "ID", N_ ("put an entry into the trash") },
  { "encrypt", poise_cli_run_encrypt, "[--recovery-file F]",
    N_ ("lock the journal with a passphrase, and print its recovery key (or write it to F)"),
    .is_bare = TRUE },
  { "export", poise_cli_run_export,
    "[--from D] [--to D] [--dry-run] [--force] [--json] FORMAT PATH | --list",
    N_ ("write the journal in another format"), .has_list = TRUE },
  { "import", poise_cli_run_import,
    "[--dry-run] [--partial] [--encoding NAME] [--date-order dmy|mdy|ymd] [--json] FORMAT PATH | "
    "--list",
    N_ ("read another journal; what is there already is not read twice"), .has_list = TRUE },
  { "intention", poise_cli_run_intention,
    "[set TEXT|done|partly|not [BECAUSE]|drop|pause|resume] [--keep] [--facet F] [--mode M] "
    "[--json] | --list [--json] | --suggest [--json] | --import FILE | --export FILE",
    N_ ("what you mean to do this week, and what became of it") },
  { "learned", poise_cli_run_learned, "[--json] [--reset]",
    N_ ("what was learned from corrections; forget it") },
  { "list", poise_cli_run_list,
    "[--from D] [--to D] [--mode M] [--facet F] [--tag T] [--search WORDS] [--json]",
    N_ ("list entries, newest first") },
  { "merge-file", poise_cli_run_merge_file, "BASE OURS THEIRS",
    N_ ("merge three versions of a journal's file into OURS, for git"), .is_bare = TRUE },
  { "passphrase", poise_cli_run_passphrase,
    "[--recovery-file F] [--new-passphrase-file F] [--new-recovery-key|--new-recovery-file F] | "
    "--join [--other-passphrase-file F]",
    N_ ("change the passphrase of a locked journal; open what another computer locked"),
    .is_bare = TRUE },
  { "prompt", poise_cli_run_prompt,
    "[--day D] [--morning] [--json] | --list [--json] | --import FILE | --export FILE",
    N_ ("the day's question and why it is asked; list them, take in your own, give them out") },
  { "restore", poise_cli_run_restore, "--list [--json] | POINT",
    N_ ("list the backups, or make the journal what it was then") },
  { "retag", poise_cli_run_retag, "[--dry-run] [--json]",
    N_ ("tag again what another model tagged; corrections stay") },
  { "review", poise_cli_run_review,
    "--month YYYY-MM|--quarter YYYY-Qn "
    "[--json|--keep|[--initials NAME]... --html FILE|[--initials NAME]... --pdf FILE]",
    N_ ("what a review of a month or quarter is made of; keep one, hand one out") },
  { "show", poise_cli_run_show, "ID [--json]", N_ ("show an entry") },
  { "tag", poise_cli_run_tag, "[--json] [--reasons] [FILE...] | --jsonl [--unit=entry|sentence]",
    N_ ("tag texts: which sentences show management, which leadership"), .is_bare = TRUE },
  { "trash", poise_cli_run_trash, "[--json] | --restore ID | --empty",
    N_ ("list what was deleted, bring an entry back, or empty the trash") },
};

static void
print_help (void)
{
  g_print (_ ("Usage: %s\n\n"), "poise-cli [--journal DIR] [--passphrase-file F] COMMAND");
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    g_print ("  %s %s\n      %s\n", commands[i].name, commands[i].synopsis,
             _ (commands[i].summary));
  /* Translators: the words from “management” on are typed, and stay as they are. */
  g_print ("\n%s\n", _ ("A day D is written as 2026-11-23. A mode M is management, leadership, "
                        "balanced or none; a facet F is purpose, change, people, means, "
                        "decisions or communication."));
  g_print ("%s\n", _ ("POISE_JOURNAL names the journal's folder too. Exit status: 0 done, "
                      "1 failed, 2 wrong usage."));
  g_print ("%s\n", _ ("The passphrase of a locked journal is asked for on the terminal, or is the "
                      "first line of the file that --passphrase-file or POISE_PASSPHRASE_FILE "
                      "names."));
}

static void
print_command_help (const PoiseCommand *command)
{
  g_autofree char *usage = g_strdup_printf ("poise-cli %s %s", command->name, command->synopsis);

  g_print (_ ("Usage: %s\n\n"), usage);
  g_print ("  %s\n", _ (command->summary));
}

static gboolean
has_option (int argc, char **argv, const char *option)
{
  for (int i = 1; i < argc && !g_str_equal (argv[i], "--"); i++)
    if (g_str_equal (argv[i], option))
      return TRUE;
  return FALSE;
}

/* What is half done is taken back, and copies are merged, before anything is read. */
static gboolean
open_journal (PoiseCli *cli, int *status)
{
  g_autoptr (GPtrArray) problems = poise_problems_new ();
  GError *error = NULL;

  if (!poise_cli_open_lock (cli, &error) ||
      !poise_sync_open_to_read (cli->folder, cli->now, problems, NULL, cli->months, &error))
    {
      *status = poise_cli_fail (error);
      return FALSE;
    }
  for (guint i = 0; i < problems->len; i++)
    poise_cli_warn ("%s", ((PoiseProblem *) g_ptr_array_index (problems, i))->error->message);
  return TRUE;
}

static void
warn_of_lacks (PoiseCli *cli)
{
  const char *path = poise_folder_get_path (cli->folder);
  g_autoptr (GPtrArray) sentences = poise_file_describe_lacks (poise_file_get_lacks (path), path);

  for (guint i = 0; i < sentences->len; i++)
    poise_cli_warn ("%s", (const char *) g_ptr_array_index (sentences, i));
}

/* The window's. Who has no window installed has none. */
static GSettings *
open_settings (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, APPLICATION_ID, TRUE);
  return schema != NULL ? g_settings_new_full (schema, NULL, NULL) : NULL;
}

/* The same journal, day and weeks as in the window. */
static void
apply_settings (PoiseCli *cli)
{
  g_autoptr (GSettings) settings = open_settings ();
  g_autofree char *path = poise_settings_find_folder (settings);

  cli->folder = poise_folder_new (cli->journal != NULL ? cli->journal : path);
  cli->today = settings != NULL ? poise_settings_find_day (settings, cli->now)
                                : poise_day_from_time (cli->now, 0);
  cli->first_weekday = settings != NULL ? poise_settings_find_first_weekday (settings)
                                        : poise_clock_get_first_weekday ();
}

static int
run_command (PoiseCli *cli, int argc, char **argv)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (commands[i].name, argv[0]))
      {
        int status;

        if (has_option (argc, argv, "--help") || has_option (argc, argv, "-h"))
          {
            print_command_help (&commands[i]);
            return CLI_DONE;
          }
        if (!commands[i].is_bare && !(commands[i].has_list && has_option (argc, argv, "--list")) &&
            !open_journal (cli, &status))
          return status;
        status = commands[i].run (cli, argc, argv);
        if (status == CLI_USAGE)
          g_printerr ("%s poise-cli %s %s\n", _ ("Usage:"), commands[i].name, commands[i].synopsis);
        return status;
      }

  return poise_cli_misuse (_ ("there is no command “%s”; see poise-cli --help"), argv[0]);
}

/* The options before the command; what follows it is the command's own. */
static int
parse_global (int argc, char **argv, const char **journal, const char **passphrase_file)
{
  int i = 1;

  for (; i < argc && argv[i][0] == '-'; i++)
    {
      if (g_str_equal (argv[i], "--help") || g_str_equal (argv[i], "-h"))
        {
          print_help ();
          exit (CLI_DONE);
        }
      if (g_str_equal (argv[i], "--version"))
        {
          g_print ("poise-cli %s\n", PACKAGE_VERSION);
          exit (CLI_DONE);
        }
      if (g_str_equal (argv[i], "--journal") && i + 1 < argc)
        *journal = argv[++i];
      else if (g_str_has_prefix (argv[i], "--journal="))
        *journal = argv[i] + strlen ("--journal=");
      else if (g_str_equal (argv[i], "--passphrase-file") && i + 1 < argc)
        *passphrase_file = argv[++i];
      else if (g_str_has_prefix (argv[i], "--passphrase-file="))
        *passphrase_file = argv[i] + strlen ("--passphrase-file=");
      else
        exit (poise_cli_misuse (_ ("there is no option “%s”; see poise-cli --help"), argv[i]));
    }
  return i;
}

int
main (int argc, char **argv)
{
  PoiseCli cli = { 0 };
  int first, status;

  poise_process_protect ();
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_prgname ("poise-cli");
  poise_cli_guard_terminal ();

  cli.passphrase_file = g_getenv ("POISE_PASSPHRASE_FILE");
  first = parse_global (argc, argv, &cli.journal, &cli.passphrase_file);
  if (first >= argc)
    {
      print_help ();
      return CLI_USAGE;
    }

  if (cli.journal != NULL && *cli.journal == '\0')
    cli.journal = NULL;
  cli.now = poise_clock_read (NULL);
  cli.months = poise_folder_new_months ();
  apply_settings (&cli);
  status = run_command (&cli, argc - first, argv + first);
  warn_of_lacks (&cli);
  poise_lock_forget (cli.folder);
  g_object_unref (cli.folder);
  g_hash_table_unref (cli.months);
  g_date_time_unref (cli.now);
  if (fflush (stdout) != 0 || ferror (stdout))
    return CLI_FAILED;
  return status;
}
