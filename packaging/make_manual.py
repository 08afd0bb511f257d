"""Writes the manual page and the shell's completion from the command line's own parser, so that they never lag."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from wanderlust import __version__
from wanderlust.cli import build_parser

EXAMPLES = (
    'wanderlust ask "How far is it from Lisbon to Porto?"',
    "wanderlust ask --wav question.wav --out reply.wav --json",
    'wanderlust translate --from en --to pt "Where is the station?"',
    "wanderlust engine pack install kokoro kokoro-voices",
)


@dataclass(frozen=True, slots=True)
class Command:
    """One command of the command line: its words after the program's name, what it does, and its parser."""

    words: tuple[str, ...]
    summary: str
    parser: argparse.ArgumentParser

    @property
    def arguments(self) -> list[argparse.Action]:
        """Its options and arguments, without what leads to further commands."""
        leading = (argparse._HelpAction, argparse._VersionAction, argparse._SubParsersAction)
        return [
            action
            for action in self.parser._actions
            if not isinstance(action, leading) and action.help != argparse.SUPPRESS
        ]


def commands(parser: argparse.ArgumentParser, words: tuple[str, ...] = ()) -> Iterator[Command]:
    """Every command a traveller may type; what the program says to itself has no help and is left out."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for choice in action._choices_actions:
                inner = action.choices[choice.dest]
                yield Command((*words, choice.dest), choice.help or "", inner)
                yield from commands(inner, (*words, choice.dest))


def man_page(parser: argparse.ArgumentParser) -> str:
    """The page in the man macros of troff."""
    lines = [
        f'.TH WANDERLUST 1 "" "wanderlust {__version__}" "User Commands"',
        ".SH NAME",
        "wanderlust \\- a voice travel companion",
        ".SH SYNOPSIS",
        ".B wanderlust",
        "[\\fICOMMAND\\fR] [\\fIOPTION\\fR]...",
        ".SH DESCRIPTION",
        _escaped(parser.description or ""),
        "Without a command the window opens.",
        ".SH COMMANDS",
    ]
    for command in commands(parser):
        lines += [".SS " + _escaped(f"wanderlust {' '.join(command.words)}"), _escaped(_sentence(command.summary))]
        for action in command.arguments:
            lines += [".TP", f"\\fB{_escaped(_heading(action))}\\fR", _escaped(_sentence(_help(action)))]
    lines += [".SH ENVIRONMENT"]
    for name, use in (
        ("WANDERLUST_DATA_DIR", "A folder for everything that is written, in place of the system's usual ones."),
        ("OPENAI_API_KEY", "The key for a server, where no keyring holds one."),
        ("WANDERLUST_LOG", "How much is logged to standard error: DEBUG, INFO, WARNING (the default) or ERROR."),
    ):
        lines += [".TP", f"\\fB{name}\\fR", use]
    lines += [".SH EXIT STATUS", "0 when it was done, 1 when it failed, 2 when it was not understood.", ".SH EXAMPLES"]
    for example in EXAMPLES:
        lines += [".PP", ".nf", _escaped(example), ".fi"]
    return "\n".join(lines) + "\n"


def bash_completion(parser: argparse.ArgumentParser) -> str:
    """A completion for bash: the commands, then each one's options and choices."""
    every = list(commands(parser))
    cases = []
    for command in reversed(every):  # the longer ones first
        words = [each.words[-1] for each in every if each.words[:-1] == command.words]
        for action in command.arguments:
            words += action.option_strings or [str(choice) for choice in action.choices or ()]
        cases.append(f'        *" {" ".join(command.words)} "*) words="{" ".join([*words, "--help"])}" ;;')
    top = " ".join([*(command.words[0] for command in every if len(command.words) == 1), "--help", "--version"])
    return "\n".join(
        (
            "# bash completion for wanderlust",
            "_wanderlust() {",
            '    local current="${COMP_WORDS[COMP_CWORD]}" line=" ${COMP_WORDS[*]:1:COMP_CWORD-1} " words',
            '    case "$line" in',
            *cases,
            f'        *) words="{top}" ;;',
            "    esac",
            '    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current"; compgen -f -- "$current")',
            "}",
            "complete -o filenames -F _wanderlust wanderlust",
            "",
        )
    )


def _heading(action: argparse.Action) -> str:
    takes_value = action.nargs != 0
    metavar = action.metavar or ("|".join(map(str, action.choices)) if action.choices else action.dest.upper())
    if not action.option_strings:
        return str(metavar)
    return ", ".join(action.option_strings) + (f" {metavar}" if takes_value else "")


def _help(action: argparse.Action) -> str:
    if action.help:
        return action.help
    return f"one of {', '.join(map(str, action.choices))}" if action.choices else action.dest


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."


def _escaped(text: str) -> str:
    quoted = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{quoted}" if quoted.startswith((".", "'")) else quoted


def main(target: Path) -> None:
    """Write both below ``target``."""
    target.mkdir(parents=True, exist_ok=True)
    parser = build_parser()
    (target / "wanderlust.1").write_text(man_page(parser), encoding="utf-8")
    (target / "wanderlust.bash").write_text(bash_completion(parser), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
