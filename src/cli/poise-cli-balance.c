/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "poise-balance.h"
#include "poise-cli.h"
#include "poise-weekly-paint.h"

#define DEFAULT_WEEKS 12
#define MAX_WEEKS 10000

static void
write_share (PoiseJsonWriter *writer, const char *name, gboolean has_share, double share)
{
  if (has_share)
    poise_json_writer_add_double (writer, name, share);
  else
    {
      g_autoptr (JsonNode) null = json_node_new (JSON_NODE_NULL);

      poise_json_writer_add_node (writer, name, null);
    }
}

static void
print_json (const PoiseBalance *balance)
{
  g_autoptr (GString) out = g_string_new (NULL);
  PoiseJsonWriter writer;

  for (guint i = 0; i < balance->weeks->len; i++)
    {
      const PoiseWeek *week = &g_array_index (balance->weeks, PoiseWeek, i);
      g_autofree char *first = poise_day_to_string (week->first);

      poise_cli_begin_line (&writer, out);
      poise_json_writer_begin (&writer, NULL, '{');
      poise_json_writer_add_string (&writer, "week", first);
      poise_json_writer_add_int (&writer, "entries", week->n_entries);
      poise_json_writer_add_int (&writer, "counted", week->n_counted);
      poise_json_writer_add_int (&writer, "sentences", week->n_sentences);
      write_share (&writer, "share", week->has_share, week->share);
      write_share (&writer, "trend", week->has_trend, week->trend);
      poise_json_writer_end (&writer, '}');
      poise_cli_print_line (out);
    }
}

static const char *
format_share (char *buffer, gsize size, const char *format, gboolean has_share, double share)
{
  if (!has_share)
    return "";
  return g_ascii_formatd (buffer, (int) size, format, share);
}

static void
print_csv (const PoiseBalance *balance)
{
  char share[G_ASCII_DTOSTR_BUF_SIZE], trend[G_ASCII_DTOSTR_BUF_SIZE];

  g_print ("week,entries,counted,sentences,share,trend\n");
  for (guint i = 0; i < balance->weeks->len; i++)
    {
      const PoiseWeek *week = &g_array_index (balance->weeks, PoiseWeek, i);
      g_autofree char *first = poise_day_to_string (week->first);

      g_print ("%s,%u,%u,%u,%s,%s\n", first, week->n_entries, week->n_counted, week->n_sentences,
               format_share (share, sizeof share, "%.4f", week->has_share, week->share),
               format_share (trend, sizeof trend, "%.4f", week->has_trend, week->trend));
    }
}

static void
print_text (const PoiseBalance *balance)
{
  g_autofree char *sentence = poise_balance_describe (balance, NULL);

  g_print ("%s\n\n", sentence);
  for (guint i = 0; i < balance->weeks->len; i++)
    {
      const PoiseWeek *week = &g_array_index (balance->weeks, PoiseWeek, i);
      g_autofree char *first = poise_day_to_string (week->first);
      g_autofree char *share =
        week->has_share ? g_strdup_printf ("%3.0f %%", week->share * 100.0) : g_strdup ("    —");
      g_autofree char *entries =
        g_strdup_printf (ngettext ("%u entry", "%u entries", week->n_entries), week->n_entries);

      g_print ("%s  %s  %s\n", first, share, entries);
    }
}

static PoiseBalance *
load_balance (PoiseCli *cli, guint n_weeks, GError **error)
{
  g_autoptr (PoiseJournal) journal = poise_cli_load_journal (cli, error);

  if (journal == NULL)
    return NULL;
  return poise_balance_new (journal, cli->today, n_weeks, cli->first_weekday);
}

int
poise_cli_run_balance (PoiseCli *cli, int argc, char **argv)
{
  g_autofree char *svg = NULL;
  g_autofree char *png = NULL;
  g_autoptr (PoiseBalance) balance = NULL;
  gboolean all = FALSE, json = FALSE, csv = FALSE;
  int weeks = 0;
  GError *error = NULL;
  const GOptionEntry options[] = {
    { "weeks", 0, 0, G_OPTION_ARG_INT, &weeks, NULL, NULL },
    { "all", 0, 0, G_OPTION_ARG_NONE, &all, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, NULL, NULL },
    { "csv", 0, 0, G_OPTION_ARG_NONE, &csv, NULL, NULL },
    { "svg", 0, 0, G_OPTION_ARG_FILENAME, &svg, NULL, NULL },
    { "png", 0, 0, G_OPTION_ARG_FILENAME, &png, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };

  weeks = DEFAULT_WEEKS;
  if (!poise_cli_parse (&argc, &argv, options, 0, 0))
    return CLI_USAGE;
  if (weeks < 1 || weeks > MAX_WEEKS)
    return poise_cli_misuse (_ ("--weeks takes a number from 1 to %d"), MAX_WEEKS);
  if (json + csv + (svg != NULL) + (png != NULL) > 1)
    return poise_cli_misuse (_ ("--json, --csv, --svg and --png exclude each other"));

  balance = load_balance (cli, all ? 0 : (guint) weeks, &error);
  if (balance == NULL)
    return poise_cli_fail (error);
  if ((svg != NULL && !poise_weekly_save_svg (balance, cli->today, svg, &error)) ||
      (png != NULL && !poise_weekly_save_png (balance, cli->today, png, &error)))
    return poise_cli_fail (error);
  if (json)
    print_json (balance);
  else if (csv)
    print_csv (balance);
  else if (svg == NULL && png == NULL)
    print_text (balance);
  return CLI_DONE;
}
