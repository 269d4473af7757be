/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-privacy-group.h"

#include <glib/gi18n.h>

#include "poise-choice-items.h"
#include "poise-lock-dialog.h"
#include "poise-passphrase-dialog.h"
#include "poise-remembrance.h"

struct _PoisePrivacyGroup
{
  AdwPreferencesGroup parent_instance;

  /* Template */
  GtkWidget *lock_row;
  GtkWidget *change_row;
  GtkWidget *remove_row;
  AdwSwitchRow *remember_row;
  AdwComboRow *idle_row;
  AdwSwitchRow *search_provider;

  /* Owned */
  PoiseContext *context;
  PoiseLocker *locker;

  gboolean is_showing; /* what the keyring says, not what the person chose */
};

enum
{
  PROP_CONTEXT = 1,
  PROP_LOCKER,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (PoisePrivacyGroup, poise_privacy_group, ADW_TYPE_PREFERENCES_GROUP)

/* ---- what this computer remembers ---- */

static void
show_remembered (PoisePrivacyGroup *self,
                 gboolean is_remembered,
                 gboolean is_possible,
                 const char *words)
{
  self->is_showing = TRUE;
  adw_switch_row_set_active (self->remember_row, is_remembered);
  self->is_showing = FALSE;
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->remember_row), words);
  gtk_widget_set_sensitive (GTK_WIDGET (self->remember_row), is_possible);
}

static const char *
describe_remembering (void)
{
  return _ ("Poise then starts without asking for the passphrase, until you lock the journal");
}

static void
looked_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (PoisePrivacyGroup) self = data;
  PoiseRemembrance state = poise_remembrance_look_finish (POISE_FOLDER (object), result, NULL);

  if (self->context == NULL)
    return;
  show_remembered (self, state == POISE_REMEMBRANCE_THERE || state == POISE_REMEMBRANCE_LOCKED,
                   state != POISE_REMEMBRANCE_UNAVAILABLE,
                   state != POISE_REMEMBRANCE_UNAVAILABLE
                     ? describe_remembering ()
                     : _ ("This computer has no keyring that could remember it"));
}

static void
look (PoisePrivacyGroup *self)
{
  if (self->context != NULL && self->locker != NULL && poise_locker_can_lock (self->locker))
    poise_remembrance_look_async (poise_locker_get_folder (self->locker), NULL, looked_cb,
                                  g_object_ref (self));
}

/* Whoever says no to the keyring's own question has chosen, too. */
static void
note_remembered (PoisePrivacyGroup *self, gboolean is_remembered, const GError *error)
{
  if (self->context == NULL)
    return;
  show_remembered (self, error == NULL ? is_remembered : !is_remembered, TRUE,
                   error == NULL ? describe_remembering () : error->message);
}

static void
kept_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (PoisePrivacyGroup) self = data;
  g_autoptr (GError) error = NULL;

  poise_remembrance_keep_finish (POISE_FOLDER (object), result, &error);
  note_remembered (self, TRUE, error);
}

static void
forgotten_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (PoisePrivacyGroup) self = data;
  g_autoptr (GError) error = NULL;

  poise_remembrance_forget_finish (POISE_FOLDER (object), result, &error);
  note_remembered (self, FALSE, error);
}

static void
remember_cb (PoisePrivacyGroup *self)
{
  PoiseFolder *folder = self->locker != NULL ? poise_locker_get_folder (self->locker) : NULL;
  g_autoptr (PoiseKeyring) keyring =
    folder != NULL ? poise_keyring_find (poise_folder_get_path (folder)) : NULL;

  if (self->is_showing || keyring == NULL)
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self->remember_row), FALSE);
  if (adw_switch_row_get_active (self->remember_row))
    poise_remembrance_keep_async (folder, keyring, NULL, kept_cb, g_object_ref (self));
  else
    poise_remembrance_forget_async (folder, NULL, forgotten_cb, g_object_ref (self));
}

/* ---- the passphrase ---- */

static void
show (PoisePrivacyGroup *self)
{
  gboolean has_passphrase, is_writable;

  if (self->context == NULL || self->locker == NULL)
    return;
  has_passphrase = poise_locker_can_lock (self->locker);
  is_writable =
    g_settings_is_writable (poise_context_get_settings (self->context), "search-provider");
  adw_preferences_group_set_description (
    ADW_PREFERENCES_GROUP (self),
    has_passphrase ? _ ("The journal is locked by Ctrl+L, with the screen, and before the computer "
                        "sleeps.")
                   : NULL);
  gtk_widget_set_visible (self->lock_row, !has_passphrase);
  gtk_widget_set_visible (self->change_row, has_passphrase);
  gtk_widget_set_visible (self->remove_row, has_passphrase);
  gtk_widget_set_visible (GTK_WIDGET (self->remember_row), has_passphrase);
  gtk_widget_set_visible (GTK_WIDGET (self->idle_row), has_passphrase);
  gtk_widget_set_sensitive (GTK_WIDGET (self->search_provider), !has_passphrase && is_writable);
  adw_action_row_set_subtitle (
    ADW_ACTION_ROW (self->search_provider),
    has_passphrase ? _ ("GNOME’s search shows nothing of a journal that has a passphrase, not even "
                        "while it is open.")
                   : _ ("GNOME’s search then shows lines of your journal. It is off because a "
                        "journal is private."));
}

static void
lock_cb (PoisePrivacyGroup *self)
{
  AdwDialog *dialog = poise_lock_dialog_new (poise_context_get_store (self->context));

  g_signal_connect_object (dialog, "locked", G_CALLBACK (poise_locker_update), self->locker,
                           G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
change_cb (PoisePrivacyGroup *self)
{
  adw_dialog_present (
    poise_passphrase_dialog_new (poise_context_get_store (self->context), POISE_PASSPHRASE_CHANGE),
    GTK_WIDGET (self));
}

static void
remove_cb (PoisePrivacyGroup *self)
{
  AdwDialog *dialog =
    poise_passphrase_dialog_new (poise_context_get_store (self->context), POISE_PASSPHRASE_REMOVE);

  g_signal_connect_object (dialog, "changed", G_CALLBACK (poise_locker_update), self->locker,
                           G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

/* The rows of its list, in seconds. */
static const guint idle_times[] = { 0, 5 * 60, 15 * 60, 60 * 60 };

static gboolean
get_idle_cb (GValue *value, GVariant *variant, gpointer data)
{
  guint row = 0;

  while (row < G_N_ELEMENTS (idle_times) - 1 && idle_times[row] < g_variant_get_uint32 (variant))
    row++;
  g_value_set_uint (value, row);
  return TRUE;
}

static GVariant *
set_idle_cb (const GValue *value, const GVariantType *type, gpointer data)
{
  guint row = g_value_get_uint (value);

  return row < G_N_ELEMENTS (idle_times) ? g_variant_new_uint32 (idle_times[row]) : NULL;
}

static void
set_context (PoisePrivacyGroup *self, PoiseContext *context)
{
  g_return_if_fail (self->context == NULL && context != NULL);

  self->context = g_object_ref (context);
  g_settings_bind (poise_context_get_settings (context), "search-provider", self->search_provider,
                   "active", G_SETTINGS_BIND_DEFAULT | G_SETTINGS_BIND_NO_SENSITIVITY);
  g_settings_bind_with_mapping (poise_context_get_settings (context), "lock-idle", self->idle_row,
                                "selected", G_SETTINGS_BIND_DEFAULT, get_idle_cb, set_idle_cb, NULL,
                                NULL);
  show (self);
}

static void
set_locker (PoisePrivacyGroup *self, PoiseLocker *locker)
{
  g_return_if_fail (self->locker == NULL && locker != NULL);

  self->locker = g_object_ref (locker);
  g_signal_connect_object (locker, "notify::can-lock", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (locker, "notify::can-lock", G_CALLBACK (look), self, G_CONNECT_SWAPPED);
  show (self);
}

/* Not before: what changes until then a screen reader does not hear of. */
static void
poise_privacy_group_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (poise_privacy_group_parent_class)->map (widget);
  look (POISE_PRIVACY_GROUP (widget));
}

static void
poise_privacy_group_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_CONTEXT)
    set_context (POISE_PRIVACY_GROUP (object), g_value_get_object (value));
  else if (id == PROP_LOCKER)
    set_locker (POISE_PRIVACY_GROUP (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
poise_privacy_group_dispose (GObject *object)
{
  PoisePrivacyGroup *self = POISE_PRIVACY_GROUP (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), POISE_TYPE_PRIVACY_GROUP);
  g_clear_object (&self->context);
  g_clear_object (&self->locker);

  G_OBJECT_CLASS (poise_privacy_group_parent_class)->dispose (object);
}

static void
poise_privacy_group_class_init (PoisePrivacyGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->set_property = poise_privacy_group_set_property;
  G_OBJECT_CLASS (klass)->dispose = poise_privacy_group_dispose;
  widget_class->map = poise_privacy_group_map;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/poise_journal/Poise/preferences/poise-privacy-group.ui");
  gtk_widget_class_bind_template_child (widget_class, PoisePrivacyGroup, lock_row);
  gtk_widget_class_bind_template_child (widget_class, PoisePrivacyGroup, search_provider);
  gtk_widget_class_bind_template_child (widget_class, PoisePrivacyGroup, change_row);
  gtk_widget_class_bind_template_child (widget_class, PoisePrivacyGroup, remove_row);
  gtk_widget_class_bind_template_child (widget_class, PoisePrivacyGroup, remember_row);
  gtk_widget_class_bind_template_child (widget_class, PoisePrivacyGroup, idle_row);
  gtk_widget_class_bind_template_callback (widget_class, lock_cb);
  gtk_widget_class_bind_template_callback (widget_class, change_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
  gtk_widget_class_bind_template_callback (widget_class, remember_cb);

  /**
   * PoisePrivacyGroup:context:
   *
   * Whose journal it is about; set once.
   */
  properties[PROP_CONTEXT] = g_param_spec_object ("context", NULL, NULL, POISE_TYPE_CONTEXT,
                                                  G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  /**
   * PoisePrivacyGroup:locker:
   *
   * Whether it is locked; set once.
   */
  properties[PROP_LOCKER] = g_param_spec_object ("locker", NULL, NULL, POISE_TYPE_LOCKER,
                                                 G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPERTIES, properties);
}

static void
poise_privacy_group_init (PoisePrivacyGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  poise_choice_items_name (GTK_WIDGET (self->idle_row));
}
