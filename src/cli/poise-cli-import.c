/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "poise-cli.h"
#include "poise-excerpt.h"
#include "poise-exchange.h"
#include "poise-import-plan.h"

/* More messages than these are only counted. */
#define MAX_MESSAGES 20

typedef struct
{
  gboolean list;
  gboolean json;
  gboolean dry_run;
  PoiseImportOptions source;
} Options;

static int
list_formats (gboolean json)
{
  g_autoptr (GString) out = g_string_new (NULL);
  guint n;
  const PoiseImporter *importers = poise_importers_list (&n);

  for (guint i = 0; i < n; i++)
    {
      PoiseJsonWriter writer;

      if (!json)
        {
          g_print ("%-12s %s\n", importers[i].id, _ (importers[i].hint));
          continue;
        }
      poise_cli_begin_line (&writer, out);
      poise_json_writer_begin (&writer, NULL, '{');
      poise_json_writer_add_string (&writer, "format", importers[i].id);
      poise_json_writer_add_string (&writer, "label", _ (importers[i].label));
      poise_json_writer_add_string (&writer, "hint", _ (importers[i].hint));
      poise_json_writer_end (&writer, '}');
      poise_cli_print_line (out);
    }
  return CLI_DONE;
}

static void
warn_notes (GPtrArray *notes)
{
  for (guint i = 0; i < MIN (notes->len, MAX_MESSAGES); i++)
    {
      g_autofree char *text = poise_import_note_to_string (g_ptr_array_index (notes, i));

      poise_cli_warn ("%s", text);
    }
  if (notes->len > MAX_MESSAGES)
    poise_cli_warn (
      ngettext ("and %u message more", "and %u messages more", notes->len - MAX_MESSAGES),
      notes->len - MAX_MESSAGES);
}

static void
write_notes (PoiseJsonWriter *writer, const char *name, GPtrArray *notes)
{
  poise_json_writer_begin (writer, name, '[');
  for (guint i = 0; i < notes->len; i++)
    {
      const PoiseImportNote *note = g_ptr_array_index (notes, i);

      poise_json_writer_begin (writer, NULL, '{');
      if (note->file != NULL)
        poise_json_writer_add_string (writer, "file", note->file);
      if (note->line > 0)
        poise_json_writer_add_int (writer, "line", note->line);
      poise_json_writer_add_string (writer, "message", note->message);
      poise_json_writer_end (writer, '}');
    }
  poise_json_writer_end (writer, ']');
}

static void
write_losses (PoiseJsonWriter *writer, GPtrArray *losses)
{
  poise_json_writer_begin (writer, "left_out", '[');
  for (guint i = 0; i < losses->len; i++)
    {
      const PoiseImportLoss *loss = g_ptr_array_index (losses, i);

      poise_json_writer_begin (writer, NULL, '{');
      poise_json_writer_add_string (writer, "what", loss->what);
      poise_json_writer_add_int (writer, "count", loss->count);
      poise_json_writer_end (writer, '}');
    }
  poise_json_writer_end (writer, ']');
}

static void
write_changed (PoiseJsonWriter *writer, GPtrArray *entries)
{
  poise_json_writer_begin (writer, "changed_entries", '[');
  for (guint i = 0; i < entries->len; i++)
    {
      PoiseEntry *entry = g_ptr_array_index (entries, i);
      g_autofree char *day = poise_day_to_string (poise_entry_get_day (entry));

      poise_json_writer_begin (writer, NULL, '{');
      poise_json_writer_add_string (writer, "day", day);
      poise_json_writer_add_string (writer, "text", poise_entry_get_text (entry));
      poise_json_writer_end (writer, '}');
    }
  poise_json_writer_end (writer, ']');
}

static void
print_json (const PoiseImport *import, const PoiseImportPlan *plan, gboolean done, const char *undo)
{
  g_autoptr (GString) out = g_string_new (NULL);
  PoiseJsonWriter writer;

  poise_cli_begin_line (&writer, out);
  poise_json_writer_begin (&writer, NULL, '{');
  poise_json_writer_add_boolean (&writer, "imported", done);
  poise_json_writer_add_int (&writer, "entries", plan->entries->len);
  if (plan->entries->len > 0)
    {
      g_autofree char *first = poise_day_to_string (plan->first);
      g_autofree char *last = poise_day_to_string (plan->last);

      poise_json_writer_add_int (&writer, "days", plan->n_days);
      poise_json_writer_add_string (&writer, "first", first);
      poise_json_writer_add_string (&writer, "last", last);
    }
  poise_json_writer_add_int (&writer, "intentions", plan->n_intentions);
  poise_json_writer_add_int (&writer, "present", plan->n_present);
  poise_json_writer_add_int (&writer, "changed", plan->changed->len);
  write_changed (&writer, plan->changed);
  write_losses (&writer, import->losses);
  write_notes (&writer, "problems", import->problems);
  write_notes (&writer, "notes", import->notes);
  if (undo != NULL)
    poise_json_writer_add_string (&writer, "undo", undo);
  poise_json_writer_end (&writer, '}');
  poise_cli_print_line (out);
}

static void
print_changed (GPtrArray *entries)
{
  if (entries->len == 0)
    return;
  g_print (ngettext ("%u is in the journal in another version, which stays\n",
                     "%u are in the journal in another version, which stays\n", entries->len),
           entries->len);
  for (guint i = 0; i < entries->len; i++)
    {
      PoiseEntry *entry = g_ptr_array_index (entries, i);
      g_autofree char *day = poise_day_to_string (poise_entry_get_day (entry));
      g_autofree char *words = poise_excerpt_first_words (poise_entry_get_text (entry));

      g_print ("  %s  %s\n", day, words);
    }
}

static void
print_text (const PoiseImport *import, const PoiseImportPlan *plan, gboolean done)
{
  guint n = plan->entries->len;

  if (done)
    g_print (ngettext ("%u entry imported", "%u entries imported", n), n);
  else
    g_print (ngettext ("%u entry would be imported", "%u entries would be imported", n), n);
  g_print ("\n");
  if (n > 0)
    {
      g_autofree char *first = poise_day_to_string (plan->first);
      g_autofree char *last = poise_day_to_string (plan->last);

      /* Translators: below “12 entries imported”: how many days have entries, and the first and
       * the last of them. */
      g_print (ngettext ("on %1$u day, from %2$s to %3$s\n", "on %1$u days, from %2$s to %3$s\n",
                         plan->n_days),
               plan->n_days, first, last);
    }
  if (poise_import_plan_has_intentions (plan))
    g_print (ngettext ("with %u intention\n", "with %u intentions\n", plan->n_intentions),
             plan->n_intentions);
  if (plan->n_present > 0)
    g_print (ngettext ("%u is in the journal already\n", "%u are in the journal already\n",
                       plan->n_present),
             plan->n_present);
  print_changed (plan->changed);
  for (guint i = 0; i < import->losses->len; i++)
    {
      const PoiseImportLoss *loss = g_ptr_array_index (import->losses, i);

      /* Translators: what is not kept, and how often it was there. */
      g_print (_ ("left out: %s (%u)\n"), loss->what, loss->count);
    }
}

static void
print_undo (const PoiseCli *cli, const PoiseImportPlan *plan, const char *undo)
{
  g_autofree char *command = poise_cli_describe_restore (cli, undo);

  /* Translators: %s is a command. */
  g_print (_ ("to undo this: %s\n"), command);
  if (poise_import_plan_has_intentions (plan))
    g_print ("%s\n", _ ("that takes the entries back; the intentions stay"));
}

static PoiseTag *
tag_cb (const char *text, gpointer data)
{
  return poise_tagger_tag (data, text);
}

static gboolean
apply_plan (PoiseCli *cli, PoiseImportPlan *plan, char **undo, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (PoiseTagger) tagger = NULL;

  if (poise_import_plan_is_empty (plan))
    return TRUE;
  /* An entry without a tag is still an entry: it can be tagged later. */
  tagger = poise_cli_load_tagger (cli, &local_error);
  if (tagger == NULL)
    poise_cli_warn ("%s", local_error->message);
  else if (!poise_import_plan_tag (plan, tag_cb, tagger, NULL, NULL, NULL, error))
    return FALSE;
  return poise_import_plan_apply (plan, cli->folder, cli->now, NULL, NULL, NULL, undo, error);
}

static int
import_path (PoiseCli *cli, const PoiseImporter *importer, const char *path, const Options *options)
{
  g_autoptr (GTimeZone) zone = g_time_zone_ref (g_date_time_get_timezone (cli->now));
  g_autoptr (PoiseImport) import = NULL;
  g_autoptr (PoiseImportPlan) plan = NULL;
  g_autoptr (PoiseJournal) journal = NULL;
  g_autoptr (GPtrArray) present = NULL;
  g_autofree char *undo = NULL;
  gboolean has_problems, is_refused;
  guint n_readable;
  GError *error = NULL;

  import = poise_exchange_read (importer, path, zone, &options->source, NULL, &error);
  if (import == NULL)
    return poise_cli_fail (error);
  journal = poise_cli_load_journal (cli, &error);
  if (journal == NULL)
    return poise_cli_fail (error);
  present = poise_journal_list_days (journal, 1, G_MAXUINT32);
  plan = poise_import_plan_new (import, present);
  poise_import_plan_add_intentions (plan, import, cli->folder);
  warn_notes (import->notes);
  warn_notes (import->problems);
  if (import->asks_encoding)
    poise_cli_warn (
      _ ("--encoding says how texts are encoded, as --encoding windows-1252 for Western "
         "Europe"));
  if (import->asks_order)
    poise_cli_warn (_ ("--date-order says which number is the month: dmy, mdy or ymd"));
  /* One bad file does not keep the others of a folder out. */
  has_problems = import->problems->len > 0 && !options->source.is_partial;
  is_refused = has_problems && (!import->is_many || poise_import_plan_is_empty (plan));

  if (!is_refused && !options->dry_run && !apply_plan (cli, plan, &undo, &error))
    return poise_cli_fail (error);
  if (options->json)
    print_json (import, plan, !is_refused && !options->dry_run, undo);
  else if (!is_refused || options->dry_run)
    print_text (import, plan, !options->dry_run);
  if (undo != NULL && !options->json)
    print_undo (cli, plan, undo);
  if (!has_problems)
    return CLI_DONE;
  if (!is_refused)
    {
      poise_cli_warn (
        _ ("what could not be read is not imported; mend it and import again: nothing "
           "comes in twice"));
      return CLI_FAILED;
    }
  n_readable = plan->entries->len + import->n_half_read;
  poise_cli_warn (
    ngettext ("nothing is imported; --partial imports the %u entry that could be read",
              "nothing is imported; --partial imports the %u entries that could be "
              "read",
              n_readable),
    n_readable);
  return CLI_FAILED;
}

static gboolean
choose_encoding (const char *name, PoiseImportOptions *options)
{
  GIConv converter;

  options->encoding = name;
  if (name == NULL)
    return TRUE;
  converter = g_iconv_open ("UTF-8", name);
  if (converter == (GIConv) -1)
    {
      poise_cli_warn (_ ("there is no encoding “%s”; “iconv --list” shows them all"), name);
      return FALSE;
    }
  g_iconv_close (converter);
  return TRUE;
}

static gboolean
choose_order (const char *name, PoiseImportOptions *options)
{
  if (name == NULL)
    return TRUE;
  if (g_str_equal (name, "dmy"))
    options->order = POISE_DATE_ORDER_DAY_FIRST;
  else if (g_str_equal (name, "mdy"))
    options->order = POISE_DATE_ORDER_MONTH_FIRST;
  else if (g_str_equal (name, "ymd"))
    options->order = POISE_DATE_ORDER_YEAR_FIRST;
  else
    poise_cli_warn (_ ("--date-order is dmy, where the day comes first, mdy or ymd; not “%s”"),
                    name);
  return options->order != POISE_DATE_ORDER_UNKNOWN;
}

int
poise_cli_run_import (PoiseCli *cli, int argc, char **argv)
{
  const PoiseImporter *importer;
  g_autofree char *encoding = NULL;
  g_autofree char *order = NULL;
  Options chosen = { 0 };
  const GOptionEntry options[] = {
    { "encoding", 0, 0, G_OPTION_ARG_STRING, &encoding, NULL, NULL },
    { "date-order", 0, 0, G_OPTION_ARG_STRING, &order, NULL, NULL },
    { "list", 0, 0, G_OPTION_ARG_NONE, &chosen.list, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &chosen.json, NULL, NULL },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &chosen.dry_run, NULL, NULL },
    { "partial", 0, 0, G_OPTION_ARG_NONE, &chosen.source.is_partial, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!poise_cli_parse (&argc, &argv, options, 0, 2) || argc - 1 != (chosen.list ? 0 : 2))
    return CLI_USAGE;
  if (chosen.list)
    return list_formats (chosen.json);
  if (!choose_encoding (encoding, &chosen.source) || !choose_order (order, &chosen.source))
    return CLI_USAGE;
  importer = poise_importers_lookup (argv[1]);
  if (importer == NULL)
    return poise_cli_misuse (_ ("there is no format “%s”; see poise-cli import --list"), argv[1]);
  return import_path (cli, importer, argv[2], &chosen);
}
