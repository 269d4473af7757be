/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-intention.h"

#include "poise-uuid.h"

/* What is meant later in a week than so many days before its end is meant for the next one. */
#define MIN_DAYS 3

static const char *const members[] = { "id",      "text",    "facet",  "mode", "day",
                                       "outcome", "because", "closed", NULL };

/**
 * poise_intention_new:
 * @id: its id
 * @text: what is meant
 * @facet: the facet
 * @pole: the pole
 * @day: since when
 *
 * Returns: (transfer full): an open intention
 */
PoiseIntention *
poise_intention_new (const char *id,
                     const char *text,
                     PoiseFacet facet,
                     PoiseMode pole,
                     PoiseDay day)
{
  PoiseIntention *self = g_new0 (PoiseIntention, 1);

  self->id = g_strdup (id);
  self->text = g_strdup (text);
  self->facet = facet;
  self->pole = pole;
  self->day = day;
  self->outcome = POISE_OUTCOME_OPEN;
  return self;
}

/**
 * poise_intention_new_now:
 * @now: this moment
 * @text: what is meant
 * @facet: the facet
 * @pole: the pole
 * @day: since when
 *
 * Returns: (transfer full): an open intention with a new id
 */
PoiseIntention *
poise_intention_new_now (GDateTime *now,
                         const char *text,
                         PoiseFacet facet,
                         PoiseMode pole,
                         PoiseDay day)
{
  g_autofree char *id = poise_uuid_new (now, NULL);

  return poise_intention_new (id, text, facet, pole, day);
}

/**
 * poise_intention_copy:
 * @self: an intention
 *
 * Returns: (transfer full): one that says the same
 */
PoiseIntention *
poise_intention_copy (const PoiseIntention *self)
{
  PoiseIntention *copy =
    poise_intention_new (self->id, self->text, self->facet, self->pole, self->day);

  copy->outcome = self->outcome;
  copy->because = g_strdup (self->because);
  copy->closed = self->closed;
  copy->extra = self->extra != NULL ? json_object_ref (self->extra) : NULL;
  return copy;
}

/**
 * poise_intention_free:
 * @self: (transfer full): an intention
 */
void
poise_intention_free (PoiseIntention *self)
{
  g_free (self->id);
  g_free (self->text);
  g_free (self->because);
  g_clear_pointer (&self->extra, json_object_unref);
  g_free (self);
}

/**
 * poise_intention_close:
 * @self: an intention
 * @outcome: what became of it
 * @because: (nullable): the person's words on that
 * @day: when they said so
 */
void
poise_intention_close (PoiseIntention *self,
                       PoiseOutcome outcome,
                       const char *because,
                       PoiseDay day)
{
  g_return_if_fail (self != NULL);

  self->outcome = outcome;
  g_free (self->because);
  self->because = g_strdup (because);
  self->closed = day;
}

/**
 * poise_intention_equal:
 * @a: an intention
 * @b: another
 *
 * Returns: whether both say the same, but for what this version does not know
 */
gboolean
poise_intention_equal (const PoiseIntention *a, const PoiseIntention *b)
{
  return g_str_equal (a->id, b->id) && g_str_equal (a->text, b->text) && a->facet == b->facet &&
         a->pole == b->pole && a->day == b->day && a->outcome == b->outcome &&
         g_strcmp0 (a->because, b->because) == 0 && a->closed == b->closed;
}

/**
 * poise_intention_get_week:
 * @self: an intention
 * @first_weekday: the day on which weeks begin
 *
 * Returns: the first day of the week that it is for: the next one, if this one is nearly over
 */
PoiseDay
poise_intention_get_week (const PoiseIntention *self, GDateWeekday first_weekday)
{
  g_return_val_if_fail (self != NULL, POISE_DAY_INVALID);

  return poise_day_get_week (MIN (self->day + MIN_DAYS, POISE_DAY_MAX), first_weekday);
}

/**
 * poise_intention_get_next_day:
 * @self: an intention
 * @today: the day that is
 * @first_weekday: the day on which weeks begin
 *
 * Returns: since when it is meant where it is kept: today, but early in its week the first day that
 *   is for the week after it
 */
PoiseDay
poise_intention_get_next_day (const PoiseIntention *self,
                              PoiseDay today,
                              GDateWeekday first_weekday)
{
  g_return_val_if_fail (self != NULL, POISE_DAY_INVALID);

  return MAX (today,
              MIN (poise_intention_get_week (self, first_weekday) + 7, POISE_DAY_MAX) - MIN_DAYS);
}

/**
 * poise_intention_is_due:
 * @self: an intention
 * @today: the day that is
 * @first_weekday: the day on which weeks begin
 *
 * Returns: whether its week ends or has ended, and nothing was said of it yet
 */
gboolean
poise_intention_is_due (const PoiseIntention *self, PoiseDay today, GDateWeekday first_weekday)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->outcome == POISE_OUTCOME_OPEN &&
         today >= poise_intention_get_week (self, first_weekday) + 6;
}

/* ---- JSON ---- */

static void
add_day (PoiseJsonWriter *writer, const char *name, PoiseDay day)
{
  g_autofree char *text = poise_day_to_string (day);

  poise_json_writer_add_string (writer, name, text);
}

/**
 * poise_intention_write_json:
 * @self: an intention
 * @writer: where to
 *
 * Writes it as `intentions.json` holds it.
 */
void
poise_intention_write_json (const PoiseIntention *self, PoiseJsonWriter *writer)
{
  poise_json_writer_begin (writer, NULL, '{');
  poise_json_writer_add_string (writer, "id", self->id);
  add_day (writer, "day", self->day);
  poise_json_writer_add_string (writer, "text", self->text);
  if (self->facet != POISE_FACET_NONE)
    poise_json_writer_add_string (writer, "facet", poise_facet_to_id (self->facet));
  if (self->pole != POISE_MODE_NONE)
    poise_json_writer_add_string (writer, "mode", poise_mode_to_id (self->pole));
  poise_json_writer_add_string (writer, "outcome", poise_outcome_to_id (self->outcome));
  if (self->because != NULL)
    poise_json_writer_add_string (writer, "because", self->because);
  if (self->closed != POISE_DAY_INVALID)
    add_day (writer, "closed", self->closed);
  if (self->extra != NULL)
    poise_json_writer_add_members (writer, self->extra);
  poise_json_writer_end (writer, '}');
}

static gboolean
read_day (JsonObject *object, const char *member, PoiseDay *day)
{
  const char *text = NULL;

  *day = poise_json_get_string (object, member, &text) ? poise_day_parse (text) : POISE_DAY_INVALID;
  return *day != POISE_DAY_INVALID;
}

static gboolean
read_subject (JsonObject *object, PoiseFacet *facet, PoiseMode *pole)
{
  const char *facet_id = NULL, *mode_id = NULL;

  poise_json_get_string (object, "facet", &facet_id);
  poise_json_get_string (object, "mode", &mode_id);
  return (facet_id == NULL || poise_facet_from_id (facet_id, facet)) &&
         (mode_id == NULL || (poise_mode_from_id (mode_id, pole) && *pole != POISE_MODE_BALANCED));
}

/**
 * poise_intention_read_json:
 * @node: a member of the list in `intentions.json`
 *
 * Returns: (transfer full) (nullable): the intention, if it is one that this version knows
 */
PoiseIntention *
poise_intention_read_json (JsonNode *node)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *id = NULL, *text = NULL, *outcome = NULL, *because = NULL;
  g_autoptr (PoiseIntention) self = NULL;
  PoiseFacet facet = POISE_FACET_NONE;
  PoiseMode pole = POISE_MODE_NONE;
  PoiseDay day;

  if (object == NULL || !poise_json_get_string (object, "id", &id) || *id == '\0' ||
      !poise_json_get_string (object, "text", &text) || *text == '\0' ||
      !read_day (object, "day", &day) || !read_subject (object, &facet, &pole))
    return NULL;
  self = poise_intention_new (id, text, facet, pole, day);
  poise_json_get_string (object, "outcome", &outcome);
  if (outcome != NULL && !poise_outcome_from_id (outcome, &self->outcome))
    return NULL;
  if (poise_json_get_string (object, "because", &because))
    self->because = g_strdup (because);
  read_day (object, "closed", &self->closed);
  self->extra = poise_json_collect_unknown (object, members);
  return g_steal_pointer (&self);
}
