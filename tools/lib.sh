# lib.sh: what tools/run, tools/check and tools/install share; sourced, not run
# shellcheck shell=bash
#
# SPDX-License-Identifier: GPL-3.0-or-later

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)
export root

# ccache, which meson uses where it is installed, compiles nothing where it cannot write at home.
[ -n "${CCACHE_DIR:-}" ] || [ -w "${HOME:-/}" ] || export CCACHE_DISABLE=1

# One line that says what happens now.
say () {
  printf '%s\n' "$*"
}

# One line that says what is wrong and what to do; ends the command.
die () {
  printf '%s: %s\n' "${0##*/}" "$*" >&2
  exit 1
}

# The column of tools/packages for this system: apt, dnf, pacman or zypper; nothing when unknown.
package_family () {
  local family

  for family in apt-get dnf pacman zypper; do
    if command -v "$family" > /dev/null; then
      printf '%s\n' "${family%-get}"
      return
    fi
  done
}

# packages_for FAMILY NEED...: the packages of these needs, one a line.
packages_for () {
  local family=$1
  shift

  awk -v family="$family" -v needs=" $* " '
    BEGIN { column["apt"] = 2; column["dnf"] = 3; column["pacman"] = 4; column["zypper"] = 5 }
    /^#/ || NF == 0 { next }
    index (needs, " " $1 " ") && $column[family] != "-" && !seen[$column[family]]++ {
      print $column[family]
    }' "$root/tools/packages"
}

# missing_packages FAMILY PACKAGE...: those of them that are not installed, one a line. Asks the
# package database on this machine only, so it takes milliseconds.
missing_packages () {
  local family=$1 package
  shift

  case $family in
    apt)
      comm -23 <(printf '%s\n' "$@" | sort) \
        <(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "$@" 2> /dev/null |
          sed -n 's/^installed //p' | sort)
      ;;
    pacman)
      pacman -T "$@" || true
      ;;
    dnf | zypper)
      for package in "$@"; do
        rpm -q --whatprovides "$package" > /dev/null 2>&1 || printf '%s\n' "$package"
      done
      ;;
  esac
}

# Runs a command as root: as it is, or by sudo or doas.
as_root () {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif command -v sudo > /dev/null; then
    sudo -- "$@"
  elif command -v doas > /dev/null; then
    doas -- "$@"
  else
    die "needs root for: $*
Run that as root, then start this again."
  fi
}

# need_packages NEED...: installs what is missing of tools/packages. Says nothing when all is there.
need_packages () {
  local family wanted missing

  family=$(package_family)
  if [ -z "$family" ]; then
    say "Packages: this system has neither apt, dnf, pacman nor zypper; going on with what is here."
    return
  fi

  mapfile -t wanted < <(packages_for "$family" "$@")
  mapfile -t missing < <(missing_packages "$family" "${wanted[@]}")
  [ "${#missing[@]}" -gt 0 ] || return 0

  say "Installing ${#missing[@]} packages: ${missing[*]}"
  case $family in
    apt)
      # A source of somebody else's that does not answer is no reason to stop.
      as_root env DEBIAN_FRONTEND=noninteractive apt-get update -q || true
      as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -q --no-install-recommends "${missing[@]}"
      ;;
    dnf) as_root dnf install -y --setopt=install_weak_deps=False "${missing[@]}" ;;
    pacman) as_root pacman -S --needed --noconfirm "${missing[@]}" ;;
    zypper) as_root zypper --non-interactive install --no-recommends "${missing[@]}" ;;
  esac || die "the packages could not be installed; the lines above say why."

  mapfile -t missing < <(missing_packages "$family" "${wanted[@]}")
  [ "${#missing[@]}" -eq 0 ] || die "still not installed: ${missing[*]}"
}

# configure FOLDER OPTION...: sets up a build folder, anew when its options or the project's place
# changed. Says nothing when there is nothing to do.
configure () {
  local folder=$1 stamp wanted log
  shift

  stamp=$folder/configured
  wanted=$(printf '%s\n' "$root" "$@")
  if [ -f "$folder/build.ninja" ] && [ "$(cat "$stamp" 2> /dev/null)" = "$wanted" ]; then
    return
  fi

  say "Configuring ${folder#"$root/"}"
  rm -rf -- "$folder"
  mkdir -p -- "$folder"
  log=$folder/configure.log
  if ! meson setup "$@" "$folder" "$root" > "$log" 2>&1; then
    cat "$log" >&2
    die "the build could not be configured; the lines above say why."
  fi
  printf '%s' "$wanted" > "$stamp"
}

# compile FOLDER [TARGET]...: shows progress on a terminal, and otherwise only what goes wrong.
compile () {
  local folder=$1 quiet=()
  shift

  [ -t 1 ] || quiet=(--quiet)
  ninja -C "$folder" "${quiet[@]}" "$@" || die "the program does not compile; the lines above say why."
}

# install_into FOLDER: copies what changed into the prefix that FOLDER was configured with.
install_into () {
  local folder=$1 log=$1/install.log

  if ! meson install -C "$folder" --no-rebuild --only-changed > "$log" 2>&1; then
    cat "$log" >&2
    die "the program could not be installed; the lines above say why."
  fi
}

# A session bus that answers.
has_session_bus () {
  [ -n "${DBUS_SESSION_BUS_ADDRESS:-}" ] || [ -S "${XDG_RUNTIME_DIR:-/nonexistent}/bus" ] ||
    return 1
  bus_call GetId > /dev/null
}

# bus_call METHOD ARGUMENT...: calls the session bus itself; prints the answer.
bus_call () {
  local method=$1
  shift

  gdbus call --session --timeout 5 --dest org.freedesktop.DBus \
    --object-path /org/freedesktop/DBus --method "org.freedesktop.DBus.$method" "$@" 2> /dev/null
}

# owner_pid NAME: the process that owns a name on the session bus; nothing when nobody does.
owner_pid () {
  # The call fails where nobody owns the name; that is an answer, not an error.
  { bus_call GetConnectionUnixProcessID "$1" || true; } |
    sed -n 's/^(uint32 \([0-9]*\),)$/\1/p'
}
