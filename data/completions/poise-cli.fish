# fish completion for poise-cli

set -l commands add agree balance check compare correct decrypt delete encrypt export import intention learned list merge-file passphrase prompt restore retag review show tag trash
set -l modes 'management leadership balanced none'
set -l facets 'purpose change people means decisions communication'

complete -c poise-cli -f
complete -c poise-cli -n "not __fish_seen_subcommand_from $commands" -a "$commands"
complete -c poise-cli -n "not __fish_seen_subcommand_from $commands" -l journal -r -a '(__fish_complete_directories)'
complete -c poise-cli -n "not __fish_seen_subcommand_from $commands" -l passphrase-file -r -F
complete -c poise-cli -n '__fish_seen_subcommand_from decrypt encrypt passphrase' -l recovery-file -r -F
complete -c poise-cli -n '__fish_seen_subcommand_from passphrase' -l new-passphrase-file -r -F
complete -c poise-cli -n '__fish_seen_subcommand_from passphrase' -l new-recovery-key
complete -c poise-cli -n '__fish_seen_subcommand_from passphrase' -l new-recovery-file -r -F
complete -c poise-cli -n '__fish_seen_subcommand_from passphrase' -l join
complete -c poise-cli -n '__fish_seen_subcommand_from passphrase' -l other-passphrase-file -r -F
complete -c poise-cli -n '__fish_seen_subcommand_from add prompt' -l day -x
complete -c poise-cli -n '__fish_seen_subcommand_from add' -l prompt -x
complete -c poise-cli -n '__fish_seen_subcommand_from add' -l form -x -a after-event
complete -c poise-cli -n '__fish_seen_subcommand_from agree' -l json
complete -c poise-cli -n '__fish_seen_subcommand_from balance' -l weeks -x
complete -c poise-cli -n '__fish_seen_subcommand_from balance' -l all
complete -c poise-cli -n '__fish_seen_subcommand_from balance' -l csv
complete -c poise-cli -n '__fish_seen_subcommand_from balance' -l from -x
complete -c poise-cli -n '__fish_seen_subcommand_from balance' -l to -x
complete -c poise-cli -n '__fish_seen_subcommand_from balance' -l by -x -a 'day week month quarter facet'
complete -c poise-cli -n '__fish_seen_subcommand_from balance' -l first-weekday -x -a 'monday tuesday wednesday thursday friday saturday sunday'
complete -c poise-cli -n '__fish_seen_subcommand_from balance' -l target -x
complete -c poise-cli -n '__fish_seen_subcommand_from add balance list' -l tag -x
complete -c poise-cli -n '__fish_seen_subcommand_from review' -l month -x
complete -c poise-cli -n '__fish_seen_subcommand_from review' -l quarter -x
complete -c poise-cli -n '__fish_seen_subcommand_from review' -l keep
complete -c poise-cli -n '__fish_seen_subcommand_from review' -l initials -x
complete -c poise-cli -n '__fish_seen_subcommand_from review' -l html -r -F
complete -c poise-cli -n '__fish_seen_subcommand_from review' -l pdf -r -F
complete -c poise-cli -n '__fish_seen_subcommand_from compare' -l date -x
complete -c poise-cli -n '__fish_seen_subcommand_from compare' -l mark -x
complete -c poise-cli -n '__fish_seen_subcommand_from compare' -l weeks -x
complete -c poise-cli -n '__fish_seen_subcommand_from balance' -l pdf -r -F
complete -c poise-cli -n '__fish_seen_subcommand_from balance' -l svg -r -F
complete -c poise-cli -n '__fish_seen_subcommand_from balance' -l png -r -F
complete -c poise-cli -n '__fish_seen_subcommand_from balance compare export import intention learned list prompt restore retag review show tag trash' -l json
complete -c poise-cli -n '__fish_seen_subcommand_from check' -l repair
complete -c poise-cli -n '__fish_seen_subcommand_from correct' -a "$modes"
complete -c poise-cli -n '__fish_seen_subcommand_from prompt' -l list
complete -c poise-cli -n '__fish_seen_subcommand_from prompt' -l morning
complete -c poise-cli -n '__fish_seen_subcommand_from intention prompt' -l import -r -F
complete -c poise-cli -n '__fish_seen_subcommand_from intention prompt' -l export -r -F
complete -c poise-cli -n '__fish_seen_subcommand_from export' -F -a '(poise-cli export --list | string replace -r " .*" "")'
complete -c poise-cli -n '__fish_seen_subcommand_from import' -F -a '(poise-cli import --list | string replace -r " .*" "")'
complete -c poise-cli -n '__fish_seen_subcommand_from export import' -l dry-run
complete -c poise-cli -n '__fish_seen_subcommand_from export import intention restore' -l list
complete -c poise-cli -n '__fish_seen_subcommand_from export' -l force
complete -c poise-cli -n '__fish_seen_subcommand_from import' -l partial
complete -c poise-cli -n '__fish_seen_subcommand_from import' -l encoding -x
complete -c poise-cli -n '__fish_seen_subcommand_from import' -l date-order -x -a 'dmy mdy ymd'
complete -c poise-cli -n '__fish_seen_subcommand_from intention' -a 'set done partly not drop pause resume'
complete -c poise-cli -n '__fish_seen_subcommand_from intention' -l keep
complete -c poise-cli -n '__fish_seen_subcommand_from intention' -l suggest
complete -c poise-cli -n '__fish_seen_subcommand_from learned' -l reset
complete -c poise-cli -n '__fish_seen_subcommand_from retag' -l dry-run
complete -c poise-cli -n '__fish_seen_subcommand_from export list' -l from -x
complete -c poise-cli -n '__fish_seen_subcommand_from export list' -l to -x
complete -c poise-cli -n '__fish_seen_subcommand_from list' -l search -x
complete -c poise-cli -n '__fish_seen_subcommand_from intention' -l mode -x -a "$modes"
complete -c poise-cli -n '__fish_seen_subcommand_from list' -l mode -x -a "$modes unsure"
complete -c poise-cli -n '__fish_seen_subcommand_from intention list' -l facet -x -a "$facets"
complete -c poise-cli -n '__fish_seen_subcommand_from tag' -F
complete -c poise-cli -n '__fish_seen_subcommand_from tag' -l jsonl
complete -c poise-cli -n '__fish_seen_subcommand_from tag' -l reasons
complete -c poise-cli -n '__fish_seen_subcommand_from tag' -l unit -x -a 'entry sentence'
complete -c poise-cli -n '__fish_seen_subcommand_from trash' -l restore -x
complete -c poise-cli -n '__fish_seen_subcommand_from trash' -l empty
