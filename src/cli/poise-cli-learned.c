/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "poise-classes.h"
#include "poise-cli.h"
#include "poise-learned-change.h"
#include "poise-learned-file.h"
#include "poise-learned.h"
#include "poise-lesson-description.h"
#include "poise-side-file.h"
#include "poise-time.h"

/* How much of what was learned is told; learned.json holds all of it. */
#define MAX_LESSONS 30

/* Not by removing the file: other computers are to forget, too. */
static int
reset (PoiseCli *cli)
{
  g_autoptr (PoiseLearner) nothing = poise_learner_new ();
  g_autofree char *by = poise_folder_get_writer (cli->folder);
  g_autoptr (PoiseLearnedChange) change =
    poise_learned_change_new (by, nothing, nothing, poise_time_to_usec (cli->now));
  g_autoptr (GBytes) bytes = NULL;
  GError *error = NULL;

  bytes = poise_file_kind_write (poise_learned_get_kind (), cli->folder, change, cli->now, &error);
  return bytes != NULL ? CLI_DONE : poise_cli_fail (error);
}

static void
write_lesson (PoiseJsonWriter *writer, const PoiseLesson *lesson)
{
  PoiseMode mode = poise_class_get_mode (lesson->class);

  poise_json_writer_begin_inline (writer, NULL, '{');
  if (lesson->words != NULL)
    poise_json_writer_add_string (writer, "words", lesson->words);
  else
    {
      poise_json_writer_add_string (writer, "mode", poise_mode_to_id (mode));
      if (mode == POISE_MODE_NONE)
        poise_json_writer_add_string (
          writer, "omission", poise_omission_to_id (poise_class_get_omission (lesson->class)));
      else
        poise_json_writer_add_string (writer, "facet",
                                      poise_facet_to_id (poise_class_get_facet (lesson->class)));
    }
  poise_json_writer_add_string (writer, "towards", poise_mode_to_id (lesson->mode));
  poise_json_writer_add_double (writer, "weight", lesson->weight);
  poise_json_writer_end (writer, '}');
}

static void
print_json (PoiseLearner *learner)
{
  g_autoptr (GArray) lessons = poise_learner_list_lessons (learner, MAX_LESSONS);
  g_autoptr (GString) out = g_string_new (NULL);
  PoiseJsonWriter writer;

  poise_cli_begin_line (&writer, out);
  poise_json_writer_begin (&writer, NULL, '{');
  poise_json_writer_add_int (&writer, "corrections", poise_learner_get_n_corrections (learner));
  poise_json_writer_begin (&writer, "lessons", '[');
  for (guint i = 0; i < lessons->len; i++)
    write_lesson (&writer, &g_array_index (lessons, PoiseLesson, i));
  poise_json_writer_end (&writer, ']');
  poise_json_writer_end (&writer, '}');
  poise_cli_print_line (out);
}

static void
print_text (PoiseLearner *learner)
{
  g_autoptr (GPtrArray) lines = poise_learner_describe_lessons (learner, MAX_LESSONS);
  guint n = poise_learner_get_n_corrections (learner);

  if (n > 0 && lines->len == 0)
    g_print (ngettext ("Learned from %u correction; no words stand out yet.\n",
                       "Learned from %u corrections; no words stand out yet.\n", n),
             n);
  else
    g_print (ngettext ("Learned from %u correction.\n", "Learned from %u corrections.\n", n), n);
  for (guint i = 0; i < lines->len; i++)
    g_print ("  %s\n", (const char *) g_ptr_array_index (lines, i));
}

static int
print_learned (PoiseCli *cli, gboolean json)
{
  g_autoptr (PoiseLearner) learner = poise_learner_new ();
  g_autofree char *path =
    g_build_filename (poise_folder_get_path (cli->folder), POISE_LEARNED_FILE, NULL);
  g_autoptr (GBytes) bytes = NULL;
  GError *error = NULL;

  bytes = poise_side_file_read (cli->folder, POISE_LEARNED_FILE, NULL, &error);
  if (bytes == NULL && !g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    return poise_cli_fail (error);
  g_clear_error (&error);
  if (bytes != NULL && !poise_learner_from_json (learner, g_bytes_get_data (bytes, NULL),
                                                 g_bytes_get_size (bytes), path, &error))
    return poise_cli_fail (error);
  if (json)
    print_json (learner);
  else
    print_text (learner);
  return CLI_DONE;
}

int
poise_cli_run_learned (PoiseCli *cli, int argc, char **argv)
{
  gboolean shall_reset = FALSE;
  gboolean json = FALSE;
  const GOptionEntry options[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, NULL, NULL },
    { "reset", 0, 0, G_OPTION_ARG_NONE, &shall_reset, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!poise_cli_parse (&argc, &argv, options, 0, 0))
    return CLI_USAGE;
  return shall_reset ? reset (cli) : print_learned (cli, json);
}
