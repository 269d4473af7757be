/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "poise-agreement-file.h"
#include "poise-cli.h"
#include "poise-coding.h"
#include "poise-error.h"
#include "poise-file-lock.h"
#include "poise-file.h"
#include "poise-folder-lock.h"
#include "poise-intention-file.h"
#include "poise-learned.h"
#include "poise-lock-files.h"
#include "poise-lock-settle.h"
#include "poise-lock-state.h"
#include "poise-month-file.h"
#include "poise-prompt-file.h"
#include "poise-salvage.h"
#include "poise-side-file.h"
#include "poise-side-repair.h"
#include "poise-sync.h"
#include "poise-unseen-side.h"

static void
print_loss (const PoiseRepairReport *report)
{
  g_autofree char *loss = poise_repair_report_describe_loss (report);

  if (loss != NULL)
    g_print ("%s: %s\n", report->path, loss);
}

/* What this computer kept apart is brought back now that the month can be read. */
static void
bring_back (PoiseCli *cli, const char *month, GPtrArray *reports)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) entries = NULL;

  poise_sync_merge (cli->folder, cli->now, NULL, NULL);
  entries = poise_folder_read_month (cli->folder, month, NULL);
  for (guint i = 0; entries != NULL && i < entries->len; i++)
    g_hash_table_add (ids, (char *) poise_entry_get_id (g_ptr_array_index (entries, i)));
  for (guint i = 0; i < reports->len; i++)
    poise_repair_report_take_back (g_ptr_array_index (reports, i), ids);
}

static gboolean
repair (PoiseCli *cli, const char *month)
{
  g_autoptr (GPtrArray) reports = NULL;
  g_autoptr (GError) error = NULL;

  reports = poise_salvage_repair (cli->folder, month, cli->now, &error);
  if (reports == NULL)
    {
      /* Not damaged: it only holds entries that are kept as they are. */
      if (!g_error_matches (error, POISE_ERROR, POISE_ERROR_NOT_FOUND))
        poise_cli_warn ("%s", error->message);
      return FALSE;
    }
  bring_back (cli, month, reports);
  for (guint i = 0; i < reports->len; i++)
    {
      const PoiseRepairReport *report = g_ptr_array_index (reports, i);
      guint n = report->n_salvaged + report->n_backed_up;

      g_print (ngettext ("%s: repaired, %u entry salvaged; the damaged file is kept as %s\n",
                         "%s: repaired, %u entries salvaged; the damaged file is kept as %s\n", n),
               report->path, n, report->kept);
      print_loss (report);
    }
  return TRUE;
}

static guint
print_problems (GPtrArray *problems)
{
  for (guint i = 0; i < problems->len; i++)
    {
      const PoiseProblem *problem = g_ptr_array_index (problems, i);

      g_print ("%s: %s\n", problem->path, problem->error->message);
    }
  return problems->len;
}

/* An id stands in one month only; ids are kept with their month. */
static guint
count_twins (GPtrArray *entries, const char *month, GHashTable *ids)
{
  guint n_twins = 0;

  for (guint i = 0; i < entries->len; i++)
    {
      const char *id = poise_entry_get_id (g_ptr_array_index (entries, i));
      const char *other = g_hash_table_lookup (ids, id);

      if (other == NULL)
        g_hash_table_insert (ids, g_strdup (id), g_strdup (month));
      else if (!g_str_equal (other, month))
        {
          g_print (
            _ ("%s and %s both hold an entry “%s”; the one that was changed last is shown\n"),
            other, month, id);
          n_twins++;
        }
    }
  return n_twins;
}

static gboolean
can_repair (GPtrArray *problems)
{
  for (guint i = 0; i < problems->len; i++)
    if (poise_problem_can_be_repaired (g_ptr_array_index (problems, i)))
      return TRUE;

  return FALSE;
}

/* Both sides of what git left in conflict: the other one becomes a copy, and copies are merged. */
static gboolean
merge_sides (PoiseCli *cli, const char *path)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *month = g_strndup (name, strlen ("YYYY-MM"));
  g_autoptr (PoiseMonth) ours = NULL;
  g_autoptr (PoiseMonth) theirs = NULL;
  g_autoptr (PoiseMonth) taken = NULL;
  int lock;

  if (!poise_month_file_read_sides (path, month, &ours, &theirs) ||
      (lock = poise_folder_prepare (cli->folder, cli->now, NULL)) < 0)
    return FALSE;
  taken = poise_month_file_read_for_writing (path, month, NULL);
  poise_file_unlock (lock);
  if (taken == NULL)
    return FALSE;
  poise_sync_merge (cli->folder, cli->now, NULL, NULL);
  g_print (_ ("%s: both sides of a conflict of git are merged\n"), path);
  return TRUE;
}

static guint
check_month (PoiseCli *cli, const char *month, gboolean shall_repair, GHashTable *ids)
{
  g_autoptr (GPtrArray) problems = poise_problems_new ();
  g_autoptr (GPtrArray) entries = poise_folder_read_month (cli->folder, month, problems);
  g_autofree char *path = poise_folder_get_month_path (cli->folder, month);

  if (print_problems (problems) == 0)
    g_print (ngettext ("%s: in order, %u entry\n", "%s: in order, %u entries\n", entries->len),
             path, entries->len);
  if (shall_repair && can_repair (problems) && (merge_sides (cli, path) || repair (cli, month)))
    {
      g_ptr_array_set_size (problems, 0);
      g_ptr_array_unref (poise_folder_read_month (cli->folder, month, problems));
    }
  return problems->len + count_twins (entries, month, ids);
}

static guint
check_trash (PoiseCli *cli, gboolean shall_repair)
{
  g_autoptr (GPtrArray) problems = poise_problems_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = poise_folder_read_trash (cli->folder, problems, &error);

  if (entries == NULL)
    {
      g_print ("%s\n", error->message);
      return 1;
    }
  print_problems (problems);
  for (guint i = problems->len; shall_repair && i > 0; i--)
    if (merge_sides (cli, ((PoiseProblem *) g_ptr_array_index (problems, i - 1))->path))
      g_ptr_array_remove_index (problems, i - 1);
  return problems->len;
}

static guint
check_copies (PoiseCli *cli, gboolean shall_repair)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) paths = poise_sync_list (cli->folder);
  g_autoptr (GPtrArray) problems = poise_problems_new ();
  g_autoptr (GPtrArray) left = NULL;
  guint n_merged;

  for (guint i = 0; i < paths->len; i++)
    g_print (_ ("%s: a copy that a sync tool left; --repair merges it\n"),
             (char *) g_ptr_array_index (paths, i));
  if (!shall_repair)
    return paths->len;
  n_merged = poise_sync_merge (cli->folder, cli->now, problems, &error);
  print_problems (problems);
  if (error != NULL)
    g_print ("%s\n", error->message);
  if (paths->len > 0 || n_merged > 0)
    g_print (ngettext ("%u copy merged\n", "%u copies merged\n", n_merged), n_merged);
  /* A write that was cut short may have left some that were not there before. */
  left = poise_sync_list (cli->folder);
  return left->len + (error != NULL);
}

/* ---- files that are no months ---- */

static gboolean
join_sides (PoiseCli *cli, const char *name, const char *path)
{
  g_autoptr (GError) error = NULL;
  int lock = poise_folder_prepare (cli->folder, cli->now, &error);
  gboolean is_joined = lock >= 0 && poise_side_file_join (cli->folder, name, &error);

  if (is_joined)
    poise_unseen_side_follow (cli->folder, name);
  if (lock >= 0)
    poise_file_unlock (lock);
  if (is_joined)
    g_print (_ ("%s: both sides of a conflict of git are merged\n"), path);
  else
    g_print ("%s: %s\n", path, error->message);
  return is_joined;
}

static guint
check_side_file (PoiseCli *cli, const char *name, gboolean shall_repair)
{
  g_autofree char *path = g_build_filename (poise_folder_get_path (cli->folder), name, NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_conflict;

  bytes = poise_side_file_read (cli->folder, name, &is_conflict, &error);
  if (poise_error_is_of_lock (error))
    {
      g_print ("%s: %s\n", path, error->message);
      return 1;
    }
  if (!is_conflict)
    return 0;
  g_print (_ ("%s: holds conflict markers of git; both sides are read, and merged when it is "
              "written or repaired\n"),
           path);
  return shall_repair && join_sides (cli, name, path) ? 0 : 1;
}

static gboolean
repair_content (PoiseCli *cli, const PoiseFileKind *kind, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PoiseRepairReport) report = NULL;

  if (!poise_side_repair_is_needed (cli->folder, kind))
    return FALSE;
  report = poise_side_repair_run (cli->folder, kind, cli->now, &error);
  if (report == NULL)
    {
      g_print ("%s\n", error->message);
      return FALSE;
    }
  g_print (_ ("%s: brought back from a backup; the damaged file is kept as %s\n"), path,
           report->kept);
  print_loss (report);
  return TRUE;
}

/* A backup is all that repairs it, and nothing overwrites it. */
static guint
check_content (PoiseCli *cli, const PoiseFileKind *kind, gboolean shall_repair)
{
  g_autofree char *path = g_build_filename (poise_folder_get_path (cli->folder), kind->name, NULL);
  g_autoptr (GBytes) bytes = poise_side_file_read (cli->folder, kind->name, NULL, NULL);
  g_autoptr (GError) error = NULL;
  gpointer decoded = bytes != NULL ? kind->decode (bytes, path, &error) : NULL;

  if (error != NULL)
    g_print ("%s\n", error->message);
  if (decoded != NULL)
    kind->free_decoded (decoded);
  if (shall_repair && repair_content (cli, kind, path))
    return 0;
  return error != NULL;
}

static guint
check_side_files (PoiseCli *cli, gboolean shall_repair)
{
  const PoiseFileKind *const kinds[] = { poise_agreement_file_get_kind (),
                                         poise_intention_file_get_kind (),
                                         poise_learned_get_kind (), poise_prompt_file_get_kind () };
  guint n_problems = 0;

  for (guint i = 0; poise_side_file_names[i] != NULL; i++)
    n_problems += check_side_file (cli, poise_side_file_names[i], shall_repair);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    n_problems += check_content (cli, kinds[i], shall_repair);
  return n_problems;
}

/* ---- what repairs kept ---- */

static void
collect_texts (GHashTable *texts, GPtrArray *entries)
{
  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      PoiseEntry *entry = g_ptr_array_index (entries, i);
      const char *question = poise_entry_get_prompt_text (entry);

      g_hash_table_add (texts, g_strdup (poise_entry_get_text (entry)));
      if (question != NULL)
        g_hash_table_add (texts, g_strdup (question));
    }
}

static char *
unescape (const char *raw)
{
  g_autofree char *json = g_strdup_printf ("[\"%s\"]", raw);
  g_autoptr (JsonNode) root = poise_json_parse_loosely (json, strlen (json), "", NULL);

  return root != NULL ? g_strdup (json_array_get_string_element (json_node_get_array (root), 0))
                      : g_strdup (raw);
}

/* Every text that begins in it, whole or cut off. */
static guint
count_lost_texts (GBytes *bytes, GHashTable *texts)
{
  g_autofree char *data =
    g_utf8_make_valid (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
  g_autoptr (GRegex) regex =
    g_regex_new ("\"text\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*+)\"?", G_REGEX_DOTALL, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  guint n_lost = 0;

  g_regex_match (regex, data, 0, &match);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *raw = g_match_info_fetch (match, 1);
      g_autofree char *text = unescape (raw);

      n_lost += *text != '\0' && !g_hash_table_contains (texts, text);
    }
  return n_lost;
}

/* A repair gets back what is whole; the rest is for a person to look at. */
static guint
check_kept (PoiseCli *cli, const char *name, GHashTable *texts)
{
  g_autofree char *at = g_build_filename (poise_folder_get_path (cli->folder), name, NULL);
  g_autoptr (GPtrArray) names = poise_file_list (at, "", NULL);
  guint n_problems = 0;

  for (guint i = 0; names != NULL && i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (at, (char *) g_ptr_array_index (names, i), NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes =
        strstr (path, ".damaged-") != NULL ? poise_file_read (path, &error) : NULL;
      guint n = bytes != NULL && g_bytes_get_size (bytes) > 0 ? count_lost_texts (bytes, texts) : 0;

      if (poise_error_is_of_lock (error))
        g_print (_ ("%s: was damaged while it was locked, and nothing can be read in it; what was "
                    "written since the last backup may be missing\n"),
                 path);
      else if (n > 0)
        g_print (ngettext ("%s: holds %u text that is in no entry and not in the trash\n",
                           "%s: holds %u texts that are in no entry and not in the trash\n", n),
                 path, n);
      n_problems += n > 0 || poise_error_is_of_lock (error);
    }
  return n_problems;
}

static guint
check_damaged (PoiseCli *cli)
{
  g_autoptr (GHashTable) texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) entries = poise_folder_read_all (cli->folder, NULL, NULL);
  g_autoptr (GPtrArray) trash = poise_folder_read_trash (cli->folder, NULL, NULL);

  collect_texts (texts, entries);
  collect_texts (texts, trash);
  return check_kept (cli, "entries", texts) + check_kept (cli, "trash", texts);
}

static guint
check_head (PoiseCli *cli)
{
  g_autoptr (GError) error = NULL;

  if (poise_folder_check_head (cli->folder, &error) ||
      g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    return 0;
  g_print ("%s\n", error->message);
  return 1;
}

static guint
check_keys (PoiseCli *cli)
{
  g_autoptr (GError) error = NULL;

  if (poise_lock_state_check_file (cli->folder, &error))
    return 0;
  g_print ("%s\n", error->message);
  return 1;
}

static gboolean
has_damaged_head (PoiseCli *cli, const char *path)
{
  g_autoptr (PoiseKeyring) keyring = poise_keyring_find (poise_folder_get_path (cli->folder));
  g_autoptr (GBytes) head = poise_file_read_head (path, POISE_CODING_HEAD_BYTES);

  return keyring != NULL && head != NULL && poise_keyring_has_damaged_head (keyring, head);
}

static void
print_unsettled (PoiseCli *cli, const char *path)
{
  if (has_damaged_head (cli, path))
    g_print (_ ("%s: locked, and damaged at its beginning; --repair mends that where the rest is "
                "whole\n"),
             path);
  else if (!poise_file_is_sealed (path))
    g_print (_ ("%s: readable in a locked journal; --repair locks it\n"), path);
  else if (poise_lock_state_is_locked (cli->folder))
    g_print (_ ("%s: locked by another key of the journal than the rest; --repair locks it by "
                "the same\n"),
             path);
  else
    g_print (_ ("%s: locked, though the journal is not; --repair opens it\n"), path);
}

/* What another computer wrote readable into a locked journal, what is sealed in one that was
 * opened for good, and what is damaged where it says by which key it is sealed. */
static guint
check_lock (PoiseCli *cli, gboolean shall_repair)
{
  g_autoptr (GPtrArray) paths = poise_lock_list_unsettled (cli->folder);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < paths->len; i++)
    print_unsettled (cli, g_ptr_array_index (paths, i));
  if (shall_repair && paths->len > 0 && poise_lock_settle (cli->folder, cli->now, NULL, &error))
    return 0;
  if (error != NULL)
    g_print ("%s\n", error->message);
  return paths->len;
}

int
poise_cli_run_check (PoiseCli *cli, int argc, char **argv)
{
  gboolean shall_repair = FALSE;
  g_autoptr (GPtrArray) months = NULL;
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GError *error = NULL;
  guint n_problems = 0;
  const GOptionEntry options[] = {
    { "repair", 0, 0, G_OPTION_ARG_NONE, &shall_repair, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!poise_cli_parse (&argc, &argv, options, 0, 0))
    return CLI_USAGE;
  if (poise_cli_warn_missing (cli))
    return CLI_FAILED;
  if (!poise_cli_open_lock (cli, &error) || !poise_folder_recover (cli->folder, cli->now, &error))
    return poise_cli_fail (error);
  n_problems += check_head (cli);
  n_problems += check_keys (cli);
  n_problems += check_lock (cli, shall_repair);
  n_problems += check_side_files (cli, shall_repair);
  n_problems += check_copies (cli, shall_repair);
  months = poise_folder_list_months (cli->folder, &error);
  if (months == NULL)
    return poise_cli_fail (error);
  for (guint i = 0; i < months->len; i++)
    n_problems += check_month (cli, g_ptr_array_index (months, i), shall_repair, ids);
  n_problems += check_trash (cli, shall_repair);
  n_problems += check_damaged (cli);
  g_print (ngettext ("%u problem\n", "%u problems\n", n_problems), n_problems);
  return n_problems == 0 ? CLI_DONE : CLI_FAILED;
}
