/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-exchange.h"

#include <glib/gi18n-lib.h>

#include "poise-almanah.h"
#include "poise-apple-journal.h"
#include "poise-csv.h"
#include "poise-dayone-classic.h"
#include "poise-dayone-text.h"
#include "poise-dayone.h"
#include "poise-diarium.h"
#include "poise-error.h"
#include "poise-html.h"
#include "poise-journey.h"
#include "poise-jrnl.h"
#include "poise-lifeograph.h"
#include "poise-locked.h"
#include "poise-logseq.h"
#include "poise-markdown-own.h"
#include "poise-markdown.h"
#include "poise-mini-diary.h"
#include "poise-org.h"
#include "poise-own-json.h"
#include "poise-pdf.h"
#include "poise-rednotebook.h"
#include "poise-source-copies.h"
#include "poise-text-write.h"
#include "poise-text.h"

static const char *const json_suffixes[] = { ".json", NULL };
static const char *const almanah_suffixes[] = { ".db", ".db.encrypted", NULL };
static const char *const diary_suffixes[] = { ".diary", NULL };
static const char *const text_suffixes[] = { ".txt", NULL };
static const char *const markdown_suffixes[] = { ".md", ".markdown", ".txt", NULL };
static const char *const org_suffixes[] = { ".org", POISE_SOURCE_BARE_DATE, NULL };
static const char *const logseq_suffixes[] = { ".md", ".org", NULL };
static const char *const entry_suffixes[] = { ".doentry", NULL };
static const char *const html_suffixes[] = { ".html", ".htm", NULL };
static const char *const csv_suffixes[] = { ".csv", ".tsv", NULL };

static const PoiseImporter importers[] = {
  { "almanah", N_ ("Almanah"), N_ ("The file diary.db in the folder ~/.local/share"),
    almanah_suffixes, FALSE, poise_almanah_read },
  { "apple-journal", N_ ("Apple Journal"), N_ ("The folder or zip of Journal’s “Export as HTML”"),
    html_suffixes, TRUE, poise_apple_journal_read },
  { "daylio", N_ ("Daylio"), N_ ("The table of Daylio’s “Export entries” (CSV)"), csv_suffixes,
    FALSE, poise_csv_read },
  { "dayone", N_ ("Day One"), N_ ("The zip or JSON file of Day One’s “Export as JSON”"),
    json_suffixes, FALSE, poise_dayone_read },
  { "dayone-text", N_ ("Day One (Plain Text)"), N_ ("The file of Day One’s “Export as Plain Text”"),
    text_suffixes, FALSE, poise_dayone_text_read },
  { "dayone-classic", N_ ("Day One 1"), N_ ("The folder Journal.dayone"), entry_suffixes, TRUE,
    poise_dayone_classic_read },
  { "diarium", N_ ("Diarium"), N_ ("The JSON file of Diarium’s “Export”"), json_suffixes, FALSE,
    poise_diarium_read },
  { "journey", N_ ("Journey"), N_ ("Journey’s zip archive"), json_suffixes, FALSE,
    poise_journey_read },
  { "joplin", N_ ("Joplin"), N_ ("The folder of Joplin’s “Markdown + Front Matter”"),
    markdown_suffixes, TRUE, poise_joplin_read },
  { "jrnl", N_ ("jrnl"), N_ ("jrnl’s journal file or folder"), text_suffixes, FALSE,
    poise_jrnl_read },
  { "jrnl-json", N_ ("jrnl (JSON)"), N_ ("What “jrnl --format json” wrote"), json_suffixes, FALSE,
    poise_jrnl_json_read },
  { "lifeograph", N_ ("Lifeograph"), N_ ("A diary file of Lifeograph, without a password"),
    diary_suffixes, FALSE, poise_lifeograph_read },
  { "logseq", N_ ("Logseq"), N_ ("A graph’s folder; its journal is read"), logseq_suffixes, TRUE,
    poise_logseq_read },
  { "markdown", N_ ("Markdown"),
    N_ ("A folder with a file a day, as Obsidian’s daily notes, or a single file"),
    markdown_suffixes, TRUE, poise_markdown_read },
  { "mini-diary", N_ ("Mini Diary"), N_ ("The JSON file of Mini Diary’s “Export”"), json_suffixes,
    FALSE, poise_mini_diary_read },
  { "org", N_ ("Org Mode"), N_ ("A file or a folder of Org mode or org-journal"), org_suffixes,
    TRUE, poise_org_read },
  { "rednotebook", N_ ("RedNotebook"), N_ ("RedNotebook’s folder, with a file a month"),
    text_suffixes, TRUE, poise_rednotebook_read },
  { "text", N_ ("Plain Text"),
    N_ ("A text with a date as heading of each entry, or a folder with a file a day"),
    text_suffixes, FALSE, poise_text_read },
  { "csv", N_ ("Table (CSV)"), N_ ("A table with a row an entry and named columns"), csv_suffixes,
    FALSE, poise_csv_read },
  { "poise", N_ ("Poise"), N_ ("What Poise exported, or another journal’s folder"), json_suffixes,
    FALSE, poise_own_json_read },
};

static const PoiseExporter exporters[] = {
  { "html", N_ ("Web Page"), N_ ("One page for any browser, with the charts"), ".html",
    poise_html_write },
  { "markdown", N_ ("Markdown"), N_ ("One file that any editor opens"), ".md",
    poise_markdown_write_file },
  { "markdown-folder", N_ ("Markdown Folder"), N_ ("A file an entry, as Obsidian has them"), NULL,
    poise_markdown_write_folder },
  { "csv", N_ ("Table (CSV)"), N_ ("A row an entry, for spreadsheets"), ".csv", poise_csv_write },
  { "csv-weeks", N_ ("Weekly Balance (CSV)"), N_ ("A row a week, for spreadsheets"), ".csv",
    poise_csv_write_weeks },
  { "pdf", N_ ("Book (PDF)"), N_ ("Typeset pages with the charts, to keep or to print"), ".pdf",
    poise_pdf_write },
  { "poise", N_ ("Poise"), N_ ("Everything, to be imported into Poise again"), ".json",
    poise_own_json_write },
  { "text", N_ ("Plain Text"), N_ ("Dates, tags and words, nothing else"), ".txt",
    poise_text_write },
};

/**
 * poise_importers_list:
 * @n_importers: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_importers): the formats that are read
 */
const PoiseImporter *
poise_importers_list (guint *n_importers)
{
  *n_importers = G_N_ELEMENTS (importers);
  return importers;
}

/**
 * poise_importers_lookup:
 * @id: a format's name
 *
 * Returns: (transfer none) (nullable): the format
 */
const PoiseImporter *
poise_importers_lookup (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (importers); i++)
    if (g_str_equal (importers[i].id, id))
      return &importers[i];

  return NULL;
}

/**
 * poise_exporters_list:
 * @n_exporters: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_exporters): the formats that are
 *   written
 */
const PoiseExporter *
poise_exporters_list (guint *n_exporters)
{
  *n_exporters = G_N_ELEMENTS (exporters);
  return exporters;
}

/**
 * poise_exporters_lookup:
 * @id: a format's name
 *
 * Returns: (transfer none) (nullable): the format
 */
const PoiseExporter *
poise_exporters_lookup (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (exporters); i++)
    if (g_str_equal (exporters[i].id, id))
      return &exporters[i];

  return NULL;
}

/**
 * poise_exporter_may_write:
 * @self: a format
 * @folder: (nullable): the journal's folder, if it has one
 * @path: the file or folder that is to be written
 * @error: return location
 *
 * Finds out whether a file would be taken for one of the journal's. Errors are those of
 * poise_folder_check_export().
 *
 * Returns: %TRUE if it may be written
 */
gboolean
poise_exporter_may_write (const PoiseExporter *self,
                          PoiseFolder *folder,
                          const char *path,
                          GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->suffix == NULL || poise_folder_check_export (folder, path, error);
}

/* What is encrypted is no text of any format. */
static void
leave_out_locked (PoiseSource *source, PoiseImport *import)
{
  for (guint i = source->files->len; i > 0; i--)
    {
      const PoiseSourceFile *file = g_ptr_array_index (source->files, i - 1);

      if (poise_locked_check (file, import))
        g_ptr_array_remove_index (source->files, i - 1);
    }
}

/**
 * poise_exchange_read:
 * @importer: a format
 * @path: a file, a folder or a zip archive
 * @zone: the person's time zone
 * @options: (nullable): what the person says of the source
 * @cancellable: (nullable): to stop it
 * @error: return location
 *
 * Reads what the person chose. Nothing reaches the journal. Blocks. Errors are
 * those of poise_source_open(), %POISE_ERROR_NOT_FOUND where no file is of
 * the format's kind, and %G_IO_ERROR_CANCELLED also while it is understood.
 *
 * Returns: (transfer full) (nullable): what was found, or %NULL with @error set
 */
PoiseImport *
poise_exchange_read (const PoiseImporter *importer,
                     const char *path,
                     GTimeZone *zone,
                     const PoiseImportOptions *options,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (PoiseImport) import = poise_import_new (zone);
  g_autoptr (PoiseSource) source = NULL;

  poise_import_set_options (import, options);
  poise_import_set_cancellable (import, cancellable);
  source = poise_source_open (path, importer->suffixes, POISE_SOURCE_MAX_BYTES, import, cancellable,
                              error);
  if (source == NULL)
    return NULL;
  poise_source_drop_copies (source, import);
  import->is_many = source->is_many;
  leave_out_locked (source, import);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (source->files->len == 0 && import->problems->len == 0)
    {
      g_set_error (error, POISE_ERROR, POISE_ERROR_NOT_FOUND,
                   /* Translators: a file's or folder's name, then an ending as “.json”. */
                   _ ("“%s” holds no file that ends in “%s”"), path, importer->suffixes[0]);
      return NULL;
    }
  importer->read (source, import);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  return g_steal_pointer (&import);
}
