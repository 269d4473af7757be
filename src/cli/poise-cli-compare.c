/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "poise-balance-description.h"
#include "poise-cli.h"
#include "poise-comparison.h"

#define MAX_WEEKS 520

static void
write_side (PoiseJsonWriter *writer, const char *name, const PoiseBalance *side)
{
  g_autofree char *from = poise_day_to_string (side->range.first);
  g_autofree char *to = poise_day_to_string (side->range.last);

  poise_json_writer_begin (writer, name, '{');
  poise_json_writer_add_string (writer, "from", from);
  poise_json_writer_add_string (writer, "to", to);
  poise_json_writer_add_int (writer, "entries", side->n_entries);
  poise_json_writer_add_int (writer, "counted", side->n_counted);
  poise_json_writer_add_int (writer, "sentences", side->n_sentences);
  if (side->has_share)
    poise_json_writer_add_double (writer, "share", side->share);
  else
    poise_json_writer_add_string (writer, "share", NULL);
  poise_json_writer_begin (writer, "facets", '{');
  for (PoiseFacet facet = POISE_FACET_PURPOSE; facet < POISE_N_FACETS; facet++)
    poise_json_writer_add_double (writer, poise_facet_to_id (facet),
                                  poise_balance_get_facet_share (side, facet));
  poise_json_writer_end (writer, '}');
  poise_json_writer_end (writer, '}');
}

static void
print_json (const PoiseComparison *comparison)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *day = poise_day_to_string (comparison->day);
  PoiseJsonWriter writer;

  poise_cli_begin_line (&writer, out);
  poise_json_writer_begin (&writer, NULL, '{');
  poise_json_writer_add_string (&writer, "day", day);
  poise_json_writer_add_int (&writer, "weeks", comparison->n_weeks);
  write_side (&writer, "before", comparison->before);
  write_side (&writer, "after", comparison->after);
  poise_json_writer_add_string (&writer, "finding", poise_finding_to_id (comparison->finding));
  if (comparison->finding != POISE_FINDING_TOO_LITTLE)
    {
      poise_json_writer_add_double (&writer, "change", comparison->change);
      poise_json_writer_add_double (&writer, "low", comparison->interval.low);
      poise_json_writer_add_double (&writer, "high", comparison->interval.high);
    }
  poise_json_writer_end (&writer, '}');
  poise_cli_print_line (out);
}

static void
print_side (const char *name, const PoiseBalance *side)
{
  g_autofree char *range = poise_range_to_words (&side->range);
  g_autofree char *words = poise_comparison_describe_side (side);

  g_print ("%s (%s): %s\n", name, range, words);
}

static void
print_text (const PoiseComparison *comparison)
{
  g_autofree char *words = poise_comparison_describe (comparison);
  g_autofree char *range = poise_comparison_describe_range (comparison);

  /* Translators: as many weeks before a day as after it. */
  print_side (C_ ("comparison", "Before"), comparison->before);
  print_side (C_ ("comparison", "After"), comparison->after);
  g_print ("\n%s%s%s\n", words, range != NULL ? "\n" : "", range != NULL ? range : "");
}

static gboolean
mark (PoiseCli *cli, PoiseDay day, const char *name, GError **error)
{
  g_autoptr (PoiseEntry) event = poise_event_new_entry (name, day, cli->now);

  return poise_cli_apply (cli, poise_entry_get_id (event), day, event, NULL, error);
}

/* Its first line is the name. */
static gboolean
is_blank (const char *name)
{
  return strchr ("\r\n", name[strspn (name, " \t\v\f")]) != NULL;
}

static int
run (PoiseCli *cli, PoiseDay day, guint n_weeks, const char *name, gboolean json)
{
  g_autoptr (PoiseJournal) journal = NULL;
  g_autoptr (PoiseComparison) comparison = NULL;
  PoiseAccuracy accuracy;
  GError *error = NULL;

  if (name != NULL && !mark (cli, day, name, &error))
    return poise_cli_fail (error);
  journal = poise_cli_read_journal (cli, &error);
  if (journal == NULL)
    return poise_cli_fail (error);
  accuracy = poise_cli_load_accuracy (cli);
  comparison =
    poise_comparison_new (journal, day, n_weeks, cli->today, cli->first_weekday, &accuracy);
  if (json)
    print_json (comparison);
  else
    print_text (comparison);
  return CLI_DONE;
}

/**
 * poise_cli_run_compare:
 * @cli: what the commands share
 * @argc: how many arguments there are
 * @argv: (inout): the arguments
 *
 * Compares what was written before a day with what was written from it on.
 *
 * Returns: the exit status
 */
int
poise_cli_run_compare (PoiseCli *cli, int argc, char **argv)
{
  g_autofree char *date = NULL;
  g_autofree char *name = NULL;
  int weeks = G_MININT;
  gboolean json = FALSE;
  const GOptionEntry options[] = {
    { "date", 0, 0, G_OPTION_ARG_STRING, &date, NULL, NULL },
    { "weeks", 0, 0, G_OPTION_ARG_INT, &weeks, NULL, NULL },
    { "mark", 0, 0, G_OPTION_ARG_STRING, &name, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  PoiseDay day = POISE_DAY_INVALID;

  if (!poise_cli_parse (&argc, &argv, options, 0, 0))
    return CLI_USAGE;
  if (date == NULL)
    return poise_cli_misuse (_ ("say with --date where “after” begins"));
  if (!poise_cli_parse_day ("--date", date, &day))
    return CLI_USAGE;
  if (weeks != G_MININT && (weeks < 1 || weeks > MAX_WEEKS))
    return poise_cli_misuse (_ ("--weeks takes a number from 1 to %d"), MAX_WEEKS);
  if (day <= 1 || day > cli->today)
    return poise_cli_misuse (_ ("--date takes a day that has been"));
  if (name != NULL && is_blank (name))
    return poise_cli_misuse (_ ("--mark takes a name, as “new team”"));
  return run (cli, day, (guint) MAX (weeks, 0), name, json);
}
