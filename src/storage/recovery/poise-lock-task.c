/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-lock-task.h"

#include <string.h>

#include "poise-lock-files.h"
#include "poise-lock-open.h"
#include "poise-lock.h"

/* What a thread needs, and what it found. */
typedef struct
{
  char *passphrase; /* as the next three, of poise_key_allocate() */
  char *token;
  char *typed;    /* the recovery key, as it was typed */
  char *recovery; /* a new one */
  GDateTime *now;
  char *changed; /* the day when the passphrase was, which is not what was typed */
} Work;

static void
work_free (Work *work)
{
  poise_key_wipe (work->passphrase);
  poise_key_wipe (work->token);
  poise_key_wipe (work->typed);
  poise_key_wipe (work->recovery);
  g_clear_pointer (&work->now, g_date_time_unref);
  g_free (work->changed);
  g_free (work);
}

static void
start (PoiseFolder *folder,
       Work *work,
       GTaskThreadFunc thread,
       gpointer tag,
       GCancellable *cancellable,
       GAsyncReadyCallback callback,
       gpointer data)
{
  g_autoptr (GTask) task = g_task_new (folder, cancellable, callback, data);

  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, work, (GDestroyNotify) work_free);
  g_task_run_in_thread (task, thread);
}

static void
return_keyring (GTask *task, PoiseKeyring *keyring, GError *error)
{
  if (keyring != NULL)
    g_task_return_pointer (task, keyring, g_object_unref);
  else
    g_task_return_error (task, error);
}

/* Who asked gets it, who did not has it wiped. */
static void
hand_over (GAsyncResult *result, char **recovery)
{
  Work *work = g_task_get_task_data (G_TASK (result));

  if (recovery != NULL)
    *recovery = g_steal_pointer (&work->recovery);
}

static void
open_thread_cb (GTask *task, gpointer folder, gpointer data, GCancellable *cancellable)
{
  Work *work = data;
  GError *error = NULL;
  PoiseKeyring *keyring = NULL;

  if (!poise_lock_state_is_locked (folder))
    poise_lock_state_fail_plain (folder, &error);
  else if (work->typed != NULL)
    keyring = poise_lock_open_with_recovery (folder, work->typed, &error);
  else
    keyring = poise_lock_open (folder, work->passphrase, &work->changed, &error);
  return_keyring (task, keyring, error);
}

/**
 * poise_lock_open_async:
 * @folder: the folder of a journal that is locked
 * @passphrase: (nullable): its passphrase
 * @recovery: (nullable): its recovery key, in place of @passphrase
 * @cancellable: (nullable): to give up waiting
 * @callback: called when it is known whether it opens
 * @data: for @callback
 *
 * Opens the keys of a journal; nothing is written. One that is not locked any more gives
 * %POISE_ERROR_NOT_FOUND.
 */
void
poise_lock_open_async (PoiseFolder *folder,
                       const char *passphrase,
                       const char *recovery,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer data)
{
  Work *work;

  g_return_if_fail (POISE_IS_FOLDER (folder));
  g_return_if_fail ((passphrase == NULL) != (recovery == NULL));

  work = g_new0 (Work, 1);
  work->passphrase = poise_key_copy_text (passphrase);
  work->typed = poise_key_copy_text (recovery);
  start (folder, work, open_thread_cb, poise_lock_open_async, cancellable, callback, data);
}

static void
open_with_token_thread_cb (GTask *task, gpointer folder, gpointer data, GCancellable *cancellable)
{
  const Work *work = data;
  GError *error = NULL;
  PoiseKeyring *keyring = poise_lock_open_with_token (folder, work->token, &error);

  return_keyring (task, keyring, error);
}

/**
 * poise_lock_open_with_token_async:
 * @folder: the folder of a journal that is locked
 * @token: what poise_lock_make_token() gave
 * @cancellable: (nullable): to give up waiting
 * @callback: called when it is known whether it opens
 * @data: for @callback, which calls poise_lock_open_finish()
 *
 * Opens the keys of a journal by what is remembered; nothing is written.
 */
void
poise_lock_open_with_token_async (PoiseFolder *folder,
                                  const char *token,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer data)
{
  Work *work;

  g_return_if_fail (POISE_IS_FOLDER (folder));
  g_return_if_fail (token != NULL);

  work = g_new0 (Work, 1);
  work->token = poise_key_copy_text (token);
  start (folder, work, open_with_token_thread_cb, poise_lock_open_with_token_async, cancellable,
         callback, data);
}

/**
 * poise_lock_open_finish:
 * @folder: a journal's folder
 * @result: what the callback was given
 * @error: return location
 *
 * Ends poise_lock_open_async() and poise_lock_open_with_token_async(). Errors are those of
 * poise_lock_open() and poise_lock_open_with_token().
 *
 * Returns: (transfer full) (nullable): the keyring for poise_lock_use(), or %NULL with @error set
 */
PoiseKeyring *
poise_lock_open_finish (PoiseFolder *folder, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, folder), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * poise_lock_open_get_changed:
 * @result: what the callback of poise_lock_open_async() was given, with a wrong passphrase
 *
 * Returns: (transfer none) (nullable): the day when the passphrase was changed last, in words, if
 *   that is known
 */
const char *
poise_lock_open_get_changed (GAsyncResult *result)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, poise_lock_open_async), NULL);

  return ((const Work *) g_task_get_task_data (G_TASK (result)))->changed;
}

/* Looks at the disk, and is given up as soon as it is cancelled, however long that takes. */
static void
look (PoiseFolder *folder,
      GTaskThreadFunc thread,
      gpointer tag,
      GCancellable *cancellable,
      GAsyncReadyCallback callback,
      gpointer data)
{
  g_autoptr (GTask) task = g_task_new (folder, cancellable, callback, data);

  g_task_set_source_tag (task, tag);
  g_task_set_return_on_cancel (task, TRUE);
  g_task_run_in_thread (task, thread);
}

static void
news_thread_cb (GTask *task, gpointer folder, gpointer data, GCancellable *cancellable)
{
  g_task_return_int (task, poise_lock_state_find_news (folder));
}

/**
 * poise_lock_find_news_async:
 * @folder: the folder of a journal that is locked
 * @cancellable: (nullable): to give up waiting, however long the disk takes
 * @callback: called when it is known
 * @data: for @callback
 *
 * Looks at what others did to the keys, as poise_lock_state_find_news().
 */
void
poise_lock_find_news_async (PoiseFolder *folder,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data)
{
  g_return_if_fail (POISE_IS_FOLDER (folder));

  look (folder, news_thread_cb, poise_lock_find_news_async, cancellable, callback, data);
}

/**
 * poise_lock_find_news_finish:
 * @folder: a journal's folder
 * @result: what the callback was given
 *
 * Ends poise_lock_find_news_async().
 *
 * Returns: what it was; %POISE_KEY_NEWS_NONE where it was given up
 */
PoiseKeyNews
poise_lock_find_news_finish (PoiseFolder *folder, GAsyncResult *result)
{
  gssize news;

  g_return_val_if_fail (g_task_is_valid (result, folder), POISE_KEY_NEWS_NONE);

  news = g_task_propagate_int (G_TASK (result), NULL);
  return news < 0 ? POISE_KEY_NEWS_NONE : (PoiseKeyNews) news;
}

static void
locked_thread_cb (GTask *task, gpointer folder, gpointer data, GCancellable *cancellable)
{
  g_task_return_boolean (task, poise_lock_state_is_locked (folder));
}

/**
 * poise_lock_find_locked_async:
 * @folder: a journal's folder
 * @cancellable: (nullable): to give up waiting, however long the disk takes
 * @callback: called when it is known
 * @data: for @callback
 *
 * Looks whether the journal opens with a passphrase only, as poise_lock_state_is_locked().
 */
void
poise_lock_find_locked_async (PoiseFolder *folder,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data)
{
  g_return_if_fail (POISE_IS_FOLDER (folder));

  look (folder, locked_thread_cb, poise_lock_find_locked_async, cancellable, callback, data);
}

/**
 * poise_lock_find_locked_finish:
 * @folder: a journal's folder
 * @result: what the callback was given
 * @error: return location, set only if it was cancelled
 *
 * Ends poise_lock_find_locked_async().
 *
 * Returns: %TRUE if it is locked
 */
gboolean
poise_lock_find_locked_finish (PoiseFolder *folder, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, folder), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
readable_thread_cb (GTask *task, gpointer folder, gpointer data, GCancellable *cancellable)
{
  g_task_return_pointer (task, poise_lock_list_readable (folder),
                         (GDestroyNotify) g_ptr_array_unref);
}

/**
 * poise_lock_list_readable_async:
 * @folder: the folder of a locked journal
 * @cancellable: (nullable): to give up waiting, however long the disk takes
 * @callback: called when they are known
 * @data: for @callback
 *
 * Finds what lies readable in a locked journal, as poise_lock_list_readable().
 */
void
poise_lock_list_readable_async (PoiseFolder *folder,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer data)
{
  g_return_if_fail (POISE_IS_FOLDER (folder));

  look (folder, readable_thread_cb, poise_lock_list_readable_async, cancellable, callback, data);
}

/**
 * poise_lock_list_readable_finish:
 * @folder: the folder of a locked journal
 * @result: what the callback was given
 * @error: return location
 *
 * Ends poise_lock_list_readable_async(), which fails only if it was cancelled.
 *
 * Returns: (transfer full) (element-type filename) (nullable): their names below the folder, or
 *   %NULL with @error set
 */
GPtrArray *
poise_lock_list_readable_finish (PoiseFolder *folder, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, folder), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
plan_thread_cb (GTask *task, gpointer folder, gpointer data, GCancellable *cancellable)
{
  Work *work = data;
  GError *error = NULL;
  PoiseKeyring *keyring = poise_lock_plan (work->passphrase, work->now, &work->recovery, &error);

  return_keyring (task, keyring, error);
}

/**
 * poise_lock_plan_async:
 * @folder: the folder of a journal that is to be locked
 * @passphrase: a passphrase, not empty
 * @now: this moment
 * @cancellable: (nullable): to give up waiting
 * @callback: called when the keys are made
 * @data: for @callback
 *
 * Makes the keys of a journal that is to be locked; nothing is written. Show the recovery key,
 * and call poise_store_lock_async() then.
 */
void
poise_lock_plan_async (PoiseFolder *folder,
                       const char *passphrase,
                       GDateTime *now,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer data)
{
  Work *work;

  g_return_if_fail (POISE_IS_FOLDER (folder));
  g_return_if_fail (passphrase != NULL && *passphrase != '\0');

  work = g_new0 (Work, 1);
  work->passphrase = poise_key_copy_text (passphrase);
  work->now = g_date_time_ref (now);
  start (folder, work, plan_thread_cb, poise_lock_plan_async, cancellable, callback, data);
}

/**
 * poise_lock_plan_finish:
 * @folder: a journal's folder
 * @result: what the callback was given
 * @recovery: (out) (transfer full): the recovery key, to be shown once; wipe it with
 *   poise_key_wipe()
 * @error: return location
 *
 * Ends poise_lock_plan_async(). Errors are those of poise_lock_plan().
 *
 * Returns: (transfer full) (nullable): the keyring, not in use yet, or %NULL with @error set
 */
PoiseKeyring *
poise_lock_plan_finish (PoiseFolder *folder, GAsyncResult *result, char **recovery, GError **error)
{
  PoiseKeyring *keyring;

  g_return_val_if_fail (g_task_is_valid (result, folder), NULL);

  keyring = g_task_propagate_pointer (G_TASK (result), error);
  if (keyring != NULL)
    hand_over (result, recovery);
  return keyring;
}

static void
change_thread_cb (GTask *task, gpointer folder, gpointer data, GCancellable *cancellable)
{
  Work *work = data;
  GError *error = NULL;

  if (poise_lock_change (folder, work->passphrase, work->recovery, work->now, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * poise_lock_change_async:
 * @folder: the folder of a journal of which a keyring is in use
 * @passphrase: a new passphrase, not empty
 * @recovery: (nullable): a new recovery key, too; see poise_lock_change()
 * @now: this moment
 * @cancellable: (nullable): to give up waiting; the passphrase may be changed all the same
 * @callback: called when the new one opens the journal
 * @data: for @callback
 *
 * Changes the passphrase. Whether the person knows the old one is to be asked before, by
 * poise_lock_open_async().
 */
void
poise_lock_change_async (PoiseFolder *folder,
                         const char *passphrase,
                         const char *recovery,
                         GDateTime *now,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer data)
{
  Work *work;

  g_return_if_fail (POISE_IS_FOLDER (folder));
  g_return_if_fail (passphrase != NULL && *passphrase != '\0');

  work = g_new0 (Work, 1);
  work->passphrase = poise_key_copy_text (passphrase);
  work->recovery = poise_key_copy_text (recovery);
  work->now = g_date_time_ref (now);
  start (folder, work, change_thread_cb, poise_lock_change_async, cancellable, callback, data);
}

/**
 * poise_lock_change_finish:
 * @folder: a journal's folder
 * @result: what the callback was given
 * @error: return location
 *
 * Ends poise_lock_change_async(). Errors are those of poise_lock_change().
 *
 * Returns: %TRUE if the new passphrase opens the journal
 */
gboolean
poise_lock_change_finish (PoiseFolder *folder, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, folder), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
