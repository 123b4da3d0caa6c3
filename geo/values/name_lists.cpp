#include "geo/values/name_lists.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "geo/values/letters.hpp"

namespace lykta {

namespace {

// The lists were written down for Lykta, as facts that everybody who lives here knows. They are taken from no statistics: no order, no
// numbers, and no claim to be the most common ones exactly.
// clang-format off
constexpr std::string_view given_names =
    "adam agata agda agnes agneta agnieszka ahmad ahmed aida aina aisha albert albin alexander alexandra alf alfred algot ali alice alicia alma "
    "alva alvar alvin amanda amelia amelie amina amir amira anders andré andrea andreas andrei andrzej anette angelica anita anja "
    "ann anna annelie anneli annette annie annika anton antonia antonio arne arnold aron arthur artur arvid asta astrid august aurora axel aziz "
    "barbro barbara beata beatrice bengt benjamin bernt berit bernhard bertil bilal bill birger birgit birgitta björn bo bodil boel boris "
    "britt britta bror bruno börje camilla carin carina carl carlos carola carolin carolina caroline cecilia charlie charlotta charlotte "
    "christel christer christian christina christine christoffer christopher clara claes claudia colin conny cornelia dag dagmar dagny daniel "
    "daniela danuta dariusz david denise dennis desirée diana dick dilan disa doris dragan ebba ebbe eddie edit edith edvard edvin edward "
    "edwin egon eila einar eira elena eleonor eleonora eli elias elin elina elis elisabet elisabeth elise elizabeth ella ellen elliot elmer elof "
    "elsa elsie elvin elvira elza emanuel emelie emil emilia emilie emily emina emma emmy engla enok erica erik erika erland erling ernst "
    "eskil ester esther eugen eva evelina evert ewa fabian fanny farah fatemeh fatima fatma felicia felix filip filippa folke frank frans "
    "franz fred freddy fredric fredrik fredrika freja frida fritz gabriel gabriella gerd gerda gerhard gert gertrud giovanni glenn goran greger "
    "gregor greta gun gunborg gunhild gunilla gunn gunnar gunnel gunvor gustaf gustav göran gösta göte hadi hala halvar hampus hamza hanna "
    "hannah hannes hans harald harry hasan hassan hedda hedvig heidi helen helena helene helga helge helmut henning henric henrietta henrik "
    "henry herbert herman hilda hilding hilma hjalmar hugo huda hussein håkan ian ibrahim ida idris ilse iman ines inez inga ingalill inge "
    "ingeborg ingegerd ingela ingemar inger ingmar ingrid ingvar irena irene irina iris irma isa isabel isabell isabella isabelle isac isak isra "
    "ismail ivan ivar iwona jack jacob jakob jama jamal james jan jana jane janne jannike jasmin jasmina jasmine jasna jean jeanette jelena "
    "jennie jennifer jenny jens jerker jerry jerzy jesper jessica jim jimmie jimmy joakim joanna joel johan johanna johannes john johnny jon "
    "jonas jonatan jonathan jonna jonny jorge jose josef josefin josefina josefine joseph josephine judit judith julia julian juliana julius "
    "juni jussi justin jörgen kaj kai kajsa kalle karim karin karl karolina kasper kaspar katarina katarzyna kate katja katrin kenneth kennet kenny "
    "kent kerstin kevin khadija khaled khalid kicki kim kjell klara klas klaus knut konrad krister kristian kristin kristina kristoffer krystyna "
    "krzysztof kurt laila lars lasse layla leah leena leif lena lennart leo leon leona leonard leopold leyla liam lilian lilly lina linda "
    "linn linnea linnéa linus lisa lisbet lisbeth lise liselott liselotte liv livia ljubica lo loke lotta lova love lovis lovisa louise luca "
    "lucas lucia ludvig luis luka lukas lydia lykke maciej madeleine madelene magda magdalena magnus mahmoud mahmud maida maj maja majken "
    "malik malin malte malva manfred mansour marcel marcin marco marcus mareike marek margaret margareta margaretha margit margot mari maria "
    "mariam mariana mariann marianne marie marika marina mario marion marita markus marlene marta martha martin martina mary maryam mateusz "
    "mathias mathilda mathilde matilda mats matteo matthias mattias max maximilian maya mehdi mehmet meja melissa melker melvin merima michael "
    "michaela michal michelle miguel mika mikael mikaela mila milad milan mile milla milo milton minna mira miranda miriam mirjam mirja mirjana "
    "moa mohamad mohamed mohammad mohammed mohammad molly mona monica monika moses muhammad muhammed mustafa muna märta måns märit nada nadia nadja "
    "nahid nasrin natalia natalie nathalie nazanin nellie nelly nelson neo nickolas niclas nicklas nicolas nicole niklas niko nikola nikolaj "
    "nils nina noah noel noelle noor nora norah nour nova novalie ola olav ole oleg olena olga oliver olivia olle olof olov omar oscar oskar "
    "osman osvald otto ove patricia patrick patrik paul paula paulina pauline pavel pawel pehr pekka per percy pernilla pertti peter petra petronella "
    "petter philip pia pierre piotr pontus pål pär quang rachel ragna ragnar ragnhild rana rania rasmus rebecca rebecka reidar reza ricardo "
    "richard rickard rikard rita robert roberto robin roger roland rolf roman ron ronja ronny rosa rose roy ruben rudolf rune rustan rut ruth "
    "ryszard sabina sabrina saga sahar said salma salem saleh sam samir samira samuel sandra sanna sara sarah sebastian selma senad sergej seth "
    "severin sibylla sigbritt sigge signe signhild sigrid sigurd sigvard simon simone siri siv sixten sofia sofie solveig sonja sonny sophia "
    "sophie staffan stanislav stefan stella stellan sten stephan stieg stig stina sture suad sune susan susann susanna susanne suzanne svante svea "
    "sven svetlana sylvia sölve sören tage tamara tanja tariq tatjana ted teodor teresa teresia terese thanh thea thelma theo theodor therese "
    "theresa theresia thomas thor thorbjörn thore thorvald thure tilda tilde tim timo timothy tina tindra tobias tom tomas tomasz tommy "
    "tony tora torbjörn tord tore torgny torkel torsten torvald tove trine tuula tuva tyra tyko ulf ulla ulrica ulrik ulrika urban ursula uno vahid "
    "valdemar valentina valter vanessa vanja vega veikko vendela vera verner veronica veronika vesna viktor victor victoria viktoria vidar "
    "vide viggo vilgot vilhelm vilja villemo vilma vincent viola violeta virpi viveca viveka vivianne vladimir waleed walter wenche wendela "
    "werner wilgot wilhelm wille william willy wilma wiktor wiktoria wolfgang xiu yasin yasmin yasmine yngve yngvar yusuf youssef yvonne zahra "
    "zainab zeinab zelda zlatan zoe zoran åke åsa åse örjan östen abdi abdallah abdullah abdullahi abdul abdulla abdirahman ayaan ayan halima hodan "
    "hawa idil jamila kadir leila maryan nasir nimo safia samiya ubah yonas selam tekle tesfay mehret almaz berhane samuel elham farid farhad "
    "ferhat fikret hamid hanan hiba ismet javad kamal karzan layan lejla majid mariama marwa masoud mina mirza mohsen murat nermin omid osama "
    "parisa parvin rami rashid rima rouzbeh ruba salam sanaa shahin shahram shirin siham soran sultan tarek wael wissam yara zaid zainab zeynep "
    "emre ayse mustapha hatice huseyin oskari tuomas timo juha jari kari marko mikko matti antti heikki pentti jukka kaarina ritva raija tuula "
    "pirjo marjatta anneli eeva aino arto esa hannu ilkka jouni kalevi lauri markku olavi pasi reijo risto sakari seppo tapio tarja teemu urpo "
    "vesa dusan ivana jovan marija milica milos nenad nebojsa petar radovan sanja slavica slobodan snezana srdjan stojan vladan zeljko adnan alma "
    "amra armin damir dzenan edin elma elvir emir enes haris mirela nedim samir sead selma tarik vedran zumra adem arben arta besnik blerim "
    "drita fatmir fatos ilir shpresa valon anh hoa hong huong lan linh minh ngoc phuong quoc tuan wei ming mei siriporn somchai "
    "supaporn suda natchaya agneza dorota ewelina grzegorz jacek jadwiga joanna kamil karolina kinga lukasz magdalena malgorzata "
    "marzena mariusz patryk przemyslaw rafal robert slawomir sylwia tadeusz wojciech zbigniew zofia alina bogdan constantin cristian "
    "cristina doina elena florin gheorghe ioana ion ionut liviu luminita mihai mihaela mircea nicolae radu sorin stefan vasile dmitrij "
    "sergei natasha oksana olexandr oleksandr svitlana tetiana volodymyr yulia iryna juan pedro pablo javier carmen luz "
    "fernando francisco rodrigo alejandro claudio hernán marcelo patricio ximena";

constexpr std::string_view family_names =
    "abdi abdallah abdullah abdullahi abdulla adam adan ahl ahlberg ahlgren ahlin ahlm ahlqvist ahmad ahmed ahmadi ahmeti akbari akgül ali alfredson "
    "allard alm almgren almkvist almqvist almström alström altun alvarez amiri andrén anker antonsson apelgren appelgren arnell arvidsson "
    "ask asker asplund attling aydin axell azizi babić babic backlund backman backström barck bark beck becker begovic bengtzon berg bergdahl "
    "bergendahl berger berggren bergh berghult bergkvist berglind berglund bergman bergmark bergqvist bergsten bergstrand bergström bergvall "
    "bernhardsson birgersson bjelke björck björk björklund björkman björkqvist björling björn blad blank blixt blom blomberg blomgren blomkvist "
    "blomqvist blomstrand blomster bodin boberg bohlin bohman bolin boman borg borgström boström brandt brattström bratt bredberg brink bring brodin "
    "broberg broman broström brun brunnberg bruun bruzelius brännström bröms bucht burman bylund byström båth bäck bäcklund bäckman bäckström "
    "börjesson callander carlberg carlén carlgren carlström cederberg cederholm cedergren celik cervin christensen claesson clausen dahl dahlberg "
    "dahlén dahlgren dahlin dahlman dahlqvist dahlström dal dalberg dalén dang danielson demir deniz diaz do dogan drugge duong dufva dyberg "
    "eckerman edberg edholm edlund edman edqvist edström edvardsson ehn ehrling ek ekberg ekblad ekblom ekbom ekdahl ekdal ekeberg ekelund "
    "ekelöf ekengren ekholm eklund eklöf ekman ekmark ekstrand ekström elander elfving ellström elmgren elofsson emanuelsson emilsson "
    "enberg engberg engdahl engelbrektsson englund engman engqvist engstrand engström enqvist ericson eriksen ernst esbjörnsson fagerberg "
    "fagerlund fagerström falk falkman farah fasth fazlic fernandez fernlund fjällström flink flodin flod flodström fors forsberg forsell "
    "forsgren forslund forsman forss forssell forsström franck franzén fredholm frederiksen freij friberg frid friman frisk fritz fritzson frykman frölander "
    "fält fältström garcia gashi glad glans glimberg goltz gomez gonzalez grahn gran granat granath granberg granlund granqvist granstrand "
    "granström grauers green gren grip grönberg grönlund grönqvist grönvall gudmundsson gunnarsdotter gustavson gyllenhammar gårdh gärdin gärdström "
    "göransson götberg haddad hag haglund hagberg hagman hagström hajdari hall hallberg hallén hallgren hallin hallman hallström halvarsson "
    "hamad hammar hammarberg hammarlund hammarström hammarstrand hamberg hanell hansen haraldsson hartman hashemi hasan hasani hassan hassel "
    "hasselgren hasselblad hassani haug hed hedberg hedén hedenström hedin hedlund hedman hedqvist hedström hedvall heed hegg heikkinen heino "
    "hellberg hellgren hellman hellqvist hellsten hellström helgesson henning hermann hermansen hernandez hill hjelm hjort hjorth hjärpe hoang "
    "hoberg hodzic hoff hoffman hofman holgersson holm holmberg holmbom holmdahl holmén holmer holmgren holmkvist holmlund holmqvist holmstedt "
    "holmstrand holmström holst horn hosseini huang hugosson hult hultberg hultén hultgren hultin hultman hultqvist hultman hurtig husic "
    "hussain hussein hägg häggblad hägglund häggström hägerstrand häll hällgren hällström härd högberg höglund högman högström höök "
    "ibrahim ibrahimi ibrahimović ibrahimovic isaksen islam ismail issa ivarsson jafari jama jankowski jansen janson jensen jernberg jimenez "
    "johansen johnson jonson josefson jovanovic juhlin jung jäderberg järvinen kaiser kallin kaplan karimi karlberg karlén karlgren karlström "
    "kask kaya khalil khan khalaf khoury kihlberg kihlström kilic kjellberg kjellin kjellgren kjellman kjellström klang klasén klein klint "
    "klinga klingberg klintberg knutsen koch kling kock kovacs kovačević kovacevic kowalczyk kowalska kowalski krantz krasniqi kraft kron "
    "kronberg krook kruse kullberg kull kumar källgren källman källström laine lager lagerberg lagergren lagerkvist lagerlöf lagerqvist "
    "lagerström lahti laine landberg landén landgren landin landström lange langer larsen larson lauritzen lavén leander lee lehto lehtonen "
    "leijon lenander lennartsson lewin lidén lidman lidström liljegren liljeberg liljekvist lilja liljeroth lim lind lindahl lindberg lindblad "
    "lindblom lindbom lindborg linde lindell lindén linder linderoth lindfors lindgren lindh lindhe lindholm lindkvist lindmark lindman lindoff "
    "lindqvist lindroos lindroth lindskog lindstedt lindstrand lindström lindvall linné liu ljung ljungberg ljungdahl ljunggren ljungholm "
    "ljungkvist ljungman ljungqvist ljungström lopez lund lundahl lundberg lundblad lundborg lundell lundén lundgren lundh lundholm lundin "
    "lundkvist lundman lundmark lundqvist lundstedt lundström lundvall luthman lyberg lycke lyckman lyngfelt lång långström löf löfberg löfgren "
    "löfqvist löfstedt löfström löfvenberg lönn lönnberg lönnqvist lööf lööv löv lövgren lövström mahmoud mahmud malik malm malmberg malmborg malmgren malmqvist "
    "malmsten malmström mannerheim marcus markovic marklund martinez martini melander melin mellberg mellgren miller mirza modig modin mohamed "
    "mohammad mohammadi mohammed mohamud molander molin moberg morales moradi morén moreno mossberg mousavi muhammad mustafa månson mård "
    "mårtenson möller mörk naseri navarro nazari nelson neuman ngo nguyen nielsen niemi nieminen niklasson nilson noaksson nord nordahl nordberg "
    "nordenberg nordgren nordh nordholm nordin nordkvist nordlander nordlund nordmark nordqvist nordstrand nordström nordvall norell norén "
    "norberg norgren norlin norling norman norrman norrby norström norstedt novak nowak nur nyberg nyblom nygren nyholm nykvist nylander nylén nylin nylund "
    "nyman nyqvist nyrén nystedt nystrand nyström nåhlin näslund näsman öberg ödman öhlin öhlund öhman öhrn öqvist örn östberg östergren östergård "
    "österberg österholm österlund österman östling östlund östman östrand östlin oden odén odelberg ohlin ohlander olander oliveira olofson "
    "olsen olson omar osman osmani ottander otter palm palmberg palmblad palmér palmgren palmqvist palmkvist paulin perez persberg pedersen "
    "petersen peterson petrovic petrović pham phan pihl pilgren plogman popovic prytz quist rahimi rahm rahman ramberg ramos ramström rapp rask rasmussen "
    "rehn reuter reyes rezai ringberg ringqvist risberg robertsson rodriguez roos ros rosén rosenberg rosenblad rosengren rosenlund "
    "rosenqvist rosvall roth rothman rubin rudberg ruiz rundgren rundqvist ryberg rydberg rydell rydén ryding rydholm rydqvist rydström rönn "
    "rönnberg rönnlund rönnqvist rosander saarinen saleh salih salomonsson salonen sand sandahl sandberg sandblom sandell sandén sander sandgren sandin "
    "sandklef sandkvist sandlund sandman sandqvist sandstedt sandström sandvik sanchez santos schmidt schneider schröder schultz schulz schön segerberg segerström "
    "seger selander selin selberg sellberg sellgren selling setterberg shahin shala sharif sharma silfver silva silver singh sirén sjö sjöberg "
    "sjöblad sjöblom sjödahl sjödin sjögren sjöholm sjölander sjölin sjölund sjöman sjöqvist sjöstedt sjöstrand sjöström sjövall skagerberg skog "
    "skogberg skoglund skogman skogsberg skold skoog skugge skytt sköld skölde smedberg smith sohlberg sohlman solberg solheim sommar sonesson souza sparr spång "
    "stark stake stahl steen stein stenberg stenborg stenlund stenman stenmark stenqvist stenström stening stigsson stjernström stolt stomberg "
    "storm strand strandberg strandell strandh strandman strid stridh stridsberg ström strömbäck strömberg strömblad strömgren strömqvist strömstedt strömvall "
    "stål stålberg ståhl stålhammar sund sundberg sundblad sundell sundén sundgren sundholm sundin sundkvist sundman sundqvist sundström "
    "sundvall sundholm svahn svan svanberg svanström svantesson svanlund svard svärd svedberg svedin svedlund svedman svenningsson swahn swärd "
    "szabo szymanski säfström säll särnholm söder söderbäck söderberg söderblom söderdahl södergren söderholm söderkvist söderlind söderling "
    "söderlund söderman söderqvist söderström tahir tamm tapper tekin teglund tegnér tell ternström thelander thelin thor thorén thorell thorin "
    "thorman thunberg thuresson thyberg thörn thörnqvist thörnblom tiger tillman torell torres toth tran trinh trulsson tronde trygg träff "
    "turesson tuvesson törn törnberg törnblom törngren törnkvist törnqvist törnroos törnros udd uddenberg uggla uhlin ullman ullberg ulander vallgren "
    "valfridsson vallin vang vargas vasquez vejdal vestberg vestergren vestin vesterlund vestman viberg viborg vidén vigren viklund vikander vik vikberg vikman vikström villman vinberg vinge "
    "virtanen viström von vu wahl wahlberg wahlgren wahlin wahlman wahlqvist wahlström wall wallander wallberg wallén wallenberg wallentin waller wallgren "
    "wallin wallman wallmark wallström walter wang wang warsame weber wegner weidenhielm welander welin wendel wendt wennberg wennerberg "
    "wennergren wennerholm wennerström wennström wenström werner wessman westberg westbom westerberg westerdahl westergren westerholm "
    "westerlind westerlund westerman westermark westin westling westlund westman westrin wetterberg wettergren wetterlund wetterström wiberg "
    "wickman wickström widén widell widerberg widlund widman widmark widstrand wigren wihlborg wijk wik wikander wiking wiklund wikman "
    "wikner wikström wilhelmsson wilson winberg winblad winge winter wiman wirén wretman wu yang yildirim yildiz yilmaz yousef yusuf zander zandén "
    "zaki zeqiri zetterberg zettergren zetterlund zetterman zetterqvist zetterström zhang zhou ziegler åberg ågren åhlander åhlén åhlin åhlund "
    "åhman åhrén åkerberg åkerblom åkergren åkerlind åkerlund åkerman åkermark åkerström åslund åstrand åström ängquist ärlig alsén alhassan "
    "alali aljaber alkhatib almasri alshami barzani bakir hama rashid salman shamo tesfay tekle haile mehari gebre kidane habte osmanovic "
    "begic mujic delic dedic halilovic hadzic imamovic mehmedovic memic muratovic mustafic omerovic ramic selimovic suljic lazic lukic "
    "marinkovic matic mihajlovic milosevic nikolic pavlovic radic simic stankovic stojanovic tomic vasic vukovic zivkovic berisha hoti "
    "hoxha krasniqi morina shabani sylejmani thaqi lewandowski wisniewski wójcik kaminski zielinski wozniak dabrowski kozlowski mazur "
    "krawczyk piotrowski grabowski pawlowski michalski popescu ionescu popa dumitru stan stoica gheorghe ivanov petrov sidorov "
    "smirnov kuznetsov popov volkov shevchenko kovalenko bondarenko tkachenko korhonen mäkinen hämäläinen koskinen heikkilä laakso mattila "
    "rantanen karjalainen jokinen lehtinen salminen ojala andersen kristensen sørensen jørgensen sörensen jörgensen thomsen mortensen nygaard "
    "haugen bakken solvang dahle eide berge lie moen";
// clang-format on

std::vector<std::string_view> sorted_words(std::string_view list) {
  auto words = split(list);
  std::ranges::sort(words);
  return words;
}

bool is_in(const std::vector<std::string_view>& sorted, std::string_view word) {
  return std::ranges::binary_search(sorted, word);
}

}  // namespace

bool is_given_name(std::string_view lower_case_word) {
  static const auto names = sorted_words(given_names);
  return is_in(names, lower_case_word.substr(0, lower_case_word.find('-')));
}

bool ends_like_family_name(std::string_view lower_case_word) {
  static constexpr std::array<std::string_view, 19> endings{
      "sson",  "sdotter", "sdóttir", "qvist", "kvist", "ström", "ović",  "ovic", "ević", "evic",
      "owski", "owska",   "ewski",   "ewska", "oğlu",  "oglu",  "zadeh", "enko", "inen"};
  constexpr std::size_t shortest = 6;
  return lower_case_word.size() >= shortest &&
         std::ranges::any_of(endings, [&](auto ending) { return lower_case_word.ends_with(ending); });
}

bool is_family_name(std::string_view lower_case_word) {
  static const auto names = sorted_words(family_names);
  if (is_in(names, lower_case_word) || ends_like_family_name(lower_case_word)) {
    return true;
  }
  const auto hyphen = lower_case_word.find('-');
  return hyphen != std::string_view::npos &&
         (is_family_name(lower_case_word.substr(0, hyphen)) || is_family_name(lower_case_word.substr(hyphen + 1)));
}

}  // namespace lykta
