/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-pdf.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>
#include <pango/pangocairo.h>
#include <string.h>

#include "poise-error.h"
#include "poise-heading.h"

/* A5 in points, as a book to be held; two pages fit on an A4 sheet. */
#define PAGE_WIDTH 419.53
#define PAGE_HEIGHT 595.28
#define MARGIN 48.0
#define FOOT 30.0

/* On a sheet of a printer, whose own margins are not counted. Lines no longer than can be read. */
#define SHEET_MARGIN 24.0
#define SHEET_BODY_WIDTH 440.0
#define POINTS_AN_INCH 72.0

#define PARAGRAPHS_AT_ONCE 8

/* GNOME's font, the one before it, and any. */
#define SANS "Adwaita Sans, Cantarell, Sans"
#define TITLE_FONT SANS " Bold 26"
#define CHAPTER_FONT SANS " Bold 16"
#define DAY_FONT SANS " Bold 10.5"
#define PROMPT_FONT "Serif Italic 10"
#define TEXT_FONT "Serif 10.5"
#define TAGS_FONT SANS " 9"
#define FOOT_FONT SANS " 8"

typedef struct
{
  cairo_surface_t *surface; /* (nullable): a file */
  GPtrArray *pages;         /* (nullable): or else pages, each a surface */
  double width;             /* of a page */
  double height;
  double side; /* the margin beside the text */
  double top;  /* and those above and below it */
  cairo_t *cr;
  PangoLayout *layout;
  PangoLayout *foot;
  double y;
  guint page;
  gboolean is_blank;
} Book;

/* Paper has no pixels: letters that stand where the font puts them look better, and
 * cairo writes a line as one text and not letter by letter. */
static PangoLayout *
create_layout (cairo_t *cr)
{
  PangoLayout *layout = pango_cairo_create_layout (cr);

  pango_context_set_round_glyph_positions (pango_layout_get_context (layout), FALSE);
  return layout;
}

static void
set_font (PangoLayout *layout, const char *font)
{
  g_autoptr (PangoFontDescription) description = pango_font_description_from_string (font);

  pango_layout_set_font_description (layout, description);
}

static double
get_body_width (const Book *book)
{
  return book->width - 2 * book->side;
}

static double
get_bottom (const Book *book)
{
  return book->height - book->top - FOOT / 2;
}

static void
begin_sheet (Book *book)
{
  const cairo_rectangle_t extents = { .width = book->width, .height = book->height };
  cairo_surface_t *page = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, &extents);

  g_ptr_array_add (book->pages, page);
  g_clear_pointer (&book->cr, cairo_destroy);
  book->cr = cairo_create (page);
}

static void
end_page (Book *book)
{
  g_autofree char *number = g_strdup_printf ("%u", book->page);
  int width;

  if (book->is_blank)
    return;
  pango_layout_set_text (book->foot, number, -1);
  pango_layout_get_pixel_size (book->foot, &width, NULL);
  cairo_move_to (book->cr, (book->width - width) / 2.0, book->height - book->top);
  pango_cairo_show_layout (book->cr, book->foot);
  if (book->pages != NULL)
    begin_sheet (book);
  else
    cairo_show_page (book->cr);
  book->page++;
  book->y = book->top;
  book->is_blank = TRUE;
}

/* A heading needs room for itself and for some lines below it. */
static void
ensure_room (Book *book, double height)
{
  if (book->y + height > get_bottom (book))
    end_page (book);
}

/* Paragraphs go on over pages, line by line. */
static void
add_lines (Book *book)
{
  g_autoptr (PangoLayoutIter) iter = pango_layout_get_iter (book->layout);

  do
    {
      PangoLayoutLine *line = pango_layout_iter_get_line_readonly (iter);
      PangoRectangle extents;
      int baseline = pango_layout_iter_get_baseline (iter);
      double height, ascent;

      pango_layout_iter_get_line_extents (iter, NULL, &extents);
      height = (double) extents.height / PANGO_SCALE;
      ascent = (double) (baseline - extents.y) / PANGO_SCALE;
      if (book->y + height > get_bottom (book))
        end_page (book);
      cairo_move_to (book->cr, book->side + (double) extents.x / PANGO_SCALE, book->y + ascent);
      pango_cairo_show_layout_line (book->cr, line);
      book->is_blank = FALSE;
      book->y += height;
    }
  while (pango_layout_iter_next_line (iter));
}

/* Where so many paragraphs end. */
static const char *
find_end (const char *text, guint n_paragraphs)
{
  const char *end = text + strcspn (text, "\n");

  while (*end == '\n' && --n_paragraphs > 0)
    end += 1 + strcspn (end + 1, "\n");
  return end;
}

/* Pango's time grows with the square of the paragraphs of a layout, so each gets a
 * few. */
static void
add_text (Book *book, const char *font, const char *text, double space)
{
  const char *end;

  set_font (book->layout, font);
  for (;; text = end + 1)
    {
      end = find_end (text, PARAGRAPHS_AT_ONCE);
      pango_layout_set_text (book->layout, text, (int) (end - text));
      add_lines (book);
      if (*end == '\0')
        break;
    }
  book->y += space;
}

static void
add_outline (Book *book, const char *title)
{
  g_autofree char *target = g_strdup_printf ("page=%u pos=[0 %.0f]", book->page, book->y);

  if (book->surface == NULL)
    return;
  cairo_pdf_surface_add_outline (book->surface, CAIRO_PDF_OUTLINE_ROOT, title, target, 0);
}

static void
add_title (Book *book, const PoiseExport *export)
{
  PoiseEntry *first = g_ptr_array_index (export->entries, 0);
  PoiseEntry *last = g_ptr_array_index (export->entries, export->entries->len - 1);
  g_autofree char *from = poise_day_to_words (poise_entry_get_day (first));
  g_autofree char *to = poise_day_to_words (poise_entry_get_day (last));
  g_autofree char *range = g_strdup_printf (
    /* Translators: the first and the last day of a book. */
    _ ("%s to %s"), from, to);
  g_autofree char *size = g_strdup_printf (
    ngettext ("%u entry", "%u entries", export->entries->len), export->entries->len);

  if (export->title != NULL)
    {
      add_text (book, CHAPTER_FONT, export->title, 14.0);
      if (export->is_sample)
        add_text (book, SANS " 12", _ ("Sample Journal"), 14.0);
      return;
    }
  book->y = book->height / 3.0;
  add_text (book, TITLE_FONT, poise_export_get_title (export), 12.0);
  add_text (book, SANS " 12", range, 4.0);
  add_text (book, SANS " 12", size, 0.0);
  end_page (book);
}

static void
add_chart (Book *book, const PoiseExport *export)
{
  double width = get_body_width (book), height;

  if (export->draw_chart == NULL || export->balance->n_counted == 0)
    return;
  end_page (book);
  height = export->draw_chart (export->balance, export->days, export->today, NULL, width);
  if (height > get_bottom (book) - book->top)
    {
      width *= (get_bottom (book) - book->top) / height;
      height = get_bottom (book) - book->top;
    }
  add_outline (book, _ ("Balance"));
  cairo_save (book->cr);
  cairo_translate (book->cr, (book->width - width) / 2.0, book->top);
  export->draw_chart (export->balance, export->days, export->today, book->cr, width);
  cairo_restore (book->cr);
  cairo_set_source_rgb (book->cr, 0, 0, 0);
  book->is_blank = FALSE;
  end_page (book);
}

static void
add_chapter (Book *book, PoiseDay day)
{
  g_autofree char *title = poise_day_format (day, "%OB %Y");

  end_page (book);
  add_outline (book, title);
  add_text (book, CHAPTER_FONT, title, 14.0);
}

static void
add_tags (Book *book, const char *const *tags)
{
  g_autofree char *joined = g_strjoinv ("  #", (char **) tags);
  g_autofree char *line = g_strconcat ("#", joined, NULL);

  add_text (book, TAGS_FONT, line, 16.0);
}

static void
add_part_cb (const char *words, gboolean is_heading, gpointer data)
{
  Book *book = data;

  if (is_heading)
    ensure_room (book, 60.0);
  add_text (book, is_heading ? DAY_FONT : TEXT_FONT, words, is_heading ? 3.0 : 10.0);
}

static void
add_entry (Book *book, PoiseEntry *entry)
{
  /* Translators: the day of an entry, by strftime(). */
  g_autofree char *day =
    poise_day_format (poise_entry_get_day (entry), C_ ("entry", "%A, %-d %B %Y"));
  PoiseTag *tag = poise_entry_get_tag (entry);
  const char *const *tags = poise_entry_get_tags (entry);
  g_autofree char *heading =
    tag != NULL && tag->mode != POISE_MODE_NONE && !poise_tag_is_guess (tag)
      ? g_strdup_printf ("%s · %s", day, poise_mode_get_label (tag->mode))
      : g_strdup (day);

  ensure_room (book, 60.0);
  add_text (book, DAY_FONT, heading, 3.0);
  if (poise_entry_get_prompt_text (entry) != NULL)
    add_text (book, PROMPT_FONT, poise_entry_get_prompt_text (entry), 3.0);
  poise_heading_foreach (poise_entry_get_text (entry), add_part_cb, book);
  if (*tags != NULL)
    add_tags (book, tags);
  else
    book->y += 6.0;
}

static void
add_entries (Book *book, const PoiseExport *export)
{
  g_autofree char *last = g_strdup ("");

  if (export->title != NULL)
    {
      for (guint i = 0; i < export->entries->len; i++)
        poise_heading_foreach (poise_entry_get_text (g_ptr_array_index (export->entries, i)),
                               add_part_cb, book);
      end_page (book);
      return;
    }
  for (guint i = 0; i < export->entries->len; i++)
    {
      PoiseEntry *entry = g_ptr_array_index (export->entries, i);
      g_autofree char *month = poise_day_to_month (poise_entry_get_day (entry));

      if (!g_str_equal (month, last))
        {
          add_chapter (book, poise_entry_get_day (entry));
          g_free (last);
          last = g_steal_pointer (&month);
        }
      add_entry (book, entry);
    }
  end_page (book);
}

static cairo_status_t
append_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_string_append_len (closure, (const char *) data, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
make_layouts (Book *book)
{
  book->layout = create_layout (book->cr);
  pango_layout_set_width (book->layout, (int) (get_body_width (book) * PANGO_SCALE));
  pango_layout_set_wrap (book->layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_line_spacing (book->layout, 1.2f);
  book->foot = create_layout (book->cr);
  set_font (book->foot, FOOT_FONT);
}

static void
add_all (Book *book, const PoiseExport *export)
{
  add_title (book, export);
  if (export->title != NULL)
    {
      add_entries (book, export);
      add_chart (book, export);
    }
  else
    {
      add_chart (book, export);
      add_entries (book, export);
    }
  g_object_unref (book->layout);
  g_object_unref (book->foot);
  cairo_destroy (book->cr);
}

/* Letters keep the shape and the place that they have on paper, not on a screen. */
static void
set_sheet_fonts (PangoLayout *layout)
{
  PangoContext *context = pango_layout_get_context (layout);
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (context, options);
  pango_cairo_context_set_resolution (context, POINTS_AN_INCH);
  cairo_font_options_destroy (options);
  pango_layout_context_changed (layout);
}

/**
 * poise_pdf_make_pages:
 * @export: what is exported, with at least one entry
 * @width: of a page, in points, without the printer's margins
 * @height: of it
 *
 * Typesets the same for a printer.
 *
 * Returns: (transfer full) (element-type cairo_surface_t): a surface a page, to be painted
 */
GPtrArray *
poise_pdf_make_pages (const PoiseExport *export, double width, double height)
{
  Book book = {
    .pages = g_ptr_array_new_with_free_func ((GDestroyNotify) cairo_surface_destroy),
    .width = width,
    .height = height,
    .side = MAX (SHEET_MARGIN, (width - SHEET_BODY_WIDTH) / 2.0),
    .top = SHEET_MARGIN,
    .page = 1,
    .y = SHEET_MARGIN,
    .is_blank = TRUE,
  };

  g_return_val_if_fail (export->entries->len > 0, book.pages);

  begin_sheet (&book);
  make_layouts (&book);
  set_sheet_fonts (book.layout);
  set_sheet_fonts (book.foot);
  add_all (&book, export);
  /* The one that was begun last has nothing on it. */
  if (book.is_blank && book.pages->len > 1)
    g_ptr_array_set_size (book.pages, (int) book.pages->len - 1);
  return book.pages;
}

/**
 * poise_pdf_write:
 * @export: what is exported
 * @error: return location
 *
 * Typesets a book: a title, the balance, and the entries by month, with an
 * outline; or one text, then the balance. Needs no GTK. Errors are %POISE_ERROR_NOT_FOUND where
 * there is no entry, and those of #GFileError for cairo's.
 *
 * Returns: (transfer full) (element-type PoiseExportFile) (nullable): the file
 */
GPtrArray *
poise_pdf_write (const PoiseExport *export, GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);
  Book book = { .width = PAGE_WIDTH,
                .height = PAGE_HEIGHT,
                .side = MARGIN,
                .top = MARGIN,
                .page = 1,
                .y = MARGIN,
                .is_blank = TRUE };
  cairo_status_t status;

  if (export->entries->len == 0)
    {
      g_set_error_literal (error, POISE_ERROR, POISE_ERROR_NOT_FOUND,
                           _ ("There is no entry to make a book of"));
      return NULL;
    }
  book.surface = cairo_pdf_surface_create_for_stream (append_cb, out, PAGE_WIDTH, PAGE_HEIGHT);
  cairo_pdf_surface_set_metadata (book.surface, CAIRO_PDF_METADATA_TITLE,
                                  poise_export_get_title (export));
  cairo_pdf_surface_set_metadata (book.surface, CAIRO_PDF_METADATA_CREATOR,
                                  "Poise " PACKAGE_VERSION);
  book.cr = cairo_create (book.surface);
  make_layouts (&book);
  add_all (&book, export);
  cairo_surface_finish (book.surface);
  status = cairo_surface_status (book.surface);
  cairo_surface_destroy (book.surface);
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, _ ("The book cannot be made: %s"),
                   cairo_status_to_string (status));
      return NULL;
    }
  return poise_export_files_new_for_text (g_steal_pointer (&out));
}
