# fish completion for aftercare
#
# SPDX-License-Identifier: GPL-3.0-or-later

# One verb at a time, and its options.
function __aftercare_no_verb
    not __fish_contains_opt export import status sources version help
end

complete -c aftercare -f
complete -c aftercare -n __aftercare_no_verb -l export -r -F -d 'Export the diary to a file'
complete -c aftercare -n '__fish_contains_opt export' -l format -x -a 'json csv csv-sessions csv-notes ics pdf' -d 'Format of the export'
complete -c aftercare -n '__fish_contains_opt export' -l from -x -a '(date +%F)' -d 'First day of a report'
complete -c aftercare -n '__fish_contains_opt export' -l until -x -a '(date +%F)' -d 'Last day of a report'
complete -c aftercare -n __aftercare_no_verb -l import -r -F -d 'Merge a diary file into yours'
complete -c aftercare -n __aftercare_no_verb -l status -d 'Show what you may do now'
complete -c aftercare -n __aftercare_no_verb -l sources -d 'List all advice with its sources'
complete -c aftercare -n '__fish_contains_opt status; or __fish_contains_opt sources' -l json -d 'Print JSON'
complete -c aftercare -n __aftercare_no_verb -l version -d 'Print the version'
complete -c aftercare -n __aftercare_no_verb -s h -l help -d 'Print the options'
