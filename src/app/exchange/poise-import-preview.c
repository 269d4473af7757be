/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-import-preview.h"

#include <glib/gi18n.h>
#include <string.h>

#include "poise-choice-items.h"
#include "poise-excerpt.h"

/* More rows than these are only counted. */
#define MAX_ROWS 50

/* Encodings of older machines, by the languages that were written in them. */
static const struct
{
  const char *name;
  const char *label;
} encodings[] = {
  { "WINDOWS-1252", N_ ("Western European (Windows-1252)") },
  { "WINDOWS-1250", N_ ("Central European (Windows-1250)") },
  { "WINDOWS-1251", N_ ("Cyrillic (Windows-1251)") },
  { "KOI8-R", N_ ("Cyrillic (KOI8-R)") },
  { "WINDOWS-1253", N_ ("Greek (Windows-1253)") },
  { "WINDOWS-1254", N_ ("Turkish (Windows-1254)") },
  { "WINDOWS-1255", N_ ("Hebrew (Windows-1255)") },
  { "WINDOWS-1256", N_ ("Arabic (Windows-1256)") },
  { "WINDOWS-1257", N_ ("Baltic (Windows-1257)") },
  { "SHIFT_JIS", N_ ("Japanese (Shift JIS)") },
  { "EUC-JP", N_ ("Japanese (EUC-JP)") },
  { "GB18030", N_ ("Simplified Chinese (GB18030)") },
  { "BIG5", N_ ("Traditional Chinese (Big5)") },
  { "EUC-KR", N_ ("Korean (EUC-KR)") },
  { "MACINTOSH", N_ ("Western European (Mac OS Roman)") },
  { "UTF-16LE", N_ ("Unicode (UTF-16)") },
};

/* What a question's answer leads to; it belongs to the question's group. */
typedef struct
{
  char *encoding;
  PoiseDateOrder order;
  PoiseImportOptionsFunc func;
  gpointer data;
} Question;

static GtkWidget *
add_group (GtkBox *box, const char *title, const char *description)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), description);
  gtk_box_append (box, group);
  return group;
}

/* What is left out, and what is good to know, is told within a sentence elsewhere. */
static char *
begin_upper (const char *words)
{
  const char *rest = g_utf8_next_char (words);
  g_autofree char *first = g_utf8_strup (words, rest - words);

  return g_strconcat (first, rest, NULL);
}

static GtkWidget *
add_row (GtkWidget *group, const char *title, const char *subtitle, guint count)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  if (count > 0)
    {
      g_autofree char *number = g_strdup_printf ("%u", count);
      GtkWidget *label = gtk_label_new (number);

      gtk_widget_add_css_class (label, "numeric");
      gtk_widget_add_css_class (label, "dimmed");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
    }
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return row;
}

/* ---- questions ---- */

static void
question_free (Question *question)
{
  g_free (question->encoding);
  g_free (question);
}

static void
encoding_selected_cb (AdwComboRow *row, GParamSpec *pspec, Question *question)
{
  guint selected = adw_combo_row_get_selected (row);
  PoiseImportOptions options = { .order = question->order };

  if (selected > 0)
    options.encoding = encodings[selected - 1].name;
  question->func (&options, question->data);
}

static void
order_selected_cb (AdwComboRow *row, GParamSpec *pspec, Question *question)
{
  PoiseImportOptions options = { .encoding = question->encoding,
                                 .order = (PoiseDateOrder) adw_combo_row_get_selected (row) };

  question->func (&options, question->data);
}

static GtkWidget *
add_combo (GtkWidget *group, const char *title, const char *const *labels, guint selected)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) model = gtk_string_list_new (labels);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (model));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), selected);
  poise_choice_items_name (row);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return row;
}

static GtkWidget *
add_encoding (GtkWidget *group, const char *encoding)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();
  guint selected = 0;

  g_ptr_array_add (labels, (gpointer) _ ("Unknown"));
  for (guint i = 0; i < G_N_ELEMENTS (encodings); i++)
    {
      g_ptr_array_add (labels, (gpointer) _ (encodings[i].label));
      if (g_strcmp0 (encoding, encodings[i].name) == 0)
        selected = i + 1;
    }
  g_ptr_array_add (labels, NULL);
  return add_combo (group, _ ("Encoding"), (const char *const *) labels->pdata, selected);
}

static GtkWidget *
add_order (GtkWidget *group, PoiseDateOrder order)
{
  const char *const labels[] = {
    C_ ("dates", "Unknown"),
    /* Translators: a date in numbers. */
    _ ("Day First: 31/12/2026"),
    /* Translators: a date in numbers. */
    _ ("Month First: 12/31/2026"),
    /* Translators: a date in numbers, whose year has only two. */
    _ ("Year First: 26-12-31"),
    NULL,
  };

  return add_combo (group, _ ("Dates"), labels, order);
}

/* What the source does not say itself is asked, and never guessed. */
static void
add_questions (GtkBox *box, const PoiseImport *import, PoiseImportOptionsFunc func, gpointer data)
{
  gboolean asks_encoding = import->asks_encoding || import->encoding != NULL;
  gboolean asks_order = import->asks_order || import->order != POISE_DATE_ORDER_UNKNOWN;
  Question *question;
  GtkWidget *group, *row;

  if (!asks_encoding && !asks_order)
    return;
  group = add_group (box, _ ("How Is It Written?"), _ ("The source does not say this itself."));
  question = g_new0 (Question, 1);
  *question = (Question) { g_strdup (import->encoding), import->order, func, data };
  g_object_set_data_full (G_OBJECT (group), "poise-question", question,
                          (GDestroyNotify) question_free);
  if (asks_encoding)
    {
      row = add_encoding (group, import->encoding);
      g_signal_connect (row, "notify::selected", G_CALLBACK (encoding_selected_cb), question);
    }
  if (asks_order)
    {
      row = add_order (group, import->order);
      g_signal_connect (row, "notify::selected", G_CALLBACK (order_selected_cb), question);
    }
}

/* ---- what was found ---- */

static void
add_entry_row (GtkWidget *group, const char *title, const char *words)
{
  GtkWidget *row = add_row (group, title, words, 0);

  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 2);
}

static void
add_entry (GtkWidget *group, const char *title, PoiseEntry *entry)
{
  g_autofree char *day = poise_day_to_words (poise_entry_get_day (entry));
  g_autofree char *line = poise_excerpt_first_words (poise_entry_get_text (entry));
  /* What was written runs its own way: an English line in an Arabic window keeps its full stop. */
  g_autofree char *isolated = g_strdup_printf ("\u2068%s\u2069", line);
  /* Translators: a day, and the first words of an entry. */
  g_autofree char *words = g_strdup_printf (_ ("%s: %s"), day, isolated);

  add_entry_row (group, title, words);
}

/* So that a wrong format, encoding or order of dates is seen. */
static void
add_ends (GtkWidget *group, GPtrArray *entries)
{
  PoiseEntry *first = g_ptr_array_index (entries, 0), *last = first;

  for (guint i = 1; i < entries->len; i++)
    {
      PoiseEntry *entry = g_ptr_array_index (entries, i);

      /* Newer ones come first. */
      if (poise_entry_compare (entry, first) > 0)
        first = entry;
      if (poise_entry_compare (entry, last) < 0)
        last = entry;
    }
  add_entry (group, _ ("First Entry"), first);
  if (last != first)
    add_entry (group, _ ("Last Entry"), last);
}

static void
add_summary (GtkBox *box, const PoiseImportPlan *plan)
{
  guint n = plan->entries->len;
  g_autofree char *title =
    n > 0 ? g_strdup_printf (ngettext ("%u new entry", "%u new entries", n), n)
          : g_strdup (poise_import_plan_is_empty (plan) ? _ ("Nothing new") : _ ("No new entry"));
  g_autofree char *description = NULL;
  GtkWidget *group;

  if (n > 0)
    {
      g_autofree char *first = poise_day_to_words (plan->first);
      g_autofree char *last = poise_day_to_words (plan->last);

      description = g_strdup_printf (
        /* Translators: how many days, and the first and the last of them. */
        ngettext ("On %1$u day, from %2$s to %3$s", "On %1$u days, from %2$s to %3$s",
                  plan->n_days),
        plan->n_days, first, last);
    }
  group = add_group (box, title, description);
  if (n > 0)
    add_ends (group, plan->entries);
  if (poise_import_plan_has_intentions (plan))
    add_row (group, _ ("Intentions"), _ ("With your pause, and what is never brought back."),
             plan->n_intentions);
  if (plan->n_present > 0)
    add_row (group, _ ("In your journal already"), NULL, plan->n_present);
}

static void
add_changed (GtkBox *box, GPtrArray *entries)
{
  GtkWidget *group;

  if (entries->len == 0)
    return;
  group = add_group (box, _ ("In Your Journal in Another Version"), _ ("Yours stays as it is."));
  for (guint i = 0; i < MIN (entries->len, MAX_ROWS); i++)
    {
      PoiseEntry *entry = g_ptr_array_index (entries, i);
      g_autofree char *day = poise_day_to_words (poise_entry_get_day (entry));
      g_autofree char *words = poise_excerpt_first_words (poise_entry_get_text (entry));

      add_entry_row (group, day, words);
    }
  if (entries->len > MAX_ROWS)
    add_row (group, _ ("More like these"), NULL, entries->len - MAX_ROWS);
}

static void
add_losses (GtkBox *box, const PoiseImport *import)
{
  GtkWidget *group;

  if (import->losses->len == 0)
    return;
  group = add_group (box, _ ("Left Out"), _ ("Poise has no place for these."));
  for (guint i = 0; i < import->losses->len; i++)
    {
      const PoiseImportLoss *loss = g_ptr_array_index (import->losses, i);

      g_autofree char *what = begin_upper (loss->what);

      add_row (group, what, NULL, loss->count);
    }
}

static void
add_notes (GtkBox *box, const char *title, const char *description, GPtrArray *notes)
{
  GtkWidget *group;

  if (notes->len == 0)
    return;
  group = add_group (box, title, description);
  for (guint i = 0; i < MIN (notes->len, MAX_ROWS); i++)
    {
      const PoiseImportNote *note = g_ptr_array_index (notes, i);
      g_autofree char *place = NULL;
      g_autofree char *message = begin_upper (note->message);

      if (note->file != NULL && note->line > 0)
        /* Translators: a file's name and the number of a line in it. */
        place = g_strdup_printf (_ ("%s, line %u"), note->file, note->line);
      if (note->file != NULL)
        add_row (group, place != NULL ? place : note->file, message, 0);
      else
        add_row (group, message, NULL, 0);
    }
  if (notes->len > MAX_ROWS)
    add_row (group, _ ("More like these"), NULL, notes->len - MAX_ROWS);
}

/**
 * poise_import_preview_fill:
 * @box: where it is shown
 * @import: what was read
 * @plan: what is new
 * @func: called when the person says what the source does not
 * @data: for @func
 *
 * Shows what an import would do.
 */
void
poise_import_preview_fill (GtkBox *box,
                           const PoiseImport *import,
                           const PoiseImportPlan *plan,
                           PoiseImportOptionsFunc func,
                           gpointer data)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
  add_summary (box, plan);
  add_changed (box, plan->changed);
  add_questions (box, import, func, data);
  add_notes (box, _ ("Could Not Be Read"),
             _ ("You can import the rest, or mend the file and choose it again: nothing comes in "
                "twice."),
             import->problems);
  add_losses (box, import);
  add_notes (box, _ ("Good to Know"), NULL, import->notes);
}
