/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-telling-words.h"

#include <string.h>

#include "poise-common-words.h"
#include "poise-function-words.h"
#include "poise-tokens.h"
#include "poise-word-breaks.h"

/* Shorter words tell nothing, as “i”; where a sign is a syllable, two are enough. */
#define MIN_LETTERS 3
#define MIN_SIGNS 2

typedef struct
{
  const char *id;
  const char *words;
} SmallWords;

/* Words that stand for nothing by themselves. Of the languages that are not here
 * poise-common-words has little else; the English list there has “rota” and “boss”, too.
 * The letters are those of poise_fold_word(). */
static const SmallWords small_words[] = {
  { "en",
    "a about above after again against ago ain all almost along already also although always am "
    "among an and another any anybody anyone anything are aren around as at away back be because "
    "been before behind being below beside between both but by can cannot cant could couldn did "
    "didn didnt do does doesn doesnt doing don done dont down during each either else enough even "
    "ever every everybody everyone everything few first for from get gets getting give given gives "
    "go goes going gone good got gotten had hadn has hasn have haven having he her here hers "
    "herself "
    "him himself his how however if im in instead into is isn it its itself ive just last least "
    "less let lets like little lot lots made make makes making many may maybe me might mine more "
    "most much must mustn my myself near nearly needn neither never next no nobody none nor not "
    "nothing now of off often on once one ones only onto or other others ought our ours ourselves "
    "out over own per perhaps please put quite rather really said same say says shall shan she "
    "should shouldn since so some somebody someone something sometimes soon still such take taken "
    "than that thats the their theirs them themselves then there these they thing things this "
    "those though three through till time to today together tomorrow tonight too took toward "
    "towards two under until up upon us very via was wasn way we well went were weren what "
    "whatever when where whether which while who whole whom whose why will with within without won "
    "would wouldn yes yesterday yet you your yours yourself" },
  { "de",
    "andere anderen anderer anderes auch bereits beiden bekam bekommen bevor bist breit da dabei "
    "dadurch dafür dagegen daher damit daran darauf daraus darin darum darüber davon davor dazu "
    "dein deine deinen deiner denen denn deren dessen diesem diesen dürfen eben eines eher "
    "eigentlich "
    "einige einigen einmal erst ersten erste euch euer eure fast gab gehabt gemeinsam genau genug "
    "geworden ging ginge gibt habt hätte hätten her hin hinter ihm ihn ihnen ihrem ihren ihrer "
    "irgendwie jede jedem jeden jeder jedes jemand jene jener kam kann kannst können konnte "
    "konnten "
    "könnten lassen ließ machen mache machte man manche manchmal meist meines mit möchte mögen "
    "möglich müssen mussten müsste natürlich neben niemand nie oft ohne paar sagen sagte "
    "schließlich "
    "seid seinem seiner seines seit selbst sich sobald sodass sogar solche solchen sollen sollten "
    "sondern sonst später statt tat trotz tun überhaupt unserem unserer unseres vielleicht viele "
    "vielen völlig von vorher während wäre wären warum was weder wegen weiter weitere welche "
    "welchen "
    "welcher welches wem wen wenig weniger wer wieso wir wirklich wo wohl wollen wollten worauf "
    "worüber würde würden zuerst zwar zwei zwischen" },
  { "fr",
    "afin ainsi assez auquel aura aurais aurait aussitôt auxquels avaient avais avait avant avez "
    "avoir bientôt celle celles celui cependant ces ceux chacun chaque combien comment contre deux "
    "devait devant devoir devrait dois doit doivent dont duquel elle elles enfin envers est étais "
    "étant étiez êtes eut faisait faisais fais font faut fallait fut grâce hors ici ils jusque "
    "jusqu "
    "laquelle lequel lesquels leur lors lorsque lorsqu malgré mien mienne moins néanmoins "
    "notamment "
    "nul parfois parmi pas pendant personne peuvent peux plutôt plusieurs pourquoi pourtant "
    "pouvait "
    "pouvoir presque près puisque puisqu quand quant quel quelle quelles quels quelqu quoi sauf "
    "selon sera serait seront sien sienne sinon soit sommes sont soudain souvent sous surtout "
    "tandis "
    "tant tel telle telles tels tenu tien tôt tout trois vais vas vers voir voulais vouloir vont "
    "vos "
    "vraiment" },
  { "es",
    "además algo alguien algún alguna algunas alguno algunos ambos apenas aquel aquella aquellas "
    "aquello aquellos aun aunque bajo bastante cada casi cierto conmigo consigo contigo contra "
    "cual "
    "cuales cualquier cuál cuánto dado debe deben debería debía debo debido demás dentro desde "
    "después dos durante ellas ello ella ellos enseguida eres eran éramos éste esos esas estaban "
    "estamos estar estado estará estas estos estás estuvo fuera fueron fuimos gran haber había "
    "habían habrá hace hacia haciendo haga hicieron hicimos incluso jamás junto juntos luego mejor "
    "mía mías mientras mío míos mismo misma mismos mismas mucho nadie ninguna ninguno ningún "
    "nosotras nuestras nuestros nunca os para pesar podía podido podemos poder podría por pronto "
    "propio propia pues que quise quien quienes quizá quizás sea sean según será sería siendo sido "
    "sino sobre sois solo sólo somos soy suya suyo suyos tal tales tampoco tanta tanto tantos "
    "tenemos "
    "tener tenido tengo tienen toda todavía tras tres tuvo tuvimos unos usted vamos varias varios "
    "voy" },
  { "pt",
    "acabei acaso agora ainda algo alguém algum alguma algumas alguns ambos apenas aquela aquelas "
    "aquele aqueles aquilo assim através bastante cada caso certo coisa coisas comigo consigo "
    "conosco "
    "conseguir consegui contra contudo cujo daquele daquela debaixo dela delas dele deles demais "
    "dentro depois desde dessa desse desta deste deve devem devia devo dois duas durante elas "
    "enfim "
    "enquanto entretanto era eram éramos essas esses estamos estas estar estavam este esteja estes "
    "esteve estive estivemos estivesse fazem fazendo fazia fez fiquei ficou ficar for fora foram "
    "fosse fossem havia houve isso isto jamais junto lhes logo lugar maior mal melhor menor mesma "
    "mesmas mesmo mesmos minhas nela nele nelas neles nem nenhum nenhuma nessa nesse nesta neste "
    "ninguém nossos nossas num numa onde ontem ora outras outros para pela pelas pelo pelos perto "
    "pois porém porquê portanto possível posso podemos poder poderia próprio própria quais qual "
    "qualquer quanto quantos quase quem quer sei seja sejam sempre sendo ser será seria sido sob "
    "somente somos sou suas tais tal talvez tampouco tanta tanto tantos temos tenha tentar teu "
    "teus "
    "tinham tive tivemos três tua tuas umas vai vão vamos várias vários vez vezes vos vou" },
  { "it",
    "abbia adesso affatto agli alcun alcuna alcune alcuni allo almeno altre altri altrimenti "
    "ambedue "
    "andare anzi appena attraverso avendo avere aveva avevamo avevano avete avrebbe avrei avrò "
    "avuto "
    "bensì certo che chi chiunque ciascuno ciò cioè circa coi col colei colui comunque contro cui "
    "dagli dai dalle dallo davanti davvero degli dentro deve devo devono dietro dobbiamo dopo dove "
    "doveva dovevo dovere dovrebbe dovrei dunque durante ebbe ecco entrambi eravamo eravate essa "
    "esse "
    "essendo essi esso faccio facciamo faceva facevo facendo fanno fare farlo fino finché fosse "
    "fossero foste fra fui fuori furono gran hai infatti infine insieme intanto invece inoltre "
    "lontano lungo magari malgrado medesimo mediante meglio mentre nello nelle negli nei nessun "
    "nessuna nessuno nonostante nostre nostri ogni ognuno oltre ora ossia ovunque parecchi parte "
    "peggio perciò pertanto piuttosto pochi poche possiamo posso possono poter potere poteva "
    "potevo "
    "potrebbe potrei presso presto prima proprio pur pure qual qualche qualcosa qualcuno quale "
    "quali "
    "qualsiasi qualunque quanta quante quanti quanto quasi quegli quei quel quell quelle quelli "
    "queste "
    "questi quindi riuscito sarà sarebbe sarei saranno saremo sarò secondo sei sempre senza sia "
    "siamo "
    "siano siete sino soltanto solo sopra soprattutto sotto spesso sta stare stanno stava stavo "
    "stesse "
    "stessi stesso stessa sto sullo sui sugli sulle suoi sue tale tali talvolta tanta tante tanti "
    "tanto tre troppo tue tuoi tutta tuttavia tutte uno unico vari varie verso via vicino viene "
    "vostra "
    "vostro vuole" },
  { "ar",
    "انا نحن هو هي هم هما انت انتم في من علي الي عن مع الان هذا هذه ذلك تلك هذان هولاء التي الذي "
    "الذين "
    "ما ماذا لا لم لن ليس ليست كان كانت كانوا كنت كنا يكون تكون قد لقد كل كلهم بعض اي كما لكن لكنه "
    "لكني حتي ثم او ام ان انه انها انهم اني اننا اذا لو لولا عند عندما عندي لما لماذا بعد قبل بين "
    "تحت "
    "فوق حول خلال منذ غير بدون بلا لان لانه لانها لاني له لها لهم لي لنا لك به بها بهم فيه فيها "
    "فيهم "
    "منه منها منهم مني منا عليه عليها عليهم علي علينا اليه اليها اليهم الينا معه معها معهم معي "
    "معنا "
    "عنه عنها عنهم هناك هنا حيث كيف متي اين من نفس نفسه نفسي ايضا فقط جدا كثيرا قليلا اليوم امس "
    "غدا "
    "الان مره مرات اخر اخري الاخر احد احدهم واحد واحده شيء شي كي لكي بل سوف يجب يمكن لازم مش بس "
    "احنا "
    "عشان علشان اللي دي ده كده لسه مثل ضد عبر دون اثناء رغم بسبب اكثر اقل مازال لدي لدينا لديه" },
  { "zh", "我们 咱们 自己 本人 他们 她们 它们 人家 别人 有人 大家 你们 没有 不是 不用 不能 不会 "
          "不要 没能 "
          "没法 没再 而是 代替 不如 反而 宁可 与其 应该 本来 本该 想要 希望 要是 如果 假如 也许 "
          "可能 或许 "
          "打算 原本 早该 但愿 愿意 以后 将来 但是 可是 不过 因为 所以 然后 而且 虽然 于是 并且 "
          "今天 昨天 "
          "明天 前天 后天 一个 一些 一下 一点 一样 一次 什么 怎么 为什么 怎样 这个 那个 这些 那些 "
          "这样 那样 "
          "这里 那里 这么 那么 这次 已经 还是 还有 就是 的话 时候 之后 之前 以前 现在 后来 非常 "
          "很多 比较 "
          "可以 能够 需要 必须 觉得 知道 起来 出来 下来 上去 下去 过来 过去 出去 回来 进行 由于 "
          "关于 对于 "
          "为了 以及 或者 一起 一直 每天 每个 其他 其实 只是 只有 只能 都是 也是 不但 不仅 除了 "
          "通过 根据 "
          "按照 最后 终于 总是 经常 有时 有点 突然 马上 刚刚 刚才 正在 曾经 十分 特别 更加 几乎 "
          "大概 到底 "
          "究竟 那时 当时 两个 三个 多少 几个 所有 任何 某个 另外 有些 有的 不同 早上 上午 中午 "
          "下午 晚上" },
  { "ja", "今日 明日 昨日 今週 来週 先週 今月 来月 先月 今朝 今夜 昨夜 今年 自分 彼女 彼等 我々 "
          "一度 一人 "
          "二人 三人 一番 一緒 一日 本当 予定 場合 場所 時間 時期 必要 可能 全部 全員 全体 全然 "
          "結局 結果 "
          "最近 最初 最後 以上 以下 以外 以前 以降 途中 本来 普段 毎日 毎週 何人 何度 何回 午前 "
          "午後 少々 "
          "多分 大変 十分 同時 同様 実際 無理 感じ 皆様 皆さん" },
};

struct _PoiseTellingWords
{
  GHashTable *small;       /* words that tell nothing */
  PoiseWordBreaks *breaks; /* (nullable): where no spaces part words */
  gboolean is_japanese;
};

static void
add_list (PoiseTellingWords *self, const char *list)
{
  g_auto (GStrv) words = g_strsplit (list, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    g_hash_table_add (self->small, g_steal_pointer (&words[i]));
}

/**
 * poise_telling_words_new:
 * @language: the code of a language, as `de`
 *
 * Returns: (transfer full): what is known of its words
 */
PoiseTellingWords *
poise_telling_words_new (const char *language)
{
  PoiseTellingWords *self = g_new0 (PoiseTellingWords, 1);

  self->small = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->is_japanese = g_str_equal (language, "ja");
  if (self->is_japanese || g_str_equal (language, "zh"))
    self->breaks = poise_word_breaks_new ();
  for (guint i = 0; i < G_N_ELEMENTS (small_words); i++)
    /* The common words of the others leave out what they share with English. */
    if (i == 0 || g_str_equal (small_words[i].id, language))
      add_list (self, small_words[i].words);
  for (guint i = 0; i < poise_n_common_words; i++)
    if (i != POISE_LANGUAGE_ENGLISH && g_str_equal (poise_common_words[i].id, language))
      add_list (self, poise_common_words[i].words);
  return self;
}

/**
 * poise_telling_words_free:
 * @self: (transfer full): what is known
 */
void
poise_telling_words_free (PoiseTellingWords *self)
{
  g_hash_table_unref (self->small);
  g_clear_pointer (&self->breaks, poise_word_breaks_free);
  g_free (self);
}

static gboolean
is_small (PoiseTellingWords *self, const char *folded)
{
  return g_hash_table_contains (self->small, folded) ||
         g_hash_table_contains (self->small, poise_function_words_skip_conjunction (folded));
}

/* What has a stem in kanji and an ending in hiragana is cut between them: a stub. */
static gboolean
is_stub (PoiseTellingWords *self, const char *folded)
{
  if (self->is_japanese)
    for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
      if (g_unichar_get_script (g_utf8_get_char (p)) == G_UNICODE_SCRIPT_HIRAGANA)
        return TRUE;

  return FALSE;
}

static gboolean
tells (PoiseTellingWords *self, const char *word, gsize length)
{
  g_autofree char *folded = poise_fold_word (word, length);
  gboolean has_signs = self->breaks != NULL && !g_str_is_ascii (folded);

  return g_utf8_strlen (folded, -1) >= (has_signs ? MIN_SIGNS : MIN_LETTERS) &&
         !is_small (self, folded) && !is_stub (self, folded);
}

static gboolean
is_letter (const char *p)
{
  gunichar c = g_utf8_get_char (p);

  return g_unichar_isalnum (c) || g_unichar_ismark (c);
}

/* One of the parts of what stands between spaces is enough, as of “l’équipe”. */
static gboolean
any_part_tells (PoiseTellingWords *self, const char *words)
{
  while (*words != '\0')
    {
      const char *end = words;

      while (*end != '\0' && is_letter (end))
        end = g_utf8_next_char (end);
      if (end > words && tells (self, words, (gsize) (end - words)))
        return TRUE;
      words = *end != '\0' ? g_utf8_next_char (end) : end;
    }
  return FALSE;
}

static gboolean
each_sign_tells (PoiseTellingWords *self, const char *words)
{
  gsize start = 0, end;
  gboolean each = TRUE;

  poise_word_breaks_begin (self->breaks, words, strlen (words));
  while ((end = poise_word_breaks_next (self->breaks)) > 0)
    {
      each =
        each && (!is_letter (words + start) || tells (self, words + start, (gsize) (end - start)));
      start = end;
    }
  return each;
}

/**
 * poise_telling_words_has:
 * @self: what is known of a language
 * @words: one or two words of it
 *
 * Returns: whether each of them means something to a person who reads it alone
 */
gboolean
poise_telling_words_has (PoiseTellingWords *self, const char *words)
{
  g_auto (GStrv) parts = NULL;

  g_return_val_if_fail (self != NULL && words != NULL, FALSE);

  if (self->breaks != NULL)
    return each_sign_tells (self, words);
  parts = g_strsplit (words, " ", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    if (!any_part_tells (self, parts[i]))
      return FALSE;

  return parts[0] != NULL;
}
