/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-sample.h"

#include <gio/gio.h>

#include "poise-json.h"
#include "poise-prompt-set.h"

#define SAMPLE_RESOURCE "/io/github/poise_journal/Poise/sample.json"

static void
add_entry (PoiseJournal *journal,
           PoisePromptSet *prompts,
           PoiseTagger *tagger,
           GDateTime *now,
           JsonObject *object)
{
  g_autoptr (GDateTime) then = NULL;
  g_autoptr (PoiseEntry) entry = NULL;
  const char *text = NULL, *prompt_id = NULL;
  const PoisePrompt *prompt;
  gint64 days;

  if (!poise_json_get_int (object, "days-ago", &days) ||
      !poise_json_get_string (object, "text", &text))
    return;
  then = g_date_time_add_days (now, (int) -days);
  entry = poise_entry_new_now (poise_day_from_time (then, 0), then);
  poise_entry_set_text (entry, text);
  poise_json_get_string (object, "prompt", &prompt_id);
  prompt = poise_prompt_set_lookup (prompts, prompt_id);
  if (prompt != NULL)
    poise_entry_set_prompt (entry, prompt->id, poise_prompt_get_text (prompt));
  if (tagger != NULL)
    {
      g_autoptr (PoiseTag) tag = poise_tagger_tag (tagger, text);

      poise_entry_set_tag (entry, tag);
    }
  poise_journal_add (journal, entry);
}

/**
 * poise_sample_fill:
 * @journal: a journal to fill
 * @tagger: (nullable): tags the entries
 * @now: this moment; the entries lie in the twelve weeks before it
 *
 * Fills a journal with the sample entries.
 */
void
poise_sample_fill (PoiseJournal *journal, PoiseTagger *tagger, GDateTime *now)
{
  g_autoptr (GBytes) bytes =
    g_resources_lookup_data (SAMPLE_RESOURCE, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr (PoisePromptSet) prompts = poise_prompt_set_new ();
  g_autoptr (JsonNode) root = NULL;
  JsonArray *entries;

  g_return_if_fail (bytes != NULL);

  root = poise_json_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "sample.json",
                           NULL);
  g_return_if_fail (root != NULL && JSON_NODE_HOLDS_ARRAY (root));

  entries = json_node_get_array (root);
  for (guint i = 0; i < json_array_get_length (entries); i++)
    add_entry (journal, prompts, tagger, now, json_array_get_object_element (entries, i));
}
