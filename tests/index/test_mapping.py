"""A document holds what a hit shows and what is asked for, and nothing that the mapping does not know."""

from datetime import date

from domain.article import Article
from index.mapping import MAPPINGS, PROPERTIES, document, week_number
from index.reposted import Origins
from index.row import row_of
from tests.index import made


def made_document(article: Article) -> dict[str, object]:
    row = row_of(article, Origins(made.registry()), {})
    return document(row, 7, "digest")


def test_a_document_has_only_fields_that_the_strict_mapping_knows() -> None:
    assert MAPPINGS["dynamic"] == "strict"
    some = made.some_articles(made.random.Random(1), 60)
    assert set().union(*(made_document(one) for one in some)) <= set(PROPERTIES)


def test_tokens_are_ours_exact_then_folded() -> None:
    found = made_document(made.article(1, "Thuỷ lợi", on=date(2023, 8, 22)))
    assert found["title_t"] == "thủy lợi _thuy _loi"
    assert (found["first"], found["last"], found["week"], found["vague"]) == (
        "2023-08-22", "2023-08-22", "2023-W34", False)


def test_a_month_has_a_first_and_a_last_day_and_no_week() -> None:
    found = made_document(made.article(1, on="2023-08"))
    assert (found["first"], found["last"], found["vague"]) == ("2023-08-01", "2023-08-31", True)
    assert "week" not in found and found["month"] == "2023-08"


def test_a_unit_stands_once_in_every_set_of_roles() -> None:
    found = made_document(made.article(1, unit="so-x", actors=("so-x", "so-y"), mentioned=("huyen-z",)))
    assert found["units_1"] == ["so-x"]
    assert found["units_3"] == ["so-x", "so-y"]
    assert found["units_4"] == ["huyen-z"]


def test_all_three_texts_are_looked_up_in_one_place_each_apart() -> None:
    found = made_document(made.article(1, "Thuỷ lợi", "nhỏ. Thuỷ-lợi nhỏ", lead="Một"))
    assert found["exact_t"] == ["thủy lợi", "một", "nhỏ thủy lợi nhỏ"]
    assert found["plain_t"] == "_thuy _loi _mot _nho"
    assert found["near_t"] == ["_thuy_loi", "_nho_thuy _thuy_loi _loi_nho"]
    assert (found["title_t"], found["lead_t"]) == ("thủy lợi _thuy _loi", "một _mot")


def test_a_cell_tells_of_reposts_and_reviews_and_the_week_is_counted_from_its_monday() -> None:
    found = made_document(made.article(1, areas="A05:P A06:S? A07:M", on=date(2023, 8, 27), original=2))
    assert found["cells_1"] == ["so-x\x1fA05\x1f1", "so-x\x1fA06\x1f3"]
    assert week_number(date(2023, 8, 21)) == found["week_number"] == week_number(date(2023, 8, 28)) - 1
