#include <array>
#include <cstdlib>
#include <string>
#include <vector>

#include <cpl_http.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <gdal_priv.h>

#include "engine/base/error.hpp"
#include "geo/files/locations.hpp"
#include "geo/gdal/gdal_handle.hpp"
#include "tests/catch.hpp"
#include "tests/geo/scratch.hpp"

namespace lykta::tests_of_locations {
namespace {

using test::failure;
using test::Scratch;
using Hosts = std::vector<std::string>;

// NOLINTBEGIN(concurrency-mt-unsafe): tests run on one thread
/// Another value of an environment variable, until the test ends.
class Environment {
 public:
  Environment(const char* name, const char* value) : name_(name) {
    if (const auto* before = std::getenv(name)) {
      before_ = before;
    }
    setenv(name, value, 1);
  }
  ~Environment() { before_.empty() ? unsetenv(name_) : setenv(name_, before_.c_str(), 1); }
  Environment(const Environment&) = delete;
  Environment& operator=(const Environment&) = delete;
  Environment(Environment&&) = delete;
  Environment& operator=(Environment&&) = delete;

 private:
  const char* name_;
  std::string before_;
};
// NOLINTEND(concurrency-mt-unsafe)

/// No host from the surroundings of the test.
struct NoServerInEnvironment {
  Environment host{"PGHOST", ""};
  Environment address{"PGHOSTADDR", ""};
  Environment service{"PGSERVICE", ""};
};

void check_local(const std::string& path) {
  CAPTURE(path);
  CHECK(location_of(path).kind == LocationKind::local_file);
  CHECK(location_of(path).host.empty());
  CHECK_NOTHROW(check_allowed(path, {}));
}

/// The path leads to this host, is refused without it and with another one, and allowed with it.
void check_leads_to(LocationKind kind, const std::string& path, const std::string& host) {
  CAPTURE(path, host);
  const auto location = location_of(path);
  CHECK(location.kind == kind);
  CHECK(location.host == host);
  const auto message = failure<InvalidOption>([&] { check_allowed(path, {}); });
  CHECK_THAT(message, Catch::Contains("[network] allow = [\"" + host + "\"]"));
  CHECK_THROWS_AS(check_allowed(path, Hosts{"other.example", host + ".example"}), InvalidOption);
  CHECK_NOTHROW(check_allowed(path, Hosts{"other.example", host}));
}

/// The path leads out, and no list of hosts can allow it.
void check_never(LocationKind kind, const std::string& path) {
  CAPTURE(path);
  const auto location = location_of(path);
  CHECK(location.kind == kind);
  CHECK(location.host.empty());
  CHECK_THROWS_AS(check_allowed(path, Hosts{"", "localhost", "*", "a.example"}), InvalidOption);
}

bool can_fetch(const char* address) {
  const QuietGdal quiet;
  auto* result = CPLHTTPFetch(address, nullptr);
  const auto fetched = result != nullptr && result->nStatus == 0;
  CPLHTTPDestroyResult(result);
  return fetched;
}

std::string words_of_the_refusal(const char* address) {
  const QuietGdal quiet;
  auto* result = CPLHTTPFetch(address, nullptr);
  std::string words = result != nullptr && result->pszErrBuf != nullptr ? result->pszErrBuf : "";
  CPLHTTPDestroyResult(result);
  return words;
}

}  // namespace

TEST_CASE("A path of a file is local, however odd its name") {
  for (const auto* path :
       {"events.csv", "/data/2024/brott.gpkg", "./a b.shp", "C:/data/a.csv", "c:\\data\\a.csv", "", ".",
        "[2024] stöld.csv", "{a}.csv", "http.csv", "wfs.gml", "my-http/a.csv", "/home/anna/pg/x.csv",
        "/data/key=3/part.csv", "a@b.csv", "archive.zip", "file:///data/a.csv"}) {
    check_local(path);
  }
}

TEST_CASE("Packed files and prefixes of local formats stay local") {
  for (const auto* path :
       {"/vsizip/data/a.zip", "/vsizip//data/a.zip/b.shp", "/vsizip/{/data/a.zip}/b.shp", "/vsigzip/a.csv.gz",
        "/vsitar//vsigzip/a.tar.gz/b.csv", "/vsisubfile/0_10,a.csv", "/vsicrypt/key=abc,file=a.csv", "/vsimem/a.csv",
        "/vsistdin/", "CSV:/data/a.csv", "GeoJSON:a.json", "SQLITE:a.db", "GPKG:a.gpkg:events"}) {
    check_local(path);
  }
}

TEST_CASE("An address of the web leads to its host") {
  using enum LocationKind;
  check_leads_to(network, "http://example.org/a.geojson", "example.org");
  check_leads_to(network, "HTTPS://Example.ORG./a", "example.org");
  check_leads_to(network, "ftp://example.org", "example.org");
  check_leads_to(network, "https://example.org:8443/a?b=c", "example.org");
  check_leads_to(network, "https://anna:secret@example.org/a", "example.org");
  check_leads_to(network, "https://good.example@evil.example/a", "evil.example");
  check_leads_to(network, "https://evil.example/good.example@x", "evil.example");
  check_leads_to(network, "https://evil.example?@good.example/", "evil.example");
  check_leads_to(network, "http://[2001:DB8::1]:80/a", "2001:db8::1");
  check_leads_to(network, "  http://example.org/a", "example.org");
  check_leads_to(network, "http:/example.org/a", "example.org");  // curl takes these two as well
  check_leads_to(network, "http:///example.org/a", "example.org");
  check_leads_to(network, "http:example.org", "example.org");
  check_leads_to(network, "dap://example.org/a", "example.org");
}

TEST_CASE("GDAL's network file systems lead to the host behind them") {
  using enum LocationKind;
  check_leads_to(network, "/vsicurl/http://example.org/a.csv", "example.org");
  check_leads_to(network, "/VSICURL/HTTP://example.org/a.csv", "example.org");
  check_leads_to(network, "/vsicurl_streaming/https://example.org/a.csv", "example.org");
  check_leads_to(network, "/vsicurl/ftp://example.org/a.csv", "example.org");
  check_leads_to(network, "/vsicurl?url=http%3A%2F%2Fexample.org%2Fa.csv&use_head=no", "example.org");
  check_leads_to(network, "/vsicurl?use_head=no&url=http://example.org/a.csv", "example.org");
}

TEST_CASE("A link is found inside of archives and behind prefixes") {
  using enum LocationKind;
  check_leads_to(network, "/vsizip//vsicurl/https://example.org/a.zip/b.shp", "example.org");
  check_leads_to(network, "/vsizip/{/vsicurl/https://example.org/a.zip}/b.shp", "example.org");
  check_leads_to(network, "/vsitar//vsigzip//vsicurl/https://example.org/a.tgz", "example.org");
  check_leads_to(network, "/vsigzip/https://example.org/a.csv.gz", "example.org");
  check_leads_to(network, "/vsisubfile/0_9,/vsicurl/https://example.org/a", "example.org");
  check_leads_to(network, "/vsicrypt/key=a,file=/vsicurl/https://example.org/a", "example.org");
  check_leads_to(network, "/vsizip//vsicurl?url=http%3a%2f%2fexample.org%2fa.zip", "example.org");
  check_leads_to(network, "CSV:/vsicurl/https://example.org/a", "example.org");
  check_leads_to(network, "GeoJSON:https://example.org/a", "example.org");
  check_leads_to(network, "GPKG:/vsicurl/https://example.org/a.gpkg:b", "example.org");
}

TEST_CASE("Object stores and sparse files are never allowed, since their hosts are hidden") {
  for (const auto* path : {"/vsis3/bucket/a.csv",
                           "/vsis3_streaming/bucket/a",
                           "/vsigs/bucket/a",
                           "/vsigs_streaming/b/a",
                           "/vsiaz/b/a",
                           "/vsiaz_streaming/b/a",
                           "/vsiadls/b/a",
                           "/vsioss/b/a",
                           "/vsioss_streaming/b/a",
                           "/vsiswift/b/a",
                           "/vsiswift_streaming/b/a",
                           "/vsihdfs/a",
                           "/vsiwebhdfs/http://a.example/webhdfs/v1/a",
                           "/VSIS3/bucket/a.csv",
                           "/vsizip//vsis3/bucket/a.zip",
                           "/vsisparse/a.xml",
                           "/vsigzip//vsisparse/a.xml",
                           "/vsicurl/a.csv",
                           "/vsicurl?use_head=no",
                           "/vsicurl?pc_url_signing=yes&pc_collection=x&url=http%3a%2f%2fa.example"}) {
    check_never(LocationKind::network, path);
  }
}

TEST_CASE("Services are of the network, and a file that describes one hides its hosts") {
  CHECK(location_of("WFS:http://example.org/wfs").driver_hint == "WFS");
  CHECK(location_of("oapif:https://example.org/").driver_hint == "OAPIF");
  check_leads_to(LocationKind::network, "WFS:http://example.org/wfs", "example.org");
  check_leads_to(LocationKind::network, "ES:http://example.org:9200", "example.org");
  check_leads_to(LocationKind::network, "CSW:https://example.org/csw", "example.org");
  check_leads_to(LocationKind::network, "GMLAS:/vsicurl/https://example.org/a.gml", "example.org");
  for (const auto* path : {"WFS:service.xml", "CARTO:anna", "PLSCENES:", "AmigoCloud:1234", "EEDA:collection",
                           "GMLAS:a.gml", "CSW:", "NGW:", "GPSBABEL:garmin:a.gdb"}) {
    check_never(LocationKind::network, path);
  }
}

TEST_CASE("The text of a file is no path") {
  for (const auto* text : {"<OGRVRTDataSource><OGRVRTLayer/></OGRVRTDataSource>", "  \n<GDAL_WMS></GDAL_WMS>",
                           R"({"type": "FeatureCollection", "features": []})", R"(GeoJSON:{"type":"Point"})",
                           R"(ESRIJSON:{"a":1})", R"(loadGeoJSON({"type":"Point"}))"}) {
    CAPTURE(text);
    CHECK_THROWS_AS(location_of(text), InvalidOption);
    CHECK_THROWS_AS(check_allowed(text, Hosts{"localhost"}), InvalidOption);
  }
}

TEST_CASE("A PostgreSQL path leads to its server") {
  const NoServerInEnvironment alone;
  using enum LocationKind;
  CHECK(location_of("PG:host=db.example").driver_hint == "PostgreSQL");
  check_leads_to(database, "PG:host=db.example dbname=crime", "db.example");
  check_leads_to(database, "pg:dbname=crime Host = 'DB.example' user=anna", "db.example");
  check_leads_to(database, "PGB:hostaddr=10.0.0.7 dbname=crime", "10.0.0.7");
  check_leads_to(database, "PG:dbname='a host=good.example' host=evil.example", "evil.example");
  check_leads_to(database, R"(PG:password='it\'s host=good.example' host=evil.example)", "evil.example");
  check_leads_to(database, R"(PG:password=a\ host=good.example host=evil.example)", "evil.example");
  check_leads_to(database, "postgresql://anna:secret@db.example:5433/crime", "db.example");
  check_leads_to(database, "PG:postgres://db.example/crime", "db.example");
  check_leads_to(database, "postgresql:///crime?host=db.example&user=anna", "db.example");
  check_leads_to(database, "postgresql://[2001:db8::2]/crime", "2001:db8::2");
}

TEST_CASE("A database on this machine must be allowed as localhost") {
  const NoServerInEnvironment alone;
  for (const auto* path : {"PG:dbname=crime", "PG:", "PG:host=/var/run/postgresql dbname=crime", "PG:host=@abstract",
                           "PG:host='' dbname=crime", "postgresql:///crime", "MYSQL:crime,user=anna",
                           "PG:host=localhost", "postgresql://%2Fvar%2Frun%2Fpostgresql/crime"}) {
    CAPTURE(path);
    check_leads_to(LocationKind::database, path, "localhost");
  }
  for (const auto* path : {"PG:host=127.0.0.1 dbname=crime", "PG:host=::1", "postgresql://[::1]:5432/crime"}) {
    CAPTURE(path);
    CHECK(location_of(path).kind == LocationKind::database);
    CHECK_THAT(failure<InvalidOption>([&] { check_allowed(path, {}); }), Catch::Contains("allow = [\"localhost\"]"));
    CHECK_NOTHROW(check_allowed(path, Hosts{"LOCALHOST"}));
    CHECK_NOTHROW(check_allowed(path, Hosts{location_of(path).host}));
  }
}

TEST_CASE("Every host of a path must be allowed") {
  const NoServerInEnvironment alone;
  for (const auto* path : {"PG:host=a.example,b.example", "PG:host=a.example hostaddr=b.example",
                           "postgresql://a.example:1,b.example:2/crime", "postgresql://a.example/crime?host=b.example",
                           "/vsicurl/http://a.example/proxy?to=http://b.example/"}) {
    CAPTURE(path);
    CHECK_THROWS_AS(check_allowed(path, Hosts{"a.example"}), InvalidOption);
    CHECK_THROWS_AS(check_allowed(path, Hosts{"b.example"}), InvalidOption);
    CHECK_NOTHROW(check_allowed(path, Hosts{"a.example", "b.example"}));
  }
  CHECK_THROWS_AS(check_allowed("PG:host=,b.example", Hosts{"b.example"}), InvalidOption);  // the first is a socket
}

TEST_CASE("PostgreSQL's environment names the server where the path does not") {
  const NoServerInEnvironment alone;
  const Environment host("PGHOST", "Db.example");
  check_leads_to(LocationKind::database, "PG:dbname=crime", "db.example");
  check_leads_to(LocationKind::database, "PG:dbname=crime host=other.db", "other.db");
  const Environment address("PGHOSTADDR", "10.0.0.9");
  check_leads_to(LocationKind::database, "PG:dbname=crime", "10.0.0.9");
  const Environment service("PGSERVICE", "crime");
  check_never(LocationKind::database, "PG:dbname=crime");
  check_never(LocationKind::database, "PG:host=a.example service=crime");
}

TEST_CASE("Other databases are recognised") {
  CHECK(location_of("MYSQL:crime,host=db.example").driver_hint == "MySQL");
  check_leads_to(LocationKind::database, "MYSQL:crime,host=db.example,password=x", "db.example");
  check_leads_to(LocationKind::database, R"(MSSQL:server=tcp:db.example\crime,1433;database=x)", "db.example");
  check_never(LocationKind::database, "MSSQL:DSN=crime");
  check_never(LocationKind::database, "ODBC:anna/secret@crime");
  check_never(LocationKind::database, "OCI:anna/secret@crime");
}

TEST_CASE("A refusal shows no password and proposes the whole list") {
  const auto message = failure<InvalidOption>([] {
    check_allowed("PG:host=db.example password=secret", Hosts{"a.example", "b.example"});
  });
  CHECK(message ==
        "PG:host=db.example password=***: leads to a database on 'db.example', and Lykta stays offline unless the "
        "configuration allows that host: [network] allow = [\"a.example\", \"b.example\", \"db.example\"]");
}

TEST_CASE("Local drivers are known to GDAL, and none of them is there to follow links") {
  start_gdal();
  const CPLStringList drivers(CSLDuplicate(const_cast<char**>(drivers_for_local_files())));
  REQUIRE(drivers.size() > 10);
  for (int i = 0; i < drivers.size(); ++i) {
    CAPTURE(drivers[i]);
    CHECK(GetGDALDriverManager()->GetDriverByName(drivers[i]) != nullptr);
  }
  for (const auto* name : {"OGR_VRT",       "VRT",   "WFS",        "OAPIF",      "OGCAPI", "CSW",          "GML",
                           "GMLAS",         "HTTP",  "WMS",        "PostgreSQL", "MySQL",  "MSSQLSpatial", "ODBC",
                           "Elasticsearch", "Carto", "AmigoCloud", "PLSCENES",   "EEDA",   "NGW",          "GPSBabel",
                           "GeoRSS",        "NAS",   "Interlis 2", "ESRIJSON"}) {
    CAPTURE(name);
    CHECK(drivers.FindString(name) == -1);
  }
}

TEST_CASE("All of GDAL's file systems but the local ones are closed") {
  start_gdal();
  keep_gdal_offline();
  const QuietGdal quiet;
  // Nothing listens at port 9 of this machine; a request would fail with words of curl in GDAL's last error.
  for (const auto* path :
       {"/vsicurl/http://127.0.0.1:9/a", "/vsicurl?url=http%3A%2F%2F127.0.0.1%3A9%2Fa",
        "/vsicurl_streaming/http://127.0.0.1:9/a", "/vsis3/b/a", "/vsis3_streaming/b/a", "/vsigs/b/a", "/vsiaz/b/a",
        "/vsiadls/b/a", "/vsioss/b/a", "/vsiswift/b/a", "/vsiwebhdfs/http://127.0.0.1:9/webhdfs/v1/a",
        "/vsizip//vsicurl/http://127.0.0.1:9/a.zip/b", "/vsigzip//vsicurl_streaming/http://127.0.0.1:9/a.gz"}) {
    CAPTURE(path);
    CPLErrorReset();
    VSIStatBufL status;
    CHECK(VSIStatL(path, &status) != 0);
    auto* file = VSIFOpenL(path, "rb");
    CHECK(file == nullptr);
    CHECK_THAT(last_gdal_error(), !Catch::Contains("curl", Catch::CaseSensitive::No) && !Catch::Contains("HTTP"));
  }
}

TEST_CASE("Local file systems of GDAL stay open") {
  start_gdal();
  keep_gdal_offline();
  const Scratch scratch;
  const auto path = scratch.write("a.csv", "x,y\n1,2\n");
  for (const auto& name : {path, "/vsisubfile/0_4," + path}) {
    CAPTURE(name);
    auto* file = VSIFOpenL(name.c_str(), "rb");
    REQUIRE(file != nullptr);
    CHECK(VSIFCloseL(file) == 0);
  }
}

TEST_CASE("Fetching is refused without a permit and with one for another host") {
  start_gdal();
  keep_gdal_offline();
  constexpr const char* address = "http://127.0.0.1:9/a?token=abc";
  CHECK_FALSE(can_fetch(address));
  CHECK(words_of_the_refusal(address) == "Lykta stays offline and does not ask for http://127.0.0.1:9/a?token=***");
  const NetworkPermit other(Hosts{"example.org"});
  CHECK_THAT(words_of_the_refusal(address), Catch::StartsWith("Lykta stays offline"));
  {
    const NetworkPermit permit(Hosts{"127.0.0.1"});
    // Now curl itself is asked, and finds nobody there.
    CHECK_THAT(words_of_the_refusal(address), !Catch::StartsWith("Lykta") && !Catch::Equals(""));
  }
  CHECK_THAT(words_of_the_refusal(address), Catch::StartsWith("Lykta stays offline"));
}

TEST_CASE("A GeoJSON file whose coordinate system is a link is read without following it") {
  start_gdal();
  keep_gdal_offline();
  const Scratch scratch;
  const auto path = scratch.write(
      "a.geojson",
      R"({"type":"FeatureCollection","crs":{"type":"link","properties":{"href":"http://127.0.0.1:9/crs"}},)"
      R"("features":[{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[1,2]}}]})");
  std::string errors;
  CPLPushErrorHandlerEx(
      [](CPLErr, CPLErrorNum, const char* words) { *static_cast<std::string*>(CPLGetErrorHandlerUserData()) += words; },
      &errors);
  const GDALDatasetUniquePtr dataset(
      GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR, drivers_for_local_files(), nullptr, nullptr));
  CPLPopErrorHandler();
  CHECK(dataset != nullptr);
  CHECK_THAT(errors, Catch::Contains("Lykta stays offline and does not ask for http://127.0.0.1:9/crs"));
}

TEST_CASE("Passwords are not shown, whatever stands around them") {
  const std::vector<std::array<std::string, 2>> cases{
      {"PG:host=h password=secret dbname=d", "PG:host=h password=*** dbname=d"},
      {"PG:password = 'se cret' host=h", "PG:password=*** host=h"},
      {R"(PG:password='it\'s secret' host=h)", "PG:password=*** host=h"},
      {R"(PG:password=se\ cret host=h)", "PG:password=*** host=h"},
      {"PG:host=h PASSWORD=secret", "PG:host=h PASSWORD=***"},
      {"PG:host=h password=a&b;c,d/e", "PG:host=h password=***"},
      {"PG:host=h sslpassword=secret", "PG:host=h sslpassword=***"},
      {"PG:host=h password=", "PG:host=h password=***"},
      {"PG:host=h password='secret", "PG:host=h password=***"},
      {"postgresql://anna:secret@h/d", "postgresql://anna:***@h/d"},
      {"postgresql://anna:se@cr:et@h:5432/d", "postgresql://anna:***@h:5432/d"},
      {"postgresql://anna:se/cret@h/d", "postgresql://anna:***@h/d"},
      {"postgresql://h/d?user=anna&password=secret&connect_timeout=3",
       "postgresql://h/d?user=anna&password=***&connect_timeout=3"},
      {"https://anna:secret@h/a.csv", "https://***@h/a.csv"},
      {"https://ghp_secret@h/a.csv", "https://***@h/a.csv"},
      {"/vsicurl/https://h/a?sig=secret&sv=1", "/vsicurl/https://h/a?sig=***&sv=1"},
      {"https://h/a?X-Amz-Signature=secret&X-Amz-Credential=secret&b=1#c",
       "https://h/a?X-Amz-Signature=***&X-Amz-Credential=***&b=1#c"},
      {"https://h/wfs?access_token=secret&request=x", "https://h/wfs?access_token=***&request=x"},
      {"/vsicurl?header.Authorization=Bearer%20secret&url=http%3A%2F%2Fh%2Fa",
       "/vsicurl?header.Authorization=*** secret&url=http://h/a"},
      {"/vsizip//vsicurl?url=http%3A%2F%2Fanna%3Asecret%40h%2Fa", "/vsizip//vsicurl?url=http://***@h/a"},
      {"/vsicrypt/key=secret,file=a.csv", "/vsicrypt/key=***,file=a.csv"},
      {"MYSQL:d,host=h,password=secret,port=1", "MYSQL:d,host=h,password=***,port=1"},
      {"MSSQL:server=h;UID=anna;PWD={se;cret};database=d", "MSSQL:server=h;UID=anna;PWD=***;database=d"},
      {"cannot open 'PG:host=h password=secret'", "cannot open 'PG:host=h password=***"},
  };
  for (const auto& [path, shown] : cases) {
    CAPTURE(path);
    CHECK(without_secrets(path) == shown);
    CHECK(without_secrets(shown) == shown);
  }
}

TEST_CASE("What holds no secret is shown as it is") {
  for (const auto* path :
       {"", "=", "a=b", "/data/key=3/token=4.csv", "events.csv", "PG:host=h dbname=d user=anna",
        "http://h:8080/a@b.csv", "postgresql://anna@h/d", "postgresql://h:5432/d?user=anna", "https://h/a?layer=secret",
        "a://", "://@", "/vsicurl?url=http%3A%2F%2Fh%2Fa", "PG:host=${DB_HOST} dbname=d"}) {
    CAPTURE(path);
    CHECK(without_secrets(path) == path);
  }
}

}  // namespace lykta::tests_of_locations
