/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-replaced-text.h"

#include <string.h>

#include "poise-conflict-watch.h"

struct _PoiseReplacedText
{
  GObject parent_instance;

  /* Owned */
  PoiseEntry *entry;             /* (nullable) */
  PoiseConflictWatch *conflicts; /* (nullable) */
  char *text;                    /* (nullable) */
  char *written;                 /* (nullable): what was written here last */
  GHashTable *own; /* checksums of the texts that the entry had here since it was opened */

  gboolean is_other; /* @text was written elsewhere; else here */
};

enum
{
  PROP_TEXT = 1,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (PoiseReplacedText, poise_replaced_text, G_TYPE_OBJECT)

static void
set_text (PoiseReplacedText *self, const char *text, gboolean is_other)
{
  if (g_strcmp0 (self->text, text) == 0)
    return;
  g_free (self->text);
  self->text = g_strdup (text);
  self->is_other = is_other;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
}

static void
note_own (PoiseReplacedText *self, const char *text)
{
  g_hash_table_add (self->own, g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1));
}

/* A month that others write in may come back with earlier texts of this window. */
static gboolean
is_own (PoiseReplacedText *self, const char *text)
{
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);

  return g_hash_table_contains (self->own, sum);
}

/* What was written elsewhere must not vanish because it was changed here, too. */
static void
conflict_found_cb (PoiseReplacedText *self, PoiseEntry *loser)
{
  const char *text = poise_entry_get_text (loser);

  if (self->written != NULL && *text != '\0' && !is_own (self, text) &&
      strstr (poise_entry_get_text (self->entry), text) == NULL)
    set_text (self, text, TRUE);
}

static void
poise_replaced_text_dispose (GObject *object)
{
  poise_replaced_text_close (POISE_REPLACED_TEXT (object));

  G_OBJECT_CLASS (poise_replaced_text_parent_class)->dispose (object);
}

static void
poise_replaced_text_finalize (GObject *object)
{
  PoiseReplacedText *self = POISE_REPLACED_TEXT (object);

  g_free (self->text);
  g_hash_table_unref (self->own);

  G_OBJECT_CLASS (poise_replaced_text_parent_class)->finalize (object);
}

static void
poise_replaced_text_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_TEXT)
    g_value_set_string (value, POISE_REPLACED_TEXT (object)->text);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
poise_replaced_text_class_init (PoiseReplacedTextClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = poise_replaced_text_dispose;
  object_class->finalize = poise_replaced_text_finalize;
  object_class->get_property = poise_replaced_text_get_property;

  /**
   * PoiseReplacedText:text:
   *
   * What did not stay; %NULL if there is no such text.
   */
  properties[PROP_TEXT] =
    g_param_spec_string ("text", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
poise_replaced_text_init (PoiseReplacedText *self)
{
  self->own = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * poise_replaced_text_new:
 *
 * Returns: (transfer full): one without an entry
 */
PoiseReplacedText *
poise_replaced_text_new (void)
{
  return g_object_new (POISE_TYPE_REPLACED_TEXT, NULL);
}

/**
 * poise_replaced_text_open:
 * @self: a replaced text
 * @folder: (nullable): where the journal lies; %NULL for one in memory
 * @entry: the entry that is opened
 *
 * Watches another entry, of which no text was replaced yet.
 */
void
poise_replaced_text_open (PoiseReplacedText *self, PoiseFolder *folder, PoiseEntry *entry)
{
  g_return_if_fail (POISE_IS_REPLACED_TEXT (self));
  g_return_if_fail (POISE_IS_ENTRY (entry));

  poise_replaced_text_close (self);
  self->entry = g_object_ref (entry);
  set_text (self, NULL, FALSE);
  g_hash_table_remove_all (self->own);
  note_own (self, poise_entry_get_text (entry));
  if (folder == NULL)
    return;
  self->conflicts = poise_conflict_watch_new (folder, entry);
  g_signal_connect_object (self->conflicts, "found", G_CALLBACK (conflict_found_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * poise_replaced_text_close:
 * @self: a replaced text
 *
 * Leaves the entry.
 */
void
poise_replaced_text_close (PoiseReplacedText *self)
{
  g_return_if_fail (POISE_IS_REPLACED_TEXT (self));

  if (self->conflicts != NULL)
    g_object_run_dispose (G_OBJECT (self->conflicts));
  g_clear_object (&self->conflicts);
  g_clear_pointer (&self->written, g_free);
  g_clear_object (&self->entry);
}

/**
 * poise_replaced_text_note_written:
 * @self: a replaced text
 * @text: what the person writes here
 *
 * To be called before the entry is given @text.
 */
void
poise_replaced_text_note_written (PoiseReplacedText *self, const char *text)
{
  g_return_if_fail (POISE_IS_REPLACED_TEXT (self));

  g_free (self->written);
  self->written = g_strdup (text);
  note_own (self, text);
}

/**
 * poise_replaced_text_note_change:
 * @self: a replaced text whose entry's text changed
 *
 * What the person wrote here must not vanish because it was changed elsewhere, too.
 */
void
poise_replaced_text_note_change (PoiseReplacedText *self)
{
  g_return_if_fail (POISE_IS_REPLACED_TEXT (self));

  if (self->written == NULL || *self->written == '\0' ||
      strstr (poise_entry_get_text (self->entry), self->written) != NULL)
    return;
  set_text (self, self->written, FALSE);
  g_clear_pointer (&self->written, g_free);
}

/**
 * poise_replaced_text_get:
 * @self: a replaced text
 *
 * Returns: (transfer none) (nullable): what did not stay
 */
const char *
poise_replaced_text_get (PoiseReplacedText *self)
{
  g_return_val_if_fail (POISE_IS_REPLACED_TEXT (self), NULL);

  return self->text;
}

/**
 * poise_replaced_text_is_other:
 * @self: a replaced text
 *
 * Returns: whether it was written elsewhere
 */
gboolean
poise_replaced_text_is_other (PoiseReplacedText *self)
{
  g_return_val_if_fail (POISE_IS_REPLACED_TEXT (self), FALSE);

  return self->is_other;
}

/**
 * poise_replaced_text_take:
 * @self: a replaced text
 *
 * The person has chosen: there is none any more.
 *
 * Returns: (transfer full) (nullable): what did not stay
 */
char *
poise_replaced_text_take (PoiseReplacedText *self)
{
  char *text;

  g_return_val_if_fail (POISE_IS_REPLACED_TEXT (self), NULL);

  text = g_steal_pointer (&self->text);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
  return text;
}
