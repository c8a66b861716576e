"""`phusong articles`: every stored article with every field, as JSON lines."""

from datetime import date
from typing import Any

import click

from domain.codec import article_to_json
from domain.source import pick
from flows.house import House
from phusong.options import ids, in_order, opened, since, until
from phusong.show import lines
from phusong.words import COMMANDS, say
from store.articles import Stored


@click.command("articles", help=say(COMMANDS["articles"][1]))
@ids
@since
@until
def command(ids: tuple[str, ...], since: date | None, until: date | None) -> None:
    """In the order of publication, undated last."""
    in_order(since, until)
    with opened() as house:
        for source in ids or (None,):
            rows = house.store.ledger.articles(source, since, until)
            written = lines((_row(house, stored) for stored in rows), house.clock)
            if source and not written:
                pick(house.sources, (source,))  # what is stored of a source that is gone is exported all the same


def _row(house: House, stored: Stored) -> dict[str, Any]:
    article = stored.article
    parts = article_to_json(article)
    parts["found"]["first_seen"] = article.found.first_seen  # as `lines` writes an instant: with Vietnam's offset
    if article.page:
        parts["page"]["fetched_at"] = article.page.fetched_at
    return {
        "id": article.id, "source": article.found.source, "unit": stored.unit, "url": article.found.url,
        "addresses": house.store.ledger.addresses(article.id), "first_seen": article.found.first_seen,
        "stored_at": stored.stored_at, "simulated": stored.simulated, **parts,
    }
