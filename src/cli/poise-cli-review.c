/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "poise-balance-description.h"
#include "poise-cli.h"
#include "poise-error.h"
#include "poise-handout.h"
#include "poise-name-finder.h"
#include "poise-picture.h"
#include "poise-review.h"

/* What was asked for. */
typedef struct
{
  char *month;
  char *quarter;
  char *html;
  char *pdf;
  GStrv initials;
  gboolean keep;
  gboolean json;
  PoiseUnit unit;
  PoiseDay first;
} Options;

static void
options_clear (Options *self)
{
  g_free (self->month);
  g_free (self->quarter);
  g_free (self->html);
  g_free (self->pdf);
  g_strfreev (self->initials);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* What a review is made of. */
typedef struct
{
  PoiseBalance *balance;
  PoiseBalance *before;
  PoiseIntentionList *intentions;
  GPtrArray *sentences;
  GPtrArray *reviews; /* kept ones of this month or quarter, the newest first */
} Material;

static void
material_clear (Material *self)
{
  g_clear_pointer (&self->balance, poise_balance_unref);
  g_clear_pointer (&self->before, poise_balance_unref);
  g_clear_object (&self->intentions);
  g_clear_pointer (&self->sentences, g_ptr_array_unref);
  g_clear_pointer (&self->reviews, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Material, material_clear)

static void
list_reviews (Material *self, PoiseJournal *journal, const Options *options)
{
  self->reviews = poise_review_list (journal);
  for (guint i = self->reviews->len; i-- > 0;)
    {
      PoiseUnit unit;
      PoiseDay first;

      if (!poise_review_get_period (g_ptr_array_index (self->reviews, i), &unit, &first) ||
          unit != options->unit || first != options->first)
        g_ptr_array_remove_index (self->reviews, i);
    }
}

static void
gather (Material *self, PoiseCli *cli, PoiseJournal *journal, const Options *options)
{
  PoiseAccuracy accuracy = poise_cli_load_accuracy (cli);
  PoiseRange range = poise_review_get_range (options->unit, options->first, cli->today);

  self->balance = poise_balance_new_for_range (journal, &range, cli->first_weekday, &accuracy);
  self->before = poise_balance_new_before (journal, self->balance);
  self->intentions = poise_cli_load_intentions (cli);
  self->sentences = poise_review_list_sentences (journal, &range);
  list_reviews (self, journal, options);
}

/* ---- output ---- */

static void
write_sentence (PoiseJsonWriter *writer, const PoiseReviewSentence *sentence)
{
  g_autofree char *day = poise_day_to_string (sentence->day);

  poise_json_writer_begin (writer, NULL, '{');
  poise_json_writer_add_string (writer, "day", day);
  poise_json_writer_add_string (writer, "mode", poise_mode_to_id (sentence->mode));
  if (sentence->facet != POISE_FACET_NONE)
    poise_json_writer_add_string (writer, "facet", poise_facet_to_id (sentence->facet));
  poise_json_writer_add_string (writer, "text", sentence->text);
  poise_json_writer_end (writer, '}');
}

static void
write_balance (PoiseJsonWriter *writer, const PoiseBalance *balance)
{
  poise_json_writer_add_int (writer, "entries", balance->n_entries);
  poise_json_writer_add_int (writer, "counted", balance->n_counted);
  poise_json_writer_add_int (writer, "sentences", balance->n_sentences);
  if (balance->has_share)
    poise_json_writer_add_double (writer, "share", balance->share);
  else
    poise_json_writer_add_string (writer, "share", NULL);
}

static void
print_json (const Material *material)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *from = poise_day_to_string (material->balance->range.first);
  g_autofree char *to = poise_day_to_string (material->balance->range.last);
  g_autoptr (GPtrArray) intentions = poise_review_list_intentions (
    material->intentions, &material->balance->range, material->balance->first_weekday);
  PoiseJsonWriter writer;

  poise_cli_begin_line (&writer, out);
  poise_json_writer_begin (&writer, NULL, '{');
  poise_json_writer_add_string (&writer, "from", from);
  poise_json_writer_add_string (&writer, "to", to);
  write_balance (&writer, material->balance);
  poise_json_writer_begin (&writer, "intentions", '[');
  for (guint i = 0; i < intentions->len; i++)
    poise_intention_write_json (g_ptr_array_index (intentions, i), &writer);
  poise_json_writer_end (&writer, ']');
  poise_json_writer_begin (&writer, "picks", '[');
  for (guint i = 0; i < material->sentences->len; i++)
    write_sentence (&writer, g_ptr_array_index (material->sentences, i));
  poise_json_writer_end (&writer, ']');
  poise_json_writer_begin (&writer, "questions", '[');
  for (guint i = 0; i < POISE_REVIEW_N_QUESTIONS; i++)
    poise_json_writer_add_string (&writer, NULL, poise_review_get_question (i));
  poise_json_writer_end (&writer, ']');
  poise_json_writer_begin (&writer, "reviews", '[');
  for (guint i = 0; i < material->reviews->len; i++)
    poise_json_writer_add_string (&writer, NULL,
                                  poise_entry_get_id (g_ptr_array_index (material->reviews, i)));
  poise_json_writer_end (&writer, ']');
  poise_json_writer_end (&writer, '}');
  poise_cli_print_line (out);
}

static void
print_text (const Material *material)
{
  static const char *const answers[POISE_REVIEW_N_QUESTIONS] = { "", "", "" };
  g_autofree char *text = poise_review_make_text (
    material->balance, material->before, material->intentions, material->sentences, answers);

  for (guint i = 0; i < material->reviews->len; i++)
    g_print (_ ("Kept: %s\n"), poise_entry_get_id (g_ptr_array_index (material->reviews, i)));
  g_print ("%s", text);
}

/* ---- keeping and handing out ---- */

static int
keep (PoiseCli *cli, const Options *options)
{
  GError *error = NULL;
  g_autofree char *text = poise_cli_read_input (&error);
  g_autoptr (PoiseEntry) review = NULL;

  if (text == NULL)
    return poise_cli_fail (error);
  review = poise_review_new_entry (options->unit, options->first, text, cli->today, cli->now);
  if (poise_entry_is_blank (review))
    g_set_error (&error, POISE_ERROR, POISE_ERROR_INVALID, _ ("there is nothing to add"));
  if (error != NULL ||
      !poise_cli_apply (cli, poise_entry_get_id (review), cli->today, review, NULL, &error))
    return poise_cli_fail (error);
  g_print ("%s\n", poise_entry_get_id (review));
  return CLI_DONE;
}

static void
say_names (PoiseEntry *review)
{
  const char *text = poise_entry_get_text (review);
  g_auto (GStrv) own = poise_review_list_own_words ();
  g_auto (GStrv) names = poise_name_finder_find (text, (const char *const *) own);
  g_autofree char *all = g_strjoinv (", ", names);

  if (*names != NULL)
    poise_cli_warn (
      _ ("these may be names, and stay as they are: %s; --initials NAME replaces one"), all);
  if (poise_name_finder_is_blind (text))
    poise_cli_warn ("%s", _ ("Poise can’t find names in a script without capital letters: look for "
                             "them yourself; --initials NAME replaces one"));
}

static int
hand_out (PoiseCli *cli, PoiseJournal *journal, const Material *material, const Options *options)
{
  static const char *const none[] = { NULL };
  const char *path = options->pdf != NULL ? options->pdf : options->html;
  g_autoptr (PoiseExport) handout = NULL;
  g_autoptr (GBytes) bytes = NULL;
  GError *error = NULL;

  if (material->reviews->len == 0)
    {
      g_set_error (&error, POISE_ERROR, POISE_ERROR_NOT_FOUND,
                   _ ("no review of this time was kept; --keep keeps one"));
      return poise_cli_fail (error);
    }
  if (options->initials == NULL)
    say_names (g_ptr_array_index (material->reviews, 0));
  handout = poise_handout_new (
    g_ptr_array_index (material->reviews, 0), journal, material->intentions,
    options->initials != NULL ? (const char *const *) options->initials : none, cli->today,
    cli->first_weekday, &material->balance->accuracy, poise_picture_draw);
  bytes = poise_handout_write (handout, options->pdf != NULL, &error);
  if (bytes == NULL || !poise_cli_write_file (cli, path, g_bytes_get_data (bytes, NULL),
                                              g_bytes_get_size (bytes), &error))
    return poise_cli_fail (error);
  return CLI_DONE;
}

/* ---- the command ---- */

static gboolean
check_options (Options *options)
{
  const char *text = options->month != NULL ? options->month : options->quarter;
  int n_outputs = options->keep + options->json + (options->html != NULL) + (options->pdf != NULL);

  if ((options->month != NULL) + (options->quarter != NULL) != 1)
    poise_cli_warn (_ ("say --month or --quarter"));
  else if (!poise_review_parse (text, &options->unit, &options->first) ||
           (options->unit == POISE_UNIT_MONTH) != (options->month != NULL))
    poise_cli_warn (_ ("“%s” is neither a month as 2026-10 nor a quarter as 2026-Q4"), text);
  else if (n_outputs > 1)
    poise_cli_warn (_ ("--keep, --html, --pdf and --json exclude each other"));
  else
    return TRUE;
  return FALSE;
}

/**
 * poise_cli_run_review:
 * @cli: what the commands share
 * @argc: how many arguments there are
 * @argv: (inout): the arguments
 *
 * Shows what a review of a month or a quarter is made of, keeps one, or hands it out.
 *
 * Returns: the exit status
 */
int
poise_cli_run_review (PoiseCli *cli, int argc, char **argv)
{
  g_auto (Options) o = { 0 };
  const GOptionEntry entries[] = {
    { "month", 0, 0, G_OPTION_ARG_STRING, &o.month, NULL, NULL },
    { "quarter", 0, 0, G_OPTION_ARG_STRING, &o.quarter, NULL, NULL },
    { "keep", 0, 0, G_OPTION_ARG_NONE, &o.keep, NULL, NULL },
    { "html", 0, 0, G_OPTION_ARG_FILENAME, &o.html, NULL, NULL },
    { "pdf", 0, 0, G_OPTION_ARG_FILENAME, &o.pdf, NULL, NULL },
    { "initials", 0, 0, G_OPTION_ARG_STRING_ARRAY, &o.initials, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &o.json, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (PoiseJournal) journal = NULL;
  g_auto (Material) material = { 0 };
  GError *error = NULL;

  if (!poise_cli_parse (&argc, &argv, entries, 0, 0) || !check_options (&o))
    return CLI_USAGE;
  if (o.first > cli->today)
    return poise_cli_misuse (_ ("this time has not begun"));
  if (o.keep)
    return keep (cli, &o);
  journal = poise_cli_read_journal (cli, &error);
  if (journal == NULL)
    return poise_cli_fail (error);
  gather (&material, cli, journal, &o);
  if (o.html != NULL || o.pdf != NULL)
    return hand_out (cli, journal, &material, &o);
  if (o.json)
    print_json (&material);
  else
    print_text (&material);
  return CLI_DONE;
}
