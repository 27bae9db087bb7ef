import pytest

from tests.test_cli import run

# What is wrong with a command, and how it is told.
WRONG = [
    (["build"], "Feil: Skriv enten navn på kommuner eller --all."),
    (["build", "tromso", "--all"], "Feil: Skriv enten navn på kommuner eller --all."),
    (["build", "tromso", "--format", "odt"], "Feil: Ugyldig verdi for «--format» / «-f»: «odt» er ikke et av alternativene: «docx», «md», «html», «pdf», «all»."),
    (["build", "--all", "--jobs", "0"], "Feil: Ugyldig verdi for «--jobs» / «-j»: skriv et heltall fra 1 til 256"),
    (["build", "--all", "-j", "to"], "Feil: Ugyldig verdi for «--jobs» / «-j»: skriv et heltall fra 1 til 256"),
    *((["build", "--all", "--shard", part], "Feil: --shard må stå sammen med --all og ha to tall, for eksempel 2/5. Det første er fra 1 til det andre, som er høyst 1000.")
      for part in ("0/5", "6/5", "2", "2/", "/5", "2/5/6", "to/fem", "-1/5", "1/1001", "")),
    (["build", "tromso", "--shard", "2/5"], "Feil: --shard må stå sammen med --all og ha to tall, for eksempel 2/5. Det første er fra 1 til det andre, som er høyst 1000."),
    (["build", "--all", "--check", "--force"], "Feil: --force, --check og --watch kan ikke brukes sammen."),
    (["build", "--all", "--watch", "--check"], "Feil: --force, --check og --watch kan ikke brukes sammen."),
    (["bygg"], "Feil: Det finnes ingen kommando som heter «bygg»; du kan bruke: build, check, diff, preview, schema, text"),
    (["bild"], "Feil: Det finnes ingen kommando som heter «bild»; mente du build?"),
    (["build", "--xyzzy"], "Feil: Det finnes ikke noe tilvalg som heter «--xyzzy»"),
    (["build", "--formatt", "md"], "Feil: Det finnes ikke noe tilvalg som heter «--formatt». Mente du --force, --format?"),
    (["--xyzzy"], "Feil: Det finnes ikke noe tilvalg som heter «--xyzzy»"),
    (["check", "-x"], "Feil: Det finnes ikke noe tilvalg som heter «-x»"),
    (["preview"], "Feil: Argumentet NAVN mangler."),
    (["preview", "tromso", "--port", "-1"], "Feil: Ugyldig verdi for «--port» / «-p»: skriv et heltall fra 1 til 65535"),
    (["build", "--all", "--out", ""], "Feil: Ugyldig verdi for «--out» / «-o»: navnet er tomt"),
    (["check", "--workspace="], "Feil: Ugyldig verdi for «--workspace» / «-w»: navnet er tomt"),
    (["check", "--format"], "Feil: Tilvalget «--format» må følges av en verdi."),
    (["check", "--strict=ja"], "Feil: Tilvalget «--strict» skal ikke ha noen verdi."),
    (["schema", "tromso"], "Feil: For mange argumenter (tromso)"),
    (["--lang", "nn", "check"], "Feil: Ugyldig verdi for «--lang» (miljøvariabelen AVTALEGEN_LANG): «nn» er ikke et av alternativene: «nb», «en»."),
    (["check", "--lang", "nn"], "Feil: Ugyldig verdi for «--lang»: «nn» er ikke et av alternativene: «nb», «en»."),
]  # fmt: skip


@pytest.mark.parametrize(("words", "said"), WRONG, ids=lambda value: str(value)[:40])
def test_wrong_use_ends_with_2_and_is_told_in_norwegian(words, said):
    done = run(*words)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines()[-1] == said


@pytest.mark.parametrize("words", [["build"], ["bygg"], ["check", "--xyzzy"]])
def test_wrong_use_shows_how_the_command_is_used(words):
    first, second, empty, *_ = run(*words).stderr.splitlines()
    command = "avtalegen" if words == ["bygg"] else f"avtalegen {words[0]}"
    assert first.startswith(f"Bruk: {command} ")
    assert second == f"Prøv «{command} --help» for å få hjelp."
    assert empty == ""


def test_wrong_use_is_told_in_english_to_those_who_read_it():
    done = run("--lang", "en", "bild")
    assert done.stderr == (
        "Usage: avtalegen [OPTIONS] COMMAND\n"
        "Try 'avtalegen --help' for help.\n\n"
        'Error: There is no command "bild"; did you mean build?\n'
    )
    shown = run("check", "--format", "xml", AVTALEGEN_LANG="en").stderr
    assert shown.endswith("'xml' is not one of 'text', 'json', 'github', 'sarif', 'gitlab'.\n")


def test_the_last_of_several_languages_is_meant():
    assert run("--lang", "nb", "--lang", "en", "bild").stderr.startswith("Usage:")
    assert run("--lang", "en", "--lang=nb", "bild").stderr.startswith("Bruk:")


def test_without_a_command_the_help_is_shown_and_the_use_is_wrong():
    done = run()
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == run("--help").stdout


def test_the_help_has_no_name_of_a_type_of_python():
    for command in ("build", "check", "schema"):
        assert "<" not in run(command, "--help").stdout
