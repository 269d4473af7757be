/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "poise-cli.h"
#include "poise-retag.h"

typedef struct
{
  gboolean dry_run;
  gboolean json;
  GHashTable *months; /* month → the changes of its entries */
  GString *out;
  guint n;
} Retagging;

static void
write_tag (PoiseJsonWriter *writer, const char *name, const PoiseTag *tag)
{
  poise_json_writer_begin_inline (writer, name, '{');
  if (tag != NULL)
    {
      poise_json_writer_add_string (writer, "mode", poise_mode_to_id (tag->mode));
      poise_json_writer_add_string (writer, "by", poise_tag_source_to_id (tag->by));
      if (tag->model != NULL)
        poise_json_writer_add_string (writer, "model", tag->model);
    }
  poise_json_writer_end (writer, '}');
}

static void
print_change (Retagging *self, PoiseEntry *entry, const PoiseTag *before, const PoiseTag *after)
{
  g_autofree char *day = poise_day_to_string (poise_entry_get_day (entry));
  PoiseJsonWriter writer;

  if (!self->json)
    {
      g_print ("%s  %s  %s → %s\n", poise_entry_get_id (entry), day,
               before != NULL ? poise_mode_to_id (before->mode) : "-",
               poise_mode_to_id (after->mode));
      return;
    }
  poise_cli_begin_line (&writer, self->out);
  poise_json_writer_begin (&writer, NULL, '{');
  poise_json_writer_add_string (&writer, "id", poise_entry_get_id (entry));
  poise_json_writer_add_string (&writer, "day", day);
  write_tag (&writer, "before", before);
  write_tag (&writer, "after", after);
  poise_json_writer_end (&writer, '}');
  poise_cli_print_line (self->out);
}

/* The entry's time of modification stays: nobody wrote in it, and what
 * somebody else writes meanwhile must win. */
static void
retag (Retagging *self, PoiseTagger *tagger, PoiseEntry *entry)
{
  g_autoptr (PoiseTag) before =
    poise_entry_get_tag (entry) != NULL ? poise_tag_ref (poise_entry_get_tag (entry)) : NULL;
  const char *text = poise_entry_get_text (entry);
  g_autoptr (PoiseTag) after = poise_tagger_retag (tagger, text, before, text);
  g_autoptr (PoiseVersion) base = poise_version_new (entry);
  g_autofree char *month = poise_day_to_month (poise_entry_get_day (entry));
  GPtrArray *changes = g_hash_table_lookup (self->months, month);

  self->n++;
  print_change (self, entry, before, after);
  poise_entry_set_tag (entry, after);
  if (changes == NULL)
    g_hash_table_insert (self->months, g_steal_pointer (&month), changes = poise_changes_new ());
  g_ptr_array_add (changes, poise_change_new (poise_entry_get_id (entry), entry, base));
}

static int
apply (PoiseCli *cli, Retagging *self, guint *n_done)
{
  GHashTableIter iter;
  const char *month;
  GPtrArray *changes;
  int status = CLI_DONE;

  g_hash_table_iter_init (&iter, self->months);
  while (g_hash_table_iter_next (&iter, (gpointer *) &month, (gpointer *) &changes))
    {
      GError *error = NULL;

      if (poise_folder_apply (cli->folder, month, changes, cli->now, &error))
        *n_done += changes->len;
      else
        status = poise_cli_fail (error);
    }
  return status;
}

static int
retag_all (PoiseCli *cli, Retagging *self)
{
  g_autoptr (PoiseTagger) tagger = NULL;
  g_autoptr (PoiseJournal) journal = NULL;
  GError *error = NULL;
  guint n, n_done = 0;
  int status;

  if ((tagger = poise_cli_load_tagger (cli, &error)) == NULL ||
      (journal = poise_cli_load_journal (cli, &error)) == NULL)
    return poise_cli_fail (error);
  n = poise_journal_get_n_entries (journal);
  for (guint i = 0; i < n; i++)
    if (poise_retag_is_due (tagger, poise_journal_peek (journal, i)))
      retag (self, tagger, poise_journal_peek (journal, i));
  if (!self->json && self->dry_run)
    g_print (ngettext ("%u entry would be tagged again.\n", "%u entries would be tagged again.\n",
                       self->n),
             self->n);
  if (self->dry_run)
    return CLI_DONE;
  status = apply (cli, self, &n_done);
  if (!self->json)
    g_print (ngettext ("%u entry was tagged again.\n", "%u entries were tagged again.\n", n_done),
             n_done);
  return status;
}

int
poise_cli_run_retag (PoiseCli *cli, int argc, char **argv)
{
  Retagging self = { 0 };
  const GOptionEntry options[] = {
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &self.dry_run, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &self.json, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  int status;

  if (!poise_cli_parse (&argc, &argv, options, 0, 0))
    return CLI_USAGE;
  self.months =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  self.out = g_string_new (NULL);
  status = retag_all (cli, &self);
  g_hash_table_unref (self.months);
  g_string_free (self.out, TRUE);
  return status;
}
