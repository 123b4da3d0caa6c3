#include "tests/geo/made_up_columns.hpp"

namespace lykta {

namespace {

// clang-format off
constexpr std::array women{"Margareta", "Elsa", "Linnéa", "Fatima", "Agnieszka", "Solveig", "Vendela", "Ebba", "Nour", "Ann-Britt", "Maj-Lis", "Ronja",
    "Amelie", "Hedvig", "Zahra", "Olga", "Petronella", "Tilde", "Gunvor", "Saga"};
constexpr std::array men{"Karl-Erik", "Mohammed", "Gustav", "Ivan", "Albin", "Jörgen", "Stellan", "Rune", "Ahmad", "Bo", "Piotr", "Isak", "Lennart",
    "Valter", "Elliot", "Abdi", "Krister", "Theodor", "Nikola", "Sixten"};
constexpr std::array kin{"Jonsson", "Pettersson", "Hansson", "Mohamed", "Nordin", "Blomqvist", "Sandberg", "Forsberg", "Hermansson", "Axelsson",
    "Löfgren", "Wikström", "Ström", "Novak", "Ibrahim", "Jönsson", "Ljungberg", "Strandberg", "Kjellberg", "Nordahl", "Vikander", "Skoglund",
    "Berggren", "Tran", "Bergman", "Månsson", "Fagerström", "Sjöstrand", "Abdullah", "Hjalmarsson", "Englund", "Lindahl", "Sköld", "Bylund"};
constexpr std::array events{"slagsmål vid kiosk", "buskörning", "stulen moped", "nedskräpning", "ungdomar på skoltak", "larm i butik", "eld i container",
    "öppen försäljning", "skräpigt vid bänk", "rutor sönder", "mörk gångväg", "hög musik"};
constexpr std::array roads{"Norra Långgatan", "Södra Malmgatan", "Rådhusgatan", "Lasarettsvägen", "Svenssons väg", "Pehr Osbecks gata", "Kolonivägen",
    "Anders Jons väg", "Magnus Stenbocksgatan", "Drottninggatan", "Bruksvägen", "Hjalmar Brantings gata", "Idrottsvägen", "Lindbergs gränd",
    "Rosenvägen", "Almvägen"};
constexpr std::array towns{"Karlshamn", "Mörrum", "Asarum", "Svängsta", "Hällaryd", "Åryd", "Trensum", "Bergåsa", "Lyckeby", "Jämjö", "Rödeby",
    "Nättraby", "Hasslö", "Sturkö", "Torhamn", "Fridlevstad"};
constexpr std::array sites{"Lindblomsskolan", "Ishallen", "Biblioteket", "Biograf Saga", "Badhuset", "Folkets Park", "Sankta Birgitta förskola",
    "Pilgrimen", "Vattentornet", "Engelska parken", "Karl Gustafs park", "Café Mandeltårtan", "Gymnasiet", "Busshållplats Ek", "Hamnkontoret"};
// clang-format on

std::string given_name(Draw& draw) { return draw.chance(50) ? draw.one_of(women) : draw.one_of(men); }
std::string whole_name(Draw& draw) { return given_name(draw) + " " + draw.one_of(kin); }
std::string street(Draw& draw) {
  return fmt::format("{} {}{}", draw.one_of(roads), draw.number(1, 99), draw.chance(15) ? "A" : "");
}
std::string in_capitals(std::string text) {
  for (auto& c : text) {
    c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  }
  return text;
}
std::string in_small_letters(std::string text) {
  for (auto& c : text) {
    c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  }
  return text;
}
/// Ten digits without a check digit that fits, as made-up numbers often are.
std::string any_ten(Draw& draw) {
  return fmt::format("{:02}{:02}{:02}{:04}", draw.number(0, 99), draw.number(1, 12), draw.number(1, 28),
                     draw.number(0, 9999));
}
std::string landline(Draw& draw) { return fmt::format("045{}-{}", draw.number(4, 7), draw.number(10000, 99999)); }
std::string old_mobile(Draw& draw) {
  return fmt::format("070{}-{:02} {:02} {:02}", draw.number(1, 9), draw.number(0, 99), draw.number(0, 99),
                     draw.number(0, 99));
}
std::string car(Draw& draw) {
  constexpr std::string_view letters = "ABCDEFGHJKLMNOPRSTUWXYZ";
  return fmt::format("{}{}{}{:02}{}", draw.letter(letters), draw.letter(letters), draw.letter(letters),
                     draw.number(0, 99),
                     draw.chance(50) ? draw.letter("ABCDEFGHJKLMNPRSTUWXYZ") : draw.letter("0123456789"));
}

std::vector<MadeUpColumn> persons() {
  return {
      {"Kontakt", [](Draw& draw, int) { return draw.chance(50) ? draw.one_of(kin) : whole_name(draw); }},
      {"namn", [](Draw& draw, int) { return in_small_letters(draw.one_of(kin)); }},
      {"NAMN", [](Draw& draw, int) { return in_capitals(draw.one_of(kin)) + " " + in_capitals(given_name(draw)); }},
      {"Ägare", [](Draw& draw, int) { return in_small_letters(whole_name(draw)); }},
      {"agare", [](Draw& draw, int) { return draw.one_of(kin); }},
      {"Rapportör", [](Draw& draw, int) { return whole_name(draw); }},
      {"Vårdnadshavare", [](Draw& draw, int) { return whole_name(draw) + " och " + given_name(draw); }},
      {"Förare", [](Draw& draw, int) { return draw.chance(40) ? "okänd" : whole_name(draw); }},
      {"Upprättad av", [](Draw& draw, int) { return given_name(draw) + " " + draw.one_of(kin); }},
      {"Vem", [](Draw& draw, int) { return draw.one_of(kin) + ", " + given_name(draw); }},
      {"Bilägare", [](Draw& draw, int) { return given_name(draw).substr(0, 1) + " " + draw.one_of(kin); }},
      {"Gärningsman", [](Draw& draw, int) { return draw.chance(70) ? "" : whole_name(draw); }},
      {"Innehavare",
       [](Draw& draw, int) {
         return draw.chance(50) ? in_capitals(draw.one_of(kin)) + " BYGG AB" : in_capitals(whole_name(draw));
       }},
      {"Utfört av", [](Draw& draw, int) { return given_name(draw); }},
      {"Registrerad av",
       [](Draw& draw, int) {
         return in_small_letters(given_name(draw).substr(0, 2) + draw.one_of(kin).substr(0, 2)) + "01";
       }},
      {"Anmält av",
       [](Draw& draw, int) {
         return draw.one_of(std::array{"Herr ", "Fru ", ""}) + draw.one_of(kin);
       }},
      {"info", [](Draw& draw, int) { return draw.chance(20) ? "Enligt " + whole_name(draw) : draw.one_of(events); }},
      {"kolumn A", [](Draw& draw, int) { return whole_name(draw); }},
      {"kolumn B", [](Draw& draw, int) { return in_capitals(whole_name(draw)); }},
      {"Gatuadress", [](Draw& draw, int) { return (draw.chance(15) ? whole_name(draw) + ", " : "") + street(draw); }},
      {"Adress", [](Draw& draw, int) { return street(draw) + (draw.chance(15) ? " (" + whole_name(draw) + ")" : ""); }},
      {"Plats", [](Draw& draw, int) { return draw.chance(10) ? "c/o " + whole_name(draw) : draw.one_of(sites); }},
      {"Rubrik",
       [](Draw& draw, int) { return draw.chance(10) ? "Målsägande " + whole_name(draw) : draw.one_of(events); }},
      {"Målsägandes hemadress", [](Draw& draw, int) { return street(draw); }},
      {"Misstänkt namn", [](Draw& draw, int) { return draw.one_of(kin); }},
      {"Patrulledare", [](Draw& draw, int) { return draw.one_of(kin) + " " + given_name(draw).substr(0, 1) + "."; }},
      {"Ordningsvakt", [](Draw& draw, int) { return whole_name(draw); }},
      {"Brukare", [](Draw& draw, int) { return given_name(draw) + " " + draw.one_of(kin).substr(0, 1); }},
      {"pnr/orgnr", [](Draw& draw, int) { return personal_digits(draw).substr(2); }},
      {"Identitet",
       [](Draw& draw, int) {
         const auto all = any_ten(draw);
         return all.substr(0, 6) + "-" + all.substr(6);
       }},
      {"Pers", [](Draw& draw, int) { return any_ten(draw).substr(0, 6) + "-xxxx"; }},
      {"Födelseår", [](Draw& draw, int) { return fmt::format("{}", draw.number(1930, 2012)); }},
      {"född den",
       [](Draw& draw, int) {
         return fmt::format("{}/{} {}", draw.number(1, 28), draw.number(1, 12), draw.number(1930, 2012));
       }},
      {"f.d.", [](Draw& draw, int) { return any_ten(draw).substr(0, 6) + "-****"; }},
      {"uppg", [](Draw& draw, int) { return "1,9" + any_ten(draw).substr(0, 4) + "E+11"; }},
      {"uppg 2",
       [](Draw& draw, int) {
         const auto all = any_ten(draw);
         return fmt::format("{}.{}E+9", all.substr(0, 1) == "0" ? "7" : all.substr(0, 1), all.substr(1, 5));
       }},
      {"uppg 3",
       [](Draw& draw, int) {
         const auto all = personal_digits(draw);
         return all.substr(0, 8) + " " + all.substr(8);
       }},
      {"uppg 4", [](Draw& draw, int) { return personal_digits(draw) + ",0"; }},
      {"Kommentarsrubrik",
       [](Draw& draw, int) {
         return draw.one_of(events) + (draw.chance(4) ? " (" + personal_digits(draw) + ")" : "");
       }},
      {"Anm",
       [](Draw& draw, int) {
         return draw.chance(10) ? fmt::format("{} f. {}", draw.one_of(events), draw.number(1940, 2010)) + "-05-17"
                                : draw.one_of(events);
       }},
      {"fødselsnummer",
       [](Draw& draw, int) {
         return fmt::format("{:02}{:02}{:02} {:05}", draw.number(1, 28), draw.number(1, 12), draw.number(30, 99),
                            draw.number(10000, 49999));
       }},
      {"text 1",
       [](Draw& draw, int) {
         return draw.one_of(events) +
                (draw.chance(4) ? ", " + in_small_letters(draw.one_of(kin)) + "@mail.example" : "");
       }},
      {"text 2",
       [](Draw& draw, int) {
         return draw.one_of(events) +
                (draw.chance(4) ? " tel 0" + fmt::format("{}", draw.number(700000000, 709999999)) : "");
       }},
      {"text 3", [](Draw& draw, int) { return draw.one_of(events) + (draw.chance(5) ? " " + old_mobile(draw) : ""); }},
      {"direkt", [](Draw& draw, int) { return landline(draw); }},
      {"direkt 2", [](Draw& draw, int) { return fmt::format("45{}{}", draw.number(4, 7), draw.number(10000, 99999)); }},
      {"nås", [](Draw& draw, int) { return fmt::format("07{}.{:07}", draw.letter("0236"), draw.number(0, 9999999)); }},
      {"kontaktnr",
       [](Draw& draw, int) { return fmt::format("7{}{:07}", draw.letter("0236"), draw.number(0, 9999999)); }},
      {"nr 2",
       [](Draw& draw, int) { return fmt::format("0046 7{} {:07}", draw.letter("0236"), draw.number(0, 9999999)); }},
      {"bil", [](Draw& draw, int) { return draw.chance(50) ? "" : car(draw); }},
      {"fordonsinfo", [](Draw& draw, int) { return draw.chance(15) ? "röd Saab " + car(draw) : draw.one_of(events); }},
      {"Registreringsnummer", [](Draw& draw, int) { return in_small_letters(car(draw)); }},
      {"klient", [](Draw& draw, int) { return fmt::format("192.168.{}.{}", draw.number(0, 20), draw.number(1, 254)); }},
      {"logg",
       [](Draw& draw, int) {
         return draw.chance(20) ? fmt::format("inloggad från 85.{}.{}.{}", draw.number(100, 250), draw.number(0, 255),
                                              draw.number(0, 255))
                                : "ok";
       }},
      {"lgh nr", [](Draw& draw, int) { return fmt::format("{}{:03}", draw.number(10, 16) / 10, draw.number(1, 9)); }},
      {"Besöksadress",
       [](Draw& draw, int) {
         return street(draw) +
                (draw.chance(30) ? fmt::format(", lgh 1{:03}", draw.number(1, 6) * 100 + draw.number(1, 4)) : "");
       }},
      {"Källa",
       [](Draw& draw, int) {
         return draw.chance(20) ? "@" + in_small_letters(draw.one_of(kin)) + fmt::format("{}", draw.number(70, 99))
                                : "webbformulär";
       }},
      {"Handl. sign",
       [](Draw& draw, int) {
         return in_small_letters(
             std::string{draw.letter("ABCEFGHJKLMNPRST"), draw.letter("AEOU"), draw.letter("LNRST")});
       }},
      {"diagnoskod", [](Draw& draw, int) { return fmt::format("F{}.{}", draw.number(10, 98), draw.number(0, 9)); }},
      {"Sekretessmarkering", [](Draw& draw, int) { return draw.chance(5) ? "ja" : "nej"; }},
  };
}

std::vector<MadeUpColumn> things() {
  return {
      {"Adress", [](Draw& draw, int) { return street(draw); }},
      {"Gatunamn", [](Draw& draw, int) { return draw.one_of(roads); }},
      {"namn", [](Draw& draw, int) { return draw.one_of(sites); }},
      {"Namn", [](Draw& draw, int) { return draw.one_of(towns); }},
      {"Namn", [](Draw& draw, int) { return draw.one_of(roads) + fmt::format(" {}", draw.number(1, 40)); }},
      {"Tätort", [](Draw& draw, int) { return in_capitals(draw.one_of(towns)); }},
      {"plats", [](Draw& draw, int) { return in_small_letters(draw.one_of(sites)); }},
      {"Plats", [](Draw& draw, int) { return draw.one_of(sites) + ", " + draw.one_of(towns); }},
      {"Kvarter",
       [](Draw& draw, int) {
         return draw.one_of(std::array{"Agda 4", "Bonden 2", "Carl 7", "Disponenten 1", "Erik 3", "Freja 11"});
       }},
      {"kontakt",
       [](Draw& draw, int) {
         return draw.one_of(std::array{"receptionen", "vaktmästeriet", "Ronnebyhus felanmälan", "kommunens växel"});
       }},
      {"Ägare",
       [](Draw& draw, int) {
         return draw.one_of(std::array{"kommunen", "staten", "privat", "Heimstaden", "Riksbyggen", "Svenska kyrkan"});
       }},
      {"Förvaltare",
       [](Draw& draw, int) {
         return draw.one_of(std::array{"Karlshamnsbostäder", "Karlskronahem", "Ronnebyhus", "HSB", "Brf Granen"});
       }},
      {"Handläggare",
       [](Draw& draw, int) {
         return draw.one_of(std::array{"Tekniska förvaltningen", "Socialförvaltningen", "Miljö och bygg"});
       }},
      {"Fastighetsbeteckning",
       [](Draw& draw, int) {
         return in_capitals(draw.one_of(towns)) + fmt::format(" {}:{}", draw.number(1, 90), draw.number(1, 60));
       }},
      {"Distrikt", [](Draw& draw, int) { return fmt::format("Distrikt {}", draw.number(1, 25)); }},
      {"community_area_name",
       [](Draw& draw, int) {
         return draw.one_of(std::array{"AUSTIN", "DOUGLAS", "EDGEWATER", "HYDE PARK", "KENWOOD", "LINCOLN SQUARE",
                                       "NEAR NORTH SIDE", "WEST TOWN", "GARFIELD RIDGE"});
       }},
      {"borough",
       [](Draw& draw, int) {
         return draw.one_of(std::array{"BROOKLYN", "QUEENS", "MANHATTAN", "BRONX", "STATEN ISLAND"});
       }},
      {"precinct",
       [](Draw& draw, int) {
         return draw.one_of(std::array{"Raines", "Tillman", "Crump", "Austin Peay", "Appling Farms", "Mt. Moriah",
                                       "Ridgeway", "Airways", "North Main"});
       }},
      {"lsoa_name",
       [](Draw& draw, int) {
         return fmt::format("{} {:03}{}",
                            draw.one_of(std::array{"Burnley", "Preston", "Hyndburn", "Pendle", "West Lancashire"}),
                            draw.number(1, 18), draw.letter("ABCDE"));
       }},
      {"block",
       [](Draw& draw, int) {
         return fmt::format("{:03}XX {} {} ST", draw.number(1, 99), draw.letter("NSEW"),
                            draw.one_of(std::array{"STATE", "CLARK", "MADISON", "ASHLAND", "DAMEN"}));
       }},
      {"Station",
       [](Draw& draw, int) {
         return draw.one_of(
             std::array{"Bergåsa", "Karlskrona C", "Ronneby", "Bräkne-Hoby", "Karlshamn", "Mörrum", "Sölvesborg"});
       }},
      {"Park",
       [](Draw& draw, int) {
         return draw.one_of(
             std::array{"Brunnsparken", "Hoglands park", "Amiralitetsparken", "Silletorpsparken", "Wämöparken"});
       }},
      {"staty",
       [](Draw& draw, int) {
         return draw.one_of(
             std::array{"Karl XI", "Fiskargumman", "Gubben Rosenbom", "Utvandrarmonumentet", "Vilhelm Moberg-statyn"});
       }},
      {"skola",
       [](Draw& draw, int) {
         return draw.one_of(std::array{"Möllebackens skola", "Mieskolan", "Österslättsskolan", "Stenbackaskolan",
                                       "Janneskolan", "Norrevångsskolan", "Asarumsskolan"});
       }},
      {"krog",
       [](Draw& draw, int) {
         return draw.one_of(std::array{"O'Learys", "Pub Kings Head", "Restaurang Havsutsikten", "Karins Café",
                                       "Michelangelo", "Gourmet Grön", "Lilla Gul"});
       }},
      {"Område",
       [](Draw& draw, int) {
         return draw.one_of(
             std::array{"Berg", "Dal", "Lund", "Norra", "Södra", "Öster", "Näset", "Udden", "Ekeby", "Holmen"});
       }},
      {"Strand",
       [](Draw& draw, int) {
         return draw.one_of(std::array{"Ekenäs", "Kolleviks badplats", "Tjärö", "Karön", "Järnavik", "Gö", "Aspan"});
       }},
      {"brottsrubricering",
       [](Draw& draw, int) {
         return draw.one_of(std::array{"Grov stöld", "Ringa stöld", "Övergrepp i rättssak", "Brott mot knivlagen",
                                       "Förargelseväckande beteende", "Häleri", "Skadegörelse genom klotter",
                                       "Misshandel mot man, bekant med offret"});
       }},
      {"händelsetyp", [](Draw& draw, int) { return draw.one_of(events); }},
      {"Händelse",
       [](Draw& draw, int) {
         return draw.one_of(std::array{"Trafikolycka, personbil", "Brand", "Stöld/inbrott", "Fylleri/LOB",
                                       "Räddningsinsats", "Misshandel", "Mord/dråp, försök", "Försvunnen person",
                                       "Sammanfattning natt"});
       }},
      {"orsak",
       [](Draw& draw, int) {
         return draw.one_of(std::array{"alkohol", "okänd", "gängkonflikt", "skolbråk", "grannosämja"});
       }},
      {"psykisk ohälsa", [](Draw& draw, int) { return draw.chance(10) ? "1" : "0"; }},
      {"objekt",
       [](Draw& draw, int) {
         return draw.one_of(std::array{"bil", "cykel", "elsparkcykel", "fönster", "bänk", "busskur"});
       }},
      {"cykel",
       [](Draw& draw, int) {
         return draw.one_of(std::array{"Crescent Elina", "Monark Karin", "Skeppshult Natur", "Kronan", "Trek Marlin",
                                       "Specialized Sirrus"});
       }},
      {"Personal", [](Draw& draw, int) { return fmt::format("{}", draw.number(1, 8)); }},
      {"Målsägande antal", [](Draw& draw, int) { return fmt::format("{}", draw.number(0, 4)); }},
      {"misstänkt brott",
       [](Draw& draw, int) {
         return draw.one_of(std::array{"stöld", "rån", "misshandel"});
       }},
      {"Antal personer", [](Draw& draw, int) { return fmt::format("{}", draw.number(0, 40)); }},
      {"Personskada",
       [](Draw& draw, int) {
         return draw.one_of(std::array{"ingen", "lindrig", "svår"});
       }},
      {"Gruppnamn",
       [](Draw& draw, int) {
         return draw.one_of(std::array{"Nattvandrarna Kallinge", "Fältarna", "Grannsamverkan Söder", "Lions"});
       }},
      {"vandrare", [](Draw& draw, int) { return fmt::format("grupp {}", draw.number(1, 6)); }},
      {"Trafikslag",
       [](Draw& draw, int) {
         return draw.one_of(std::array{"gående", "cyklist", "moped", "personbil", "lastbil"});
       }},
      {"svårighetsgrad",
       [](Draw& draw, int) {
         return draw.one_of(std::array{"Dödsolycka", "Svår olycka", "Lindrig olycka", "Ej personskadeolycka"});
       }},
      {"fråga",
       [](Draw& draw, int) {
         return draw.one_of(std::array{"Utsatt för stöld", "Nedskräpning", "Otrygg utomhus kvällstid", "Ungdomsgäng"});
       }},
      {"Belysning",
       [](Draw& draw, int) {
         return draw.one_of(std::array{"släckt", "tänd", "blinkar"});
       }},
      {"Slinga",
       [](Draw& draw, int) {
         return draw.one_of(std::array{"Slinga A", "Slinga B", "Centrumslingan"});
       }},
      {"Bransch",
       [](Draw& draw, int) {
         return draw.one_of(std::array{"Livsmedel", "Restaurang", "Bygg", "Kläder", "Frisör"});
       }},
      {"Språk",
       [](Draw& draw, int) {
         return draw.one_of(std::array{"svenska", "arabiska", "somaliska", "engelska"});
       }},
      {"fil", [](Draw&, int row) { return fmt::format("bild_{:04}.jpg", row); }},
      {"etikett",
       [](Draw& draw, int) {
         return fmt::format("{} {}", draw.one_of(std::array{"Soptunna", "Bänk", "Skylt", "Lyktstolpe"}),
                            draw.number(1, 900));
       }},
  };
}

std::vector<MadeUpColumn> figures() {
  return {
      {"ärende-id", [](Draw&, int row) { return fmt::format("2025-{:06}", 1200 + row); }},
      {"diarienr", [](Draw& draw, int) { return fmt::format("KS 2025/{:04}", draw.number(1, 900)); }},
      {"Knr",
       [](Draw& draw, int) { return fmt::format("K{}-{:02}", draw.number(100000, 1500000), draw.number(23, 25)); }},
      {"felanmälan", [](Draw&, int row) { return fmt::format("FA-25{:02}-{:05}", row / 30 + 1, row); }},
      {"incident_id",
       [](Draw& draw, int) {
         return fmt::format("24{:02}{:02}{:04}", draw.number(1, 12), draw.number(1, 28), draw.number(0, 9999));
       }},
      {"case_number",
       [](Draw& draw, int) { return fmt::format("J{}{:06}", draw.letter("ABCDEFGH"), draw.number(100000, 599999)); }},
      {"larmnummer", [](Draw&, int row) { return fmt::format("0457{:05}", 20000 + 2 * row); }},
      {"order", [](Draw& draw, int row) { return fmt::format("0760{:06}", 100000 + row * 5 + draw.number(0, 4)); }},
      {"dag",
       [](Draw& draw, int) {
         return fmt::format("20{}{:02}{:02}", draw.number(19, 25), draw.number(1, 12), draw.number(1, 28));
       }},
      {"datum",
       [](Draw& draw, int) {
         return fmt::format("{}/{}/{}", draw.number(1, 28), draw.number(1, 12), draw.number(2019, 2025));
       }},
      {"skapad",
       [](Draw& draw, int) {
         return fmt::format("{:02}.{:02}.202{} {:02}.{:02}", draw.number(1, 28), draw.number(1, 12), draw.number(2, 5),
                            draw.number(0, 23), draw.number(0, 59));
       }},
      {"stämpel",
       [](Draw& draw, int) {
         return fmt::format("25{:02}{:02} {:02}{:02}", draw.number(1, 12), draw.number(1, 28), draw.number(0, 23),
                            draw.number(0, 59));
       }},
      {"serie",
       [](Draw& draw, int) { return fmt::format("45{:03}.{:05}", draw.number(0, 999), draw.number(0, 99999)); }},
      {"millis", [](Draw& draw, int) { return fmt::format("1735{:09}", draw.number(0, 999999999)); }},
      {"klocka", [](Draw& draw, int) { return fmt::format("{:02}{:02}", draw.number(0, 23), draw.number(0, 59)); }},
      {"E", [](Draw& draw, int) { return fmt::format("{}", draw.number(130000, 200000)); }},
      {"N", [](Draw& draw, int) { return fmt::format("{}.{}", draw.number(6220000, 6240000), draw.number(0, 9)); }},
      {"X RT90",
       [](Draw& draw, int) { return fmt::format("{},{:02}", draw.number(1430000, 1500000), draw.number(0, 99)); }},
      {"koordinater",
       [](Draw& draw, int) {
         return fmt::format("N {} E {}", draw.number(6200000, 6260000), draw.number(480000, 550000));
       }},
      {"lat dms",
       [](Draw& draw, int) { return fmt::format("56°{:02}'{:02}\"N", draw.number(0, 59), draw.number(0, 59)); }},
      {"easting4",
       [](Draw& draw, int) { return fmt::format("{}.{:04}", draw.number(510000, 530000), draw.number(0, 9999)); }},
      {"antal", [](Draw& draw, int) { return fmt::format("{}", draw.number(1, 12)); }},
      {"befolkning", [](Draw& draw, int) { return fmt::format("{}", draw.number(600, 2900)); }},
      {"Ålder på byggnad", [](Draw& draw, int) { return fmt::format("{}", draw.number(1, 140)); }},
      {"kostnad", [](Draw& draw, int) { return fmt::format("{} {:03} kr", draw.number(1, 90), draw.number(0, 999)); }},
      {"andel", [](Draw& draw, int) { return fmt::format("{},{} %", draw.number(0, 99), draw.number(0, 9)); }},
      {"post",
       [](Draw& draw, int) {
         return fmt::format("{} {:02} {}", draw.number(370, 376), draw.number(10, 99), draw.one_of(towns));
       }},
      {"husnummer", [](Draw& draw, int) { return fmt::format("{}-{}", draw.number(1, 40), draw.number(41, 80)); }},
      {"organisationsnummer",
       [](Draw& draw, int) { return fmt::format("556{:03}-{:04}", draw.number(0, 999), draw.number(0, 9999)); }},
      {"objekt_id", [](Draw& draw, int) { return fmt::format("{}", 4000000000LL + draw.number(0, 1000000000)); }},
      {"fnr", [](Draw& draw, int) { return fmt::format("0{}0{:06}", draw.number(10, 20), draw.number(1, 400000)); }},
      {"global id",
       [](Draw& draw, int) {
         return fmt::format("{{{:08X}-{:04X}-{:04X}}}", draw.number(0, 2000000000), draw.number(0, 65535),
                            draw.number(0, 65535));
       }},
      {"skåp", [](Draw& draw, int) { return fmt::format("SKP{}{}", draw.number(10, 99), draw.letter("ABC")); }},
      {"nyckel",
       [](Draw& draw, int) {
         return fmt::format("{:02x}{:02x}{:02x}{:02x}", draw.number(0, 255), draw.number(0, 255), draw.number(0, 255),
                            draw.number(0, 255));
       }},
      {"kodnr", [](Draw& draw, int) { return fmt::format("{}{:04}", draw.letter("ABC"), draw.number(1, 9999)); }},
      {"deso",
       [](Draw& draw, int) {
         return fmt::format("{}{}{:03}0", draw.one_of(std::array{"1080", "1081", "1082"}), draw.letter("ABC"),
                            draw.number(1, 40));
       }},
      {"paragraf",
       [](Draw& draw, int) { return fmt::format("BrB {} kap. {} §", draw.number(3, 17), draw.number(1, 12)); }},
      {"avsnitt",
       [](Draw& draw, int) {
         return fmt::format("{}.{}.{}.{}", draw.number(1, 9), draw.number(1, 9), draw.number(1, 9), draw.number(1, 9));
       }},
      {"vägnr", [](Draw& draw, int) { return fmt::format("{}", draw.number(27, 700)); }},
      {"linje", [](Draw& draw, int) { return fmt::format("Linje {}", draw.number(1, 9)); }},
      {"ean", [](Draw& draw, int) { return fmt::format("{}", 7310000000000LL + draw.number(0, 1999999999)); }},
      {"rum", [](Draw& draw, int) { return fmt::format("{}{:03}", draw.letter("ABCF"), draw.number(101, 412)); }},
      {"ruta 100 m",
       [](Draw& draw, int) { return fmt::format("{}{}", draw.number(5170, 5200), draw.number(62280, 62310)); }},
      {"h3", [](Draw& draw,
                int) { return fmt::format("89{:06x}{:06x}f", draw.number(0, 16777215), draw.number(0, 16777215)); }},
      {"geohash",
       [](Draw& draw, int) {
         constexpr std::string_view set = "0123456789bcdefghjkmnpqrstuvwxyz";
         return fmt::format("u3{}{}{}{}{}", draw.letter(set), draw.letter(set), draw.letter(set), draw.letter(set),
                            draw.letter(set));
       }},
      {"resultat",
       [](Draw& draw, int) {
         return draw.one_of(std::array{"1 - 2", "0 - 0", "3 - 1"});
       }},
      {"vecka", [](Draw& draw, int) { return fmt::format("2025-W{:02}", draw.number(1, 52)); }},
      {"temp",
       [](Draw& draw, int) {
         return fmt::format("{}{},{}", draw.chance(30) ? "-" : "+", draw.number(0, 25), draw.number(0, 9));
       }},
      {"sökväg", [](Draw&, int row) { return fmt::format("/bilder/2025/{:03}.png", row); }},
      {"siffror", [](Draw& draw, int) { return fmt::format("{}", draw.number(100000000, 2000000000)); }},
  };
}

}  // namespace

MadeUpColumns second_columns() {
  MadeUpColumns columns;
  columns.personal = persons();
  columns.honest = things();
  const auto more = figures();
  columns.honest.insert(columns.honest.end(), more.begin(), more.end());
  return columns;
}

}  // namespace lykta
