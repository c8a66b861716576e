"""The invented province on loopback: every site on its own port, with the truth about what they publish."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from types import TracebackType

from domain.settings import SHIPPED_DATA
from phusong.demo.cast import DATA
from phusong.demo.moment import STAGES
from phusong.demo.server import Site
from phusong.demo.sites import sites
from phusong.demo.telling import truth_of
from phusong.demo.truth import ArticleTruth, Truth

PLAN = "plan-2023.yml"
REAL, INVENTED = "Bà Rịa – Vũng Tàu", "Lạc Giang"
PRESS = {"bao-brvt": "bao-lac-giang", "dai-brt": "dai-ptth"}  # unit ids that the shipped plan names


class Province:
    """`with Province() as province:` opens every site; `stage` is `first` or `later`, `ports` keeps addresses."""

    units_file: Path = DATA / "units.yml"

    def __init__(self, stage: str = "first", ports: Mapping[str, int] | None = None) -> None:
        given, _ = ports or {}, STAGES[stage]  # an unknown stage fails before a port is open
        self.sites: dict[str, Site] = {spec.id: Site(spec, given.get(spec.id, 0)) for spec in sites()}
        self.truth: Truth
        self.go(stage)

    @property
    def now(self) -> datetime:
        """The moment at which the province stands, aware UTC."""
        return self.truth.now

    @property
    def ports(self) -> dict[str, int]:
        """Site id -> port, to open the same province again under the same addresses."""
        return {name: site.port for name, site in self.sites.items()}

    def go(self, stage: str) -> Truth:
        """Move every site to a stage without changing any address. Raises KeyError for an unknown stage."""
        base = {name: site.url for name, site in self.sites.items()}
        self.truth = truth_of(stage, STAGES[stage], base)
        names = {article.id: self.sites[article.site].spec.title for article in self.truth.articles}
        for name, site in self.sites.items():
            site.show(_held(self.truth, name), stage, self.now, names)
        return self.truth

    def write_sources(self, folder: Path) -> list[Path]:
        """One YAML file a site, with the ports of this province."""
        folder.mkdir(parents=True, exist_ok=True)
        out = []
        for file in sorted((DATA / "sources").glob("*.yml")):
            text = file.read_text("utf-8").replace("{PORT}", str(self.sites[file.stem].port))
            out.append(folder / file.name)
            out[-1].write_text(text, "utf-8")
        return out

    def write_plan(self, folder: Path) -> Path:
        """The shipped plan, with the newspaper and the broadcaster of this province in place of the real ones."""
        folder.mkdir(parents=True, exist_ok=True)
        text = (SHIPPED_DATA / PLAN).read_text("utf-8")
        text = text.replace(REAL, INVENTED)
        for theirs, ours in PRESS.items():
            text = text.replace(f"[{theirs}]", f"[{ours}]")
        (folder / PLAN).write_text(text, "utf-8")
        return folder / PLAN

    def stop(self) -> None:
        """Close every site."""
        for site in self.sites.values():
            site.stop()

    def __enter__(self) -> "Province":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


def _held(truth: Truth, site: str) -> list[ArticleTruth]:
    """What a site holds, whether or not anybody can reach it; a removed article leaves the listings by itself."""
    return [article for article in truth.of_site(site) if not (truth.stage == "later" and "gone" in article.traits)]
