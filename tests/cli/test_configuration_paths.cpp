
#include "cli/configuration/configuration.hpp"
#include "cli/configuration/paths.hpp"
#include "engine/base/error.hpp"
#include "tests/catch.hpp"
#include "tests/cli/configuration_text.hpp"
#include "tests/geo/scratch.hpp"
#include "tests/source_folder.hpp"

namespace lykta {
namespace {

using namespace test::configuration_text;
using Catch::Contains;
using test::failure;
using test::Scratch;

}  // namespace

TEST_CASE("Paths are relative to the folder of the configuration") {
  const Scratch scratch;
  const auto configuration = read_configuration(scratch.write(
      "deep/lykta.toml", "[[sources]]\npath = \"../data/events.csv\"\n[[sources]]\npath = \"/srv/events.csv\"\n"));
  CHECK(configuration.inputs.sources[0].path == scratch.path("data/events.csv"));
  CHECK(configuration.inputs.sources[0].path_as_written == "../data/events.csv");
  CHECK(configuration.inputs.sources[0].name == "events.csv");
  CHECK(configuration.inputs.sources[1].path == "/srv/events.csv");
}

TEST_CASE("Environment variables stand for parts of a path, and what is published keeps their names") {
  const Variable variable("LYKTA_TEST_FOLDER", "/srv/real");
  const auto configuration = read("[[sources]]\npath = \"${LYKTA_TEST_FOLDER}/a/${LYKTA_TEST_FOLDER}.csv\"\n");
  CHECK(configuration.inputs.sources[0].path == "/srv/real/a/srv/real.csv");
  CHECK(configuration.inputs.sources[0].path_as_written == "${LYKTA_TEST_FOLDER}/a/${LYKTA_TEST_FOLDER}.csv");
  CHECK(with_environment("no variable, $5 and {braces}") == "no variable, $5 and {braces}");
  CHECK(with_environment("<${LYKTA_TEST_FOLDER}>") == "</srv/real>");
  CHECK_THAT(failure<InvalidOption>([] { static_cast<void>(with_environment("${LYKTA_NOT_SET}/a")); }),
             Contains("${LYKTA_NOT_SET}/a") && Contains("LYKTA_NOT_SET is not set"));
}

TEST_CASE("A path that begins with a variable is seen from where the command is given") {
  const Variable variable("LYKTA_TEST_FOLDER", "real");
  CHECK(read("[[sources]]\npath = \"${LYKTA_TEST_FOLDER}/a.csv\"\n").inputs.sources[0].path == "real/a.csv");
}

}  // namespace lykta
