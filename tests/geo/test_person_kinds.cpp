// Columns of persons of kinds that are easily overlooked, and honest ones that look like them.
#include <array>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "geo/values/name_lists.hpp"
#include "geo/values/person_columns.hpp"
#include "geo/values/property_names.hpp"
#include "tests/catch.hpp"

namespace lykta::tests_of_person_kinds {
namespace {

using Texts = std::vector<std::string>;

PersonalData held_by(const Texts& texts, const std::string& column = "fält 7") {
  return find_personal_data(column, std::vector<std::string_view>(texts.begin(), texts.end())).what;
}

/// The texts among others that say nothing, `total` in all.
Texts among(std::size_t total, Texts texts) {
  for (std::size_t i = texts.size(); i < total; ++i) {
    texts.push_back(fmt::format("lampa {} trasig", i));
  }
  return texts;
}

}  // namespace

TEST_CASE("Names in whatever form are found under a heading for persons") {
  for (const auto& texts :
       {Texts{"Svensson", "Ek", "Lindqvist"}, Texts{"svensson", "ek", "lindqvist"},
        Texts{"H. Persson", "K. Ek", "A. Lind"}, Texts{"Persson H", "Ek K", "Lind A"},
        Texts{"Persson, Hans", "Ek, Karin", "Lind, Anna"}, Texts{"Herr Svensson", "Fru Ek", "Pol.ass. Lindgren"},
        Texts{"anna.svensson", "karin.ek", "hans.lind"}, Texts{"Svensson/Persson", "Ek/Lindqvist", "Lind/Karlsson"},
        Texts{"ANNA SVENSSON", "karin ek", "Hans lind"},
        Texts{"Thanh Nguyen", "Fatima Haddad", "Katarzyna Kowalska"}}) {
    for (const auto* column : {"Namn", "Ägare", "Kontakt", "Kontaktperson", "Handläggare", "Anmält av", "Rapportör"}) {
      CAPTURE(column, texts.front());
      CHECK(held_by(texts, column) == PersonalData::name);
    }
  }
}

TEST_CASE("Owners and contacts that are no persons pass") {
  for (const auto& texts : {Texts{"Ronneby kommun", "Trafikverket", "Ronnebyhus AB", "Brf Lindgården"},
                            Texts{"Erik Olsson AB", "Svenssons Bygg", "Svenska kyrkan", "privat"},
                            Texts{"AoV", "TFK", "KSF", "BUN"}, Texts{"Berga", "Kallinge", "Norra skogen", "Mörrum"}}) {
    for (const auto* column : {"Ägare", "Kontakt", "Ansvarig", "Handläggare"}) {
      CAPTURE(column, texts.front());
      CHECK(held_by(texts, column) == PersonalData::none);
    }
  }
}

TEST_CASE("Names in a part of the rows, in addresses and in short texts are found") {
  CHECK(held_by(among(200, {"Anna Svensson", "Erik Lindgren", "Karin Öberg"})) == PersonalData::name);
  CHECK(held_by(among(200, {"pratade med anna svensson", "erik lindgren ringde", "se Karin Öberg."})) ==
        PersonalData::name);
  CHECK(held_by(among(100, {"Storgatan 3, Svensson", "Persson, Kungsgatan 1", "Hamngatan 9 (Lindqvist)"})) ==
        PersonalData::name);
  CHECK(held_by(among(100, {"c/o Ek, Storgatan 3"})) == PersonalData::name);
  CHECK(held_by(among(100, {"hos Erik Lund"})) == PersonalData::name);
}

TEST_CASE("Streets, squares, blocks and shops that are called after persons pass") {
  CHECK(held_by({"Erik Dahlbergs gata 3", "Perssons backe", "Karlsgatan 5", "Olof Palmes plats", "Anna Lindhs gata",
                 "Nils Ericson Terminalen", "Kalle Anka-parken", "Astrid Lindgrens Värld", "Svenssons väg"}) ==
        PersonalData::none);
  CHECK(held_by({"Agda", "Bertil", "Carl", "Disa", "Erik", "Frida"}, "Kvarter") == PersonalData::none);
  CHECK(held_by({"Svenssons Livs", "Nilsson & Söner Bygg", "Karins Blommor", "Olssons El HB"}) == PersonalData::none);
}

TEST_CASE("Personal numbers that a spreadsheet has spoilt are found") {
  const std::array dates{"410323", "550101", "631224", "720615", "850930", "991107", "030512", "120801"};
  const auto of_each = [&](auto written) {
    Texts texts;
    for (const auto* date : dates) {
      texts.push_back(written(std::string(date)));
    }
    return texts;
  };
  // The last digits are no check digits: whoever makes up numbers does not care.
  CHECK(held_by(of_each([](const std::string& d) { return d + "-1234"; })) == PersonalData::personal_number);
  CHECK(held_by(of_each([](const std::string& d) { return d + " 1234"; })) == PersonalData::personal_number);
  CHECK(held_by(of_each([](const std::string& d) { return d + " - 1234"; })) == PersonalData::personal_number);
  CHECK(held_by(of_each([](const std::string& d) { return d + "1234.0"; })) == PersonalData::personal_number);
  CHECK(held_by(of_each([](const std::string& d) { return d + "1234,00"; })) == PersonalData::personal_number);
  CHECK(held_by(of_each([](const std::string& d) { return d + ",1234"; })) == PersonalData::personal_number);
  CHECK(held_by(of_each([](const std::string& d) { return d + "-XXXX"; })) == PersonalData::personal_number);
  CHECK(held_by(of_each([](const std::string& d) { return d + "****"; })) == PersonalData::personal_number);
  CHECK(held_by(of_each([](const std::string& d) { return d; })) == PersonalData::personal_number);
  CHECK(held_by(of_each([](const std::string& d) {
          const auto ten = d + "1234";
          return ten.substr(ten.find_first_not_of('0'));
        })) == PersonalData::personal_number);
  CHECK(held_by(of_each([](const std::string& d) {
          const auto is_lost = d[0] == '0';
          return fmt::format("{}.{}E+0{}", d[is_lost ? 1 : 0], d.substr(is_lost ? 2 : 1), is_lost ? 8 : 9);
        })) == PersonalData::personal_number);
  CHECK(held_by(of_each([](const std::string& d) { return fmt::format("1,9{}E+11", d.substr(0, 4)); })) ==
        PersonalData::personal_number);
  CHECK(held_by(of_each([](const std::string& d) {
          return fmt::format("{} {} {} {}", d[0], d.substr(1, 3), d.substr(4) + "1", "234");
        })) == PersonalData::personal_number);
  CHECK(held_by(among(100, {"kille f. 850101"})) == PersonalData::personal_number);
  CHECK(held_by(among(100, {"flicka (född 2009)"})) == PersonalData::personal_number);
}

TEST_CASE("Numbers of the neighbours are found") {
  CHECK(held_by(among(100, {"nummer 15076500565"})) == PersonalData::personal_number);
  CHECK(held_by(among(100, {"hetu 131052-308T"})) == PersonalData::personal_number);
  CHECK(held_by(among(100, {"hetu 131052-308U"})) == PersonalData::none);
  CHECK(held_by({"010141-1234", "150255-1234", "240363-1234", "110478-1234", "280588-1234", "170699-1234"}) ==
        PersonalData::personal_number);  // Danish
}

TEST_CASE("Dates, times and case numbers that look like personal numbers pass") {
  Texts cases;
  Texts stamps;
  Texts days;
  for (int i = 0; i < 300; ++i) {
    cases.push_back(fmt::format("{}{:02}{:02}-{:04}", 23 + i % 3, 1 + i % 12, 1 + i % 28, 37 * i % 10'000));
    stamps.push_back(fmt::format("{:02}{:02}{} {:02}{:02}", 1 + i % 31, 1 + i % 12, 23 + i % 3, i % 24, i % 60));
    days.push_back(fmt::format("{:02}{:02}{}", 1 + i % 31, 1 + i % 12, 23 + i % 3));
  }
  CHECK(held_by(cases) == PersonalData::none);
  CHECK(held_by(stamps) == PersonalData::none);
  CHECK(held_by(days) == PersonalData::none);
  CHECK(held_by({"556036-0793", "802002-4280", "212000-0738"}) == PersonalData::none);  // of firms and authorities
}

TEST_CASE("Cars, addresses of the network, flats, accounts and diagnoses are found") {
  CHECK(held_by({"ABC 123", "KLM 45D", "xyz987", "PRS-012"}) == PersonalData::vehicle);
  CHECK(held_by(among(100, {"röd Saab ABC 123", "Volvo KLM45D", "moped XYZ 98A"})) == PersonalData::vehicle);
  CHECK(held_by({"STV 123", "STV 124", "STV 125", "STV 126"}) == PersonalData::none);
  CHECK(held_by({"QXI123", "ABC123", "VIO555", "KLM100", "IIV777"}) ==
        PersonalData::none);  // letters that plates have not
  CHECK(held_by({"BMW 320", "BMW 525", "KIA Ceed", "Volvo V70"}) == PersonalData::none);
  CHECK(held_by(among(100, {"från 85.224.10.3"})) == PersonalData::network_address);
  CHECK(held_by({"2001:db8:85a3::8a2e:370:7334", "fe80::1:2:3"}) == PersonalData::network_address);
  CHECK(held_by({"1.2.3.4", "2.10.0.1", "3.1.4.12"}) == PersonalData::none);
  CHECK(held_by({"12:30:15", "23:59:00"}) == PersonalData::none);
  CHECK(held_by(among(100, {"Storgatan 5 lgh 1203"})) == PersonalData::dwelling);
  CHECK(held_by(among(100, {"Storgatan 5, 3 tr"})) == PersonalData::dwelling);
  CHECK(held_by(among(100, {"inbrott i lägenhet"})) == PersonalData::none);
  CHECK(held_by({"1001", "1102", "1203"}, "Lägenhet") == PersonalData::dwelling);
  CHECK(held_by({"ja", "nej"}, "Lägenhet") == PersonalData::none);
  CHECK(held_by(among(100, {"@kalle_82", "@anna.s", "se @nisse"})) == PersonalData::account);
  CHECK(held_by(among(50, {"lider av psykos"})) == PersonalData::health);
  CHECK(held_by({"F32.1", "F90.0", "G40.9"}) == PersonalData::health);
  CHECK(held_by(among(1000, {"Skyddad identitet"})) == PersonalData::protected_identity);
  CHECK(held_by(among(100, {"Målsägande uppger hot"})) == PersonalData::about_person);
  CHECK(held_by({"Hot mot målsägande", "Övergrepp i rättssak mot vittne"}) == PersonalData::none);
}

TEST_CASE("Signatures are found under a heading for those who sign") {
  const Texts signatures{"AKS", "PEL", "JOHA01", "kbe", "E.H.", "RONNEBY\\annsve", "mlu", "ttn", "osk", "abb"};
  CHECK(held_by(signatures, "Handl. sign") == PersonalData::signature);
  CHECK(held_by(signatures, "Registrerad av") == PersonalData::signature);
  CHECK(held_by(signatures, "Handläggare") == PersonalData::signature);
  CHECK(held_by(signatures, "Kod") == PersonalData::none);
  CHECK(held_by({"STOP", "YIELD", "NO PARKING"}, "Sign type") == PersonalData::none);
}

TEST_CASE("Telephone numbers are found with points, in texts and rounded; case numbers of their form pass") {
  for (const auto* text : {"070.123.45.67", "(070) 123 45 67", "0046-70-1234567", "0457.618 00", "08-123 456 78"}) {
    CAPTURE(text);
    CHECK(held_by(among(100, {text})) == PersonalData::telephone);
  }
  CHECK(held_by({"7,01235E+08", "7.36543E+08", "4.67012E+10"}) == PersonalData::telephone);
  for (const auto* text :
       {"0457-2024-12", "0701-2024-12", "08-11-2022", "08.11.2022 10.15", "974-6188", "5234-1234567"}) {
    CAPTURE(text);
    CHECK(held_by({text}) == PersonalData::none);
  }
}

TEST_CASE("Names of properties are warned of and not refused") {
  const Texts properties{"Ronneby 14:2", "KALLINGE HEABY 3:12", "Kv. Lejonet 4"};
  CHECK(held_by(properties) == PersonalData::none);
  CHECK(find_property_names("fält", std::vector<std::string_view>(properties.begin(), properties.end())).en() ==
        "3 of 3 values look like names of properties");
  CHECK_FALSE(find_property_names("Fastighetsbeteckning", {}).empty());
  const std::vector<std::string_view> times{"kl 14:20", "Kl 9:15", "14:20"};
  CHECK(find_property_names("tid", times).empty());
}

TEST_CASE("Names are looked up in lower case, and double names by a part") {
  CHECK(is_given_name("anna-karin"));
  CHECK(is_family_name("lind-svensson"));
  CHECK(is_family_name("okändsson"));
  CHECK_FALSE(is_family_name("perssons"));
  CHECK_FALSE(is_given_name("storgatan"));
}

}  // namespace lykta::tests_of_person_kinds
