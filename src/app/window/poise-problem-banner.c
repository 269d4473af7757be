/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-problem-banner.h"

#include <glib/gi18n.h>

#include "poise-error.h"
#include "poise-file-lack.h"
#include "poise-file.h"
#include "poise-lock.h"
#include "poise-passphrase-dialog.h"
#include "poise-reveal.h"
#include "poise-store-recovery.h"

/* More messages than this would push the text out of the window. */
#define MAX_MESSAGES 3

struct _PoiseProblemBanner
{
  GtkWidget parent_instance;

  /* Template */
  GtkWidget *scroller;
  AdwBanner *banner;

  /* Owned */
  PoiseStore *store;
  GSettings *settings;
  char *repair_message; /* why the last repair failed */

  PoiseKeyNews news; /* of the lock, that the person has not taken note of */

  gboolean is_repairing;
};

enum
{
  SIGNAL_REPAIRED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PoiseProblemBanner, poise_problem_banner, GTK_TYPE_WIDGET)

static void
append_line (GString *text, const char *line)
{
  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append (text, line);
}

/* What a person can do about a write that fails. */
static const char *
get_way_out (const GError *error)
{
  if (g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOSPC))
    return _ ("Make room on that disk, and it will be saved.");
  if (g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_ACCES) ||
      g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_PERM) ||
      g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_ROFS))
    return _ ("Allow writing to that folder, and it will be saved.");
  if (g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_IO))
    return _ ("That disk may be failing: copy the journal’s folder to another one soon.");
  if (g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOTDIR) ||
      g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_EXIST) ||
      g_error_matches (error, POISE_ERROR, POISE_ERROR_UNSAFE))
    return _ ("Move what is in the way, and it will be saved.");
  return "";
}

static void
append_failure (GString *text, const GError *error)
{
  const char *way_out = get_way_out (error);

  append_line (text, error->message);
  append_line (text,
               _ ("What you wrote is still in this window. Poise goes on trying to save it."));
  if (*way_out != '\0')
    g_string_append_printf (text, " %s", way_out);
}

static void
append_problems (GString *text, PoiseStore *store)
{
  GPtrArray *problems = poise_store_get_problems (store);

  for (guint i = 0; i < MIN (problems->len, MAX_MESSAGES); i++)
    append_line (text, ((PoiseProblem *) g_ptr_array_index (problems, i))->error->message);
  if (problems->len > MAX_MESSAGES)
    {
      guint n_more = problems->len - MAX_MESSAGES;
      g_autofree char *more = g_strdup_printf (
        ngettext ("There is %u more such file; “poise-cli check” names it.",
                  "There are %u more such files; “poise-cli check” names them.", n_more),
        n_more);

      append_line (text, more);
    }
  if (poise_store_can_repair (store))
    append_line (text, _ ("Nothing is overwritten. Repair gets back every entry that can be read, "
                          "and keeps the damaged file beside it."));
}

/* Another computer locked the journal by itself, and something of it is here. */
static gboolean
can_join (PoiseProblemBanner *self)
{
  PoiseFolder *folder = poise_store_get_folder (self->store);
  GPtrArray *problems = poise_store_get_problems (self->store);

  if (folder == NULL || !poise_lock_has_other_keys (folder))
    return FALSE;
  for (guint i = 0; i < problems->len; i++)
    if (g_error_matches (((PoiseProblem *) g_ptr_array_index (problems, i))->error, POISE_ERROR,
                         POISE_ERROR_LOCKED))
      return TRUE;

  return FALSE;
}

/* What the journal's disk cannot do and the person has not taken note of. */
static PoiseFileLack
get_new_lacks (PoiseProblemBanner *self)
{
  return poise_store_get_lacks (self->store) & ~g_settings_get_uint (self->settings, "noted-lacks");
}

static void
append_lacks (GString *text, PoiseProblemBanner *self)
{
  PoiseFileLack found = get_new_lacks (self);
  g_autoptr (GPtrArray) sentences = NULL;

  if (found == 0)
    return;
  sentences =
    poise_file_describe_lacks (found, poise_folder_get_path (poise_store_get_folder (self->store)));
  for (guint i = 0; i < sentences->len; i++)
    append_line (text, g_ptr_array_index (sentences, i));
}

/* What others did to the lock of a journal that is open here. */
static void
append_news (GString *text, PoiseKeyNews news)
{
  if (news == POISE_KEY_NEWS_OPENED)
    append_line (text, _ ("This journal is no longer locked: its lock was taken off on another "
                          "computer, or by another program."));
  else if (news == POISE_KEY_NEWS_CHANGED)
    append_line (text, _ ("The passphrase was changed on another computer, or by another program. "
                          "Only the new one opens the journal from now on."));
}

static gboolean
has_something_to_note (PoiseProblemBanner *self)
{
  return get_new_lacks (self) != 0 || self->news != POISE_KEY_NEWS_NONE;
}

static const char *
get_button_label (PoiseProblemBanner *self)
{
  if (can_join (self))
    return _ ("_Unlock…");
  if (poise_store_can_repair (self->store))
    return self->is_repairing ? NULL : _ ("_Repair");
  return has_something_to_note (self) ? _ ("_Got It") : NULL;
}

static GtkLabel *
find_label (GtkWidget *widget)
{
  GtkLabel *label = GTK_IS_LABEL (widget) ? GTK_LABEL (widget) : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && label == NULL;
       child = gtk_widget_get_next_sibling (child))
    label = find_label (child);
  return label;
}

/* A banner ends a paragraph after three lines, with what the person can do. */
static void
show_all_lines (AdwBanner *banner)
{
  GtkLabel *title = find_label (GTK_WIDGET (banner));

  if (title == NULL)
    return;
  gtk_label_set_lines (title, -1);
  gtk_label_set_ellipsize (title, PANGO_ELLIPSIZE_NONE);
}

static void
show (PoiseProblemBanner *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const GError *error = poise_store_get_error (self->store);

  if (error != NULL)
    append_failure (text, error);
  append_problems (text, self->store);
  if (self->repair_message != NULL)
    append_line (text, self->repair_message);
  append_lacks (text, self);
  append_news (text, self->news);
  adw_banner_set_title (self->banner, text->str);
  show_all_lines (self->banner);
  adw_banner_set_button_label (self->banner, get_button_label (self));
  poise_reveal (GTK_WIDGET (self->banner), text->len > 0);
}

/* ---- repairing ---- */

static guint
count_entries (GPtrArray *reports)
{
  guint n = 0;

  for (guint i = 0; i < reports->len; i++)
    {
      const PoiseRepairReport *report = g_ptr_array_index (reports, i);

      n += report->n_salvaged + report->n_backed_up;
    }
  return n;
}

/* Of each file of which something may be missing, and where it is kept as it was. */
static char *
describe_losses (GPtrArray *reports)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < reports->len; i++)
    {
      const PoiseRepairReport *report = g_ptr_array_index (reports, i);
      g_autofree char *loss = poise_repair_report_describe_loss (report);
      g_autofree char *kept = poise_repair_report_describe_kept (report);

      if (loss != NULL)
        g_string_append_printf (text, "%s%s\n%s", text->len > 0 ? "\n\n" : "", loss, kept);
    }
  return g_string_free (text, FALSE);
}

/* A toast would be gone before it is read. */
static void
tell_losses (PoiseProblemBanner *self, GPtrArray *reports)
{
  g_autofree char *losses = describe_losses (reports);
  AdwDialog *dialog;

  if (*losses == '\0')
    return;
  /* Translators: short, since the heading of a dialog makes no lines on a phone. */
  dialog = adw_alert_dialog_new (_ ("Repaired in Part"), losses);
  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _ ("_Close"));
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
repaired_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (PoiseProblemBanner) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) reports = NULL;

  if (poise_store_repair_finish (POISE_STORE (object), result, &reports, &error))
    g_signal_emit (self, signals[SIGNAL_REPAIRED], 0, count_entries (reports));
  if (self->store != POISE_STORE (object))
    return;
  /* Not before the passphrase page. */
  if (gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    tell_losses (self, reports);
  self->is_repairing = FALSE;
  g_free (self->repair_message);
  self->repair_message = error != NULL ? g_strdup (error->message) : NULL;
  show (self);
}

static void
take_note (PoiseProblemBanner *self)
{
  g_settings_set_uint (self->settings, "noted-lacks",
                       g_settings_get_uint (self->settings, "noted-lacks") |
                         poise_store_get_lacks (self->store));
  self->news = POISE_KEY_NEWS_NONE;
  show (self);
}

static void
keys_changed_cb (PoiseProblemBanner *self, PoiseKeyNews news)
{
  self->news = news;
  show (self);
}

static void
clicked_cb (PoiseProblemBanner *self)
{
  if (can_join (self))
    {
      adw_dialog_present (poise_passphrase_dialog_new (self->store, POISE_PASSPHRASE_JOIN),
                          GTK_WIDGET (self));
      return;
    }
  if (!poise_store_can_repair (self->store))
    {
      take_note (self);
      return;
    }
  self->is_repairing = TRUE;
  show (self);
  poise_store_repair_async (self->store, NULL, repaired_cb, g_object_ref (self));
}

static void
poise_problem_banner_dispose (GObject *object)
{
  PoiseProblemBanner *self = POISE_PROBLEM_BANNER (object);

  g_clear_object (&self->store);
  g_clear_object (&self->settings);
  gtk_widget_dispose_template (GTK_WIDGET (self), POISE_TYPE_PROBLEM_BANNER);

  G_OBJECT_CLASS (poise_problem_banner_parent_class)->dispose (object);
}

static void
poise_problem_banner_finalize (GObject *object)
{
  g_free (POISE_PROBLEM_BANNER (object)->repair_message);

  G_OBJECT_CLASS (poise_problem_banner_parent_class)->finalize (object);
}

static void
poise_problem_banner_class_init (PoiseProblemBannerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = poise_problem_banner_dispose;
  G_OBJECT_CLASS (klass)->finalize = poise_problem_banner_finalize;

  /**
   * PoiseProblemBanner::repaired:
   * @self: the banner
   * @n_entries: how many entries were salvaged
   *
   * The journal was repaired.
   */
  signals[SIGNAL_REPAIRED] = g_signal_new ("repaired", POISE_TYPE_PROBLEM_BANNER, G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/poise_journal/Poise/window/poise-problem-banner.ui");
  gtk_widget_class_bind_template_child (widget_class, PoiseProblemBanner, scroller);
  gtk_widget_class_bind_template_child (widget_class, PoiseProblemBanner, banner);
  gtk_widget_class_bind_template_callback (widget_class, clicked_cb);
}

static void
poise_problem_banner_init (PoiseProblemBanner *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * poise_problem_banner_set_store:
 * @self: a banner
 * @store: (nullable): whose problems are shown, if any's
 * @settings: where it is kept what the person has taken note of
 *
 * Says what it shows.
 */
void
poise_problem_banner_set_store (PoiseProblemBanner *self, PoiseStore *store, GSettings *settings)
{
  g_return_if_fail (POISE_IS_PROBLEM_BANNER (self));

  if (self->store != NULL)
    {
      g_signal_handlers_disconnect_by_func (self->store, show, self);
      g_signal_handlers_disconnect_by_func (self->store, keys_changed_cb, self);
    }
  g_clear_pointer (&self->repair_message, g_free);
  g_set_object (&self->store, store);
  g_set_object (&self->settings, settings);
  self->is_repairing = FALSE;
  self->news = POISE_KEY_NEWS_NONE;
  if (store == NULL)
    {
      adw_banner_set_title (self->banner, "");
      adw_banner_set_revealed (self->banner, FALSE);
      return;
    }
  g_signal_connect_object (store, "problems-changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "notify::state", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "keys-changed", G_CALLBACK (keys_changed_cb), self,
                           G_CONNECT_SWAPPED);
  show (self);
}
