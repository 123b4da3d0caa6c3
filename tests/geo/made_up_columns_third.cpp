// Held back from the rules until they had been measured once: columns as Swedish municipalities, housing companies and the police
// keep them.
#include "tests/geo/made_up_columns.hpp"

namespace lykta {

namespace third_set {
namespace {

// clang-format off
constexpr std::array given{"Alva", "Noah", "Ingrid", "Sara", "Ali", "Hugo", "Birgit", "Leif", "Samira", "Wilma", "Göran", "Astrid", "Elias", "Yusuf", "Berit",
    "Jonas", "Malin", "Oskar", "Tove", "Viktor"};
constexpr std::array family{"Holm", "Lindgren", "Hassan", "Berg", "Lind", "Andersson", "Nilsson", "Ek", "Öberg", "Gustafsson", "Sjögren", "Nyström", "Hedlund",
    "Bengtsson", "Kovac", "Dahl", "Larsson", "Norberg", "Wallin", "Åkesson"};
constexpr std::array streets{"Storgatan", "Kungsgatan", "Parkvägen", "Skolgatan", "Bergslagsvägen", "Nyvägen", "Esplanaden", "Hamngatan"};
// clang-format on

std::string mobile_digits(Draw& draw) {
  return fmt::format("07{}{:07}", draw.one_of(std::array{"0", "2", "3", "6", "9"}), draw.number(0, 9999999));
}

/// Digits in groups of these lengths.
std::string grouped(std::string_view digits, std::initializer_list<std::size_t> lengths, std::string_view joint) {
  std::string text;
  for (const auto length : lengths) {
    text += text.empty() ? "" : joint;
    text += digits.substr(0, length);
    digits.remove_prefix(length);
  }
  return text;
}

std::string plate(Draw& draw) {
  constexpr std::string_view letters = "ABCDEFGHJKLMNOPRSTUWXYZ";
  return fmt::format("{}{}{} {:02}{}", draw.letter(letters), draw.letter(letters), draw.letter(letters),
                     draw.number(0, 99), draw.letter("ABCDEFGHJKLMNPRSTUWXYZ0123456789"));
}

std::string initials(Draw& draw, std::string_view letters, int length) {
  std::string text;
  for (int i = 0; i < length; ++i) {
    text += draw.letter(letters);
  }
  return text;
}

std::vector<MadeUpColumn> persons() {
  return {
      {"Anmärkning p-bot",
       [](Draw& draw, int) { return fmt::format("{}, {} {}", plate(draw), draw.one_of(streets), draw.number(1, 60)); }},
      {"Nås på",
       [](Draw& draw, int) {
         return grouped(mobile_digits(draw), {4, 2, 2, 2}, ".");
       }},
      {"Återkoppling till",
       [](Draw& draw, int) {
         return draw.chance(60) ? "ingen" : "ring " + grouped(mobile_digits(draw), {3, 7}, " ");
       }},
      {"fält 12",
       [](Draw& draw, int) {
         return fmt::format("0457/{} {:02} {:02}", draw.number(10, 99), draw.number(0, 99), draw.number(0, 99));
       }},
      {"hdl", [](Draw& draw, int) { return initials(draw, "AEKLMNPS", 3); }},
      {"Reg av",
       [](Draw& draw, int) { return initials(draw, "aeklmnps", 4) + fmt::format("{:02}", draw.number(1, 40)); }},
      {"Våning och dörr",
       [](Draw& draw, int) {
         return fmt::format("{} tr {}", draw.number(1, 6), draw.one_of(std::array{"tv", "th", "mitt"}));
       }},
      {"Lägenhet enligt Lantmäteriet",
       [](Draw& draw, int) { return fmt::format("1{}0{}", draw.number(0, 6), draw.number(1, 8)); }},
      {"Inblandade",
       [](Draw& draw, int) {
         return fmt::format("{} {} år", draw.one_of(std::array{"man,", "kvinna", "pojke", "flicka"}),
                            draw.number(9, 84));
       }},
      {"Anamnes",
       [](Draw& draw, int) {
         return draw.one_of(std::array{"stroke", "hjärtinfarkt", "KOL", "utmattningssyndrom", "bröstcancer", "ångest",
                                       "missbruk", "tvångssyndrom"});
       }},
      {"Spärr",
       [](Draw& draw, int) {
         return draw.chance(4) ? "fingerad identitet" : draw.chance(3) ? "spärrmarkering" : "nej";
       }},
      {"Undertecknare",
       [](Draw& draw, int) { return fmt::format("{}. {}", draw.letter("ABEGIJKLM"), draw.one_of(family)); }},
      {"vårdn.",
       [](Draw& draw, int) {
         return fmt::format("{}: {} {}", draw.chance(50) ? "mor" : "far", draw.one_of(given), draw.one_of(family));
       }},
      {"momsnr", [](Draw& draw, int) { return fmt::format("SE{}01", personal_digits(draw).substr(2)); }},
      {"Tjänstgörande",
       [](Draw& draw, int) {
         return fmt::format("{} {}", draw.one_of(std::array{"Insp.", "Pa", "Insp", "Pol.ass"}), draw.one_of(family));
       }},
      {"Klagande granne",
       [](Draw& draw, int) {
         return fmt::format("{} {}", draw.one_of(std::array{"Fam.", "paret", "familjen", "fru"}), draw.one_of(family));
       }},
      {"Elever",
       [](Draw& draw, int) {
         return fmt::format("{} {}, {}{}", draw.one_of(given), draw.letter("ABDEGHJKLMNPST"), draw.number(4, 9),
                            draw.letter("ABC"));
       }},
      {"Svar till",
       [](Draw& draw, int) {
         return draw.chance(70) ? "-"
                                : fmt::format("{}.{} snabel-a exempel.se", draw.one_of(given), draw.one_of(family));
       }},
      {"körkort",
       [](Draw& draw, int) {
         const auto digits = personal_digits(draw);
         return digits.substr(0, 8) + " - " + digits.substr(8);
       }},
      {"Betalas till",
       [](Draw& draw, int) {
         return draw.chance(50) ? fmt::format("Swish {}", grouped(mobile_digits(draw), {3, 3, 2, 2}, " "))
                                : fmt::format("SE{} 5000 0000 0{} {} {:04}", draw.number(10, 99), draw.number(100, 999),
                                              draw.number(1000, 9999), draw.number(0, 9999));
       }},
  };
}

std::vector<MadeUpColumn> honest() {
  return {
      {"Gata",
       [](Draw& draw, int) {
         return draw.one_of(std::array{"Karl XI:s gata", "Kungsgatan", "Sankt Eriks väg", "Dag Hammarskjölds väg",
                                       "Olof Palmes gata", "Selma Lagerlöfs torg", "Gustav Adolfs torg",
                                       "Erik Dahlbergsgatan", "Sven Hedins väg", "Karin Boyes gata"});
       }},
      {"Skola",
       [](Draw& draw, int) {
         return draw.one_of(std::array{"Knut Hahnsskolan", "Viktor Rydbergs gymnasium", "Fredrika Bremergymnasiet",
                                       "Peder Skrivares skola", "Carl Wahren", "Ebba Petterssons privatskola",
                                       "Johan Skytteskolan", "Sven Eriksonsgymnasiet"});
       }},
      {"Parknamn",
       [](Draw& draw, int) {
         return draw.one_of(std::array{"Karlaparken", "Emil Olssons plats", "Greta Garbos torg", "Per Anders park",
                                       "Fru Alstads park", "Hjalmar Lundbohms park", "Brunnsparken", "Hoglands park"});
       }},
      {"Butik",
       [](Draw& draw, int) {
         return draw.one_of(std::array{"ICA Nära Bergström", "Åhléns", "Bergströms Bageri", "Frisör Anna",
                                       "Olssons Järn", "Mattssons fisk & vilt", "Lindex", "H & M", "Nilson Skor",
                                       "Coop Extra", "ICA Supermarket Hansson"});
       }},
      {"Bensinstation",
       [](Draw& draw, int) {
         return draw.one_of(
             std::array{"Circle K", "Preem Sörby", "OKQ8 Karlsnäs", "St1", "Ingo Bergslund", "Qstar Hoby"});
       }},
      {"Ort",
       [](Draw& draw, int) {
         return draw.one_of(std::array{"Johannishus", "Annelund", "Karlstad", "Kristinehamn", "Eringsboda", "Karlshamn",
                                       "Sofielund", "Mariestad", "Oskarshamn", "Fredrikstad"});
       }},
      {"Bilmodell",
       [](Draw& draw, int) {
         return fmt::format("{} {}",
                            draw.one_of(std::array{"Volvo XC60", "Volvo V70", "Audi A4", "BMW 320", "Saab 900",
                                                   "Mercedes C 220", "Citroën Berlingo"}),
                            draw.number(1998, 2024));
       }},
      {"Telefonmodell",
       [](Draw& draw, int) {
         return draw.one_of(std::array{"Samsung S21", "iPhone 12", "Nokia 3310", "Xperia 5", "Galaxy A52"});
       }},
      {"Verktyg",
       [](Draw& draw, int) {
         return fmt::format("{}{}", draw.one_of(std::array{"DDF", "HRX", "BTD", "GSR"}), draw.number(100, 999));
       }},
      {"Ingripande enhet",
       [](Draw& draw, int) {
         return draw.one_of(std::array{"Ingripande Södra", "Ingripande Norra", "Yttre befäl Ronneby", "LPO Karlskrona",
                                       "Trafik Blekinge", "Områdespolis Kallinge"});
       }},
      {"Anropssignal",
       [](Draw& draw, int) {
         return fmt::format("{}-{}{:03}", draw.number(30, 59), draw.number(1, 9), draw.number(0, 999));
       }},
      {"K-nr",
       [](Draw& draw, int row) {
         return fmt::format("5000-K{}-{}", 100000 + 37 * row + draw.number(0, 30), draw.number(23, 25));
       }},
      {"Dnr",
       [](Draw& draw, int row) {
         return fmt::format("{} 2024/{:05}", draw.one_of(std::array{"KS", "BN", "SN"}), 100 + row);
       }},
      {"Kv",
       [](Draw& draw, int) {
         return fmt::format("Kv. {} {}",
                            draw.one_of(std::array{"Björn", "Gustav", "Saga", "Freja", "Balder", "Roland"}),
                            draw.number(1, 20));
       }},
      {"Vårdinrättning",
       [](Draw& draw, int) {
         return draw.one_of(std::array{"Capio Citykliniken", "Vårdcentralen Kallinge", "Folktandvården",
                                       "Distriktssköterska Hoby", "Barnavårdscentralen"});
       }},
      {"Feldiagnos",
       [](Draw& draw, int) {
         return draw.one_of(std::array{"trasig lampa", "kabelfel", "säkring", "tidur", "skadad stolpe", "fotocell"});
       }},
      {"Nödtelefon", [](Draw& draw, int) { return draw.chance(70) ? "finns" : "saknas"; }},
      {"Fordonstyp",
       [](Draw& draw, int) {
         return draw.one_of(std::array{"personbil", "moped klass 1", "EPA-traktor", "lastbil", "elsparkcykel"});
       }},
      {"Lägenhetstyp",
       [](Draw& draw, int) {
         return draw.one_of(std::array{"hyresrätt", "bostadsrätt", "2 rum och kök", "3 rum och kök"});
       }},
      {"Lekplats",
       [](Draw& draw, int) {
         return draw.one_of(std::array{"Emil i Lönneberga", "Lekplats Annebo", "Bullerbyn", "Nils Holgersson-parken",
                                       "Pippilekplatsen", "Alfonslekplatsen"});
       }},
      {"Storm",
       [](Draw& draw, int) {
         return draw.one_of(std::array{"Gudrun", "Per", "Alfrida", "Hans", "Malik", "Pia", "Ingunn"});
       }},
      {"Fastighetsbolag",
       [](Draw& draw, int) {
         return draw.one_of(std::array{"Heimstaden", "Wallenstam", "Stena Fastigheter", "Ronnebyhus", "Willhem",
                                       "Rikshem", "Lundbergs", "Hembla", "Svenska Bostäder"});
       }},
      {"Väghållare",
       [](Draw& draw, int) {
         return draw.one_of(std::array{"Trafikverket", "Ronneby kommun", "enskild", "vägförening"});
       }},
      {"Entreprenör",
       [](Draw& draw, int) {
         return draw.one_of(std::array{"Peab", "NCC", "Skanska", "Svevia", "Bröderna Svensson AB",
                                       "Nils Perssons Åkeri", "Carlssons Plåt", "Lantz Bygg"});
       }},
      {"Målgrupp",
       [](Draw& draw, int) {
         return draw.one_of(std::array{"barn och unga", "äldre", "skolungdomar", "nattvandrare", "alla"});
       }},
      {"Ålderskategori",
       [](Draw& draw, int) {
         return draw.one_of(std::array{"under 18 år", "18-25 år", "26-64 år", "65 år och äldre", "okänd"});
       }},
      {"Elmätare",
       [](Draw& draw, int) { return fmt::format("735999{:06}{:06}", draw.number(0, 999999), draw.number(0, 999999)); }},
      {"Kamera", [](Draw& draw, int) { return fmt::format("KAM {:03}", draw.number(1, 400)); }},
      {"Period", [](Draw& draw, int) { return fmt::format("v. {} {}", draw.number(1, 52), draw.number(2022, 2024)); }},
      {"Båtnamn",
       [](Draw& draw, int) {
         return draw.one_of(std::array{"M/S Anna", "Astrid", "Gustaf", "Elida", "Tre Kronor", "Sarpen", "Lotta"});
       }},
  };
}

}  // namespace
}  // namespace third_set

MadeUpColumns third_columns() { return {third_set::persons(), third_set::honest()}; }

}  // namespace lykta
