/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-passphrase-group.h"

#include <glib/gi18n.h>

#include "poise-passphrase-row.h"
#include "poise-strength.h"

struct _PoisePassphraseGroup
{
  AdwPreferencesGroup parent_instance;

  /* Template */
  GtkEditable *first;
  GtkEditable *second;
  GtkLevelBar *level;
  GtkLabel *words;

  gboolean is_complete;
};

enum
{
  PROP_COMPLETE = 1,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

enum
{
  SIGNAL_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PoisePassphraseGroup, poise_passphrase_group, ADW_TYPE_PREFERENCES_GROUP)

static const char *
describe (PoiseStrength strength)
{
  switch (strength)
    {
    case POISE_STRENGTH_WEAK:
      return _ ("Weak: whoever has the files may guess it within hours.");
    case POISE_STRENGTH_FAIR:
      return _ ("Fair: it keeps the curious out, but nobody who has many computers.");
    case POISE_STRENGTH_GOOD:
      return _ ("Good: guessing it takes many computers months, unless it is a saying or has to do "
                "with you.");
    case POISE_STRENGTH_STRONG:
      return _ ("Strong: nobody guesses it, unless it is a saying or a verse, has to do with you, "
                "or is known elsewhere.");
    case POISE_STRENGTH_NONE:
    default:
      return _ ("Four or five words that do not belong together are easy to keep in mind and hard "
                "to guess.");
    }
}

static void
set_complete (PoisePassphraseGroup *self, gboolean is_complete)
{
  if (self->is_complete == is_complete)
    return;
  self->is_complete = is_complete;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPLETE]);
}

static void
show (PoisePassphraseGroup *self)
{
  const char *first = gtk_editable_get_text (self->first);
  const char *second = gtk_editable_get_text (self->second);
  PoiseStrength strength = poise_strength_estimate (first);
  gboolean is_same = g_str_equal (first, second);

  gtk_level_bar_set_value (self->level, strength);
  gtk_label_set_text (self->words, *second != '\0' && !is_same && !g_str_has_prefix (first, second)
                                     ? _ ("The two are not the same.")
                                     : describe (strength));
  set_complete (self, *first != '\0' && is_same);
}

static void
go_on_cb (PoisePassphraseGroup *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->second));
}

static void
activated_cb (PoisePassphraseGroup *self)
{
  if (self->is_complete)
    g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0);
}

/* Its colours say more than that it is filled. */
static void
set_offsets (PoisePassphraseGroup *self)
{
  gtk_level_bar_add_offset_value (self->level, GTK_LEVEL_BAR_OFFSET_LOW, POISE_STRENGTH_WEAK);
  gtk_level_bar_add_offset_value (self->level, GTK_LEVEL_BAR_OFFSET_HIGH, POISE_STRENGTH_GOOD);
  gtk_level_bar_add_offset_value (self->level, GTK_LEVEL_BAR_OFFSET_FULL, POISE_STRENGTH_STRONG);
}

static void
poise_passphrase_group_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_COMPLETE)
    g_value_set_boolean (value, POISE_PASSPHRASE_GROUP (object)->is_complete);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static gboolean
poise_passphrase_group_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (POISE_PASSPHRASE_GROUP (widget)->first));
}

static void
poise_passphrase_group_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), POISE_TYPE_PASSPHRASE_GROUP);

  G_OBJECT_CLASS (poise_passphrase_group_parent_class)->dispose (object);
}

static void
poise_passphrase_group_class_init (PoisePassphraseGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = poise_passphrase_group_get_property;
  object_class->dispose = poise_passphrase_group_dispose;
  widget_class->grab_focus = poise_passphrase_group_grab_focus;

  /**
   * PoisePassphraseGroup:complete:
   *
   * Whether a passphrase was typed twice.
   */
  properties[PROP_COMPLETE] =
    g_param_spec_boolean ("complete", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  /**
   * PoisePassphraseGroup::activated:
   * @self: the group
   *
   * The person pressed Enter when it was complete.
   */
  signals[SIGNAL_ACTIVATED] = g_signal_new ("activated", POISE_TYPE_PASSPHRASE_GROUP,
                                            G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (POISE_TYPE_PASSPHRASE_ROW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/poise_journal/Poise/lock/poise-passphrase-group.ui");
  gtk_widget_class_bind_template_child (widget_class, PoisePassphraseGroup, first);
  gtk_widget_class_bind_template_child (widget_class, PoisePassphraseGroup, second);
  gtk_widget_class_bind_template_child (widget_class, PoisePassphraseGroup, level);
  gtk_widget_class_bind_template_child (widget_class, PoisePassphraseGroup, words);
  gtk_widget_class_bind_template_callback (widget_class, show);
  gtk_widget_class_bind_template_callback (widget_class, go_on_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
}

static void
poise_passphrase_group_init (PoisePassphraseGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  set_offsets (self);
  show (self);
}

/**
 * poise_passphrase_group_get_passphrase:
 * @self: a group
 *
 * Returns: (transfer none) (nullable): the passphrase that was typed twice
 */
const char *
poise_passphrase_group_get_passphrase (PoisePassphraseGroup *self)
{
  g_return_val_if_fail (POISE_IS_PASSPHRASE_GROUP (self), NULL);

  return self->is_complete ? gtk_editable_get_text (self->first) : NULL;
}

/**
 * poise_passphrase_group_clear:
 * @self: a group
 *
 * Forgets what was typed.
 */
void
poise_passphrase_group_clear (PoisePassphraseGroup *self)
{
  g_return_if_fail (POISE_IS_PASSPHRASE_GROUP (self));

  gtk_editable_set_text (self->first, "");
  gtk_editable_set_text (self->second, "");
}
