/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-month-calendar.h"

#include <glib/gi18n.h>

#include "poise-accessible.h"

/* Whatever day a month begins on, it fits into six weeks. */
#define N_DAYS 42
/* What a popover has around it, in pixels. */
#define EDGES 24

struct _PoiseMonthCalendar
{
  GtkWidget parent_instance;

  /* Owned by their parent */
  GtkWidget *box;
  GtkWidget *header;
  GtkWidget *grid;
  GtkWidget *title;
  GtkWidget *later_month;
  GtkWidget *later_year;
  GtkWidget *weekdays[7];
  GtkWidget *days[N_DAYS];

  /* Owned */
  PoiseJournal *journal;

  PoiseDay first; /* of the month */
  PoiseDay shown; /* the day in the upper left corner */
  PoiseDay chosen;
  PoiseDay today;
  GDateWeekday first_weekday;
};

enum
{
  SIGNAL_DAY_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* GtkCalendar marks days for the eye only, and weeks begin as the locale says. */
G_DEFINE_FINAL_TYPE (PoiseMonthCalendar, poise_month_calendar, GTK_TYPE_WIDGET)

static void
set_class (GtkWidget *widget, const char *name, gboolean has_it)
{
  if (has_it)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static void
show_day (PoiseMonthCalendar *self, guint index, guint n_entries)
{
  GtkWidget *button = self->days[index];
  PoiseDay day = self->shown + index;
  /* Translators: a day in the calendar, as a screen reader reads it, by strftime(). */
  g_autofree char *date = poise_day_format (day, C_ ("calendar", "%A, %-d %B %Y"));
  g_autofree char *number = NULL;
  guint month, this_month, dom;

  poise_day_get_ymd (self->first, NULL, &this_month, NULL);
  poise_day_get_ymd (day, NULL, &month, &dom);
  number = g_strdup_printf ("%u", dom);
  gtk_button_set_label (GTK_BUTTON (button), number);
  gtk_widget_set_sensitive (button, day <= self->today);
  set_class (button, "dimmed", month != this_month);
  set_class (button, "written", n_entries > 0);
  set_class (button, "today", day == self->today);
  set_class (button, "chosen", day == self->chosen);
  if (n_entries > 0)
    {
      g_autofree char *words =
        /* Translators: a day, then how much was written on it. */
        g_strdup_printf (ngettext ("%s, %u entry", "%s, %u entries", n_entries), date, n_entries);

      poise_accessible_set_name (button, words);
    }
  else
    poise_accessible_set_name (button, date);
}

/* The first day of the month that is so many months later than the one that is shown. */
static PoiseDay
get_month (PoiseMonthCalendar *self, int months)
{
  guint year, month;
  int number;

  poise_day_get_ymd (self->first, &year, &month, NULL);
  number = (int) (year * 12 + month - 1) + months;
  if (number < 24) /* the first years of the calendar are nobody's */
    return POISE_DAY_INVALID;
  return poise_day_new ((guint) (number / 12), (guint) (number % 12) + 1, 1);
}

/* Whether a part would be wider than the window. */
static gboolean
is_too_wide (PoiseMonthCalendar *self, GtkWidget *part)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  int width;

  if (root == NULL)
    return FALSE;
  gtk_widget_measure (part, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
  return width + EDGES > gtk_widget_get_width (GTK_WIDGET (root));
}

/* Large words have two lines on a phone. */
static void
show_title (PoiseMonthCalendar *self)
{
  g_autofree char *title = poise_day_format (self->first, C_ ("calendar title", "%B %Y"));

  gtk_label_set_wrap (GTK_LABEL (self->title), FALSE);
  gtk_label_set_max_width_chars (GTK_LABEL (self->title), -1);
  gtk_label_set_text (GTK_LABEL (self->title), title);
  if (!is_too_wide (self, self->header))
    return;
  gtk_label_set_wrap (GTK_LABEL (self->title), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (self->title), 1);
}

/* Large ones are a letter each on a phone. */
static void
show_weekdays (PoiseMonthCalendar *self)
{
  for (guint i = 0; i < 7; i++)
    {
      g_autofree char *name = poise_day_format (self->shown + i, "%a");
      g_autofree char *full_name = poise_day_format (self->shown + i, "%A");

      gtk_label_set_text (GTK_LABEL (self->weekdays[i]), name);
      poise_accessible_set_name (self->weekdays[i], full_name);
    }
  if (!is_too_wide (self, self->grid))
    return;
  for (guint i = 0; i < 7; i++)
    {
      const char *name = gtk_label_get_text (GTK_LABEL (self->weekdays[i]));
      g_autofree char *letter = g_utf8_substring (name, 0, 1);

      gtk_label_set_text (GTK_LABEL (self->weekdays[i]), letter);
    }
}

static void
show_month (PoiseMonthCalendar *self)
{
  g_autoptr (GPtrArray) entries = NULL;
  guint counts[N_DAYS] = { 0 };

  self->shown = poise_day_get_week (self->first, self->first_weekday);
  entries = poise_journal_list_days (self->journal, self->shown, self->shown + N_DAYS - 1);
  for (guint i = 0; i < entries->len; i++)
    counts[poise_entry_get_day (g_ptr_array_index (entries, i)) - self->shown]++;
  for (guint i = 0; i < N_DAYS; i++)
    show_day (self, i, counts[i]);
  show_weekdays (self);
  show_title (self);
  gtk_widget_set_sensitive (self->later_month, get_month (self, 1) <= self->today);
  gtk_widget_set_sensitive (self->later_year, get_month (self, 12) <= self->today);
}

static void
step (PoiseMonthCalendar *self, int months)
{
  PoiseDay first = get_month (self, months);

  if (first == POISE_DAY_INVALID || first > self->today)
    return;
  self->first = first;
  show_month (self);
}

/* Days to come cannot be chosen, nor have the focus. */
static gboolean
focus_day (PoiseMonthCalendar *self, PoiseDay day)
{
  return gtk_widget_grab_focus (self->days[MIN (day, self->today) - self->shown]);
}

/* The day that has the focus, or %POISE_DAY_INVALID. */
static PoiseDay
get_focused_day (PoiseMonthCalendar *self)
{
  for (guint i = 0; i < N_DAYS; i++)
    if (gtk_widget_has_focus (self->days[i]))
      return self->shown + i;
  return POISE_DAY_INVALID;
}

/* To the same day of another month, or its last. */
static void
turn_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PoiseMonthCalendar *self = POISE_MONTH_CALENDAR (widget);
  PoiseDay focused = get_focused_day (self);
  guint year, month, dom;

  step (self, g_variant_get_int32 (parameter));
  if (focused == POISE_DAY_INVALID)
    return;
  poise_day_get_ymd (focused, NULL, NULL, &dom);
  poise_day_get_ymd (self->first, &year, &month, NULL);
  dom = MIN (dom, g_date_get_days_in_month ((GDateMonth) month, (GDateYear) year));
  focus_day (self, self->first + dom - 1);
}

static void
step_cb (GtkButton *button, gpointer data)
{
  PoiseMonthCalendar *self =
    POISE_MONTH_CALENDAR (gtk_widget_get_ancestor (GTK_WIDGET (button), POISE_TYPE_MONTH_CALENDAR));

  step (self, GPOINTER_TO_INT (data));
}

static void
day_cb (GtkButton *button, gpointer data)
{
  PoiseMonthCalendar *self =
    POISE_MONTH_CALENDAR (gtk_widget_get_ancestor (GTK_WIDGET (button), POISE_TYPE_MONTH_CALENDAR));

  g_signal_emit (self, signals[SIGNAL_DAY_ACTIVATED], 0, self->shown + GPOINTER_TO_UINT (data));
}

static GtkWidget *
add_step (GtkWidget *header, const char *icon, const char *name, int months)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect (button, "clicked", G_CALLBACK (step_cb), GINT_TO_POINTER (months));
  gtk_box_append (GTK_BOX (header), button);
  return button;
}

static GtkWidget *
create_header (PoiseMonthCalendar *self)
{
  GtkWidget *header = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  add_step (header, "go-first-symbolic", _ ("Earlier Year"), -12);
  add_step (header, "go-previous-symbolic", _ ("Earlier Month"), -1);
  self->title = gtk_label_new (NULL);
  gtk_label_set_justify (GTK_LABEL (self->title), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (self->title, "heading");
  gtk_widget_set_hexpand (self->title, TRUE);
  gtk_box_append (GTK_BOX (header), self->title);
  self->later_month = add_step (header, "go-next-symbolic", _ ("Later Month"), 1);
  self->later_year = add_step (header, "go-last-symbolic", _ ("Later Year"), 12);
  return header;
}

static GtkWidget *
create_grid (PoiseMonthCalendar *self)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  for (int i = 0; i < 7; i++)
    {
      self->weekdays[i] = gtk_label_new (NULL);
      gtk_widget_add_css_class (self->weekdays[i], "caption");
      gtk_widget_add_css_class (self->weekdays[i], "dimmed");
      gtk_grid_attach (GTK_GRID (grid), self->weekdays[i], i, 0, 1, 1);
    }
  for (int i = 0; i < N_DAYS; i++)
    {
      self->days[i] = gtk_button_new_with_label ("");
      gtk_widget_add_css_class (self->days[i], "flat");
      gtk_widget_add_css_class (self->days[i], "circular");
      gtk_widget_add_css_class (self->days[i], "calendar-day");
      gtk_widget_set_halign (self->days[i], GTK_ALIGN_CENTER);
      g_signal_connect (self->days[i], "clicked", G_CALLBACK (day_cb), GINT_TO_POINTER (i));
      gtk_grid_attach (GTK_GRID (grid), self->days[i], i % 7, 1 + i / 7, 1, 1);
    }
  return grid;
}

/* ---- virtual functions ---- */

/* A popover would give the focus to what comes first, which is years away. */
static void
poise_month_calendar_map (GtkWidget *widget)
{
  PoiseMonthCalendar *self = POISE_MONTH_CALENDAR (widget);

  GTK_WIDGET_CLASS (poise_month_calendar_parent_class)->map (widget);
  if (self->journal != NULL)
    focus_day (self, self->chosen);
}

static void
add_turn (GtkWidgetClass *widget_class, guint key, GdkModifierType modifiers, int months)
{
  gtk_widget_class_add_binding_action (widget_class, key, modifiers, "calendar.turn", "i", months);
}

static void
poise_month_calendar_dispose (GObject *object)
{
  PoiseMonthCalendar *self = POISE_MONTH_CALENDAR (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->journal);

  G_OBJECT_CLASS (poise_month_calendar_parent_class)->dispose (object);
}

static void
poise_month_calendar_class_init (PoiseMonthCalendarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = poise_month_calendar_dispose;
  widget_class->map = poise_month_calendar_map;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "monthcalendar");
  gtk_widget_class_install_action (widget_class, "calendar.turn", "i", turn_cb);
  add_turn (widget_class, GDK_KEY_Page_Up, 0, -1);
  add_turn (widget_class, GDK_KEY_Page_Down, 0, 1);
  add_turn (widget_class, GDK_KEY_Page_Up, GDK_SHIFT_MASK, -12);
  add_turn (widget_class, GDK_KEY_Page_Down, GDK_SHIFT_MASK, 12);

  /**
   * PoiseMonthCalendar::day-activated:
   * @self: the calendar
   * @day: a day
   *
   * The person chose a day.
   */
  signals[SIGNAL_DAY_ACTIVATED] =
    g_signal_new ("day-activated", POISE_TYPE_MONTH_CALENDAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
poise_month_calendar_init (PoiseMonthCalendar *self)
{
}

/* Its fifty buttons are made when it is first opened: the pages have five calendars. */
static void
create_box (PoiseMonthCalendar *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->header = create_header (self);
  self->grid = create_grid (self);
  gtk_box_append (GTK_BOX (self->box), self->header);
  gtk_box_append (GTK_BOX (self->box), self->grid);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

/**
 * poise_month_calendar_new:
 *
 * Returns: (transfer floating): a calendar; call poise_month_calendar_show()
 */
GtkWidget *
poise_month_calendar_new (void)
{
  return g_object_new (POISE_TYPE_MONTH_CALENDAR, NULL);
}

/**
 * poise_month_calendar_show:
 * @self: a calendar
 * @journal: what was written
 * @day: the day whose month is shown, and which is marked as chosen
 * @today: the last day that can be chosen
 * @first_weekday: the day on which weeks begin
 *
 * Shows a month.
 */
void
poise_month_calendar_show (PoiseMonthCalendar *self,
                           PoiseJournal *journal,
                           PoiseDay day,
                           PoiseDay today,
                           GDateWeekday first_weekday)
{
  guint year, month;

  g_return_if_fail (POISE_IS_MONTH_CALENDAR (self));
  g_return_if_fail (poise_day_is_valid (day));

  if (self->box == NULL)
    create_box (self);
  g_set_object (&self->journal, journal);
  self->chosen = day;
  self->today = today;
  self->first_weekday = first_weekday;
  poise_day_get_ymd (day, &year, &month, NULL);
  self->first = poise_day_new (year, month, 1);
  show_month (self);
}
