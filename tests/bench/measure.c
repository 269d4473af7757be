/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What Poise does without a window, and what the same costs at the least.
 *
 *     poise-measure FOLDER ROUNDS NAME...
 *
 * runs the named measurements in turn, ROUNDS times, and prints "NAME\tNS" for
 * each run, in processor time of all its threads. Under callgrind one round
 * of one of them gives its instructions.
 */

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "poise-balance.h"
#include "poise-file.h"
#include "poise-folder-read.h"
#include "poise-journal.h"
#include "poise-month.h"
#include "poise-search.h"
#include "poise-tagger.h"

typedef struct
{
  PoiseFolder *folder;
  PoiseJournal *journal; /* loaded when a measurement needs it */
  PoiseTagger *tagger;
  guint sink; /* what is measured must not be optimized away */
} Bench;

static GPtrArray *
list_files (Bench *bench)
{
  g_autoptr (GPtrArray) months = poise_folder_list_months (bench->folder, NULL);
  GPtrArray *files = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < months->len; i++)
    g_ptr_array_add (files,
                     poise_folder_get_month_path (bench->folder, g_ptr_array_index (months, i)));
  return files;
}

static void
run_read (Bench *bench)
{
  g_autoptr (GPtrArray) files = list_files (bench);

  for (guint i = 0; i < files->len; i++)
    {
      g_autoptr (GBytes) bytes = poise_file_read (g_ptr_array_index (files, i), NULL);

      bench->sink += (guint) g_bytes_get_size (bytes);
    }
}

/* As json-glib's own documentation does it. */
static void
run_parse (Bench *bench)
{
  g_autoptr (GPtrArray) files = list_files (bench);

  for (guint i = 0; i < files->len; i++)
    {
      g_autoptr (GBytes) bytes = poise_file_read (g_ptr_array_index (files, i), NULL);
      g_autoptr (JsonParser) parser = json_parser_new ();

      bench->sink += (guint) json_parser_load_from_data (parser, g_bytes_get_data (bytes, NULL),
                                                         (gssize) g_bytes_get_size (bytes), NULL);
    }
}

static void
run_load (Bench *bench)
{
  g_autoptr (GPtrArray) entries = poise_folder_read_all (bench->folder, NULL, NULL);
  g_autoptr (PoiseJournal) journal = poise_journal_new ();

  poise_journal_add_all (journal, entries);
  bench->sink += poise_journal_get_n_entries (journal);
  g_set_object (&bench->journal, journal);
}

/* The first search folds every text, later ones find it folded. */
static void
run_search (Bench *bench)
{
  g_autoptr (PoiseSearch) search = poise_search_new ("rota k");
  guint n = poise_journal_get_n_entries (bench->journal);

  for (guint i = 0; i < n; i++)
    bench->sink += (guint) poise_search_matches (search, poise_journal_peek (bench->journal, i));
}

static void
run_balance (Bench *bench)
{
  g_autoptr (PoiseBalance) balance =
    poise_balance_new (bench->journal, poise_day_new (2026, 11, 23), 0, G_DATE_MONDAY);

  bench->sink += balance->weeks->len;
}

static void
run_save (Bench *bench)
{
  g_autoptr (PoiseMonth) month = poise_month_new ("2026-11");
  g_autoptr (GPtrArray) entries = poise_journal_list_month (bench->journal, "2026-11");
  g_autoptr (GString) text = NULL;

  for (guint i = 0; i < entries->len; i++)
    g_ptr_array_add (month->entries, g_object_ref (g_ptr_array_index (entries, i)));
  text = poise_month_serialize (month);
  bench->sink += (guint) text->len;
}

static void
run_tag (Bench *bench)
{
  guint n = MIN (poise_journal_get_n_entries (bench->journal), 365);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PoiseTag) tag = poise_tagger_tag (
        bench->tagger, poise_entry_get_text (poise_journal_peek (bench->journal, i)));

      bench->sink += tag->sentences->len;
    }
}

static const struct
{
  const char *name;
  void (*run) (Bench *bench);
} measurements[] = {
  { "read", run_read },           { "parse", run_parse },   { "load", run_load },
  { "first-search", run_search }, { "search", run_search }, { "balance", run_balance },
  { "save", run_save },           { "tag", run_tag },
};

static gint64
read_clock (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (gint64) now.tv_sec * 1000000000 + now.tv_nsec;
}

static void
measure (Bench *bench, const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (measurements); i++)
    if (g_str_equal (measurements[i].name, name))
      {
        gint64 start = read_clock ();

        measurements[i].run (bench);
        printf ("%s\t%" G_GINT64_FORMAT "\n", name, read_clock () - start);
        return;
      }

  g_printerr ("poise-measure: there is no “%s”\n", name);
  exit (2);
}

int
main (int argc, char **argv)
{
  Bench bench = { 0 };
  int rounds;

  setlocale (LC_ALL, "");
  if (argc < 4)
    {
      g_printerr ("usage: poise-measure FOLDER ROUNDS NAME...\n");
      return 2;
    }
  bench.folder = poise_folder_new (argv[1]);
  bench.tagger = poise_tagger_new_default (NULL);
  rounds = atoi (argv[2]);
  run_load (&bench);
  for (int round = 0; round < rounds; round++)
    for (int i = 3; i < argc; i++)
      measure (&bench, argv[i]);
  g_clear_object (&bench.folder);
  g_clear_object (&bench.journal);
  g_clear_object (&bench.tagger);
  return bench.sink == 0;
}
