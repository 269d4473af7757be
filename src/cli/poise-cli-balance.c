/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <stdio.h>

#include "poise-balance-description.h"
#include "poise-cli.h"
#include "poise-balance-csv.h"
#include "poise-picture.h"
#include "poise-tags.h"

#define DEFAULT_WEEKS 12
#define MAX_WEEKS 10000

/**
 * Options:
 *
 * What was asked for, as it stands on the command line.
 */
typedef struct
{
  int weeks;
  gboolean all;
  char *from;
  char *to;
  char *by;
  char *first_weekday;
  char *target;
  char *tag;
  gboolean json;
  gboolean csv;
  char *files[3]; /* by #PoisePictureFormat */
} Options;

/**
 * Figures:
 * @balance: the range
 * @before: (nullable): the range before
 * @periods: (element-type PoisePeriod) (nullable): the rows; %NULL for facets
 */
typedef struct
{
  PoiseBalance *balance;
  PoiseBalance *before;
  GArray *periods;
} Figures;

static void
options_clear (Options *self)
{
  g_free (self->from);
  g_free (self->to);
  g_free (self->by);
  g_free (self->first_weekday);
  g_free (self->target);
  g_free (self->tag);
  for (guint i = 0; i < G_N_ELEMENTS (self->files); i++)
    g_free (self->files[i]);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static void
figures_clear (Figures *self)
{
  g_clear_pointer (&self->balance, poise_balance_unref);
  g_clear_pointer (&self->before, poise_balance_unref);
  g_clear_pointer (&self->periods, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Figures, figures_clear)

/* ---- as JSON ---- */

static void
write_share (PoiseJsonWriter *writer, const char *name, gboolean has_share, double share)
{
  if (has_share)
    poise_json_writer_add_double (writer, name, share);
  else
    poise_json_writer_add_string (writer, name, NULL);
}

static void
print_period_json (const PoisePeriod *period, const char *unit, GString *out)
{
  g_autofree char *first = poise_day_to_string (period->first);
  PoiseJsonWriter writer;

  poise_cli_begin_line (&writer, out);
  poise_json_writer_begin (&writer, NULL, '{');
  poise_json_writer_add_string (&writer, unit, first);
  poise_json_writer_add_int (&writer, "entries", period->n_entries);
  poise_json_writer_add_int (&writer, "counted", period->n_counted);
  poise_json_writer_add_int (&writer, "sentences", period->n_sentences);
  write_share (&writer, "share", period->has_share, period->share);
  write_share (&writer, "trend", period->has_trend, period->trend);
  write_share (&writer, "low", period->has_share, period->interval.low);
  write_share (&writer, "high", period->has_share, period->interval.high);
  poise_json_writer_add_string (&writer, "intention", poise_outcome_to_id (period->outcome));
  poise_json_writer_end (&writer, '}');
  poise_cli_print_line (out);
}

static void
print_facet_json (const Figures *figures, PoiseFacet facet, GString *out)
{
  const PoiseBalance *before = figures->before;
  gboolean has_before = before != NULL && before->n_sentences > 0;
  PoiseJsonWriter writer;

  poise_cli_begin_line (&writer, out);
  poise_json_writer_begin (&writer, NULL, '{');
  poise_json_writer_add_string (&writer, "facet", poise_facet_to_id (facet));
  poise_json_writer_add_int (
    &writer, "management",
    poise_balance_count_facet (figures->balance, facet, POISE_MODE_MANAGEMENT));
  poise_json_writer_add_int (
    &writer, "leadership",
    poise_balance_count_facet (figures->balance, facet, POISE_MODE_LEADERSHIP));
  write_share (&writer, "part", figures->balance->n_sentences > 0,
               poise_balance_get_facet_share (figures->balance, facet));
  write_share (&writer, "before", has_before,
               has_before ? poise_balance_get_facet_share (before, facet) : 0.0);
  poise_json_writer_end (&writer, '}');
  poise_cli_print_line (out);
}

static void
print_json (const Figures *figures, const Options *options)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; figures->periods != NULL && i < figures->periods->len; i++)
    print_period_json (&g_array_index (figures->periods, PoisePeriod, i), options->by, out);
  for (PoiseFacet facet = POISE_FACET_PURPOSE; figures->periods == NULL && facet < POISE_N_FACETS;
       facet++)
    print_facet_json (figures, facet, out);
}

/* ---- as CSV ---- */

static void
print_csv (const Figures *figures, const Options *options)
{
  g_autofree char *csv = figures->periods != NULL
                           ? poise_periods_to_csv (figures->periods, options->by)
                           : poise_balance_facets_to_csv (figures->balance, figures->before);

  fputs (csv, stdout);
}

/* ---- in words ---- */

static char *
describe_entries (const PoisePeriod *period)
{
  if (!period->has_share || period->n_counted == period->n_entries)
    return g_strdup_printf (ngettext ("%u entry", "%u entries", period->n_entries),
                            period->n_entries);
  return g_strdup_printf (
    /* Translators: how many entries show management or leadership, then how many were written (at
     * least 2). */
    ngettext ("%1$u of %2$u entry", "%1$u of %2$u entries", period->n_entries), period->n_counted,
    period->n_entries);
}

static void
print_text (const Figures *figures, const Options *options)
{
  g_autofree char *sentence = poise_balance_describe (figures->balance, figures->before);
  g_autofree char *facets = poise_balance_describe_facets (figures->balance, figures->before);
  PoiseUnit unit = POISE_UNIT_WEEK;

  g_print ("%s\n\n", figures->periods != NULL ? sentence : facets);
  for (PoiseFacet facet = POISE_FACET_PURPOSE; figures->periods == NULL && facet < POISE_N_FACETS;
       facet++)
    {
      g_autofree char *words =
        poise_balance_describe_facet (figures->balance, figures->before, facet);

      g_print ("%s\n", words);
    }
  if (figures->periods == NULL || !poise_unit_from_id (options->by, &unit))
    return;
  for (guint i = 0; i < figures->periods->len; i++)
    {
      const PoisePeriod *period = &g_array_index (figures->periods, PoisePeriod, i);
      g_autofree char *first = poise_day_to_string (period->shown_first);
      g_autofree char *share =
        period->has_share ? poise_share_to_words (period->share) : g_strdup ("—");
      g_autofree char *interval =
        period->has_share ? poise_interval_to_words (&period->interval) : g_strdup ("");
      g_autofree char *entries = describe_entries (period);

      g_print ("%s  %4s  %9s  %s", first, share, interval, entries);
      if (period->outcome != POISE_OUTCOME_NONE)
        g_print ("  %s", poise_outcome_describe (period->outcome));
      g_print ("\n");
    }
}

/* ---- as a picture ---- */

static gboolean
save_pictures (PoiseCli *cli,
               PoiseJournal *journal,
               const Figures *figures,
               const Options *options,
               const double *target,
               GError **error)
{
  g_autoptr (GArray) days =
    poise_balance_list_year (journal, &figures->balance->range, &figures->balance->accuracy);
  g_autoptr (PoisePicture) picture =
    poise_picture_new (figures->balance, figures->before, days, cli->today);

  poise_picture_set_target (picture, target[0], target[1]);
  for (guint i = 0; i < G_N_ELEMENTS (options->files); i++)
    {
      g_autoptr (GBytes) bytes = NULL;

      if (options->files[i] == NULL)
        continue;
      bytes = poise_picture_render (picture, (PoisePictureFormat) i, error);
      return bytes != NULL &&
             poise_cli_write_file (cli, options->files[i], g_bytes_get_data (bytes, NULL),
                                   g_bytes_get_size (bytes), error);
    }
  return TRUE;
}

/* ---- the command ---- */

static gboolean
parse_weekday (const char *text, GDateWeekday *weekday)
{
  static const char *const names[] = { "monday", "tuesday",  "wednesday", "thursday",
                                       "friday", "saturday", "sunday" };

  for (guint i = 0; text != NULL && i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i], text))
      {
        *weekday = (GDateWeekday) (i + 1);
        return TRUE;
      }
  return text == NULL;
}

static gboolean
parse_target (const char *text, double *target)
{
  int low, high, end = 0;

  if (text == NULL)
    return TRUE;
  if (sscanf (text, "%d-%d%n", &low, &high, &end) != 2 || text[end] != '\0' || low < 0 ||
      low >= high || high > 100)
    return FALSE;
  target[0] = low / 100.0;
  target[1] = high / 100.0;
  return TRUE;
}

static gboolean
clean_tag (char **tag)
{
  char *clean = poise_tags_clean (*tag);

  if (clean == NULL)
    return FALSE;
  g_free (*tag);
  *tag = clean;
  return TRUE;
}

/* What the options have to do with each other; says what is wrong. */
static gboolean
check_options (const Options *options, gboolean has_weeks)
{
  PoiseUnit unit;
  int n_outputs = options->json + options->csv;

  for (guint i = 0; i < G_N_ELEMENTS (options->files); i++)
    n_outputs += options->files[i] != NULL;
  if (options->weeks < 1 || options->weeks > MAX_WEEKS)
    poise_cli_warn (_ ("--weeks takes a number from 1 to %d"), MAX_WEEKS);
  else if (n_outputs > 1)
    poise_cli_warn (_ ("--json, --csv, --svg, --png and --pdf exclude each other"));
  else if (has_weeks + options->all + (options->from != NULL || options->to != NULL) > 1)
    poise_cli_warn (_ ("--weeks, --all, and --from with --to exclude each other"));
  else if (!g_str_equal (options->by, "facet") && !poise_unit_from_id (options->by, &unit))
    poise_cli_warn (_ ("--by takes day, week, month, quarter or facet"));
  else
    return TRUE;
  return FALSE;
}

static gboolean
find_range (PoiseCli *cli,
            PoiseJournal *journal,
            const Options *options,
            GDateWeekday first_weekday,
            PoiseRange *range)
{
  PoiseRange all = poise_range_new_all (journal, cli->today);
  PoiseDay from = all.first, to = cli->today;

  if (!poise_cli_parse_days (options->from, options->to, &from, &to))
    return FALSE;
  /* The end that is not said gives way to the one that is. */
  if (options->from != NULL || options->to != NULL)
    *range = poise_range_new_days (options->from != NULL ? from : MIN (from, to),
                                   options->to != NULL ? to : MAX (from, to));
  else
    *range = options->all
               ? all
               : poise_range_new_weeks (cli->today, (guint) options->weeks, first_weekday);
  return TRUE;
}

static void
fill_figures (Figures *figures,
              PoiseJournal *journal,
              PoiseIntentionList *intentions,
              const PoiseRange *range,
              const Options *options,
              GDateWeekday first_weekday,
              const PoiseAccuracy *accuracy)
{
  PoiseUnit unit;

  figures->balance = poise_balance_new_for_range (journal, range, first_weekday, accuracy);
  poise_intention_list_mark (intentions, figures->balance);
  figures->before = poise_balance_new_before (journal, figures->balance);
  if (!poise_unit_from_id (options->by, &unit))
    return;
  if (unit == POISE_UNIT_DAY)
    figures->periods = poise_balance_list_days (journal, range, accuracy);
  else
    figures->periods = g_array_ref (poise_balance_get_periods (figures->balance, unit));
}

static int
run (PoiseCli *cli, const Options *options, GDateWeekday first_weekday, const double *target)
{
  g_autoptr (PoiseIntentionList) intentions = NULL;
  g_autoptr (PoiseJournal) all = NULL;
  g_autoptr (PoiseJournal) journal = NULL;
  g_auto (Figures) figures = { 0 };
  GError *error = NULL;
  PoiseAccuracy accuracy;
  PoiseRange range;

  all = poise_cli_read_journal (cli, &error);
  if (all == NULL)
    return poise_cli_fail (error);
  journal = poise_tags_narrow (all, options->tag);
  if (!find_range (cli, journal, options, first_weekday, &range))
    return CLI_USAGE;
  accuracy = poise_cli_load_accuracy (cli);
  intentions = poise_cli_load_intentions (cli);
  fill_figures (&figures, journal, intentions, &range, options, first_weekday, &accuracy);
  if (options->json)
    print_json (&figures, options);
  else if (options->csv)
    print_csv (&figures, options);
  else if (options->files[0] == NULL && options->files[1] == NULL && options->files[2] == NULL)
    print_text (&figures, options);
  else if (!save_pictures (cli, journal, &figures, options, target, &error))
    return poise_cli_fail (error);
  return CLI_DONE;
}

int
poise_cli_run_balance (PoiseCli *cli, int argc, char **argv)
{
  g_auto (Options) o = { 0 };
  GDateWeekday first_weekday = cli->first_weekday;
  double target[2] = { 0.0, 0.0 };
  const GOptionEntry entries[] = {
    { "weeks", 0, 0, G_OPTION_ARG_INT, &o.weeks, NULL, NULL },
    { "all", 0, 0, G_OPTION_ARG_NONE, &o.all, NULL, NULL },
    { "from", 0, 0, G_OPTION_ARG_STRING, &o.from, NULL, NULL },
    { "to", 0, 0, G_OPTION_ARG_STRING, &o.to, NULL, NULL },
    { "by", 0, 0, G_OPTION_ARG_STRING, &o.by, NULL, NULL },
    { "first-weekday", 0, 0, G_OPTION_ARG_STRING, &o.first_weekday, NULL, NULL },
    { "target", 0, 0, G_OPTION_ARG_STRING, &o.target, NULL, NULL },
    { "tag", 0, 0, G_OPTION_ARG_STRING, &o.tag, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &o.json, NULL, NULL },
    { "csv", 0, 0, G_OPTION_ARG_NONE, &o.csv, NULL, NULL },
    { "png", 0, 0, G_OPTION_ARG_FILENAME, &o.files[POISE_PICTURE_PNG], NULL, NULL },
    { "svg", 0, 0, G_OPTION_ARG_FILENAME, &o.files[POISE_PICTURE_SVG], NULL, NULL },
    { "pdf", 0, 0, G_OPTION_ARG_FILENAME, &o.files[POISE_PICTURE_PDF], NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  gboolean has_weeks;

  o.weeks = G_MININT;
  if (!poise_cli_parse (&argc, &argv, entries, 0, 0))
    return CLI_USAGE;
  has_weeks = o.weeks != G_MININT;
  if (!has_weeks)
    o.weeks = DEFAULT_WEEKS;
  if (o.by == NULL)
    o.by = g_strdup ("week");
  if (!check_options (&o, has_weeks))
    return CLI_USAGE;
  if (o.tag != NULL && !clean_tag (&o.tag))
    return poise_cli_misuse (_ ("“%s” is no tag"), o.tag);
  if (!parse_weekday (o.first_weekday, &first_weekday))
    return poise_cli_misuse (_ ("--first-weekday takes a day of the week, such as monday"));
  if (!parse_target (o.target, target))
    return poise_cli_misuse (_ ("--target takes two numbers from 0 to 100, as 40-60"));
  return run (cli, &o, first_weekday, target);
}
