# lib.sh: functions shared by the tools; sourced, not run
# shellcheck shell=bash
#
# SPDX-License-Identifier: GPL-3.0-or-later

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)
export root

# Meson uses ccache if it is installed, and ccache fails if it can't write to the home folder.
[ -n "${CCACHE_DIR:-}" ] || [ -w "${HOME:-/}" ] || export CCACHE_DISABLE=1

# Prints one line about the current step.
say () {
  printf '%s\n' "$*"
}

# Prints one line about the problem and how to fix it, then exits.
die () {
  printf '%s: %s\n' "${0##*/}" "$*" >&2
  exit 1
}

# Prints the column of tools/packages for this system: apt, dnf, pacman or zypper; nothing if unknown.
package_family () {
  local family

  for family in apt-get dnf pacman zypper; do
    if command -v "$family" > /dev/null; then
      printf '%s\n' "${family%-get}"
      return
    fi
  done
}

# packages_for FAMILY NEED...: prints the packages for these needs, one per line.
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

# missing_packages FAMILY PACKAGE...: prints the packages that aren't installed, one per line. Reads only the
# local package database, so it takes milliseconds.
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

# Runs a command as root: directly, or with sudo or doas.
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

# need_packages NEED...: installs missing packages from tools/packages. Prints nothing if none is missing.
need_packages () {
  local family wanted missing

  family=$(package_family)
  if [ -z "$family" ]; then
    say "Packages: this system has neither apt, dnf, pacman nor zypper; continuing without installing any."
    return
  fi

  mapfile -t wanted < <(packages_for "$family" "$@")
  mapfile -t missing < <(missing_packages "$family" "${wanted[@]}")
  [ "${#missing[@]}" -gt 0 ] || return 0

  say "Installing ${#missing[@]} packages: ${missing[*]}"
  case $family in
    apt)
      # Continue if an unrelated package source doesn't respond.
      as_root env DEBIAN_FRONTEND=noninteractive apt-get update -q || true
      as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -q --no-install-recommends "${missing[@]}"
      ;;
    dnf) as_root dnf install -y --setopt=install_weak_deps=False "${missing[@]}" ;;
    pacman) as_root pacman -S --needed --noconfirm "${missing[@]}" ;;
    zypper) as_root zypper --non-interactive install --no-recommends "${missing[@]}" ;;
  esac || die "could not install the packages; see the lines above."

  mapfile -t missing < <(missing_packages "$family" "${wanted[@]}")
  [ "${#missing[@]}" -eq 0 ] || die "still not installed: ${missing[*]}"
}

# configure FOLDER OPTION...: sets up a build folder, again if its options, the path of the project or the
# ccache that Meson wrote into it changed. Prints nothing if there is nothing to do.
configure () {
  local folder=$1 stamp wanted log
  shift

  stamp=$folder/configured
  wanted=$(printf '%s\n' "$root" "$(command -v ccache || true)" "$@")
  if [ -f "$folder/build.ninja" ] && [ "$(cat "$stamp" 2> /dev/null)" = "$wanted" ]; then
    return
  fi

  say "Configuring ${folder#"$root/"}"
  rm -rf -- "$folder"
  mkdir -p -- "$folder"
  log=$folder/configure.log
  if ! meson setup "$@" "$folder" "$root" > "$log" 2>&1; then
    cat "$log" >&2
    die "could not configure the build; see the lines above."
  fi
  printf '%s' "$wanted" > "$stamp"
}

# compile FOLDER [TARGET]...: shows progress on a terminal, otherwise only errors.
compile () {
  local folder=$1 quiet=()
  shift

  [ -t 1 ] || quiet=(--quiet)
  ninja -C "$folder" "${quiet[@]}" "$@" || die "the program doesn't compile; see the lines above."
}

# install_into FOLDER: copies changed files to the prefix of the build in FOLDER.
install_into () {
  local folder=$1 log=$1/install.log

  if ! meson install -C "$folder" --no-rebuild --only-changed > "$log" 2>&1; then
    cat "$log" >&2
    die "could not install the program; see the lines above."
  fi
}

# Whether there is a session bus that responds.
has_session_bus () {
  [ -n "${DBUS_SESSION_BUS_ADDRESS:-}" ] || [ -S "${XDG_RUNTIME_DIR:-/nonexistent}/bus" ] ||
    return 1
  bus_call GetId > /dev/null
}

# bus_call METHOD ARGUMENT...: calls a method of the session bus, and prints the reply.
bus_call () {
  local method=$1
  shift

  gdbus call --session --timeout 5 --dest org.freedesktop.DBus \
    --object-path /org/freedesktop/DBus --method "org.freedesktop.DBus.$method" "$@" 2> /dev/null
}

# owner_pid NAME: prints the process that owns a name on the session bus; nothing if nobody owns it.
owner_pid () {
  # The call fails if nobody owns the name; that isn't an error.
  { bus_call GetConnectionUnixProcessID "$1" || true; } |
    sed -n 's/^(uint32 \([0-9]*\),)$/\1/p'
}
