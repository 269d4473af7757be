/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Loaded into a GTK program by LD_PRELOAD, it tells when its first frame was
 * painted and how long its main loop was busy, so that Poise and the floor
 * are measured by the same means, and Poise as it is installed.
 *
 *     BENCH_OUT=FILE      where lines of "name value..." go
 *     BENCH_START=NS      CLOCK_MONOTONIC right before exec
 *     BENCH_SCRIPT=NAME   frame, memory, tour or resize
 *
 * The busy time of the main loop is the thread's own processor time from one
 * poll to the next, which other programs' load does not lengthen.
 */

#include <adwaita.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define SETTLE_MS 2500
#define ENTRY_WORDS 5000
#define RESIZE_STEPS 90

typedef void (*StepFunc) (guint round);

typedef struct
{
  const char *name;
  StepFunc run;
  guint rounds;
  guint interval_ms;
} Step;

static struct
{
  FILE *out;
  gint64 start;
  const char *script;
  const Step *steps;
  gboolean is_painted;
  gint64 busy_since; /* processor time, ns */
  gint64 frame_since;
  gint64 longest_busy;
  gint64 longest_frame;
  gint64 longest_layout;
  gint64 total_frame;
  gint64 total_busy;
  guint frames;
  guint step;
  guint round;
} probe;

static gint64
read_clock (clockid_t clock)
{
  struct timespec now;

  clock_gettime (clock, &now);
  return (gint64) now.tv_sec * 1000000000 + now.tv_nsec;
}

static gint
poll_cb (GPollFD *fds, guint n_fds, gint timeout)
{
  gint64 busy = read_clock (CLOCK_THREAD_CPUTIME_ID) - probe.busy_since;
  gint result;

  if (probe.busy_since > 0)
    {
      probe.longest_busy = MAX (probe.longest_busy, busy);
      probe.total_busy += busy;
    }
  result = g_poll (fds, n_fds, timeout);
  probe.busy_since = read_clock (CLOCK_THREAD_CPUTIME_ID);
  return result;
}

static G_GNUC_NORETURN void
finish (void)
{
  fclose (probe.out);
  _exit (0);
}

/* ---- what a script does ---- */

static GtkWidget *
find_below (GtkWidget *widget, const char *type)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), g_type_from_name (type)))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_below (child, type);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static GtkWidget *
find (const char *within, const char *type)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    {
      GtkWidget *root = g_type_from_name (within) != 0 ? find_below (l->data, within) : NULL;
      GtkWidget *found =
        root != NULL && g_type_from_name (type) != 0 ? find_below (root, type) : NULL;

      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
show_page (const char *name)
{
  GtkWidget *window = find ("PoiseWindow", "PoiseWindow");

  gtk_widget_activate_action (window, "win.show-page", "s", name);
}

static GtkTextBuffer *
get_buffer (void)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (find ("PoiseWritePage", "GtkTextView")));
}

static void
paste_cb (guint round)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < ENTRY_WORDS / 10; i++)
    g_string_append_printf (text, "I asked Ola to run meeting %u alone and listened.%s", i,
                            i % 12 == 11 ? "\n\n" : " ");
  gtk_text_buffer_set_text (get_buffer (), text->str, -1);
}

static void
type_cb (guint round)
{
  const char keys[] = "Then we went on to the next thing. ";
  GtkTextBuffer *buffer = get_buffer ();

  gtk_text_buffer_insert_at_cursor (buffer, &keys[round % (sizeof keys - 1)], 1);
}

static void
journal_cb (guint round)
{
  show_page ("journal");
}

static void
scroll_cb (guint round)
{
  GtkWidget *scroller = find ("PoiseEntryList", "GtkGridView");
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (scroller));

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + 90.0);
}

static void
search_cb (guint round)
{
  static const char *const keys[] = { "r", "ro", "rot", "rota", "rota ", "rota k", "rota", "" };
  GtkEditable *entry = GTK_EDITABLE (find ("PoiseJournalPage", "GtkSearchEntry"));
  const char *text = keys[round % G_N_ELEMENTS (keys)];
  int length = (int) strlen (gtk_editable_get_text (entry));

  /* As keys do it: setting the text would empty the entry first, and search twice. */
  if ((int) strlen (text) > length)
    gtk_editable_insert_text (entry, text + length, -1, &length);
  else
    gtk_editable_delete_text (entry, (int) strlen (text), -1);
}

static void
balance_cb (guint round)
{
  show_page ("balance");
}

static void
range_cb (guint round)
{
  GtkWidget *range = find ("PoiseBalancePage", "GtkDropDown");

  if (range != NULL)
    gtk_drop_down_set_selected (GTK_DROP_DOWN (range), round % 5);
}

/* From a telephone's width to a 4K display. */
static void
resize_cb (guint round)
{
  g_autoptr (GtkWindow) window = g_list_model_get_item (gtk_window_get_toplevels (), 0);
  double part = (double) round / (RESIZE_STEPS - 1);

  gtk_window_set_default_size (window, (int) (360 + part * (3840 - 360)),
                               (int) (640 + part * (2160 - 640)));
}

static void
write_cb (guint round)
{
  show_page ("write");
}

static void
day_cb (guint round)
{
  GtkWidget *window = find ("PoiseWindow", "PoiseWindow");

  gtk_widget_activate_action (window, "win.step-day", "i", -1);
}

static const Step tour[] = {
  { "load", NULL, 1, SETTLE_MS },
  { "earlier day", day_cb, 8, 250 },
  { "open Journal", journal_cb, 1, 900 },
  { "scroll Journal", scroll_cb, 90, 20 },
  { "search", search_cb, 8, 450 },
  { "open Balance", balance_cb, 1, 900 },
  { "switch ranges", range_cb, 10, 300 },
  { "back to Write", write_cb, 1, 700 },
  { "paste 5000 words", paste_cb, 1, 2500 },
  { "type", type_cb, 35, 200 },
  { NULL },
};

/* The floor has no page to show. */
static void
everything_cb (guint round)
{
  if (find ("PoiseWindow", "PoiseWindow") == NULL)
    return;
  if (round == 0)
    balance_cb (0);
  else
    range_cb (4);
}

static const Step resize[] = {
  { "load", NULL, 1, SETTLE_MS },
  { "everything", everything_cb, 2, 900 },
  { "resize", resize_cb, RESIZE_STEPS, 40 },
  { NULL },
};

static gboolean
step_cb (gpointer data)
{
  const Step *step = &probe.steps[probe.step];

  if (probe.round == step->rounds)
    {
      fprintf (probe.out, "step\t%s\t%.3f\t%.3f\t%u\t%.3f\t%.3f\t%.3f\n", step->name,
               (double) probe.longest_busy / 1e6, (double) probe.longest_frame / 1e6, probe.frames,
               (double) probe.total_busy / 1e6 / step->rounds, (double) probe.longest_layout / 1e6,
               (double) probe.total_frame / 1e6 / MAX (probe.frames, 1));
      probe.round = 0;
      probe.step++;
      step++;
      if (step->name == NULL)
        finish ();
    }
  if (probe.round == 0)
    {
      probe.longest_busy = probe.longest_frame = probe.longest_layout = 0;
      probe.total_busy = probe.total_frame = probe.frames = 0;
    }
  if (step->run != NULL)
    step->run (probe.round);
  probe.round++;
  g_timeout_add (step->interval_ms, step_cb, NULL);
  return G_SOURCE_REMOVE;
}

static gboolean
memory_cb (gpointer data)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  g_file_get_contents ("/proc/self/smaps_rollup", &text, NULL, NULL);
  lines = g_strsplit (text != NULL ? text : "", "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      char name[32];
      guint kb;

      if (sscanf (lines[i], "%31[^:]: %u kB", name, &kb) == 2)
        fprintf (probe.out, "memory\t%s\t%u\n", name, kb);
    }
  finish ();
}

/* ---- hooks ---- */

static gboolean
before_paint_cb (GSignalInvocationHint *hint, guint n, const GValue *values, gpointer data)
{
  probe.frame_since = read_clock (CLOCK_THREAD_CPUTIME_ID);
  return TRUE;
}

/* Sizes are given by now; drawing and handing it to the display come next. */
static gboolean
paint_cb (GSignalInvocationHint *hint, guint n, const GValue *values, gpointer data)
{
  gint64 layout = read_clock (CLOCK_THREAD_CPUTIME_ID) - probe.frame_since;

  probe.longest_layout = MAX (probe.longest_layout, layout);
  return TRUE;
}

static gboolean
after_paint_cb (GSignalInvocationHint *hint, guint n, const GValue *values, gpointer data)
{
  gint64 frame = read_clock (CLOCK_THREAD_CPUTIME_ID) - probe.frame_since;

  probe.frames++;
  probe.longest_frame = MAX (probe.longest_frame, frame);
  probe.total_frame += frame;
  if (probe.is_painted)
    return TRUE;
  probe.is_painted = TRUE;
  fprintf (probe.out, "frame\t%.3f\t%.3f\n",
           (double) (read_clock (CLOCK_MONOTONIC) - probe.start) / 1e6,
           (double) read_clock (CLOCK_THREAD_CPUTIME_ID) / 1e6);
  if (g_str_equal (probe.script, "frame"))
    finish ();
  if (g_str_equal (probe.script, "memory"))
    g_timeout_add (SETTLE_MS, memory_cb, NULL);
  else
    g_idle_add (step_cb, NULL);
  return TRUE;
}

static void __attribute__ ((constructor))
start (void)
{
  const char *path = g_getenv ("BENCH_OUT");

  g_unsetenv ("LD_PRELOAD");
  if (path == NULL || (probe.out = fopen (path, "w")) == NULL)
    return;
  probe.start = g_ascii_strtoll (g_getenv ("BENCH_START"), NULL, 10);
  probe.script = g_getenv ("BENCH_SCRIPT");
  probe.steps = g_str_equal (probe.script, "resize") ? resize : tour;
  g_main_context_set_poll_func (NULL, poll_cb);
  g_type_class_ref (GDK_TYPE_FRAME_CLOCK);
  g_signal_add_emission_hook (g_signal_lookup ("before-paint", GDK_TYPE_FRAME_CLOCK), 0,
                              before_paint_cb, NULL, NULL);
  g_signal_add_emission_hook (g_signal_lookup ("paint", GDK_TYPE_FRAME_CLOCK), 0, paint_cb, NULL,
                              NULL);
  g_signal_add_emission_hook (g_signal_lookup ("after-paint", GDK_TYPE_FRAME_CLOCK), 0,
                              after_paint_cb, NULL, NULL);
}
