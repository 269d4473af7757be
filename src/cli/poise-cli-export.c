/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <stdio.h>

#include "poise-cli.h"
#include "poise-exchange.h"
#include "poise-lock-state.h"
#include "poise-picture.h"

typedef struct
{
  gboolean list;
  gboolean json;
  gboolean dry_run;
  gboolean force;
  PoiseDay from;
  PoiseDay to;
} Options;

static int
list_formats (gboolean json)
{
  g_autoptr (GString) out = g_string_new (NULL);
  guint n;
  const PoiseExporter *exporters = poise_exporters_list (&n);

  for (guint i = 0; i < n; i++)
    {
      PoiseJsonWriter writer;

      if (!json)
        {
          g_print ("%-16s %s\n", exporters[i].id, _ (exporters[i].hint));
          continue;
        }
      poise_cli_begin_line (&writer, out);
      poise_json_writer_begin (&writer, NULL, '{');
      poise_json_writer_add_string (&writer, "format", exporters[i].id);
      poise_json_writer_add_string (&writer, "label", _ (exporters[i].label));
      poise_json_writer_add_string (&writer, "hint", _ (exporters[i].hint));
      if (exporters[i].suffix != NULL)
        poise_json_writer_add_string (&writer, "suffix", exporters[i].suffix);
      poise_json_writer_end (&writer, '}');
      poise_cli_print_line (out);
    }
  return CLI_DONE;
}

static void
report (const PoiseExport *export, guint n_files, const Options *options)
{
  g_autoptr (GString) out = g_string_new (NULL);
  guint n = export->entries->len;
  PoiseJsonWriter writer;

  if (!options->json)
    {
      if (options->dry_run)
        g_print (ngettext ("%u entry would be exported\n", "%u entries would be exported\n", n), n);
      else
        g_print (ngettext ("%u entry exported\n", "%u entries exported\n", n), n);
      return;
    }
  poise_cli_begin_line (&writer, out);
  poise_json_writer_begin (&writer, NULL, '{');
  poise_json_writer_add_boolean (&writer, "exported", !options->dry_run);
  poise_json_writer_add_int (&writer, "entries", n);
  poise_json_writer_add_int (&writer, "files", n_files);
  poise_json_writer_end (&writer, '}');
  poise_cli_print_line (out);
}

static int
write_to_output (GPtrArray *files)
{
  const PoiseExportFile *file = g_ptr_array_index (files, 0);

  fwrite (g_bytes_get_data (file->bytes, NULL), 1, g_bytes_get_size (file->bytes), stdout);
  return CLI_DONE;
}

/* What leaves a locked journal is locked no more. */
static void
warn_of_lock (PoiseCli *cli, const Options *options)
{
  if (!options->dry_run && poise_lock_state_is_locked (cli->folder))
    poise_cli_warn ("%s", _ ("the journal is locked, but what is exported can be read by whoever "
                             "gets it"));
}

static int
export_path (PoiseCli *cli, const PoiseExporter *exporter, const char *path, const Options *options)
{
  g_autoptr (PoiseJournal) journal = NULL;
  g_autoptr (PoiseExport) export = NULL;
  g_autoptr (GPtrArray) files = NULL;
  g_autoptr (PoiseIntentionList) intentions = NULL;
  PoiseAccuracy accuracy;
  GError *error = NULL;

  journal = poise_cli_read_journal (cli, &error);
  if (journal == NULL)
    return poise_cli_fail (error);
  accuracy = poise_cli_load_accuracy (cli);
  export = poise_export_new (journal, options->from, options->to, cli->today, cli->first_weekday,
                             &accuracy, poise_picture_draw);
  intentions = poise_cli_load_intentions (cli);
  poise_export_set_intentions (export, intentions,
                               options->from == 1 && options->to == G_MAXUINT32);
  files = exporter->write (export, &error);
  if (files == NULL || !poise_exporter_may_write (exporter, cli->folder, path, &error))
    return poise_cli_fail (error);
  warn_of_lock (cli, options);
  if (!options->dry_run && g_str_equal (path, "-"))
    return write_to_output (files);
  if (!options->dry_run &&
      !poise_export_save (files, path, exporter->suffix == NULL, options->force, NULL, &error))
    {
      if (g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_EXIST))
        poise_cli_warn (_ ("%s; --force replaces it"), error->message);
      else
        poise_cli_warn ("%s", error->message);
      g_error_free (error);
      return CLI_FAILED;
    }
  report (export, files->len, options);
  return CLI_DONE;
}

int
poise_cli_run_export (PoiseCli *cli, int argc, char **argv)
{
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  const PoiseExporter *exporter;
  Options chosen = { .from = 1, .to = G_MAXUINT32 };
  const GOptionEntry options[] = {
    { "list", 0, 0, G_OPTION_ARG_NONE, &chosen.list, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &chosen.json, NULL, NULL },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &chosen.dry_run, NULL, NULL },
    { "force", 0, 0, G_OPTION_ARG_NONE, &chosen.force, NULL, NULL },
    { "from", 0, 0, G_OPTION_ARG_STRING, &from, NULL, NULL },
    { "to", 0, 0, G_OPTION_ARG_STRING, &to, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!poise_cli_parse (&argc, &argv, options, 0, 2) || argc - 1 != (chosen.list ? 0 : 2) ||
      !poise_cli_parse_days (from, to, &chosen.from, &chosen.to))
    return CLI_USAGE;
  if (chosen.list)
    return list_formats (chosen.json);
  exporter = poise_exporters_lookup (argv[1]);
  if (exporter == NULL)
    return poise_cli_misuse (_ ("there is no format “%s”; see poise-cli export --list"), argv[1]);
  if (exporter->suffix == NULL && g_str_equal (argv[2], "-"))
    return poise_cli_misuse (_ ("“%s” is a folder; it cannot go to standard output"), argv[1]);
  return export_path (cli, exporter, argv[2], &chosen);
}
