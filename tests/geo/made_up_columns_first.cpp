#include "tests/geo/made_up_columns.hpp"

namespace lykta {

namespace {

// clang-format off
constexpr std::array given{"Anna", "Eva", "Maria", "Karin", "Sara", "Lena", "Emma", "Malin", "Hanna", "Elin", "Johanna", "Ingrid", "Birgitta",
    "Kerstin", "Lars", "Mikael", "Anders", "Johan", "Erik", "Per", "Peter", "Daniel", "Fredrik", "Hans", "Bengt", "Magnus", "Oskar", "Viktor",
    "Leif", "Göran", "Åsa", "Ulla", "Sven", "Nils", "Moa", "Alva", "Wilma", "Hugo", "Lucas", "William"};
constexpr std::array family{"Andersson", "Johansson", "Karlsson", "Nilsson", "Eriksson", "Larsson", "Olsson", "Persson", "Svensson", "Gustafsson",
    "Lindberg", "Lindström", "Lindqvist", "Berg", "Lundberg", "Bergström", "Lund", "Holm", "Sjöberg", "Wallin", "Engström", "Eklund", "Björk",
    "Nyström", "Hedlund", "Åkesson", "Öberg", "Falk", "Ek", "Dahl"};
constexpr std::array given_less{"Thorvald", "Signhild", "Egon", "Gerda", "Torsten", "Viola", "Zlatan", "Mehmet", "Jasmina", "Amina", "Yusuf",
    "Katarzyna", "Thanh", "Tuva", "Hampus", "Melker", "Tindra", "Edvin", "Sigvard", "Märta", "Rut", "Halvar", "Elvira", "Dragan"};
constexpr std::array family_less{"Ekelöf", "Wahlgren", "Hodzic", "Yilmaz", "Kowalski", "Nguyen", "Hussein", "Stenmark", "Ahlqvist", "Cederholm",
    "Rosenqvist", "Thörn", "Petrović", "Haddad", "Lagerkvist", "Ottosson", "Warsame", "Rydell", "Palmgren", "Sandin", "Kvarnström", "Bäckman"};
constexpr std::array remarks{"klotter på vägg", "trasig lampa", "glas på marken", "högt ljud", "fönster krossat", "cykel borta", "dörr uppbruten",
    "inget synligt", "soptunna vält", "bänk trasig"};
constexpr std::array streets{"Storgatan", "Karlskronagatan", "Kungsgatan", "Strandgatan", "Västra Torggatan", "Perssons backe", "Gamla vägen",
    "Nelsons gränd", "Fabriksgatan", "Folkparksvägen", "Erik Dahlbergs gata", "Olof Palmes väg", "Karlsgatan", "Blekingegatan", "Skolgatan"};
constexpr std::array places{"Ronneby", "Kallinge", "Bräkne-Hoby", "Johannishus", "Listerby", "Backaryd", "Hallabro", "Eringsboda", "Saxemara",
    "Ronnebyhamn", "Belganet", "Kuggeboda"};
constexpr std::array classes{"Stöld", "Skadegörelse", "Misshandel utomhus", "Olaga hot", "Rån", "Inbrott i källare", "Klotter", "Ofredande",
    "Cykelstöld", "Narkotikabrott", "Rattfylleri", "Hot mot tjänsteman"};
constexpr std::array firms{"Ronnebyhus AB", "Ronneby kommun", "Trafikverket", "Brf Lindgården", "WF-fastigheter", "Miljöteknik", "Erik Olsson AB"};
constexpr std::string_view plate_letters = "ABCDEFGHJKLMNOPRSTUWXYZ";
// clang-format on

std::string address(Draw& draw) { return fmt::format("{} {}", draw.one_of(streets), draw.number(1, 60)); }

std::string full(Draw& draw) { return draw.one_of(given) + " " + draw.one_of(family); }

std::string full_less(Draw& draw) { return draw.one_of(given_less) + " " + draw.one_of(family_less); }

std::string lower(std::string text) {
  for (auto& c : text) {
    c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return text;
}

std::string upper(std::string text) {
  for (auto& c : text) {
    c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return text;
}

std::string with_hyphen(const std::string& twelve) { return twelve.substr(2, 6) + "-" + twelve.substr(8); }

std::string mobile(Draw& draw) {
  return fmt::format("07{}-{:03} {:02} {:02}", draw.letter("0236"), draw.number(0, 999), draw.number(0, 99),
                     draw.number(0, 99));
}

std::string plate(Draw& draw) {
  return fmt::format("{}{}{} {:03}", draw.letter(plate_letters), draw.letter(plate_letters), draw.letter(plate_letters),
                     draw.number(0, 999));
}

std::string ip(Draw& draw) {
  return fmt::format("{}.{}.{}.{}", draw.number(2, 220), draw.number(0, 255), draw.number(0, 255), draw.number(1, 254));
}

std::vector<MadeUpColumn> names_of_persons() {
  return {
      {"Namn", [](Draw& draw, int) { return full(draw); }},
      {"Namn", [](Draw& draw, int) { return draw.one_of(family); }},
      {"namn", [](Draw& draw, int) { return lower(full(draw)); }},
      {"Ägare", [](Draw& draw, int) { return full_less(draw); }},
      {"Ägare", [](Draw& draw, int) { return draw.one_of(family) + ", " + draw.one_of(given); }},
      {"Kontakt", [](Draw& draw, int) { return draw.chance(30) ? "" : full(draw); }},
      {"Kontaktperson", [](Draw& draw, int) { return draw.one_of(given); }},
      {"Handläggare", [](Draw& draw, int) { return draw.one_of(given).substr(0, 1) + ". " + draw.one_of(family); }},
      {"Anmälare", [](Draw& draw, int) { return draw.one_of(family) + " " + draw.one_of(given).substr(0, 1); }},
      {"Noterat", [](Draw& draw, int) { return draw.chance(15) ? full(draw) : draw.one_of(remarks); }},
      {"Adress", [](Draw& draw, int) { return address(draw) + (draw.chance(10) ? ", " + full(draw) : ""); }},
      {"Adress",
       [](Draw& draw, int) { return (draw.chance(20) ? "c/o " + draw.one_of(family) + ", " : "") + address(draw); }},
      {"Hyresgäst", [](Draw& draw, int) { return upper(full(draw)); }},
      {"Boende", [](Draw& draw, int) { return full_less(draw); }},
      {"Uppgiftslämnare", [](Draw& draw, int) { return draw.chance(60) ? "anonym" : full(draw); }},
      {"Vittne", [](Draw& draw, int) { return draw.chance(80) ? "nej" : full(draw); }},
      {"Plats", [](Draw& draw, int) { return draw.chance(12) ? "hos " + full(draw) : address(draw); }},
      {"Elev", [](Draw& draw, int) { return draw.one_of(given) + " " + draw.one_of(family).substr(0, 1) + "."; }},
      {"fält 3", [](Draw& draw, int) { return full(draw); }},
      {"Kort text", [](Draw& draw, int) { return draw.chance(8) ? full(draw) + " ringde" : draw.one_of(remarks); }},
      {"Klient", [](Draw& draw, int) { return draw.one_of(family) + " " + draw.one_of(given); }},
      {"Fastighetsägare", [](Draw& draw, int) { return draw.chance(40) ? full(draw) : draw.one_of(firms); }},
      {"Målsägande", [](Draw& draw, int) { return full_less(draw); }},
      {"Målsägande adress", [](Draw& draw, int) { return address(draw); }},
      {"Målsägande ålder", [](Draw& draw, int) { return fmt::format("{}", draw.number(12, 90)); }},
  };
}

std::vector<MadeUpColumn> numbers_of_persons() {
  return {
      {"Person", [](Draw& draw, int) { return personal_digits(draw).substr(2, 6) + "-XXXX"; }},
      {"Född",
       [](Draw& draw, int) {
         const auto all = personal_digits(draw);
         return fmt::format("{}-{}-{}", all.substr(0, 4), all.substr(4, 2), all.substr(6, 2));
       }},
      {"född", [](Draw& draw, int) { return personal_digits(draw).substr(2, 6); }},
      {"Nummer",
       [](Draw& draw, int) {
         const auto all = personal_digits(draw);
         return fmt::format("{}.{}E+09", all[2] == '0' ? '8' : all[2], all.substr(3, 5));
       }},
      {"Nr",
       [](Draw& draw, int) {
         const auto all = personal_digits(draw);
         return fmt::format("1,{}E+11", all.substr(1, 5));
       }},
      {"kolumn 1",
       [](Draw& draw, int) {
         const auto all = personal_digits(draw);
         return all.substr(2, 6) + " " + all.substr(8);
       }},
      {"kolumn 2",
       [](Draw& draw, int) {
         const auto ten = personal_digits(draw).substr(2);
         return ten.substr(ten.find_first_not_of('0'));
       }},
      {"id", [](Draw& draw, int) { return personal_digits(draw).substr(2) + ".0"; }},
      {"Notering",
       [](Draw& draw, int) {
         return draw.one_of(remarks) + (draw.chance(4) ? " " + with_hyphen(personal_digits(draw)) : "");
       }},
      {"Uppgift",
       [](Draw& draw, int) {
         const auto all = personal_digits(draw);
         return all.substr(0, 8) + "-" + all.substr(8);
       }},
      {"värde", [](Draw& draw, int) { return personal_digits(draw); }},
      {"Ref",
       [](Draw& draw, int) {
         const auto nine = fmt::format("{:02}{:02}{:02}{:03}", draw.number(40, 99), draw.number(1, 12),
                                       draw.number(61, 88), draw.number(1, 980));
         return nine.substr(0, 6) + "-" + nine.substr(6) + check_digit(nine);
       }},
      {"text", [](Draw& draw,
                  int) { return draw.chance(6) ? "f. " + personal_digits(draw).substr(2, 6) : draw.one_of(remarks); }},
      {"cpr",
       [](Draw& draw, int) {
         return fmt::format("{:02}{:02}{:02}-{:04}", draw.number(1, 28), draw.number(1, 12), draw.number(30, 99),
                            draw.number(1, 9999));
       }},
      {"ref 2",
       [](Draw& draw, int) {
         constexpr std::string_view marks = "0123456789ABCDEFHJKLMNPRSTUVWXY";
         const auto date = fmt::format("{:02}{:02}{:02}", draw.number(1, 28), draw.number(1, 12), draw.number(30, 99));
         const auto serial = fmt::format("{:03}", draw.number(2, 899));
         return date + "-" + serial + marks[static_cast<std::size_t>(std::stol(date + serial) % 31)];
       }},
  };
}

std::vector<MadeUpColumn> ways_to_persons() {
  return {
      {"Övrigt", [](Draw& draw,
                    int) { return draw.chance(4) ? lower(draw.one_of(given)) + "@example.se" : draw.one_of(remarks); }},
      {"Övrigt 2", [](Draw& draw, int) { return draw.chance(4) ? "ring " + mobile(draw) : draw.one_of(remarks); }},
      {"Kontaktväg",
       [](Draw& draw, int) {
         return fmt::format("07{}.{:03}.{:02}.{:02}", draw.letter("0236"), draw.number(0, 999), draw.number(0, 99),
                            draw.number(0, 99));
       }},
      {"nr", [](Draw& draw, int) { return fmt::format("7{}{:07}", draw.letter("0236"), draw.number(0, 9999999)); }},
      {"Ring",
       [](Draw& draw, int) {
         return fmt::format("0457-{}{:02} {:02}", draw.number(1, 9), draw.number(0, 99), draw.number(0, 99));
       }},
      {"Nås på", [](Draw& draw, int) { return "+46 " + mobile(draw).substr(1); }},
      {"Telnr", [](Draw& draw, int) { return fmt::format("{}", draw.number(100000, 999999)); }},
      {"kontakt",
       [](Draw& draw, int) { return draw.chance(50) ? mobile(draw) : lower(draw.one_of(family)) + "@example.org"; }},
      {"uppgift",
       [](Draw& draw, int) { return fmt::format("467{}{:07}", draw.letter("0236"), draw.number(0, 9999999)); }},
      {"Fordon", [](Draw& draw, int) { return plate(draw); }},
      {"Regnr",
       [](Draw& draw, int) {
         return plate(draw).substr(0, 3) +
                fmt::format("{:02}{}", draw.number(0, 99), draw.letter("ABCDEFGHJKLMNPRSTUWXYZ"));
       }},
      {"Objekt", [](Draw& draw, int) { return draw.chance(20) ? "Volvo " + plate(draw) : "cykel"; }},
      {"IP", [](Draw& draw, int) { return ip(draw); }},
      {"källa", [](Draw& draw, int) { return draw.chance(30) ? ip(draw) : "webb"; }},
      {"Adress",
       [](Draw& draw, int) {
         return address(draw) +
                (draw.chance(50) ? fmt::format(" lgh 1{}0{}", draw.number(0, 5), draw.number(1, 4)) : "");
       }},
      {"Lägenhetsnummer", [](Draw& draw, int) { return fmt::format("1{}0{}", draw.number(0, 5), draw.number(1, 4)); }},
      {"Konto",
       [](Draw& draw, int) { return "@" + lower(draw.one_of(given)) + fmt::format("_{}", draw.number(1, 99)); }},
      {"Sign",
       [](Draw& draw, int) {
         return draw.one_of(given).substr(0, 1) + draw.one_of(family).substr(0, 1) + draw.letter("ABCDE");
       }},
      {"Diagnos", [](Draw& draw, int) { return draw.chance(50) ? "adhd" : "depression"; }},
      {"Status", [](Draw& draw, int) { return draw.chance(5) ? "Skyddad identitet" : "öppen"; }},
  };
}

std::vector<MadeUpColumn> honest_places() {
  return {
      {"Adress", [](Draw& draw, int) { return address(draw); }},
      {"Gata", [](Draw& draw, int) { return draw.one_of(streets); }},
      {"Namn", [](Draw& draw, int) { return draw.one_of(streets); }},
      {"Namn", [](Draw& draw, int) { return draw.one_of(places); }},
      {"Ort", [](Draw& draw, int) { return draw.one_of(places); }},
      {"Område",
       [](Draw& draw, int) {
         return draw.one_of(
             std::array{"Centrum", "Söder", "Norr", "Väster", "Espedalen", "Fridhem", "Hultaberg", "Älgbacken"});
       }},
      {"Plats",
       [](Draw& draw, int) {
         return draw.one_of(std::array{"Brunnsparken", "Resecentrum", "Kallinge torg", "Knut Hahnsskolan",
                                       "Kalle Anka-parken", "Snäckebacksskolan", "Karl XI:s torg"});
       }},
      {"Skola",
       [](Draw& draw, int) {
         return draw.one_of(std::array{"Fredriksbergsskolan", "Hjorthöjdens skola", "Knut Hahn", "Listerby skola",
                                       "Sörbyskolan", "Backsippans förskola"});
       }},
      {"name",
       [](Draw& draw, int) {
         return draw.one_of(std::array{"Abbey Park", "Great Harwood", "Padiham West", "Jackson Av", "Lincoln Square",
                                       "Morgan Park", "Mount Moriah", "North Main"});
       }},
      {"Adress 2",
       [](Draw& draw, int) { return fmt::format("{}, 372 {:02} Ronneby", address(draw), draw.number(30, 99)); }},
      {"Korsning", [](Draw& draw, int) { return draw.one_of(streets) + " / " + draw.one_of(streets); }},
      {"Platstyp",
       [](Draw& draw, int) {
         return draw.one_of(std::array{"Torg", "Park", "Skolgård", "Parkering", "Busstation", "Affär"});
       }},
      {"Kommun",
       [](Draw& draw, int) {
         return draw.one_of(
             std::array{"Ronneby", "Karlskrona", "Karlshamn", "Sölvesborg", "Olofström", "Lund", "Kil", "Berg"});
       }},
      {"Läge",
       [](Draw& draw, int) {
         return draw.one_of(std::array{"vid stationen", "bakom skolan", "på torget", "i parken", "utanför affären"});
       }},
      {"Kvarter",
       [](Draw& draw, int) {
         return fmt::format("Kv. {} {}", draw.one_of(std::array{"Lejonet", "Svanen", "Nejlikan", "Ugglan", "Björnen"}),
                            draw.number(1, 20));
       }},
      {"Fastighet",
       [](Draw& draw, int) {
         return fmt::format("{} {}:{}", draw.one_of(places), draw.number(1, 40), draw.number(1, 90));
       }},
      {"Butik",
       [](Draw& draw, int) {
         return draw.one_of(std::array{"ICA Maxi", "Coop", "Lidl", "Willys", "Systembolaget", "Pressbyrån",
                                       "Max Hamburgare", "Elgiganten"});
       }},
      {"Ägare", [](Draw& draw, int) { return draw.one_of(firms); }},
      {"Ansvarig",
       [](Draw& draw, int) {
         return draw.one_of(std::array{"Kommunen", "Ronnebyhus", "Polisen", "Trafikverket", "Miljöteknik"});
       }},
      {"Kontakt",
       [](Draw& draw, int) {
         return draw.one_of(std::array{"Kundtjänst", "Kontaktcenter", "Växeln", "Jourtelefon"});
       }},
      {"Hållplats",
       [](Draw& draw, int) {
         return draw.one_of(
             std::array{"Resecentrum", "Espedalen", "Karlstorp", "Persborg", "Annelund", "Svenstorp", "Johannesberg"});
       }},
      {"Stadsdel",
       [](Draw& draw, int) {
         return draw.one_of(std::array{"Gustavsberg", "Mariehem", "Ersboda", "Carlshem", "Rosengård", "Rinkeby",
                                       "Lindängen", "Möllevången"});
       }},
      {"Torg",
       [](Draw& draw, int) {
         return draw.one_of(std::array{"Gustav Adolfs torg", "Olof Palmes plats", "Anna Lindhs plats",
                                       "Selma Lagerlöfs torg", "Per Albins torg", "Stortorget"});
       }},
      {"Kyrka",
       [](Draw& draw, int) {
         return draw.one_of(
             std::array{"Heliga Kors kyrka", "Maria kyrka", "S:t Eriks kyrka", "Sofia kyrka", "Listerby kyrka"});
       }},
      {"plus code",
       [](Draw& draw, int) {
         constexpr std::string_view set = "23456789CFGHJMPQRVWX";
         return fmt::format("9F7H{}{}{}{}+{}{}", draw.letter(set), draw.letter(set), draw.letter(set), draw.letter(set),
                            draw.letter(set), draw.letter(set));
       }},
  };
}

std::vector<MadeUpColumn> honest_kinds() {
  return {
      {"Brottstyp", [](Draw& draw, int) { return draw.one_of(classes); }},
      {"Klass", [](Draw& draw, int) { return lower(draw.one_of(classes)); }},
      {"Rubrik", [](Draw& draw, int) { return draw.one_of(remarks); }},
      {"Kategori", [](Draw& draw, int) { return upper(draw.one_of(classes)); }},
      {"primary_type",
       [](Draw& draw, int) {
         return draw.one_of(
             std::array{"THEFT", "BATTERY", "CRIMINAL DAMAGE", "MOTOR VEHICLE THEFT", "ASSAULT", "ROBBERY"});
       }},
      {"Brottskod", [](Draw& draw, int) { return fmt::format("{:04}", draw.number(301, 9999)); }},
      {"Veckodag",
       [](Draw& draw, int) {
         return draw.one_of(std::array{"måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"});
       }},
      {"Månad",
       [](Draw& draw, int) {
         return draw.one_of(std::array{"jan", "feb", "mars", "april", "maj", "juni", "juli", "augusti"});
       }},
      {"Väder",
       [](Draw& draw, int) {
         return draw.one_of(std::array{"sol", "regn", "snö", "dimma", "mulet"});
       }},
      {"Ljus",
       [](Draw& draw, int) {
         return draw.one_of(std::array{"dagsljus", "mörker", "skymning", "gryning"});
       }},
      {"Upptäckt", [](Draw& draw, int) { return draw.chance(50) ? "ja" : "nej"; }},
      {"Källa",
       [](Draw& draw, int) {
         return draw.one_of(std::array{"Polisen", "Skolan", "Nattvandrare", "Ronnebyhus", "Medborgare"});
       }},
      {"Anmälare",
       [](Draw& draw, int) {
         return draw.one_of(std::array{"Privatperson", "Företag", "Kommun", "Polis"});
       }},
      {"Misstänkt", [](Draw& draw, int) { return draw.chance(20) ? "ja" : "nej"; }},
      {"Målsägandetyp", [](Draw& draw, int) { return draw.chance(20) ? "Juridisk person" : "Fysisk person"; }},
      {"Status",
       [](Draw& draw, int) {
         return draw.one_of(std::array{"ny", "pågår", "klar", "nedlagd"});
       }},
      {"Enhet",
       [](Draw& draw, int) {
         return draw.one_of(std::array{"RB 21", "RB 22", "LPO Karlskrona", "IGV 3", "Yttre befäl"});
       }},
      {"Lag",
       [](Draw& draw, int) {
         return draw.one_of(std::array{"Patrull A", "Patrull B", "Fältgruppen", "Ordningsvakter"});
       }},
      {"Prioritet",
       [](Draw& draw, int) {
         return draw.one_of(std::array{"låg", "medel", "hög"});
       }},
      {"Färg",
       [](Draw& draw, int) {
         return draw.one_of(std::array{"grön", "gul", "orange", "röd"});
       }},
      {"Märke",
       [](Draw& draw, int) {
         return draw.one_of(std::array{"Volvo", "Saab", "Volkswagen", "Toyota", "Crescent", "Monark", "Apple"});
       }},
      {"Modell",
       [](Draw& draw, int) {
         return draw.one_of(std::array{"V70", "XC60", "Golf", "Corolla", "iPhone 13", "Galaxy S21"});
       }},
      {"Produkt", [](Draw& draw, int) { return fmt::format("Armatur LED {} W", draw.number(10, 99)); }},
      {"Åtgärd",
       [](Draw& draw, int) {
         return draw.one_of(std::array{"Byt lampa", "Klipp buskar", "Sanera klotter", "Ökad närvaro", "Ny skylt"});
       }},
      {"Trygghet",
       [](Draw& draw, int) {
         return draw.one_of(std::array{"trygg", "otrygg", "neutral"});
       }},
  };
}

std::vector<MadeUpColumn> honest_numbers() {
  return {
      {"Ärende", [](Draw&, int row) { return fmt::format("K-{}-25", 100 + row); }},
      {"Diarienummer", [](Draw& draw, int) { return fmt::format("5000-K{}-25", draw.number(1000, 99999)); }},
      {"K-nummer", [](Draw& draw, int) { return fmt::format("0000-K{:04}-25", draw.number(1, 9999)); }},
      {"id", [](Draw&, int row) { return fmt::format("RO-{:05}", row); }},
      {"löpnr", [](Draw&, int row) { return fmt::format("{}", row + 1); }},
      {"händelse",
       [](Draw&, int row) {
         return fmt::format("2024{:02}{:02}-{:04}", 1 + row / 28 % 12, 1 + row % 28, row * 3 + 7);
       }},
      {"ärendenr",
       [](Draw& draw, int row) {
         return fmt::format("24{:02}{:02}-{:04}", 1 + row / 28 % 12, 1 + row % 28, draw.number(0, 9999));
       }},
      {"case", [](Draw&, int row) { return fmt::format("0703-{:06}", 4000 + row * 3); }},
      {"nummer", [](Draw&, int row) { return fmt::format("070{:07}", 1234000 + row); }},
      {"datum",
       [](Draw& draw, int) {
         return fmt::format("202{}{:02}{:02}", draw.number(3, 5), draw.number(1, 12), draw.number(1, 28));
       }},
      {"Datum",
       [](Draw& draw, int) { return fmt::format("2024-{:02}-{:02}", draw.number(1, 12), draw.number(1, 28)); }},
      {"Datum 2",
       [](Draw& draw, int) {
         return fmt::format("{:02}{:02}{:02}", draw.number(23, 25), draw.number(1, 12), draw.number(1, 28));
       }},
      {"tid", [](Draw& draw, int) { return fmt::format("{:02}:{:02}", draw.number(0, 23), draw.number(0, 59)); }},
      {"tidpunkt",
       [](Draw& draw, int) {
         return fmt::format("2024{:02}{:02}{:02}{:02}", draw.number(1, 12), draw.number(1, 28), draw.number(0, 23),
                            draw.number(0, 59));
       }},
      {"tid 2",
       [](Draw& draw, int) {
         return fmt::format("2024-{:02}-{:02}T{:02}:{:02}:00Z", draw.number(1, 12), draw.number(1, 28),
                            draw.number(0, 23), draw.number(0, 59));
       }},
      {"unix", [](Draw& draw, int) { return fmt::format("17{:08}", draw.number(0, 99999999)); }},
      {"x", [](Draw& draw, int) { return fmt::format("{}.{:04}", draw.number(480000, 550000), draw.number(0, 9999)); }},
      {"y", [](Draw& draw, int) { return fmt::format("{}", draw.number(6200000, 6260000)); }},
      {"N",
       [](Draw& draw, int) { return fmt::format("{},{:04}", draw.number(6200000, 6260000), draw.number(0, 9999)); }},
      {"lat", [](Draw& draw, int) { return fmt::format("56.{:06}", draw.number(0, 999999)); }},
      {"lon", [](Draw& draw, int) { return fmt::format("15.{:010}", draw.number(0, 2000000000)); }},
      {"pos",
       [](Draw& draw, int) { return fmt::format("56.{:04}, 15.{:04}", draw.number(0, 9999), draw.number(0, 9999)); }},
      {"wkt",
       [](Draw& draw, int) {
         return fmt::format("POINT ({} {})", draw.number(480000, 550000), draw.number(6200000, 6260000));
       }},
      {"Antal", [](Draw& draw, int) { return fmt::format("{}", draw.number(0, 400)); }},
      {"Invånare", [](Draw& draw, int) { return fmt::format("{} {:03}", draw.number(1, 30), draw.number(0, 999)); }},
      {"Belopp", [](Draw& draw, int) { return fmt::format("{},{:02}", draw.number(100, 90000), draw.number(0, 99)); }},
      {"postnr", [](Draw& draw, int) { return fmt::format("372 {:02}", draw.number(30, 99)); }},
      {"Postnummer", [](Draw& draw, int) { return fmt::format("372{:02}", draw.number(30, 99)); }},
      {"Husnr", [](Draw& draw, int) { return fmt::format("{}{}", draw.number(1, 60), draw.chance(30) ? "B" : ""); }},
      {"objektid", [](Draw& draw, int) { return fmt::format("{:09}", draw.number(100000000, 999999999)); }},
      {"fid", [](Draw& draw, int) { return fmt::format("{}", 1000000000LL + draw.number(0, 1999999999)); }},
      {"uuid",
       [](Draw& draw, int) {
         return fmt::format("{:08x}-{:04x}-4{:03x}-a{:03x}-{:06x}{:06x}", draw.number(0, 2000000000),
                            draw.number(0, 65535), draw.number(0, 4095), draw.number(0, 4095), draw.number(0, 16777215),
                            draw.number(0, 16777215));
       }},
      {"stolpe", [](Draw& draw, int) { return fmt::format("LMP {:03}", draw.number(1, 999)); }},
      {"lampa", [](Draw& draw, int) { return fmt::format("RBY{:03}", draw.number(1, 999)); }},
      {"kod",
       [](Draw& draw, int) {
         return fmt::format("{}{}{}{:03}", draw.letter("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
                            draw.letter("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), draw.letter("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
                            draw.number(0, 999));
       }},
      {"DeSO", [](Draw& draw, int) { return fmt::format("1081{}{:04}", draw.letter("ABC"), draw.number(1, 30) * 10); }},
      {"LSOA", [](Draw& draw, int) { return fmt::format("E010{:05}", draw.number(24000, 26000)); }},
      {"version",
       [](Draw& draw, int) {
         return fmt::format("{}.{}.{}.{}", draw.number(1, 3), draw.number(0, 9), draw.number(0, 9), draw.number(0, 20));
       }},
      {"Väg",
       [](Draw& draw, int) {
         return draw.one_of(std::array{"E22", "RV 27", "Länsväg 674", "Rv 30"});
       }},
      {"ruta",
       [](Draw& draw, int) { return fmt::format("{}_{}", draw.number(5170, 5180), draw.number(62280, 62300)); }},
      {"beat", [](Draw& draw, int) { return fmt::format("{:04}", draw.number(111, 2535)); }},
      {"öppet", [](Draw& draw, int) { return fmt::format("{:02}-{:02}", draw.number(6, 11), draw.number(14, 22)); }},
      {"hastighet", [](Draw& draw, int) { return fmt::format("{} km/h", draw.number(20, 120)); }},
      {"konto", [](Draw& draw, int) { return fmt::format("{}", draw.number(4000, 7999)); }},
      {"artikel", [](Draw& draw, int) { return fmt::format("73{:011}", 10000000LL + draw.number(0, 99999999)); }},
      {"cell", [](Draw& draw, int) { return fmt::format("{}{}", draw.letter("ABCDEFGHJK"), draw.number(1, 40)); }},
      {"index", [](Draw& draw, int) { return fmt::format("{}.{:02}", draw.number(0, 5), draw.number(0, 99)); }},
      {"länk", [](Draw&, int row) { return fmt::format("https://polisen.example/handelse/{}", row); }},
      {"byggår", [](Draw& draw, int) { return fmt::format("{}", draw.number(1900, 2024)); }},
      {"timme", [](Draw& draw, int) { return fmt::format("{}", draw.number(0, 23)); }},
  };
}

}  // namespace

MadeUpColumns first_columns() {
  MadeUpColumns columns;
  for (const auto& some : {names_of_persons(), numbers_of_persons(), ways_to_persons()}) {
    columns.personal.insert(columns.personal.end(), some.begin(), some.end());
  }
  for (const auto& some : {honest_places(), honest_kinds(), honest_numbers()}) {
    columns.honest.insert(columns.honest.end(), some.begin(), some.end());
  }
  return columns;
}

}  // namespace lykta
