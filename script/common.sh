# shellcheck shell=bash disable=SC2034
# What script/demo, script/test and script/lint share: installing what is missing, building with a log, telling the time.
# It is sourced, with the repository's root as the current folder. Each step says `|| return` by itself: bash forgets `set -e`
# inside a function that is called in a condition. (SC2034: its variables are used where it is sourced.)

BUILD_PACKAGES=(
  g++ cmake ninja-build
  libgdal-dev libgeos-dev libproj-dev libboost-dev libeigen3-dev
  libfmt-dev libcli11-dev libtomlplusplus-dev nlohmann-json3-dev libhowardhinnant-date-dev libssl-dev libexpat1-dev libicu-dev
  libpugixml-dev libsqlite3-dev libkainjow-mustache-dev libxlsxwriter-dev
  pkgconf librsvg2-dev libcairo2-dev libfontconfig-dev fonts-dejavu-core
  tzdata ca-certificates
)
TEST_PACKAGES=(
  catch2 libbenchmark-dev postgresql-postgis
  python3 python3-gdal gdal-bin python3-qgis
  nodejs npm
  git clang-format clang-tidy
)
# These come from other sources than Debian as well: where the command is there, it will do.
declare -A COMMAND_OF_PACKAGE=([nodejs]=node [npm]=npm [cmake]=cmake [ninja-build]=ninja)

GEOJSONHINT_VERSION=2.0.0

say() { printf '== %s\n' "$*"; }

# As root, with sudo where one is not root.
as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    say "not root, and there is no sudo; as root, run: $*"
    return 1
  fi
}

# Runs a command with its output in a log file; on failure shows the end of it.
# quietly LOG COMMAND...
quietly() {
  local log=$1
  shift
  mkdir -p "$(dirname "$log")"
  if "$@" >"$log" 2>&1 </dev/null; then
    return 0
  else
    local code=$?
    tail -n 60 "$log"
    say "failed (exit code $code): $*"
    say "the whole output: $log"
    return "$code"
  fi
}

# Runs a stage and says how long it took.
# timed NAME COMMAND...
timed() {
  local name=$1 start=$SECONDS
  shift
  say "$name"
  "$@" || return
  say "$name: $((SECONDS - start)) s"
}

is_installed() {
  local command=${COMMAND_OF_PACKAGE[$1]:-}
  if [ -n "$command" ] && command -v "$command" >/dev/null; then
    return 0
  fi
  # One line per architecture.
  dpkg-query --show --showformat='${db:Status-Status}\n' "$1" 2>/dev/null | grep --line-regexp installed >/dev/null
}

# Installs those of the named Debian packages that are missing; does not call apt when none is.
install_packages() {
  if ! command -v dpkg-query >/dev/null; then
    say "this is no Debian, so nothing is installed; what is needed: $*"
    return 0
  fi
  local package missing=()
  for package in "$@"; do
    is_installed "$package" || missing+=("$package")
  done
  if [ ${#missing[@]} -eq 0 ]; then
    return 0
  fi
  timed "installing: ${missing[*]}" install_missing "${missing[@]}"
}

install_missing() {
  # Another apt may be at work on a new machine: wait for it rather than fail.
  local apt=(env DEBIAN_FRONTEND=noninteractive apt-get --assume-yes -o DPkg::Lock::Timeout=300)
  quietly build/log/apt-update.log as_root "${apt[@]}" update || return
  quietly build/log/apt-install.log as_root "${apt[@]}" install --no-install-recommends "$@"
}

# The GeoJSON validator, into build/npm.
install_geojsonhint() {
  if [ -x build/npm/node_modules/.bin/geojsonhint ]; then
    return 0
  fi
  timed "installing: geojsonhint $GEOJSONHINT_VERSION (npm)" quietly build/log/npm.log \
    npm install --prefix build/npm --no-save --no-audit --no-fund "geojsonhint@$GEOJSONHINT_VERSION"
}

# build_preset PRESET [CMAKE_OPTION...]
build_preset() {
  local preset=$1
  shift
  # So ccache knows precompiled headers: by what they were made of.
  export CCACHE_SLOPPINESS=${CCACHE_SLOPPINESS-pch_defines,time_macros}
  # Read by CMake at the first configuration of a build folder.
  if command -v ccache >/dev/null; then
    export CMAKE_CXX_COMPILER_LAUNCHER=${CMAKE_CXX_COMPILER_LAUNCHER-ccache}
  fi
  quietly "build/log/$preset-configure.log" cmake --preset "$preset" "$@" || return
  quietly "build/log/$preset-build.log" cmake --build --preset "$preset" --parallel "$(nproc)"
}
