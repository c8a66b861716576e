"""The articles of the province, before they have addresses: parts of the casting, dated, placed in sections, told."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from functools import cache
from itertools import groupby
from random import Random

from domain.article import Level
from domain.dated import VIETNAM, Precision
from phusong.demo.asides import extra
from phusong.demo.cast import cast, named_in
from phusong.demo.casting import Part, casting
from phusong.demo.schedule import later_moments, moments
from phusong.demo.sites import SectionSpec, SiteSpec, sites
from phusong.demo.stories import Draft, compose
from phusong.demo.truth import ArticleTruth


@cache
def originals() -> tuple[tuple[ArticleTruth, Draft], ...]:
    """Every article that is nobody's copy, with the draft it was made from."""
    out: list[tuple[ArticleTruth, Draft]] = []
    places = {site.id: site for site in sites()}
    for site_id, group in groupby(casting(), key=lambda part: part.site):
        site, parts = places[site_id], list(group)
        ordered = _ordered(site, [part for part in parts if not part.later])
        late = [part for part in parts if part.later]
        times = moments(site, len(ordered)) + later_moments(site, len(late))
        for number, (part, moment) in enumerate(zip(ordered + late, times, strict=True)):
            out.append(_article(site, part, moment, number))
    return tuple(out)


def _ordered(site: SiteSpec, parts: list[Part]) -> list[Part]:
    """Shuffled, but the last ones cover every section that is not closed."""
    pool = Random(f"order/{site.id}").sample(parts, len(parts))
    closing: list[Part] = []
    for section in site.sections:
        fit = [part for part in pool if part not in closing and section.id in _nearest(site, part)]
        closing += [] if section.until or section.fault else fit[:1]
    rest = [part for part in pool if part not in closing]
    closed = {area for section in site.sections if section.until for area in section.areas}
    early = [part for part in rest if part.story.area in closed][:3]
    return early + [part for part in rest if part not in early] + closing


def _nearest(site: SiteSpec, part: Part) -> tuple[str, ...]:
    """Where a part would stand on the site's newest day."""
    return placed(site, _areas(part), datetime.combine(site.newest, time(12), VIETNAM))


def _areas(part: Part) -> tuple[str, ...]:
    return (part.story.area,) if part.story.area else ()


def _article(site: SiteSpec, part: Part, moment: datetime, number: int) -> tuple[ArticleTruth, Draft]:
    background, more = extra(part)
    draft = compose(part.story, part.use, part.actor, moment.date(), background)
    areas = {**draft.areas, **{area: level for area, level in more.items() if area not in draft.areas}}
    traits = tuple(site.traits) + (("undated",) if _undated(site, number) else ())
    short = "short" in traits
    body = "" if short else "\n".join(draft.paras)
    text = f"{draft.title}\n{draft.lead}\n{body}"
    article = ArticleTruth(
        id=f"{site.id}-{number + 1:03d}",
        site=site.id,
        unit=site.unit,
        title=draft.title,
        lead=draft.lead,
        body=body,
        moment=moment,
        published=shown(site, moment, "undated" in traits),
        precision=None if "undated" in traits else Precision(site.precision),
        sections=placed(site, counted(areas), moment),
        areas={area: level for area, level in areas.items() if level is Level.PRIMARY} if short else areas,
        actors=named_in(draft.actors, text),
        mentioned=named_in(draft.mentioned, text),
        format=part.story.format,
        polarity=part.story.polarity,
        appears="later" if part.later else "first",
        traits=traits,
        author=Random(f"author/{site.id}/{number}").choice(cast()["authors"]),
    )
    return article, draft


def shown(site: SiteSpec, moment: datetime, undated: bool) -> datetime | date | None:
    """What the site lets its readers know of the moment."""
    if undated:
        return None
    return moment if site.precision == "minute" else moment.date()


def counted(areas: Mapping[str, Level]) -> tuple[str, ...]:
    """The areas that an article is really about: an editor files nothing by a passing word."""
    return tuple(area for area, level in areas.items() if level is not Level.MENTION)


def placed(site: SiteSpec, areas: Iterable[str], moment: datetime) -> tuple[str, ...]:
    """The sections that show the article: most stand in two or more where the site does that."""
    own = [section for section in site.sections if not section.path and not section.fault] or list(site.sections)
    main = own[0].id
    subjects = tuple(areas)[: None if site.both else 1] or ("none",)  # one section only: the primary area decides
    fit = [one.id for area in subjects for one in own[1:] if area in one.areas and _open(one, moment)]
    if site.both:
        return tuple(dict.fromkeys((main, *fit)))
    return (fit[0],) if fit else (main,)


def _open(section: SectionSpec, moment: datetime) -> bool:
    return section.until is None or moment.date() <= section.until


def _undated(site: SiteSpec, number: int) -> bool:
    return site.undated > site.quota or (site.undated > 0 and number % 4 == 1 and number // 4 < site.undated)
