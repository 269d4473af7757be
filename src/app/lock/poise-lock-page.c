/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-lock-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "poise-buttons.h"
#include "poise-error.h"
#include "poise-lock-open.h"
#include "poise-lock-task.h"
#include "poise-passphrase-row.h"
#include "poise-remembrance.h"

/* After each wrong passphrase twice as long, up to a minute. */
#define LONGEST_PAUSE 60

struct _PoiseLockPage
{
  GtkWidget parent_instance;

  /* Template */
  GtkWidget *view;
  GtkWidget *held;
  GtkLabel *reason;
  GtkEditable *passphrase;
  GtkEditable *recovery;
  AdwSwitchRow *remember;
  GtkLabel *message;
  GtkWidget *unlock;
  GtkWidget *spinner;
  GtkButton *other;

  /* Owned */
  PoiseFolder *folder;
  GCancellable *looking; /* in the desktop's keyring, and at the keys */

  char *wrong; /* (nullable): what was said of the last one */
  guint n_wrong;
  guint n_seconds; /* left of the pause */
  guint pause_id;
  gboolean is_opening;
  gboolean uses_recovery;
  gboolean shall_ask; /* though the keyring may know what opens it */
  gboolean was_remembered;
  gboolean has_looked;
  gboolean is_open;
};

enum
{
  SIGNAL_OPENED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PoiseLockPage, poise_lock_page, GTK_TYPE_WIDGET)

static GtkEditable *
get_entry (PoiseLockPage *self)
{
  return self->uses_recovery ? self->recovery : self->passphrase;
}

static void
show_state (PoiseLockPage *self)
{
  gboolean is_typed = *gtk_editable_get_text (get_entry (self)) != '\0';

  gtk_widget_set_sensitive (self->unlock, is_typed && !self->is_opening && self->pause_id == 0);
  gtk_widget_set_visible (self->spinner, self->is_opening);
  gtk_widget_set_visible (self->unlock, !self->is_opening);
  gtk_widget_set_sensitive (GTK_WIDGET (self->other), !self->is_opening);
}

static void
typed_cb (PoiseLockPage *self)
{
  show_state (self);
}

static void
say (PoiseLockPage *self, const char *words)
{
  gtk_label_set_text (self->message, words);
  gtk_widget_set_visible (GTK_WIDGET (self->message), *words != '\0');
}

/* ---- wrong ones ---- */

static char *
describe_former (const char *day)
{
  if (day == NULL)
    return g_strdup (_ ("This was the passphrase until it was changed. Type the new one."));
  /* Translators: a date. */
  return g_strdup_printf (
    _ ("This was the passphrase until it was changed, last on %s. Type the new "
       "one."),
    day);
}

static char *
describe_wrong (PoiseLockPage *self, const GError *error, const char *day)
{
  if (g_error_matches (error, POISE_ERROR, POISE_ERROR_FORMER))
    return describe_former (day);
  if (self->uses_recovery)
    return g_strdup (_ ("That is not this journal’s recovery key."));
  if (day == NULL)
    return g_strdup (_ ("That is not this journal’s passphrase."));
  /* Translators: a date. */
  return g_strdup_printf (_ ("That is not this journal’s passphrase. It was last changed on %s."),
                          day);
}

static void
show_pause (PoiseLockPage *self)
{
  g_autofree char *pause =
    g_strdup_printf (ngettext ("You can try again in %u second.",
                               "You can try again in %u seconds.", self->n_seconds),
                     self->n_seconds);
  g_autofree char *words =
    self->wrong != NULL ? g_strdup_printf ("%s\n%s", self->wrong, pause) : NULL;

  say (self, words != NULL ? words : pause);
}

static gboolean
pause_cb (gpointer data)
{
  PoiseLockPage *self = data;

  self->n_seconds--;
  if (self->n_seconds > 0)
    {
      show_pause (self);
      return G_SOURCE_CONTINUE;
    }
  self->pause_id = 0;
  say (self, self->wrong != NULL ? self->wrong : "");
  show_state (self);
  return G_SOURCE_REMOVE;
}

/* A screen reader is told once, not every second. */
static void
note_wrong (PoiseLockPage *self, const GError *error, const char *day)
{
  g_free (self->wrong);
  self->wrong = describe_wrong (self, error, day);
  self->n_seconds = MIN (1U << MIN (self->n_wrong, 6U), LONGEST_PAUSE);
  self->n_wrong++;
  self->pause_id = g_timeout_add_seconds (1, pause_cb, self);
  show_pause (self);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), gtk_label_get_text (self->message),
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
  gtk_editable_select_region (get_entry (self), 0, -1);
  gtk_widget_grab_focus (GTK_WIDGET (get_entry (self)));
}

/* ---- what is remembered ---- */

static void
opened (PoiseLockPage *self, PoiseKeyring *keyring)
{
  self->is_open = TRUE;
  gtk_editable_set_text (self->passphrase, "");
  gtk_editable_set_text (self->recovery, "");
  g_signal_emit (self, signals[SIGNAL_OPENED], 0, keyring);
}

/* What was remembered opens the journal, unless the person was quicker. */
static void
used_token_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (PoiseLockPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PoiseKeyring) keyring = poise_lock_open_finish (POISE_FOLDER (object), result, &error);

  if (self->view == NULL || self->is_opening || self->is_open ||
      POISE_FOLDER (object) != self->folder)
    return;
  if (keyring != NULL)
    {
      opened (self, keyring);
      return;
    }
  if (!g_error_matches (error, POISE_ERROR, POISE_ERROR_PASSPHRASE))
    return;
  poise_remembrance_forget_async (self->folder, NULL, NULL, NULL);
  say (self, _ ("The passphrase was changed since it was remembered here. Type the new one."));
}

/* A journal that was locked on purpose asks. */
static void
use_token (PoiseLockPage *self, const char *token)
{
  if (!self->shall_ask && !self->is_opening)
    poise_lock_open_with_token_async (self->folder, token, self->looking, used_token_cb,
                                      g_object_ref (self));
}

static const char *
describe (PoiseRemembrance state)
{
  switch (state)
    {
    case POISE_REMEMBRANCE_UNAVAILABLE:
      return _ ("This computer has no keyring that could remember it");
    case POISE_REMEMBRANCE_LOCKED:
      return _ ("The keyring that remembers it is locked");
    case POISE_REMEMBRANCE_ABSENT:
    case POISE_REMEMBRANCE_THERE:
    default:
      return "";
    }
}

static void
looked_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (PoiseLockPage) self = data;
  char *token = NULL;
  PoiseRemembrance state = poise_remembrance_look_finish (POISE_FOLDER (object), result, &token);

  if (self->view != NULL)
    {
      self->was_remembered = state == POISE_REMEMBRANCE_THERE || state == POISE_REMEMBRANCE_LOCKED;
      adw_switch_row_set_active (self->remember, self->was_remembered);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (self->remember), describe (state));
      gtk_widget_set_sensitive (GTK_WIDGET (self->remember),
                                state != POISE_REMEMBRANCE_UNAVAILABLE);
      if (token != NULL)
        use_token (self, token);
    }
  poise_key_wipe (token);
}

/* After it is open: the keyring may ask for its own password. */
static void
remember (PoiseLockPage *self, PoiseKeyring *keyring)
{
  gboolean shall_remember = adw_switch_row_get_active (self->remember);

  if (!gtk_widget_get_sensitive (GTK_WIDGET (self->remember)))
    return;
  if (shall_remember)
    poise_remembrance_keep_async (self->folder, keyring, NULL, NULL, NULL);
  else if (self->was_remembered)
    poise_remembrance_forget_async (self->folder, NULL, NULL, NULL);
}

/* ---- opening ---- */

static void
note_failed (PoiseLockPage *self, const GError *error, const char *day)
{
  if (g_error_matches (error, POISE_ERROR, POISE_ERROR_PASSPHRASE) ||
      g_error_matches (error, POISE_ERROR, POISE_ERROR_FORMER))
    note_wrong (self, error, day);
  else
    say (self, error->message);
}

static void unlock_cb (PoiseLockPage *self);

static void
opened_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (PoiseLockPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PoiseKeyring) keyring = poise_lock_open_finish (POISE_FOLDER (object), result, &error);
  gboolean is_right;

  self->is_opening = FALSE;
  if (self->view == NULL || self->is_open)
    return;
  /* It lies elsewhere meanwhile: once more. */
  if (POISE_FOLDER (object) != self->folder)
    {
      unlock_cb (self);
      return;
    }
  /* Another program may have taken the lock off meanwhile. */
  is_right = keyring != NULL || g_error_matches (error, POISE_ERROR, POISE_ERROR_NOT_FOUND);
  if (!is_right)
    note_failed (self, error, poise_lock_open_get_changed (result));
  show_state (self);
  if (keyring != NULL)
    remember (self, keyring);
  if (is_right)
    opened (self, keyring);
}

static void
unlock_cb (PoiseLockPage *self)
{
  const char *text = gtk_editable_get_text (get_entry (self));

  if (*text == '\0' || self->is_opening || self->pause_id != 0)
    return;
  self->is_opening = TRUE;
  say (self, "");
  show_state (self);
  poise_lock_open_async (self->folder, self->uses_recovery ? NULL : text,
                         self->uses_recovery ? text : NULL, NULL, opened_cb, g_object_ref (self));
}

static void
other_cb (PoiseLockPage *self)
{
  self->uses_recovery = !self->uses_recovery;
  gtk_widget_set_visible (GTK_WIDGET (self->passphrase), !self->uses_recovery);
  gtk_widget_set_visible (GTK_WIDGET (self->recovery), self->uses_recovery);
  gtk_button_set_label (self->other, self->uses_recovery ? _ ("Use the _Passphrase")
                                                         : _ ("Use the _Recovery Key"));
  /* What was wrong is not what is asked for now. */
  g_clear_pointer (&self->wrong, g_free);
  if (self->pause_id == 0)
    say (self, "");
  else
    show_pause (self);
  show_state (self);
  gtk_widget_grab_focus (GTK_WIDGET (get_entry (self)));
}

/* ---- virtual functions ---- */

/* The window gives its focus here when the page comes. */
static gboolean
poise_lock_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (get_entry (POISE_LOCK_PAGE (widget))));
}

static void
poise_lock_page_map (GtkWidget *widget)
{
  PoiseLockPage *self = POISE_LOCK_PAGE (widget);

  GTK_WIDGET_CLASS (poise_lock_page_parent_class)->map (widget);
  /* Another layout maps it again. */
  if (self->has_looked)
    return;
  gtk_widget_grab_focus (widget);
  self->has_looked = TRUE;
  poise_remembrance_look_async (self->folder, self->looking, looked_cb, g_object_ref (self));
}

static void
poise_lock_page_dispose (GObject *object)
{
  PoiseLockPage *self = POISE_LOCK_PAGE (object);

  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  g_clear_handle_id (&self->pause_id, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (object), POISE_TYPE_LOCK_PAGE);
  g_clear_object (&self->folder);
  g_clear_pointer (&self->wrong, g_free);

  G_OBJECT_CLASS (poise_lock_page_parent_class)->dispose (object);
}

static void
poise_lock_page_class_init (PoiseLockPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = poise_lock_page_dispose;
  widget_class->grab_focus = poise_lock_page_grab_focus;
  widget_class->map = poise_lock_page_map;

  /**
   * PoiseLockPage::opened:
   * @self: the page
   * @keyring: (nullable): what opens the journal; %NULL where it is no longer locked
   *
   * The person knows the passphrase or the recovery key.
   */
  signals[SIGNAL_OPENED] = g_signal_new ("opened", POISE_TYPE_LOCK_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 1, POISE_TYPE_KEYRING);

  g_type_ensure (POISE_TYPE_PASSPHRASE_ROW);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/poise_journal/Poise/lock/poise-lock-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PoiseLockPage, view);
  gtk_widget_class_bind_template_child (widget_class, PoiseLockPage, held);
  gtk_widget_class_bind_template_child (widget_class, PoiseLockPage, reason);
  gtk_widget_class_bind_template_child (widget_class, PoiseLockPage, passphrase);
  gtk_widget_class_bind_template_child (widget_class, PoiseLockPage, recovery);
  gtk_widget_class_bind_template_child (widget_class, PoiseLockPage, remember);
  gtk_widget_class_bind_template_child (widget_class, PoiseLockPage, message);
  gtk_widget_class_bind_template_child (widget_class, PoiseLockPage, unlock);
  gtk_widget_class_bind_template_child (widget_class, PoiseLockPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, PoiseLockPage, other);
  gtk_widget_class_bind_template_callback (widget_class, unlock_cb);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, other_cb);
}

static void
poise_lock_page_init (PoiseLockPage *self)
{
  g_autoptr (GtkEntryBuffer) buffer = gtk_password_entry_buffer_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  poise_buttons_wrap (GTK_WIDGET (self));
  /* The recovery key is seen, but wiped as a passphrase is. */
  gtk_text_set_buffer (GTK_TEXT (gtk_editable_get_delegate (self->recovery)), buffer);
  self->looking = g_cancellable_new ();
}

/* What nobody who sits here did. */
static const char *
describe_news (PoiseKeyNews news)
{
  switch (news)
    {
    case POISE_KEY_NEWS_LOCKED:
      return _ ("This computer has not opened the journal since it was locked. It opens with the "
                "passphrase that was chosen then.");
    case POISE_KEY_NEWS_OPENED:
      return _ ("The lock was taken off this journal on another computer, or by another program. "
                "Type the passphrase once more to confirm that. After that it is not asked for.");
    case POISE_KEY_NEWS_CHANGED:
      return _ ("The passphrase was changed on another computer. Type the new one.");
    case POISE_KEY_NEWS_NONE:
    default:
      return "";
    }
}

static void
show_reason (PoiseLockPage *self, const char *reason)
{
  gtk_label_set_text (self->reason, reason);
  gtk_widget_set_visible (GTK_WIDGET (self->reason), *reason != '\0');
}

/* It stands below the row that is typed into, which stays in its place; so a screen reader, which
 * is there, is told. */
static void
found_news_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (PoiseLockPage) self = data;
  const char *reason = describe_news (poise_lock_find_news_finish (POISE_FOLDER (object), result));

  if (self->view == NULL)
    return;
  show_reason (self, reason);
  if (*reason != '\0')
    gtk_accessible_announce (GTK_ACCESSIBLE (self), reason,
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/**
 * poise_lock_page_new:
 * @folder: where the journal lies
 * @is_holding: whether something that was written waits to be saved
 * @is_by_others: whether another computer or program locked it while it was open here
 * @shall_ask: whether the passphrase is asked though it may be remembered on this computer
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
poise_lock_page_new (PoiseFolder *folder,
                     gboolean is_holding,
                     gboolean is_by_others,
                     gboolean shall_ask)
{
  PoiseLockPage *self = g_object_new (POISE_TYPE_LOCK_PAGE, NULL);

  self->folder = g_object_ref (folder);
  self->shall_ask = shall_ask;
  gtk_widget_set_visible (self->held, is_holding);
  if (is_by_others)
    show_reason (self, _ ("It was locked on another computer, or by another program. It opens with "
                          "the passphrase that was chosen there."));
  else
    poise_lock_find_news_async (folder, self->looking, found_news_cb, g_object_ref (self));
  return GTK_WIDGET (self);
}

/**
 * poise_lock_page_set_folder:
 * @self: the page
 * @folder: where the journal lies by now
 *
 * Asks for the passphrase of the journal that lies there. What was typed stays.
 */
void
poise_lock_page_set_folder (PoiseLockPage *self, PoiseFolder *folder)
{
  g_return_if_fail (POISE_IS_LOCK_PAGE (self));

  g_set_object (&self->folder, folder);
}
