#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "geo/values/person_columns.hpp"
#include "tests/catch.hpp"

namespace lykta::tests_of_person_columns {
namespace {

using Texts = std::vector<std::string>;

PersonFinding finding(const std::string& column, const Texts& texts) {
  return find_personal_data(column, std::vector<std::string_view>(texts.begin(), texts.end()));
}

/// What a column is taken for by its name alone.
PersonalData named(const std::string& column) {
  const auto found = finding(column, {});
  CHECK(found.why.empty() == (found.what == PersonalData::none));
  return found.what;
}

/// What a column is taken for by its values; its name says nothing.
PersonalData held_by(const Texts& texts) { return finding("fält 7", texts).what; }

/// The texts, and as many others (which differ and say nothing) as it takes to be `total`.
Texts among(std::size_t total, Texts texts) {
  for (std::size_t i = texts.size(); i < total; ++i) {
    texts.push_back(fmt::format("Rum {}", i));
  }
  return texts;
}

const Texts persons{"Anna Svensson", "Erik Lindgren",      "Karin Åkesson",  "Mohammed Ali",
                    "Åsa Öberg",     "Lars-Göran Nilsson", "Sara von Essen", "Svensson, Per-Olof"};

const std::string note = "två ungdomar sågs springa från platsen mot stationen, den ena i röd jacka";

}  // namespace

TEST_CASE("Columns called like data on persons are found in Swedish and English") {
  for (const auto* column : {"Namn",
                             "namn",
                             "NAME",
                             "Förnamn",
                             "fornamn",
                             "Efternamn",
                             "FirstName",
                             "first_name",
                             "Last name",
                             "surname",
                             "Full name",
                             "Namn 2",
                             "Målsägande",
                             "målsägandes namn",
                             "malsagande",
                             "Anmälare",
                             "anmalarens_namn",
                             "anmälarnamn",
                             "Misstänkt",
                             "misstankt",
                             "victim",
                             "Victim name",
                             "Suspect",
                             "Kontaktperson namn",
                             "owner_name",
                             "Målsägande förnamn"}) {
    CAPTURE(column);
    CHECK(named(column) == PersonalData::name);
  }
  for (const auto* column :
       {"Personnummer", "personnr", "PNR", "pers.nr", "Person-nr", "SSN", "anmälarens personnummer",
        "MålsägandePersonnummer", "samordningsnummer", "Födelsedatum", "date of birth"}) {
    CAPTURE(column);
    CHECK(named(column) == PersonalData::personal_number);
  }
  for (const auto* column : {"Telefon", "telefonnr", "Tel.", "tel_2", "Tfn", "Mobil", "mobiltelefon", "Mobilnummer",
                             "Phone", "phone number", "PhoneNumber", "Anmälarens telefonnummer"}) {
    CAPTURE(column);
    CHECK(named(column) == PersonalData::telephone);
  }
  for (const auto* column : {"E-post", "epost", "e_post", "Email", "E-mail", "eMail", "mail", "Epostadress"}) {
    CAPTURE(column);
    CHECK(named(column) == PersonalData::email);
  }
}

TEST_CASE("What is said of somebody in a case is data on persons, and so are homes, health, accounts and signatures") {
  for (const auto* column : {"Målsägande kön", "victim_age", "Suspect race", "Målsägandes adress", "Etnicitet"}) {
    CAPTURE(column);
    CHECK(named(column) == PersonalData::about_person);
  }
  CHECK(named("Lägenhetsnr") == PersonalData::dwelling);
  CHECK(named("Hemadress") == PersonalData::dwelling);
  CHECK(named("Diagnos") == PersonalData::health);
  CHECK(named("Användarnamn") == PersonalData::account);
  CHECK(named("Regnr") == PersonalData::vehicle);
  CHECK(named("Handl. sign") == PersonalData::signature);
  CHECK(named("Skyddad identitet") == PersonalData::protected_identity);
  CHECK(named("Född") == PersonalData::personal_number);
}

TEST_CASE("Columns that name places, kinds and numbers of things are none on persons") {
  for (const auto* column : {"Ortnamn",
                             "gatunamn",
                             "Platsnamn",
                             "Område namn",
                             "områdesnamn",
                             "Layer name",
                             "filename",
                             "File name",
                             "place name",
                             "Kommunnamn",
                             "LSOA name",
                             "street_name",
                             "Adress",
                             "Gatuadress",
                             "Brottstyp",
                             "Datum från",
                             "tid",
                             "Brottskod",
                             "Händelse-ID",
                             "N (SWEREF 99 15 00)",
                             "x",
                             "y",
                             "latitude",
                             "Anmälningsdatum",
                             "anmälan",
                             "upptäckt",
                             "Telefonkiosk",
                             "Antal misstänkta",
                             "antal telefonsamtal",
                             "misstänkt brott",
                             "victim_id",
                             "Anmälarkategori",
                             "misstänkttyp",
                             "postnr",
                             "posttid",
                             "telegraf",
                             "hotell",
                             "Mobil kamera",
                             "kategori",
                             "platstyp",
                             "Personbil",
                             "reported by",
                             "",
                             "2024"}) {
    CAPTURE(column);
    CHECK(named(column) == PersonalData::none);
  }
}

TEST_CASE("For a column that is only called name the values decide whose names they are") {
  CHECK(finding("Namn", persons).what == PersonalData::name);
  CHECK(finding("namn", {"anna svensson", "ERIK LINDGREN", "mehmet yilmaz"}).what == PersonalData::name);
  CHECK(finding("Namn", {"Anna", "Erik", "Karin", "Jasna"}).what == PersonalData::name);
  CHECK(finding("Namn", {"Ronneby Brunn", "Kallinge", "Karl XI:s torg", "Knut Hahnsskolan", "Norra Kvarnen",
                         "Erik Dahlbergs gata"})
            .what == PersonalData::none);
  CHECK(finding("name", {"Abbey Park", "Great Harwood", "Padiham West"}).what == PersonalData::none);
  // Whoever says first name means it.
  CHECK(finding("Förnamn", {"Jasna", "Mehmet"}).what == PersonalData::name);
}

TEST_CASE("For a column that is called by a role the values decide whether they can be names") {
  CHECK(finding("Misstänkt", {"ja", "nej", "nej"}).what == PersonalData::none);
  CHECK(finding("Anmälare", {"Privatperson", "Företag", "Kommun"}).what == PersonalData::none);
  CHECK(finding("Anmälare", among(20, {"Mehmet Yilmaz", "Jasna Babic"})).what == PersonalData::name);
}

TEST_CASE("Swedish personal numbers are found in all their forms") {
  // Numbers of the kind that the tax agency publishes for tests.
  for (const auto* number : {"811228-9874", "8112289874", "19811228-9874", "198112289874", "121212+1212",
                             "19121212-1212", "811228 9874", "811228–9874", "701063-2391", "19701063-2391",
                             "20000229-0005", "ringde pnr 811228-9874, inget svar", "(811228-9874)"}) {
    CAPTURE(number);
    CHECK(held_by({number}) == PersonalData::personal_number);
  }
}

TEST_CASE("Numbers with a wrong check digit, an impossible date or a place inside a code are no personal numbers") {
  for (const auto* number :
       {"811228-9873", "811328-9873", "810230-9872", "811200-9876", "19000229-0005", "17811228-9874", "811228-98740",
        "56.8112289874", "56,8112289874", "8112289874.5", "K811228-9874", "5000-811228-9874", "811228-9874-1",
        "811228-9874B", "18112289874", "811228-987", "811228--9874", "8112-289874"}) {
    CAPTURE(number);
    CHECK(held_by({number}) == PersonalData::none);
  }
}

TEST_CASE("One value in a hundred with a personal number is enough, and of plain digits one in five") {
  CHECK(held_by(among(100, {"811228-9874"})) == PersonalData::personal_number);
  CHECK(held_by(among(101, {"811228-9874"})) == PersonalData::none);
  CHECK(held_by(among(5, {"8112289874"})) == PersonalData::personal_number);
  CHECK(held_by(among(6, {"8112289874"})) == PersonalData::none);
  auto with_empty = among(100, {"811228-9874"});
  with_empty.insert(with_empty.end(), {"", " ", "\xC2\xA0"});
  CHECK(held_by(with_empty) == PersonalData::personal_number);
}

TEST_CASE("Case numbers and times that begin with a date are no personal numbers though one in ten has a check digit") {
  Texts cases;
  Texts times;
  for (int i = 0; i < 400; ++i) {
    cases.push_back(fmt::format("202403{:02}-{:04}", 1 + i / 20, 17 + 3 * i));
    times.push_back(fmt::format("202403{:02}{:02}{:02}", 1 + i % 28, i % 24, 7 * i % 60));
  }
  CHECK(held_by(cases) == PersonalData::none);
  CHECK(held_by(times) == PersonalData::none);
  cases.insert(cases.end(), 500, "811228-9874");
  CHECK(held_by(cases) == PersonalData::personal_number);
}

TEST_CASE("Plain identifiers that pass by chance are no personal numbers") {
  Texts numbers;
  for (int i = 0; i < 1000; ++i) {
    numbers.push_back(fmt::format("{:010}", 1'234'567'891LL + 7'654'321LL * i));
  }
  CHECK(held_by(numbers) == PersonalData::none);
}

TEST_CASE("E-mail addresses are found in a hundredth of the values") {
  CHECK(held_by(among(100, {"anna.svensson@example.se"})) == PersonalData::email);
  CHECK(held_by(among(10, {"Hör av dig till <a_b+c@mail.example.com>."})) == PersonalData::email);
  CHECK(held_by(among(101, {"anna.svensson@example.se"})) == PersonalData::none);
  for (const auto* text : {"@home", "a@b", "kl 10 @ torget", "x@.se", "@example.se", "a@example.1", "a@b.c"}) {
    CAPTURE(text);
    CHECK(held_by({text}) == PersonalData::none);
  }
}

TEST_CASE("Telephone numbers are found in a hundredth of the values") {
  for (const auto* number : {"070-123 45 67", "0701234567", "070 123 45 67", "076-1234567", "+46701234567",
                             "+46 70 123 45 67", "+46 (0)70-123 45 67", "0046701234567", "0457-61 80 00", "0457-61800",
                             "08-123 456 78", "08/12345678", "+4512345678"}) {
    CAPTURE(number);
    CHECK(held_by({number}) == PersonalData::telephone);
    CHECK(held_by(among(100, {number})) == PersonalData::telephone);
    CHECK(held_by(among(100, {std::string("ring ") + number + ", tack"})) == PersonalData::telephone);
    CHECK(held_by(among(101, {number})) == PersonalData::none);
  }
}

TEST_CASE("Telephone numbers that lost their zero or their plus are found in half of the values") {
  for (const auto* number : {"701234567", "70-123 45 67", "46701234567", "457-61800", "701234567.0"}) {
    CAPTURE(number);
    CHECK(held_by(among(2, {number})) == PersonalData::telephone);
    CHECK(held_by(among(3, {number})) == PersonalData::none);
  }
}

TEST_CASE("Numbers that are counted up are no telephone numbers") {
  Texts cases;
  for (int i = 0; i < 60; ++i) {
    cases.push_back(fmt::format("0703-{:06}", 4000 + 7 * i));
  }
  CHECK(held_by(cases) == PersonalData::none);
}

TEST_CASE("Coordinates, codes, dates, hours and postal codes are no telephone numbers") {
  for (const auto* text : {"6231397,59", "166414.94",  "0166414,94", "6231397",     "56.206944",  "+56.206944",
                           "0.5",        "0301",       "9801",       "0412",        "372 30",     "01-02-2024",
                           "2024-03-01", "0800-1600",  "08-16",      "08:00-16:00", "RO-00001",   "0012345678",
                           "0712345",    "0741234567", "0",          "-0701234567", "1500000123", "+0100"}) {
    CAPTURE(text);
    CHECK(held_by({text}) == PersonalData::none);
  }
}

TEST_CASE("Names of persons are found in a hundredth of the values, names whose second word is in no list in half") {
  CHECK(held_by(persons) == PersonalData::name);
  CHECK(held_by(among(300, {"Anna Svensson", "Erik Lindgren", "Karin Åkesson"})) == PersonalData::name);
  CHECK(held_by(among(301, {"Anna Svensson", "Erik Lindgren", "Karin Åkesson"})) == PersonalData::none);
  CHECK(held_by(among(300, {"Anna Svensson", "Erik Lindgren", "anna svensson"})) == PersonalData::none);
  const Texts rare{"Anna Xyberg", "Erik Qvolt", "Karin Zund"};
  CHECK(held_by(among(6, rare)) == PersonalData::name);
  CHECK(held_by(among(7, rare)) == PersonalData::none);
  CHECK(held_by({"ANNA SVENSSON", "ERIK LINDGREN", "KARIN ÅKESSON"}) == PersonalData::name);
}

TEST_CASE("One name for many values is no list of persons") {
  CHECK(held_by(Texts(50, "Karl Johan")) == PersonalData::none);
  CHECK(held_by({"Karl Johan", "Gustav Adolf", "Karl Johan", "Gustav Adolf"}) == PersonalData::none);
}

TEST_CASE("Places called after persons are no persons") {
  CHECK(held_by({"Erik Dahlbergs gata", "Karlskronagatan", "Knut Hahnsskolan", "Karl XI:s torg", "Karl Gustavs Väg",
                 "Anna Lindhs Plats", "Maria Kyrka", "Sofia Centrum", "Gustav Adolfs Torg", "Per Albins Hall 3",
                 "Karin Boyes gränd", "Erik Olsson AB", "Folke Bernadottes Park"}) == PersonalData::none);
  CHECK(held_by({"Ronneby", "Kallinge", "Johannishus", "Backaryd", "Hallabro", "Eringsboda"}) == PersonalData::none);
  CHECK(held_by({"Stöld", "Skadegörelse", "Misshandel utomhus", "Olaga hot", "Rån"}) == PersonalData::none);
}

TEST_CASE("Long texts that differ are free text") {
  Texts notes;
  for (int i = 0; i < 30; ++i) {
    notes.push_back(fmt::format("{}, anmält av granne nummer {}", note, i));
  }
  CHECK(held_by(notes) == PersonalData::free_text);
  auto shouted = notes;
  for (auto& text : shouted) {
    text = "FÖNSTER KROSSAT PÅ BAKSIDAN AV HUSET UNDER NATTEN " + text.substr(text.size() - 2);
  }
  CHECK(held_by(shouted) == PersonalData::free_text);
  CHECK(held_by(Texts(30, note)) == PersonalData::none);  // a remark that all rows share
}

TEST_CASE("Text of more than 40 characters is long, letters with dots counted once") {
  CHECK(held_by({"åtta små öar låg där ute på den blå sjön"}) == PersonalData::none);        // 40
  CHECK(held_by({"åtta små öar låg där ute på den blå sjöns"}) == PersonalData::free_text);  // 41
}

TEST_CASE("One long text with line breaks is enough") {
  CHECK(held_by(among(100, {"hon ringde igen\n" + note})) == PersonalData::free_text);
  CHECK(held_by(among(100, {note + "\n"})) == PersonalData::none);
  CHECK(held_by(among(100, {"torget\nvid kiosken"})) == PersonalData::none);
  CHECK(held_by(among(100, {"Karlskronagatan 5\n372 30 Ronneby\nBlekinge län, Sverige"})) == PersonalData::none);
}

TEST_CASE("Addresses, codes and geometries are no free text however long they are") {
  Texts addresses;
  Texts hashes;
  Texts geometries;
  Texts links;
  for (int i = 10; i < 40; ++i) {
    addresses.push_back(fmt::format("Karlskronagatan {}, 372 {} Ronneby, Blekinge län, Sverige", i, i));
    hashes.push_back(fmt::format("{0}f{0}a3e{0}0c{0}d77b9e4400a1b2c3d4e5f6071829a{0}", i));
    geometries.push_back(fmt::format("LINESTRING (15.28 56.{0}, 15.29 56.{0}, 15.30 56.{0}, 15.31 56.{0})", i));
    links.push_back(fmt::format("https://polisen.example/aktuellt/handelser/2024/mars/{}/skadegorelse-ronneby", i));
  }
  CHECK(held_by(addresses) == PersonalData::none);
  CHECK(held_by(hashes) == PersonalData::none);
  CHECK(held_by(geometries) == PersonalData::none);
  CHECK(held_by(links) == PersonalData::none);
}

TEST_CASE("A column without values is judged by its name alone") {
  CHECK(held_by({}) == PersonalData::none);
  CHECK(held_by({"", " ", "\t"}) == PersonalData::none);
  CHECK(finding("Telefon", {"", ""}).what == PersonalData::telephone);
}

TEST_CASE("Long columns are judged by a sample from all of their length") {
  Texts texts(40'000, "Rum 1");
  for (std::size_t i = 30'000; i < texts.size(); ++i) {
    texts[i] = "811228-9874";
  }
  CHECK(held_by(texts) == PersonalData::personal_number);
}

TEST_CASE("The reason tells the evidence and quotes no value") {
  CHECK(finding("Tel nr", {}).why.en() == "its name has 'tel', as for telephone numbers");
  CHECK(finding("fält", among(8, {"811228-9874", "811228-9874"})).why.en() ==
        "2 of 8 values hold a valid personal number");
  CHECK(finding("fält", {"a@example.se", "b"}).why.en() == "1 of 2 values hold an e-mail address");
  CHECK(finding("fält", {"070-123 45 67"}).why.en() == "1 of 1 values look like telephone numbers");
  CHECK(finding("fält", persons).why.en() == "8 of 8 values look like names of persons");
  CHECK(finding("fält", {note}).why.en() ==
        "it holds running text: 1 of 1 values differ, with a median of 73 characters");
  CHECK(finding("fält", {"först\n" + note}).why.en() == "long text with line breaks stands in it");
  CHECK(finding("fält", {"torg"}).why.empty());
}

}  // namespace lykta::tests_of_person_columns
