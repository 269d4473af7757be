/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-event.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
event_free (gpointer data)
{
  PoiseEvent *self = data;

  g_free (self->name);
  g_free (self);
}

/* A name is one line. */
static char *
make_name (const char *text)
{
  g_autofree char *line = g_strndup (text, strcspn (text, "\r\n"));

  return g_strdup (g_strstrip (line));
}

/**
 * poise_event_new_entry:
 * @name: what happened; not blank
 * @day: when
 * @now: this moment
 *
 * Returns: (transfer full): the entry that keeps it
 */
PoiseEntry *
poise_event_new_entry (const char *name, PoiseDay day, GDateTime *now)
{
  PoiseEntry *entry = poise_entry_new_now (day, now);
  g_autofree char *line = make_name (name);

  poise_entry_set_kind (entry, POISE_ENTRY_EVENT);
  poise_entry_set_text (entry, line);
  return entry;
}

/**
 * poise_events_list:
 * @entries: (element-type PoiseEntry): entries of any kind, newest first
 *
 * Returns: (transfer full) (element-type PoiseEvent): the events among them, the oldest first
 */
GPtrArray *
poise_events_list (GPtrArray *entries)
{
  GPtrArray *events = g_ptr_array_new_with_free_func (event_free);

  for (guint i = entries->len; i-- > 0;)
    {
      PoiseEntry *entry = g_ptr_array_index (entries, i);
      PoiseEvent *event;

      if (g_strcmp0 (poise_entry_get_kind (entry), POISE_ENTRY_EVENT) != 0)
        continue;
      event = g_new0 (PoiseEvent, 1);
      event->day = poise_entry_get_day (entry);
      event->name = make_name (poise_entry_get_text (entry));
      g_ptr_array_add (events, event);
    }
  return events;
}

/**
 * poise_events_join:
 * @events: (element-type PoiseEvent): events, the oldest first
 * @first: a day
 * @last: a later one, or the same
 *
 * Returns: (transfer full) (nullable): the names of those from @first to @last; %NULL if
 *   there is none
 */
char *
poise_events_join (GPtrArray *events, PoiseDay first, PoiseDay last)
{
  char *names = NULL;

  for (guint i = 0; i < events->len; i++)
    {
      const PoiseEvent *event = g_ptr_array_index (events, i);
      g_autofree char *before = names;

      if (event->day < first || event->day > last)
        names = g_steal_pointer (&before);
      else if (before == NULL)
        names = g_strdup (event->name);
      else
        /* Translators: the names of two things that happened, in a list. */
        names = g_strdup_printf (C_ ("events", "%1$s, %2$s"), before, event->name);
    }
  return names;
}
