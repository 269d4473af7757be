/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-entry-opener.h"

#include "poise-entry-kind.h"
#include "poise-form.h"
#include "poise-month-file.h"
#include "poise-trash.h"

struct _PoiseEntryOpener
{
  GObject parent_instance;

  /* Owned */
  PoiseDocument *document;

  PoiseDay day;
  gboolean is_asked_for; /* a blank page that the person began: it gives way to nothing */
  gboolean is_composing; /* an input method makes a word that is not in the text yet */
  gboolean is_vanishing; /* others deleted what is open, which is about to be taken out */
};

enum
{
  SIGNAL_BEGUN,
  SIGNAL_OPENED,
  SIGNAL_DELETED_ELSEWHERE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PoiseEntryOpener, poise_entry_opener, G_TYPE_OBJECT)

static PoiseContext *
get_context (PoiseEntryOpener *self)
{
  return poise_document_get_context (self->document);
}

static PoiseJournal *
get_journal (PoiseEntryOpener *self)
{
  return poise_context_get_journal (get_context (self));
}

static PoiseDay
get_today (PoiseEntryOpener *self)
{
  return poise_context_get_today (get_context (self));
}

static PoiseEntry *
create_entry (PoiseEntryOpener *self, PoiseDay day)
{
  g_autoptr (GDateTime) now = poise_store_get_now (poise_context_get_store (get_context (self)));

  return poise_entry_new_now (day, now);
}

static void
open_entry (PoiseEntryOpener *self, PoiseEntry *entry)
{
  self->is_asked_for = FALSE;
  self->day = poise_entry_get_day (entry);
  poise_document_open (self->document, entry);
  g_signal_emit (self, signals[SIGNAL_OPENED], 0, entry);
}

static void
begin_entry (PoiseEntryOpener *self, PoiseDay day, const char *kind)
{
  g_autoptr (PoiseEntry) entry = create_entry (self, day);

  poise_entry_set_kind (entry, kind);
  /* What is left counts among the day's entries, or no longer. */
  poise_document_close (self->document);
  g_signal_emit (self, signals[SIGNAL_BEGUN], 0, entry);
  open_entry (self, entry);
}

/* The entry of a kind that was begun last on @day. */
static PoiseEntry *
find_last (PoiseEntryOpener *self, const char *kind, PoiseDay day)
{
  g_autoptr (GPtrArray) entries = poise_journal_list_kind (get_journal (self), kind, day, day);

  return entries->len > 0 ? g_object_ref (g_ptr_array_index (entries, 0)) : NULL;
}

/* ---- what changes in the journal ---- */

/* A blank page that the person asked for, or began. */
static gboolean
is_asked_for (PoiseEntryOpener *self, PoiseEntry *entry)
{
  if (poise_form_is_unanswered (entry))
    return TRUE;
  return poise_entry_is_blank (entry) &&
         (self->is_asked_for || self->is_composing || !poise_entry_is_counted (entry) ||
          *poise_entry_get_tags (entry) != NULL);
}

/* What was asked for, or tagged before a word of it, is so still. */
static void
ask_again (PoiseEntryOpener *self, PoiseEntry *asked)
{
  g_autoptr (GDateTime) now = poise_store_get_now (poise_context_get_store (get_context (self)));
  g_autoptr (PoiseEntry) entry = poise_entry_new_now (get_today (self), now);

  poise_entry_assign (entry, asked);
  poise_entry_set_modified (entry, now);
  open_entry (self, entry);
  self->is_asked_for = TRUE;
}

/* What was opened as today is yesterday now: words on a page without any are of the new day. Where
 * some are written the person sees the page's day, and goes on or not. */
static void
day_changed_cb (PoiseEntryOpener *self, PoiseDay before)
{
  PoiseEntry *entry = poise_document_get_entry (self->document);

  if (entry == NULL || poise_document_is_stored (self->document) || self->day != before)
    return;
  if (is_asked_for (self, entry))
    ask_again (self, entry);
  else
    poise_entry_opener_show_day (self, get_today (self));
}

static void
vanishing_cb (PoiseEntryOpener *self, PoiseEntry *entry)
{
  self->is_vanishing = entry == poise_document_get_entry (self->document);
}

/* Who deletes something knows that it goes; of others the person has to be told. */
static void
leave_missing (PoiseEntryOpener *self, PoiseEntry *entry, gboolean is_by_others)
{
  g_autoptr (PoiseEntry) left = g_object_ref (entry);

  begin_entry (self, self->day, NULL);
  if (is_by_others)
    g_signal_emit (self, signals[SIGNAL_DELETED_ELSEWHERE], 0, left);
}

/* What the open entry's place was taken from: deleted here or outside. */
static void
replace_missing (PoiseEntryOpener *self, PoiseEntry *entry, gboolean is_by_others)
{
  g_autoptr (PoiseEntry) last = NULL;

  if (is_asked_for (self, entry))
    return;
  if (!poise_entry_is_blank (entry))
    {
      leave_missing (self, entry, is_by_others);
      return;
    }
  /* A blank page gives way to what was just loaded or undone. */
  last = find_last (self, NULL, self->day);
  if (last != NULL)
    open_entry (self, last);
}

static void
journal_changed_cb (PoiseEntryOpener *self)
{
  PoiseEntry *entry = poise_document_get_entry (self->document);
  gboolean is_by_others = self->is_vanishing;
  PoiseEntry *found;

  self->is_vanishing = FALSE;
  if (entry == NULL)
    return;
  found = poise_journal_lookup (get_journal (self), poise_entry_get_id (entry));
  if (found == NULL)
    replace_missing (self, entry, is_by_others);
  else if (found != entry)
    open_entry (self, found);
}

/* ---- virtual functions ---- */

static void
poise_entry_opener_dispose (GObject *object)
{
  g_clear_object (&POISE_ENTRY_OPENER (object)->document);

  G_OBJECT_CLASS (poise_entry_opener_parent_class)->dispose (object);
}

static void
poise_entry_opener_class_init (PoiseEntryOpenerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = poise_entry_opener_dispose;

  /**
   * PoiseEntryOpener::begun:
   * @self: an opener
   * @entry: a blank entry
   *
   * A page without a question is begun, and opened next: one may be put.
   */
  signals[SIGNAL_BEGUN] = g_signal_new ("begun", POISE_TYPE_ENTRY_OPENER, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 1, POISE_TYPE_ENTRY);
  /**
   * PoiseEntryOpener::opened:
   * @self: an opener
   * @entry: an entry
   *
   * Another entry is open in the document.
   */
  signals[SIGNAL_OPENED] = g_signal_new ("opened", POISE_TYPE_ENTRY_OPENER, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, POISE_TYPE_ENTRY);
  /**
   * PoiseEntryOpener::deleted-elsewhere:
   * @self: an opener
   * @entry: the entry, as it was
   *
   * Another computer or program deleted what was open; a blank page is open in its place.
   */
  signals[SIGNAL_DELETED_ELSEWHERE] =
    g_signal_new ("deleted-elsewhere", POISE_TYPE_ENTRY_OPENER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 1, POISE_TYPE_ENTRY);
}

static void
poise_entry_opener_init (PoiseEntryOpener *self)
{
}

/**
 * poise_entry_opener_new:
 * @document: where entries are opened
 *
 * Returns: (transfer full): an opener, which has opened nothing yet
 */
PoiseEntryOpener *
poise_entry_opener_new (PoiseDocument *document)
{
  PoiseEntryOpener *self = g_object_new (POISE_TYPE_ENTRY_OPENER, NULL);

  self->document = g_object_ref (document);
  g_signal_connect_object (get_context (self), "day-changed", G_CALLBACK (day_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (get_journal (self), "items-changed", G_CALLBACK (journal_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (poise_context_get_store (get_context (self)), "vanishing",
                           G_CALLBACK (vanishing_cb), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * poise_entry_opener_get_day:
 * @self: an opener
 *
 * Returns: the day of what is open, or %POISE_DAY_INVALID
 */
PoiseDay
poise_entry_opener_get_day (PoiseEntryOpener *self)
{
  g_return_val_if_fail (POISE_IS_ENTRY_OPENER (self), POISE_DAY_INVALID);

  return self->day;
}

/**
 * poise_entry_opener_is_composing:
 * @self: an opener
 *
 * Returns: whether an input method makes a word that is not in the text yet
 */
gboolean
poise_entry_opener_is_composing (PoiseEntryOpener *self)
{
  g_return_val_if_fail (POISE_IS_ENTRY_OPENER (self), FALSE);

  return self->is_composing;
}

/**
 * poise_entry_opener_set_composing:
 * @self: an opener
 * @is_composing: whether an input method makes a word that is not in the text yet
 *
 * Has a page that is blank but for that word give way to nothing.
 */
void
poise_entry_opener_set_composing (PoiseEntryOpener *self, gboolean is_composing)
{
  g_return_if_fail (POISE_IS_ENTRY_OPENER (self));

  self->is_composing = is_composing;
}

/**
 * poise_entry_opener_show_entry:
 * @self: an opener
 * @entry: an entry of the journal
 *
 * Opens an entry.
 */
void
poise_entry_opener_show_entry (PoiseEntryOpener *self, PoiseEntry *entry)
{
  g_return_if_fail (POISE_IS_ENTRY_OPENER (self));
  g_return_if_fail (POISE_IS_ENTRY (entry));

  if (entry != poise_document_get_entry (self->document))
    open_entry (self, entry);
}

/**
 * poise_entry_opener_show_day:
 * @self: an opener
 * @day: a day, today or before
 *
 * Opens the entry that was begun last on @day, or a blank page.
 */
void
poise_entry_opener_show_day (PoiseEntryOpener *self, PoiseDay day)
{
  g_autoptr (PoiseEntry) last = NULL;

  g_return_if_fail (POISE_IS_ENTRY_OPENER (self));
  g_return_if_fail (poise_day_is_valid (day));

  last = find_last (self, NULL, day);
  if (last != NULL)
    poise_entry_opener_show_entry (self, last);
  else
    begin_entry (self, day, NULL);
}

/**
 * poise_entry_opener_step_day:
 * @self: an opener
 * @days: how many days to go, forwards or backwards
 *
 * Opens another day; there is none after today.
 */
void
poise_entry_opener_step_day (PoiseEntryOpener *self, int days)
{
  PoiseDay today;
  gint64 day;

  g_return_if_fail (POISE_IS_ENTRY_OPENER (self));

  today = get_today (self);
  day = (gint64) self->day + days;
  poise_entry_opener_show_day (self, (PoiseDay) CLAMP (day, 1, MAX (today, 1)));
}

/**
 * poise_entry_opener_start_entry:
 * @self: an opener
 *
 * Begins another entry of today.
 */
void
poise_entry_opener_start_entry (PoiseEntryOpener *self)
{
  PoiseEntry *entry;
  PoiseDay today;

  g_return_if_fail (POISE_IS_ENTRY_OPENER (self));

  entry = poise_document_get_entry (self->document);
  today = get_today (self);
  if (entry == NULL || poise_document_is_stored (self->document) ||
      !poise_entry_is_counted (entry) || self->day != today)
    begin_entry (self, today, NULL);
  self->is_asked_for = TRUE;
}

/**
 * poise_entry_opener_start_morning:
 * @self: an opener
 *
 * Opens what was written this morning, or begins an entry of the morning.
 */
void
poise_entry_opener_start_morning (PoiseEntryOpener *self)
{
  g_autoptr (PoiseEntry) last = NULL;
  PoiseEntry *entry;
  PoiseDay today;

  g_return_if_fail (POISE_IS_ENTRY_OPENER (self));

  today = get_today (self);
  entry = poise_document_get_entry (self->document);
  last = find_last (self, POISE_ENTRY_MORNING, today);
  if (last != NULL)
    poise_entry_opener_show_entry (self, last);
  else if (entry == NULL || self->day != today ||
           g_strcmp0 (poise_entry_get_kind (entry), POISE_ENTRY_MORNING) != 0)
    begin_entry (self, today, POISE_ENTRY_MORNING);
}

/**
 * poise_entry_opener_start_form:
 * @self: an opener
 * @form: a form's id
 *
 * Begins another entry of today, with the questions of a form as its headings.
 *
 * Returns: %FALSE if there is no such form, and nothing happened
 */
gboolean
poise_entry_opener_start_form (PoiseEntryOpener *self, const char *form)
{
  g_autoptr (PoiseEntry) entry = NULL;

  g_return_val_if_fail (POISE_IS_ENTRY_OPENER (self), FALSE);

  entry = create_entry (self, get_today (self));
  if (!poise_form_begin (entry, poise_context_get_prompts (get_context (self)), form))
    return FALSE;
  poise_document_close (self->document);
  open_entry (self, entry);
  return TRUE;
}

/* ---- back from the trash ---- */

typedef struct
{
  PoiseFolder *folder;
  PoiseEntry *entry; /* as it was seen */
  char *title;
} Rescue;

static void
rescue_free (Rescue *rescue)
{
  g_object_unref (rescue->folder);
  g_object_unref (rescue->entry);
  g_free (rescue->title);
  g_free (rescue);
}

/* It may have been written on elsewhere before it was deleted there; and of another computer's
 * files that of the trash may come later than the month. */
static void
rescue_thread_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Rescue *rescue = data;
  g_autofree char *month = poise_day_to_month (poise_entry_get_day (rescue->entry));
  g_autofree char *path = poise_folder_get_trash_path (rescue->folder, month);
  g_autoptr (PoiseMonth) trash = poise_month_file_read (path, month, NULL);
  PoiseEntry *entry =
    trash != NULL ? poise_month_find (trash, poise_entry_get_id (rescue->entry), NULL) : NULL;

  g_task_return_pointer (task,
                         entry != NULL ? poise_trash_revive (entry) : g_object_ref (rescue->entry),
                         g_object_unref);
}

static void
rescued_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  PoiseEntryOpener *self = POISE_ENTRY_OPENER (object);
  const Rescue *rescue = g_task_get_task_data (G_TASK (result));
  g_autoptr (PoiseEntry) entry = g_task_propagate_pointer (G_TASK (result), NULL);
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (PoiseOperation) operation = NULL;

  /* The window may be gone, or the journal another one. */
  if (self->document == NULL || poise_context_get_folder (get_context (self)) != rescue->folder)
    return;
  g_ptr_array_add (entries, g_object_ref (entry));
  operation = poise_operation_new_put (entries, rescue->title);
  poise_history_run (poise_context_get_history (get_context (self)), operation);
  poise_entry_opener_show_entry (
    self, poise_journal_lookup (get_journal (self), poise_entry_get_id (entry)));
}

/**
 * poise_entry_opener_restore:
 * @self: an opener
 * @entry: what was deleted elsewhere
 * @title: what is done, in translated words
 *
 * Brings it back from the trash, as an operation of the history, and opens it.
 */
void
poise_entry_opener_restore (PoiseEntryOpener *self, PoiseEntry *entry, const char *title)
{
  PoiseFolder *folder;
  g_autoptr (GTask) task = NULL;
  Rescue *rescue;

  g_return_if_fail (POISE_IS_ENTRY_OPENER (self));
  g_return_if_fail (POISE_IS_ENTRY (entry));

  folder = poise_context_get_folder (get_context (self));
  g_return_if_fail (folder != NULL);
  rescue = g_new0 (Rescue, 1);
  rescue->folder = g_object_ref (folder);
  rescue->entry = poise_entry_copy (entry);
  rescue->title = g_strdup (title);
  task = g_task_new (self, NULL, rescued_cb, NULL);
  g_task_set_source_tag (task, poise_entry_opener_restore);
  g_task_set_task_data (task, rescue, (GDestroyNotify) rescue_free);
  g_task_run_in_thread (task, rescue_thread_cb);
}
