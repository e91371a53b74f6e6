"""The demo's commune with its villages and the adults who live there."""

from datetime import date, datetime, timedelta

from lms.demo import story
from lms.places import actions, package, queries, rules
from lms.places.models import Unit


def load_official(today: date) -> None:
    """The provinces and communes, unless they are there."""
    actions.load_units(package.official_list(), package.REFORM, today)


def unit_named(name: str, province: str) -> Unit:
    """The commune of this province with this bare name."""
    parent = queries.unit_by_code(province)
    return next(unit for unit in queries.children(parent.id) if unit.name.endswith(f" {name}"))


def build(now: datetime, today: date) -> dict[str, Unit]:
    """The demo's units by name: "country", "province", "commune" and each village."""
    commune = unit_named(story.COMMUNE, story.PROVINCE)
    rows = [
        rules.VillageDraft(
            line=n,
            commune_code=commune.code,
            name=f"{village.form.capitalize()} {village.name}",
            form=village.form,
            number=n,
        )
        for n, village in enumerate(story.VILLAGES, start=1)
    ]
    actions.take_villages(actions.plan_villages(rows, None), today)
    as_of = (today.replace(day=1) - timedelta(days=120)).replace(day=1)
    villages = {unit.name.split(" ", 1)[1]: unit for unit in queries.children(commune.id)}
    figures = [(commune.code, story.COMMUNE_ADULTS)] + [
        (villages[v.name].code, v.adults) for v in story.VILLAGES
    ]
    drafts = [
        rules.PopulationDraft(line=n, code=code, adults=adults)
        for n, (code, adults) in enumerate(figures, start=1)
    ]
    actions.take_populations(actions.plan_populations(drafts, None, story.REGISTER, as_of), now)
    return {
        "country": queries.unit_by_code("VN"),
        "province": queries.unit_by_code(story.PROVINCE),
        "commune": commune,
        **villages,
    }


def first_commune(province: str) -> Unit:
    return queries.children(queries.unit_by_code(province).id)[0]
