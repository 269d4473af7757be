/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-common-words.h"

/* What a diary is full of: function words, and the commonest verbs, adverbs
 * and nouns. Of English there are more, since a terse entry may hold no
 * function word at all; of the others mostly those that English has not. A
 * word of both counts half for each. */
const PoiseCommonWords poise_common_words[] = {
  { "en",
    "the and of it is that my for at we with this had have but not be she he they you what about "
    "from by are were all up out one if when then there just got did or who her him his their our "
    "us how been will would can too after before now day today week went them again some over only "
    "more than off into back told asked new two last next first still because every down where why "
    "it's don't to which until away nobody everyone work home though while through each both put "
    "took made gave said so was on your could should a i me in as an am do does done get go going "
    "gone come came see saw seen say says know knew think thought make making take taking give "
    "given find found tell ask feel felt try tried leave left call called keep kept let help "
    "helped talk talked turn start started stop stopped show showed play run ran move moved live "
    "believe bring brought happen happened write wrote written read sit sat stand stood lose lost "
    "pay paid meet met meeting include continue set learn learned change changed lead led "
    "understand watch watched follow followed create speak spoke allow add spend spent grow open "
    "opened walk walked win won offer remember love consider buy bought wait waited serve send "
    "sent build built stay stayed fall fell cut reach decide decided return pull pulled push "
    "pushed pass passed hold held carry carried check checked fix fixed clean cleaned cook cooked "
    "eat ate eaten drink drank drunk sleep slept wake woke drive drove driven rain rained phone "
    "phoned text texted email emailed sort sorted plan planned manage managed order ordered count "
    "counted sign signed finish finished book booked swap swapped swept wash washed shift shifts "
    "team boss manager staff crew customer customers client clients job office shop school class "
    "kid kids child children mum mom dad wife husband son daughter sister brother friend friends "
    "people man men woman women boy girl guy guys lads lad folks everybody somebody someone "
    "anyone something anything nothing everything thing things way time times year years month "
    "months weeks days hour hours minute minutes morning afternoon evening night tonight tomorrow "
    "yesterday monday tuesday wednesday thursday friday saturday sunday january february april "
    "june july august september october november december early late later soon ago always never "
    "often sometimes usually maybe perhaps really very quite pretty rather well good better best "
    "bad worse worst great nice fine big small little long short high low old young right wrong "
    "same different other another own few many much most less least enough half whole full empty "
    "hard easy hot cold warm busy quiet tired sick ill sad happy angry sorry ready free clear "
    "sure true real car bus train van truck road house room door kitchen bed table desk floor "
    "wall window garden dog cat tea coffee lunch dinner breakfast food milk bread eggs water beer "
    "wine money price cost bill bills budget report reports list lists note notes form forms "
    "file files number numbers stock rota roster schedule deadline target targets project "
    "projects problem problems question questions answer idea ideas story word words letter "
    "letters news weather sun snow wind head hand hands eye eyes face foot feet leg back heart "
    "hair body life world place side end part line lines point case group system rule rules "
    "three four five six seven eight nine ten hundred between under without within against during "
    "since around along across behind above below near here these those such any no none nor "
    "neither either also yet almost nearly already once twice instead else even ever yes ok okay "
    "yeah nope please thanks thank hello hey oh am pm its i'm i've i'd i'll we're we've we'll "
    "they're he's she's that's there's didn't doesn't isn't wasn't weren't won't wouldn't can't "
    "couldn't shouldn't haven't hasn't hadn't aren't let's what's you're dont didnt doesnt isnt "
    "wasnt cant wont im ive id ill thats theres whats lets havent hasnt couldnt wouldnt shouldnt u "
    "ur cos coz cuz wanna gonna gotta kinda lol idk tbh btw w bc abt ppl thx pls tmrw rn nah yep "
    "myself yourself himself herself ourselves themselves whose whom must may might shall need "
    "needed want wanted like liked use used look looked seem seemed mean meant hope hoped wish "
    "wished dey abi oga wahala abeg una dem sef sha sabi wetin naija yaar lakh crore ji till mine "
    "per bin main log nan care hat chef gut war sense co "
    "pour cap hi ta ha man van pole sale come lot band bank bill film plus total normal start stop "
    "don pale pan pot plan sees era son sin solo radio error animal doctor final control idea "
    "ten" },
  { "de",
    "der die das und ich nicht ist ein eine einen einem einer zu mit den dem des von auf sich für "
    "auch wir sie er es im am war waren habe hat haben hatte hatten bin sind wird werden wurde "
    "worden sein seine seinen ihr ihre mein meine meinen meinem meiner uns unser unsere unseren "
    "mich mir dich dir dass weil aber oder wenn als wie nur noch schon sehr mehr kein keine keinen "
    "keiner nach bei bis aus um über unter vor durch gegen ohne zum zur heute gestern morgen "
    "wieder immer dann da so was alle alles etwas nichts viel viele ganz gut gar mal doch jetzt "
    "hier dort dieser diese dieses kann könnte muss musste soll sollte will wollte darf gemacht "
    "gesagt gesprochen gegangen gearbeitet arbeit chef kollegen kollege kollegin team woche tag "
    "abend nachmittag stunde stunden uhr kinder frau mann leute zeit nochmal danach deshalb "
    "trotzdem einfach endlich leider zusammen beim vom ins ans neue neuen neuer besprechung" },
  { "fr",
    "le la les un une des du de et à je j ai est pas que qui ne ce cette ces il elle nous vous ils "
    "elles on en au aux dans pour par sur avec sans sous mais ou où donc ni car mon ma mes ton ta "
    "tes son sa ses notre nos votre leur leurs été était étaient avait avons avez ont suis sont "
    "être avoir fait faire dit dire plus très bien tout tous toute toutes même aussi encore "
    "toujours jamais rien aujourd hui hier demain matin soir après avant puis alors quand comme si "
    "chez entre pendant depuis travail équipe réunion collègue collègues chef journée jour "
    "semaine temps fois peu beaucoup trop déjà maintenant ensuite parce c qu l d n s m t quelque "
    "quelques autre autres moi toi lui eux ça cela voilà ici là peut veux voulait allé parlé "
    "demandé enfants maison bonne bon nouveau nouvelle onze" },
  { "es",
    "el la los las un una unos unas y de del que no se en por para con sin sobre entre hasta desde "
    "me te le les lo nos mi mis tu tus su sus nuestro nuestra es era fue son están está estaba "
    "estaban estoy estuve ser estar he ha han había hemos hay hacer hecho hizo hice muy más menos "
    "pero porque cuando como donde si sí también ya todavía siempre nunca nada todo todos toda "
    "todas otro otra otros este esta esto ese esa eso aquí allí hoy ayer mañana tarde noche "
    "después antes luego entonces al a yo él ella ellos nosotros ustedes usted quien qué cómo "
    "trabajo equipo reunión jefe jefa compañeros día semana tiempo vez veces mucho mucha muchos "
    "poco tan así bien tengo tenía tuve tiene puede pude quería quiero hablé dije dijo pedí hablar "
    "niños casa gente nuevo nueva bueno fui vino" },
  { "pt",
    "o a os as um uma uns umas e de do da dos das em no na nos nas por para com sem sobre entre "
    "até "
    "desde que não se eu ele ela nós eles elas você vocês me te lhe meu minha meus minhas seu sua "
    "seus suas nosso nossa é era foi são estão está estava estou ser estar ter tenho tinha teve "
    "tive há havia fazer feito fez fiz muito muita muitos mais menos mas porque quando como onde "
    "também já ainda sempre nunca nada tudo todos todas toda outro outra este esta isto esse essa "
    "isso aqui ali hoje ontem amanhã manhã tarde noite depois antes então ao à às pelo pela num "
    "numa trabalho equipe equipa reunião chefe colegas dia semana tempo vez vezes pouco tão assim "
    "bem bom boa pode pude queria quero falei disse pedi falar crianças casa gente novo nova fui "
    "onze" },
  { "it",
    "il lo la i gli le un uno una di del della dei degli delle dello e è che non si in nel nella "
    "nei a al alla ai alle da dal dalla per con su sul sulla tra fra io tu lui lei noi voi loro mi "
    "ti ci vi mio mia miei mie tuo suo sua suoi nostro nostra sono era erano stato stata ho ha "
    "hanno abbiamo aveva avevo avere essere fare fatto detto dire molto molta molti più meno ma "
    "perché quando come dove se anche già ancora sempre mai niente nulla tutto tutti tutta tutte "
    "altro altra questo questa questi quello quella qui oggi ieri domani mattina sera dopo prima "
    "poi allora lavoro squadra riunione capo colleghi collega giorno giornata settimana tempo "
    "volta volte poco così bene buono può potuto voluto voglio andato parlato chiesto bambini "
    "casa gente nuovo nuova cosa cose oppure quindi però" },
  { "nl",
    "de het een en van ik niet is dat die dit te in op met voor aan er om was ook maar naar dan "
    "bij "
    "nog als uit wel geen wat hij zij ze wij we jij je jullie mijn zijn haar hun ons onze heb hebt "
    "heeft hebben had hadden ben bent waren werd werden wordt worden kan kon kunnen moet moest "
    "moeten wil wilde willen zal zou zullen gaan ging gegaan doen gedaan deed zeggen gezegd zei "
    "gemaakt gevraagd gewerkt vandaag gisteren morgen ochtend middag avond altijd nooit weer al "
    "heel erg veel meer minder alles iets niets iedereen iemand hier daar deze over onder tegen "
    "zonder tussen tot door na omdat toen toch dus even nu goed nieuwe werk collega's collega "
    "vergadering baas week dag tijd keer uur kinderen thuis huis mensen samen eerst daarna" },
  { "pl",
    "i w z na do nie się że to jest są był była było byli być mam ma miał miała mamy mieli ja ty "
    "on "
    "ona my wy oni one mój moja moje mojego nasz nasza nam nas mnie mi go jej ich im co jak kiedy "
    "gdzie bo ale lub albo czy też także już jeszcze tylko bardzo dobrze dziś dzisiaj wczoraj "
    "jutro rano wieczorem potem zawsze nigdy nic wszystko wszyscy każdy dla od po przed przez przy "
    "pod nad bez o u za ze we tak tego tej ten ta te tym tych który która które żeby aby więc może "
    "można trzeba zrobić zrobiłem zrobiłam powiedział powiedziałem rozmawiałem praca pracy pracę "
    "zespół zespołem zebranie szef kierownik dzień tydzień czas razem dom dzieci ludzie nowy "
    "nowe" },
  { "tr",
    "ve bir bu da de için ile ben sen o biz siz onlar benim senin onun bizim var yok değil mi mı "
    "mu mü ne nasıl neden çünkü ama fakat veya ya çok daha en az her hiç şey şimdi bugün dün yarın "
    "sabah akşam öğle sonra önce gibi kadar göre olarak olan oldu olduğu olduğunu oldum vardı "
    "yoktu "
    "idi dedi dedim ettim etti yaptım yaptı gittim gitti geldi geldim konuştum konuştuk aldım "
    "verdim istedim istiyorum yaptık ekip ekiple ekibi toplantı toplantıda iş işe işte müdür "
    "patron "
    "arkadaş arkadaşlar gün hafta zaman saat kere çocuklar ev eve insanlar yeni iyi bütün tüm bana "
    "sana ona bize beni seni onu bizi kendi birlikte artık hep bile sadece" },
  { "sv",
    "och att det i en jag som är på för med av till den inte har var om ett han hon vi ni de dem "
    "så "
    "men sig kan ska skulle vill ville måste hade varit blev bli blir mig dig oss min mitt mina "
    "din "
    "sin sitt sina vår våra hans hennes deras från eller när där här hur vad vem varför också bara "
    "mycket mer mindre alla allt något någon inget ingen aldrig alltid idag igår imorgon morgon "
    "kväll sedan då nu efter innan under över utan mellan mot vid upp ut in gjorde gjort sa sade "
    "pratade gick kom tog fick arbete jobb jobbet möte mötet chef chefen kollega kollegor dag "
    "dagen vecka tid gång barnen hem folk tillsammans ny nya nytt bra" },
  { "da",
    "og at det i en jeg som er på for med af til den ikke har var om et han hun vi de dem så men "
    "sig kan skal skulle vil ville måtte havde været blev blive bliver mig dig os min mit mine din "
    "sin sit sine vores hans hendes deres fra eller når hvor her hvordan hvad hvem hvorfor også "
    "kun "
    "meget mere mindre alle alt noget nogen intet ingen aldrig altid idag går morgen aften siden "
    "nu efter før under over uden mellem mod ved op ud ind gjorde gjort sagde talte gik kom tog "
    "fik "
    "arbejde job mødet chef kollega kollegaer kolleger dag dagen uge tid gang børnene hjem folk "
    "sammen ny nye nyt godt" },
  { "no",
    "og at det i en jeg som er på for med av til den ikke har var om et han hun vi de dem så men "
    "seg kan skal skulle vil ville måtte hadde vært ble bli blir meg deg oss min mitt mine din sin "
    "sitt sine vår våre hans hennes deres fra eller når hvor her hvordan hva hvem hvorfor også "
    "bare "
    "mye mer mindre alle alt noe noen ingenting ingen aldri alltid dag går morgen kveld siden nå "
    "etter før under over uten mellom mot ved opp ut inn gjorde gjort sa snakket gikk kom tok fikk "
    "arbeid jobb jobben møte møtet sjef sjefen kollega kolleger dagen uke tid gang barna hjem folk "
    "sammen ny nye nytt bra" },
  { "fi",
    "ja on ei en se että hän minä sinä me te he oli olen ovat olin ollut olla mutta kun jos niin "
    "myös vain kuin vielä nyt sitten tänään eilen huomenna aamulla illalla aina koskaan mitä miten "
    "missä miksi kuka joka jotka tämä nämä tuo ne minun sinun hänen meidän teidän heidän minulle "
    "kanssa jälkeen ennen ilman paljon enemmän kaikki mitään hyvin hyvä uusi koko tiimin tiimi työ "
    "työtä töissä töihin kokous kokouksen pomo päivä viikko aika kerran lapset kotiin ihmiset "
    "puhuin sanoin tein menin tuli piti voin pitää kysyin" },
  { "cs",
    "a v na se je že to s z do i o k ale jsem jsme jste jsou byl byla bylo byli být mám má měl "
    "měla "
    "já ty on ona my vy oni můj moje naše nám nás mě mi ho jí jejich jim co jak když kde protože "
    "nebo také už ještě jen jenom velmi dobře dnes včera zítra ráno večer potom pak vždy nikdy nic "
    "všechno všichni každý pro od po před přes při pod nad bez u za ze ve tak toho této ten ta ty "
    "tím který která které aby tedy může musím práce práci tým týmem porada šéf den týden čas "
    "spolu "
    "domů děti lidé nový nové řekl řekla mluvil" },
  { "ro",
    "și si de la în in pe cu nu că ca un o al a ai ale care este e sunt era au am ai are fost fi "
    "eu "
    "tu el ea noi voi ei ele mea meu mei tău său sa lui lor nostru noastră mi ți îmi își ne vă îi "
    "le mai foarte dar pentru când cum unde dacă sau și decât astăzi azi ieri mâine dimineață "
    "seara "
    "după înainte apoi atunci mereu niciodată nimic tot toți toate alt alta acest această asta "
    "aici "
    "din prin despre între fără până spre echipa echipă munca lucru ședință șef șeful colegii ziua "
    "săptămâna timp oară acasă copiii oameni nou nouă bine am vorbit spus făcut" },
  { "hu",
    "a az és hogy nem is egy ez van volt vagyok voltam lesz én te ő mi ti ők de ha mint csak már "
    "még meg nagyon jól ma tegnap holnap reggel este után előtt aztán mindig soha semmi minden "
    "mindenki valami valaki itt ott ezt azt ezek azok miért hol mikor vagy mert akkor most kell "
    "kellett lehet tudom mondtam mondta beszéltem csináltam mentem jött munka munkát csapat "
    "csapattal megbeszélés főnök főnököm nap hét idő együtt haza gyerekek emberek új jó nekem neki "
    "velem vele engem volna" },
  { "id",
    "yang dan di ke dari untuk dengan ini itu saya aku kamu dia kami kita mereka tidak tak bukan "
    "ada adalah akan sudah telah belum masih sedang bisa dapat harus mau ingin juga hanya saja "
    "sangat lebih paling banyak sedikit semua setiap karena tetapi tapi atau jika kalau ketika "
    "saat "
    "setelah sebelum lalu kemudian hari ini kemarin besok pagi siang sore malam sini sana apa "
    "siapa "
    "mengapa bagaimana tim kerja pekerjaan kantor rapat bos atasan teman minggu bulan waktu kali "
    "anak rumah orang baru baik pada oleh para seperti bersama berbicara bilang minta buat membuat "
    "pergi pulang datang" },
  { "sw",
    "na ya wa kwa ni la za katika hii huu hiyo hizi kuwa mimi wewe yeye sisi nyinyi wao yangu yako "
    "yake yetu wangu wake wetu wenzangu si hapana ndiyo lakini au kama kwamba pia tu sana zaidi "
    "leo "
    "jana kesho asubuhi jioni usiku baada kabla kisha halafu kila hakuna kitu watu mtu watoto kazi "
    "kazini timu mkutano bosi meneja wiki siku wakati mara pamoja nyumbani nzuri mpya nilikuwa "
    "nilifanya nilizungumza niliomba nilienda alikuja alisema tulikuwa ambayo hapa pale" },
  { "yo",
    "ni ti si ati fun pẹlu mo mi o ó wa wọn wọ́n rẹ̀ rẹ lati kan kò ko jẹ́ je ṣe se bi gbogbo "
    "nitori tí ń máa maa yìí náà naa lónìí loni àná ọ̀la ise iṣẹ́ ilé ile àwọn awon ọjọ́ ojo nígbà "
    "láti àti pé pe sí bá ba lọ lo wá sọ̀rọ̀ sọ jù púpọ̀ ẹgbẹ́ ènìyàn eniyan ọmọ omo" },
  { "ha",
    "da na ta ya a ba ne ce shi ita mu su kuma amma don domin wannan wani wata yau jiya gobe safe "
    "yamma aiki gida mutane yara ina kana yana tana muna suna nan can sai idan cikin daga zuwa "
    "tare kowa komai duk sosai yi yin zan za ban bai mun sun an taro shugaba lokaci rana mako" },
  { "tl",
    "ang ng sa na ay mga at ko mo niya namin natin nila ako ikaw ka siya kami tayo sila hindi oo "
    "may mayroon wala para kung kapag dahil pero din rin lang pa po nga ba kasi ngayon kahapon "
    "bukas umaga hapon gabi pagkatapos bago lahat bawat ito iyan iyon dito doon ano sino bakit "
    "paano trabaho opisina pulong amo araw linggo oras beses bahay bata tao bago mabuti kanila "
    "nag naging ginawa sinabi kinausap pumunta umuwi" },
  { "vi",
    "và của là không có được một những các cho với này đó trong tôi anh chị em chúng ta họ nó đã "
    "đang sẽ rất cũng nhưng vì nếu khi thì mà để từ đến ở trên dưới sau trước rồi hôm nay qua mai "
    "sáng chiều tối luôn gì ai sao thế người việc làm công nhóm họp sếp ngày tuần giờ lần nhà con "
    "mới tốt nói hỏi đi về" },
  { "hi",
    "hai hain tha thi the mein main maine hum humne tum aap woh wo yeh ye uska uski unka mera meri "
    "mere hamara hamari ka ki ke ko se ne par pe aur lekin magar kyunki kyuki agar toh bhi nahi "
    "nahin kya kaise kab kahan kaun aaj kal subah shaam raat baad pehle phir hamesha kabhi kuch "
    "sab "
    "sabhi bahut bohot bahot accha acha kaam ghar bacche bachche log din hafta samay waqt saath "
    "kiya kiye kar karna karne karke kaha bola boli gaya gayi gaye aaya hua hui raha rahi rahe "
    "diya "
    "liya hoga chahiye wala wali to khud aaye" },
  { "af",
    "die en van nie is dat dit in op met vir aan om was ook maar na dan by nog as uit wel geen wat "
    "hy sy hulle ons julle jy ek my jou haar hul het had word kan kon moet wil sal sou gaan gedoen "
    "gesê gemaak gevra gewerk vandag gister môre oggend middag aand altyd nooit weer baie meer "
    "alles "
    "iets niks almal iemand hier daar hierdie oor onder teen sonder tussen tot deur omdat toe tog "
    "dus nou goed nuwe werk span vergadering baas week dag tyd keer uur kinders huis mense saam" },
  { "hr",
    "i u je se na da su za od do sa s iz po o kao ali ili ako kad kada gdje što šta tko ko kako "
    "zašto jer nije nisu sam si smo ste bio bila bilo bili biti imam ima imao imala ja ti on ona "
    "mi "
    "vi oni moj moja moje naš naša nam nas mene mi ga joj njih im već još samo vrlo jako dobro "
    "danas "
    "jučer juče sutra jutro ujutro večer navečer poslije prije onda uvijek uvek nikad ništa sve "
    "svi "
    "svaki ovaj ova ovo taj ta to tim timom posao posla poslu sastanak šef dan tjedan vrijeme put "
    "zajedno kući djeca ljudi novi nova rekao rekla razgovarao" },
  { "ca",
    "el la els les un una uns unes i de del dels que no es en per amb sense sobre entre fins des "
    "em "
    "et li ens meu meva seu seva nostre nostra és era va són estan està estava he ha han havia hem "
    "hi fer fet molt molta més menys però perquè quan com on si també ja encara sempre mai res tot "
    "tots tota totes altre altra aquest aquesta això aquell aquí avui ahir demà matí tarda nit "
    "després abans llavors al jo ell ella nosaltres feina equip reunió cap companys dia setmana "
    "temps vegada cops poc així bé nens casa gent nou nova vaig parlar amb" },
};

const guint poise_n_common_words = G_N_ELEMENTS (poise_common_words);
