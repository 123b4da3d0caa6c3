#include <sys/stat.h>

#include "engine/base/error.hpp"
#include "geo/write/output_folder.hpp"
#include "geo/write/part_folder.hpp"
#include "tests/catch.hpp"
#include "tests/geo/ended_process.hpp"
#include "tests/geo/scratch.hpp"

namespace lykta::tests_of_output_folder {
namespace {

namespace fs = std::filesystem;
using Catch::Contains;
using test::bytes_of;
using test::failure;
using test::Scratch;

constexpr const char* our_run = "{\n  \"program\": \"lykta\",\n  \"version\": \"0\"\n}\n";

void write(const fs::path& path, const std::string& text) {
  std::ofstream file(path);
  file << text;
}

OwnNames own_names() { return OwnNames({"places.csv", "grid.csv", "lykta.gpkg", "parts/a.csv", run_file_name}); }

/// A finished run with one file beside its record.
void make_run(const fs::path& folder, const std::string& text) {
  OutputFolder out(folder, own_names(), Existing::overwrite);
  write(out.file(run_file_name), our_run);
  write(out.file("places.csv"), text);
  static_cast<void>(out.finish());
}

}  // namespace

TEST_CASE("A folder appears when it is finished, and not before") {
  const Scratch scratch;
  const auto target = scratch.folder() / "out";
  {
    OutputFolder out(target, own_names(), Existing::keep);
    write(out.file("a.txt"), "a");
    CHECK_FALSE(fs::exists(target));
    static_cast<void>(out.finish());
  }
  CHECK(bytes_of(target / "a.txt") == "a");
  CHECK(scratch.entries() == 2);  // the folder and the file, nothing beside them
}

TEST_CASE("A folder that is not finished leaves nothing") {
  const Scratch scratch;
  {
    const OutputFolder out(scratch.folder() / "out", own_names(), Existing::keep);
    write(out.file("a.txt"), "a");
  }
  CHECK(scratch.entries() == 0);
}

TEST_CASE("A trailing slash, a folder above that is missing and an empty folder are all right") {
  const Scratch scratch;
  make_run(scratch.folder() / "deep" / "out/", "a");
  CHECK(bytes_of(scratch.folder() / "deep" / "out" / "places.csv") == "a");
  fs::create_directory(scratch.folder() / "empty");
  CHECK_NOTHROW(static_cast<void>(prepare_output_folder(scratch.folder() / "empty", own_names(), Existing::keep)));
  make_run(scratch.folder() / "empty", "b");
  CHECK(bytes_of(scratch.folder() / "empty" / "places.csv") == "b");
}

TEST_CASE("An existing run is kept unless it is to be overwritten") {
  const Scratch scratch;
  const auto target = scratch.folder() / "out";
  make_run(target, "first");
  const auto message = failure<InvalidOption>([&] { const OutputFolder out(target, own_names(), Existing::keep); });
  CHECK_THAT(message, Contains(target.string()) && Contains("--overwrite"));
  CHECK(failure<InvalidOption>(
            [&] { static_cast<void>(prepare_output_folder(target, own_names(), Existing::keep)); }) == message);
  CHECK(bytes_of(target / "places.csv") == "first");
  make_run(target, "second");
  CHECK(bytes_of(target / "places.csv") == "second");
  CHECK(scratch.entries() == 3);
}

TEST_CASE("Files that a user saved in an overwritten folder move along") {
  const Scratch scratch;
  const auto target = scratch.folder() / "out";
  make_run(target, "first");
  write(target / "my_map.qgs", "mine");
  fs::create_directory(target / "notes");
  write(target / "notes" / "a.txt", "note");
  make_run(target, "second");
  CHECK(bytes_of(target / "places.csv") == "second");
  CHECK(bytes_of(target / "my_map.qgs") == "mine");
  CHECK(bytes_of(target / "notes" / "a.txt") == "note");
  CHECK(scratch.entries() == 6);
}

TEST_CASE("Outputs that the new run leaves out do not stay beside it, but the user's files in their folder do") {
  const Scratch scratch;
  const auto target = scratch.folder() / "out";
  make_run(target, "first");
  write(target / "grid.csv", "of the first run");
  fs::create_directory(target / "parts");
  write(target / "parts" / "a.csv", "of the first run");
  write(target / "parts" / "mine.txt", "mine");
  make_run(target, "second");
  CHECK_FALSE(fs::exists(target / "grid.csv"));
  CHECK_FALSE(fs::exists(target / "parts" / "a.csv"));
  CHECK(bytes_of(target / "parts" / "mine.txt") == "mine");
  CHECK(bytes_of(target / "places.csv") == "second");
  CHECK(std::distance(fs::directory_iterator(scratch.folder()), {}) == 1);
}

TEST_CASE("A folder of somebody else's is never overwritten") {
  const Scratch scratch;
  const auto target = scratch.folder() / "photos";
  fs::create_directory(target);
  write(target / "summer.jpg", "jpg");
  for (const auto existing : {Existing::keep, Existing::overwrite}) {
    CHECK_THROWS_AS(static_cast<void>(prepare_output_folder(target, own_names(), existing)), InvalidOption);
    CHECK_THROWS_AS(OutputFolder(target, own_names(), existing), InvalidOption);
  }
  CHECK_THAT(failure<InvalidOption>(
                 [&] { static_cast<void>(prepare_output_folder(target, own_names(), Existing::overwrite)); }),
             Contains("not from a run of Lykta"));
  write(target / "run.json", "{\"program\": \"jogger\"}");  // a run of another kind
  CHECK_THROWS_AS(static_cast<void>(prepare_output_folder(target, own_names(), Existing::overwrite)), InvalidOption);
  CHECK(bytes_of(target / "summer.jpg") == "jpg");
}

TEST_CASE("A file in the way of a folder is refused") {
  const Scratch scratch;
  const auto path = scratch.write("out", "a file");
  CHECK_THAT(
      failure<InvalidOption>([&] { static_cast<void>(prepare_output_folder(path, own_names(), Existing::overwrite)); }),
      Contains("is a file, not a folder"));
  CHECK(bytes_of(path) == "a file");
}

TEST_CASE("A folder that cannot be made is refused by name") {
  const Scratch scratch;
  const auto file = scratch.write("file", "");
  CHECK_THAT(failure<DataError>([&] { const OutputFolder out(fs::path(file) / "out", own_names(), Existing::keep); }),
             Contains(file));
}

namespace {

/// What stands beside the outputs of `make_run` in these tests.
void save_users_files(const Scratch& scratch, const std::string& folder) {
  scratch.write(folder + "/my_map.qgs", "mine");
  scratch.write(folder + "/notes/a.txt", "note");
  scratch.write(folder + "/parts/mine.txt", "mine");
  fs::create_directory(scratch.folder() / folder / "empty");
  fs::create_symlink("my_map.qgs", scratch.folder() / folder / "link.qgs");
  fs::permissions(scratch.folder() / folder / "my_map.qgs", fs::perms::owner_read);
  fs::permissions(scratch.folder() / folder / "notes", fs::perms::owner_read | fs::perms::owner_exec);
}

void check_users_files(const fs::path& folder) {
  CHECK(bytes_of(folder / "my_map.qgs") == "mine");
  CHECK(bytes_of(folder / "notes" / "a.txt") == "note");
  CHECK(bytes_of(folder / "parts" / "mine.txt") == "mine");
  CHECK(fs::is_directory(folder / "empty"));
  CHECK(fs::read_symlink(folder / "link.qgs") == "my_map.qgs");
  CHECK(fs::status(folder / "my_map.qgs").permissions() == fs::perms::owner_read);
  CHECK(fs::status(folder / "notes").permissions() == (fs::perms::owner_read | fs::perms::owner_exec));
}

}  // namespace

TEST_CASE("The user's files keep their modes, links and empty folders, and what belongs to outputs does not stay") {
  const Scratch scratch;
  const auto target = scratch.folder() / "out";
  make_run(target, "first");
  save_users_files(scratch, "out");
  const auto when = fs::last_write_time(target / "my_map.qgs");
  const auto notes_when = fs::last_write_time(target / "notes");
  for (const auto* name : {"out/lykta.gpkg-wal", "out/lykta.gpkg-shm", "out/lykta.gpkg-journal", "out/places.csvt"}) {
    scratch.write(name, "of the first run");
  }
  make_run(target, "second");
  check_users_files(target);
  CHECK(fs::last_write_time(target / "my_map.qgs") == when);
  CHECK(fs::last_write_time(target / "notes") == notes_when);
  CHECK(bytes_of(target / "places.csv") == "second");
  for (const auto* name : {"lykta.gpkg-wal", "lykta.gpkg-shm", "lykta.gpkg-journal", "places.csvt"}) {
    CAPTURE(name);
    CHECK_FALSE(fs::exists(target / name));
  }
  CHECK(std::distance(fs::directory_iterator(scratch.folder()), {}) == 1);
}

TEST_CASE("A process that is killed at any step leaves the old folder or the new one, whole, with the user's files") {
  bool has_more = true;
  int with_old = 0;
  int with_new = 0;
  for (int step = 0; has_more; ++step) {
    CAPTURE(step);
    const Scratch scratch;
    const auto target = scratch.folder() / "out";
    make_run(target, "first");
    save_users_files(scratch, "out");
    scratch.write("out/grid.csv", "first");
    has_more = test::ends_before_step(step, [&](const BeforeStep& before_step) {
      OutputFolder out(target, own_names(), Existing::overwrite);
      write(out.file(run_file_name), our_run);
      write(out.file("places.csv"), "second");
      static_cast<void>(out.finish(before_step));
    });
    // At once, before anybody clears anything.
    check_users_files(target);
    const auto is_new = bytes_of(target / "places.csv") == "second";
    CHECK(fs::exists(target / "grid.csv") != is_new);
    (is_new ? with_new : with_old) += 1;
    static_cast<void>(prepare_output_folder(target, own_names(), Existing::overwrite));
    check_users_files(target);
    CHECK(bytes_of(target / "places.csv") == (is_new ? "second" : "first"));
    CHECK(std::distance(fs::directory_iterator(scratch.folder()), {}) == 1);
    fs::permissions(target / "notes", fs::perms::owner_all);
  }
  CHECK(with_old >= 3);
  CHECK(with_new >= 3);
}

TEST_CASE("Where names cannot be exchanged an end between the two moves is mended") {
  const Scratch scratch;
  const auto target = scratch.folder() / "out";
  make_run(target, "first");
  save_users_files(scratch, "out");
  // What the two moves leave when the process ends between them.
  REQUIRE(test::ends_before_step(3, [&](const BeforeStep& before_step) {
    OutputFolder out(target, own_names(), Existing::overwrite);
    write(out.file(run_file_name), our_run);
    write(out.file("places.csv"), "second");
    static_cast<void>(out.finish([&](std::string_view step) {
      if (step == "exchange") {
        fs::rename(target, part_folders_in(scratch.folder()).front() / "old");
        kill(getpid(), SIGKILL);
      }
      before_step(step);
    }));
  }));
  CHECK_FALSE(fs::exists(target));
  const auto notes = prepare_output_folder(target, own_names(), Existing::overwrite);
  REQUIRE_FALSE(notes.empty());
  CHECK_THAT(notes.front(), Contains("the earlier one was put back"));
  CHECK(bytes_of(target / "places.csv") == "first");
  check_users_files(target);
  CHECK(std::distance(fs::directory_iterator(scratch.folder()), {}) == 1);
  fs::permissions(target / "notes", fs::perms::owner_all);
}

TEST_CASE("Files of the user's that are left nowhere else are brought back, and those whose folder is gone stay") {
  const Scratch scratch;
  const auto target = scratch.folder() / "out";
  const auto leave_one = [&] {
    make_run(target, "first");
    scratch.write("out/my_map.qgs", "mine");
    REQUIRE(test::ends_before_step(3, [&](const BeforeStep& before_step) {
      OutputFolder out(target, own_names(), Existing::overwrite);
      write(out.file(run_file_name), our_run);
      static_cast<void>(out.finish(before_step));
    }));
  };
  leave_one();
  fs::remove(target / "my_map.qgs");
  auto notes = prepare_output_folder(target, own_names(), Existing::overwrite);
  REQUIRE(notes.size() == 1);
  CHECK_THAT(notes.front(), Contains("brought back") && Contains("my_map.qgs"));
  CHECK(bytes_of(target / "my_map.qgs") == "mine");
  leave_one();
  fs::remove_all(target);
  notes = prepare_output_folder(target, own_names(), Existing::overwrite);
  REQUIRE(notes.size() == 1);
  CHECK_THAT(notes.front(), Contains("holds files of yours"));
  CHECK(std::distance(fs::directory_iterator(scratch.folder()), {}) == 1);
}

TEST_CASE("What the user saves while the folders change their names is not lost") {
  const Scratch scratch;
  const auto target = scratch.folder() / "out";
  make_run(target, "first");
  scratch.write("out/my_map.qgs", "mine");
  OutputFolder out(target, own_names(), Existing::overwrite);
  write(out.file(run_file_name), our_run);
  static_cast<void>(out.finish([&](std::string_view step) {
    if (step == "exchange") {
      // As programs do that save safely: under another name first.
      scratch.write("out/my_map.qgs~", "mine, later");
      fs::last_write_time(target / "my_map.qgs~", fs::last_write_time(target / "my_map.qgs") + std::chrono::seconds(1));
      fs::rename(target / "my_map.qgs~", target / "my_map.qgs");
      scratch.write("out/late.txt", "mine");
    }
  }));
  CHECK(bytes_of(target / "my_map.qgs") == "mine, later");
  CHECK(bytes_of(target / "late.txt") == "mine");
  CHECK(scratch.entries() == 4);
}

TEST_CASE("A process that is killed while it clears what another left loses nothing either") {
  bool has_more = true;
  int steps = 0;
  for (; has_more; ++steps) {
    CAPTURE(steps);
    const Scratch scratch;
    const auto target = scratch.folder() / "out";
    make_run(target, "first");
    save_users_files(scratch, "out");
    REQUIRE(test::ends_before_step(2, [&](const BeforeStep& before_step) {
      OutputFolder out(target, own_names(), Existing::overwrite);
      write(out.file(run_file_name), our_run);
      static_cast<void>(out.finish([&](std::string_view step) {
        if (step == "exchange") {
          fs::rename(target, part_folders_in(scratch.folder()).front() / "old");
        }
        before_step(step);
      }));
    }));
    has_more = test::ends_before_step(steps, [&](const BeforeStep& before_step) {
      auto part = PartFolder::adopt(part_folders_in(scratch.folder()).front());
      if (!part) {
        throw DataError("not adopted");
      }
      static_cast<void>(recover_output_folder(*part, before_step));
    });
    static_cast<void>(prepare_output_folder(target, own_names(), Existing::overwrite));
    CHECK(bytes_of(target / "places.csv") == "first");
    check_users_files(target);
    CHECK(std::distance(fs::directory_iterator(scratch.folder()), {}) == 1);
    fs::permissions(target / "notes", fs::perms::owner_all);
  }
  CHECK(steps > 3);
}

TEST_CASE("A hidden folder of a living process, and one that does not say what it is, stay") {
  const Scratch scratch;
  const OutputFolder living(scratch.folder() / "out", own_names(), Existing::keep);
  CHECK(prepare_output_folder(scratch.folder() / "out", own_names(), Existing::keep).empty());
  CHECK(std::distance(fs::directory_iterator(scratch.folder()), {}) == 1);
  scratch.write(".lykta-part-abc123/old/my_map.qgs", "mine");
  const auto notes = prepare_output_folder(scratch.folder() / "out", own_names(), Existing::keep);
  REQUIRE(notes.size() == 1);
  CHECK_THAT(notes.front(), Contains("does not say what it is left of"));
  CHECK(bytes_of(scratch.folder() / ".lykta-part-abc123/old/my_map.qgs") == "mine");
}

TEST_CASE("A folder that appears while another is made is kept") {
  const Scratch scratch;
  const auto target = scratch.folder() / "out";
  const auto make_late = [&](std::string_view when, const std::function<void()>& other) {
    OutputFolder out(target, own_names(), Existing::keep);
    write(out.file(run_file_name), our_run);
    write(out.file("places.csv"), "late");
    return failure<InvalidOption>([&] {
      static_cast<void>(out.finish([&](std::string_view step) {
        if (step == when) {
          other();
        }
      }));
    });
  };
  for (const auto* when : {"put on disk", "move"}) {
    CAPTURE(when);
    CHECK_THAT(make_late(when, [&] { scratch.write("out/run.json", our_run); }),
               Contains("is already there and was kept"));
    CHECK_FALSE(fs::exists(target / "places.csv"));
    CHECK(scratch.entries() == 2);
    fs::remove_all(target);
  }
}

TEST_CASE("The mode of a folder follows the umask, and that of an overwritten folder stays") {
  const Scratch scratch;
  const auto mode_of = [&] { return fs::status(scratch.folder() / "out").permissions(); };
  const auto before = umask(077);
  make_run(scratch.folder() / "out", "first");
  CHECK(mode_of() == fs::perms::owner_all);
  umask(before);
  make_run(scratch.folder() / "out", "second");
  CHECK(mode_of() == fs::perms::owner_all);
  fs::permissions(scratch.folder() / "out" / "places.csv", fs::perms::owner_read | fs::perms::group_read);
  make_run(scratch.folder() / "out", "third");
  CHECK(fs::status(scratch.folder() / "out" / "places.csv").permissions() ==
        (fs::perms::owner_read | fs::perms::group_read));
}

TEST_CASE("A link to a folder stands for the folder, and one that leads nowhere is refused") {
  const Scratch scratch;
  fs::create_directory(scratch.folder() / "far");
  fs::create_directory_symlink("far", scratch.folder() / "out");
  make_run(scratch.folder() / "out", "first");
  make_run(scratch.folder() / "out/", "second");
  CHECK(fs::is_symlink(scratch.folder() / "out"));
  CHECK(bytes_of(scratch.folder() / "far" / "places.csv") == "second");
  fs::create_directory_symlink("nowhere", scratch.folder() / "lost");
  CHECK_THAT(failure<InvalidOption>([&] { make_run(scratch.folder() / "lost", "x"); }),
             Contains("a link that leads nowhere"));
}

TEST_CASE("The folder that the program was called in is not replaced, nor one where something is mounted") {
  const Scratch scratch;
  make_run(scratch.folder() / "out", "first");
  const auto before = fs::current_path();
  fs::current_path(scratch.folder() / "out");
  const auto message = failure<InvalidOption>([&] { make_run(".", "second"); });
  fs::current_path(before);
  CHECK_THAT(message, Contains("is the folder that you are in"));
  CHECK(bytes_of(scratch.folder() / "out" / "places.csv") == "first");
  CHECK_THAT(failure<InvalidOption>([&] { make_run("/proc", "x"); }), Contains("something is mounted there"));
}

TEST_CASE("A folder of the user's with the name of an output is refused") {
  const Scratch scratch;
  const auto target = scratch.folder() / "out";
  make_run(target, "first");
  scratch.write("out/grid.csv/mine.txt", "mine");
  CHECK_THAT(failure<InvalidOption>([&] { make_run(target, "second"); }),
             Contains("grid.csv: is a folder where a run writes a file"));
  fs::remove_all(target / "grid.csv");
  scratch.write("out/parts", "mine");
  CHECK_THAT(failure<InvalidOption>([&] { make_run(target, "second"); }), Contains("parts: is no folder"));
  CHECK(bytes_of(target / "places.csv") == "first");
}

TEST_CASE("A folder whose move is refused leaves nothing hidden, and the folders made for it go") {
  const Scratch scratch;
  {
    OutputFolder out(scratch.folder() / "a" / "b" / "out", own_names(), Existing::keep);
    write(out.file("places.csv"), "x");
    CHECK_THROWS_AS(out.finish([](std::string_view step) {
      if (step == "move") {
        throw DataError("stopped");
      }
    }),
                    DataError);
  }
  CHECK(scratch.entries() == 0);
}

}  // namespace lykta::tests_of_output_folder
