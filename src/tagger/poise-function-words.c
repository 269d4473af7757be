/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-function-words.h"

#include <string.h>

#include "poise-tokens.h"

typedef struct
{
  const char *id;
  const char *words;
} FunctionWords;

/* Who acts, whether it happened, how, when, why and with whom is told by small words, too: none
 * of those is here. The letters are those of poise_fold_word(). */
static const FunctionWords function_words[] = {
  { "en",
    " a an the of to in on at by for from with into onto upon as than per about over under during "
    "since until till am is are was were be been being 's 're 'm have has had having 've do does "
    "did doing and or but that so while although though " },
  { "de",
    " der die das den dem des ein eine einen einem einer eines in im ins an am ans auf aufs aus "
    "bei beim mit nach seit von vom zu zum zur für über übers unter um durch bin bist ist sind "
    "seid war warst waren wart gewesen habe hast hat haben habt hatte hatten gehabt werde wirst "
    "wird werden werdet wurde wurden worden und oder aber denn dass als " },
  { "fr",
    " le la les l un une des du de d au aux à en dans sur sous par pour avec vers entre depuis "
    "pendant suis es est sommes êtes sont étais était étions étaient été être ai as a avons avez "
    "ont avais avait avions avaient eu avoir et ou mais que qu comme donc " },
  { "es",
    " el la los las un una unos unas de del a al en con por para sobre desde hasta entre hacia "
    "durante soy eres es somos son era eras éramos eran fui fue fuimos fueron sido ser siendo "
    "estoy está estamos están estaba estaban estar estado he has ha hemos han había habían haber "
    "habido y e o u pero que como " },
  { "pt",
    " o a os as um uma uns umas de do da dos das em no na nas ao à aos às por pelo pela pelos "
    "pelas para pra com sobre desde até entre durante sou é és somos são era eram éramos foi fui "
    "fomos foram sido ser sendo estou está estamos estão estava estavam estar estado "
    "tinham tido havia haviam e ou mas que como " },
  { "it",
    " il lo la l i gli le un uno una di d del dello della dei degli delle dell a ad al "
    "allo alla ai agli alle all da dal dallo dalla dai dagli dalle dall in nel nello nella nei "
    "negli nelle nell su sul sullo sulla sui sugli sulle sull con per tra fra sono sei è siamo "
    "siete ero era eravamo erano stato stata stati state essere ho hai ha abbiamo avete hanno "
    "avevo aveva avevamo avevano avuto avere e ed o ma che come " },
  { "ar", " في من علي الي عن مع ثم او ان كانت كانوا يكون تكون قد لقد خلال منذ عند بين التي "
          "الذي الذين لكن حتي كما و " },
  { "zh", " 的 地 得 了 着 过 在 从 到 于 和 与 及 或 而 但 并 把 是 就 也 又 都 但是 可是 不过 "
          "而且 并且 或者 以及 然后 " },
  { "ja",
    " は が を に で と も の へ や か から まで より て た だ です ます した して し い いる "
    "いた ある あった だった でした ました という について として けど けれど そして しかし "
    "でも " },
};

/**
 * poise_function_words_skip_conjunction:
 * @word: a word, as poise_fold_word() makes it
 *
 * In Arabic “and” and “so” are written to the word that follows.
 *
 * Returns: where in @word that word begins
 */
const char *
poise_function_words_skip_conjunction (const char *word)
{
  gboolean has_one = g_str_has_prefix (word, "و") || g_str_has_prefix (word, "ف");
  const char *rest = has_one ? g_utf8_next_char (word) : word;

  return *rest != '\0' ? rest : word;
}

static gboolean
lists (const char *words, const char *word)
{
  g_autofree char *between = g_strconcat (" ", word, " ", NULL);

  return strstr (words, between) != NULL;
}

/**
 * poise_function_words_have:
 * @language: the code of a language, as `de`
 * @word: a word of it, valid UTF-8
 * @length: its length in bytes
 *
 * Returns: whether it only joins others: an article, a preposition, an auxiliary or a conjunction
 */
gboolean
poise_function_words_have (const char *language, const char *word, gsize length)
{
  g_autofree char *folded = NULL;

  g_return_val_if_fail (language != NULL && word != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (function_words); i++)
    if (g_str_equal (function_words[i].id, language))
      {
        folded = poise_fold_word (word, length);
        return lists (function_words[i].words, folded) ||
               lists (function_words[i].words, poise_function_words_skip_conjunction (folded));
      }

  return FALSE;
}
