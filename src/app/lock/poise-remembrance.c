/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-remembrance.h"

#include <glib/gi18n.h>
#include <libsecret/secret.h>

#include "poise-error.h"
#include "poise-lock-open.h"

/* A keyring answers at once, or never; but a person may first have to type its password. */
#define LOOK_SECONDS 5
#define KEEP_SECONDS 120

/* Not looked for by its name: in a keyring that is locked GNOME's finds that of no schema. */
static const SecretSchema schema = {
  APPLICATION_ID ".Journal",
  SECRET_SCHEMA_DONT_MATCH_NAME,
  { { "journal", SECRET_SCHEMA_ATTRIBUTE_STRING }, { NULL, 0 } },
};

/* ---- waiting no longer than that ---- */

/* Held by whatever still runs: also when nobody waits for it any more. */
typedef struct
{
  GTask *task; /* (nullable): none when it has returned */
  GCancellable *cancellable;
  guint timeout_id;
  char *token;
} Wait;

static void
wait_clear (gpointer data)
{
  Wait *wait = data;

  g_clear_object (&wait->task);
  g_clear_object (&wait->cancellable);
  g_clear_handle_id (&wait->timeout_id, g_source_remove);
  poise_key_wipe (wait->token);
}

static void
wait_unref (Wait *wait)
{
  g_rc_box_release_full (wait, wait_clear);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Wait, wait_unref)

/* Nobody waits any more. */
static GTask *
steal_task (Wait *wait)
{
  g_clear_handle_id (&wait->timeout_id, g_source_remove);
  return g_steal_pointer (&wait->task);
}

static gboolean
timeout_cb (gpointer data)
{
  Wait *wait = data;
  g_autoptr (GTask) task = NULL;

  wait->timeout_id = 0;
  task = steal_task (wait);
  g_cancellable_cancel (wait->cancellable);
  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "%s",
                           _ ("The keyring does not answer."));
  return G_SOURCE_REMOVE;
}

static Wait *
wait_new (PoiseFolder *folder,
          gpointer tag,
          guint seconds,
          GCancellable *cancellable,
          GAsyncReadyCallback callback,
          gpointer data)
{
  Wait *wait = g_rc_box_new0 (Wait);

  wait->task = g_task_new (folder, cancellable, callback, data);
  g_task_set_source_tag (wait->task, tag);
  wait->cancellable = g_cancellable_new ();
  /* Not a reference: it goes with the last one. */
  wait->timeout_id = g_timeout_add_seconds (seconds, timeout_cb, wait);
  return wait;
}

static void
fail (Wait *wait, GError *error)
{
  g_autoptr (GTask) task = steal_task (wait);

  g_debug ("The keyring says: %s", error->message);
  if (task != NULL)
    g_task_return_error (task, error);
  else
    g_error_free (error);
}

static void
return_done (Wait *wait, GError *error)
{
  g_autoptr (GTask) task = NULL;

  if (error != NULL)
    {
      fail (wait, error);
      return;
    }
  task = steal_task (wait);
  if (task != NULL)
    g_task_return_boolean (task, TRUE);
}

static GHashTable *
describe (PoiseFolder *folder)
{
  GHashTable *attributes = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  g_hash_table_insert (attributes, (gpointer) "journal", poise_folder_get_writer (folder));
  return attributes;
}

/* ---- looking ---- */

static void
return_state (Wait *wait, PoiseRemembrance state)
{
  g_autoptr (GTask) task = steal_task (wait);

  if (task != NULL)
    {
      g_task_set_task_data (task, g_steal_pointer (&wait->token), (GDestroyNotify) poise_key_wipe);
      g_task_return_int (task, (gssize) state);
    }
}

/* What was replaced or removed meanwhile is not there. */
static void
fail_to_look (Wait *wait, GError *error)
{
  if (!g_error_matches (error, SECRET_ERROR, SECRET_ERROR_NO_SUCH_OBJECT))
    {
      fail (wait, error);
      return;
    }
  g_error_free (error);
  return_state (wait, POISE_REMEMBRANCE_ABSENT);
}

static void
retrieved_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (Wait) wait = data;
  GError *error = NULL;
  SecretValue *value =
    secret_retrievable_retrieve_secret_finish (SECRET_RETRIEVABLE (object), result, &error);
  const char *text = value != NULL ? secret_value_get_text (value) : NULL;

  if (error != NULL)
    fail_to_look (wait, error);
  else if (text == NULL)
    return_state (wait, POISE_REMEMBRANCE_LOCKED);
  else
    {
      wait->token = poise_key_copy_text (text);
      return_state (wait, POISE_REMEMBRANCE_THERE);
    }
  g_clear_pointer (&value, secret_value_unref);
}

/* The keyring is not asked to open itself: a person who starts Poise is asked for one passphrase,
 * not for another. */
static void
looked_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (Wait) wait = data;
  GError *error = NULL;
  GList *found = secret_password_search_finish (result, &error);

  if (error != NULL)
    fail_to_look (wait, error);
  else if (found == NULL)
    return_state (wait, POISE_REMEMBRANCE_ABSENT);
  else if (SECRET_IS_ITEM (found->data) && secret_item_get_locked (found->data))
    return_state (wait, POISE_REMEMBRANCE_LOCKED);
  else
    secret_retrievable_retrieve_secret (found->data, wait->cancellable, retrieved_cb,
                                        g_rc_box_acquire (wait));
  g_list_free_full (found, g_object_unref);
}

/**
 * poise_remembrance_look_async:
 * @folder: a journal's folder
 * @cancellable: (nullable): to stop it
 * @callback: called when it is known
 * @data: for @callback
 *
 * Asks the desktop's keyring what it holds of the journal. A person is asked for nothing.
 */
void
poise_remembrance_look_async (PoiseFolder *folder,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data)
{
  g_autoptr (GHashTable) attributes = NULL;
  Wait *wait;

  g_return_if_fail (POISE_IS_FOLDER (folder));

  attributes = describe (folder);
  wait = wait_new (folder, poise_remembrance_look_async, LOOK_SECONDS, cancellable, callback, data);
  secret_password_searchv (&schema, attributes, SECRET_SEARCH_NONE, wait->cancellable, looked_cb,
                           wait);
}

/**
 * poise_remembrance_look_finish:
 * @folder: a journal's folder
 * @result: what the callback was given
 * @token: (out) (optional) (transfer full) (nullable): what poise_lock_open_with_token() takes,
 *   for poise_key_wipe(), if it is there
 *
 * Returns: what the keyring holds
 */
PoiseRemembrance
poise_remembrance_look_finish (PoiseFolder *folder, GAsyncResult *result, char **token)
{
  g_autoptr (GError) error = NULL;
  gssize state;

  g_return_val_if_fail (g_task_is_valid (result, folder), POISE_REMEMBRANCE_UNAVAILABLE);

  state = g_task_propagate_int (G_TASK (result), &error);
  if (token != NULL)
    *token = NULL;
  if (error != NULL)
    return POISE_REMEMBRANCE_UNAVAILABLE;
  if (token != NULL)
    *token = poise_key_copy_text (g_task_get_task_data (G_TASK (result)));
  return (PoiseRemembrance) state;
}

/* ---- keeping ---- */

static void
kept_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (Wait) wait = data;
  GError *error = NULL;

  secret_password_store_finish (result, &error);
  return_done (wait, error);
}

/**
 * poise_remembrance_keep_async:
 * @folder: a journal's folder
 * @keyring: what opens it
 * @cancellable: (nullable): to stop it
 * @callback: called when it is kept
 * @data: for @callback
 *
 * Has the desktop's keyring keep what opens the journal, until its passphrase is changed. The
 * person may be asked for the keyring's password.
 */
void
poise_remembrance_keep_async (PoiseFolder *folder,
                              PoiseKeyring *keyring,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data)
{
  g_autoptr (GHashTable) attributes = NULL;
  char *token;
  Wait *wait;

  g_return_if_fail (POISE_IS_FOLDER (folder));
  g_return_if_fail (POISE_IS_KEYRING (keyring));

  attributes = describe (folder);
  token = poise_lock_make_token (keyring);
  wait = wait_new (folder, poise_remembrance_keep_async, KEEP_SECONDS, cancellable, callback, data);
  secret_password_storev (&schema, attributes, SECRET_COLLECTION_DEFAULT,
                          /* Translators: a name in the list of the desktop's keyring. */
                          _ ("Poise: key of the journal"), token, wait->cancellable, kept_cb, wait);
  poise_key_wipe (token);
}

/**
 * poise_remembrance_keep_finish:
 * @folder: a journal's folder
 * @result: what the callback was given
 * @error: return location
 *
 * Ends poise_remembrance_keep_async(). Errors are libsecret's and %G_IO_ERROR_TIMED_OUT.
 *
 * Returns: %TRUE if it is kept
 */
gboolean
poise_remembrance_keep_finish (PoiseFolder *folder, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, folder), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* ---- forgetting ---- */

static void
forgotten_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (Wait) wait = data;
  GError *error = NULL;

  secret_password_clear_finish (result, &error);
  return_done (wait, error);
}

/* Nothing is taken out of a keyring that is locked. */
static void
unlocked_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (Wait) wait = data;
  g_autoptr (GHashTable) attributes = NULL;
  GError *error = NULL;
  GList *found = secret_password_search_finish (result, &error);

  g_list_free_full (found, g_object_unref);
  if (error != NULL || wait->task == NULL)
    {
      if (error != NULL)
        fail (wait, error);
      return;
    }
  attributes = describe (g_task_get_source_object (wait->task));
  secret_password_clearv (&schema, attributes, wait->cancellable, forgotten_cb,
                          g_rc_box_acquire (wait));
}

/**
 * poise_remembrance_forget_async:
 * @folder: a journal's folder
 * @cancellable: (nullable): to stop it
 * @callback: (nullable): called when it is forgotten
 * @data: for @callback
 *
 * Has the desktop's keyring forget what opens the journal.
 */
void
poise_remembrance_forget_async (PoiseFolder *folder,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer data)
{
  g_autoptr (GHashTable) attributes = NULL;
  Wait *wait;

  g_return_if_fail (POISE_IS_FOLDER (folder));

  attributes = describe (folder);
  wait =
    wait_new (folder, poise_remembrance_forget_async, KEEP_SECONDS, cancellable, callback, data);
  secret_password_searchv (&schema, attributes, SECRET_SEARCH_ALL | SECRET_SEARCH_UNLOCK,
                           wait->cancellable, unlocked_cb, wait);
}

/**
 * poise_remembrance_forget_finish:
 * @folder: a journal's folder
 * @result: what the callback was given
 * @error: return location
 *
 * Ends poise_remembrance_forget_async(). Errors are libsecret's and %G_IO_ERROR_TIMED_OUT.
 *
 * Returns: %TRUE if it holds nothing any more
 */
gboolean
poise_remembrance_forget_finish (PoiseFolder *folder, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, folder), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* ---- renewing ---- */

static void
found_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  PoiseFolder *folder = POISE_FOLDER (object);
  g_autoptr (PoiseKeyring) keyring = poise_keyring_find (poise_folder_get_path (folder));

  if (poise_remembrance_look_finish (folder, result, NULL) == POISE_REMEMBRANCE_THERE &&
      keyring != NULL)
    poise_remembrance_keep_async (folder, keyring, NULL, NULL, NULL);
}

/**
 * poise_remembrance_renew:
 * @folder: the folder of a journal of which a keyring is in use
 *
 * Its passphrase was changed here, or another key joined: where something was remembered, that is
 * what opens it from now on.
 */
void
poise_remembrance_renew (PoiseFolder *folder)
{
  g_return_if_fail (POISE_IS_FOLDER (folder));

  poise_remembrance_look_async (folder, NULL, found_cb, NULL);
}
