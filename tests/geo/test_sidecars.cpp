#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "engine/base/error.hpp"
#include "geo/write/open_elsewhere.hpp"
#include "geo/write/own_names.hpp"
#include "geo/write/sidecars.hpp"
#include "tests/catch.hpp"
#include "tests/geo/scratch.hpp"

namespace lykta::tests_of_sidecars {
namespace {

namespace fs = std::filesystem;
using Catch::Contains;
using test::failure;
using test::Scratch;

std::vector<std::string> names_of(const std::vector<fs::path>& paths) {
  std::vector<std::string> names;
  for (const auto& path : paths) {
    names.push_back(path.filename().string());
  }
  return names;
}

/// Another process that holds a lock on some bytes of a file until the test lets it go.
class Holder {
 public:
  Holder(const std::string& path, off_t first, off_t bytes, short type) {
    REQUIRE(pipe(ready_) == 0);
    REQUIRE(pipe(enough_) == 0);
    child_ = fork();
    if (child_ == 0) {
      const auto file = open(path.c_str(), O_RDWR);
      struct flock lock {};
      lock.l_type = type;
      lock.l_whence = SEEK_SET;
      lock.l_start = first;
      lock.l_len = bytes;
      char signal = fcntl(file, F_SETLK, &lock) == 0 ? 'y' : 'n';
      static_cast<void>(write(ready_[1], &signal, 1));
      static_cast<void>(read(enough_[0], &signal, 1));
      _exit(0);
    }
    char signal = 'n';
    REQUIRE(::read(ready_[0], &signal, 1) == 1);
    REQUIRE(signal == 'y');
  }
  ~Holder() {
    static_cast<void>(::write(enough_[1], "e", 1));
    waitpid(child_, nullptr, 0);
    for (const auto end : {ready_[0], ready_[1], enough_[0], enough_[1]}) {
      ::close(end);
    }
  }
  Holder(const Holder&) = delete;
  Holder& operator=(const Holder&) = delete;
  Holder(Holder&&) = delete;
  Holder& operator=(Holder&&) = delete;

 private:
  int ready_[2]{};
  int enough_[2]{};
  pid_t child_ = 0;
};

}  // namespace

TEST_CASE("A format owns what programs leave beside it, in any case of the ending") {
  CHECK(belongs_to("a.gpkg-wal", "a.gpkg"));
  CHECK(belongs_to("a.gpkg-shm", "a.gpkg"));
  CHECK(belongs_to("a.gpkg-journal", "a.gpkg"));
  CHECK(belongs_to("d.tif.aux.xml", "d.tif"));
  CHECK(belongs_to("d.tif.ovr", "d.tif"));
  CHECK(belongs_to("d.TIF.MSK", "d.TIF"));
  CHECK(belongs_to("d.tfw", "d.tif"));
  for (const auto* ending : {"shx", "dbf", "prj", "cpg", "qix", "sbn", "sbx", "idm", "ind", "qpj", "QIX"}) {
    CAPTURE(ending);
    CHECK(belongs_to(std::string("p.") + ending, "p.shp"));
    CHECK_FALSE(belongs_to(std::string("p.") + ending, "p.geojson"));
    CHECK_FALSE(belongs_to(std::string("other.") + ending, "p.shp"));
  }
  CHECK(belongs_to("p.shp.xml", "p.shp"));
  CHECK(belongs_to("p.name.atx", "p.shp"));
  CHECK(belongs_to("t.csvt", "t.csv"));
}

TEST_CASE("What only looks alike belongs to nobody") {
  CHECK_FALSE(belongs_to("a.gpkg", "a.gpkg"));
  CHECK_FALSE(belongs_to("a.gpkg-copy", "a.gpkg"));
  CHECK_FALSE(belongs_to("b.gpkg-wal", "a.gpkg"));
  CHECK_FALSE(belongs_to("a.qgz", "a.gpkg"));
  CHECK_FALSE(belongs_to("a.qml", "a.gpkg"));
  CHECK_FALSE(belongs_to("a.prj", "a.csv"));
  CHECK_FALSE(belongs_to("a.txt", "a.unknown"));
  CHECK_FALSE(belongs_to("p2.qix", "p.shp"));
}

TEST_CASE("In a run's folder the outputs and what belongs to them are ours, and nothing else") {
  const OwnNames own({"lykta.gpkg", "density.tif", "shapefile/places.shp", "places.csv"});
  for (const auto* name : {"lykta.gpkg", "lykta.gpkg-wal", "density.tif.aux.xml", "density.tif.ovr",
                           "shapefile/places.dbf", "shapefile/places.qix"}) {
    CAPTURE(name);
    CHECK(own.owns(name));
  }
  // Shapes that the user exported beside the tables, projects, copies of outputs elsewhere.
  for (const auto* name : {"places.shp", "places.dbf", "places.prj", "places.qml", "lykta.qgz", "shapefile/places.csv",
                           "notes/lykta.gpkg", "notes/lykta.gpkg-wal", "shapefile/mine.qix"}) {
    CAPTURE(name);
    CHECK_FALSE(own.owns(name));
  }
  CHECK(own.is_folder_of_outputs("shapefile"));
  CHECK_FALSE(own.is_folder_of_outputs("notes"));
}

TEST_CASE("Sidecars are found on the disk, with a style of ours that belongs to no other layer") {
  const Scratch scratch;
  const auto main = scratch.folder() / "a.gpkg";
  scratch.write("a.gpkg-wal", "");
  scratch.write("a.qml", std::string("<qgis>\n") + own_style_mark);
  scratch.write("a.qgz", "");
  CHECK(names_of(sidecars_of(main)) == std::vector<std::string>{"a.gpkg-wal", "a.qml"});
  scratch.write("a.geojson", "");  // whose style it may be
  CHECK(names_of(sidecars_of(main)) == std::vector<std::string>{"a.gpkg-wal"});
  fs::remove(scratch.folder() / "a.geojson");
  scratch.write("a.qml", "<qgis>saved by the user");
  CHECK(names_of(sidecars_of(main)) == std::vector<std::string>{"a.gpkg-wal"});
}

TEST_CASE("A style is that of one layer") {
  const Scratch scratch;
  const auto path = [&](const char* name) { return scratch.folder() / name; };
  const std::vector<fs::path> two{path("a.gpkg"), path("a.qml"), path("a.geojson")};
  CHECK_THAT(failure<InvalidOption>([&] { check_styles(two); }),
             Contains("a.gpkg and ") && Contains("would have the same style file"));
  const std::vector<fs::path> one{path("a.tif"), path("a.qml")};
  CHECK_NOTHROW(check_styles(one));
  scratch.write("a.gpkg", "the user's");
  CHECK_THAT(failure<InvalidOption>([&] { check_styles(one); }), Contains("a.qml would be the style of"));
  scratch.write("a.tif", "");  // shared it before
  CHECK_NOTHROW(check_styles(one));
}

TEST_CASE("A layer without a style of its own does not get that of its neighbour") {
  const Scratch scratch;
  scratch.write("a.gpkg", "");
  const std::vector<fs::path> outputs{scratch.folder() / "a.geojson"};
  CHECK_NOTHROW(check_styles(outputs));
  scratch.write("a.qml", std::string("<qgis>\n") + own_style_mark);
  CHECK_THAT(failure<InvalidOption>([&] { check_styles(outputs); }), Contains("call the output otherwise"));
}

TEST_CASE("A database that another process has open is known by SQLite's locks") {
  const Scratch scratch;
  const auto path = scratch.write("a.gpkg", "database");
  const auto index = scratch.write("a.gpkg-shm", "index");
  CHECK_FALSE(is_open_elsewhere(path));
  CHECK_FALSE(is_open_elsewhere(scratch.path("missing.gpkg")));
  {
    const Holder reads(path, 0x40000002, 510, F_RDLCK);
    CHECK(is_open_elsewhere(path));
    CHECK_THAT(failure<DataError>([&] { refuse_open_elsewhere(path); }),
               Contains(path) && Contains("close it in the other program"));
  }
  {
    const Holder writes(path, 0x40000001, 1, F_WRLCK);
    CHECK(is_open_elsewhere(path));
  }
  {
    const Holder has_log_open(index, 128, 1, F_RDLCK);
    CHECK(is_open_elsewhere(path));
  }
  {
    const Holder of_something_else(path, 0, 16, F_WRLCK);
    CHECK_FALSE(is_open_elsewhere(path));
  }
  CHECK_FALSE(is_open_elsewhere(path));
}

}  // namespace lykta::tests_of_sidecars
