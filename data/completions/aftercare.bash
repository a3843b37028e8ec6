# bash completion for aftercare
#
# SPDX-License-Identifier: GPL-3.0-or-later

_aftercare () {
  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]} given=" ${COMP_WORDS[*]} "

  # Bash splits --export=FILE into three words.
  if [[ $cur == = ]]; then
    cur=
  elif [[ $prev == = ]]; then
    prev=${COMP_WORDS[COMP_CWORD - 2]}
  fi

  case $prev in
    --export | --import)
      compopt -o filenames 2> /dev/null
      mapfile -t COMPREPLY < <(compgen -f -- "$cur")
      return
      ;;
    --format)
      mapfile -t COMPREPLY < <(compgen -W 'json csv csv-sessions csv-notes ics pdf' -- "$cur")
      return
      ;;
    --from | --until)
      mapfile -t COMPREPLY < <(compgen -W "$(date +%F)" -- "$cur")
      return
      ;;
  esac

  # One verb at a time, and its options.
  case $given in
    *' --export'*) mapfile -t COMPREPLY < <(compgen -W '--format --from --until' -- "$cur") ;;
    *' --status '* | *' --sources '*) mapfile -t COMPREPLY < <(compgen -W '--json' -- "$cur") ;;
    *' --import'* | *' --version '* | *' --help '*) COMPREPLY=() ;;
    *)
      mapfile -t COMPREPLY < <(compgen -W '--export --import --status --sources --version --help -h' -- "$cur")
      ;;
  esac
}

complete -F _aftercare aftercare
