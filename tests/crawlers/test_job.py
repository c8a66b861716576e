"""A child is told everything that its parent knows, the ledger's password included, and nothing else sees that."""

from pathlib import Path

from crawlers.door import Limits
from crawlers.job import Job
from domain.settings import load
from domain.source import Source
from store.leases import Fence

SOURCE = Source.model_validate({
    "id": "a", "title": "Trang A", "unit": "u", "url": "http://a.example/",
    "sections": [{"id": "tin", "name": "Tin tức", "url": "/tin"}],
})


def test_a_job_comes_back_as_it_was(tmp_path: Path) -> None:
    settings = load(home=tmp_path, min_delay=3, page_budget=7, now="2023-08-28T08:00:00+07:00")
    for fence in (None, Fence(("host:a.example", "source:a"), "p1", 90.0)):
        job = Job.from_json(Job(SOURCE, 5, Limits(flush_rows=9), settings, fence).to_json())
        assert (job.source, job.crawl, job.limits, job.fence) == (SOURCE, 5, Limits(flush_rows=9), fence)
        given = job.settings
        assert (given.home, given.min_delay, given.page_budget, given.now) == (
            settings.home, 3, 7, "2023-08-28T08:00:00+07:00",
        )


def test_the_password_is_passed_on_wherever_it_stood(tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_text("bí mật\n")
    settings = load(
        home=tmp_path, ledger="postgresql://u@db/phusong", index="http://es:9200", ledger_password_file=file
    )
    job = Job.from_json(Job(SOURCE, 1, Limits(), settings).to_json())
    assert job.settings.ledger == settings.ledger
    assert job.settings.ledger_password.get_secret_value() == "bí mật"
    assert "bí mật" not in repr(job)
