"""Files, folders and globs to articles; and which texts are English."""

import logging
from pathlib import Path

import pytest

from geodata.articles import iter_articles
from geodata.articles.language import is_english
from geodata.errors import UnreadableInput
from geodata.model import Article


def origins(*inputs: str | Path) -> list[str]:
    return [
        Path(origin).name
        for origin, outcome in iter_articles(inputs)
        if isinstance(outcome, Article)
    ]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.txt", "sub/c.TXT", "sub/deeper/d.md", ".hidden.txt", ".git/e.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Rain fell.")
    (tmp_path / "a.json").write_text('{"title": "A"}')
    (tmp_path / "f.jsonl").write_text('{"text": "One."}\n{"text": "Two."}\n')
    return tmp_path


def test_a_folder_gives_all_it_holds_sorted_without_hidden_files_and_sidecars(folder: Path) -> None:
    assert origins(folder) == ["a.txt", "b.txt", "f.jsonl:1", "f.jsonl:2", "c.TXT", "d.md"]


def test_a_glob_gives_what_it_matches(folder: Path) -> None:
    assert origins(f"{folder}/*.txt") == ["a.txt", "b.txt"]
    assert origins(f"{folder}/**/*.md") == ["d.md"]


def test_sidecars_named_by_a_shell_glob_are_passed_over(folder: Path) -> None:
    assert origins(folder / "a.json", folder / "a.txt") == ["a.txt"]


def test_a_lone_json_file_is_refused_and_jsonl_advised(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text("{}")
    [(_, outcome)] = iter_articles([tmp_path / "x.json"])
    assert isinstance(outcome, UnreadableInput)
    assert ".jsonl" in outcome.remedy


def test_a_file_of_another_kind_in_a_folder_is_said_and_passed_over(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (folder / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    with caplog.at_level(logging.WARNING):
        assert "photo.jpg" not in origins(folder)
    assert "photo.jpg" in caplog.text


def test_a_file_without_a_suffix_is_read_as_text_when_it_is_named(tmp_path: Path) -> None:
    (tmp_path / "report").write_text("Rain fell.")
    assert origins(tmp_path / "report") == ["report"]


@pytest.mark.parametrize("name", ["missing.txt", "*.nothing", "bad\x00name", "x" * 5_000])
def test_a_path_that_leads_nowhere_is_named_and_the_rest_goes_on(folder: Path, name: str) -> None:
    outcomes = list(iter_articles([str(folder / name), folder / "a.txt"]))
    assert outcomes[0][0] == str(folder / name)
    assert isinstance(outcomes[0][1], UnreadableInput)
    assert isinstance(outcomes[1][1], Article)


def test_an_empty_folder_is_a_failure(tmp_path: Path) -> None:
    [(_, outcome)] = iter_articles([tmp_path])
    assert isinstance(outcome, UnreadableInput)
    assert ".txt" in outcome.remedy


def test_folders_are_searched_to_a_bounded_depth_and_round_no_loop(tmp_path: Path) -> None:
    path = tmp_path
    for number in range(20):
        path = path / f"d{number}"
        path.mkdir()
        (path / "a.txt").write_text("Rain fell.")
    (tmp_path / "d0" / "loop").symlink_to(tmp_path, target_is_directory=True)
    assert len(origins(tmp_path)) == 12


def test_reading_is_lazy(folder: Path) -> None:
    found = iter_articles([folder / "a.txt", folder / "later.txt"])
    next(found)
    (folder / "later.txt").write_text("Snow fell.")
    assert isinstance(next(found)[1], Article)


@pytest.mark.parametrize(
    "text",
    [
        "Die syrische Armee hat nach eigenen Angaben ihre Truppen aus der Stadt Aleppo abgezogen, "
        "um einen Gegenangriff vorzubereiten, der in den nächsten Tagen beginnen soll.",
        "Les forces gouvernementales ont annoncé samedi un repli temporaire de leurs troupes à "
        "Alep, la deuxième ville du pays, pour préparer une contre-attaque dans les jours à venir.",
        "Al menos 13 personas murieron el sábado en un atentado con coche bomba en el centro de la "
        "ciudad, según la policía, que busca a los autores desde la noche del viernes.",
        "Volgens de politie zijn bij een aanslag in het centrum van de stad zeker dertien "
        "mensen om het leven gekomen en worden er nog vier mensen vermist.",
        "Menurut polisi, sedikitnya 13 orang tewas dalam serangan bom mobil di pusat kota pada "
        "hari Sabtu dan mereka yang terluka telah dibawa ke rumah sakit.",
        "Сирийская армия отошла",
        "叙利亚军队表示",
        "قالت القوات المسلحة السورية إنها أعادت الانتشار",
    ],
    ids=["de", "fr", "es", "nl", "id", "ru", "zh", "ar"],
)
def test_other_languages_are_not_english(text: str) -> None:
    assert not is_english(text)


@pytest.mark.parametrize(
    "text",
    [
        "Bomb kills 13 in Bogota",
        "Real Madrid 2 Barcelona 1, Sevilla 0 Valencia 0, Osasuna 3 Getafe 1, Cadiz 1 Betis 1, "
        "Girona 2 Alaves 0, Las Palmas 1 Rayo Vallecano 4, Celta de Vigo 2 Mallorca 2",
        "Officials in La Paz and Santa Cruz de la Sierra said the march from El Alto to the centre "
        "of the city had been peaceful until riot police arrived at the Plaza de los Heroes.",
        "13",
        "",
    ],
)
def test_headlines_results_and_foreign_names_pass_as_english(text: str) -> None:
    assert is_english(text)
